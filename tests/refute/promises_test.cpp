// Guarantees that are broken are shown to be, by the engine's own core, with dates; those that are not stay in doubt.
#include <catch2/catch.hpp>

#include "daemon/refute/promises.hpp"
#include "dsl/source/render.hpp"
#include "tests/refute/bank.hpp"
#include "tests/refute/verdict.hpp"

using namespace playmaker;
using refute_tests::compile;

namespace {

// "proven", "refuted 2", "open".
std::string of(const std::string& promise, const std::string& body, const std::string& policy = "free",
               const std::string& audience = "enter on opened  again never") {
  dsl::Compiled made = compile(refute_tests::playbook(promise, body, policy, audience));
  return refute_tests::verdict_of(std::move(made));
}

}  // namespace

TEST_CASE("refute: contacts that come together are counted by the engine") {
  CHECK(of("1 contact per 7 days", "send sms hello send push hello") == "refuted 2");
  CHECK(of("2 contacts per 7 days", "send sms hello send push hello send sms hello") == "refuted 3");
  CHECK(of("1 contact per 7 days", "wave a on day 2 at 10:00 { send sms hello } wave b on day 8 at 10:00 { send sms hello }") ==
        "refuted 2");
  CHECK(of("1 contact per 7 days", "wave a on day 1 at 10:00 { send sms hello } wave b on day 8 at 10:00 { send sms hello }") ==
        "refuted 2");
  CHECK(of("1 contact per 7 days", "send push hello read within 1 hour else sms hello") == "refuted 2");
  CHECK(of("1 contact per 7 days", "send sms hello must task t by phone { assign head due 1 day }") == "refuted 2");
  CHECK(of("1 contact per calendar week", "send sms hello wait 2 days send sms hello") == "refuted 2");
}

TEST_CASE("refute: events and closings are brought about on the way") {
  CHECK(of("1 contact per 7 days", "send sms hello moment m { on deposit  again never  send sms hello }") == "refuted 2");
  CHECK(of("1 contact per 7 days",
           "moment m { on deposit where event.amount >= 10  again after 2 days  expires after 1 day  send sms hello }") == "refuted 2");
  CHECK(of("1 contact per 7 days",
           "must task t { assign head due 1 day } wave a on day 4 at 10:00 { send sms hello }\n"
           "breakpoint b from t.done to visit stalls after 5 days { send push hello }") == "refuted 2");
  CHECK(of("1 contact per 7 days",
           "stage one { must task t { assign head due 1 day  done on visit } send sms hello }\n"
           "stage two after one { send sms hello }") == "refuted 2");
}

TEST_CASE("refute: attributes are chosen so that the guards let the contacts through") {
  CHECK(of("1 contact per 7 days", "when customer.vip { send sms hello } when customer.age > 30 { send push hello }") == "refuted 2");
  CHECK(of("1 contact per 7 days",
           "when customer.tier == \"gold\" { send sms hello } wave w on day 3 unless customer.vip { send sms hello }") == "refuted 2");
}

TEST_CASE("refute: what the engine never does is not called refuted") {
  // One condition and its opposite: the proof takes them for independent, no customer can meet both.
  CHECK(of("1 contact per 7 days", "when customer.vip { send sms hello } when not customer.vip { send push hello }") == "open");
  // The policy keeps them apart, longer than the second may wait: that is a proof.
  CHECK(of("1 contact per 8 days", "send sms hello wait 1 day send sms hello", "apart") == "proven");
  CHECK(of("1 contact per 10 days", "send sms hello wait 1 day send sms hello", "apart") == "proven");
  CHECK(of("1 contact per 10 days", "send sms hello wait 8 days send sms hello", "apart") == "refuted 2");
}

TEST_CASE("refute: re-entry, quiet hours and waiting eat spacing") {
  CHECK(of("1 contact per 7 days", "send sms hello", "free", "enter on opened  again after 5 days") == "proven");
  CHECK(of("1 contact per 7 days", "send sms hello wait 1 hour finish as done", "free", "enter on opened  again after 5 days") ==
        "refuted 2");
  CHECK(of("1 contact per 7 days", "wave w on friday at 22:00 up to 3 times { send sms hello }", "quiet") == "open");
}

TEST_CASE("refute: a list that takes its lead back, or a consent that is lost, ends a journey before its time") {
  const std::string soon = "  again after 5 days", dealt = "enter from list names dealt by branch to head claim within 1 day else next";
  CHECK(of("1 contact per 7 days", "send sms hello", "free", "enter on opened" + soon) == "proven");
  CHECK(of("1 contact per 7 days", "send sms hello", "free", dealt + soon) == "open");
  CHECK(of("1 contact per 7 days", "send sms hello", "free", dealt + "  again after 30 days") == "proven");
  CHECK(of("1 contact per 7 days", "on consent lost exit send sms hello", "free", "enter on opened" + soon) == "open");
}

TEST_CASE("refute: the finding names the promise, the dated contacts and what to do") {
  dsl::Compiled made = compile(refute_tests::playbook("1 contact per 7 days", "send push hello read within 1 hour else sms hello", "free",
                                                      "enter on opened  again never"));
  REQUIRE_FALSE(refute::refute(made).kept);
  CHECK_FALSE(made.ok);
  const std::string said = source::render(made.issues, made.sources, base::Language::en);
  CHECK(said.find("E0417") != std::string::npos);
  CHECK(said.find("a customer can be contacted 2 times in 7 days; the guarantee is 1") != std::string::npos);
  CHECK(said.find("promised here") != std::string::npos);
  CHECK(said.find("since the one before was not read") != std::string::npos);
  CHECK(said.find("promise 2") != std::string::npos);
  CHECK(said.find("W0440") == std::string::npos);
  const std::string zh = source::render(made.issues, made.sources, base::Language::zh);
  CHECK(zh.find("承诺是 1 次") != std::string::npos);
}
