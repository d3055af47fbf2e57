// Circles of `emit` and hand-offs, lived: what is called endless goes round in the engine's own core, and what is proved to come to rest
// does. Each round sends a message, which is counted over three days.
#include <catch2/catch.hpp>

#include <algorithm>

#include "dsl/source/render.hpp"
#include "tests/refute/making.hpp"

using namespace playmaker;

namespace {

std::string playbook(const std::string& name, const std::string& on, const std::string& again, const std::string& steps) {
  return "playbook " + name + " { calendar cn follow free ends after 20 days audience { enter on " + on + " again " + again + " }\n" +
         steps + "\n}\n";
}
std::string entered(const std::string& name, const std::string& when, const std::string& again, const std::string& ends,
                    const std::string& steps) {
  return "playbook " + name + " { calendar cn follow free ends after " + ends + " audience { enter when " + when + " again " + again +
         " }\n" + steps + "\n}\n";
}
std::string moments(const std::string& text) { return playbook("p", "opened", "never", text); }
const char* const kStart =
    "playbook start { calendar cn follow free ends after 2 days audience { enter on opened again never } hand off to a }\n";

bool endless(const std::string& text) {
  const dsl::Compiled made = refute_tests::compile(text);
  INFO(source::render(made.issues, made.sources, base::Language::en));
  bool found = false;
  for (const source::Issue& issue : made.issues.list()) {
    const bool error = source::severity_of(issue.code) == source::Severity::error;
    CHECK((!error || issue.code == source::Code::circle_endless));
    CHECK(issue.code != source::Code::circle_open);
    found = found || issue.code == source::Code::circle_endless;
  }
  return found;
}

// How many messages three days bring after one opening and one deposit.
std::size_t messages(const std::string& text) {
  dsl::Options options;
  options.until = dsl::Until::lower;
  const dsl::Compiled made = dsl::compile({{"p.play", text}}, {}, options);
  REQUIRE(made.ok);
  const auto roster = refute_tests::linked(made);
  REQUIRE(roster.has_value());
  const base::Instant start = base::start_of_day((*roster)->zone, base::date_of(2026, 3, 4)) + 10 * base::kHour;
  refute::Life life(**roster, start - base::kMinute, refute_tests::answering(core::DeliveryOutcome::accepted));
  life.give(core::CustomerAppeared{}, start - base::kMinute);
  life.give(refute_tests::profile(**roster, true, start - base::kMinute), start - base::kMinute);
  for (const char* name : {"opened", "deposit"}) {
    core::EventArrived arrived;
    arrived.event = (*roster)->dictionary->find(core::Names::event, name);
    arrived.at = start;
    if (std::string(name) == "deposit") arrived.fields = {{plan::Kind::integer, 1, {}, {}}};
    life.give(arrived, start);
  }
  life.advance(start + 3 * base::kDay);
  CHECK_FALSE(life.overrun());
  return life.contacts().size();
}

}  // namespace

TEST_CASE("circles: what is called endless goes round and round") {
  const std::string told = "moment told { on deposit again after 1 minutes send sms hello }";
  const std::string steps = "send sms hello wait 2 hours hand off to b finish as on",
                    back = "send sms hello wait 2 hours hand off to a finish as on";
  for (const std::string& text :
       {kStart + playbook("a", "hand_off", "after 1 hour", steps) + playbook("b", "hand_off", "after 1 hour", back),
        playbook("a", "deposit", "after 1 hour", "send sms hello wait 2 hours emit deposit with { amount: 1 } finish as on"),
        moments("moment m { on visit again after 10 minutes wait 15 minutes emit deposit with { amount: 1 } }\n"
                "moment n { on deposit again after 10 minutes wait 15 minutes emit visit }\n" +
                told),
        moments("moment m { on deposit again after 50 minutes overlap queue emit deposit with { amount: 1 } }\n" + told),
        moments("moment m { on deposit again per event.amount wait 3 hours emit deposit with { amount: event.amount + 1 } }\n" + told),
        entered("a", "not (customer in journey(a))", "after 1 hour", "2 hours", "send sms hello"),
        entered("a", "not (customer in journey(b))", "after 1 hour", "2 hours", "send sms hello") +
            entered("b", "not (customer in journey(a))", "after 1 hour", "2 hours", "send sms hello"),
        kStart + playbook("a", "hand_off", "after 1 hour", "send sms hello wait 90 minutes finish as on") +
            entered("b", "customer in journey(a)", "after 1 hour", "10 days", "send sms hello wait 3 hours hand off to a finish as on"),
        entered("a", "not (customer in journey(b))", "after 1 hour", "90 minutes", "send sms hello") +
            entered("b", "customer in journey(a)", "after 1 hour", "10 days", "send sms hello wait 3 hours finish as on")}) {
    INFO(text);
    CHECK(messages(refute_tests::whole(text)) >= 10);
    CHECK(endless(refute_tests::whole(text)));
  }
}

TEST_CASE("circles: what is proved to come to rest does") {
  for (const std::string& text :
       {kStart + playbook("a", "hand_off", "after 1 hour", "send sms hello hand off to b finish as on") +
            playbook("b", "hand_off", "after 1 hour", "send sms hello hand off to a finish as on"),
        kStart + playbook("a", "hand_off", "after 30 days", "send sms hello wait 2 hours hand off to b finish as on") +
            playbook("b", "hand_off", "after 1 hour", "send sms hello wait 2 hours hand off to a finish as on"),
        moments("moment m { on visit again after 1 hour send sms hello emit deposit with { amount: 1 } }\n"
                "moment n { on deposit again after 1 hour send sms hello emit visit }"),
        moments("moment m { on deposit again after 10 minutes wait 15 minutes send sms hello emit deposit with { amount: 9 } }"),
        moments("moment m { on deposit again per event.amount wait 15 minutes send sms hello emit deposit with { amount: 9 } }"),
        moments("moment m { on deposit again after 1 day overlap queue send sms hello emit deposit with { amount: 9 } }"),
        entered("a", "not (customer in journey(a))", "after 1 hour since exit", "2 hours", "send sms hello"),
        entered("a", "not (customer in journey(a))", "after 3 hours", "2 hours", "send sms hello"),
        entered("a", "not (customer in journey(b))", "after 1 day", "2 hours", "send sms hello") +
            entered("b", "not (customer in journey(a))", "after 1 day", "2 hours", "send sms hello"),
        kStart + playbook("a", "hand_off", "after 1 hour", "send sms hello wait 2 hours finish as on") +
            entered("b", "customer in journey(a)", "after 1 hour", "10 days", "send sms hello hand off to a finish as on"),
        entered("a", "customer in journey(b)", "after 1 hour", "2 hours", "send sms hello") +
            entered("b", "customer in journey(a)", "after 1 hour", "2 hours", "send sms hello")}) {
    INFO(text);
    CHECK_FALSE(endless(refute_tests::whole(text)));
    CHECK(messages(refute_tests::whole(text)) <= 4);
  }
}
