// What people write who know other languages, or forget a small word: one message, and it says how it is written here.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "tests/dsl/compile/compiling.hpp"
#include "tests/dsl/read/reading_of.hpp"

namespace playmaker::tests {
namespace {

struct Habit {
  const char* body;       // within a playbook
  const char* code;       // of the only message
  const char* better;     // what its help offers
};

constexpr Habit kHabits[] = {
    {"define a = customer.products => 4", "E0102", "write `>=`"},
    {"define a = customer.products =< 4", "E0102", "write `<=`"},
    {"define a = customer.products <> 4", "E0102", "write `!=`"},
    {"define a = customer.products === 4", "E0102", "write `==`"},
    {"define a := 4", "E0102", "write `=`"},
    {"define a = customer.vip AND customer.vip", "E0102", "write `and`"},
    {"define a = customer.vip Or customer.vip", "E0102", "write `or`"},
    {"define a = NOT customer.vip", "E0102", "write `not`"},
    {"define a = customer.vip & customer.vip", "E0003", "write `and`"},
    {"define a = customer.vip | customer.vip", "E0003", "write `or`"},
    {"stage s { if customer.vip { tag \"a\" } else { tag \"b\" } }", "E0102", "write `when`"},
    {"stage s { when customer.vip { tag \"a\" } elif customer.vip { tag \"b\" } }", "E0102", "write `else when`"},
    {"let a = 4", "E0102", "write `define`"},
    {"stage s { wave w on 2026/1/5 { send sms hello } }", "E0100", "write `2026-01-05`"},
    {"stage s { wave w on 2026-1-15 { send sms hello } }", "E0100", "write `2026-01-15`"},
    {"stage s { wave w on day 1 10:00 { send sms hello } }", "E0100", "write `at 10:00`"},
    {"owner retail_dept", "E0100", "write `\"retail_dept\"`"},
    {"owner Retail Department\nversion 3", "E0100", "write `\"Retail Department\"`"},
    {"param x: = 3", "E0100", "types are bool, int"},
    {"param x one of [\"a\"] = \"a\"", "E0100", "a type stands behind `:`"},
    {"param line 50万元", "E0100", "write `=` before the value"},
    {"define a = score > 7", "E0200", "write `score(churn)`"},
    {"define a = score(churn) > 70%", "E0301", "write `0.7`"},
    {"define a = today + 7 > customer.opened", "E0301", "write `7 days`"},
    {"define a = customer.tenure >= 3 months", "E0311", "write `90 days`"},
    {"stage s {\n when customer.vip {\n tag \"a\"\n } else {\n tag \"b\"\n } else {\n tag \"c\"\n }\n}\nstage t after s { }", "E0208",
     "`else when"},
    {"stage s {\n wait for deposit up to 3 days else {\n tag \"b\"\n } else {\n tag \"c\"\n }\n wave w on day 1 { send sms hello }\n}",
     "E0208", "`else when"},
    {"stage s { wave w on day 1 at 10:00 at 11:00 { send sms hello } }", "E0208", ""},
    {"stage s { wave w on day 1 at 25:30 { send sms hello } }", "E0008", "00:00 to 24:00"},
};

}  // namespace

TEST_CASE("a habit of another language has one message, which says how it is written here") {
  for (const Habit& habit : kHabits) {
    const dsl::Compiled made = compiling::compile_body(habit.body);
    INFO(habit.body << "\n" << compiling::issues_of(made));
    REQUIRE(made.issues.errors() == 1);
    CHECK(source::code_text(made.issues.list().front().code) == habit.code);
    CHECK(compiling::issues_of(made).find(habit.better) != std::string::npos);
  }
}

TEST_CASE("following what a message offers as a fix mends the text") {
  std::size_t fixed = 0;
  for (const Habit& habit : kHabits) {
    const dsl::Compiled made = compiling::compile_body(habit.body);
    const source::Issue& issue = made.issues.list().front();
    if (!issue.repair) continue;
    ++fixed;
    std::string text(made.sources[issue.repair->span.file].text());
    text.replace(issue.repair->span.begin, issue.repair->span.end - issue.repair->span.begin, issue.repair->replacement);
    const dsl::Compiled again = compiling::compile_text(text);
    INFO(habit.body << "\n" << text << "\n" << compiling::issues_of(again));
    const auto same = [&](const source::Issue& other) { return other.code == issue.code && other.span.begin == issue.span.begin; };
    CHECK(std::none_of(again.issues.list().begin(), again.issues.list().end(), same));
  }
  CHECK(fixed >= 18);
}

TEST_CASE("every word that may stand at a place is proposed for one that is misspelt") {
  const std::pair<const char*, const char*> slips[] = {
      {"stage s { asl hello via sms }", "`ask`"},
      {"stage s { invte salon via sms hello }", "`invite`"},
      {"stage s { plac hello on push for 1 day }", "`place`"},
      {"stage s { must task t { chekclist \"a\" } }", "`checklist`"},
  };
  for (const auto& [body, meant] : slips) {
    const std::string said = compiling::issues_of(compiling::compile_body(body));
    INFO(body << "\n" << said);
    CHECK(said.find(meant) != std::string::npos);
  }
}

TEST_CASE("functions whose values a playbook cannot keep are named as such") {
  for (const char* condition : {"dyn(1) == 1", "type(1) == 1", "uint(1) == 1"}) {
    const dsl::Compiled made = compiling::compile_body("define a = " + std::string(condition));
    INFO(condition << "\n" << compiling::issues_of(made));
    REQUIRE(made.issues.errors() == 1);
    CHECK(made.issues.list().front().code == source::Code::value_unkept);
  }
}

TEST_CASE("numbers compare, whole or not, and nothing else is converted") {
  for (const char* good : {"1 < 1.5", "customer.products > 1.5", "score(churn) >= 1", "customer.products in [1.0, 2]", "1 == 1.0",
                           "customer.products between 0.5 and 3"}) {
    const dsl::Compiled made = compiling::compile_body("define a = customer.vip and " + std::string(good));
    INFO(good << "\n" << compiling::issues_of(made));
    CHECK(made.ok);
  }
  for (const char* bad : {"2.5 + 1 > 3", "customer.aum > 3", "customer.share > 0.5", "customer.share == 1"}) {
    const dsl::Compiled made = compiling::compile_body("define a = customer.vip and " + std::string(bad));
    INFO(bad << "\n" << compiling::issues_of(made));
    CHECK(made.issues.errors() == 1);
  }
}

}  // namespace playmaker::tests
