#pragma once
// A customer's touches as a story: playbooks that send, a clock that fires what is due, an outbox that hands out tokens and a provider that
// answers as scripted. What happened is kept as lines of text, one a fact: "03-02 10:00 letters sms reserved".
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

  TouchStory();
  ~TouchStory();
  // A playbook whose steps send; its number is that of its turn.
  std::uint32_t playbook(std::string name, int priority, const std::function<void(PlanBuilder&, Steps&)>& steps);
  void enter(std::uint32_t playbook, Instant when);
  void set(std::string_view attribute, bool value, Instant when);
  void happens(std::string_view event, Instant when);
  // A receipt or a late result of the newest touch on that channel.
  void reports(std::string_view over, DeliveryOutcome outcome, Instant when, std::uint16_t attempt = 0);
  void grant(std::string_view over, Instant when);
  ThingRef newest(std::string_view over);
  bool has(std::string_view over) const;
  std::string channel(const ThingRef& ref) const;
  // Fires what is due up to and including `until`, all of one instant together.
  void run_until(Instant until);
  void input(const Input& in, Instant when);
  std::string told();  // since the last time
  std::vector<Fact> facts;
  std::vector<Instant> times;  // beside facts

 private:
  struct Known {
    ThingRef ref;
    std::string channel, playbook;
  };

  bool is_touch(const ThingRef& ref) const;
  void answer(const TouchSending& sending, Instant when, std::deque<Input>& waiting);
  std::string name(const ThingRef& ref) const;
  static std::string word(TouchPhase phase);
  static std::string word(Reason reason);
  std::string minute(Instant when);
  void line(Instant when, const std::string& text) { lines_ += minute(when) + " " + text + "\n"; }
  void write(const Fact& fact, Instant when);

  Customer refolded_;
  std::vector<plan::Plan> plans_;
  std::vector<Known> touches_;
  std::map<std::uint32_t, std::uint32_t> plan_of_;  // journey -> plan
  std::string lines_;
};

// A send as its own playbook's only step.
std::function<void(PlanBuilder&, Steps&)> sends(std::string channel, std::string message = "offer");
std::function<void(PlanBuilder&, Steps&)> sends(std::string first, std::string second, std::string report, plan::Length within);

}  // namespace playmaker::core::touch_testing
