// What is asked for just before `finish` comes once: over restarts, from the journal's tail and from a snapshot.
#include <catch2/catch.hpp>

#include "tests/engine/dialogue_bank.hpp"

using namespace playmaker;
using namespace playmaker::engine_tests;

TEST_CASE("finish: a grant and a send just before it come once, over restarts and snapshots") {
  TextBank bank("benefit cup { stock 5 value 10元 }\n" +
                entered("gifts", "grant cup send push hello finish as rewarded", "after 1 day since exit"));
  // Between two minutes: the benefit is granted at once, the send waits for the next minute while its journey is over.
  must(bank.run->event(event("c1", "opened", on("03-02 10:00") + 30 * base::kSecond, "e1")));
  REQUIRE(bank.facts<core::JourneyEnded>("c1").size() == 1);
  REQUIRE(bank.sent("c1") == 0);
  CHECK(bank.refolds());
  CHECK(bank.refolds());                   // this time from the snapshot
  bank.to("03-02 12:00");
  CHECK(bank.refolds());
  bank.to("03-09 12:00");
  CHECK(bank.sent("c1") == 1);
  const std::vector<core::Granted> granted = bank.facts<core::Granted>("c1");
  REQUIRE(granted.size() == 1);
  CHECK(granted.front().given);
  CHECK(bank.engine().stocks().front().posted == 1);
  CHECK(bank.engine().customer(*bank.engine().find("c1"))->journeys.empty());
}

TEST_CASE("finish: with an empty stock the refusal is recorded, and the next customer's journey is none the worse") {
  TextBank bank("benefit cup { stock 1 value 10元 }\n" + entered("gifts", "grant cup finish as rewarded"));
  bank.happens("c1", "opened", "03-02 10:00");
  bank.happens("c2", "opened", "03-02 10:05");
  bank.to("03-03 10:00");
  REQUIRE(bank.facts<core::Granted>("c2").size() == 1);
  CHECK_FALSE(bank.facts<core::Granted>("c2").front().given);
  CHECK(bank.facts<core::Granted>("c2").front().why == core::Reason::full);
  CHECK(bank.facts<core::Granted>("c1").front().given);
  CHECK(bank.refolds());
}
