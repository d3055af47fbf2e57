// The short way through plain conditions says what the evaluator says, or nothing.
#include <catch2/catch.hpp>

#include "runtime/base/prng.hpp"
#include "runtime/core/evaluate/plain.hpp"
#include "tests/core/evaluate/bank.hpp"

using namespace playmaker::core;
using namespace playmaker::core::testing;
using namespace playmaker::core::testing::bank;

TEST_CASE("plain conditions: the short way and the evaluator agree over all their shapes") {
  Bank b;
  b.c.attribute("aum", Kind::money);
  b.c.attribute("opened_on", Kind::date);
  b.c.attribute("city", Kind::text);
  b.c.attribute("bound", Kind::boolean);
  const NodeIndex aum = b.p.attr("aum", Kind::money), opened = b.p.attr("opened_on", Kind::date), city = b.p.attr("city", Kind::text),
                  bound = b.p.attr("bound", Kind::boolean);
  std::vector<NodeIndex> tests = {bound, b.p.is(NodeOp::in, city, b.list(b.p, b.p.plan.unit, {b.p.words("Hangzhou"), b.p.words("Ningbo")})),
                                  b.p.is(NodeOp::equal, city, b.p.words("Ningbo")), b.p.is(NodeOp::not_equal, city, b.p.words("Ningbo"))};
  for (const NodeOp op : {NodeOp::equal, NodeOp::not_equal, NodeOp::less, NodeOp::less_equal, NodeOp::greater, NodeOp::greater_equal}) {
    tests.push_back(b.p.is(op, aum, b.p.constant(Kind::money, 500'000'00)));
    tests.push_back(b.p.is(op, opened, b.p.constant(Kind::date, date(2025, 6, 1).number)));
  }
  const std::size_t leaves = tests.size();
  for (std::size_t i = 0; i < leaves; ++i) {
    for (std::size_t j = 0; j < leaves; ++j) {
      tests.push_back(b.p.node(NodeOp::and_, Kind::boolean, tests[i], tests[j]));
      tests.push_back(b.p.node(NodeOp::or_, Kind::boolean, tests[i], tests[j]));
    }
    tests.push_back(b.p.node(NodeOp::not_, Kind::boolean, tests[i]));
  }
  b.open();
  std::size_t plain = 0;
  const auto agree = [&] {
    for (const NodeIndex test : tests) {
      Findings shortly, fully;
      const Frame frame = b.frame();
      const Plainly says = holds_plainly(frame, test, shortly);
      const playmaker::plan::Datum value = evaluate(frame, test, fully);
      if (says == Plainly::cannot) continue;
      ++plain;
      REQUIRE(value.kind == Kind::boolean);
      REQUIRE((value.number != 0) == (says == Plainly::yes));
      REQUIRE(shortly.recheck == fully.recheck);
    }
  };
  agree();
  CHECK(plain == 0);   // nothing is known of the customer yet
  for (const std::int64_t yuan : {499'999, 500'000, 500'001}) {
    for (const int day : {31, 1}) {
      for (const char* where : {"Ningbo", "Shanghai"}) {
        b.set("aum", money(yuan));
        b.set("opened_on", date(2025, day == 31 ? 5 : 6, day));
        b.set("city", words(where));
        b.set("bound", truth(yuan == 500'000));
        agree();
      }
    }
  }
  CHECK(plain == 12 * tests.size());
}
