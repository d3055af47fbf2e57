// Types, and what may be unknown: each line is a condition and whether it stands.
#include <catch2/catch.hpp>

#include "tests/dsl/compile/compiling.hpp"

using namespace playmaker;

namespace {

// The codes of all issues, in order, for a condition in an exit.
std::string codes(const std::string& condition, const std::string& more = "") {
  const dsl::Compiled made = compiling::compile_body(more + "\nexit here when " + condition, {dsl::Until::lower, {}, false, {}});
  std::string out;
  for (const source::Issue& issue : made.issues.list()) out += (out.empty() ? "" : " ") + std::string(source::code_name(issue.code));
  return out;
}

}  // namespace

TEST_CASE("expressions: what combines with what") {
  struct Line {
    const char* condition;
    const char* codes;
  };
  const Line lines[] = {
      {"customer.aum * 2 > 5元", ""},
      {"customer.aum * 20% > 5元", ""},
      {"80% * customer.aum >= 5元", ""},
      {"customer.aum / customer.aum >= 80%", ""},
      {"customer.aum / 2 > 5元", ""},
      {"customer.aum * customer.aum > 5元", "operands_clash"},
      {"customer.aum + 5 > 5元", "operands_clash"},
      {"customer.aum - 5元 > 0元", ""},
      {"customer.share + 5% > 10%", ""},
      {"customer.share > 10", "operands_clash"},
      {"customer.products / 2 > 3", ""},
      {"customer.products % 2 == 1", ""},
      {"customer.products / 2.0 > 3.0", "operands_clash"},
      {"score(churn) >= 0.7", ""},
      {"score(churn) >= 1", ""},
      {"customer.tenure >= 100 days", ""},
      {"customer.tenure >= 100", "operands_clash"},
      {"customer.opened > today - 12 months", ""},
      {"customer.opened + 3 days > now", "operands_clash"},
      {"today between today + 2 days and today + 10 days", ""},
      {"now - entry > 3 days", ""},
      {"customer.opened > today - 2 working days", ""},
      {"-customer.aum < 5元", ""},
      {"not customer.vip", ""},
      {"not customer.aum", "type_mismatch"},
      {"customer.vip and customer.aum", "type_mismatch"},
      {"customer.vip == true", ""},
      {"customer.note.contains(\"x\") and customer.note.size() > 3", ""},
      {"size(customer.note) > 3 and lowerAscii(customer.note) == \"x\"", ""},
      {"int(now) > 5 and int(\"5\") > 4 and int(customer.products) > 3", ""},
      {"int(customer.aum) > 5", "type_mismatch"},
      {"int(customer.tenure) > 5", "type_mismatch"},
      {"double(customer.share) > 0.5 and double(customer.products) > 0.5", ""},
      {"double(now) > 0.5", "type_mismatch"},
      {"double(customer.aum) > 0.5", "type_mismatch"},
      {"string(customer.aum) == \"5元\" and string(customer.opened) == \"\" and string(customer.tier) == \"mass\"", ""},
      {"string(customer.holdings) == \"\"", "type_mismatch"},
      {"customer.vip ? customer.products > 1 : customer.products > 2", ""},
      {"customer.tier in [\"mass\"]", ""},
      {"customer.products in [1, 2, 3]", ""},
      {"customer.products in [1, 2元]", "type_mismatch"},
      {"customer in segment(staff) and customer in journey(p)", ""},
      {"suitable(cash)", ""},
      {"deposit since entry", ""},
      {"customer.vip since entry", "trigger_wanted"},
      {"(customer.vip) for 5 days", ""},
      {"sum(deposit.amount where event.amount > 3元 over previous quarter) > 3元", ""},
      {"avg(customer.products over this month) > 3", ""},
      {"avg(customer.products over this month) > 3.0", ""},
      {"min(customer.aum over last 30 days) < 5元", ""},
      {"min(customer.products, 3) < 5", ""},
      {"change(customer.aum over last 90 days) >= 10%", ""},
      {"max(customer.vip, true)", "type_mismatch"},
  };
  for (const Line& line : lines) {
    INFO(line.condition);
    CHECK(codes(line.condition) == line.codes);
  }
}

