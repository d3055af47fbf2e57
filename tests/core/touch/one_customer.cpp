#include "tests/core/touch/one_customer.hpp"

namespace playmaker::core::touch_testing {

Instant at(std::string_view text) {
  const auto instant = base::parse_instant(text);
  if (!instant) throw std::runtime_error("not an instant: " + std::string(text));
  return *instant;
}

OneCustomer::OneCustomer() {
  for (const char* name : {"sms", "push", "wecom", "phone"}) catalog.channel(name);
  catalog.channel("app_home", false);
  for (const char* name : {"consent.marketing", "consent.sms", "do_not_contact", "wecom_bound"})
    catalog.attribute(name, plan::Kind::boolean);
  catalog.event("complaint_opened");
  catalog.policy("retail");
  journey.journey = 1;
  plans = [] { return std::vector<plan::Plan>{following("letters")}; };
}

OneCustomer::~OneCustomer() = default;

plan::Plan OneCustomer::following(std::string name, const std::function<void(PlanBuilder&, Steps&)>& steps) {
  PlanBuilder made(std::move(name));
  made.plan.policy = made.text("retail");
  made.plan.block = made.block(0, [&](Steps& s) { steps ? steps(made, s) : s.finish("done"); });
  made.enter_on("complaint_opened");
  return made.plan;
}

const Roster& OneCustomer::roster() {
  if (roster_ == nullptr) roster_ = roster_of(catalog.catalog, plans());
  return *roster_;
}

World OneCustomer::world() {
  World out;
  out.roster = &roster();
  out.directory = &directory_;
  out.pauses = &pauses;
  return out;
}

Permit OneCustomer::ask(std::string_view over, Instant when, plan::Purpose purpose, ThingRef self) {
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

ThingRef OneCustomer::contact(std::string_view over, Instant when, plan::Purpose purpose) {
  const ThingRef ref{1, ++sites_, 1};
  customer.contacts.push_back({when, channel(over), static_cast<std::uint8_t>(purpose), ref});
  return ref;
}

void OneCustomer::set(std::string_view attribute, bool value) {
  set_attribute(customer, roster().dictionary->find(Names::attribute, attribute), {plan::Kind::boolean, value ? 1 : 0, {}, {}}, Instant{0});
}

void OneCustomer::quiet(int from_hour, int from_minute, int to_hour, int to_minute, plan::Reach reach) {
  policy().quiet.push_back({from_hour * 60 + from_minute, to_hour * 60 + to_minute, std::move(reach), {}, {}});
}

void OneCustomer::never_more_than(std::uint32_t at_most, const plan::Length& per, plan::Reach reach, std::string_view of) {
  plan::Cap cap;
  cap.at_most = at_most;
  cap.sliding = per;
  cap.reach = std::move(reach);
  cap.channel = of;
  policy().caps.push_back(std::move(cap));
}

void OneCustomer::never_more_than(std::uint32_t at_most, plan::Period per, plan::Reach reach, std::string_view of) {
  never_more_than(at_most, plan::Length{}, std::move(reach), of);
  policy().caps.back().period = per;
}

void OneCustomer::needs(std::string_view attribute, plan::Reach reach) {
  policy().needs.push_back({catalog.attr(attribute, plan::Kind::boolean), std::string(attribute), std::move(reach), {}});
}

}  // namespace playmaker::core::touch_testing
