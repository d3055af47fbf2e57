// What speaks with customers and hears them, from the text to the disk: offerings, questions, placements.
#include <catch2/catch.hpp>

#include "tests/engine/dialogue_bank.hpp"

using namespace playmaker::engine_tests;
namespace base = playmaker::base;
namespace core = playmaker::core;

namespace {

RawRecord assessed(const char* level, const char* day = "2026-01-05") { return {{"risk", raw(level)}, {"assessed_on", raw(day)}}; }

using Tags = std::vector<std::string>;

}  // namespace

TEST_CASE("rule 43: suitability is asked again at dispatch: an assessment that expired since then blocks what is offered, and says so") {
  TextBank bank(entered("p", R"(
    when suitable(cash) {
      wait 3 days
      send push hello offering cash
      must task call { assign manager  done by report  due 1 day  offering cash }
    } else { tag "not asked" }
    when suitable(salary) { send sms hello offering salary })"));
  bank.customer("covered", assessed("C1"));
  bank.customer("old", assessed("C3", "2025-03-04"));
  bank.customer("unassessed", {});
  for (const char* id : {"covered", "old", "unassessed"}) bank.happens(id, "opened", "03-02 10:00");
  bank.to("03-06 10:00");
  CHECK(bank.sent("covered") == 2);                          // a product without a risk needs no assessment
  CHECK(bank.facts<core::TaskOpened>("covered").size() == 1);
  CHECK(bank.tags("unassessed") == Tags{"not asked"});
  CHECK(bank.sent("unassessed") == 1);
  CHECK(bank.sent("old") == 1);
  const auto blocked = bank.facts<core::TouchBlocked>("old");
  REQUIRE(blocked.size() == 1);
  CHECK(blocked[0].why == core::Reason::unsuitable);
  CHECK_FALSE(blocked[0].waits);
  CHECK(bank.facts<core::TaskOpened>("old").empty());
  REQUIRE(bank.facts<core::TaskDropped>("old").size() == 1);
  CHECK(bank.facts<core::TaskDropped>("old")[0].why == core::Reason::unsuitable);
  CHECK(bank.refolds());
}

TEST_CASE("ask: the answer runs the braces, which read it; what comes later is recorded and undoes nothing") {
  TextBank bank(entered("p", R"(
    ask survey via push answer within 3 days {
      when answer.score <= 6 { tag "unhappy"  must task call { assign manager  done by report  due 1 day } }
      else { tag "happy" }
      when answer.again is known and answer.again { tag "again" }
    } else { tag "silent" })"));
  for (const char* id : {"low", "high", "mute", "late"}) {
    bank.customer(id, {});
    bank.happens(id, "opened", "03-02 10:00");
  }
  CHECK(bank.answers("low", "survey", {{"score", raw(3)}}, "03-03 08:00").status == ItemStatus::accepted);
  CHECK(bank.answers("high", "survey", {{"score", raw(9)}, {"again", raw(true)}}, "03-03 08:01").status == ItemStatus::accepted);
  CHECK(bank.tags("low") == Tags{"unhappy"});
  CHECK(bank.facts<core::TaskOpened>("low").size() == 1);
  CHECK(bank.tags("high") == Tags{"happy", "again"});
  bank.to("03-05 09:59");
  CHECK(bank.tags("mute").empty());
  bank.to("03-05 10:00");
  CHECK(bank.tags("mute") == Tags{"silent"});
  CHECK(bank.answers("late", "survey", {{"score", raw(2)}}, "03-06 10:00").status == ItemStatus::accepted);
  CHECK(bank.tags("late") == Tags{"silent"});
  CHECK(bank.refolds());
}

TEST_CASE("ask: an answer that lacks a field, has a strange one or one of another type is refused, and the question goes on waiting") {
  TextBank bank(entered("p", "ask survey via push answer within 3 days { tag \"answered\" }"));
  bank.customer("c", {});
  bank.happens("c", "opened", "03-02 10:00");
  CHECK(bank.answers("c", "survey", {}, "03-02 11:00").code == "answer_missing");
  CHECK(bank.answers("c", "survey", {{"score", raw(3)}, {"mood", raw("good")}}, "03-02 11:01").code == "answer_unknown");
  CHECK(bank.answers("c", "survey", {{"score", raw("many")}}, "03-02 11:02").status == ItemStatus::refused);
  CHECK(bank.tags("c").empty());
  CHECK(bank.answers("c", "survey", {{"score", raw(3)}}, "03-02 11:03").status == ItemStatus::accepted);
  CHECK(bank.answers("c", "survey", {{"score", raw(8)}}, "03-02 11:04").status == ItemStatus::accepted);   // the same receipt again
  CHECK(bank.tags("c") == Tags{"answered"});
}

TEST_CASE("ask: a customer is asked as often as the policy allows, whatever the playbook; the question not put goes the way of silence") {
  TextBank bank(entered("first", "ask survey via push answer within 3 days { tag \"a\" }") +
                entered("second", "wait 1 day\n ask survey via push answer within 3 days { tag \"b\" } else { tag \"not asked\" }"));
  bank.customer("c", {});
  bank.happens("c", "opened", "03-02 10:00");
  bank.to("03-03 13:00");
  CHECK(bank.sent("c") == 1);
  const auto blocked = bank.facts<core::TouchBlocked>("c");
  REQUIRE(blocked.size() == 1);
  CHECK(blocked[0].why == core::Reason::asked_enough);
  CHECK(blocked[0].counted == 1);
  CHECK(blocked[0].limit == 1);
  CHECK(blocked[0].until == on("05-31 10:00"));
  CHECK(bank.tags("c") == Tags{"not asked"});
  CHECK(bank.refolds());
}

TEST_CASE("ask: its stage goes on until it is answered or its time is over, and a stage that ends by its day cuts it off") {
  TextBank bank(entered("p", R"(
    stage one due 30 days { ask survey via push answer within 3 days { tag "heard" } }
    stage two after one { send sms hello }
    stage short on days 1 to 2 { ask survey via push answer within 3 days { tag "too late" } else { tag "cut" } })"));
  bank.customer("c", {});
  bank.happens("c", "opened", "03-02 10:00");
  bank.to("03-03 12:00");
  CHECK(bank.sent("c") == 1);                                // the second question is one too many, the letter waits for stage two
  bank.to("03-05 11:00");
  CHECK(bank.sent("c") == 2);
  CHECK(bank.facts<core::ReplyClosed>("c").size() == 2);
}

TEST_CASE("place: the highest priorities take the channel's places, no contact is counted, and its end runs the braces of else") {
  TextBank bank(entered("p", R"(
    place low  on desk for 7 days priority 10
    place offer on desk for 2 days priority 50 { when answer.choice == "yes" { tag "yes" } else { tag "no" } } else { tag "unseen" }
    place high on desk for 7 days priority 90)"));
  bank.customer("c", {});
  bank.customer("d", {});
  for (const char* id : {"c", "d"}) bank.happens(id, "opened", "03-02 10:00");
  CHECK(bank.shown("c") == "high offer");                    // two places: the third waits for its turn
  CHECK(bank.sent("c") == 0);
  CHECK(bank.engine().customer(*bank.engine().find("c"))->contacts.empty());
  CHECK(bank.answers("c", "offer", {{"choice", raw("yes")}}, "03-02 12:00").status == ItemStatus::accepted);
  CHECK(bank.tags("c") == Tags{"yes"});
  CHECK(bank.shown("c") == "high low");
  CHECK(bank.refolds());
  bank.to("03-04 09:59");
  CHECK(bank.shown("d") == "high offer");
  bank.to("03-04 10:00");
  CHECK(bank.shown("d") == "high low");
  CHECK(bank.tags("d") == Tags{"unseen"});
  bank.to("03-09 10:00");
  CHECK(bank.shown("d").empty());
}

TEST_CASE("place: nothing is shown that does not suit, to whom is held out, or after the stage around it has ended") {
  TextBank bank(
      "playbook held { ends after 60 days  follow rules\n audience { enter on came  again never  hold out 100% from touches }\n"
      " place high on desk for 7 days { } else { tag \"refused\" } }\n" +
      entered("p", R"(
    when suitable(cash) {
      wait 3 days
      place low on desk for 7 days offering cash { } else { tag "unsuitable" }
    }
    stage s on days 1 to 3 { place high on desk for 30 days { } else { tag "silence" } })"));
  bank.customer("c", assessed("C1", "2025-03-04"));
  bank.happens("c", "came", "03-02 09:30");
  CHECK(bank.shown("c").empty());
  CHECK(bank.tags("c") == Tags{"refused"});
  bank.happens("c", "opened", "03-02 10:00");
  CHECK(bank.shown("c") == "high");
  bank.to("03-05 00:00");
  CHECK(bank.shown("c").empty());
  CHECK(bank.tags("c") == Tags{"refused"});                  // cut off is not silence
  bank.to("03-05 10:00");
  CHECK(bank.shown("c").empty());
  CHECK(bank.tags("c") == Tags{"refused", "unsuitable"});
  CHECK(bank.refolds());
}
