// Tangled playbooks made up from a seed, and lives made up as well: events that come on time or up to 20 days late, fields that change,
// consent that is lost and given again, channels that fail, customers in another zone. What is proved of them no life breaks.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <map>

#include "daemon/refute/promises.hpp"
#include "tests/refute/bank.hpp"
#include "tests/refute/living.hpp"
#include "tests/refute/tangled.hpp"

using namespace playmaker;
using refute_tests::Living;

namespace {

// The fullest window of some lives of a playbook whose guarantee is proved: not more than that.
void hold(const dsl::Compiled& made, const refute_tests::Happenings& known, int seed, int lives, const std::string& text) {
  const prove::Promise& promise = made.promises.at(0);
  const auto roster = refute_tests::linked(made);
  REQUIRE(roster.has_value());
  const core::LinkedPlan& plan = *(*roster)->plans[(*roster)->live.front()];
  for (int i = 0; i < lives; ++i) {
    const auto number = static_cast<std::uint64_t>(seed) * 1'000 + static_cast<std::uint64_t>(i);
    const auto window = refute::fullest(**roster, plan, promise.cap, Living(**roster, plan, known, number).contacts());
    if (window.size() <= promise.cap.at_most && window.size() <= promise.most) continue;
    for (const refute::Contacted& each : window)
      UNSCOPED_INFO(base::format_minute(each.at, (*roster)->zone) << " " << plan.plan->sites[each.touch.site].path);
    FAIL("seed " << seed << ", life " << i << " makes " << window.size() << ", proved at most " << promise.most << "\n"
                 << text.substr(text.find("playbook p")));
  }
}

}  // namespace

TEST_CASE("guarantees of tangled playbooks: no life breaks what is proved") {
  const bool light = std::getenv("PLAYMAKER_LIGHT") != nullptr;
  const bool soak = std::getenv("PLAYMAKER_SOAK") != nullptr;
  const int playbooks = light ? 100 : soak ? 20'000 : 1'500, lives = light ? 10 : 30;
  // What hangs together so is among what is proved and lived.
  std::map<std::string, int> seen;
  for (const char* each : {"unless customer.flag ", "enter on early", "again after", "consent lost exit", "else sms s else", "decide ",
                           "attempts", "lookback", "by phone", "in any moment", "on missed", "every week", "stage ", " after k"})
    seen[each] = 0;
  int compiled = 0, proven = 0;
  for (int seed = 1; seed <= playbooks; ++seed) {
    const std::string text = refute_tests::Tangled(static_cast<std::uint64_t>(seed)).text();
    const dsl::Compiled made = refute_tests::compile(text);
    if (!made.ok) continue;   // what can never be is refused
    ++compiled;
    if (made.promises.at(0).verdict != prove::Verdict::proven) continue;
    ++proven;
    for (auto& [each, times] : seen) times += text.find(each, text.find("playbook p")) != std::string::npos ? 1 : 0;
    hold(made, refute_tests::tiny_happenings(), seed, lives, text);
  }
  for (const auto& [each, times] : seen) {
    INFO(each << times);
    CHECK(times >= (light ? 0 : 5));
  }
  CAPTURE(compiled, proven);
  CHECK(compiled > playbooks * 3 / 4);
  CHECK(proven > playbooks / 5);
}

TEST_CASE("guarantees of random playbooks: no life in which events come late breaks what is proved") {
  const bool light = std::getenv("PLAYMAKER_LIGHT") != nullptr, soak = std::getenv("PLAYMAKER_SOAK") != nullptr;
  const int playbooks = light ? 60 : soak ? 20'000 : 1'000, lives = light ? 6 : 16;
  int proven = 0;
  for (int seed = 1; seed <= playbooks; ++seed) {
    const std::string text = refute_tests::Making(static_cast<std::uint64_t>(seed)).text();
    const dsl::Compiled made = refute_tests::compile(text);
    if (!made.ok || made.promises.at(0).verdict != prove::Verdict::proven) continue;
    ++proven;
    hold(made, refute_tests::small_happenings(), seed, lives, text);
  }
  CHECK(proven > playbooks / 4);
}
