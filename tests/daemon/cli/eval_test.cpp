// `playmaker eval`: expressions as a designer tries them.
#include <catch2/catch.hpp>

#include "tests/daemon/cli/cli_run.hpp"

using namespace playmaker;

namespace {

std::string value_of(const std::string& expression, const std::string& bind = "{}") {
  const tests::Ran ran = tests::cli({"eval", expression, "--bind", bind, "--lang", "en"});
  INFO(expression << ": " << ran.err);
  CHECK(ran.exit == 0);
  return ran.out.ends_with('\n') ? ran.out.substr(0, ran.out.size() - 1) : ran.out;
}

std::string failure_of(const std::string& expression, const std::string& bind = "{}") {
  const tests::Ran ran = tests::cli({"eval", expression, "--bind", bind, "--lang", "en"});
  CHECK(ran.exit == 1);
  const std::size_t open = ran.err.rfind('(');
  return open == std::string::npos ? ran.err : ran.err.substr(open + 1, ran.err.rfind(')') - open - 1);
}

}  // namespace

TEST_CASE("eval: what playbooks add to CEL") {
  const std::string gold = R"({"customer":{"aum":"600000.00","tier":"gold","born":"1990-02-28"}})";
  CHECK(value_of("customer.aum >= 50万元 and customer.tier in [\"gold\", \"private\"]", gold) == "true");
  CHECK(value_of("customer.aum between 50万元 and 1亿元", gold) == "true");
  CHECK(value_of("customer.born < 2000-01-01", gold) == "true");
  CHECK(value_of("customer.phone is known", gold) == "false");
  CHECK(value_of("customer.phone otherwise \"none\"", gold) == "\"none\"");
  CHECK(value_of("first of { when 1 > 2 -> \"a\", when null is known -> \"b\", else -> \"c\" }") == "\"c\"");
  CHECK(value_of("50万元 * 20%") == "100000元");
  CHECK(value_of("-x", "{\"x\": 3}") == "-3");
  CHECK(value_of("-size([1])") == "-1");
  CHECK(value_of("30万元 / 50万元") == "60%");
  CHECK(value_of("2026-01-31 + 1 month") == "2026-02-28");
  CHECK(value_of("2026-10-01 - 2026-09-01") == "30 days");
  CHECK(value_of("1 quarter == 3 months") == "true");
  CHECK(value_of("1 working day == 1 day") == "false");
  CHECK(value_of("24 hours == duration(\"86400s\")") == "true");
  CHECK(value_of("09:30 < 10:00 and not (10:00 in [09:30])") == "true");
}

TEST_CASE("eval: errors are named, and absorbed where the other side decides") {
  CHECK(failure_of("1 / 0") == "division_by_zero");
  CHECK(failure_of("9223372036854775807 + 1") == "overflow");
  CHECK(failure_of("{\"a\": 1}.b") == "no_such_key");
  CHECK(failure_of("\"x\".matches(\"a(\")") == "invalid");
  CHECK(value_of("1 / 0 > 1 or true") == "true");
  CHECK(value_of("false && 1 / 0 > 1") == "false");
}

TEST_CASE("eval: types are checked before anything is computed") {
  const tests::Ran clash = tests::cli({"eval", "false and 1 + \"a\" == 2", "--lang", "en"});
  CHECK(clash.exit == 3);
  CHECK((clash.out + clash.err).find("`+` cannot stand between int and string") != std::string::npos);
  CHECK(tests::cli({"eval", "aum > 1", "--bind", R"({"aun": 1})"}).exit == 3);
  CHECK(tests::cli({"eval", "count(login over last 3 days) > 1"}).exit == 3);
  CHECK(tests::cli({"eval", "1 +"}).exit == 3);
  CHECK(value_of("[1, 2u].size()") == "2");
  CHECK(tests::cli({"eval", "[1, 2u]", "--json"}).out ==
        "{\"value\":{\"list\":[{\"int\":\"1\"},{\"uint\":\"2\"}]},\"type\":\"list(dyn)\"}\n");
}

