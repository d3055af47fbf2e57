#include "tests/core/touch/touch_story.hpp"

#include <algorithm>

namespace playmaker::core::touch_testing {

TouchStory::TouchStory() {
  bank.plans = [this] { return plans_; };
  bank.catalog.message("offer");
  bank.catalog.message("notice", plan::Purpose::service);
  bank.policy().blocked_wait = hours(48);
}

TouchStory::~TouchStory() = default;

std::uint32_t TouchStory::playbook(std::string name, int priority, const std::function<void(PlanBuilder&, Steps&)>& steps) {
  plans_.push_back(OneCustomer::following(std::move(name), steps));
  plans_.back().priority = priority;
  plans_.back().ends_after = days(90);
  return static_cast<std::uint32_t>(plans_.size() - 1);
}

void TouchStory::enter(std::uint32_t playbook, Instant when) {
  run_until(when);
  input(EntryAsked{playbook, "test"}, when);
}

void TouchStory::set(std::string_view attribute, bool value, Instant when) {
  run_until(when);
  input(
      AttributesSet{
          plan::kNone, when, {{bank.roster().dictionary->find(Names::attribute, attribute), {plan::Kind::boolean, value ? 1 : 0, {}, {}}}}},
      when);
}

void TouchStory::happens(std::string_view event, Instant when) {
  run_until(when);
  input(EventArrived{bank.roster().dictionary->find(Names::event, event), when, 0, {}, false, {}}, when);
}

void TouchStory::reports(std::string_view over, DeliveryOutcome outcome, Instant when, std::uint16_t attempt) {
  run_until(when);
  DeliveryReported report;
  report.touch = newest(over);
  report.attempt = attempt;
  report.outcome = outcome;
  report.at = when;
  input(report, when);
}

void TouchStory::grant(std::string_view over, Instant when) {
  run_until(when);
  input(SlotGranted{newest(over)}, when);
}

ThingRef TouchStory::newest(std::string_view over) {
  for (auto touch = touches_.rbegin(); touch != touches_.rend(); ++touch) {
    if (touch->channel == over) return touch->ref;
  }
  throw std::runtime_error("no touch was planned over " + std::string(over));
}

bool TouchStory::has(std::string_view over) const {
  return std::any_of(touches_.begin(), touches_.end(), [&](const Known& known) { return known.channel == over; });
}

std::string TouchStory::channel(const ThingRef& ref) const {
  return std::find_if(touches_.begin(), touches_.end(), [&](const Known& known) { return known.ref == ref; })->channel;
}

void TouchStory::run_until(Instant until) {
  for (int bound = 0; bound < 5000; ++bound) {
    Instant due = base::kNever;
    for (const Timer& timer : bank.customer.timers) due = timer.held ? due : std::min(due, timer.due);
    if (due > until) return;
    TimersDue fired{due, {}};
    for (const Timer& timer : bank.customer.timers) {
      if (!timer.held && timer.due == due) fired.timers.push_back(timer.timer);
    }
    input(fired, due);
  }
  throw std::runtime_error("timers never come to rest");
}

void TouchStory::input(const Input& in, Instant when) {
  std::deque<Input> waiting{in};
  while (!waiting.empty()) {
    const Input next = waiting.front();
    waiting.pop_front();
    const World world = bank.world();
    const Instant decided = decided_at(next, when);
    if (facts.empty() && lines_.empty()) refolded_ = bank.customer;  // what a test set by hand before anything happened
    const std::vector<Fact> group = decide(world, bank.customer, next, when);
    apply(world, refolded_, next, decided);
    for (const Fact& fact : group) {
      apply(world, refolded_, fact, decided);
      write(fact, decided);
      if (const auto* reserved = std::get_if<TouchReserved>(&fact); reserved != nullptr && tokens && is_touch(reserved->touch)) {
        waiting.push_back(SlotGranted{reserved->touch});
      }
      if (const auto* sending = std::get_if<TouchSending>(&fact)) answer(*sending, when, waiting);
    }
    if (encode(refolded_) != encode(bank.customer)) throw std::runtime_error("the facts do not fold to the state that was decided on");
    const std::string broken = check_invariants(world, bank.customer);
    if (!broken.empty()) throw std::runtime_error(broken);
  }
}

std::string TouchStory::told() {
  std::string out;
  out.swap(lines_);
  return out;
}

bool TouchStory::is_touch(const ThingRef& ref) const {
  return std::any_of(touches_.begin(), touches_.end(), [&](const Known& known) { return known.ref == ref; });
}

void TouchStory::answer(const TouchSending& sending, Instant when, std::deque<Input>& waiting) {
  Says says{DeliveryOutcome::accepted};
  if (!provider.empty()) {
    says = provider.front();
    provider.pop_front();
  }
  if (says.nothing) return;
  DeliveryReported report;
  report.touch = sending.touch;
  report.attempt = sending.attempt;
  report.outcome = says.outcome;
  report.at = when;
  report.retry_after_ms = says.retry_after;
  waiting.push_back(report);
}

std::string TouchStory::name(const ThingRef& ref) const {
  for (const Known& known : touches_) {
    if (known.ref == ref) return known.playbook + " " + known.channel;
  }
  return "task";
}

std::string TouchStory::word(TouchPhase phase) {
  static const char* const kWords[] = {"planned",  "waiting",  "reserved", "sending", "accepted", "delivered", "read",
                                       "answered", "retrying", "failed",   "unknown", "blocked",  "expired",   "cancelled"};
  return kWords[static_cast<std::size_t>(phase)];
}

std::string TouchStory::word(Reason reason) {
  switch (reason) {
    case Reason::capped: return "capped";
    case Reason::gap: return "gap";
    case Reason::quiet: return "quiet";
    case Reason::no_consent: return "no consent";
    case Reason::silenced: return "silenced";
    case Reason::unreachable: return "unreachable";
    case Reason::held_out: return "held out";
    case Reason::bank_held_out: return "held out by the bank";
    case Reason::paused: return "paused";
    case Reason::expired: return "expired";
    case Reason::stale: return "stale";
    case Reason::cancelled: return "cancelled";
    case Reason::failed: return "failed";
    case Reason::not_granted: return "not granted";
    case Reason::exit: return "exit";
    default: return "reason " + std::to_string(static_cast<int>(reason));
  }
}

std::string TouchStory::minute(Instant when) {
  const base::Zone zone = base::find_zone(bank.catalog.catalog.zone).value();
  return base::format_minute(when, zone).substr(5);
}

void TouchStory::write(const Fact& fact, Instant when) {
  facts.push_back(fact);
  times.push_back(when);
  const Roster& roster = bank.roster();
  if (const auto* entered = std::get_if<JourneyEntered>(&fact)) {
    plan_of_[entered->journey] = entered->plan;
  } else if (const auto* planned = std::get_if<TouchPlanned>(&fact)) {
    const std::string playbook = roster.plans[plan_of_[planned->touch.journey]]->plan->name;
    touches_.push_back({planned->touch, roster.dictionary->name(Names::channel, planned->channel), playbook});
    line(when, name(planned->touch) + " planned until " + minute(planned->expires));
  } else if (const auto* blocked = std::get_if<TouchBlocked>(&fact)) {
    std::string text = name(blocked->touch) + " blocked: " + word(blocked->why);
    if (blocked->limit > 0) text += " " + std::to_string(blocked->counted) + " of " + std::to_string(blocked->limit);
    if (blocked->has_rival) text += " by " + name(blocked->rival);
    text += blocked->waits ? ", waits" : ", gives up";
    if (blocked->until != base::kNever) text += ", free " + minute(blocked->until);
    line(when, text);
  } else if (const auto* reserved = std::get_if<TouchReserved>(&fact)) {
    line(when, name(reserved->touch) + " reserved" + (reserved->at == when ? "" : " for " + minute(reserved->at)) +
                   (reserved->contact ? "" : ", no contact"));
  } else if (const auto* sending = std::get_if<TouchSending>(&fact)) {
    line(when, name(sending->touch) + " sending " + std::to_string(sending->attempt));
  } else if (const auto* reported = std::get_if<TouchReported>(&fact)) {
    line(when, name(reported->touch) + " is " + word(reported->phase));
  } else if (const auto* retrying = std::get_if<TouchRetrying>(&fact)) {
    line(when, name(retrying->touch) + " tries again " + (retrying->at - when <= base::kHour ? "within the hour" : minute(retrying->at)));
  } else if (const auto* over = std::get_if<TouchOver>(&fact)) {
    line(when, name(over->touch) + " over: " + word(over->phase) + ", " + word(over->why) + (over->slot_returned ? ", slot returned" : ""));
  } else if (const auto* incident = std::get_if<IncidentRaised>(&fact)) {
    line(when, "incident " + incident->code + " " + incident->sample);
  } else if (const auto* ended = std::get_if<JourneyEnded>(&fact)) {
    line(when, "journey ended " + ended->outcome);
  }
}

std::function<void(PlanBuilder&, Steps&)> sends(std::string channel, std::string message) {
  return [=](PlanBuilder&, Steps& s) { s.send(channel, message); };
}

std::function<void(PlanBuilder&, Steps&)> sends(std::string first, std::string second, std::string report, plan::Length within) {
  return [=](PlanBuilder& p, Steps& s) { s.send({p.leg(first, "offer", report, within), p.leg(second, "offer")}); };
}

}  // namespace playmaker::core::touch_testing
