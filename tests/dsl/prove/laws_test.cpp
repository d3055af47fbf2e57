// Laws that hang on more than one text: what is known around it, what day it is.
#include <catch2/catch.hpp>

#include <algorithm>

#include "runtime/base/time.hpp"
#include "tests/dsl/compile/compiling.hpp"
#include "tests/main/reworded.hpp"

using namespace playmaker;

namespace {

std::string codes(const dsl::Compiled& made) {
  std::string out;
  for (const source::Issue& issue : made.issues.list()) out += (out.empty() ? "" : " ") + std::string(source::code_name(issue.code));
  return out;
}

}  // namespace

TEST_CASE("hand-offs lead somewhere: a warning at check, an error when applied, nothing when known") {
  const std::string body = "exit gone on account_closed on gone { hand off to elsewhere }";
  dsl::Options options;
  CHECK(codes(compiling::compile_body(body, options)) == "hand_off_unresolved_yet");
  CHECK(compiling::compile_body(body, options).ok);
  options.applying = true;
  CHECK(codes(compiling::compile_body(body, options)) == "hand_off_unresolved");
  options.known = {{"elsewhere", true}};
  CHECK(codes(compiling::compile_body(body, options)) == "");
  options.known = {{"elsewhere", false}};
  CHECK(codes(compiling::compile_body(body, options)) == "hand_off_deaf");
  CHECK(codes(compiling::compile_body("exit gone on account_closed on gone { hand off to p }")) == "hand_off_deaf");
}

TEST_CASE("rest: circles through what is live already are found, and told without its lines") {
  const auto text = [](const std::string& name, const std::string& other) {
    return "use \"shared/bank.play\"\nplaybook " + name + " { ends after 20 days audience { enter on hand_off again after 1 hour }\n" +
           "wait 2 hours hand off to " + other + " finish as on }";
  };
  dsl::Options before;
  before.known = {{"b", true}};
  const dsl::Compiled live = compiling::compile_text(text("a", "b"), before);
  REQUIRE(live.ok);
  dsl::Options options;
  options.known = {{"a", true, live.plans.at(0)}};
  const dsl::Compiled made = compiling::compile_text(text("b", "a"), options);
  INFO(compiling::issues_of(made));
  CHECK(codes(made) == "circle_endless");
  CHECK(compiling::issues_of(made).find("`a`, which is live, hands off to `b`") != std::string::npos);
  // A new version of the one that is live takes its place.
  const std::string newer = reworded(text("a", "b"), "again after 1 hour", "again after 9 days");
  const std::string both = text("b", "a") + reworded(newer, "use \"shared/bank.play\"\n", "");
  CHECK(codes(compiling::compile_text(both, options)) == "");
}

TEST_CASE("calendars: a year ahead, what they do not know is told") {
  const std::string text = "use \"shared/bank.play\"\ncalendar known { weekend sunday holidays from \"shared/days.csv\" }\n";
  dsl::Options options;
  CHECK(codes(compiling::compile_text(text, options)) == "");
  options.today = base::date_of(2025, 3, 1).days;
  CHECK(codes(compiling::compile_text(text, options)) == "");
  options.today = base::date_of(2026, 3, 1).days;
  CHECK(codes(compiling::compile_text(text, options)) == "calendar_ends");
  CHECK(compiling::compile_text(text, options).ok);
}

TEST_CASE("ends: every path, by time or by finish") {
  const auto of = [](const std::string& body) {
    return codes(compiling::compile_text("use \"shared/bank.play\"\nplaybook p { audience { enter on account_opened again never }\n" +
                                         body + "\n}"));
  };
  CHECK(of("ends after 3 days") == "");
  CHECK(of("goal g = customer.vip within 3 days") == "");
  CHECK(of("goal g = customer.vip within 3 days keep going") == "never_ends");
  CHECK(of("goal g = customer.vip") == "never_ends");
  CHECK(of("finish as done") == "");
  CHECK(of("when customer.vip { finish as one } else { finish as other }") == "");
  CHECK(of("when customer.vip { finish as one }") == "never_ends");
  CHECK(of("wait for deposit up to 3 days else { finish as one } finish as two") == "");
  CHECK(of("decide d by customer.vip { true -> a  false -> b } track a { finish as one } track b { finish as two }") == "");
  CHECK(of("decide d by customer.vip { true -> a  false -> b } track a { finish as one } track b { tag \"x\" }") == "never_ends");
}

