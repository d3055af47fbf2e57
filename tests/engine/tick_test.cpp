// An event's way through the engine: accepted, decided, durable, followed by its timers.
#include <catch2/catch.hpp>

#include "tests/engine/bank.hpp"

using namespace playmaker::engine_tests;
namespace core = playmaker::core;
namespace base = playmaker::base;
namespace sim = playmaker::sim;

TEST_CASE("an event makes its customer, enters it, and its timers fire once and at their instant") {
  Bank bank;
  REQUIRE(bank.happens("c1", "opened", "03-02 09:30", "e1").status == ItemStatus::accepted);
  const auto& customer = bank.customer("c1");
  REQUIRE(customer.journeys.size() == 1);
  REQUIRE(customer.journeys[0].tasks.size() == 1);
  REQUIRE(customer.journeys[0].tasks[0].due == on("03-03 09:30"));

  bank.to("03-03 09:29");
  REQUIRE(bank.facts<core::TaskOverdue>("c1").empty());
  bank.to("03-03 09:30");
  REQUIRE(bank.facts<core::TaskOverdue>("c1").size() == 1);
  bank.to("03-20 00:00");
  REQUIRE(bank.facts<core::TaskOverdue>("c1").size() == 1);
  REQUIRE(bank.facts<core::StallTripped>("c1").size() == 1);
  REQUIRE(bank.facts<core::TouchReported>("c1").size() == 2);  // accepted, delivered
  each_group(bank.engine(), "c1", [](const WhyGroup& group) {
    if (const auto* due = std::get_if<core::TimersDue>(&group.group.input)) CHECK(group.group.at == due->due);
  });
  REQUIRE(findings_of(bank.run->journal()).empty());
}

TEST_CASE("at one instant events go before timers") {
  Bank bank;
  bank.happens("c1", "opened", "03-02 09:30");
  bank.happens("c1", "deposit", "03-05 09:30", {}, {{"amount", raw("1.00")}});  // the very instant the stall would trip
  bank.to("03-10 00:00");
  REQUIRE(bank.facts<core::StallTripped>("c1").empty());
  REQUIRE(bank.facts<core::StallCleared>("c1").size() == 1);

  bank.happens("c2", "opened", "03-10 09:30");
  bank.to("03-13 09:30");
  bank.happens("c2", "deposit", "03-13 09:31");
  REQUIRE(bank.facts<core::StallTripped>("c2").size() == 1);
  REQUIRE(bank.facts<core::StallCleared>("c2")[0].recovered);
}

TEST_CASE("rule 5: an event seen before is a no-op, for 24 hours with its first result, for 7 days at all") {
  Bank bank;
  REQUIRE(bank.happens("c1", "opened", "03-02 09:30", "e1").status == ItemStatus::accepted);
  const auto first = bank.engine().commit();
  const std::size_t groups = groups_of(bank.engine(), "c1");
  const ItemResult again = bank.happens("c1", "opened", "03-02 09:31", "e1");
  REQUIRE(again.status == ItemStatus::duplicate);
  REQUIRE(again.code == "already_accepted");
  REQUIRE(again.commit == first);
  REQUIRE(groups_of(bank.engine(), "c1") == groups);

  for (const char* later : {"03-03 09:35", "03-04 12:00", "03-08 23:00"}) {
    const ItemResult old = bank.happens("c1", "opened", later, "e1");
    CHECK(old.status == ItemStatus::duplicate);
    CHECK(old.commit == 0);
  }
  REQUIRE(bank.happens("c1", "called", "03-12 12:00", "e1").status == ItemStatus::accepted);  // beyond the horizon
  REQUIRE(bank.happens("c2", "called", "03-12 12:01").status == ItemStatus::accepted);        // without an id nothing is a duplicate
  REQUIRE(bank.happens("c2", "called", "03-12 12:01").status == ItemStatus::accepted);
}

TEST_CASE("one bad event refuses only itself, with a suggestion, in both languages") {
  Bank bank;
  Events events;
  events.events.push_back(event("c1", "opened", on("03-02 09:30")));
  events.events.push_back(event("c1", "depositt", on("03-02 09:30")));
  events.events.push_back(event("c1", "deposit", on("03-02 09:30"), {}, {{"amonut", raw("1.00")}}));
  events.events.push_back(event("c1", "deposit", on("03-02 09:30"), {}, {{"amount", raw("1.001")}}));
  events.events.push_back(event("", "opened", on("03-02 09:30")));
  events.events.push_back(event("c1", "called", on("03-02 09:30")));
  const Reply reply = bank.give(std::move(events), "03-02 09:30");
  REQUIRE(reply.items.size() == 6);
  CHECK(reply.items[0].status == ItemStatus::accepted);
  CHECK(reply.items[1].code == "event_unknown");
  CHECK(reply.items[1].message.find("did you mean deposit") != std::string::npos);
  CHECK(reply.items[1].zh.find("deposit") != std::string::npos);
  CHECK(reply.items[2].code == "field_unknown");
  CHECK(reply.items[2].message.find("amount") != std::string::npos);
  CHECK(reply.items[3].code == "value_wrong");
  CHECK(reply.items[4].code == "customer_missing");
  CHECK(reply.items[5].status == ItemStatus::accepted);
  REQUIRE(bank.facts<core::TaskClosed>("c1").size() == 1);
}

