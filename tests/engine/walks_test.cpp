// Daily audiences: due at the entry's time, after their import, once, over everyone, with a cursor that survives a crash.
#include <catch2/catch.hpp>

#include "tests/engine/bank.hpp"

using namespace playmaker::engine_tests;
namespace core = playmaker::core;
namespace base = playmaker::base;
namespace sim = playmaker::sim;

namespace {

void rich(Bank& bank, int customers) {
  std::vector<RawRow> all;
  for (int i = 0; i < customers; ++i) all.push_back({"c" + std::to_string(i), {{"aum", raw(i % 2 == 0 ? "250000.00" : "10.00")}}});
  bank.give(rows(RowKind::customers, std::move(all)));
}
void arrived(Bank& bank, std::string_view when) { REQUIRE(bank.give(ImportDone{"daily_profile", {INT64_MIN}, {}}, when).ok()); }
std::size_t entered(Bank& bank, int customers) {
  std::size_t n = 0;
  for (int i = 0; i < customers; ++i) n += bank.facts<core::JourneyEntered>("c" + std::to_string(i)).size();
  return n;
}
std::vector<HouseRecord> house(Bank& bank) {
  std::vector<HouseRecord> records;
  must(bank.engine().replay(0, 1000, [&](Committed&& committed) {
    for (auto& line : committed.house) records.push_back(std::move(line.record));
  }));
  return records;
}
template <class T>
std::vector<T> of(const std::vector<HouseRecord>& records) {
  std::vector<T> found;
  for (const HouseRecord& record : records)
    if (const auto* one = std::get_if<T>(&record)) found.push_back(*one);
  return found;
}

}  // namespace

TEST_CASE("a sweep runs at its time when its import has come, and takes those it is for") {
  Bank bank;
  rich(bank, 20);
  arrived(bank, "03-03 05:00");
  bank.to("03-03 08:29");
  REQUIRE(entered(bank, 20) == 0);
  bank.to("03-03 08:30");
  REQUIRE(entered(bank, 20) == 10);
  REQUIRE(bank.facts<core::JourneyEntered>("c0")[0].via == core::EntryVia::sweep);
  REQUIRE(bank.facts<core::JourneyEntered>("c0")[0].at == on("03-03 08:30"));
  // Passed over without a trace: nothing but the import is in the history.
  REQUIRE(groups_of(bank.engine(), "c1") == 2);
}

TEST_CASE("rule 42: a sweep waits for its import until latest, then skips, and says so") {
  Bank bank;
  rich(bank, 10);
  bank.to("03-03 09:30");                      // due at 08:30, no import yet
  REQUIRE(entered(bank, 10) == 0);
  arrived(bank, "03-03 09:45");
  bank.to("03-03 09:46");
  REQUIRE(entered(bank, 10) == 5);

  bank.to("03-04 10:00");                      // the next day it does not come
  REQUIRE(entered(bank, 10) == 5);
  const auto skipped = of<SweepSkipped>(house(bank));
  REQUIRE(skipped.size() == 1);
  CHECK(skipped[0].why == core::Reason::late_import);
  CHECK(skipped[0].due == on("03-04 08:30"));
  const auto incidents = of<HouseIncident>(house(bank));
  REQUIRE(incidents.size() == 1);
  CHECK(incidents[0].code == "sweep_skipped");
  arrived(bank, "03-04 10:01");
  bank.to("03-04 23:00");
  REQUIRE(entered(bank, 10) == 5);             // skipped is skipped
}