TEST_CASE("eval: no expression takes more than its steps or its room") {
  const std::string doubled = "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]";
  std::string deep = "x";
  for (int i = 0; i < 6; ++i) deep = doubled + ".map(x, " + deep + ")";
  CHECK(failure_of(deep) == "too_big");
  std::string wide = "a";
  for (int i = 0; i < 30; ++i) wide = "cel.bind(a, a + a, " + wide + ")";
  CHECK(failure_of("cel.bind(a, \"0123456789abcdef\", " + wide + ")") == "too_big");
  CHECK(value_of("(\"" + std::string(5'000, 'a') + "\").matches(\"(a*)*b\")") == "false");
}

namespace {

// One that comes out, one that gives another value, one that cannot be read.
constexpr const char* kCases =
    "{\"file\":\"f\",\"section\":\"s\",\"name\":\"right\",\"expr\":\"x + 1\",\"bind\":{\"x\":{\"int\":\"1\"}},"
    "\"want\":{\"value\":{\"int\":\"2\"}}}\n"
    "{\"file\":\"f\",\"section\":\"s\",\"name\":\"wrong\",\"expr\":\"1 + 1\",\"want\":{\"value\":{\"int\":\"3\"}}}\n"
    "{\"file\":\"f\",\"section\":\"s\",\"name\":\"unread\",\"expr\":\"1 +\",\"want\":{\"value\":{\"int\":\"1\"}}}\n";

}  // namespace

TEST_CASE("eval: the program counts a file of cases, and says which did not come out") {
  const tests::Folder folder;
  const std::string file = folder.write("cases.jsonl", kCases);
  const tests::Ran counted = tests::program("eval --cases " + file + " --json");
  CHECK(counted.exit == 0);                    // it was asked for a count, and gave it
  CHECK(counted.out == "{\"passed\":1,\"failed\":1,\"refused\":1}\n");
  const tests::Ran told = tests::program("eval --lang en --cases " + file);
  CHECK(told.exit == 0);
  CHECK(told.out.starts_with("failed  f/s/wrong  2\nrefused f/s/unread  "));
  CHECK(told.out.ends_with("\npassed 1, failed 1, refused 1\n"));
  CHECK(tests::program("eval --lang zh --cases " + file).out.ends_with("\n通过 1,不符 1,拒绝 1\n"));

  CHECK(tests::program("eval --cases " + folder.write("none.jsonl", "") + " --json").out == "{\"passed\":0,\"failed\":0,\"refused\":0}\n");
  CHECK(tests::program("eval --cases " + folder.path + "/nowhere.jsonl").exit == 1);
  const tests::Ran broken = tests::program("eval --lang en --cases " + folder.write("broken.jsonl", std::string(kCases) + "{\n"), true);
  CHECK(broken.exit == 1);
  CHECK(broken.out.find("line 4: ") != std::string::npos);
  CHECK(tests::program("eval").exit == 1);     // neither an expression nor a file
}

TEST_CASE("eval: the program counts the published cases as the test does") {
  const tests::Ran all = tests::program("eval --json --cases " + tests::source("tests/daemon/cel/cases.jsonl"));
  CHECK(all.exit == 0);
  CHECK(all.out == "{\"passed\":1241,\"failed\":0,\"refused\":0}\n");
}

TEST_CASE("eval: the program takes what names stand for from --bind") {
  const std::string bind = R"( --bind '{"aum": 600000, "tiers": ["gold", "mass"], "n": {"uint": "7"}}' --json)";
  const tests::Ran sum = tests::program("eval 'aum + 1'" + bind);
  CHECK(sum.exit == 0);
  CHECK(sum.out == "{\"value\":{\"int\":\"600001\"},\"type\":\"int\"}\n");
  CHECK(tests::program("eval '\"gold\" in tiers'" + bind).out == "{\"value\":{\"bool\":true},\"type\":\"bool\"}\n");
  CHECK(tests::program("eval 'n == 7u'" + bind).out == "{\"value\":{\"bool\":true},\"type\":\"bool\"}\n");
  CHECK(tests::program("eval 'aun > 1'" + bind).exit == 3);
  CHECK(tests::program("eval 'aum / 0'" + bind).exit == 1);
  CHECK(tests::program("eval 'aum' --bind '[1]'").exit == 1);
  CHECK(tests::program("eval 'aum' --bind '{'").exit == 1);
}
