// Somebody at a desk pauses a customer and lets go later: what is held back then comes closer together. No proof speaks of such a life
// unless it says so: where one breaks what is proved, the certificate has named that nobody pauses by hand.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>

#include "daemon/refute/promises.hpp"
#include "tests/refute/living.hpp"

using namespace playmaker;

TEST_CASE("guarantees of random playbooks: a pause by hand breaks only what assumes that there is none") {
  const bool light = std::getenv("PLAYMAKER_LIGHT") != nullptr;
  const int playbooks = light ? 60 : 1'000, lives = light ? 6 : 16;
  refute_tests::Happenings known = refute_tests::small_happenings();
  known.by_hand = true;
  int exempt = 0, unconditional = 0, broken = 0;
  for (int seed = 1; seed <= playbooks; ++seed) {
    const std::string text = refute_tests::Making(static_cast<std::uint64_t>(seed)).text();
    const dsl::Compiled made = refute_tests::compile(text);
    if (!made.ok || made.promises.at(0).verdict != prove::Verdict::proven) continue;
    const prove::Promise& promise = made.promises[0];
    const bool assumes_none =
        std::ranges::any_of(promise.assumes, [](const source::Words& each) { return each.en.find("by hand") != std::string::npos; });
    ++(assumes_none ? exempt : unconditional);
    const auto roster = refute_tests::linked(made);
    REQUIRE(roster.has_value());
    const core::LinkedPlan& plan = *(*roster)->plans[(*roster)->live.front()];
    for (int i = 0; i < lives; ++i) {
      const auto number = static_cast<std::uint64_t>(seed) * 1'000 + static_cast<std::uint64_t>(i);
      const auto window = refute::fullest(**roster, plan, promise.cap, refute_tests::Living(**roster, plan, known, number).contacts());
      if (window.size() <= promise.cap.at_most && window.size() <= promise.most) continue;
      ++broken;
      INFO("seed " << seed << ", life " << i << " makes " << window.size() << ", proved at most " << promise.most << "\n"
                   << text.substr(text.find("playbook p")));
      REQUIRE(assumes_none);
    }
  }
  CAPTURE(exempt, unconditional, broken);
  CHECK(exempt > playbooks / 20);
  CHECK(unconditional > playbooks / 20);
  CHECK((light || broken > 0));   // such lives do break what they may
}
