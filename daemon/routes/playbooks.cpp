// Applying playbooks and saying which live. Texts are compiled here, in the daemon, off the engine's thread; the plan that runs is made
// by the program that runs it.
#include <algorithm>
#include <filesystem>
#include <map>

#include "daemon/beside.hpp"
#include "daemon/refute/promises.hpp"
#include "daemon/routes/routes.hpp"
#include "daemon/routes/together.hpp"
#include "dsl/compile.hpp"
#include "dsl/source/render.hpp"

namespace playmaker::routes {
namespace {

struct Sent {
  std::vector<dsl::Input> given;
  std::vector<dsl::Input> beside;            // read for the names of their playbooks only: a hand-off may lead there
  std::map<std::string, std::string> all;
  std::vector<engine::SourceText> sources;
  std::string actor;
};

bool playbook_path(std::string_view path) { return path.ends_with(".play") || path.ends_with(".yaml") || path.ends_with(".yml"); }

base::Result<Sent> sent_of(const engine::RawValue& body) {
  Sent sent;
  sent.actor = text_member(body, "actor");
  const std::string folder = text_member(body, "folder");   // as the sender's machine names it: for people to find it again
  const auto* files = std::get_if<engine::RawList>(&daemon::member(body, "files")->value);
  if (files == nullptr || files->empty())
    return base::invalid("member_missing", "\"files\" is a list of {path, text}, at least one",
                         "\"files\" 应为 {path, text} 的列表,至少一项");
  for (const engine::RawValue& file : *files) {
    const std::string* path = daemon::text_of(daemon::member(file, "path"));
    const std::string* text = daemon::text_of(daemon::member(file, "text"));
    if (path == nullptr || text == nullptr || path->empty())
      return base::invalid("member_missing", "each file has a path and a text", "每个文件须有 path 与 text");
    const auto says = [&](std::string_view flag) {
      const engine::RawValue* found = daemon::member(file, flag);
      const bool* truth = found == nullptr ? nullptr : std::get_if<bool>(&found->value);
      return truth != nullptr && *truth;
    };
    if (says("beside")) {
      sent.beside.push_back({*path, *text});
      continue;
    }
    sent.all.emplace(*path, *text);
    sent.sources.push_back({folder.empty() ? *path : (std::filesystem::path(folder) / *path).lexically_normal().string(), *text});
    if (!says("used") && playbook_path(*path)) sent.given.push_back({*path, *text});
  }
  return sent;
}

std::vector<dsl::Known> live_playbooks(const core::Roster* roster) {
  std::vector<dsl::Known> known;
  if (roster == nullptr) return known;
  for (const std::uint32_t number : roster->live) {
    const plan::Plan& plan = *roster->plans[number]->plan;
    known.push_back(
        {plan.name,
         std::ranges::any_of(plan.audience.entries, [](const plan::Entry& entry) { return entry.kind == plan::EntryKind::hand_off; }),
         roster->plans[number]->plan});
  }
  return known;
}

std::string issues_json(const dsl::Compiled& compiled, base::Language language) {
  std::string out;
  for (const source::Issue& issue : compiled.issues.list()) {
    if (!out.empty()) out += ',';
    out += source::render_json(issue, compiled.sources, language);
  }
  return "[" + out + "]";
}

// A broken promise put up with for another reason than when the same plan was put into force last.
struct WaiverChanged {
  std::string playbook, was, is;
  std::string actor, at;                     // of who gave the reason before
};

// `waived` beside `plans`, of what is to be applied.
std::vector<WaiverChanged> changed_waivers(const engine::Engine& engine, const std::vector<std::shared_ptr<const plan::Plan>>& plans,
                                           const std::vector<std::string>& waived) {
  std::vector<WaiverChanged> out;
  const base::Zone zone = engine.roster() == nullptr ? base::Zone{} : engine.roster()->zone;
  for (std::size_t i = 0; i < plans.size() && i < waived.size(); ++i) {
    const std::string hash = plan::plan_hash(*plans[i]);
    WaiverChanged last;
    for (const engine::PlanApplied& applied : engine.applied()) {
      for (const engine::PlanApplied::One& one : applied.plans)
        if (one.plan == hash) last = {one.name, one.waived, waived[i], applied.actor, base::format_instant(applied.at, zone)};
    }
    if (!last.was.empty() && last.was != last.is) out.push_back(std::move(last));
  }
  return out;
}

// What was done; nobody's reason is replaced in silence.
std::string applied_json(const dsl::Compiled& compiled, const std::vector<WaiverChanged>& waivers, std::uint64_t commit,
                         base::Language language) {
  daemon::JsonWriter json;
  json.begin_object().field("commit", commit).key("playbooks").begin_array();
  for (std::size_t i = 0; i < compiled.plans.size(); ++i) {
    json.begin_object()
        .field("name", compiled.plans[i]->name)
        .field("version", compiled.plans[i]->version)
        .field("text_hash", compiled.origins[i]->text_hash)
        .end_object();
  }
  json.end_array();
  if (!waivers.empty()) {
    json.key("waivers_changed").begin_array();
    for (const WaiverChanged& each : waivers) {
      json.begin_object().field("playbook", each.playbook).field("was", each.was).field("is", each.is);
      json.field("actor", each.actor).field("at", each.at).end_object();
    }
    json.end_array();
  }
  return json.key("issues").raw(issues_json(compiled, language)).end_object().take();
}

std::string_view upgrade_word(plan::UpgradeKind how) {
  switch (how) {
    case plan::UpgradeKind::keep: return "keep";
    case plan::UpgradeKind::at_next_stage: return "at next stage";
    case plan::UpgradeKind::now: return "now";
  }
  return {};
}
std::string_view fate_word(engine::MoveFate fate) {
  switch (fate) {
    case engine::MoveFate::stays: return "stays";
    case engine::MoveFate::moves: return "moves";
    case engine::MoveFate::later: return "later";
    case engine::MoveFate::no_place: return "no_place";
  }
  return {};
}

// The journeys under way, and the plans they may stand on.
struct UnderWay {
  base::Result<std::vector<engine::MoveCount>> moves;
  std::vector<std::shared_ptr<const plan::Plan>> plans;
};
UnderWay under_way(const engine::Engine& engine, const core::Applied& applied) {
  UnderWay out{engine.moves_under(applied), {}};
  if (const auto roster = engine.roster()) {
    for (const auto& linked : roster->plans) out.plans.push_back(linked->plan);
  }
  return out;
}

// Without stages there is no next one to wait for: its journeys move at once.
bool staged(const dsl::Compiled& compiled, const std::string& playbook) {
  return std::any_of(compiled.plans.begin(), compiled.plans.end(),
                     [&](const auto& plan) { return plan->name == playbook && !plan->stages.empty(); });
}

std::string moves_json(const dsl::Compiled& compiled, const std::vector<engine::MoveCount>& moves, const std::vector<Together>& together,
                       base::Language language) {
  daemon::JsonWriter json;
  json.begin_object().key("moves").begin_array();
  for (const engine::MoveCount& each : moves) {
    json.begin_object()
        .field("playbook", each.playbook)
        .field("from_version", each.from_version)
        .field("to_version", each.to_version)
        .field("upgrade", upgrade_word(each.how))
        .field("staged", staged(compiled, each.playbook))
        .field("fate", fate_word(each.fate))
        .field("from", each.from)
        .field("to", each.to)
        .field("journeys", each.journeys)
        .end_object();
  }
  json.end_array().key("guarantees").begin_array();
  for (const Together& each : together) {
    json.begin_object()
        .field("playbook", each.playbook)
        .field("from_version", each.from_version)
        .field("to_version", each.to_version)
        .field("promised", each.promised);
    if (each.most != UINT32_MAX) json.field("most", each.most);
    json.end_object();
  }
  return json.end_array().key("issues").raw(issues_json(compiled, language)).end_object().take();
}

// One application of a plan, as it was recorded.
struct Version {
  engine::PlanApplied::One one;
  std::string actor;
  base::Instant at;
};

// `versions`: each time it was put into force, oldest first.
void write_plan(daemon::JsonWriter& json, const core::LinkedPlan& linked, const std::vector<Version>& versions, base::Zone zone) {
  const plan::Plan& plan = *linked.plan;
  json.begin_object().field("name", plan.name).field("version", plan.version).field("live", linked.live).field("plan_hash", linked.hash);
  if (linked.origin) {
    json.field("text_hash", linked.origin->text_hash);
    json.key("label").begin_object().field("zh", linked.origin->label.zh).field("en", linked.origin->label.en).end_object();
  }
  if (plan.owner != plan::kNone) json.field("owner", plan.unit.texts[plan.owner]);
  json.field("priority", plan.priority);
  if (!versions.empty()) {
    const Version& last = versions.back();
    json.field("applied", base::format_instant(last.at, zone)).field("actor", last.actor);
    if (linked.origin && !linked.origin->sites.empty()) json.field("file", linked.origin->sites.front().place.file);
    if (!last.one.waived.empty()) json.field("waived", last.one.waived);
    json.key("waivers").begin_array();
    for (const Version& each : versions) {
      if (each.one.waived.empty()) continue;
      json.begin_object().field("reason", each.one.waived).field("actor", each.actor);
      json.field("at", base::format_instant(each.at, zone)).end_object();
    }
    json.end_array();
  }
  json.end_object();
}

std::string plans_json(const engine::Engine& engine, const std::string* only) {
  daemon::JsonWriter json;
  json.begin_object().key("items").begin_array();
  if (const auto roster = engine.roster()) {
    for (const auto& linked : roster->plans) {
      if (only == nullptr ? !linked->live : linked->plan->name != *only) continue;
      std::vector<Version> versions;
      for (const engine::PlanApplied& applied : engine.applied()) {
        for (const auto& one : applied.plans) {
          if (one.plan == linked->hash) versions.push_back({one, applied.actor, applied.at});
        }
      }
      write_plan(json, *linked, versions, roster->zone);
    }
  }
  return json.end_array().end_object().take();
}

// {"playbook": "reason"}: broken guarantees that somebody answers for.
base::Result<std::vector<refute::Waiver>> waivers_of(const engine::RawValue& body) {
  std::vector<refute::Waiver> out;
  const engine::RawValue* waive = daemon::member(body, "waive");
  if (waive == nullptr) return out;
  const auto* named = std::get_if<engine::RawRecord>(&waive->value);
  const base::Failure wrong{base::FailureKind::invalid, "waiver_invalid",
                            "\"waive\" is an object {playbook: reason}, and no reason is empty",
                            "\"waive\" 应为对象 {剧本: 理由},且理由不可为空"};
  if (named == nullptr) return std::unexpected(wrong);
  for (const auto& [playbook, reason] : *named) {
    const std::string* text = daemon::text_of(&reason);
    auto one = text == nullptr ? std::nullopt : refute::waiver_of(playbook + "=" + *text);
    if (!one) return std::unexpected(wrong);
    out.push_back(std::move(*one));
  }
  return out;
}

// `only_told`: what it would mean for the journeys under way, and nothing is applied.
base::Result<http::Response> apply(Doors& doors, const http::CallPtr& call, const http::Respond& respond, bool& answered, bool only_told) {
  auto body = read_object(*call, {"files", "actor", "folder", "waive"}, {"files"});
  if (!body) return std::unexpected(body.error());
  const auto waivers = waivers_of(*body);
  if (!waivers) return std::unexpected(waivers.error());
  auto sent = sent_of(*body);
  if (!sent) return std::unexpected(sent.error());
  auto known = ask<std::vector<dsl::Known>>(doors, [](const engine::Engine& engine) { return live_playbooks(engine.roster().get()); });
  if (!known) return std::unexpected(known.error());
  const dsl::Loader loader = [&](const std::string& path) -> std::optional<std::string> {
    const auto found = sent->all.find(path);
    return found == sent->all.end() ? std::nullopt : std::optional(found->second);
  };
  dsl::Options options;
  options.known = std::move(*known);                           // what lives counts before what only lies beside
  std::ranges::move(daemon::playbooks_in(sent->beside), std::back_inserter(options.known));
  options.applying = true;
  auto compiled = std::make_shared<dsl::Compiled>(dsl::compile(sent->given, loader, options));
  // A promise the engine itself breaks is no playbook to run, unless somebody answers for it.
  refute::Refuted refuted = refute::refute(*compiled, *waivers);
  if (!compiled->ok || compiled->catalog == nullptr) {
    const std::string count = std::to_string(compiled->issues.errors());
    const base::Failure failure{base::FailureKind::invalid, "playbook_invalid", "the texts hold " + count + " errors; nothing was applied",
                                "文本中有 " + count + " 处错误,未作任何应用"};
    return http::problem(422, failure, call->language, "\"issues\":" + issues_json(*compiled, call->language));
  }
  if (only_told) {
    core::Applied applied;
    applied.catalog = compiled->catalog;
    applied.plans = compiled->plans;
    applied.origins = compiled->origins;
    auto found = ask<UnderWay>(doors, [applied = std::move(applied)](const engine::Engine& engine) { return under_way(engine, applied); });
    if (!found) return std::unexpected(found.error());
    if (!found->moves) return std::unexpected(found->moves.error());
    const std::vector<Together> together = contacts_together(*compiled, *found->moves, found->plans);
    return ok(moves_json(*compiled, *found->moves, together, call->language));
  }
  engine::Apply command_;
  command_.applied.catalog = compiled->catalog;
  command_.applied.plans = compiled->plans;
  command_.applied.origins = compiled->origins;
  command_.sources = std::move(sent->sources);
  command_.actor = std::move(sent->actor);
  command_.waived = std::move(refuted.waived);
  auto changed = ask<std::vector<WaiverChanged>>(doors, [plans = compiled->plans, waived = command_.waived](const engine::Engine& engine) {
    return changed_waivers(engine, plans, waived);
  });
  if (!changed) return std::unexpected(changed.error());
  answered = true;
  command(doors, call, respond, std::move(command_),
          [compiled, waivers = std::move(*changed), language = call->language](const engine::Reply& reply) {
            return ok(applied_json(*compiled, waivers, reply.commit, language));
          });
  return http::Response{};
}

}  // namespace

void add_playbooks(http::Router& router, Doors& doors) {
  router.add({"GET", "/v1/playbooks", {}, [&doors](const http::CallPtr& call, http::Respond respond) {
                at_desk(doors, call, respond, [&doors](daemon::Desk::Seat&) -> base::Result<http::Response> {
                  auto json = ask<std::string>(doors, [](const engine::Engine& engine) { return plans_json(engine, nullptr); });
                  if (!json) return std::unexpected(json.error());
                  return ok(std::move(*json));
                });
              }});
  router.add({"GET", "/v1/playbooks/{name}/versions", {}, [&doors](const http::CallPtr& call, http::Respond respond) {
                at_desk(doors, call, respond, [&doors, call](daemon::Desk::Seat&) -> base::Result<http::Response> {
                  auto json =
                      ask<std::string>(doors, [name = call->names[0]](const engine::Engine& engine) { return plans_json(engine, &name); });
                  if (!json) return std::unexpected(json.error());
                  if (*json == "{\"items\":[]}")
                    return base::gone("playbook_unknown", "no playbook " + call->names[0] + " was ever applied",
                                      "从未应用过剧本 " + call->names[0]);
                  return ok(std::move(*json));
                });
              }});
  for (const bool only_told : {false, true}) {
    const auto take = [&doors, only_told](const http::CallPtr& call, http::Respond respond) {
      const bool taken = doors.desk.offer([&doors, call, respond, only_told](daemon::Desk::Seat&) {
        bool answered = false;
        auto answer = apply(doors, call, respond, answered, only_told);
        if (!answer) refuse(respond, *call, answer.error());
        else if (!answered) respond([response = *answer] { return response; });
      });
      if (!taken)
        refuse(respond, *call,
               {base::FailureKind::busy, "desk_full", "too many questions at once; try again in a second", "同时提问过多,请一秒后再试"});
    };
    router.add({"POST", only_told ? "/v1/playbooks/plan" : "/v1/playbooks", {"application/json"}, take});
  }
}

}  // namespace playmaker::routes
