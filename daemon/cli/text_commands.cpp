// check, explain, apply: what is done with texts.
#include <algorithm>
#include <memory>
#include <ostream>

#include "daemon/cli/client.hpp"
#include "daemon/cli/command.hpp"
#include "daemon/cli/texts.hpp"
#include "daemon/json.hpp"
#include "dsl/source/render.hpp"
#include "dsl/syntax/tree.hpp"

namespace playmaker::cli {
namespace {

struct CheckWish {
  std::vector<std::string> files;
  std::string until = "prove";
  bool dump = false, hash = false;
};

dsl::Until until_of(const std::string& word) {
  if (word == "read") return dsl::Until::read;
  if (word == "bind") return dsl::Until::bind;
  return word == "lower" ? dsl::Until::lower : dsl::Until::prove;
}

void print_issues(const Session& session, const dsl::Compiled& made) {
  if (session.json) {
    for (const source::Issue& issue : made.issues.list()) session.out << source::render_json(issue, made.sources, session.language) << '\n';
  } else {
    session.err << source::render(made.issues, made.sources, session.language);
  }
}

// Each file by itself, so that twins can stand beside each other.
Exit check_hashes(const Session& session, const CheckWish& wish) {
  Exit exit = Exit::ok;
  for (const std::string& path : wish.files) {
    auto texts = read_texts({path});
    if (!texts) return session.failed(texts.error());
    Shelf shelf;
    dsl::Options options;
    options.until = until_of(wish.until);
    options.known = known_beside({path});
    const dsl::Compiled made = dsl::compile(*texts, shelf.loader(), options);
    print_issues(session, made);
    if (!made.ok) exit = Exit::check_errors;
    else if (!made.files.front().text_hash.empty()) session.out << path << ' ' << made.files.front().text_hash << '\n';
  }
  return exit;
}

Exit check(const Session& session, const CheckWish& wish) {
  if (wish.hash) return check_hashes(session, wish);
  auto texts = read_texts(wish.files);
  if (!texts) return session.failed(texts.error());
  Shelf shelf;
  dsl::Options options;
  options.until = until_of(wish.until);
  options.known = known_beside(wish.files);
  const dsl::Compiled made = dsl::compile(*texts, shelf.loader(), options);
  print_issues(session, made);
  if (wish.dump) {
    for (const dsl::CompiledFile& file : made.files) {
      if (!file.given || !file.file || options.until == dsl::Until::lower || options.until == dsl::Until::prove) continue;
      session.out << syntax::dump(file.file->tree, file.file->root);
    }
    for (std::size_t i = 0; i < made.plans.size(); ++i)
      session.out << plan::dump(*made.plans[i], i < made.origins.size() ? *made.origins[i] : plan::Origin{});
  }
  if (!made.ok) return Exit::check_errors;
  if (!session.json && !wish.dump) {
    for (const dsl::CompiledFile& file : made.files) {
      if (file.given) session.out << file.path << (session.zh() ? ":没有错误\n" : ": no errors\n");
    }
  }
  return Exit::ok;
}

Command check_command() {
  auto wish = std::make_shared<CheckWish>();
  return {"check",
          {"check playbooks without running anything; exit 3 on errors", "检查剧本,不运行任何东西;有错误时退出码为 3"},
          {{"files", &wish->files, {"playbooks and shared files", "剧本与共享文件"}, true, {}},
           {"--until", &wish->until, {"how far to go", "检查到哪一步"}, false, {"read", "bind", "lower", "prove"}},
           {"--dump", &wish->dump, {"print what the last step made", "输出最后一步的结果"}, false, {}},
           {"--hash",
            &wish->hash,
            {"print `FILE TEXT_HASH` a line; twins in .play and YAML are equal", "每行输出“文件 文本哈希”;.play 与 YAML 孪生文件相同"},
            false,
            {}}},
          [wish](const Session& session) { return check(session, *wish); }};
}

struct ExplainWish {
  std::string code;
};
Exit explain(const Session& session, const ExplainWish& wish) {
  for (std::size_t i = 0; i < source::kCodeCount; ++i) {
    const auto code = static_cast<source::Code>(i);
    if (source::code_text(code) != wish.code && source::code_name(code) != wish.code) continue;
    const bool error = source::severity_of(code) == source::Severity::error;
    const std::string message(source::message_template(code, session.language));
    if (session.json) {
      daemon::JsonWriter json;
      json.begin_object()
          .field("code", source::code_text(code))
          .field("name", source::code_name(code))
          .field("severity", error ? "error" : "warning")
          .field("message", message)
          .end_object();
      session.out << json.text() << '\n';
    } else {
      session.out << source::code_text(code) << ' ' << source::code_name(code) << " ("
                  << (error ? session.say("error", "错误") : session.say("warning", "警告")) << ")\n  " << message << '\n';
    }
    return Exit::ok;
  }
  return session.failed({base::FailureKind::gone, "code_unknown", "no code " + wish.code + ": codes look like E0102",
                         "没有代码 " + wish.code + ":代码形如 E0102"});
}
Command explain_command() {
  auto wish = std::make_shared<ExplainWish>();
  return {"explain",
          {"what a code of `check` means", "说明 `check` 的一个代码"},
          {{"code", &wish->code, {"such as E0102", "如 E0102"}, true, {}}},
          [wish](const Session& session) { return explain(session, *wish); }};
}

struct ApplyWish {
  std::vector<std::string> files;
  std::string actor = "cli";
  bool dry_run = false;
};
Exit apply(const Session& session, const ApplyWish& wish) {
  auto texts = read_texts(wish.files);
  if (!texts) return session.failed(texts.error());
  Shelf shelf;
  dsl::Options options;
  options.known = known_beside(wish.files);
  const dsl::Compiled made = dsl::compile(*texts, shelf.loader(), options);
  if (!made.ok) {
    print_issues(session, made);
    return Exit::check_errors;
  }
  daemon::JsonWriter json;
  json.begin_object().key("files").begin_array();
  for (const dsl::Input& text : *texts) json.begin_object().field("path", text.path).field("text", text.text).end_object();
  for (const auto& [path, text] : shelf.read()) {
    const bool given = std::any_of(texts->begin(), texts->end(), [&](const dsl::Input& one) { return one.path == path; });
    if (!given) json.begin_object().field("path", path).field("text", text).field("used", true).end_object();
  }
  json.end_array().field("actor", wish.actor).end_object();
  if (wish.dry_run) {
    for (const auto& plan : made.plans) session.out << session.say("would apply ", "将上线 ") << plan->name << ' ' << plan->version << '\n';
    return Exit::ok;
  }
  const Replied reply = ask(session, "POST", "/v1/playbooks", json.text(), "application/json");
  if (!reply.value) return reply.exit;
  if (session.json) {
    session.out << reply.body << '\n';
    return Exit::ok;
  }
  for (const auto& plan : made.plans)
    session.out << session.say("applied ", "已上线 ") << plan->name << session.say(" version ", " 版本 ") << plan->version << '\n';
  return Exit::ok;
}
Command apply_command() {
  auto wish = std::make_shared<ApplyWish>();
  return {"apply",
          {"put playbooks into force, with all the files they use; exit 4 when they clash with what is live",
           "上线剧本及其引用的全部文件;与现行内容冲突时退出码为 4"},
          {{"files", &wish->files, {"playbooks and shared files", "剧本与共享文件"}, true, {}},
           {"--actor", &wish->actor, {"who does it, for the record", "操作人,留痕"}, false, {}},
           {"--dry-run", &wish->dry_run, {"check only, change nothing", "只检查,不改变任何东西"}, false, {}}},
          [wish](const Session& session) { return apply(session, *wish); }};
}

}  // namespace

std::vector<Command> text_commands() { return {check_command(), explain_command(), apply_command()}; }

}  // namespace playmaker::cli
