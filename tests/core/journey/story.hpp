#pragma once
// One customer's story: playbooks by hand, a clock that fires what is due, and what was decided as lines of text, one a fact:
// "03-02 10:00 call opened, due 03-04 17:30". Every input's group goes through its bytes and is folded into a second customer: after
// each step both have the same bytes, and the invariants hold (state = fold(journal)).
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "runtime/core/decide.hpp"
#include "tests/core/plan_builder.hpp"

namespace playmaker::core::testing {

base::Instant at(std::string_view minute);  // "03-02 10:00" or "03-02 10:00:30": of 2026, in Shanghai

class Story {
 public:
  CatalogBuilder catalog;
  Customer customer;
  Directory directory;
  std::vector<WidePause> pauses;
  std::uint64_t salt = 1;
  std::vector<Fact> facts;                 // of all inputs so far

  Story();
  ~Story();
  PlanBuilder& playbook(std::string name);   // ends after 365 days unless it says otherwise
  PlanBuilder& version(std::string_view name, plan::UpgradeKind upgrade);   // its next version, to be written anew; applied by upgrade()
  Story& upgrade();                        // applies what the playbooks say now, and tells the customer as the engine does
  void apply();                            // what the playbooks say now; called by the first step when it was not

  // Each step first fires what is due until then, in order; at one instant events go before timers.
  Story& on(std::string_view minute);      // sets the clock
  Story& event(std::string_view name, std::vector<plan::Datum> fields = {}, std::string_view happened = {});
  Story& event_for(std::string_view name, std::string_view task);   // carries the task's id
  Story& set(std::string_view attribute, plan::Datum value);
  Story& forget(std::string_view attribute);
  Story& enter(std::string_view playbook);
  Story& sweep(std::string_view playbook, std::uint32_t entry);
  Story& report(std::string_view task, std::string outcome = {}, std::uint16_t occurrence = 0);
  Story& hand(std::string_view task, std::string_view person, std::string reason);
  Story& answer(bool granted, std::string text = {}, std::string_view person = {});   // the oldest ask
  Story& act(Act act, std::uint32_t journey = plan::kNone);
  Story& wide_pause(WidePause pause);      // from now on
  Story& lift();                           // all wide pauses, now
  Story& import(std::string_view name);
  Story& new_calendar(std::string_view name, std::string_view csv);
  Story& input(const Input& input);
  Story& until(std::string_view minute);   // fires what is due up to and including it

  std::string told();                      // since the last time; timers, windows and moves are left out
  std::string told(std::string_view word); // only lines with that word
  const Roster& roster();
  World world();
  const Journey* journey(std::string_view playbook);   // the newest live one
  ThingRef task(std::string_view path, std::uint16_t occurrence = 0);
  int count(std::uint16_t code) const;     // facts of that code
  std::uint32_t person(std::string_view name);

  static plan::Datum number(std::int64_t value) { return {plan::Kind::integer, value, {}, {}}; }
  static plan::Datum yes(bool value = true) { return {plan::Kind::boolean, value ? 1 : 0, {}, {}}; }
  static plan::Datum words(std::string value) { return {plan::Kind::text, 0, std::move(value), {}}; }

 private:
  void fire(base::Instant until, bool inclusive);
  void decide_on(const Input& input, base::Instant when);
  std::string line(const Fact& fact);
  std::string path(std::uint32_t journey, std::uint32_t site);

  std::vector<std::unique_ptr<PlanBuilder>> builders_;
  std::shared_ptr<const Roster> roster_;
  Customer folded_;
  base::Instant now_;
  std::string lines_;
  std::map<std::uint32_t, std::uint32_t> plan_of_;   // of every journey there ever was
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> runs_;
};

}  // namespace playmaker::core::testing
