// test: the stories beside playbooks, played on the engine in memory.
#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <ostream>

#include "daemon/cli/command.hpp"
#include "daemon/cli/texts.hpp"
#include "daemon/json.hpp"
#include "daemon/rehearsal/book.hpp"
#include "daemon/rehearsal/telling.hpp"
#include "dsl/source/render.hpp"
#include "dsl/story/read.hpp"

namespace playmaker::cli {
namespace {

namespace fs = std::filesystem;

struct Wish {
  std::vector<std::string> files;
  std::string only;
};

struct Tally {
  std::size_t files = 0, stories = 0, failed = 0, expectations = 0;
  Exit exit = Exit::ok;
  void found(Exit one) { exit = exit == Exit::ok || one == Exit::check_errors ? one : exit; }
};

std::vector<std::string> story_files(const std::vector<std::string>& wished) {
  std::vector<std::string> out;
  for (const std::string& path : wished.empty() ? std::vector<std::string>{"."} : wished) {
    std::error_code ignored;
    if (!fs::is_directory(path, ignored)) {
      out.push_back(path);
      continue;
    }
    std::vector<std::string> inside;
    for (const auto& entry : fs::recursive_directory_iterator(path, ignored)) {
      if (entry.is_regular_file(ignored) && entry.path().extension() == ".story")
        inside.push_back(entry.path().lexically_normal().string());
    }
    std::sort(inside.begin(), inside.end());
    out.insert(out.end(), inside.begin(), inside.end());
  }
  return out;
}

// Playbooks are compiled once for all stories that use the same ones.
class Books {
 public:
  const rehearsal::Book* of(const std::vector<std::string>& paths, const Session& session) {
    const auto known = books_.find(paths);
    if (known != books_.end()) return known->second.get();
    auto& book = books_[paths];
    Shelf shelf;
    auto made = rehearsal::open_book(paths, shelf.loader(), known_beside(paths));
    if (made->compiled.ok) book = std::move(made);
    else print_issues(session, made->compiled.issues, made->compiled.sources);
    return book.get();
  }

 private:
  std::map<std::vector<std::string>, std::unique_ptr<rehearsal::Book>> books_;
};

void run_file(const Session& session, const Wish& wish, const std::string& path, Books& books, Tally& tally) {
  auto text = read_file(path);
  if (!text) {
    tally.found(session.failed(text.error()));
    return;
  }
  source::Sources sources;
  source::Issues issues;
  Shelf shelf;
  const source::Source& source = sources.add(path, std::move(*text));
  story::Gathered gathered = story::gather(source, shelf.loader(), sources, issues);
  if (gathered.file.stories.empty() && !issues.has_errors()) return;      // people and customers for others
  ++tally.files;
  const rehearsal::Book* book = nullptr;
  if (!gathered.playbooks.empty()) {
    book = books.of(gathered.playbooks, session);
    if (book == nullptr) tally.found(Exit::check_errors);
    else story::check(gathered.file, book->vocabulary, issues);
  }
  issues.sort();
  print_issues(session, issues, sources);
  if (issues.has_errors()) tally.found(Exit::check_errors);
  if (issues.has_errors() || book == nullptr) return;
  std::size_t failed = 0, stories = 0;
  for (const story::Story& story : gathered.file.stories) {
    if (!wish.only.empty() && story.name.text != wish.only && story.zh != wish.only && story.en != wish.only) continue;
    const auto outcome = rehearsal::rehearse(story, {book->compiled, gathered.file.world, session.language});
    if (!outcome) {
      tally.found(session.failed(outcome.error()));
      continue;
    }
    ++stories;
    tally.expectations += outcome->expectations;
    if (session.json) session.out << rehearsal::to_json(story, *outcome, sources, session.language) << '\n';
    else if (!outcome->ok()) session.out << rehearsal::tell(story, *outcome, sources, session.language);
    if (outcome->ok()) continue;
    ++failed;
    tally.found(Exit::failed);
  }
  tally.stories += stories;
  tally.failed += failed;
  if (session.json || stories == 0) return;
  session.out << path << session.say(": ", ":") << stories << session.say(" stories", " 个故事");
  if (failed == 0) session.out << session.say(", as expected\n", ",符合预期\n");
  else session.out << session.say(", ", ",") << failed << session.say(" failed\n", " 个失败\n");
}

Exit test(const Session& session, const Wish& wish) {
  Tally tally;
  Books books;
  const std::vector<std::string> files = story_files(wish.files);
  for (const std::string& path : files) run_file(session, wish, path, books, tally);
  if (tally.stories == 0 && tally.exit == Exit::ok) {
    return session.failed(
        {base::FailureKind::invalid, "stories_none",
         wish.only.empty() ? "no stories here: name .story files, or a folder that holds some" : "no story is called " + wish.only,
         wish.only.empty() ? "此处没有故事:请写出 .story 文件,或含有它们的文件夹" : "没有名为 " + wish.only + " 的故事"});
  }
  if (!session.json && files.size() > 1) {
    session.out << tally.stories << session.say(" stories, ", " 个故事,") << tally.expectations
                << session.say(" expectations, ", " 条预期,") << tally.failed << session.say(" failed\n", " 个失败\n");
  }
  return tally.exit;
}

}  // namespace

std::vector<Command> test_commands() {
  auto wish = std::make_shared<Wish>();
  return {{"test",
           {"play the stories beside playbooks on the engine; exit 1 when one ends otherwise, 3 when a text is wrong",
            "在引擎上演练剧本旁的故事;结果不符时退出码为 1,文本有误时为 3"},
           {{"files",
             &wish->files,
             {".story files, or folders that hold some; else this folder", ".story 文件或其文件夹;不写则为当前文件夹"},
             false,
             {}},
            {"--only", &wish->only, {"only the story of that name", "只演练此名称的故事"}, false, {}}},
           [wish](const Session& session) { return test(session, *wish); }}};
}

}  // namespace playmaker::cli
