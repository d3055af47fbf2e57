// The shipped playbooks keep what the design's examples hold. The table was read off those texts by hand, line by line, with what a later
// version of the language brings written otherwise until then:
//
//   new_customer_100   the experiment is its first arm (wave r; wave s is of the second); the letter that repeats is three waves
//   uplift             the fragment `chain` is written out at its three includes, so `advise` stands three times
//   left out           tasks for a branch (brief, improve), guarantees, targets, budgets, reviews, reserve and release, places
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/whole/shipped.hpp"

using namespace playmaker;

namespace {

using Names = std::vector<std::string>;

struct Expected {
  const char* playbook;
  Names stages, waves, must_tasks, optional_tasks, breakpoints, goals, exits, moments, tracks;
  std::size_t decide_rows, pauses, send_legs, notices, grants, hand_offs, waits;
};

const std::vector<Expected>& design() {
  static const std::vector<Expected> kDesign = {
      {"first_meeting",
       {"invite", "meet"},
       {"invite.nudge"},
       {"invite.call", "meet.kyc", "meet.plan", "no_show.rebook"},
       {"meet.app", "meet.family"},
       {"no_plan", "no_show"},
       {"closed_loop"},
       {"lost", "unwilling"},
       {},
       {},
       0,
       1,
       4,
       1,
       0,
       1,
       0},
      {"new_customer_100",
       {"arrive", "fund", "habits"},
       {"arrive.bind", "arrive.gift", "arrive.hello", "fund.r", "fund.salon", "habits.letter_1", "habits.letter_2", "habits.letter_3"},
       {"fund.care", "unbought.pitch"},
       {},
       {"unbought", "unfunded"},
       {"habit"},
       {"lost"},
       {},
       {},
       0,
       0,
       13,
       0,
       4,
       2,
       0},
      {"uplift",
       {},
       {},
       {"drift.rebalance", "life_change.advise", "market_down.advise", "maturing.renew", "rate_moved.advise"},
       {},
       {"advised_no_order"},
       {"grow"},
       {"lost"},
       {"drift", "life_change", "market_down", "maturing", "rate_moved"},
       {},
       0,
       0,
       9,
       3,
       0,
       0,
       7},
      {"churn_recovery",
       {},
       {"digital.d1", "digital.d16", "digital.d6"},
       {"care_call.care", "rate_up.offer_call", "sorry.apology", "visit.call_on"},
       {},
       {"back_no_money"},
       {"won_back"},
       {"left"},
       {},
       {"care_call", "digital", "rate_up", "sorry", "visit"},
       6,
       0,
       5,
       0,
       3,
       1,
       2},
  };
  return kDesign;
}

template <class Things>
Names paths(const plan::Plan& plan, const Things& things) {
  Names out;
  for (const auto& thing : things) out.push_back(plan.sites[thing.site].path);
  std::sort(out.begin(), out.end());
  return out;
}

Names tasks(const plan::Plan& plan, bool must) {
  std::vector<plan::Task> those;
  std::copy_if(plan.tasks.begin(), plan.tasks.end(), std::back_inserter(those), [&](const plan::Task& task) { return task.must == must; });
  return paths(plan, those);
}

}  // namespace

TEST_CASE("shipped: each playbook keeps what the design's text holds") {
  const dsl::Compiled made = whole::compile_all_shipped();
  REQUIRE(made.ok);
  REQUIRE(made.plans.size() == design().size());
  for (std::size_t i = 0; i < design().size(); ++i) {
    const Expected& expected = design()[i];
    const plan::Plan& plan = *made.plans[i];
    INFO(expected.playbook);
    REQUIRE(plan.name == expected.playbook);
    CHECK(paths(plan, plan.stages) == expected.stages);
    CHECK(paths(plan, plan.waves) == expected.waves);
    CHECK(tasks(plan, true) == expected.must_tasks);
    CHECK(tasks(plan, false) == expected.optional_tasks);
    CHECK(paths(plan, plan.breakpoints) == expected.breakpoints);
    CHECK(paths(plan, plan.goals) == expected.goals);
    CHECK(paths(plan, plan.exits) == expected.exits);
    CHECK(paths(plan, plan.moments) == expected.moments);
    CHECK(paths(plan, plan.tracks) == expected.tracks);
    std::size_t rows = 0, legs = 0;
    for (const plan::Decide& decide : plan.decides) rows += decide.rows.size();
    for (const plan::Send& send : plan.sends) legs += send.legs.size();
    CHECK(rows == expected.decide_rows);
    CHECK(legs == expected.send_legs);
    CHECK(plan.pauses.size() == expected.pauses);
    CHECK(plan.notices.size() == expected.notices);
    CHECK(plan.grants.size() == expected.grants);
    CHECK(plan.hand_offs.size() == expected.hand_offs);
    CHECK(plan.waits.size() == expected.waits);
  }
}
