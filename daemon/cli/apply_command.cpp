// apply: texts and all they use go to the daemon, and so do those that lie beside them and are handed off to, for their names only.
#include <algorithm>
#include <memory>
#include <ostream>

#include "daemon/beside.hpp"
#include "daemon/cli/client.hpp"
#include "daemon/cli/command.hpp"
#include "daemon/cli/texts.hpp"
#include "daemon/json.hpp"

namespace playmaker::cli {
namespace {

struct Wish {
  std::vector<std::string> files;
  std::string actor = "cli";
  bool dry_run = false;
};

// What lies beside and declares a playbook that one of the texts speaks of.
std::vector<dsl::Input> spoken_of(const std::vector<dsl::Input>& texts, std::vector<dsl::Input> beside) {
  std::erase_if(beside, [&](const dsl::Input& one) {
    return std::ranges::none_of(daemon::playbooks_in({one}), [&](const dsl::Known& known) {
      return std::ranges::any_of(texts, [&](const dsl::Input& text) { return text.text.find(known.name) != std::string::npos; });
    });
  });
  return beside;
}

// What the playbooks beside `use` and these do not: the bank's catalog is one, and a part that a live playbook reads must not go away
// because another playbook is applied without it.
std::vector<dsl::Input> shared_beside(const Shelf& read, const std::vector<dsl::Input>& texts, const std::vector<dsl::Input>& beside) {
  Shelf shelf;
  for (const dsl::Input& one : beside) {
    dsl::Options options;
    options.until = dsl::Until::bind;
    if (!daemon::playbooks_in({one}).empty()) dsl::compile({one}, shelf.loader(), options);
  }
  std::vector<dsl::Input> out;
  for (const auto& [path, text] : shelf.read()) {
    const bool there = read.read().contains(path) || std::ranges::any_of(texts, [&](const dsl::Input& one) { return one.path == path; });
    if (!there && is_text(path)) out.push_back({path, text});
  }
  return out;
}

std::string body_of(const Wish& wish, const std::vector<dsl::Input>& texts, const Shelf& shelf, const std::vector<dsl::Input>& beside) {
  daemon::JsonWriter json;
  json.begin_object().key("files").begin_array();
  for (const dsl::Input& text : texts) json.begin_object().field("path", text.path).field("text", text.text).end_object();
  for (const auto& [path, text] : shelf.read()) {
    const bool given = std::ranges::any_of(texts, [&](const dsl::Input& one) { return one.path == path; });
    if (!given) json.begin_object().field("path", path).field("text", text).field("used", true).end_object();
  }
  for (const dsl::Input& one : beside)
    json.begin_object().field("path", one.path).field("text", one.text).field("beside", true).end_object();
  return json.end_array().field("actor", wish.actor).end_object().take();
}

Exit apply(const Session& session, const Wish& wish) {
  auto texts = read_texts(wish.files);
  if (!texts) return session.failed(texts.error());
  const std::vector<dsl::Input> folder = texts_beside(wish.files), beside = spoken_of(*texts, folder);
  Shelf shelf;
  dsl::Options options;
  options.known = daemon::playbooks_in(beside);
  dsl::Compiled made = dsl::compile(*texts, shelf.loader(), options);
  if (const auto more = shared_beside(shelf, *texts, folder); made.ok && !more.empty()) {
    texts->insert(texts->end(), more.begin(), more.end());
    made = dsl::compile(*texts, shelf.loader(), options);
  }
  // What is handed off to may be live already, which only the daemon knows: it has the last word on that.
  source::Issues issues;
  for (const source::Issue& issue : made.issues.list()) {
    if (issue.code != source::Code::hand_off_unresolved_yet || wish.dry_run) issues.add(issue);
  }
  if (!session.json || !made.ok) print_issues(session, issues, made.sources);
  if (!made.ok) return Exit::check_errors;
  if (std::ranges::all_of(made.files, [](const dsl::CompiledFile& file) { return !file.given || declares_nothing(file); })) {
    return session.failed({base::FailureKind::invalid, "playbook_missing",
                           "nothing stands in the files given that could be applied: name a file with a playbook",
                           "所给文件中没有可上线的内容:请给出含剧本的文件"});
  }
  if (wish.dry_run) {
    for (const auto& plan : made.plans) session.out << session.say("would apply ", "将上线 ") << plan->name << ' ' << plan->version << '\n';
    return Exit::ok;
  }
  const Replied reply = ask(session, "POST", "/v1/playbooks", body_of(wish, *texts, shelf, beside), "application/json");
  if (!reply.value) return reply.exit;
  if (session.json) {
    session.out << reply.body << '\n';
    return Exit::ok;
  }
  for (const auto& plan : made.plans)
    session.out << session.say("applied ", "已上线 ") << plan->name << session.say(" version ", " 版本 ") << plan->version << '\n';
  return Exit::ok;
}

}  // namespace

std::vector<Command> apply_commands() {
  auto wish = std::make_shared<Wish>();
  return {{"apply",
           {"put playbooks into force, with all the files they use; exit 4 when they clash with what is live",
            "上线剧本及其引用的全部文件;与现行内容冲突时退出码为 4"},
           {{"files", &wish->files, {"playbooks and shared files", "剧本与共享文件"}, true, {}},
            {"--actor", &wish->actor, {"who does it, for the record", "操作人,留痕"}, false, {}},
            {"--dry-run", &wish->dry_run, {"check only, change nothing", "只检查,不改变任何东西"}, false, {}}},
           [wish](const Session& session) { return apply(session, *wish); }}};
}

}  // namespace playmaker::cli
