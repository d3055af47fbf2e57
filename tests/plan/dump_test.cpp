#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "runtime/plan/spell.hpp"
#include "tests/main/here.hpp"
#include "tests/plan/large_plan.hpp"

using namespace playmaker;
using namespace playmaker::plan;
using namespace playmaker::plan::testing;

TEST_CASE("a plan as text, for people and golden tests") {
  const Plan plan = large_plan();
  Origin origin;
  origin.sites.resize(plan.sites.size());
  origin.sites[plan.goals[0].site].place = {"large.play", 12, 3};
  const std::string text = dump(plan, origin), path = std::string(kSourceDir) + "/tests/plan/golden/large_plan.txt";
  if (std::getenv("PLAYMAKER_BLESS") != nullptr) std::ofstream(path) << text;
  std::ostringstream golden;
  golden << std::ifstream(path).rdbuf();
  CHECK(text == golden.str());
}

TEST_CASE("one spelling for one meaning: names as words, numbers of a unit's tables never") {
  const auto spelled = [](bool other_order) {
    core::testing::PlanBuilder p("any");
    if (other_order) {
      p.text("padding");
      p.event("padding");
      p.number(99);
    }
    Window w;
    w.event = p.event("transfer");
    w.field = p.text("amount");
    w.function = WindowFunction::sum;
    w.where = p.both(p.at_least(p.field("amount", Kind::money), p.constant(Kind::money, 100)),
                     p.equal(p.attr("tier", Kind::text), p.words("a \"b\"")));
    w.last = core::testing::days(30);
    return spell(p.plan.unit, w);
  };
  CHECK(spelled(false) ==
        "sum(transfer.amount where ((event.amount >= money(100)) and (customer.tier == \"a \\\"b\\\"\")) over last 30 days)");
  CHECK(spelled(true) == spelled(false));
  CHECK(spell(Length{LengthUnit::millis, 90 * 60'000}) == "90 minutes");
  CHECK(spell(Length{LengthUnit::working_days, 3}) == "3 working days");
  CHECK(spell(Length{}).empty());
}
