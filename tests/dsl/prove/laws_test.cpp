// Laws that hang on more than one text: what is known around it, what day it is.
#include <catch2/catch.hpp>

#include "runtime/base/time.hpp"
#include "tests/dsl/compile/compiling.hpp"

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
