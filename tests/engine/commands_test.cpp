// What people and imports ask: rows, tasks, pauses, exits; each answered in the caller's words.
#include <catch2/catch.hpp>

#include "runtime/core/evaluate/evaluate.hpp"
#include "tests/engine/bank.hpp"

using namespace playmaker::engine_tests;
namespace core = playmaker::core;
namespace base = playmaker::base;
namespace plan = playmaker::plan;

namespace {

std::string task_of(Bank& bank, std::string_view id, std::size_t index = 0) {
  const core::Customer& customer = bank.customer(id);
  const core::Journey& journey = customer.journeys.at(0);
  const core::Task& task = journey.tasks.at(index);
  return bank.engine().sealed(base::SealedKind::task, *bank.engine().find(id), {journey.journey, task.site, task.occurrence});
}

}  // namespace

TEST_CASE("nothing is taken before a playbook is applied") {
  auto run = must(playmaker::sim::VirtualRun::begin({}));
  REQUIRE(must(run->give(ImportDone{"x", {INT64_MIN}, {}})).failure->code == "no_catalog");
  REQUIRE(run->event(event("c1", "opened", on("03-02 10:00"))).error().code == "no_catalog");
}

TEST_CASE("customers: nested and dotted names, personal ones apart, a bad row refused alone") {
  Bank bank;
  RawRecord nested{{"consent", {RawRecord{{"marketing", raw(true)}}}},
                   {"score", {RawRecord{{"churn", raw(0.25)}}}},
                   {"tier", raw("gold")},
                   {"name", raw("Li Wei")},
                   {"branch", raw("b7")}};
  const Reply reply =
      bank.give(rows(RowKind::customers, {{"c1", nested},
                                          {"c2", {{"consent.marketing", raw("false")}, {"share", raw("20%")}}},
                                          {"c3", {{"tierr", raw("gold")}}},
                                          {"c4", {{"tier", raw("goldd")}}},
                                          {"c5", {{"aum", {RawRecord{{"amount", raw("1.00")}, {"currency", raw("USD")}}}}}}}));
  REQUIRE(reply.items.size() == 5);
  CHECK(reply.items[0].status == ItemStatus::accepted);
  CHECK(reply.items[1].status == ItemStatus::accepted);
  CHECK(reply.items[2].code == "field_unknown");
  CHECK(reply.items[2].message == "a customer has no field tierr; did you mean tier");
  CHECK(reply.items[2].zh.find("是否指 tier") != std::string::npos);
  CHECK(reply.items[3].code == "value_unknown");
  CHECK(reply.items[3].message.find("did you mean gold") != std::string::npos);
  CHECK(reply.items[4].code == "currency_wrong");
  CHECK_FALSE(bank.engine().find("c3"));
  const auto number = [&](core::Names kind, std::string_view name) { return bank.engine().roster()->dictionary->find(kind, name); };
  const auto value = [&](std::string_view id, std::string_view attribute) {
    return core::attribute_of(bank.customer(id), number(core::Names::attribute, attribute));
  };
  CHECK(value("c1", "consent.marketing").number == 1);
  CHECK(value("c1", "score.churn").kind == plan::Kind::decimal);
  CHECK(value("c1", "branch").number == number(core::Names::branch, "b7"));
  CHECK(value("c2", "share").number == 200'000);
  CHECK_FALSE(value("c1", "name").known());
  CHECK(must(bank.engine().personal(*bank.engine().find("c1"))) == std::vector<std::pair<std::string, std::string>>{{"name", "Li Wei"}});
  CHECK(bank.give(rows(RowKind::customers, {}, "nightly")).failure->code == "import_unknown");
  must(bank.run->restart());
  CHECK(value("c1", "branch").number == number(core::Names::branch, "b7"));
}

TEST_CASE("rule 36: a report closes a task only where that is written; rule 28: the first terminal state wins") {
  Bank bank;
  bank.happens("c1", "opened", "03-02 10:00");
  const std::string task = task_of(bank, "c1");
  CHECK(bank.give(TaskDone{"k_0123", "", "m1", "", {}}).failure->code == "task_unknown");
  const Reply slip = bank.give(TaskDone{task, "reachd", "m1", "", {}});
  CHECK(slip.failure->code == "outcome_unknown");
  CHECK(slip.failure->message.find("did you mean reached") != std::string::npos);
  REQUIRE(bank.give(TaskDone{task, "reached", "m1", "called twice", {}}).ok());
  const auto closed = bank.facts<core::TaskClosed>("c1");
  REQUIRE(closed.size() == 1);
  CHECK(closed[0].by == core::ClosedBy::report);
  CHECK(closed[0].outcome == "reached");
  CHECK(closed[0].actor == "m1");
  CHECK(bank.give(TaskDone{task, "", "m2", "too late", {}}).failure->code == "task_closed");
  CHECK(bank.facts<core::TaskClosed>("c1").size() == 1);
  CHECK(bank.facts<core::TaskCredited>("c1").size() == 1);
  const auto personal = must(bank.engine().personal(*bank.engine().find("c1")));
  REQUIRE(personal.size() == 1);               // the note is free text: beside the journal; who came late overwrites none
  CHECK(personal[0].second == "called twice");

  Bank other({}, {welcome(false)});
  other.happens("c1", "opened", "03-02 10:00");
  CHECK(other.give(TaskDone{task_of(other, "c1"), "", "m1", "", {}}).failure->code == "task_needs_event");
  other.happens("c1", "called", "03-02 11:00");
  CHECK(other.facts<core::TaskClosed>("c1")[0].by == core::ClosedBy::event);
}

TEST_CASE("rule 33: a task is handed to a known person, with actor and reason") {
  Bank bank;
  bank.give(rows(RowKind::people, {{"m1", {{"name", raw("Zhao")}}}, {"m2", {}}}));
  bank.happens("c1", "opened", "03-02 10:00");
  CHECK(bank.give(TaskAssign{task_of(bank, "c1"), "m3", "boss", "ill", {}}).failure->code == "person_unknown");
  REQUIRE(bank.give(TaskAssign{task_of(bank, "c1"), "m2", "boss", "ill", {}}).ok());
  const auto assigned = bank.facts<core::TaskAssigned>("c1").back();
  CHECK(assigned.person == bank.engine().roster()->dictionary->find(core::Names::person, "m2"));
  CHECK(assigned.actor == "boss");
  CHECK(assigned.reason == "ill");
  for (const auto& lane : bank.run->disk().segments)
    for (const std::string& row : lane) CHECK(row.find("Zhao") == std::string::npos);
}

TEST_CASE("rule 36: an event that carries a task's id is about that task, and only its own customer's") {
  Bank bank;
  bank.happens("c1", "opened", "03-02 10:00");
  bank.happens("c2", "opened", "03-02 10:00");
  RawEvent called = event("c1", "called", on("03-02 11:00"));
  called.task = task_of(bank, "c2");
  CHECK(must(bank.run->event(called)).code == "task_unknown");
  called.task = task_of(bank, "c1");
  CHECK(must(bank.run->event(called)).status == ItemStatus::accepted);
  CHECK(bank.facts<core::TaskClosed>("c1").size() == 1);
}

TEST_CASE("customers: what nobody can see or type again is no id") {
  Bank bank;
  using namespace std::string_literals;
  for (const std::string& id : {" "s, "C\0D"s, "C\nD"s, "\x7f"s, ""s}) {
    const Reply reply = bank.give(rows(RowKind::customers, {{id, {}}}));
    CHECK(reply.items.at(0).code == "id_invalid");
  }
  CHECK(bank.give(rows(RowKind::customers, {{"C D", {}}, {"客户 1", {}}})).items.at(0).status == ItemStatus::accepted);
}

TEST_CASE("rule 5: an event is one of its source, its id and its customer, in whatever lane; a repeat is one whatever its body says") {
  Bank bank;
  for (int i = 0; i < 64; ++i) CHECK(bank.happens("c" + std::to_string(i), "opened", "03-02 10:00", "one").status == ItemStatus::accepted);
  for (int i = 0; i < 64; ++i) CHECK(bank.happens("c" + std::to_string(i), "opened", "03-02 10:01", "one").status == ItemStatus::duplicate);
  CHECK(bank.happens("c1", "opend", "03-02 10:02", "one").status == ItemStatus::duplicate);
  CHECK(bank.happens("c1", "opened", "03-02 10:02", "one", {{"amount", {std::string("much")}}}).status == ItemStatus::duplicate);
  CHECK(bank.happens("c1", "opend", "03-02 10:02", "two").status == ItemStatus::refused);
  must(bank.run->restart());
  CHECK(bank.happens("c7", "opened", "03-02 10:03", "one").status == ItemStatus::duplicate);
}

TEST_CASE("rule 20: a wide pause freezes at once, survives a restart, and what it held goes on when it is lifted") {
  Bank bank;
  bank.happens("c1", "opened", "03-02 10:00");
  CHECK(bank.give(Pause{{"", "welcme", ""}, false, "boss", "x", {}}).failure->message.find("did you mean welcome") != std::string::npos);
  CHECK(bank.give(Resume{{"", "welcome", ""}, "boss", "x", {}}).failure->code == "pause_unknown");
  REQUIRE(bank.give(Pause{{"", "welcome", ""}, false, "boss", "storm", {}}, "03-02 12:00").ok());
  bank.to("03-05 12:00");
  REQUIRE(bank.facts<core::TouchPlanned>("c1").empty());
  REQUIRE(bank.facts<core::StallTripped>("c1").empty());
  must(bank.run->restart());
  REQUIRE(bank.engine().pauses().size() == 1);
  REQUIRE(bank.give(Resume{{"", "welcome", ""}, "boss", "over", {}}, "03-05 12:00").ok());
  bank.to("03-20 00:00");
  REQUIRE(bank.facts<core::StallTripped>("c1").size() == 1);
  REQUIRE(bank.facts<core::TouchPlanned>("c1").size() == 1);
  REQUIRE(findings_of(bank.run->journal()).empty());
}

TEST_CASE("one customer is paused and resumed by hand; a journey is ended by hand; a customer is entered by hand") {
  Bank bank;
  bank.happens("c1", "opened", "03-02 10:00");
  CHECK(bank.give(Pause{{"nobody", "", ""}, false, "boss", "x", {}}).failure->code == "customer_unknown");
  CHECK(bank.give(Pause{{"c1", "welcome", ""}, false, "boss", "x", {}}).failure->code == "scope_invalid");
  CHECK(bank.give(Resume{{"c1", "", "sms"}, "boss", "x", {}}).failure->code == "scope_invalid");
  REQUIRE(bank.give(Pause{{"c1", "", ""}, false, "boss", "asked", {}}).ok());
  bank.to("03-03 12:00");
  CHECK(bank.facts<core::TouchPlanned>("c1").empty());
  REQUIRE(bank.give(Resume{{"c1", "", ""}, "boss", "asked", {}}).ok());
  REQUIRE(bank.give(ExitJourney{"c1", "welcome", "boss", "asked", {}}).ok());
  CHECK(bank.facts<core::JourneyEnded>("c1").size() == 1);
  CHECK(bank.give(ExitJourney{"c1", "welcome", "boss", "asked", {}}).failure->code == "journey_unknown");
  REQUIRE(bank.give(Enter{"c9", "seats", "boss", {}}).ok());
  CHECK(bank.facts<core::JourneyEntered>("c9").size() == 1);
  CHECK(bank.give(Enter{"c9", "seatz", "boss", {}}).failure->code == "playbook_unknown");
  CHECK(bank.give(Enter{"c9", "seats", "boss", {}}).failure->code == "entry_refused");
}

TEST_CASE("reads see what was asked before them; replay gives every commit again") {
  Bank bank;
  Engine& engine = bank.engine();
  std::size_t journeys = 0;
  Events events;
  events.events.push_back(event("c1", "opened", on("03-02 10:00")));
  must(engine.inbox().post(std::move(events)));
  must(engine.inbox().post(Ask{[&](const Engine& read) { journeys = read.customer(*read.find("c1"))->journeys.size(); }}));
  must(engine.tick(on("03-02 10:00")));
  REQUIRE(journeys == 1);

  bank.to("03-20 00:00");
  std::uint64_t watermark = 0;
  std::vector<Instant> groups;
  must(engine.replay(0, 1, [&](Committed&& committed) {
    CHECK(committed.batch.watermark > watermark);
    watermark = committed.batch.watermark;
    for (auto& item : committed.batch.items) groups.push_back(item.group.at);
  }));
  CHECK(watermark == engine.commit());
  std::vector<Instant> why;
  each_group(engine, "c1", [&](const WhyGroup& group) { why.push_back(group.group.at); });
  CHECK(groups == why);
  std::size_t later = 0;
  must(engine.replay(watermark - 1, 1000, [&](Committed&& committed) { later += committed.batch.items.size() + committed.house.size(); }));
  CHECK(later >= 1);
  CHECK(later < groups.size());
}

TEST_CASE("the observer gets what replay would give") {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> live, again;   // watermark, position
  playmaker::sim::VirtualRun::Setup setup;
  setup.options.observer = [&](Committed&& committed) {
    for (const auto& item : committed.batch.items) live.emplace_back(committed.batch.watermark, item.position);
    REQUIRE(committed.batch.roster != nullptr);
  };
  Bank bank(std::move(setup));
  for (int i = 0; i < 20; ++i) bank.happens("c" + std::to_string(i), "opened", "03-02 10:00");
  bank.to("03-12 00:00");
  must(bank.engine().replay(0, 1, [&](Committed&& committed) {
    for (const auto& item : committed.batch.items) again.emplace_back(committed.batch.watermark, item.position);
  }));
  std::sort(live.begin(), live.end());
  std::sort(again.begin(), again.end());
  REQUIRE(live == again);
}

TEST_CASE("ids of branches' desks are no customers': rows, events and entries that name one are refused") {
  Bank bank;
  const Reply imported = bank.give(rows(RowKind::customers, {{"branch:b9", {{"aum", raw("10.00")}}}, {"c1", {}}}));
  CHECK(imported.items.at(0).code == "id_reserved");
  CHECK(imported.items.at(1).status == ItemStatus::accepted);
  CHECK(bank.happens("branch:b9", "opened", "03-02 10:00").code == "id_reserved");
  Enter enter;
  enter.customer = "branch:b9";
  enter.playbook = "welcome";
  CHECK(bank.give(std::move(enter)).failure->code == "id_reserved");
  CHECK_FALSE(bank.engine().find("branch:b9").has_value());
  CHECK(bank.engine().health().journeys == 0);
}