TEST_CASE("a long sweep goes in slices, starves nobody, and resumes after a crash where it stood") {
  sim::VirtualRun::Setup setup;
  setup.options.walk_slice = 7;
  Bank bank(std::move(setup));
  rich(bank, 100);
  arrived(bank, "03-03 05:00");
  must(bank.engine().advance_to(on("03-03 08:30") - 1));
  must(bank.engine().tick(on("03-03 08:30")));
  REQUIRE(bank.engine().health().walks == 1);
  const std::size_t first = entered(bank, 100);
  REQUIRE(first > 0);
  REQUIRE(first <= 7);
  REQUIRE(bank.happens("c1", "opened", "03-03 08:30").status == ItemStatus::accepted);   // amid it
  must(bank.run->restart());
  REQUIRE(bank.engine().health().walks == 1);
  bank.to("03-03 08:31");
  REQUIRE(bank.engine().health().walks == 0);
  REQUIRE(entered(bank, 100) == 51);
  const auto ended = of<WalkEnded>(house(bank));
  REQUIRE(ended.size() == 1);
  CHECK(ended[0].seen == 100);
  CHECK(ended[0].given == 50);
  REQUIRE(of<WalkBegan>(house(bank)).size() == 1);
  REQUIRE(findings_of(bank.run->journal()).empty());
}

TEST_CASE("an import that is complete ends the waits of all who wait for it, and reaches nobody else") {
  PlanBuilder p("patient");
  p.plan.ends_after = playmaker::core::testing::days(30);
  p.enter_on("opened");
  p.plan.block = p.block(0, [&](Steps& s) {
    s.wait_for({p.on_import("daily_profile")}, playmaker::core::testing::days(20));
    s.finish("informed");
  });
  Bank bank({}, {p.plan, seats()});
  bank.happens("c1", "opened", "03-02 10:00");
  bank.happens("c2", "opened", "03-02 10:01");
  bank.happens("c3", "asked_seat", "03-02 10:02");
  REQUIRE(bank.give(ImportDone{"daily_profile", {INT64_MIN}, {}}, "03-03 06:00").ok());
  bank.to("03-03 06:01");
  CHECK(bank.facts<core::JourneyEnded>("c1").size() == 1);
  CHECK(bank.facts<core::JourneyEnded>("c2").size() == 1);
  const auto ended = of<WalkEnded>(house(bank));
  REQUIRE(ended.size() == 1);
  CHECK(ended[0].given == 2);
}

TEST_CASE("after days of standstill a sweep of long ago is skipped, today's runs") {
  Bank bank;
  rich(bank, 10);
  must(bank.engine().tick(on("03-05 05:00")));
  REQUIRE(bank.give(ImportDone{"daily_profile", {INT64_MIN}, {}}).ok());
  bank.to("03-05 12:00");
  const auto skipped = of<SweepSkipped>(house(bank));
  REQUIRE(skipped.size() == 2);                // 3 and 4 March
  REQUIRE(entered(bank, 10) == 5);
  REQUIRE(bank.facts<core::JourneyEntered>("c0")[0].at == on("03-05 08:30"));
}

TEST_CASE("applying the same again changes nothing; a new version leaves the sweep's day alone") {
  Bank bank;
  rich(bank, 4);
  arrived(bank, "03-03 05:00");
  bank.to("03-03 08:31");
  REQUIRE(entered(bank, 4) == 2);
  const auto commit = bank.engine().commit();
  REQUIRE(bank.give(apply_of(bank_catalog(), {welcome(), daily(), coffee(), seats(), advice()})).ok());
  REQUIRE(bank.engine().commit() == commit);
  REQUIRE(bank.give(apply_of(bank_catalog(), {daily(11 * 60)})).ok());
  REQUIRE(bank.engine().commit() > commit);
  REQUIRE(bank.engine().applied().size() == 2);
  bank.to("03-03 23:00");
  REQUIRE(entered(bank, 4) == 2);
  arrived(bank, "03-04 05:00");
  bank.to("03-10 09:00");
  REQUIRE(bank.engine().roster()->plans.size() == 6);
  must(bank.run->restart());
  REQUIRE(bank.engine().roster()->plans.size() == 6);
  REQUIRE(findings_of(bank.run->journal()).empty());
}

