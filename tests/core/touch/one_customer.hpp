#pragma once
// One customer of a small bank, one policy, and a playbook that follows it: what the permit is asked about. Change `policy` and the
// catalog first; the first question links them.
#include <functional>
#include <string_view>

#include "runtime/core/touch/permit.hpp"
#include "tests/core/plan_builder.hpp"

namespace playmaker::core::touch_testing {

using namespace testing;

inline Instant at(std::string_view text) {
  const auto instant = base::parse_instant(text);
  if (!instant) throw std::runtime_error("not an instant: " + std::string(text));
  return *instant;
}

struct OneCustomer {
  CatalogBuilder catalog;
  std::uint32_t hold_out = 0;
  Customer customer;
  Journey journey;
  std::vector<WidePause> pauses;

  OneCustomer() {
    for (const char* name : {"sms", "push", "wecom", "phone"}) catalog.channel(name);
    catalog.channel("app_home", false);
    for (const char* name : {"consent.marketing", "consent.sms", "do_not_contact", "wecom_bound"})
      catalog.attribute(name, plan::Kind::boolean);
    catalog.event("complaint_opened");
    catalog.policy("retail");
    journey.journey = 1;
  }
  plan::Policy& policy() { return catalog.catalog.policies.front(); }
  std::function<std::vector<plan::Plan>()> plans = [] { return std::vector<plan::Plan>{following("letters")}; };
  static plan::Plan following(
      std::string name, const std::function<void(PlanBuilder&, Steps&)>& steps = [](PlanBuilder&, Steps& s) { s.finish("done"); }) {
    PlanBuilder made(std::move(name));
    made.plan.policy = made.text("retail");
    made.plan.block = made.block(0, [&](Steps& s) { steps(made, s); });
    made.enter_on("complaint_opened");
    return made.plan;
  }
  const Roster& roster() {
    if (roster_ == nullptr) roster_ = roster_of(catalog.catalog, plans());
    return *roster_;
  }
  World world() {
    World out;
    out.roster = &roster();
    out.directory = &directory_;
    out.pauses = &pauses;
    return out;
  }
  std::uint32_t channel(std::string_view name) { return roster().dictionary->find(Names::channel, name); }

  Permit ask(std::string_view over, Instant when, plan::Purpose purpose = plan::Purpose::marketing, ThingRef self = {9, 9, 9}) {
    const World now = world();
    PermitAsk question;
    question.self = self;
    question.journey = &journey;
    question.plan = now.roster->plans.front().get();
    question.channel = channel(over);
    question.purpose = purpose;
    Findings findings;
    return permit(now, customer, question, when, findings);
  }
  ThingRef contact(std::string_view over, Instant when, plan::Purpose purpose = plan::Purpose::marketing) {
    const ThingRef ref{1, ++sites_, 1};
    customer.contacts.push_back({when, channel(over), static_cast<std::uint8_t>(purpose), ref});
    return ref;
  }
  void set(std::string_view attribute, bool value) {
    set_attribute(customer, roster().dictionary->find(Names::attribute, attribute), {plan::Kind::boolean, value ? 1 : 0, {}, {}},
                  Instant{0});
  }
  // Rules, as the policy's text would say them.
  void quiet(int from_hour, int from_minute, int to_hour, int to_minute, plan::Reach reach = {}) {
    policy().quiet.push_back({from_hour * 60 + from_minute, to_hour * 60 + to_minute, std::move(reach), {}, {}});
  }
  void never_more_than(std::uint32_t at_most, const plan::Length& per, plan::Reach reach = {}, std::string_view of = {}) {
    plan::Cap cap;
    cap.at_most = at_most;
    cap.sliding = per;
    cap.reach = std::move(reach);
    cap.channel = of;
    policy().caps.push_back(std::move(cap));
  }
  void never_more_than(std::uint32_t at_most, plan::Period per, plan::Reach reach = {}, std::string_view of = {}) {
    never_more_than(at_most, plan::Length{}, std::move(reach), of);
    policy().caps.back().period = per;
  }
  void leave(const plan::Length& least, plan::Reach reach = {}) { policy().gaps.push_back({least, std::move(reach), {}}); }
  void needs(std::string_view attribute, plan::Reach reach) {
    policy().needs.push_back({catalog.attr(attribute, plan::Kind::boolean), std::string(attribute), std::move(reach), {}});
  }

 private:
  std::shared_ptr<const Roster> roster_;
  Directory directory_;
  std::uint32_t sites_ = 100;
};

inline plan::Reach over(std::vector<std::string> channels) { return {std::move(channels), {}}; }
inline plan::Reach before(plan::Purpose purpose) { return {{}, {purpose}}; }

}  // namespace playmaker::core::touch_testing
