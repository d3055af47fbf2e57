// check: what a designer hears about texts before anything runs. A file that cannot be read is one more finding; the others are checked.
#include <algorithm>
#include <memory>
#include <ostream>

#include "daemon/cli/command.hpp"
#include "daemon/cli/proofs.hpp"
#include "daemon/cli/texts.hpp"
#include "daemon/cli/waive.hpp"
#include "daemon/cli/written.hpp"
#include "daemon/json.hpp"
#include "daemon/refute/promises.hpp"
#include "daemon/routes/routes.hpp"
#include "dsl/mend.hpp"
#include "dsl/source/sarif.hpp"
#include "dsl/syntax/tree.hpp"

namespace playmaker::cli {
namespace {

struct Wish {
  std::vector<std::string> files, waive;
  std::string until = "prove";
  bool dump = false, hash = false, fix = false, sarif = false, certificates = false, pressure = false;
};

dsl::Until until_of(const std::string& word) {
  if (word == "read") return dsl::Until::read;
  if (word == "bind") return dsl::Until::bind;
  return word == "lower" ? dsl::Until::lower : dsl::Until::prove;
}

// A finding about a file as a whole, in the shape of an issue.
void say_of_file(const Session& session, const std::string& path, const char* severity, const base::Failure& failure) {
  const std::string& words = session.zh() && !failure.zh.empty() ? failure.zh : failure.message;
  if (session.json) {
    daemon::JsonWriter json;
    json.begin_object().field("code", failure.code).field("severity", severity).field("message", words).field("file", path);
    session.out << json.end_object().text() << '\n';
  } else {
    session.err << "playmaker: " << words << " (" << failure.code << ")\n";
  }
}

struct Read {
  std::vector<std::string> paths;
  std::vector<dsl::Input> texts;
  Exit exit = Exit::ok;
};
Read read_all(const Session& session, const std::vector<std::string>& paths) {
  Read out;
  for (const std::string& path : paths) {
    auto text = read_text(path);
    if (text) {
      out.paths.push_back(path);
      out.texts.push_back({path, std::move(*text)});
      continue;
    }
    say_of_file(session, path, "error", text.error());
    out.exit = Exit::failed;
  }
  return out;
}

void dump(const Session& session, const dsl::Compiled& made, dsl::Until until) {
  for (const dsl::CompiledFile& file : made.files) {
    if (!file.given || !file.file || until == dsl::Until::lower || until == dsl::Until::prove) continue;
    session.out << syntax::dump(file.file->tree, file.file->root);
  }
  for (std::size_t i = 0; i < made.plans.size(); ++i)
    session.out << plan::dump(*made.plans[i], i < made.origins.size() ? *made.origins[i] : plan::Origin{});
}

void say_hash(const Session& session, const dsl::CompiledFile& file) {
  if (file.text_hash.empty()) return;
  if (session.json) {
    daemon::JsonWriter json;
    session.out << json.begin_object().field("file", file.path).field("text_hash", file.text_hash).end_object().text() << '\n';
  } else {
    session.out << file.path << ' ' << file.text_hash << '\n';
  }
}

// Mends what issues know how to mend, in the files given; whole files are written, and only those that changed.
base::Result<dsl::Compiled> mended(const Session& session, const Read& read, const dsl::Loader& loader, const dsl::Options& options) {
  dsl::Mended out = dsl::mend(read.texts, loader, options);
  for (std::size_t i = 0; i < out.inputs.size(); ++i) {
    if (out.fixes[i] == 0) continue;
    if (const auto written = write_whole(read.paths[i], out.inputs[i].text); !written) return std::unexpected(written.error());
    session.err << read.paths[i] << (session.zh() ? ":已修正 " : ": fixed ") << out.fixes[i] << (session.zh() ? " 处\n" : "\n");
  }
  return std::move(out.made);
}

Exit check_together(const Session& session, const Wish& wish, const Read& read) {
  Shelf shelf;
  dsl::Options options;
  options.until = until_of(wish.until);
  options.known = known_beside(read.paths);
  options.pressure = wish.pressure;
  base::Result<dsl::Compiled> result =
      wish.fix ? mended(session, read, shelf.loader(), options) : dsl::compile(read.texts, shelf.loader(), options);
  if (!result) return session.failed(result.error());
  dsl::Compiled& made = *result;
  const auto waivers = waivers_of(wish.waive);
  if (!waivers) return session.failed(waivers.error());
  const refute::Refuted refuted = refute::refute(made, *waivers);
  if (made.ok && !made.plans.empty()) tell_idle(session, *waivers, made, refuted);
  if (wish.sarif) {
    session.out << source::render_sarif(made.issues, made.sources, session.language, routes::kVersion);
    return made.ok ? Exit::ok : Exit::check_errors;
  }
  print_issues(session, made.issues, made.sources);
  if (wish.certificates) print_certificates(session, made);
  if (wish.pressure) print_pressure(session, made);
  if (wish.dump) dump(session, made, options.until);
  for (std::size_t id = 0; id < made.files.size(); ++id) {
    const dsl::CompiledFile& file = made.files[id];
    if (!file.given) continue;
    // After an error nobody knows what the file was to declare.
    const bool wrong = std::any_of(made.issues.list().begin(), made.issues.list().end(), [&](const source::Issue& issue) {
      return issue.span.file == id && source::severity_of(issue.code) == source::Severity::error;
    });
    if (!wrong && declares_nothing(file)) {
      say_of_file(
          session, file.path, "warning",
          {base::FailureKind::invalid, "file_empty", file.path + ": nothing is declared here: write a playbook, or leave the file out",
           file.path + ":没有声明任何内容:请写剧本,或去掉此文件"});
    } else if (made.ok && wish.hash) {
      say_hash(session, file);
    } else if (made.ok && !session.json && !wish.dump) {
      session.out << file.path << (session.zh() ? ":没有错误\n" : ": no errors\n");
    }
  }
  return made.ok ? Exit::ok : Exit::check_errors;
}

Exit check(const Session& session, const Wish& wish) {
  const Read read = read_all(session, wish.files);
  Exit exit = read.exit;
  const auto found = [&](Exit one) { exit = one == Exit::ok ? exit : one; };
  if (!wish.hash) {
    if (!read.texts.empty()) found(check_together(session, wish, read));
    return exit;
  }
  // Each file by itself, so that twins can stand beside each other.
  for (const dsl::Input& text : read.texts) found(check_together(session, wish, {{text.path}, {text}}));
  return exit;
}

}  // namespace

std::vector<Command> check_commands() {
  auto wish = std::make_shared<Wish>();
  return {{"check",
           {"check playbooks without running anything; exit 3 on errors", "检查剧本,不运行任何东西;有错误时退出码为 3"},
           {{"files", &wish->files, {"playbooks and shared files", "剧本与共享文件"}, true, {}},
            {"--until", &wish->until, {"how far to go", "检查到哪一步"}, false, {"read", "bind", "lower", "prove"}},
            {"--dump", &wish->dump, {"print what the last step made", "输出最后一步的结果"}, false, {}},
            {"--certificates",
             &wish->certificates,
             {"print what was proved of each law and guarantee, and what the proof stands on", "输出每条规则与承诺的证明结果与前提"},
             false,
             {}},
            {"--pressure",
             &wish->pressure,
             {"print how hard the playbooks lean on each policy: worst case, who adds what", "输出各剧本对规范的压力:最坏情形与各自的份额"},
             false,
             {}},
            {"--waive", &wish->waive, kWaiveWords, false, {}, true},
            {"--hash",
             &wish->hash,
             {"print `FILE TEXT_HASH` a line; twins in .play and YAML are equal", "每行输出“文件 文本哈希”;.play 与 YAML 孪生文件相同"},
             false,
             {}},
            {"--fix",
             &wish->fix,
             {"mend in place what has one sure mending, then check again", "就地修正确定无疑之处,然后重新检查"},
             false,
             {}},
            {"--sarif", &wish->sarif, {"answer as SARIF 2.1.0", "以 SARIF 2.1.0 输出"}, false, {}}},
           [wish](const Session& session) { return check(session, *wish); }}};
}

}  // namespace playmaker::cli
