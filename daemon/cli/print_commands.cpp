// fmt and convert: texts in their one true layout, in another keyword table, in the other spelling.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <ostream>

#include "daemon/cli/command.hpp"
#include "daemon/cli/texts.hpp"
#include "daemon/json.hpp"
#include "dsl/print/print.hpp"
#include "dsl/story/format.hpp"

namespace playmaker::cli {
namespace {

// Beside the file first, so that a full disk leaves the old text.
base::Result<void> write_file(const std::string& path, const std::string& text) {
  const std::string beside = path + ".new";
  {
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    if (!out) return base::invalid("file_unwritable", "cannot write " + beside, "无法写入 " + beside);
  }
  std::error_code error;
  std::filesystem::rename(beside, path, error);
  if (error) return base::invalid("file_unwritable", "cannot replace " + path, "无法替换 " + path);
  return {};
}

void say_file(const Session& session, const std::string& path, const char* what, std::string_view words) {
  if (session.json) {
    daemon::JsonWriter json;
    session.out << json.begin_object().field("file", path).field("result", what).end_object().text() << '\n';
  } else if (!words.empty()) {
    session.out << path << words << '\n';
  }
}

Exit refused(const Session& session, const std::string& path, const print::Printed& printed, const source::Sources& sources) {
  if (!printed.issues.empty()) {
    print_issues(session, printed.issues, sources);
    return Exit::check_errors;
  }
  return session.failed(base::Failure{base::FailureKind::invalid, "not_printed",
                                      path + ": this text cannot be laid out without changing what it says; it stays as it is",
                                      path + ":无法在不改变含义的情况下重排此文本,保持原样"});
}

struct Format {
  std::vector<std::string> files;
  bool check = false, show = false;
};

Exit format_one(const Session& session, const Format& wish, const std::string& path) {
  auto text = read_file(path);
  if (!text) return session.failed(text.error());
  source::Sources sources;
  const source::Source& source = sources.add(path, *text);
  std::optional<base::Language> language;
  if (!session.spoken.empty()) language = session.language;
  const print::Printed printed = path.ends_with(".story") ? story::format(source, language) : print::format(source, language);
  if (!printed.ok) return refused(session, path, printed, sources);
  if (wish.show) {
    session.out << printed.text;
    return Exit::ok;
  }
  if (printed.text == *text) {
    say_file(session, path, "same", "");
    return Exit::ok;
  }
  if (wish.check) {
    say_file(session, path, "differs", session.say(": not in the one true layout", ":版式不规范"));
    return Exit::failed;
  }
  if (auto written = write_file(path, printed.text); !written) return session.failed(written.error());
  say_file(session, path, "written", session.say(": laid out anew", ":已重排"));
  return Exit::ok;
}

Exit format_all(const Session& session, const Format& wish) {
  Exit exit = Exit::ok;
  for (const std::string& path : wish.files) {
    const Exit one = format_one(session, wish, path);
    if (exit == Exit::ok || one == Exit::check_errors) exit = one == Exit::ok ? exit : one;
  }
  return exit;
}

struct Convert {
  std::string file, to;
};

Exit convert(const Session& session, const Convert& wish) {
  auto text = read_text(wish.file);
  if (!text) return session.failed(text.error());
  source::Sources sources;
  const source::Source& source = sources.add(wish.file, *text);
  std::optional<base::Language> language;
  if (!session.spoken.empty()) language = session.language;
  const print::Printed printed =
      wish.to == "yaml" ? print::to_yaml(source, language) : print::to_play(source, language.value_or(base::Language::en));
  if (!printed.ok) return refused(session, wish.file, printed, sources);
  session.out << printed.text;
  return Exit::ok;
}

}  // namespace

std::vector<Command> print_commands() {
  auto format = std::make_shared<Format>();
  auto other = std::make_shared<Convert>();
  return {{"fmt",
           {"lay texts out in the one true layout; with --lang, in that language's keywords",
            "按统一版式重排文本;加 --lang 则改用该语言的关键字"},
           {{"files",
             &format->files,
             {"playbooks, shared files and stories: .play, .yaml or .story", "剧本、共享文件与故事:.play、.yaml 或 .story"},
             true,
             {}},
            {"--check",
             &format->check,
             {"change nothing; exit 1 when a file is laid out otherwise", "不改动文件;版式不规范时退出码为 1"},
             false,
             {}},
            {"--show", &format->show, {"print the result, change nothing", "输出结果,不改动文件"}, false, {}}},
           [format](const Session& session) { return format_all(session, *format); }},
          {"convert",
           {"print a text in the other spelling; its text hash stays the same", "以另一种写法输出文本;文本哈希不变"},
           {{"file", &other->file, {"the text", "文本"}, true, {}},
            {"--to", &other->to, {"the spelling wanted", "目标写法"}, true, {"yaml", "play"}}},
           [other](const Session& session) { return convert(session, *other); }}};
}

}  // namespace playmaker::cli
