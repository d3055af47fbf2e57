#include "daemon/refute/life.hpp"

#include <algorithm>
#include <deque>

#include "runtime/base/hash.hpp"

namespace playmaker::refute {

using core::DeliveryOutcome;

namespace {

constexpr int kFiringsMax = 20'000;
constexpr std::uint32_t kPeople = 3;           // of every role at every branch

// Whom a lead is dealt to: the first who did not let it pass; kNone: nobody is left.
std::uint32_t dealt_to(const std::vector<std::uint32_t>& passed) {
  for (std::uint32_t person = 0; person < kPeople; ++person) {
    if (std::ranges::find(passed, person) == passed.end()) return person;
  }
  return plan::kNone;
}

}  // namespace

Life::Life(const core::Roster& roster, base::Instant start, Answers answers)
    : roster_(roster),
      world_{&roster, &directory_, &pauses_, 1},
      answers_(std::move(answers)),
      now_(start) {
  customer_.number = 1;
  // Somebody who is in no hold-out: those are never contacted.
  for (std::uint64_t i = 1; i < 1'000; ++i) {
    customer_.share = base::mix64(i);
    bool held = roster.bank_policy != nullptr && base::share_of(customer_.share, world_.salt) < roster.bank_policy->hold_out;
    for (const auto& plan : roster.plans)
      held = held || base::share_of(customer_.share, world_.salt ^ base::mix64(plan->plan->audience.salt)) < plan->plan->audience.hold_out;
    if (!held) break;
  }
}

Life::Life(const Life& other)
    : roster_(other.roster_),
      directory_(other.directory_),
      pauses_(other.pauses_),
      world_{&roster_, &directory_, &pauses_, 1},
      customer_(other.customer_),
      answers_(other.answers_),
      now_(other.now_),
      nightly_(other.nightly_),
      night_(other.night_),
      contacts_(other.contacts_),
      plan_of_(other.plan_of_),
      entered_(other.entered_),
      overrun_(other.overrun_) {}

void Life::take(const core::Fact& fact, std::vector<core::Input>& follow) {
  if (const auto* entered = std::get_if<core::JourneyEntered>(&fact)) {
    if (plan_of_.size() <= entered->journey) plan_of_.resize(entered->journey + 1, plan::kNone);
    plan_of_[entered->journey] = entered->plan;
    ++entered_;
  } else if (const auto* moved = std::get_if<core::JourneyMoved>(&fact)) {
    if (moved->journey < plan_of_.size()) plan_of_[moved->journey] = moved->to;
  } else if (const auto* reserved = std::get_if<core::TouchReserved>(&fact)) {
    const std::uint32_t plan = reserved->touch.journey < plan_of_.size() ? plan_of_[reserved->touch.journey] : plan::kNone;
    if (plan == plan::kNone) return;
    if (reserved->contact) {
      const auto known = std::ranges::find(contacts_, reserved->touch, &Contacted::touch);
      const Contacted made{reserved->at, reserved->touch, plan, reserved->channel, static_cast<plan::Purpose>(reserved->purpose)};
      if (known == contacts_.end()) contacts_.push_back(made);
      else *known = made;
    }
    const auto& sites = roster_.plans[plan]->plan->sites;
    if (sites[reserved->touch.site].kind != plan::SiteKind::task) follow.emplace_back(core::SlotGranted{reserved->touch});
  } else if (const auto* sending = std::get_if<core::TouchSending>(&fact)) {
    const plan::Plan& plan = *roster_.plans[plan_of_[sending->touch.journey]]->plan;
    const DeliveryOutcome says = answers_(plan, sending->touch.site);
    const auto report = [&](DeliveryOutcome outcome) {
      follow.emplace_back(core::DeliveryReported{sending->touch, sending->attempt, outcome, now_, "", 0, {}});
    };
    if (says == DeliveryOutcome::read) report(DeliveryOutcome::accepted);
    report(says);
  } else if (const auto* over = std::get_if<core::TouchOver>(&fact)) {
    if (over->slot_returned) std::erase_if(contacts_, [&](const Contacted& each) { return each.touch == over->touch; });
  } else if (const auto* asked = std::get_if<core::ResourceAsked>(&fact)) {
    const std::uint32_t person = asked->kind == core::ResourceKind::lead ? dealt_to(asked->passed) : plan::kNone;
    const bool granted = asked->kind == core::ResourceKind::lead ? person != plan::kNone : asked->kind != core::ResourceKind::pool;
    follow.emplace_back(core::ResourceAnswered{asked->ask, granted, person, "CODE"});
  }
}

void Life::decide_on(const core::Input& first, base::Instant when) {
  std::deque<core::Input> waiting{first};
  for (int bound = 0; !waiting.empty(); ++bound) {
    if (bound > 1'000) {
      overrun_ = true;
      return;
    }
    const core::Input input = std::move(waiting.front());
    waiting.pop_front();
    std::vector<core::Input> follow;
    for (const core::Fact& fact : core::decide(world_, customer_, input, when)) take(fact, follow);
    for (core::Input& each : follow) waiting.push_back(std::move(each));
  }
}

base::Instant Life::next() const {
  base::Instant due = base::kNever;
  for (const core::Timer& timer : customer_.timers) due = timer.held ? due : std::min(due, timer.due);
  return due;
}

void Life::fire(base::Instant until, bool inclusive) {
  for (int bound = 0; bound < kFiringsMax; ++bound) {
    const base::Instant due = next(), first = std::min(due, night_);
    if (first > until || (first == until && !inclusive)) return;
    if (night_ <= due) {
      import_tonight();
      if (overrun_) return;
      continue;
    }
    core::TimersDue fired{due, {}};
    for (const core::Timer& timer : customer_.timers) {
      if (!timer.held && timer.due == due) fired.timers.push_back(timer.timer);
    }
    now_ = std::max(now_, due);
    decide_on(fired, now_);
    if (overrun_) return;
  }
  overrun_ = true;
}

void Life::nightly(core::AttributesSet values) {
  nightly_ = std::move(values);
  night_ = base::start_of_day(roster_.zone, base::local_date(roster_.zone, now_ + base::kMinute) + 1) - base::kMinute;
}

void Life::import_tonight() {
  now_ = std::max(now_, night_);
  nightly_.at = night_;
  night_ = base::start_of_day(roster_.zone, base::local_date(roster_.zone, night_) + 2) - base::kMinute;
  decide_on(nightly_, now_);
}

void Life::give(const core::Input& input, base::Instant at) {
  fire(at, false);
  now_ = std::max(now_, at);
  if (!overrun_) decide_on(input, now_);
}

void Life::advance(base::Instant to) {
  fire(to, true);
  now_ = std::max(now_, to);
}

}  // namespace playmaker::refute
