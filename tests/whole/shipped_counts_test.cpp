// The shipped playbooks keep what the design's examples hold. The table was read off those texts by hand, line by line. A wave in an arm of
// an experiment stands in the arm's stage; what a fragment holds stands at each of its includes.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/whole/shipped.hpp"

using namespace playmaker;

namespace {

using Names = std::vector<std::string>;

struct Expected {
  const char* playbook;
  Names stages, waves, must_tasks, optional_tasks, breakpoints, goals, exits, moments, tracks;
  std::size_t decide_rows = 0, pauses = 0, send_legs = 0, notices = 0, grants = 0, hand_offs = 0, waits = 0;
  std::size_t asks = 0, places = 0, invitations = 0, arms = 0, repeats = 0, reserves = 0, releases = 0, hand_overs = 0, promises = 0;
  std::size_t reviews = 0, targets = 0;
};

std::vector<Expected> design() {
  std::vector<Expected> out;
  {
    Expected& e = out.emplace_back(Expected{"first_meeting", {}, {}, {}, {}, {}, {}, {}, {}, {}});
    e.stages = {"invite", "meet"};
    e.waves = {"invite.nudge"};
    e.must_tasks = {"brief", "fm_weekly.improve", "invite.call", "meet.kyc", "meet.plan", "no_show.rebook"};
    e.optional_tasks = {"meet.app", "meet.family"};
    e.breakpoints = {"no_plan", "no_show"};
    e.goals = {"closed_loop"};
    e.exits = {"lost", "unwilling"};
    e.pauses = 1;
    e.send_legs = 4;
    e.notices = 1;
    e.hand_offs = 1;
    e.promises = 1;
    e.reviews = 1;
    e.targets = 1;
  }
  {
    Expected& e = out.emplace_back(Expected{"new_customer_100", {}, {}, {}, {}, {}, {}, {}, {}, {}});
    e.stages = {"arrive", "fund", "habits"};
    e.waves = {"arrive.bind", "arrive.gift", "arrive.hello", "fund.r", "fund.s", "fund.salon"};
    e.must_tasks = {"fund.care", "unbought.pitch"};
    e.breakpoints = {"unbought", "unfunded"};
    e.goals = {"habit"};
    e.exits = {"lost"};
    e.send_legs = 13;
    e.grants = 2;
    e.hand_offs = 2;
    e.waits = 1;
    e.places = 1;
    e.invitations = 1;
    e.arms = 2;
    e.repeats = 1;
  }
  {
    Expected& e = out.emplace_back(Expected{"uplift", {}, {}, {}, {}, {}, {}, {}, {}, {}});
    e.must_tasks = {"drift.rebalance", "life_change.chain.advise", "market_down.chain.advise",
                    "maturing.renew",  "rate_moved.chain.advise",  "uplift_weekly.improve"};
    e.breakpoints = {"advised_no_order"};
    e.goals = {"grow"};
    e.exits = {"lost"};
    e.moments = {"drift", "life_change", "market_down", "maturing", "rate_moved"};
    e.send_legs = 9;
    e.notices = 3;
    e.waits = 7;
    e.hand_overs = 1;
    e.reviews = 1;
  }
  {
    Expected& e = out.emplace_back(Expected{"churn_recovery", {}, {}, {}, {}, {}, {}, {}, {}, {}});
    e.waves = {"digital.d1", "digital.d16", "digital.d6"};
    e.must_tasks = {"care_call.care", "rate_up.offer_call", "sorry.apology", "visit.call_on"};
    e.breakpoints = {"back_no_money"};
    e.goals = {"won_back"};
    e.exits = {"left"};
    e.tracks = {"care_call", "digital", "rate_up", "sorry", "visit"};
    e.decide_rows = 6;
    e.send_legs = 5;
    e.grants = 3;
    e.hand_offs = 1;
    e.waits = 2;
    e.reserves = 1;
    e.releases = 1;
    e.reviews = 1;
  }
  {
    Expected& e = out.emplace_back(Expected{"near_threshold", {}, {}, {}, {}, {}, {}, {}, {}, {}});
    e.waves = {"again", "tell"};
    e.optional_tasks = {"call"};
    e.breakpoints = {"in_no_buy"};
    e.goals = {"promoted"};
    e.exits = {"lost"};
    e.send_legs = 4;
    e.grants = 2;
    e.hand_offs = 1;
    e.promises = 1;
  }
  {
    Expected& e = out.emplace_back(Expected{"allocation", {}, {}, {}, {}, {}, {}, {}, {}, {}});
    e.stages = {"before", "during", "watch"};
    e.must_tasks = {"before.assess", "drift.rebalance", "during.propose", "during.sign", "during.soothe"};
    e.breakpoints = {"unsigned"};
    e.goals = {"held"};
    e.exits = {"lost"};
    e.moments = {"drift"};
    e.send_legs = 3;
    e.waits = 1;
    e.asks = 1;
    e.repeats = 1;
    e.reviews = 1;
  }
  {
    Expected& e = out.emplace_back(Expected{"inbound_call", {}, {}, {}, {}, {}, {}, {}, {}, {}});
    e.must_tasks = {"renew.promised", "vip.call_back"};
    e.tracks = {"cash", "renew", "vip"};
    e.decide_rows = 3;
    e.send_legs = 5;
    e.places = 3;
  }
  {
    Expected& e = out.emplace_back(Expected{"prospects", {}, {}, {}, {}, {}, {}, {}, {}, {}});
    e.stages = {"nurture", "reach"};
    e.waves = {"nurture.gift", "nurture.story"};
    e.must_tasks = {"brief", "nurture.second_call", "reach.first_call"};
    e.goals = {"opened"};
    e.exits = {"declined", "returned"};
    e.send_legs = 2;
    e.hand_offs = 1;
    e.reviews = 1;
    e.targets = 1;
  }
  return out;
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
  const std::vector<Expected> table = design();
  REQUIRE(made.plans.size() == table.size());
  for (std::size_t i = 0; i < table.size(); ++i) {
    const Expected& expected = table[i];
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
    std::size_t arms = 0;
    for (const plan::Experiment& experiment : plan.experiments) arms += experiment.arms.size();
    CHECK(arms == expected.arms);
    CHECK(plan.questions.size() == expected.asks);
    CHECK(plan.placements.size() == expected.places);
    CHECK(plan.invitations.size() == expected.invitations);
    CHECK(plan.repeats.size() == expected.repeats);
    CHECK(plan.reserves.size() == expected.reserves);
    CHECK(plan.releases.size() == expected.releases);
    CHECK(plan.hand_overs.size() == expected.hand_overs);
    CHECK(plan.reviews.size() == expected.reviews);
    CHECK(plan.targets.size() == expected.targets);
    CHECK(static_cast<std::size_t>(std::ranges::count(made.promises, i, &prove::Promise::playbook)) == expected.promises);
  }
}

TEST_CASE("shipped: what the playbooks promise is proved") {
  const dsl::Compiled made = whole::compile_all_shipped();
  for (const prove::Promise& promise : made.promises) {
    INFO(made.plans[promise.playbook]->name);
    CHECK(promise.verdict == prove::Verdict::proven);
  }
}
