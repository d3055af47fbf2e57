// Counts over time. "A window not yet full may be true but never false."
#include <catch2/catch.hpp>

#include "tests/core/evaluate/bank.hpp"

using namespace playmaker;
using namespace playmaker::core;
using namespace playmaker::core::testing;
using namespace playmaker::core::testing::bank;

namespace {

struct Counts {
  Bank b;
  NodeIndex count, at_least, below, equal, between, at_most;
  explicit Counts(std::uint8_t keep = 0) {
    b.c.event("login");
    auto& unit = b.p.plan.unit;
    count = b.window(b.p, unit, b.count_of(b.p, "login", days(7), keep));
    const NodeIndex three = b.p.number(3);
    at_least = b.p.at_least(count, three);
    below = b.p.is(NodeOp::less, count, three);
    equal = b.p.equal(count, b.p.number(1));
    at_most = b.p.is(NodeOp::less_equal, b.p.number(3), count);   // mirrored: 3 <= count
    between = b.p.node(NodeOp::between, Kind::boolean, count, b.p.number(1), b.p.number(2));
    b.open();
  }
};

}  // namespace

TEST_CASE("a count of a full window is exact, and points leave after the window's length") {
  Counts t;
  Bank& b = t.b;
  CHECK(b.says(t.at_least) == "no");
  b.happens("login", at("2026-02-24T09:00:00+08:00"));
  b.happens("login", at("2026-02-28T09:00:00+08:00"));
  b.happens("login", at("2026-03-01T09:00:00+08:00"));
  CHECK(b.value(t.count).number == 3);
  CHECK(b.says(t.at_least) == "yes");
  CHECK(b.findings.recheck == at("2026-03-03T09:00:00+08:00"));   // the oldest counting point leaves
  b.now = at("2026-03-03T08:59:59.999+08:00");
  CHECK(b.says(t.at_least) == "yes");
  b.now = at("2026-03-03T09:00:00+08:00");
  CHECK(b.says(t.at_least) == "no");
  CHECK(b.says(t.below) == "yes");
}

TEST_CASE("a window not yet full may be true but never false") {
  Counts t;
  Bank& b = t.b;
  b.customer.appeared = at("2026-03-01T12:00:00+08:00");
  CHECK(b.says(t.count) == "unknown");
  CHECK(b.says(t.at_least) == "unknown");
  CHECK(b.says(t.below) == "unknown");
  CHECK(b.says(t.equal) == "unknown");
  CHECK(b.says(t.between) == "unknown");
  CHECK(b.findings.recheck == at("2026-03-08T12:00:00+08:00"));   // when it is full
  for (int hour = 0; hour < 3; ++hour) b.happens("login", at("2026-03-01T13:00:00+08:00") + hour * base::kHour);
  CHECK(b.says(t.at_least) == "yes");
  CHECK(b.says(t.at_most) == "yes");
  CHECK(b.says(t.below) == "no");
  CHECK(b.says(t.equal) == "no");      // already more than one
  CHECK(b.says(t.between) == "no");
  b.now = at("2026-03-08T12:00:00+08:00");
  CHECK(b.value(t.count).number == 3);
}

TEST_CASE("a window that a later version brings watches from then on") {
  Counts t;
  Bank& b = t.b;
  PlanBuilder later("later");
  const NodeIndex new_count = b.window(later, later.plan.unit, b.count_of(later, "login", days(30)));
  const NodeIndex none = later.is(NodeOp::less, new_count, later.number(1));
  Applied applied;
  applied.catalog = std::make_shared<const pl::Catalog>(b.c.catalog);
  applied.plans = {std::make_shared<const pl::Plan>(later.plan)};
  applied.at = at("2026-02-20T00:00:00+08:00");
  b.roster = *link(b.roster.get(), applied);
  CHECK(b.says(none) == "unknown");
  b.now = at("2026-03-22T00:00:00+08:00");
  CHECK(b.says(none) == "yes");
}

