#include <algorithm>
#include <set>

#include "dsl/bind/beside.hpp"
#include "dsl/story/read.hpp"

namespace playmaker::story {
namespace {

bool is_story(std::string_view path) { return path.ends_with(".story"); }

class Gatherer {
 public:
  Gatherer(const Loader& loader, source::Sources& sources, source::Issues& issues, Gathered& out)
      : loader_(loader),
        sources_(sources),
        issues_(issues),
        out_(out) {}

  void follow(const std::string& from, const StoryFile& file) {
    for (const Use& use : file.uses) {
      std::string path = bind::beside(from, use.path);
      if (!known_.insert(path).second) continue;
      auto text = loader_ ? loader_(path) : std::nullopt;
      if (!text) {
        issues_.add(source::Issue(source::Code::use_missing, use.span).arg(path));
      } else if (is_story(path)) {
        const StoryFile used = read(sources_.add(path, std::move(*text)), issues_);
        follow(path, used);
        const auto append = [](auto& to, const auto& more) { to.insert(to.end(), more.begin(), more.end()); };
        append(out_.file.world.people, used.world.people);
        append(out_.file.world.branches, used.world.branches);
        append(out_.file.world.customers, used.world.customers);
        append(out_.file.world.pools, used.world.pools);
      } else {
        out_.playbooks.push_back(std::move(path));
      }
    }
  }

 private:
  const Loader& loader_;
  source::Sources& sources_;
  source::Issues& issues_;
  Gathered& out_;
  std::set<std::string> known_;
};

}  // namespace

Gathered gather(const source::Source& source, const Loader& loader, source::Sources& sources, source::Issues& issues) {
  Gathered out;
  out.file = read(source, issues);
  const StoryFile own = out.file;             // what it uses is added to out.file
  Gatherer(loader, sources, issues, out).follow(source.path(), own);
  const bool named = std::ranges::any_of(own.uses, [](const Use& use) { return !is_story(use.path); });
  if (out.playbooks.empty() && !named && !out.file.stories.empty()) {
    issues.add(
        source::Issue(source::Code::story_playbook_missing, out.file.stories.front().name.span)
            .arg(out.file.stories.front().name.text)
            .help({"name the text that is tested: `use \"first_meeting.play\"`", "请写明要测试的文本:`引用 \"first_meeting.play\"`"}));
  }
  return out;
}

}  // namespace playmaker::story