namespace {

// Sweeps without an import, each at its hour: of those with at least so much money.
struct Hour {
  int hour = 0;
  std::int64_t least = 0;
  playmaker::plan::Period period = playmaker::plan::Period::day;
};
playmaker::plan::Plan hourly(std::uint32_t version, const std::vector<Hour>& hours) {
  using namespace playmaker;
  PlanBuilder p("hourly");
  p.plan.version = version;
  p.plan.ends_after = playmaker::core::testing::hours(1);
  p.plan.audience.again = {plan::AgainKind::after, days(0), kNone};
  for (const Hour& each : hours) {
    plan::Entry entry;
    entry.kind = plan::EntryKind::sweep;
    entry.condition = p.at_least(p.attr("aum", plan::Kind::money), p.constant(plan::Kind::money, each.least));
    entry.sweep.timing.at_minute = each.hour * 60;
    entry.sweep.period = each.period;
    if (each.period == plan::Period::week) entry.sweep.timing.kind = plan::TimingKind::weekday;
    p.enter(entry);
  }
  p.plan.block = p.block(0, [&](Steps& s) { s.tag("swept"); });
  return p.plan;
}
std::string begun(Bank& bank) {
  std::string out;
  for (const WalkBegan& walk : of<WalkBegan>(house(bank)))
    out += base::format_minute(walk.due, *base::find_zone("Asia/Shanghai")).substr(5) + '\n';
  return out;
}
void becomes(Bank& bank, const playmaker::plan::Plan& next) { REQUIRE(bank.give(apply_of(bank_catalog(), {next})).ok()); }

}  // namespace

TEST_CASE("sweeps: the same entries in another order run at their own times, once each") {
  Bank bank({}, {hourly(1, {{8, 100}, {18, 200}})});
  rich(bank, 4);
  bank.to("03-03 12:00");
  becomes(bank, hourly(2, {{18, 200}, {8, 100}}));
  must(bank.run->restart());
  bank.to("03-04 12:00");
  CHECK(begun(bank) == "03-02 18:00\n03-03 08:00\n03-03 18:00\n03-04 08:00\n");
  CHECK(of<SweepSkipped>(house(bank)).empty());
}

TEST_CASE("sweeps: one whose times a version changes, or that was away, runs at the next of them, and nothing was missed") {
  Bank bank({}, {hourly(1, {{9, 100, playmaker::plan::Period::week}})});
  rich(bank, 4);
  bank.to("03-06 15:00");
  becomes(bank, hourly(2, {{9, 100}}));
  bank.to("03-08 12:00");
  CHECK(begun(bank) == "03-07 09:00\n03-08 09:00\n");
  becomes(bank, hourly(3, {{20, 100}}));
  bank.to("03-10 12:00");
  becomes(bank, hourly(4, {{9, 100}}));
  must(bank.engine().write_snapshot());
  must(bank.run->restart());
  bank.to("03-11 12:00");
  CHECK(begun(bank) == "03-07 09:00\n03-08 09:00\n03-08 20:00\n03-09 20:00\n03-11 09:00\n");
  CHECK(of<SweepSkipped>(house(bank)).empty());
}

TEST_CASE("sweeps: one that a version lets take others goes on where it was, in the midst of its walk too") {
  sim::VirtualRun::Setup setup;
  setup.options.walk_slice = 7;
  Bank bank(std::move(setup), {hourly(1, {{9, 100}})});
  rich(bank, 100);
  must(bank.engine().advance_to(on("03-03 09:00") - 1));
  must(bank.engine().tick(on("03-03 09:00")));
  REQUIRE(bank.engine().health().walks == 1);
  becomes(bank, hourly(2, {{9, 100'000'00}}));
  must(bank.run->restart());
  bank.to("03-03 12:00");
  const auto ended = of<WalkEnded>(house(bank));
  REQUIRE(ended.size() == 1);
  CHECK(ended[0].seen == 100);
  CHECK(begun(bank) == "03-03 09:00\n");
  CHECK(findings_of(bank.run->journal()).empty());
}