TEST_CASE("decide: columns of every kind") {
  const auto of = [](const std::string& by, const std::string& rows) {
    return codes(compiling::compile_body("decide d by " + by + " { " + rows + " }\ntrack t { tag \"x\" }"));
  };
  CHECK(of("customer.vip", "true -> t  false -> t") == "");
  CHECK(of("customer.vip", "true -> t") == "decide_gap");
  CHECK(of("customer.risk", "<= \"C2\" -> t  \"C3\" -> t  unknown -> t") == "");
  CHECK(of("customer.risk", "<= \"C2\" -> t  \"C3\" -> t") == "decide_gap");
  CHECK(of("customer.share", "< 10% -> t  10% to 20% -> t  > 20% -> t") == "");
  CHECK(of("customer.share", "< 10% -> t  10% to 20% -> t  > 21% -> t") == "decide_gap");
  CHECK(of("customer.products", "<= 4 -> t  >= 5 -> t") == "");
  CHECK(of("customer.note", "\"a\" -> t  * -> t") == "");
  CHECK(of("customer.note", "\"a\" -> t") == "decide_gap");
  CHECK(of("customer.tier, customer.vip", "\"mass\", * -> t  *, true -> t  [\"gold\", \"private\"], false -> t") == "");
  CHECK(of("customer.tier, customer.vip", "*, * -> t  \"mass\", * -> t") == "decide_shadow");
  std::string by = "customer.tier", any = "\"mass\"";
  for (int i = 0; i < 12; ++i) {
    by += ", customer.tier";
    any += ", \"mass\"";
  }
  CHECK(of(by, any + " -> t") == "decide_unproven");
}

TEST_CASE("whoever sends follows a policy; tasks and tags alone need none") {
  const auto of = [](const std::string& body) {
    return codes(
        compiling::compile_text("use \"shared/bank.play\"\nplaybook p { calendar cn ends after 9 days audience { enter on "
                                "account_opened again never }\n" +
                                body + "\n}"));
  };
  CHECK(of("send sms hello") == "follow_missing");
  CHECK(of("follow quiet_bank send sms hello") == "");
  CHECK(of("must task call by phone { assign manager due 2 days }") == "");
  CHECK(of("tag \"x\"") == "");
}

TEST_CASE("waiting: what comes after a stage waits for its must-tasks, unless a time or a guard lets it end") {
  const auto of = [](const std::string& first, const std::string& task) {
    return codes(compiling::compile_body("stage first " + first + " { " + task +
                                         " task x after second { assign manager due 2 days } }\nstage second after first { tag \"s\" }"));
  };
  CHECK(of("", "must") == "stage_circle");
  CHECK(of("", "optional") == "");
  CHECK(of("due 9 days", "must") == "");
  CHECK(of("on days 1 to 9", "must") == "");
  CHECK(of("when customer.vip", "must") == "");
  CHECK(codes(compiling::compile_body("wave a after b { tag \"a\" } wave b after a { tag \"b\" }")) == "stage_circle");
  CHECK(codes(compiling::compile_body("wave a on day 2 { tag \"a\" } wave b after a { tag \"b\" } wave c after b { tag \"c\" }")) == "");
}

TEST_CASE("days: within the stage and the journey") {
  const auto of = [](const std::string& text) { return codes(compiling::compile_body(text)); };
  CHECK(of("stage s on days 5 to 9 { wave w on day 5 { tag \"w\" } }") == "");
  CHECK(of("stage s on days 5 to 9 { wave w on day 9 { tag \"w\" } }") == "");
  CHECK(of("stage s on days 5 to 9 { wave w on day 4 { tag \"w\" } }") == "day_never");
  CHECK(of("stage s on days 5 to 9 { wave w on day 10 { tag \"w\" } }") == "day_never");
  CHECK(of("stage s on days 5 to 9 { wave w 9 days after entry { tag \"w\" } }") == "day_never");
  CHECK(of("wave w on day 91 { tag \"w\" }") == "");
  CHECK(of("wave w on day 92 { tag \"w\" }") == "day_never");
  CHECK(of("goal g = customer.vip within 30 days  wave w on day 40 { tag \"w\" }") == "day_never");
  CHECK(of("goal g = customer.vip within 30 days keep going  wave w on day 40 { tag \"w\" }") == "");
  CHECK(of("goal g = customer.vip within 30 days  stage s on days 40 to 50 { tag \"s\" }") == "stage_never");
  const std::string longer = "pause all on deposit until visit ", elapsing = longer + "timers elapse ";
  CHECK(of(longer + "wave w on day 92 { tag \"w\" }") == "");
  CHECK(of(longer + "stage s on days 92 to 99 { tag \"s\" }") == "");
  CHECK(of(elapsing + "wave w on day 92 { tag \"w\" }") == "day_never");
  CHECK(of("pause touches on deposit until visit wave w on day 92 { tag \"w\" }") == "day_never");
}

