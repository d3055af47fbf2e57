#pragma once
// One customer of a small bank, one policy, and a playbook that follows it: what the permit is asked about. Change `policy` and the
// catalog first; the first question links them.
#include <functional>
#include <string_view>

#include "runtime/core/touch/permit.hpp"
#include "tests/core/plan_builder.hpp"

namespace playmaker::core::touch_testing {

using namespace testing;

Instant at(std::string_view text);

struct OneCustomer {
  CatalogBuilder catalog;
  std::uint32_t hold_out = 0;
  Customer customer;
  Journey journey;
  std::vector<WidePause> pauses;

  OneCustomer();
  ~OneCustomer();
  plan::Policy& policy() { return catalog.catalog.policies.front(); }
  std::function<std::vector<plan::Plan>()> plans;
  static plan::Plan following(std::string name,
                              const std::function<void(PlanBuilder&, Steps&)>& steps = {});   // without steps it finishes at once
  const Roster& roster();
  World world();
  std::uint32_t channel(std::string_view name) { return roster().dictionary->find(Names::channel, name); }

  Permit ask(std::string_view over, Instant when, plan::Purpose purpose = plan::Purpose::marketing, ThingRef self = {9, 9, 9});
  ThingRef contact(std::string_view over, Instant when, plan::Purpose purpose = plan::Purpose::marketing);
  void set(std::string_view attribute, bool value);
  // Rules, as the policy's text would say them.
  void quiet(int from_hour, int from_minute, int to_hour, int to_minute, plan::Reach reach = {});
  void never_more_than(std::uint32_t at_most, const plan::Length& per, plan::Reach reach = {}, std::string_view of = {});
  void never_more_than(std::uint32_t at_most, plan::Period per, plan::Reach reach = {}, std::string_view of = {});
  void leave(const plan::Length& least, plan::Reach reach = {}) { policy().gaps.push_back({least, std::move(reach), {}}); }
  void needs(std::string_view attribute, plan::Reach reach);

 private:
  std::shared_ptr<const Roster> roster_;
  Directory directory_;
  std::uint32_t sites_ = 100;
};

inline plan::Reach over(std::vector<std::string> channels) { return {std::move(channels), {}}; }
inline plan::Reach before(plan::Purpose purpose) { return {{}, {purpose}}; }

}  // namespace playmaker::core::touch_testing
