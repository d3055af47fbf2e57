#pragma once
// A customer's touches as a story: playbooks that send, a clock that fires what is due, an outbox that hands out tokens and a provider that
// answers as scripted. What happened is kept as lines of text, one a fact: "03-02 10:00 letters sms reserved".
#include <algorithm>
#include <deque>
#include <map>

#include "runtime/core/decide.hpp"
#include "tests/core/touch/one_customer.hpp"

namespace playmaker::core::touch_testing {

using namespace testing;

class TouchStory {
 public:
  OneCustomer bank;
  bool tokens = true;  // the outbox grants a token as soon as one is wanted
  struct Says {
    DeliveryOutcome outcome;
    base::Millis retry_after = 0;
    bool nothing = false;
  };
  std::deque<Says> provider;  // answers to attempts, in order; afterwards "accepted"

  TouchStory() {
    bank.plans = [this] { return plans_; };
    bank.catalog.message("offer");
    bank.catalog.message("notice", plan::Purpose::service);
    bank.policy().blocked_wait = hours(48);
  }
  // A playbook whose steps send; its number is that of its turn.
  std::uint32_t playbook(std::string name, int priority, const std::function<void(PlanBuilder&, Steps&)>& steps) {
    plans_.push_back(OneCustomer::following(std::move(name), steps));
    plans_.back().priority = priority;
    plans_.back().ends_after = days(90);
    return static_cast<std::uint32_t>(plans_.size() - 1);
  }
  void enter(std::uint32_t playbook, Instant when) {
    run_until(when);
    input(EntryAsked{playbook, "test"}, when);
  }
  void set(std::string_view attribute, bool value, Instant when) {
    run_until(when);
    input(AttributesSet{plan::kNone,
                        when,
                        {{bank.roster().dictionary->find(Names::attribute, attribute), {plan::Kind::boolean, value ? 1 : 0, {}, {}}}}},
          when);
  }
  void happens(std::string_view event, Instant when) {
    run_until(when);
    input(EventArrived{bank.roster().dictionary->find(Names::event, event), when, 0, {}, false, {}}, when);
  }
  // A receipt or a late result of the newest touch on that channel.
  void reports(std::string_view over, DeliveryOutcome outcome, Instant when, std::uint16_t attempt = 0) {
    run_until(when);
    DeliveryReported report;
    report.touch = newest(over);
    report.attempt = attempt;
    report.outcome = outcome;
    report.at = when;
    input(report, when);
  }
  void grant(std::string_view over, Instant when) {
    run_until(when);
    input(SlotGranted{newest(over)}, when);
  }
  ThingRef newest(std::string_view over) {
    for (auto touch = touches_.rbegin(); touch != touches_.rend(); ++touch) {
      if (touch->channel == over) return touch->ref;
    }
    throw std::runtime_error("no touch was planned over " + std::string(over));
  }
  bool has(std::string_view over) const {
    return std::any_of(touches_.begin(), touches_.end(), [&](const Known& known) { return known.channel == over; });
  }
  std::string channel(const ThingRef& ref) const {
    return std::find_if(touches_.begin(), touches_.end(), [&](const Known& known) { return known.ref == ref; })->channel;
  }
  // Fires what is due up to and including `until`, all of one instant together.
  void run_until(Instant until) {
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
  void input(const Input& in, Instant when) {
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
  std::string told() {  // since the last time
    std::string out;
    out.swap(lines_);
    return out;
  }
  std::vector<Fact> facts;
  std::vector<Instant> times;  // beside facts

 private:
  struct Known {
    ThingRef ref;
    std::string channel, playbook;
  };

  bool is_touch(const ThingRef& ref) const {
    return std::any_of(touches_.begin(), touches_.end(), [&](const Known& known) { return known.ref == ref; });
  }
  void answer(const TouchSending& sending, Instant when, std::deque<Input>& waiting) {
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
  std::string name(const ThingRef& ref) const {
    for (const Known& known : touches_) {
      if (known.ref == ref) return known.playbook + " " + known.channel;
    }
    return "task";
  }
  static std::string word(TouchPhase phase) {
    static const char* const kWords[] = {"planned",  "waiting",  "reserved", "sending", "accepted", "delivered", "read",
                                         "answered", "retrying", "failed",   "unknown", "blocked",  "expired",   "cancelled"};
    return kWords[static_cast<std::size_t>(phase)];
  }
  static std::string word(Reason reason) {
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
  std::string minute(Instant when) {
    const base::Zone zone = base::find_zone(bank.catalog.catalog.zone).value();
    return base::format_minute(when, zone).substr(5);
  }
  void line(Instant when, const std::string& text) { lines_ += minute(when) + " " + text + "\n"; }
  void write(const Fact& fact, Instant when) {
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
      line(when,
           name(over->touch) + " over: " + word(over->phase) + ", " + word(over->why) + (over->slot_returned ? ", slot returned" : ""));
    } else if (const auto* incident = std::get_if<IncidentRaised>(&fact)) {
      line(when, "incident " + incident->code + " " + incident->sample);
    } else if (const auto* ended = std::get_if<JourneyEnded>(&fact)) {
      line(when, "journey ended " + ended->outcome);
    }
  }

  Customer refolded_;
  std::vector<plan::Plan> plans_;
  std::vector<Known> touches_;
  std::map<std::uint32_t, std::uint32_t> plan_of_;  // journey -> plan
  std::string lines_;
};

// A send as its own playbook's only step.
inline std::function<void(PlanBuilder&, Steps&)> sends(std::string channel, std::string message = "offer") {
  return [=](PlanBuilder&, Steps& s) { s.send(channel, message); };
}
inline std::function<void(PlanBuilder&, Steps&)> sends(std::string first, std::string second, std::string report, plan::Length within) {
  return [=](PlanBuilder& p, Steps& s) { s.send({p.leg(first, "offer", report, within), p.leg(second, "offer")}); };
}

}  // namespace playmaker::core::touch_testing