TEST_CASE("expressions: unknown is not false, and what a test establishes") {
  struct Line {
    const char* condition;
    const char* codes;
  };
  const std::string doubt = "unknown_not_false";
  const Line lines[] = {
      {"customer.age > 3", "unknown_not_false"},
      {"customer.age is known and customer.age > 3", ""},
      {"customer.age > 3 and customer.age is known", "unknown_not_false"},
      {"customer.age is not known or customer.age > 3", ""},
      {"not (customer.age is not known) and customer.age > 3", ""},
      {"customer.age is known ? customer.age > 3 : true", ""},
      {"has(customer.age) and customer.age > 3", ""},
      {"customer.age otherwise 0 > 3", ""},
      {"customer.age + 1 > 3", "unknown_not_false"},
      {"customer.age in [1, 2]", "unknown_not_false"},
      {"customer.age between 1 and 3", "unknown_not_false"},
      {"customer.age is known and customer.balance is known and customer.age > 3 and customer.balance > 1元", ""},
      {"(customer.age is known or customer.balance is known) and customer.age > 3", "unknown_not_false"},
      {"last(deposit).amount > 5元", "unknown_not_false"},
      {"last(deposit).amount is known and last(deposit).amount > 5元", ""},
      {"customer.risk is known and customer.risk >= \"C2\"", ""},
      {"customer.risk otherwise \"C1\" >= \"C2\"", ""},
      {"customer.risk otherwise \"C9\" >= \"C2\"", "value_unlisted"},
      {"first of { when customer.age is known -> customer.age else -> 0 } > 3", ""},
      {"first of { when customer.vip -> 3 } > 3", "unknown_not_false"},
  };
  for (const Line& line : lines) {
    INFO(line.condition);
    CHECK(codes(line.condition) == line.codes);
  }
  CHECK(codes("t.outcome == \"done\"", "stage s { optional task t { assign manager } }") == doubt);
  CHECK(codes("t.closed and t.outcome == \"done\"", "stage s { optional task t { assign manager } }") == "");
  CHECK(codes("t.closed and t.outcome == \"dnoe\"", "stage s { optional task t { assign manager } }") == "value_unlisted");
}

TEST_CASE("expressions: braces know what their condition tested") {
  const auto body = [](const std::string& text) { return compiling::issues_of(compiling::compile_body(text)); };
  CHECK(body("when customer.age is known { when customer.age > 3 { tag \"x\" } }").empty());
  CHECK(body("when customer.age is not known { tag \"x\" } else { when customer.age > 3 { tag \"x\" } }").empty());
  CHECK(!body("when customer.age is known { tag \"x\" } else { when customer.age > 3 { tag \"x\" } }").empty());
  CHECK(body("wave w on day 2 unless customer.matures is not known { wave v 3 days before customer.matures { send sms hello } }").empty());
}

TEST_CASE("names: aliases, full paths, this occurrence") {
  const auto body = [](const std::string& text) { return compiling::issues_of(compiling::compile_body(text)); };
  CHECK(body("exit a when customer.资产 > 5元\nwave w on day 1 { send 短信 hello }\nexit b on 开户").empty());
  CHECK(body("moment a { on deposit again never optional task talk { assign 经理 } when talk.done { tag \"x\" } }\n"
             "moment b { on app_login again never optional task talk { assign manager } }\nexit c when a.talk.done\n"
             "breakpoint d from talk.done in any moment to deposit stalls after 1 day { tag \"x\" }")
            .empty());
  const dsl::Compiled both = compiling::compile_body(
      "moment a { on deposit again never optional task talk { assign manager } }\nmoment b { on app_login again never optional task talk { "
      "assign manager } }\n"
      "breakpoint d from talk.done in any moment to deposit stalls after 1 day { tag \"x\" }");
  const plan::Plan& plan = compiling::only_plan(both);
  REQUIRE(plan.breakpoints.size() == 1);
  CHECK(plan.breakpoints[0].from.any_moment);
  CHECK(plan.sites[plan.tasks[plan.breakpoints[0].from.what].site].path == "a.talk");
  REQUIRE(plan.breakpoints[0].from.also.size() == 1);
  CHECK(plan.sites[plan.tasks[plan.breakpoints[0].from.also[0]].site].path == "b.talk");
}
