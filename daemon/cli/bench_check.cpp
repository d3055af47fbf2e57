// bench check: how long one core takes to check many playbooks together, as a bank with a thousand of them would before it applies a new
// policy. The texts given are written out again and again under further names, until there are enough.
#include <algorithm>
#include <functional>
#include <memory>
#include <ostream>

#include "daemon/cli/command.hpp"
#include "daemon/cli/texts.hpp"
#include "daemon/clock.hpp"
#include "daemon/json.hpp"
#include "daemon/refute/promises.hpp"

namespace playmaker::cli {
namespace {

struct Wish {
  std::vector<std::string> files;
  std::int64_t playbooks = 1'000;
};

// Every `WORD NAME` that `at` accepts, with the suffix behind the name; the names, as they were.
std::vector<std::string> rename(std::string& text, const std::string& word, const std::string& suffix,
                                const std::function<bool(std::size_t at, const std::string& name)>& wanted) {
  std::vector<std::string> names;
  for (std::size_t at = text.find(word + " "); at != std::string::npos; at = text.find(word + " ", at + 1)) {
    const std::size_t begin = at + word.size() + 1, end = text.find_first_of(" ({\r\n", begin);
    if (end == std::string::npos || !wanted(at, text.substr(begin, end - begin))) continue;
    names.push_back(text.substr(begin, end - begin));
    text.insert(end, suffix);
  }
  return names;
}

// What stands at the top of the file under other names, and what includes it; hand-offs go on leading to the first of that name.
std::string renamed(std::string text, const std::string& suffix) {
  const auto at_top = [&](std::size_t at, const std::string&) { return at == 0 || text[at - 1] == '\n'; };
  rename(text, "playbook", suffix, at_top);
  const std::vector<std::string> fragments = rename(text, "fragment", suffix, at_top);
  rename(text, "include", suffix,
         [&](std::size_t, const std::string& name) { return std::ranges::find(fragments, name) != fragments.end(); });
  return text;
}

Exit bench(const Session& session, const Wish& wish) {
  const auto texts = read_texts(wish.files);
  if (!texts) return session.failed(texts.error());
  Shelf shelf;
  const dsl::Compiled once = dsl::compile(*texts, shelf.loader(), {});
  if (!once.ok || once.plans.empty()) {
    print_issues(session, once.issues, once.sources);
    return Exit::check_errors;
  }
  const auto wanted = static_cast<std::size_t>(std::max<std::int64_t>(wish.playbooks, 1));
  std::vector<dsl::Input> all;
  for (std::size_t round = 0; round * once.plans.size() < wanted; ++round) {
    for (const dsl::Input& text : *texts) {
      const std::string number = "_" + std::to_string(round);
      const std::size_t dot = text.path.rfind('.');
      const std::string path =
          text.path.substr(0, dot) + (round == 0 ? "" : number) + (dot == std::string::npos ? "" : text.path.substr(dot));
      all.push_back({path, round == 0 ? text.text : renamed(text.text, number)});
    }
  }
  const std::int64_t begin = daemon::processor_nanoseconds();
  dsl::Compiled made = dsl::compile(all, shelf.loader(), {});
  refute::refute(made);
  const double taken = static_cast<double>(daemon::processor_nanoseconds() - begin) / 1e9;
  if (!made.ok) {
    print_issues(session, made.issues, made.sources);
    return Exit::check_errors;
  }
  if (session.json) {
    daemon::JsonWriter json;
    json.begin_object().field("playbooks", made.plans.size()).field("guarantees", made.promises.size());
    session.out << json.field("seconds", taken).end_object().text() << '\n';
  } else {
    session.out << made.plans.size() << session.say(" playbooks, ", " 个剧本、") << made.promises.size()
                << session.say(" guarantees among them, checked on one core in ", " 项承诺,单核检查用时 ") << taken
                << session.say(" s", " 秒") << '\n';
  }
  return Exit::ok;
}

}  // namespace

std::vector<Command> bench_check_commands() {
  auto wish = std::make_shared<Wish>();
  return {{"bench check",
           {"measure how long one core takes to check many playbooks together: the texts given, under as many names as it takes",
            "测量单核同时检查大量剧本的用时:所给文本以不同名称重复至足够数量"},
           {{"files",
             &wish->files,
             {"playbooks in the .play spelling, of which each is checked many times", "以 .play 书写、将被重复检查的剧本"},
             true,
             {}},
            {"--playbooks", &wish->playbooks, {"how many, at least", "至少多少个"}, false, {}}},
           [wish](const Session& session) { return bench(session, *wish); }}};
}

}  // namespace playmaker::cli
