// Touches on their way out: tokens by rate, breakers, what was in the air at a crash.
#include <catch2/catch.hpp>

#include "runtime/engine/outbox.hpp"
#include "tests/engine/bank.hpp"

using namespace playmaker::engine_tests;
namespace core = playmaker::core;
namespace base = playmaker::base;
namespace channel = playmaker::channel;
namespace sim = playmaker::sim;

namespace {
const OutgoingTouch kTouches[] = {{1, {1, 1, 1}}, {2, {1, 1, 1}}, {3, {1, 1, 1}}, {4, {1, 1, 1}},
                                  {5, {1, 1, 1}}, {6, {1, 1, 1}}, {7, {1, 1, 1}}, {8, {1, 1, 1}}};
}

TEST_CASE("rule 12: tokens are taken at release; a closed night saves none up") {
  Outbox outbox;
  outbox.set_channel(0, 2, 100);
  const Instant t{1'000'000};
  OutgoingTouch out;
  for (const OutgoingTouch& touch : kTouches) outbox.reserve(0, touch, t);
  const auto granted = [&](Instant now) {
    int n = 0;
    while (outbox.next(now, out)) ++n;
    return n;
  };
  CHECK(granted(t) == 2);
  CHECK(outbox.next_due() == t + 500);
  CHECK(granted(t + 499) == 0);
  CHECK(granted(t + 500) == 1);
  CHECK(granted(t + 12 * base::kHour) == 2);   // a night later: one second's worth, no more
  CHECK(granted(t + 12 * base::kHour + 1000) == 2);
  CHECK(granted(t + 13 * base::kHour) == 1);
  CHECK(outbox.next_due() == base::kNever);
}

TEST_CASE("a breaker opens after failures in a row, lets one through, and closes on success; one channel never delays another") {
  Outbox outbox;
  outbox.set_channel(0, 0, 100);
  outbox.set_channel(1, 0, 100);
  const Instant t{1'000'000};
  OutgoingTouch out;
  for (int i = 0; i < 5; ++i) outbox.reported(0, core::DeliveryOutcome::failed_temporary, 0, t);
  outbox.reserve(0, kTouches[0], t);
  outbox.reserve(0, kTouches[1], t);
  outbox.reserve(1, kTouches[2], t);
  REQUIRE(outbox.next(t, out));
  REQUIRE(out == kTouches[2]);
  REQUIRE_FALSE(outbox.next(t, out));
  REQUIRE(outbox.next_due() == t + 30 * base::kSecond);
  REQUIRE(outbox.next(t + 30 * base::kSecond, out));
  outbox.sent(out, 0);
  REQUIRE_FALSE(outbox.next(t + 30 * base::kSecond, out));   // half open: one at a time
  outbox.reported(0, core::DeliveryOutcome::accepted, 0, t + 31 * base::kSecond);
  outbox.forget(kTouches[0]);
  REQUIRE(outbox.next(t + 31 * base::kSecond, out));
  REQUIRE(out == kTouches[1]);
}

TEST_CASE("a throttled channel waits as long as it is told; the bulkhead bounds what is in the air") {
  Outbox outbox;
  outbox.set_channel(0, 0, 2);
  const Instant t{1'000'000};
  OutgoingTouch out;
  outbox.reported(0, core::DeliveryOutcome::throttled, 7000, t);
  for (int i = 0; i < 4; ++i) outbox.reserve(0, kTouches[i], t);
  REQUIRE_FALSE(outbox.next(t + 6999, out));
  for (int i = 0; i < 2; ++i) {
    REQUIRE(outbox.next(t + 7000, out));
    outbox.sent(out, 0);
  }
  REQUIRE_FALSE(outbox.next(t + 7000, out));
  REQUIRE(outbox.in_flight() == 2);
  outbox.forget(kTouches[3]);                  // over while it waited
  outbox.forget(kTouches[0]);
  REQUIRE(outbox.next(t + 7000, out));
  REQUIRE(out == kTouches[2]);
  REQUIRE_FALSE(outbox.next(t + 7000, out));
}

