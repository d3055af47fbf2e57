// CEL's published cases, and the two lists of those that do not come out as published.
#include <catch2/catch.hpp>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "daemon/cli/eval_cases.hpp"
#include "tests/main/here.hpp"

using namespace playmaker;

namespace {

constexpr std::size_t kRefusedMax = 30, kPassedLeast = 1'241;

std::string text_of(const std::string& name) {
  std::ifstream in(std::string(kSourceDir) + "/tests/daemon/cel/" + name, std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Names with what stands after ": ".
std::map<std::string, std::string> listed(const std::string& name) {
  std::map<std::string, std::string> out;
  std::istringstream in(text_of(name));
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t colon = line.find(": ");
    out[line.substr(0, colon)] = colon == std::string::npos ? std::string() : line.substr(colon + 2);
  }
  return out;
}

}  // namespace

TEST_CASE("eval: CEL's published cases come out as published, save those listed") {
  const auto results = cli::run_cases(text_of("cases.jsonl"));
  REQUIRE(results.has_value());
  CHECK(results->size() == 1'241);
  std::map<std::string, std::string> failing = listed("not_passed.txt"), refused = listed("refused.txt");
  CHECK(refused.size() <= kRefusedMax);
  for (const auto& [name, reason] : refused) {
    INFO(name);
    CHECK_FALSE(reason.empty());
  }
  std::size_t passed = 0;
  for (const cli::CaseResult& one : *results) {
    INFO(one.name << " gave " << one.found);
    switch (one.outcome) {
      case cli::Outcome::passed: ++passed; break;
      case cli::Outcome::failed: CHECK(failing.erase(one.name) == 1); break;
      case cli::Outcome::refused: CHECK(refused.erase(one.name) == 1); break;
    }
  }
  CHECK(passed >= kPassedLeast);
  for (const auto& [name, reason] : failing) FAIL_CHECK(name << " passes now: take it off not_passed.txt");
  for (const auto& [name, reason] : refused) FAIL_CHECK(name << " is not refused now: take it off refused.txt");
}

TEST_CASE("eval: a case that gives another value, and one that is not read, are told apart") {
  const auto results = cli::run_cases(
      "{\"file\":\"f\",\"section\":\"s\",\"name\":\"wrong\",\"expr\":\"1 + 1\",\"want\":{\"value\":{\"int\":\"3\"}}}\n"
      "{\"file\":\"f\",\"section\":\"s\",\"name\":\"kind\",\"expr\":\"1 + 1\",\"want\":{\"value\":{\"double\":\"2\"}}}\n"
      "{\"file\":\"f\",\"section\":\"s\",\"name\":\"unread\",\"expr\":\"1 +\",\"want\":{\"value\":{\"int\":\"1\"}}}\n"
      "{\"file\":\"f\",\"section\":\"s\",\"name\":\"error\",\"expr\":\"1 +\",\"want\":{\"error\":[\"syntax\"]}}\n");
  REQUIRE(results.has_value());
  REQUIRE(results->size() == 4);
  CHECK((*results)[0].outcome == cli::Outcome::failed);
  CHECK((*results)[1].outcome == cli::Outcome::failed);
  CHECK((*results)[2].outcome == cli::Outcome::refused);
  CHECK((*results)[3].outcome == cli::Outcome::passed);
  CHECK(cli::run_cases("{\"want\":{}}").error().code == "case_invalid");
  CHECK(cli::run_cases("{").error().code == "json_invalid");
}