TEST_CASE("sweeps: after a standstill it is said that the time was too long ago, where no import was waited for") {
  Bank bank({}, {hourly(1, {{9, 100}})});
  rich(bank, 4);
  must(bank.engine().tick(on("03-05 05:00")));
  bank.to("03-05 06:00");
  const auto skipped = of<SweepSkipped>(house(bank));
  REQUIRE(skipped.size() == 2);
  CHECK(skipped[0].why == core::Reason::stale);
  for (const HouseIncident& each : of<HouseIncident>(house(bank))) CHECK(each.code == "sweep_stale");
}

TEST_CASE("rule 26: a broadcast is one message for everyone whose journeys listen, in slices, once, across a crash") {
  sim::VirtualRun::Setup setup;
  setup.options.walk_slice = 5;
  Bank bank(std::move(setup));
  for (int i = 0; i < 20; ++i) bank.happens("c" + std::to_string(i), i % 2 == 0 ? "opened" : "called", "03-02 10:00");
  CHECK(bank.happens("", "opened", "03-02 11:00").code == "customer_missing");
  Events broadcast;
  broadcast.events.push_back(event("", "index_moved", on("03-02 11:00"), "b1", {{"change", raw("-3.4%")}}));
  REQUIRE(bank.give(broadcast, "03-02 11:00").items[0].status == ItemStatus::accepted);
  REQUIRE(bank.engine().health().walks == 1);
  must(bank.run->restart());
  CHECK(bank.give(broadcast, "03-02 11:00").items[0].status == ItemStatus::duplicate);
  bank.to("03-02 11:01");
  REQUIRE(bank.engine().health().walks == 0);
  for (int i = 0; i < 20; ++i) {
    std::size_t told = 0;
    each_group(bank.engine(), "c" + std::to_string(i), [&](const WhyGroup& group) {
      const auto* arrived = std::get_if<core::EventArrived>(&group.group.input);
      if (arrived != nullptr && !arrived->fields.empty() && arrived->at == on("03-02 11:00")) ++told;
    });
    CHECK(told == (i % 2 == 0 ? 1 : 0));
    CHECK(bank.facts<core::Tagged>("c" + std::to_string(i)).size() == told);
  }
  REQUIRE(findings_of(bank.run->journal()).empty());
}

TEST_CASE("rule 41: a sweep that cannot be judged says so of the customer, once, and gives the others their turn") {
  PlanBuilder p("broken");
  p.plan.ends_after = playmaker::core::testing::days(5);
  playmaker::plan::Entry entry;
  entry.kind = playmaker::plan::EntryKind::sweep;
  const auto aum = p.attr("aum", playmaker::plan::Kind::money);
  entry.condition = p.at_least(p.node(playmaker::plan::NodeOp::divide, playmaker::plan::Kind::decimal, aum, aum), p.number(1));
  entry.sweep.timing.at_minute = 8 * 60 + 30;
  p.enter(entry);
  p.plan.block = p.block(0, [&](Steps& s) { s.tag("in"); });
  Bank bank({}, {p.plan});
  bank.give(rows(RowKind::customers, {{"zero", {{"aum", raw("0.00")}}}, {"some", {{"aum", raw("10.00")}}}}));
  bank.to("03-03 09:00");
  CHECK(bank.facts<core::JourneyEntered>("some").size() == 1);
  const auto raised = bank.facts<core::IncidentRaised>("zero");
  REQUIRE(raised.size() == 1);
  CHECK(raised[0].code == "condition_division_by_zero");
  CHECK(raised[0].sample == "broken");
  const std::size_t groups = groups_of(bank.engine(), "zero");
  bank.to("03-05 09:00");
  CHECK(groups_of(bank.engine(), "zero") == groups);
}
