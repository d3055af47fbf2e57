// Promises that are broken behind conditions, dates and products: somebody must be found for whom all of them come out as they should, and
// who keeps what must be fresh so. In the shipped house.
#include <catch2/catch.hpp>

#include "daemon/refute/nearness.hpp"
#include "daemon/refute/promises.hpp"
#include "dsl/source/render.hpp"
#include "tests/main/here.hpp"
#include "tests/refute/bank.hpp"
#include "tests/refute/verdict.hpp"

using namespace playmaker;

namespace {

// One contact in seven days is promised by a playbook of the shipped house.
std::string of(const std::string& body, const std::string& audience = "") {
  dsl::Compiled made = dsl::compile({{"playbooks/near.play",
                                      "use \"shared/catalog.play\"\nuse \"shared/contact.play\"\nuse \"shared/templates.play\"\n"
                                      "playbook near { calendar cn_bank follow retail_standard ends after 30 days\n"
                                      "guarantee never more than 1 contact per 7 days over push\n"
                                      "audience { enter on account_opened " +
                                          audience + " again after 60 days }\n" + body + " }\n"}},
                                    refute_tests::load_shipped);
  return refute_tests::verdict_of(std::move(made));
}

// Two messages, on days 2 and 4, each under that condition.
std::string twice(const std::string& condition, const std::string& audience = "", const std::string& offering = "") {
  const std::string when = condition.empty() ? "" : " when " + condition;
  return of("wave a on day 2 at 10:00" + when + " { send push nc_buy_rate " + offering + " }\nwave b on day 4 at 10:00" + when +
                " { send push nc_buy_safety " + offering + " }",
            audience);
}

}  // namespace

TEST_CASE("refute: what must be fresh is imported again every night") {
  CHECK(twice("customer.aum >= 50万元") == "refuted 2");
  CHECK(twice("customer.aum >= 0元") == "refuted 2");
  CHECK(twice("customer.peak_aum >= 3万元") == "refuted 2");
  CHECK(twice("customer.balance otherwise 0元 >= 3万元") == "refuted 2");
  CHECK(twice("customer.month_aum >= 20万元") == "refuted 2");   // watched since the night before
}

TEST_CASE("refute: half of a conjunction is better than none of it") {
  CHECK(twice("customer.tier == \"gold\" and customer.salary_bound") == "refuted 2");
  CHECK(twice("customer.risk_level is known and customer.risk_assessed_on is known") == "refuted 2");
  CHECK(twice("customer.aum >= 50万元 and customer.tier == \"gold\" and customer.salary_bound and customer.balance otherwise 0元 >= "
              "3万元") == "refuted 2");
  CHECK(twice("not (customer.tier == \"mass\" or not customer.wecom_bound)") == "refuted 2");
  CHECK(twice("customer.product_count >= 3 and (customer.tier == \"private\" or customer.equity_share otherwise 0% > 30% and "
              "customer.salary_bound)") == "refuted 2");
}

TEST_CASE("refute: a product is made suitable") {
  CHECK(twice("suitable(cash_plus)") == "refuted 2");
  CHECK(twice("suitable(cash_plus)", "", "offering cash_plus") == "refuted 2");
  CHECK(twice("suitable(cash_plus) and customer.tier == \"gold\" and customer.aum >= 20万元") == "refuted 2");
}

TEST_CASE("refute: the audience's conditions are met") {
  CHECK(twice("", "only customer.tier == \"gold\" and customer.aum >= 50万元") == "refuted 2");
  CHECK(twice("",
              "only customer.kind == \"personal\" and customer.consent.marketing and customer.tier == \"mass\"\n"
              "except customer in segment(staff) or customer.open_complaint") == "refuted 2");
}

TEST_CASE("refute: dates are chosen so that what is counted from them falls together") {
  const std::string second = "wave b on day 2 at 19:30 { send push nc_buy_safety }\n";
  CHECK(of(second + "wave a 3 working days before customer.deposit_matures at 10:00 when customer.deposit_matures is known { send push "
                    "nc_buy_rate }") == "refuted 2");
  CHECK(of(second +
           "wave a 1 day after customer.deposit_matures at 10:00 when customer.deposit_matures is known { send push nc_buy_rate }") ==
        "refuted 2");
  CHECK(of(second + "wave a 1 day before meeting_booked.at at 10:00 { send push nc_buy_rate }") == "refuted 2");
  CHECK(of(second + "wave a 2 days after deposit at 10:00 { send push nc_buy_rate }") == "refuted 2");
}

TEST_CASE("refute: a table leads to the track that sends") {
  CHECK(of("decide d by customer.tier, customer.salary_bound { \"gold\", true -> one  *, * -> none }\n"
           "track none { }\n"
           "track one { wave a on day 2 at 10:00 { send push nc_buy_rate } wave b on day 4 at 10:00 { send push nc_buy_safety } }") ==
        "refuted 2");
}

TEST_CASE("refute: what nobody can meet is not refuted") {
  CHECK(twice("customer.tier == \"gold\" and customer.tier == \"mass\"") != "refuted 2");
  CHECK(of("wave a on day 2 at 10:00 when customer.aum >= 50万元 { send push nc_buy_rate }\n"
           "wave b on day 4 at 10:00 when customer.aum < 50万元 { send push nc_buy_safety }") == "open");
  CHECK(twice("", "only customer.tier == \"gold\" and customer.kind == \"staff\"\nexcept customer in segment(staff)") == "open");
}

TEST_CASE("nearness: one if and only if it holds, and nearer the less is lacking") {
  const dsl::Compiled made = refute_tests::compile(refute_tests::playbook(
      "1 contact per 7 days",
      "when customer.vip and customer.age >= 30 { send sms hello } when not customer.vip or customer.age == 7 { send push hello }", "free",
      "enter on opened  again never"));
  const auto roster = refute_tests::linked(made);
  REQUIRE(roster.has_value());
  const core::LinkedPlan& plan = *(*roster)->plans[(*roster)->live.front()];
  std::vector<plan::NodeIndex> conditions;
  for (const plan::Op& op : plan.plan->ops) {
    if (op.kind == plan::OpKind::branch) conditions.push_back(op.a);
  }
  REQUIRE(conditions.size() == 2);
  core::Customer customer;
  core::Frame frame;
  frame.roster = roster->get();
  frame.unit = &plan.unit;
  frame.customer = &customer;
  frame.plan = &plan;
  frame.now = base::Instant{1'772'000'000'000};
  const auto set = [&](const char* name, plan::Kind kind, std::int64_t value) {
    core::set_attribute(customer, (*roster)->dictionary->find(core::Names::attribute, name), {kind, value, {}, {}}, frame.now);
  };
  const double nothing = refute::nearness(frame, conditions[0], true);
  set("vip", plan::Kind::boolean, 1);
  const double half = refute::nearness(frame, conditions[0], true);
  set("age", plan::Kind::integer, 10);
  const double young = refute::nearness(frame, conditions[0], true);
  set("age", plan::Kind::integer, 29);
  const double almost = refute::nearness(frame, conditions[0], true);
  CHECK(nothing < half);
  CHECK(half < young);
  CHECK(young < almost);
  CHECK(almost < 1);
  set("age", plan::Kind::integer, 30);
  CHECK(refute::nearness(frame, conditions[0], true) == 1);
  CHECK(refute::nearness(frame, conditions[0], false) < 1);
  CHECK(refute::nearness(frame, conditions[1], true) < 1);
  CHECK(refute::nearness(frame, conditions[1], false) == 1);
}
