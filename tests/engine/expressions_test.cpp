// Conditions with the functions and macros of CEL, from their words to what the engine decides.
#include <catch2/catch.hpp>

#include "dsl/eval/evaluate.hpp"
#include "dsl/read/read.hpp"
#include "tests/engine/dialogue_bank.hpp"

using namespace playmaker;
using namespace playmaker::engine_tests;

namespace {

// What `playmaker eval` makes of it.
bool true_by_itself(const std::string& expression) {
  source::Sources sources;
  source::Issues issues;
  const syntax::File file = read::read_expression(sources.add("test", expression), issues);
  return !issues.has_errors() && eval::evaluate(file.tree, file.tree.child_at(file.root, 0), {}, {}).is_true();
}

// A playbook that tags, by its number, each condition that holds on entry.
std::vector<std::string> held(const std::vector<std::string>& conditions, const std::string& catalog = {}, const RawRecord& customer = {}) {
  std::string steps;
  for (std::size_t i = 0; i < conditions.size(); ++i) steps += "  when " + conditions[i] + " { tag \"" + std::to_string(i) + "\" }\n";
  TextBank bank(catalog + entered("probe", steps));
  if (!customer.empty()) bank.customer("c1", customer);
  bank.happens("c1", "opened", "03-02 10:00");
  return bank.tags("c1");
}

}  // namespace

TEST_CASE("expressions: the functions of CEL mean in a playbook what they mean by themselves") {
  const std::vector<std::string> conditions = {
      R"("R1-0042".matches("^R[0-9]-[0-9]{4}$"))",
      R"(not matches("上海", "^.$"))",
      R"("金卡客户".charAt(1) == "卡")",
      R"("a,b,c".indexOf(",") == 1)",
      R"("a,b,c".indexOf(",", 2) == 3)",
      R"("a,b,c".lastIndexOf(",") == 3)",
      R"("hello".substring(1, 3) == "el")",
      R"("hello".substring(3) == "lo")",
      R"("a-b-c".replace("-", "") == "abc")",
      R"("a-b-c".replace("-", "", 1) == "ab-c")",
      R"("abc".reverse() == "cba")",
      R"("%s of %d: %.1f, %s%%".format(["a", 3, 1.5, true]) == "a of 3: 1.5, true%")",
      R"("a,b,c".split(",").size() == 3)",
      R"("a,b,c".split(",")[2] == "c")",
      R"("a,b,c".split(",").join("+") == "a+b+c")",
      R"(bool("true"))",
      R"(timestamp("2026-03-02T10:00:00Z").getFullYear() == 2026)",
      R"(timestamp("2026-03-02T20:00:00Z").getDayOfMonth("Asia/Shanghai") == 2)",
      R"(timestamp("2026-03-02T20:00:00Z").getHours("+08:00") == 4)",
      R"(timestamp("2026-03-01T00:00:00Z").getDayOfWeek() == 0)",
      R"(duration("90m").getHours() == 1)",
      R"(duration("1h") == duration("3600s"))",
      R"(timestamp("2026-03-02T10:00:00Z") < timestamp("2026-03-02T10:00:00.001Z"))",
      R"(math.ceil(1.2) == 2.0)",
      R"(math.round(-1.5) == -2.0)",
      R"(math.sqrt(16) == 4.0)",
      R"(math.sign(-3) == -1)",
      R"(not math.isNaN(1.0))",
      R"("a b c".split(" ").exists(word, word == "b"))",
      R"(not "a b c".split(" ").all(word, word == "b"))",
      R"("a b c".split(" ").exists_one(word, word == "b"))",
      R"("a b c".split(" ").filter(word, word != "b").join("") == "ac")",
      R"("a b c".split(" ").map(word, word + word).join(",") == "aa,bb,cc")",
      R"("a b".split(" ").all(x, "b a".split(" ").exists(y, x == y)))",
      R"(int("12") == 12 and int(-1.9) == -1)",
      R"(int(timestamp("1970-01-01T00:01:00Z")) == 60)",
      R"(int(timestamp("1969-12-31T23:59:59.500Z")) == -1)",
      R"(double("+1.5") == 1.5 and double(3) == 3.0)",
      R"(string(double("100000")) == "100000")",
      R"(string(double("1e30")) == "1e+30")",
      R"(string(timestamp("2026-03-02T10:00:00+08:00")) == "2026-03-02T02:00:00Z")",
      R"(string(duration("90s")) == "90s")",
      R"(string(true) == "true" and string(12) == "12")",
      R"(string(12.5%) == "12.5%" and string(50元) == "50元")",
      R"("x y".split(" ").map(x, "1 2".split(" ").map(y, x + y).join("")).join(" ") == "x1x2 y1y2")",
  };
  for (const std::string& each : conditions) {
    INFO(each);
    CHECK(true_by_itself(each));
  }
  const std::vector<std::string> tags = held(conditions);
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    INFO(conditions[i]);
    CHECK(std::find(tags.begin(), tags.end(), std::to_string(i)) != tags.end());
  }
}

TEST_CASE("expressions: an error makes the test not hold; a macro absorbs it where another item decides") {
  CHECK(held({R"("abc".charAt(9) == "")"}).empty());
  CHECK(held({R"("1,x".split(",").exists(w, int(w) == 1))"}) == std::vector<std::string>{"0"});
  CHECK(held({R"("x,1".split(",").exists(w, int(w) == 1))"}) == std::vector<std::string>{"0"});
  CHECK(held({R"(not "x,2".split(",").all(w, int(w) == 1))"}) == std::vector<std::string>{"0"});
  CHECK(held({R"("x,2".split(",").exists(w, int(w) == 1))"}).empty());
  CHECK(held({R"("x,1".split(",").exists_one(w, int(w) == 1))"}).empty());
}

TEST_CASE("expressions: a define with a macro of its own stands within another macro") {
  const std::vector<std::string> tags = [] {
    TextBank bank(entered("probe",
                          "  define pair = \"1 2\".split(\" \").exists(x, x == \"2\")\n"
                          "  when \"a b\".split(\" \").exists(x, pair and x == \"b\") { tag \"yes\" }\n"));
    bank.happens("c1", "opened", "03-02 10:00");
    return bank.tags("c1");
  }();
  CHECK(tags == std::vector<std::string>{"yes"});
}

TEST_CASE("expressions: what reads the clock is asked again when it changes: hours, seconds each minute, hours that are full") {
  struct Wait {
    const char *until, *entered, *before, *then;
  };
  for (const Wait& each : {Wait{"now.getHours(\"Asia/Shanghai\") >= 15", "03-02 10:00", "03-02 14:59", "03-02 15:00"},
                           {"int(now) - int(entry) >= 120", "03-02 10:07", "03-02 10:08", "03-02 10:09"},
                           {"(now - entry).getHours() >= 2", "03-02 10:07", "03-02 12:06", "03-02 12:07"}}) {
    INFO(each.until);
    TextBank bank(entered("probe", std::string("  wait until ") + each.until + " up to 2 days\n  tag \"later\"\n"));
    bank.happens("c1", "opened", each.entered);
    bank.to(each.before);
    CHECK(bank.tags("c1").empty());
    bank.to(each.then);
    CHECK(bank.tags("c1") == std::vector<std::string>{"later"});
  }
}
