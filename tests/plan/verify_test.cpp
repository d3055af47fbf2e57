// Each law of a sound plan, broken alone.
#include <catch2/catch.hpp>

#include <functional>

#include "tests/plan/large_plan.hpp"

using namespace playmaker;
using namespace playmaker::plan;
using namespace playmaker::plan::testing;

TEST_CASE("verify names what is broken") {
  const Plan good = large_plan();
  const auto fault = [&](const std::function<void(Plan&)>& harm) {
    Plan plan = good;
    harm(plan);
    return verify(plan);
  };
  CHECK(fault([](Plan& p) {
          for (NodeIndex i = 0; i < p.unit.nodes.size(); ++i) {
            if (p.unit.nodes[i].op == NodeOp::not_) p.unit.nodes[i].a = i;
          }
        }) == "node stands before its operand");
  CHECK(fault([](Plan& p) { p.unit.nodes[0].op = static_cast<NodeOp>(200); }) == "no operation 200");
  CHECK(fault([](Plan& p) { p.ops.back().kind = OpKind::tag; }) == "the last op is an end");
  CHECK(fault([](Plan& p) { p.sites[0].kind = SiteKind::stage; }) == "the first site is the playbook");
  CHECK(fault([](Plan& p) { p.sites[2].parent = 3; }) == "site stands before its parent");
  CHECK(fault([](Plan& p) { p.unit.windows[0].event = kNone; }) == "window counts either an event or an attribute");
  CHECK(fault([](Plan& p) { p.goals[0].is = 100'000; }).starts_with("goal: no number 100000 among"));
  CHECK(fault([](Plan& p) { p.stages[0].site = p.stages[1].site; }) == "stage");
  CHECK(fault([](Plan& p) { p.audience.hold_out = 1'000'001; }) == "hold out");
  CHECK(fault([](Plan& p) { p.waves[0].timing.at_minute = 1'441; }) == "wave time");
  CHECK(fault([](Plan& p) { p.decides[0].rows[0].cells.pop_back(); }) == "decide row's cells");
  CHECK(fault([](Plan& p) { p.tasks[0].due.length.amount = -1; }) == "task due");
  CHECK(fault([](Plan& p) {
          for (std::uint32_t i = 0; i < p.ops.size(); ++i) {
            if (p.ops[i].kind == OpKind::jump) p.ops[i].a = i;
          }
        }) == "jump that is not forward");
  CHECK(fault([](Plan& p) {
          for (NodeIndex i = 0; i < p.unit.nodes.size(); ++i) {
            if (p.unit.nodes[i].op == NodeOp::window) p.unit.windows[0].where = i;
          }
        }) == "window counts by means of itself or a later one");
  CHECK(fault([](Plan& p) {
          for (std::uint32_t i = 0; i < 2 * 500; ++i)
            p.unit.nodes.push_back({NodeOp::not_, {Kind::boolean, kNone}, static_cast<NodeIndex>(p.unit.nodes.size() - 1), kNone, kNone});
        }) == "expression too deep");
  CHECK(fault([](Plan&) {}) == "");
}

TEST_CASE("verify of a catalog names what is broken") {
  const auto fault = [](const std::function<void(Catalog&)>& harm) {
    Catalog catalog = large_catalog();
    harm(catalog);
    return verify(catalog);
  };
  CHECK(fault([](Catalog&) {}) == "");
  CHECK(fault([](Catalog& c) { c.customer.push_back(c.customer[0]); }) == "customer: field risk is declared twice");
  CHECK(fault([](Catalog& c) { c.customer[3].type.detail = 9; }).starts_with("field type: no number 9"));
  CHECK(fault([](Catalog& c) { c.calendars[0].days.exceptions[base::date_of(2030, 1, 1)] = false; }) == "calendar day outside its years");
  CHECK(fault([](Catalog& c) {
          c.unit.nodes[0].op = NodeOp::task_done;
          c.unit.nodes[0].a = 0;
        }).starts_with("node task: no number 0 among 0"));
}