TEST_CASE("breakpoints: long ones catch only who came before the journey; from A to A watches for A to come again") {
  const auto of = [](const std::string& text) { return codes(compiling::compile_body("breakpoint b " + text + " { }")); };
  CHECK(of("from deposit to visit stalls after 90 days") == "");
  CHECK(of("from deposit to visit stalls after 95 days") == "breakpoint_never");
  CHECK(of("from deposit lookback 7 days to visit stalls after 95 days") == "");
  CHECK(of("from deposit to visit stalls after 60 working days") == "");
  CHECK(of("from deposit to visit stalls after 4 months") == "breakpoint_never");
  CHECK(codes(compiling::compile_body("pause all on app_login until booked breakpoint b from deposit to visit stalls after 95 days { }")) ==
        "");
  CHECK(of("from deposit to deposit stalls after 5 days") == "");
  CHECK(of("from visit to deposit stalls after 5 days") == "");
}

TEST_CASE("grants: every way to what prints a benefit grants it") {
  const auto of = [](const std::string& text) { return codes(compiling::compile_body(text)); };
  const std::string print = " send push gift with { code: coffee.code } ";
  CHECK(of(print) == "grant_missing");
  CHECK(of("grant coffee" + print) == "");
  CHECK(of(print + "grant coffee") == "grant_missing");
  CHECK(of("when customer.vip { grant coffee }" + print) == "grant_missing");
  CHECK(of("when customer.vip { grant coffee } else { grant coffee }" + print) == "");
  CHECK(of("when customer.vip { grant coffee } else { finish as done }" + print) == "");
  CHECK(of("when customer.vip { grant coffee" + print + "}") == "");
  CHECK(of("when customer.vip and coffee.code is known {" + print + "}") == "");
  CHECK(of("wave a on day 2 { grant coffee } wave b on day 3 {" + print + "}") == "");
  CHECK(of("wait for deposit up to 3 days else { grant coffee }" + print) == "grant_missing");
  CHECK(of("send push gift with { code: coffee.code otherwise \"none\" }") == "");
}

TEST_CASE("conditions: what every value answers alike, also in what is shared") {
  const auto of = [](const std::string& test) { return codes(compiling::compile_body("when " + test + " { tag \"x\" }")); };
  CHECK(of("count(deposit over last 5 days) >= 0") == "condition_always");
  CHECK(of("count(deposit over last 5 days) < 0") == "condition_never");
  CHECK(of("count(deposit over last 5 days) > 0") == "");
  CHECK(of("0 <= count(deposit over last 5 days)") == "condition_always");
  CHECK(of("time since deposit >= 0 days") == "condition_always");
  CHECK(of("customer.products > 3 or customer.products <= 3") == "condition_always");
  CHECK(of("customer.products > 3 or customer.products < 3") == "");
  CHECK(of("customer.vip or not customer.vip") == "condition_always");
  CHECK(of("customer.vip and not customer.vip") == "condition_never");
  CHECK(of("customer.products > 3 and customer.products < 4") == "condition_never");
  CHECK(of("customer.products > 3 and customer.products < 5") == "");
  CHECK(of("customer.products in [3, 5] and customer.products in [4, 6]") == "condition_never");
  CHECK(of("customer.note in [\"a\"] and customer.note != \"a\"") == "condition_never");
  CHECK(of("customer.note != \"a\" and customer.note != \"b\"") == "");
  CHECK(of("customer.risk is known or customer.risk is not known") == "condition_always");
  CHECK(of("customer.risk is not known and customer.risk is known") == "condition_never");
  CHECK(of("customer.balance otherwise 3元 == 3元") == "");
  CHECK(of("customer.balance is not known and customer.balance otherwise 3元 != 3元") == "condition_never");
  CHECK(of("(customer.opened < customer.opened + 1 day) == customer.vip") == "");
  CHECK(of("customer.aum < (customer.balance otherwise 0元) and (customer.balance otherwise 0元) <= customer.aum") == "condition_never");
  CHECK(of("customer.aum < (customer.balance otherwise 0元) and (customer.balance otherwise 0元) >= customer.aum") == "");
  CHECK(of("customer.aum < (customer.balance otherwise 0元) or customer.aum == (customer.balance otherwise 0元) or customer.aum > "
           "(customer.balance otherwise 0元)") == "condition_always");
  CHECK(of("size(customer.holdings) <= 10") == "condition_always");
  CHECK(of("size(customer.holdings) < 10") == "");
  CHECK(of("customer.note < \"b\" and customer.note > \"c\"") == "");   // words have no order that is looked into
  CHECK(of("customer.products == customer.products") == "condition_always");
  CHECK(of("customer.products != customer.products") == "condition_never");
  CHECK(codes(compiling::compile_text("use \"shared/bank.play\"\npolicy p { silence while customer.products > customer.products }")) ==
        "condition_never");
}

