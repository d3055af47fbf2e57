// apply: texts and all they use go to the daemon, and so do those that lie beside them and are handed off to, for their names only.
#include <algorithm>
#include <filesystem>
#include <memory>
#include <ostream>

#include "daemon/beside.hpp"
#include "daemon/cli/client.hpp"
#include "daemon/cli/command.hpp"
#include "daemon/cli/texts.hpp"
#include "daemon/cli/waive.hpp"
#include "daemon/json.hpp"
#include "daemon/refute/promises.hpp"

namespace playmaker::cli {
namespace {

struct Wish {
  std::vector<std::string> files;
  std::string actor = "cli";
  std::vector<std::string> waive;
  bool dry_run = false;
  bool only_told = false;                    // `plan`
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
  std::error_code unknown;
  json.end_array().field("actor", wish.actor).field("folder", std::filesystem::current_path(unknown).string());
  if (!wish.waive.empty()) {
    json.key("waive").begin_object();
    for (const std::string& each : wish.waive) {
      if (const auto waiver = refute::waiver_of(each)) json.field(waiver->playbook, waiver->reason);
    }
    json.end_object();
  }
  return json.end_object().take();
}

std::string_view member_text(const engine::RawValue& value, std::string_view name) {
  const std::string* text = daemon::text_of(daemon::member(value, name));
  return text == nullptr ? std::string_view() : std::string_view(*text);
}
std::int64_t member_number(const engine::RawValue& value, std::string_view name) {
  const engine::RawValue* found = daemon::member(value, name);
  const auto* number = found == nullptr ? nullptr : std::get_if<std::int64_t>(&found->value);
  return number == nullptr ? 0 : *number;
}

bool member_flag(const engine::RawValue& value, std::string_view name) {
  const engine::RawValue* found = daemon::member(value, name);
  const auto* flag = found == nullptr ? nullptr : std::get_if<bool>(&found->value);
  return flag != nullptr && *flag;
}

// Who is moved has contacts of both versions: where they can be more than is guaranteed, that is said.
void tell_guarantees(const Session& session, const engine::RawValue& read) {
  const engine::RawValue* found = daemon::member(read, "guarantees");
  const auto* list = found == nullptr ? nullptr : std::get_if<engine::RawList>(&found->value);
  if (list == nullptr) return;
  for (const engine::RawValue& each : *list) {
    const std::int64_t most = member_number(each, "most");
    session.out << member_text(each, "playbook") << ' ' << member_number(each, "from_version") << " → " << member_number(each, "to_version")
                << session.say(": a customer who is moved has contacts of both versions: ", ":迁移的客户在两个版本下都有接触:");
    if (most == 0) session.out << session.say("no bound is known", "上限未知");
    else session.out << session.say("at most ", "合计最多 ") << most << session.say(" in one window", " 次");
    session.out << session.say(", and ", ",而承诺为 ") << member_number(each, "promised") << session.say(" are guaranteed", " 次") << '\n';
  }
}

// A broken promise that is put up with for another reason than before.
void tell_waivers(const Session& session, const engine::RawValue& read) {
  const engine::RawValue* found = daemon::member(read, "waivers_changed");
  const auto* list = found == nullptr ? nullptr : std::get_if<engine::RawList>(&found->value);
  if (list == nullptr) return;
  for (const engine::RawValue& each : *list) {
    const std::string_view is = member_text(each, "is");
    session.out << member_text(each, "playbook") << session.say(": the waiver's reason changed from \"", ":豁免理由由“")
                << member_text(each, "was") << session.say("\" (", "”(") << member_text(each, "actor") << ' '
                << member_text(each, "at").substr(0, 16);
    if (is.empty()) session.out << session.say(") to none", ")改为无") << '\n';
    else session.out << session.say(") to \"", ")改为“") << is << session.say("\"", "”") << '\n';
  }
}

// One line a place: where journeys stand, what becomes of them there. A place that is missing is a clash.
Exit tell_moves(const Session& session, const std::string& body) {
  const auto read = daemon::parse_json(body);
  if (!read) return session.failed(read.error());
  const engine::RawValue* moves = daemon::member(*read, "moves");
  const auto* list = moves == nullptr ? nullptr : std::get_if<engine::RawList>(&moves->value);
  if (list == nullptr || list->empty()) {
    session.out << session.say("no journey is under way on another version", "没有旅程处在其他版本上") << '\n';
    return Exit::ok;
  }
  bool lost = false;
  for (const engine::RawValue& each : *list) {
    const std::string_view fate = member_text(each, "fate"), from = member_text(each, "from"), to = member_text(each, "to");
    session.out << member_text(each, "playbook") << ' ' << member_number(each, "from_version") << " → " << member_number(each, "to_version")
                << ": " << member_number(each, "journeys")
                << (from.empty() ? session.say(" between its steps", " 个旅程处于步骤之间") : session.say(" at ", " 个旅程处于 ")) << from;
    if (fate == "no_place") session.out << session.say(": no such place in the new version", ":新版本没有此位置");
    else if (fate == "stays") session.out << session.say(": stay on their version", ":留在原版本");
    else if (fate == "later")
      session.out << session.say(": move once they are past it, for the steps before it have changed", ":其前步骤已变,过后再迁移");
    else
      session.out << session.say(" move", ",迁移") << (to == from ? std::string_view() : session.say(" to ", "至 "))
                  << (to == from ? std::string_view() : to)
                  << (member_text(each, "upgrade") == "now" || !member_flag(each, "staged")
                          ? std::string_view()
                          : session.say(", at their next stage", ",于下一阶段起"));
    session.out << '\n';
    lost = lost || fate == "no_place";
  }
  if (lost)
    session.out << session.say("to apply it, keep those steps, tell with `moved` what they are called now, or write `upgrade keep`",
                               "如需上线:请保留这些步骤,用 `moved` 写明新名称,或写 `upgrade keep`")
                << '\n';
  tell_guarantees(session, *read);
  return lost ? Exit::conflict : Exit::ok;
}

Exit apply(const Session& session, const Wish& wish) {
  const auto waivers = waivers_of(wish.waive);
  if (!waivers) return session.failed(waivers.error());
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
  const refute::Refuted refuted = refute::refute(made, *waivers);
  if (made.ok) tell_idle(session, *waivers, made, refuted);
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
  const Replied reply = ask(session, "POST", wish.only_told ? "/v1/playbooks/plan" : "/v1/playbooks", body_of(wish, *texts, shelf, beside),
                            "application/json");
  if (!reply.value) return reply.exit;
  if (session.json) {
    session.out << reply.body << '\n';
    return Exit::ok;
  }
  if (wish.only_told) return tell_moves(session, reply.body);
  for (const auto& plan : made.plans)
    session.out << session.say("applied ", "已上线 ") << plan->name << session.say(" version ", " 版本 ") << plan->version << '\n';
  tell_waivers(session, *reply.value);
  return Exit::ok;
}

}  // namespace

std::vector<Command> apply_commands() {
  auto wish = std::make_shared<Wish>(), told = std::make_shared<Wish>();
  told->only_told = true;
  return {{"plan",
           {"what applying would mean for the journeys under way: who moves where, who stays, who has no place (exit 4)",
            "应用后在途旅程会怎样:谁迁往何处、谁留下、谁没有位置(退出码 4)"},
           {{"files", &told->files, {"playbooks and shared files", "剧本与共享文件"}, true, {}},
            {"--waive", &told->waive, kWaiveWords, false, {}, true}},
           [told](const Session& session) { return apply(session, *told); }},
          {"apply",
           {"put playbooks into force, with all the files they use; exit 4 when they clash with what is live",
            "上线剧本及其引用的全部文件;与现行内容冲突时退出码为 4"},
           {{"files", &wish->files, {"playbooks and shared files", "剧本与共享文件"}, true, {}},
            {"--actor", &wish->actor, {"who does it, for the record", "操作人,留痕"}, false, {}},
            {"--waive", &wish->waive, kWaiveWords, false, {}, true},
            {"--dry-run", &wish->dry_run, {"check only, change nothing", "只检查,不改变任何东西"}, false, {}}},
           [wish](const Session& session) { return apply(session, *wish); }}};
}

}  // namespace playmaker::cli
