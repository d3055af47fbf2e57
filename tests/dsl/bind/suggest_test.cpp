// What it costs to guess what was meant: work is counted, not timed.
#include <catch2/catch.hpp>

#include "dsl/bind/bind.hpp"
#include "dsl/bind/work.hpp"
#include "dsl/read/read.hpp"
#include "runtime/base/limits.hpp"
#include "tests/dsl/compile/compiling.hpp"

using namespace playmaker;

TEST_CASE("suggest: thousands of unknown names among thousands of known ones cost a bounded number of comparisons") {
  std::string text = "catalog c { zone \"Asia/Shanghai\" currency CNY customer { vip bool }\n";
  for (int i = 0; i < 3'000; ++i) text += "event happened_" + std::to_string(i) + "\n";
  text += "}\nplaybook p { ends after 9 days audience { enter on happened_1 again never }\n";
  for (int i = 0; i < 3'000; ++i) text += "wait for occurred_" + std::to_string(i) + " up to 1 day\n";
  text += "}\n";
  source::Sources sources;
  source::Issues issues;
  const syntax::File file = read::read(sources.add("text.play", text), issues);
  REQUIRE(!issues.has_errors());
  const bind::Bound bound = bind::bind(sources, {&file}, issues);
  CHECK(issues.list().size() == base::kIssuesMax);
  CHECK(issues.errors() >= base::kIssuesMax);
  CHECK(bound.compared > 0);
  CHECK(bound.compared <= bind::kComparedMax);
}

TEST_CASE("suggest: the first slips are still answered") {
  const std::string text =
      "catalog c { zone \"Asia/Shanghai\" currency CNY customer { vip bool } event opened }\n"
      "playbook p { ends after 9 days audience { enter on opned again never } }\n";
  source::Sources sources;
  source::Issues issues;
  const syntax::File file = read::read(sources.add("text.play", text), issues);
  const bind::Bound bound = bind::bind(sources, {&file}, issues);
  REQUIRE(issues.list().size() == 1);
  REQUIRE(issues.list()[0].repair.has_value());
  CHECK(issues.list()[0].repair->replacement == "opened");
}

TEST_CASE("suggest: many names that nothing is like are one message, a few are told each at its place") {
  const auto errors = [](int count, int names) {
    std::string body;
    for (int i = 0; i < count; ++i) body += "send pigeon_" + std::to_string(i % names) + " hello\n";
    return compiling::compile_body(body).issues.errors();
  };
  CHECK(errors(5, 5) == 5);
  CHECK(errors(20, 20) == 1);
  CHECK(errors(20, 2) == 2);
}