namespace {
struct Sending {
  channel::Recorded provider;
  Bank bank;
  Sending()
      : bank([this] {
          sim::VirtualRun::Setup setup;
          setup.channel = &provider;
          return setup;
        }()) {}
};
}  // namespace

TEST_CASE("a dispatch carries the sealed id as its key, the step's values and the declared fields, personal ones from the person table") {
  Sending s;
  s.bank.give(
      rows(RowKind::customers, {{"c1", {{"name", raw("王芳")}, {"tier", raw("gold")}, {"aum", raw(1)}, {"address.sms", raw("+86 138")}}}}));
  s.bank.happens("c1", "opened", "03-02 10:00");
  s.bank.to("03-03 10:00");
  REQUIRE(s.provider.sent().size() == 1);
  const channel::Dispatch& sent = s.provider.sent()[0];
  CHECK(sent.customer_id == "c1");
  CHECK(sent.channel == "sms");
  CHECK(sent.address == "+86 138");
  CHECK(sent.template_ == "hello");
  CHECK(sent.attempt == 1);
  CHECK(sent.idempotency_key == sent.touch);
  REQUIRE(sent.fields.size() == 2);
  CHECK(sent.fields[0].text == "王芳");
  CHECK(sent.fields[1].text == "gold");
  const auto id = s.bank.engine().unsealed(sent.touch);
  REQUIRE(id);
  CHECK(id->customer == *s.bank.engine().find("c1"));
  CHECK(id->ref == sent.ref);
  for (const auto& lane : s.bank.run->disk().segments)
    for (const std::string& row : lane) CHECK(row.find("王芳") == std::string::npos);
}

TEST_CASE("rule 24: a crash between SENDING and its result is unknown, never silently sent again") {
  Sending s;
  s.provider.script({{}, {}, 0, 0});           // says nothing
  s.bank.happens("c1", "opened", "03-02 10:00");
  s.bank.to("03-03 10:00");
  REQUIRE(s.provider.sent().size() == 1);
  REQUIRE(s.bank.facts<core::TouchSending>("c1").size() == 1);
  REQUIRE(s.bank.engine().health().touches_in_flight == 1);
  must(s.bank.run->restart());
  must(s.bank.engine().tick(on("03-03 10:01")));
  REQUIRE(s.bank.engine().health().unknown_at_start == 1);
  const auto reported = s.bank.facts<core::TouchReported>("c1");
  REQUIRE(reported.size() == 1);
  REQUIRE(reported[0].phase == core::TouchPhase::unknown);
  REQUIRE(s.bank.facts<core::IncidentRaised>("c1").size() >= 1);
  s.bank.to("03-20 00:00");
  REQUIRE(s.provider.sent().size() == 1);
  REQUIRE(findings_of(s.bank.run->journal()).empty());
}

TEST_CASE("rule 24: a person says that a touch of unknown result was sent, or was not: then it goes out with the same key and body") {
  Sending s;
  s.provider.script({{core::DeliveryOutcome::unknown}, {}, 0, 0});
  s.bank.give(rows(RowKind::customers, {{"c1", {{"name", raw("Old Name")}}}}));
  s.bank.happens("c1", "opened", "03-02 10:00");
  s.bank.to("03-03 10:00");
  const std::string touch = s.provider.sent()[0].touch;
  s.bank.give(rows(RowKind::customers, {{"c1", {{"name", raw("New Name")}}}}));
  CHECK(s.bank.give(TouchResolve{"t_00000000000000000000000000000000", true, "ann", "", {}}).failure->code == "touch_unknown");
  SECTION("not sent") {
    REQUIRE(s.bank.give(TouchResolve{touch, false, "ann", "the provider has no trace of it", {}}, "03-03 11:00").ok());
    s.bank.to("03-03 15:00");
    REQUIRE(s.provider.sent().size() == 2);
    CHECK(s.provider.sent()[1].idempotency_key == touch);
    CHECK(s.provider.sent()[1].fields.at(0).text == "Old Name");
  }
  SECTION("sent") {
    REQUIRE(s.bank.give(TouchResolve{touch, true, "ann", "", {}}, "03-03 11:00").ok());
    s.bank.to("03-03 15:00");
    CHECK(s.provider.sent().size() == 1);
    CHECK(s.bank.facts<core::TouchReported>("c1").back().phase == core::TouchPhase::accepted);
  }
  CHECK(s.bank.give(TouchResolve{touch, false, "bob", "", {}}).failure->code == "touch_settled");
  must(s.bank.run->restart());
  CHECK(findings_of(s.bank.run->journal()).empty());
}

