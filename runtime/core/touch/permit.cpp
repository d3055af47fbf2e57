#include "runtime/core/touch/permit.hpp"

#include <algorithm>
#include <utility>

#include "runtime/base/hash.hpp"
#include "runtime/core/deciding.hpp"
#include "runtime/core/evaluate/cause.hpp"

namespace playmaker::core {

namespace {

bool held_out_by_bank(const World& world, const Customer& customer) {
  const plan::Policy* bank = world.roster->bank_policy;
  return bank != nullptr && bank->hold_out > 0 && base::share_of(customer.share, world.salt) < bank->hold_out;
}

Permit blocked(Reason why, std::uint32_t rule = plan::kNone, Cause cause = {}) {
  Permit out;
  out.why = why;
  out.rule = rule;
  out.cause = std::move(cause);
  return out;
}

// `ask at most N per D`: a sliding window over the questions that may have reached the customer, of all playbooks and purposes.
Permit asked_enough(const Customer& customer, const plan::Policy& policy, const Clockwork& clockwork, const ThingRef& self, Instant at) {
  std::vector<std::pair<Instant, ThingRef>> counted;   // until when each counts
  for (const AskedQuestion& question : customer.questions) {
    if (question.touch == self) continue;
    const Instant until = after(clockwork, question.at, policy.ask_per).value_or(base::kNever);
    if (until > at) counted.emplace_back(until, question.touch);
  }
  if (counted.size() < policy.ask_at_most) return {};
  std::stable_sort(counted.begin(), counted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  const auto& last = counted[counted.size() - policy.ask_at_most];   // free once this one counts no more
  Permit out = blocked(Reason::asked_enough);
  out.counted = static_cast<std::int64_t>(counted.size());
  out.limit = policy.ask_at_most;
  out.has_rival = true;
  out.rival = last.second;
  out.free = last.first == base::kNever ? base::kNever : base::ceil_minute(last.first);
  return out;
}

}  // namespace

const plan::Channel* channel_of(const Roster& roster, std::uint32_t channel) {
  return channel < roster.channels.size() ? roster.channels[channel] : nullptr;
}

Permit permit(const World& world, const Customer& customer, const PermitAsk& ask, Instant at, Findings& findings) {
  const Roster& roster = *world.roster;
  const plan::Channel* channel = channel_of(roster, ask.channel);
  if (channel == nullptr) return blocked(Reason::unreachable);
  const plan::Policy* policy = ask.plan == nullptr ? nullptr : roster.policy_of(*ask.plan);
  const Clockwork clockwork{zone_of(roster, *world.directory, customer), ask.plan == nullptr ? nullptr : roster.calendar_of(*ask.plan)};
  const plan::Speech speech{channel->name, ask.purpose, channel->contact};
  const TouchTimes times(roster, customer, policy, clockwork, speech, ask.self);

  Permit out;
  if (!ask.person) {
    const HoldOut hold_out = ask.journey == nullptr ? HoldOut::none : ask.journey->hold_out;
    if (hold_out == HoldOut::bank || held_out_by_bank(world, customer)) return blocked(Reason::bank_held_out);
    if (hold_out != HoldOut::none) return blocked(Reason::held_out);
    if (ask.journey != nullptr) {
      const Paused held = paused(world, customer, *ask.journey, at, ask.channel);
      if (held.touches || held.all) {
        out = blocked(Reason::paused);
        out.pause = held.by;
        return out;
      }
    }
    Frame frame;
    frame.roster = &roster;
    frame.directory = world.directory;
    frame.unit = &roster.catalog_unit;
    frame.customer = &customer;
    frame.now = at;
    if (policy != nullptr) {
      for (std::uint32_t i = 0; i < policy->silences.size(); ++i) {
        const plan::Silence& rule = policy->silences[i];
        if (rule.while_ != plan::kNone && speaks_of(rule.reach, speech) && holds(frame, rule.while_, findings))
          return blocked(Reason::silenced, i, cause_of(frame, rule.while_, true));
      }
      for (std::uint32_t i = 0; i < policy->needs.size(); ++i) {
        const plan::Need& need = policy->needs[i];
        if (speaks_of(need.reach, speech) && (need.consent == plan::kNone || !holds(frame, need.consent, findings)))
          return blocked(Reason::no_consent, i, cause_of(frame, need.consent, false));
      }
    }
    if (!holds(frame, channel->reachable, findings))
      return blocked(Reason::unreachable, plan::kNone, cause_of(frame, channel->reachable, false));
    if (ask.offering != plan::kNone && !suits(frame, ask.offering, findings))
      return blocked(Reason::unsuitable, ask.offering, unsuited(frame));
    if (ask.question && policy != nullptr && policy->ask_at_most != 0) {
      Permit asked = asked_enough(customer, *policy, clockwork, ask.self, at);
      if (!asked.allowed()) return asked;
    }
  }
  TimeBlock block = times.at(at);
  if (block.why == Reason::none) {
    out.free = at;
    return out;
  }
  const Instant free = times.earliest(at, at + kFreeSearch);
  if (free > ask.until) block = times.hindrance(at, ask.until);
  out = blocked(block.why, block.rule);
  out.counted = block.counted;
  out.limit = block.limit;
  out.has_rival = block.has_rival;
  out.rival = block.rival;
  out.free = free;
  return out;
}

}  // namespace playmaker::core