TEST_CASE("conditions: the certificate says of how many the answer is only what was found") {
  const auto of = [](const std::string& test) {
    const dsl::Compiled made = compiling::compile_body("when " + test + " { tag \"x\" }");
    const auto found = std::ranges::find(made.certificates, "conditions", &prove::Certificate::law);
    REQUIRE(found != made.certificates.end());
    CHECK(found->verdict == prove::Verdict::proven);
    return found->says.en + (found->assumes.empty() ? "" : ": " + found->assumes.front().en);
  };
  const std::string all = "No condition is always or never true";
  CHECK(of("customer.products > 3 and customer.tier in [\"gold\", \"mass\"]") == all);
  CHECK(of("count(deposit over last 5 days) > 2 and customer.vip") == all);
  CHECK(of("(customer.share otherwise 0% >= 15%) for 5 days") == all);
  CHECK(of("customer.opened == today - 1 day and customer.vip") == all);
  const std::string part = "No condition was found that is always or never true: 1 of ";
  CHECK(of("count(deposit over last 5 days) > 2 and count(deposit over last 9 days) < 2").starts_with(part));   // which cannot be
  CHECK(of("customer.opened > today and customer.opened < today - 1 day").starts_with(part));
  CHECK(of("customer.opened < customer.opened + 1 day").starts_with(part));   // which must be
  CHECK(of("customer.opened == today - 1 day and customer.opened > 2026-01-01").starts_with(part));
  CHECK(of("customer.tenure > 9 days and customer.opened > 2026-01-01").starts_with(part));
}

TEST_CASE("quiet: a wave due in quiet hours is sent only when the policy waits for their end") {
  const auto of = [](const std::string& policy, const std::string& wave) {
    return codes(compiling::compile_text("use \"shared/bank.play\"\npolicy own { " + policy +
                                         " }\nplaybook p { calendar cn follow own ends after 90 days audience { enter on account_opened "
                                         "again never }\n" +
                                         wave + "\n}"));
  };
  const std::string night = "quiet from 21:00 to 08:30 ";
  CHECK(of(night, "wave w on day 2 at 22:00 { send sms hello }") == "touch_quiet");
  CHECK(of(night, "wave w on day 2 at 20:59 { send sms hello }") == "");
  CHECK(of(night + "blocked wait up to 2 hours then skip", "wave w on day 2 at 22:00 { send sms hello }") == "touch_quiet");
  CHECK(of(night + "blocked wait up to 12 hours then skip", "wave w on day 2 at 22:00 { send sms hello }") == "");
  CHECK(of("quiet from 21:00 to 08:30 for service", "wave w on day 2 at 22:00 { send sms hello }") == "");
  CHECK(of("quiet from 21:00 to 08:30 for marketing", "wave w on friday at 22:00 { send sms hello }") == "touch_quiet");
  CHECK(of("quiet from 08:00 to 10:00", "wave w on day 2 { send sms hello }") == "touch_quiet");
  CHECK(of("quiet from 08:00 to 10:00 default at 11:00", "wave w on day 2 { send sms hello }") == "");
  CHECK(of("quiet from 08:00 to 10:00", "wave w on day 1 at 09:00 { send sms hello }") == "");
  CHECK(of(night, "wave w on day 2 at 22:00 { wait 12 hours send sms hello }") == "");
}

TEST_CASE("quiet: a date's wave that is past on the day of entry is due at once, so only its night is told") {
  CHECK(codes(compiling::compile_body("wave w on 2026-02-14 at 07:00 { send sms hello }")) == "");
  CHECK(codes(compiling::compile_body("wave w on 2026-02-14 at 23:00 { send sms hello }")) == "touch_quiet");
  CHECK(codes(compiling::compile_body("wave w on day 2 at 07:00 { send sms hello }")) == "touch_quiet");
}

TEST_CASE("benefits: no way that leads past a guard is one without the grant") {
  const std::string send = " send push gift with { code: coffee.code }";
  const std::string granted = "when customer.vip { grant coffee } ";
  CHECK(codes(compiling::compile_body(granted + "when not (coffee.code is known) { finish as nothing }" + send)) == "");
  CHECK(codes(compiling::compile_body(granted + "when not (coffee.code is known) or customer.vip { finish as nothing }" + send)) == "");
  CHECK(codes(compiling::compile_body(granted + "when not (coffee.code is known) and customer.vip { finish as nothing }" + send)) ==
        "grant_missing");
}