TEST_CASE("a touch that was reserved but not sent at a crash goes out after it") {
  Sending s;
  s.bank.run->disk();
  s.provider.script({{core::DeliveryOutcome::failed_temporary}, {}, 0, 0});
  s.bank.happens("c1", "opened", "03-02 10:00");
  s.bank.to("03-03 10:00");
  REQUIRE(s.bank.facts<core::TouchRetrying>("c1").size() == 1);
  must(s.bank.run->restart());
  s.bank.to("03-03 13:00");
  REQUIRE(s.provider.sent().size() == 2);
  CHECK(s.provider.sent()[1].attempt == 2);
  CHECK(s.provider.sent()[1].idempotency_key == s.provider.sent()[0].idempotency_key);
  REQUIRE(s.bank.facts<core::TouchReported>("c1").back().phase == core::TouchPhase::accepted);
}

TEST_CASE("receipts come by sealed id, in any order and more than once; unknown ids are kept in quarantine") {
  Sending s;
  s.bank.happens("c1", "opened", "03-02 10:00");
  s.bank.to("03-03 10:00");
  const std::string touch = s.provider.sent()[0].touch;
  RawReceipt read{touch, core::DeliveryOutcome::read, {INT64_MIN}, "p-1", {}},
      delivered{touch, core::DeliveryOutcome::delivered, {INT64_MIN}, "p-1", {}};
  RawReceipt nonsense{"t_00000000000000000000000000000000", core::DeliveryOutcome::read, {INT64_MIN}, "", {}};
  const Reply reply = s.bank.give(Receipts{{read, delivered, read, nonsense}, {}});
  REQUIRE(reply.items.size() == 4);
  CHECK(reply.items[0].status == ItemStatus::accepted);
  CHECK(reply.items[3].code == "touch_unknown");
  CHECK(s.bank.engine().troubles().back().code == "receipt_unknown");
  const auto phases = s.bank.facts<core::TouchReported>("c1");
  REQUIRE(phases.size() == 2);
  CHECK(phases[0].phase == core::TouchPhase::accepted);
  CHECK(phases[1].phase == core::TouchPhase::read);
}

TEST_CASE("the body is frozen at the first attempt, kept beside the journal until the touch is settled") {
  Sending s;
  s.bank.give(rows(RowKind::customers, {{"c1", {{"name", raw("Old Name")}}}}));
  s.provider.script({{core::DeliveryOutcome::failed_temporary}, {}, 0, 0});
  s.bank.happens("c1", "opened", "03-02 10:00");
  s.bank.to("03-03 10:00");
  REQUIRE(s.bank.run->disk().persons.size() == 2);
  s.bank.give(rows(RowKind::customers, {{"c1", {{"name", raw("New Name")}}}}));
  must(s.bank.run->restart());
  s.bank.to("03-03 13:00");
  REQUIRE(s.provider.sent().size() == 2);
  CHECK(s.provider.sent()[1].fields.at(0).text == "Old Name");
  REQUIRE(s.bank.run->disk().persons.size() == 1);
  CHECK(must(s.bank.engine().personal(*s.bank.engine().find("c1")))[0].second == "New Name");
}