TEST_CASE("a real clock refuses what is ahead of it, and holds the timers after a leap until confirmed") {
  auto journal = playmaker::journal::make_memory(17);
  Options options;
  auto engine = must(Engine::open(*journal, options, on("03-02 09:00")));
  std::vector<Reply> replies;
  const auto to = [&](Reply reply) { replies.push_back(std::move(reply)); };
  Apply apply = apply_of(bank_catalog(), {welcome()});
  apply.reply = to;
  must(engine->inbox().post(std::move(apply)));
  must(engine->tick(on("03-02 09:00")));
  const auto send = [&](std::string name, Instant when, Instant now) {
    Events events;
    events.events.push_back(event("c1", std::move(name), when));
    events.reply = to;
    must(engine->inbox().post(std::move(events)));
    must(engine->tick(now));
    return replies.back().items.front();
  };
  CHECK(send("opened", on("03-02 09:06:01"), on("03-02 09:01")).code == "ahead");
  CHECK(send("opened", on("03-02 09:05"), on("03-02 09:01")).status == ItemStatus::accepted);
  must(engine->tick(on("03-20 09:00")));
  CHECK(engine->health().clock_held);
  CHECK(engine->troubles().at(0).code == "clock_jumped");
  CHECK(engine->next_due() == base::kNever);
  CHECK(engine->customer(*engine->find("c1"))->journeys[0].tasks[0].overdue == false);
  engine->confirm_clock();
  must(engine->tick(on("03-20 09:00")));
  CHECK(engine->customer(*engine->find("c1"))->journeys[0].tasks[0].overdue);
}

TEST_CASE("rule 25: a full inbox refuses before anything is accepted; receipts and operators have room of their own") {
  Inbox inbox(100, 20);
  const auto events = [](std::size_t n) {
    Events made;
    made.events.resize(n);
    return made;
  };
  REQUIRE(inbox.post(events(80)));
  const auto refused = inbox.post(events(1));
  REQUIRE(refused.error().kind == base::FailureKind::busy);
  REQUIRE(refused.error().code == "inbox_full");
  REQUIRE(inbox.post(Receipts{std::vector<RawReceipt>(19), {}}));
  REQUIRE(inbox.post(Pause{}));
  REQUIRE_FALSE(inbox.post(Pause{}));
  REQUIRE(inbox.depth() == 100);
  Command command;
  REQUIRE(inbox.pop(command));
  REQUIRE(std::holds_alternative<Receipts>(command));  // before what came first
  REQUIRE(inbox.pop(command));
  REQUIRE(inbox.pop(command));
  REQUIRE(std::holds_alternative<Events>(command));
  REQUIRE_FALSE(inbox.pop(command));
  inbox.close();
  REQUIRE(inbox.post(Pause{}).error().code == "closing");
}

TEST_CASE("a burst of timers does not keep a command waiting, and changes no customer's order") {
  sim::VirtualRun::Setup setup;
  setup.options.inputs_per_tick = 10;
  Bank bank(std::move(setup), {welcome()});
  for (int i = 0; i < 200; ++i) bank.happens("c" + std::to_string(i), "opened", "03-02 09:30");
  // All 200 calls are due at once; the clock is moved past it by hand, as a real one would.
  Engine& engine = bank.engine();
  bool answered = false;
  Events events;
  events.events.push_back(event("c199", "called", on("03-03 09:30:05")));
  events.reply = [&](Reply reply) { answered = reply.items[0].status == ItemStatus::accepted; };
  must(engine.inbox().post(std::move(events)));
  const TickReport report = must(engine.tick(on("03-03 09:30:05")));
  REQUIRE(answered);
  REQUIRE(report.timers <= 10);
  REQUIRE(report.more);
  REQUIRE(bank.facts<core::TaskOverdue>("c199").size() == 1);   // its own timer went first
  REQUIRE(bank.facts<core::TaskClosed>("c199").size() == 1);
  while (must(engine.tick(on("03-03 09:30:05"))).more) {}
  for (int i = 0; i < 200; ++i) REQUIRE(bank.facts<core::TaskOverdue>("c" + std::to_string(i)).size() == 1);
}

TEST_CASE("a stepped clock goes on after a restart where it stood; what was cancelled is not waited for") {
  auto journal = playmaker::journal::make_memory(17);
  Options options;
  options.clock = ClockKind::stepped;
  auto engine = must(Engine::open(*journal, options, on("03-02 09:00")));
  must(engine->inbox().post(apply_of(bank_catalog(), {welcome()})));
  Events events;
  events.events.push_back(event("c1", "opened", on("03-02 09:00")));
  must(engine->inbox().post(std::move(events)));
  must(engine->advance_to(on("03-02 09:00")));
  const Instant due = engine->next_due();
  REQUIRE(due > on("03-02 09:00"));
  must(engine->inbox().post(ExitJourney{"c1", "welcome", "boss", "asked", {}}));
  must(engine->advance_to(on("03-02 10:00")));
  CHECK(engine->next_due() > due);
  must(engine->advance_to(on("03-09 12:34")));
  engine.reset();
  engine = must(Engine::open(*journal, options, on("03-02 09:00")));
  CHECK(engine->now() == on("03-09 12:34"));
}
