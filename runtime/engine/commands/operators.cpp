// What operators do: pause and resume, exit, enter by hand, say that an import is complete. Each act carries actor and reason.
#include <algorithm>

#include "runtime/core/paused.hpp"
#include "runtime/engine/parts.hpp"

namespace playmaker::engine {
namespace {

struct WideScope {
  std::uint32_t playbook = plan::kNone, channel = plan::kNone;
  bool all = false;
};

base::Result<WideScope> wide(const core::Roster& roster, const Scope& scope) {
  WideScope out;
  if (!scope.playbook.empty()) {
    out.playbook = roster.dictionary->find(core::Names::playbook, scope.playbook);
    const bool known =
        std::any_of(roster.plans.begin(), roster.plans.end(), [&](const auto& plan) { return plan->playbook == out.playbook; });
    if (!known) return std::unexpected(playbook_unknown(roster, scope.playbook));
  }
  if (!scope.channel.empty()) {
    out.channel = roster.dictionary->find(core::Names::channel, scope.channel);
    if (out.channel >= roster.channels.size() || roster.channels[out.channel] == nullptr) {
      std::vector<std::string_view> known;
      for (const plan::Channel& channel : roster.catalog->channels) known.push_back(channel.name);
      return std::unexpected(unknown_word("channel_unknown", "the catalog declares no channel", "目录中没有渠道", scope.channel, known));
    }
  }
  out.all = scope.playbook.empty() && scope.channel.empty();
  return out;
}

bool standing(const std::vector<core::WidePause>& pauses, const WideScope& scope) {
  return std::any_of(pauses.begin(), pauses.end(), [&](const core::WidePause& pause) {
    return pause.to == base::kNever && pause.playbook == scope.playbook && pause.channel == scope.channel && pause.all == scope.all;
  });
}

// One customer's pause stands over all of its journeys: a narrower one would have to be told apart from it for ever.
base::Failure scope_too_narrow() {
  return base::invalid("scope_invalid", "a customer is paused as a whole: name the customer alone, or a playbook, a channel, or both",
                       "客户只能整体暂停:请只写客户,或写剧本、渠道(可同时写)")
      .error();
}

base::Failure nothing_paused() { return base::gone("pause_unknown", "nothing is paused there", "该范围内没有暂停").error(); }

}  // namespace

void Engine::Parts::execute(Pause& command) {
  if (!command.scope.customer.empty()) {
    if (!command.scope.playbook.empty() || !command.scope.channel.empty()) return refuse(command.reply, scope_too_narrow());
    const auto customer = find(command.scope.customer);
    if (!customer) return refuse(command.reply, customer_unknown(command.scope.customer));
    give(*customer, core::OperatorActed{command.touches_only ? core::Act::pause_touches : core::Act::pause_all, plan::kNone, command.actor,
                                        command.reason});
    return reply(command.reply, {});
  }
  const auto scope = wide(*world.roster, command.scope);
  if (!scope) return refuse(command.reply, scope.error());
  if (!standing(state.house.pauses(), *scope))
    record(WidePauseBegan{scope->playbook, scope->channel, scope->all, command.touches_only, command.actor, command.reason});
  reply(command.reply, {});
}

void Engine::Parts::execute(Resume& command) {
  if (!command.scope.customer.empty()) {
    if (!command.scope.playbook.empty() || !command.scope.channel.empty()) return refuse(command.reply, scope_too_narrow());
    const auto customer = find(command.scope.customer);
    if (!customer) return refuse(command.reply, customer_unknown(command.scope.customer));
    if (!core::paused_by_hand(state.customer(*customer))) return refuse(command.reply, nothing_paused());
    give(*customer, core::OperatorActed{core::Act::resume, plan::kNone, command.actor, command.reason});
    return reply(command.reply, {});
  }
  const auto scope = wide(*world.roster, command.scope);
  if (!scope) return refuse(command.reply, scope.error());
  if (!standing(state.house.pauses(), *scope)) return refuse(command.reply, nothing_paused());
  record(WidePauseEnded{scope->playbook, scope->channel, scope->all, command.actor, command.reason});
  begin_walk(WalkKind::pause_lifted, 0, plan::kNone, now);
  reply(command.reply, {});
}

void Engine::Parts::execute(ExitJourney& command) {
  const auto customer = find(command.customer);
  if (!customer) return refuse(command.reply, customer_unknown(command.customer));
  fire_overdue(*customer);
  std::vector<std::uint32_t> journeys;
  for (const core::Journey& journey : state.customer(*customer).journeys) {
    if (!journey.ended && (command.playbook.empty() || world.roster->plans[journey.plan]->plan->name == command.playbook))
      journeys.push_back(journey.journey);
  }
  if (journeys.empty()) {
    return refuse(command.reply, base::gone("journey_unknown", "the customer " + command.customer + " has no such journey",
                                            "客户 " + command.customer + " 没有这样的旅程")
                                     .error());
  }
  for (const std::uint32_t journey : journeys)
    take(*customer, core::OperatorActed{core::Act::exit_journey, journey, command.actor, command.reason});
  reply(command.reply, {});
}

void Engine::Parts::execute(Enter& command) {
  const std::uint32_t playbook = world.roster->dictionary->find(core::Names::playbook, command.playbook);
  const core::LinkedPlan* plan = playbook == plan::kNone ? nullptr : world.roster->live_plan(playbook);
  if (plan == nullptr) return refuse(command.reply, playbook_unknown(*world.roster, command.playbook));
  if (const auto checked = check_customer(command.customer); !checked) return refuse(command.reply, checked.error());
  const core::Group& group = give(appear(command.customer), core::EntryAsked{plan->number, command.actor});
  const bool kept_out = std::any_of(group.facts.begin(), group.facts.end(),
                                    [](const core::Fact& fact) { return std::holds_alternative<core::EntryRefused>(fact); });
  if (kept_out) {
    return refuse(command.reply,
                  base::invalid("entry_refused",
                                "the customer " + command.customer + " may not enter " + command.playbook + " now; `why` says the reason",
                                "客户 " + command.customer + " 目前不能进入 " + command.playbook + ",原因见 why")
                      .error());
  }
  reply(command.reply, {});
}

void Engine::Parts::execute(Trouble& command) { incident(std::move(command.code), std::move(command.place), std::move(command.sample)); }

void Engine::Parts::execute(ImportDone& command) {
  const std::uint32_t import = world.roster->dictionary->find(core::Names::import, command.import);
  if (import >= world.roster->imports.size() || world.roster->imports[import] == nullptr) {
    std::vector<std::string_view> known;
    for (const plan::Import& one : world.roster->catalog->imports) known.push_back(one.name);
    return refuse(command.reply, unknown_word("import_unknown", "the catalog declares no import", "目录中没有导入", command.import, known));
  }
  const Instant at = command.at.ms == INT64_MIN ? now : std::min(command.at, now);
  record(ImportNoted{import, at});
  const bool awaited =
      std::any_of(world.roster->plans.begin(), world.roster->plans.end(), [&](const auto& plan) { return awaits_import(*plan, import); });
  if (awaited) begin_walk(WalkKind::import, import, plan::kNone, at);
  reply(command.reply, {});
}

}  // namespace playmaker::engine