TEST_CASE("windows are shared by plans that ask the same, and where-conditions are judged when the event arrives") {
  Bank b;
  b.c.event("transfer", {{"amount", Kind::money}});
  auto& unit = b.p.plan.unit;
  pl::Window large = b.count_of(b.p, "transfer", days(30));
  large.where = b.p.at_least(b.p.field("amount", Kind::money), b.p.constant(Kind::money, 1000'00));
  pl::Window sum = b.count_of(b.p, "transfer", days(30));
  sum.function = pl::WindowFunction::sum;
  sum.field = b.p.text("amount");
  const NodeIndex count = b.window(b.p, unit, large), total = b.window(b.p, unit, sum, Kind::money);
  pl::Window least = sum;
  least.function = pl::WindowFunction::minimum;
  pl::Window mean = sum;
  mean.function = pl::WindowFunction::average;
  const NodeIndex smallest = b.window(b.p, unit, least, Kind::money), average = b.window(b.p, unit, mean, Kind::money);
  b.open();
  b.happens("transfer", b.now - base::kDay, {money(1500)});
  b.happens("transfer", b.now - base::kHour, {money(200)});
  b.happens("transfer", b.now - base::kHour, {Datum{}});           // an amount not known counts nowhere
  CHECK(b.value(count).number == 1);
  CHECK(b.value(total) == money(1700));
  CHECK(b.value(smallest) == money(200));
  CHECK(b.value(average) == money(850));
  b.customer.appeared = b.now - base::kDay;
  CHECK(b.says(total) == "unknown");
  PlanBuilder other("other");
  pl::Window same = b.count_of(other, "transfer", days(30));
  same.where = other.at_least(other.field("amount", Kind::money), other.constant(Kind::money, 1000'00));
  b.window(other, other.plan.unit, same);
  const auto shared = roster_of(b.c.catalog, {b.p.plan, other.plan});
  CHECK(shared->plans[0]->unit.windows[0] == shared->plans[1]->unit.windows[0]);
  CHECK(shared->events[b.number_of(Names::event, "transfer")].windows.size() == 4);
}

TEST_CASE("two counts over the same stretch are compared as seen, so that a fresh customer has no open complaint") {
  Bank b;
  b.c.event("opened");
  b.c.event("closed");
  auto& unit = b.c.catalog.unit;
  const NodeIndex opened = b.window(b.c, unit, b.count_of(b.c, "opened", days(90))),
                  closed = b.window(b.c, unit, b.count_of(b.c, "closed", days(90)));
  const NodeIndex shorter = b.window(b.c, unit, b.count_of(b.c, "closed", days(30)));
  pl::Field open = CatalogBuilder::field_of("open_complaint", Kind::boolean), odd = CatalogBuilder::field_of("odd", Kind::boolean);
  open.derived = b.c.is(NodeOp::greater, opened, closed);
  odd.derived = b.c.is(NodeOp::greater, opened, shorter);
  b.c.catalog.customer = {open, odd};
  const NodeIndex complains = b.p.attr("open_complaint", Kind::boolean), different = b.p.attr("odd", Kind::boolean);
  b.open();
  b.customer.appeared = b.now - base::kHour;
  CHECK(b.says(complains) == "no");
  CHECK(b.says(different) == "unknown");
  b.happens("opened", b.now - base::kMinute);
  CHECK(b.says(complains) == "yes");
  b.happens("closed", b.now);
  CHECK(b.says(complains) == "no");
}

TEST_CASE("count with keep holds the last k instants only, exact, in any order of arrival (rule 4)") {
  Counts t(3);
  Bank& b = t.b;
  for (const int hours_ago : {5, 1, 9, 3, 7}) b.happens("login", b.now - hours_ago * base::kHour);
  REQUIRE(b.customer.windows.size() == 1);
  CHECK(b.customer.windows[0].points.size() == 3);
  CHECK(b.customer.windows[0].points[0].at == b.now - 5 * base::kHour);
  CHECK(b.says(t.at_least) == "yes");
  b.now = b.now + 7 * base::kDay - 5 * base::kHour;
  CHECK(b.says(t.at_least) == "no");
}

TEST_CASE("many points become one a day, and what lies before the window goes") {
  Counts t;
  Bank& b = t.b;
  for (int i = 0; i < 6 * 24 * 10; ++i) b.happens("login", b.now - 6 * base::kDay + i * 6 * base::kMinute);
  CHECK(b.customer.windows[0].points.size() <= 512);
  b.now = b.now + base::kMinute;
  CHECK(b.value(t.count).number == 6 * 24 * 10);
  b.happens("login", b.now + 40 * base::kDay);
  CHECK(b.customer.windows[0].points.size() == 1);
}

TEST_CASE("periods: this month and the previous one turn at the customer's midnight") {
  Bank b;
  b.c.event("login");
  auto& unit = b.p.plan.unit;
  pl::Window month = b.count_of(b.p, "login", {});
  month.period = pl::Period::month;
  pl::Window previous = month;
  previous.previous = true;
  const NodeIndex here = b.window(b.p, unit, month), before = b.window(b.p, unit, previous);
  b.open();
  b.happens("login", at("2026-01-31T23:59:59+08:00"));
  b.happens("login", at("2026-02-01T00:00:00+08:00"));
  b.happens("login", at("2026-02-28T23:59:59+08:00"));
  b.happens("login", at("2026-03-01T00:00:00+08:00"));
  CHECK(b.value(here).number == 1);
  CHECK(b.value(before).number == 2);
  CHECK(b.findings.recheck == at("2026-04-01T00:00:00+08:00"));
  b.customer.appeared = at("2026-02-10T00:00:00+08:00");
  CHECK(b.value(here).number == 1);
  CHECK(b.says(before) == "unknown");
}

TEST_CASE("change over the last 90 days needs the value from then; a week keeps its first and last") {
  Bank b;
  b.c.attribute("aum", Kind::money);
  auto& unit = b.p.plan.unit;
  const NodeIndex change =
      b.window(b.p, unit, b.of_attribute(b.p, pl::WindowFunction::change, "aum", Kind::money, days(90)), Kind::percent);
  const NodeIndex grown = b.p.at_least(change, b.p.constant(Kind::percent, 100'000));
  b.open();
  b.set("aum", money(1000), at("2026-01-01T08:00:00+08:00"));
  b.now = at("2026-01-31T08:00:00+08:00");
  b.set("aum", money(1200));
  CHECK(b.says(grown) == "unknown");
  CHECK(b.findings.recheck == at("2026-04-01T08:00:00+08:00"));
  b.now = at("2026-04-01T08:00:00+08:00");
  CHECK(b.value(change) == percent(20));
  CHECK(b.says(grown) == "yes");
  b.set("aum", money(600));
  CHECK(b.value(change) == percent(-40));
  b.set("aum", money(600));            // rule 30: the same value is no change
  CHECK(b.customer.windows[0].points.size() == 3);
  for (int day = 0; day < 365; ++day) b.set("aum", money(700 + day % 5), at("2026-04-02T08:00:00+08:00") + day * base::kDay);
  CHECK(b.customer.windows[0].points.size() <= 2 * 14 + 1);
}

TEST_CASE("an average of an attribute weighs each value by its time, over the part in which it was known") {
  Bank b;
  b.c.attribute("aum", Kind::money);
  pl::Window month = b.of_attribute(b.p, pl::WindowFunction::average, "aum", Kind::money, {});
  month.period = pl::Period::month;
  const NodeIndex average = b.window(b.p, b.p.plan.unit, month, Kind::money);
  b.open();
  CHECK(b.says(average) == "unknown");
  b.set("aum", money(100), at("2026-02-10T00:00:00+08:00"));
  b.set("aum", money(400), at("2026-03-03T00:00:00+08:00"));
  b.now = at("2026-03-04T00:00:00+08:00") - 1;
  CHECK(b.value(average) == money(200));   // two days of 100, one of 400
  CHECK(b.findings.recheck == at("2026-03-04T00:00:00+08:00"));
}

TEST_CASE("time since an event: seen, or at least as long as the customer has been watched") {
  Bank b;
  b.c.event("login");
  const NodeIndex silent = b.p.longer_than(b.p.time_since("login"), 30 * base::kDay), fresh = b.p.inverse(silent);
  b.open();
  b.customer.appeared = b.now - 10 * base::kDay;
  CHECK(b.says(silent) == "unknown");
  CHECK(b.says(fresh) == "unknown");
  b.customer.appeared = b.now - 31 * base::kDay;
  CHECK(b.says(silent) == "yes");
  b.happens("login", b.now - 20 * base::kDay);
  CHECK(b.says(silent) == "no");
  CHECK(b.findings.recheck == b.now + 10 * base::kDay);
  b.now = b.now + 10 * base::kDay;
  CHECK(b.says(silent) == "no");
  CHECK(b.findings.recheck == b.now + 1);   // strictly more than 30 days
  b.now = b.now + 1;
  CHECK(b.says(silent) == "yes");
}
