// The shipped playbooks keep what the design's examples hold. The table was read off those texts by hand, line by line. A wave in an arm of
// an experiment stands in the arm's stage; what a fragment holds stands at each of its includes. What a playbook has none of is left out.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/whole/shipped.hpp"

using namespace playmaker;

namespace {

const char* const kDesign = R"(first_meeting
  stages: invite, meet
  waves: invite.nudge
  must_tasks: brief, fm_weekly.improve, invite.call, meet.kyc, meet.plan, no_show.rebook
  optional_tasks: meet.app, meet.family
  breakpoints: no_plan, no_show
  goals: closed_loop
  exits: lost, unwilling
  pauses: 1
  send_legs: 4
  notices: 1
  hand_offs: 1
  promises: 1
  reviews: 1
  targets: 1
new_customer_100
  stages: arrive, fund, habits
  waves: arrive.bind, arrive.gift, arrive.hello, fund.r, fund.s, fund.salon
  must_tasks: fund.care, unbought.pitch
  breakpoints: unbought, unfunded
  goals: habit
  exits: lost
  send_legs: 13
  grants: 2
  hand_offs: 2
  waits: 1
  places: 1
  invitations: 1
  arms: 2
  repeats: 1
uplift
  must_tasks: drift.rebalance, life_change.chain.advise, market_down.chain.advise, maturing.renew, rate_moved.chain.advise, uplift_weekly.improve
  breakpoints: advised_no_order
  goals: grow
  exits: lost
  moments: drift, life_change, market_down, maturing, rate_moved
  send_legs: 9
  notices: 3
  waits: 7
  hand_overs: 1
  reviews: 1
churn_recovery
  waves: digital.d1, digital.d16, digital.d6
  must_tasks: care_call.care, rate_up.offer_call, sorry.apology, visit.call_on
  breakpoints: back_no_money
  goals: won_back
  exits: left
  tracks: care_call, digital, rate_up, sorry, visit
  decide_rows: 6
  send_legs: 5
  grants: 3
  hand_offs: 1
  waits: 2
  reserves: 1
  releases: 1
  reviews: 1
near_threshold
  waves: again, tell
  optional_tasks: call
  breakpoints: in_no_buy
  goals: promoted
  exits: lost
  send_legs: 4
  grants: 2
  hand_offs: 1
  promises: 1
allocation
  stages: before, during, watch
  must_tasks: before.assess, drift.rebalance, during.propose, during.sign, during.soothe
  breakpoints: unsigned
  goals: held
  exits: lost
  moments: drift
  send_legs: 3
  waits: 1
  asks: 1
  repeats: 1
  reviews: 1
inbound_call
  must_tasks: renew.promised, vip.call_back
  tracks: cash, renew, vip
  decide_rows: 3
  send_legs: 5
  places: 3
prospects
  stages: nurture, reach
  waves: nurture.gift, nurture.story
  must_tasks: brief, nurture.second_call, reach.first_call
  goals: opened
  exits: declined, returned
  send_legs: 2
  hand_offs: 1
  reviews: 1
  targets: 1
)";

std::string listed(const char* what, std::vector<std::string> paths) {
  std::string out;
  std::ranges::sort(paths);
  for (const std::string& path : paths) out += (out.empty() ? std::string("  ") + what + ": " : ", ") + path;
  return out.empty() ? out : out + "\n";
}
std::string counted(const char* what, std::size_t count) {
  return count == 0 ? std::string() : std::string("  ") + what + ": " + std::to_string(count) + "\n";
}
template <class Things>
std::string listed(const char* what, const plan::Plan& plan, const Things& things) {
  std::vector<std::string> paths;
  for (const auto& thing : things) paths.push_back(plan.sites[thing.site].path);
  return listed(what, paths);
}
std::string listed_tasks(const char* what, const plan::Plan& plan, bool must) {
  std::vector<std::string> paths;
  for (const plan::Task& task : plan.tasks) {
    if (task.must == must) paths.push_back(plan.sites[task.site].path);
  }
  return listed(what, paths);
}

// As kDesign has it.
std::string held_by(const plan::Plan& plan, std::size_t promises) {
  std::size_t rows = 0, legs = 0, arms = 0;
  for (const plan::Decide& decide : plan.decides) rows += decide.rows.size();
  for (const plan::Send& send : plan.sends) legs += send.legs.size();
  for (const plan::Experiment& experiment : plan.experiments) arms += experiment.arms.size();
  return plan.name + "\n" + listed("stages", plan, plan.stages) + listed("waves", plan, plan.waves) +
         listed_tasks("must_tasks", plan, true) + listed_tasks("optional_tasks", plan, false) +
         listed("breakpoints", plan, plan.breakpoints) + listed("goals", plan, plan.goals) + listed("exits", plan, plan.exits) +
         listed("moments", plan, plan.moments) + listed("tracks", plan, plan.tracks) + counted("decide_rows", rows) +
         counted("pauses", plan.pauses.size()) + counted("send_legs", legs) + counted("notices", plan.notices.size()) +
         counted("grants", plan.grants.size()) + counted("hand_offs", plan.hand_offs.size()) + counted("waits", plan.waits.size()) +
         counted("asks", plan.questions.size()) + counted("places", plan.placements.size()) +
         counted("invitations", plan.invitations.size()) + counted("arms", arms) + counted("repeats", plan.repeats.size()) +
         counted("reserves", plan.reserves.size()) + counted("releases", plan.releases.size()) +
         counted("hand_overs", plan.hand_overs.size()) + counted("promises", promises) + counted("reviews", plan.reviews.size()) +
         counted("targets", plan.targets.size());
}

}  // namespace

TEST_CASE("shipped: each playbook keeps what the design's text holds") {
  const dsl::Compiled made = whole::compile_all_shipped();
  REQUIRE(made.ok);
  std::string held;
  for (std::size_t i = 0; i < made.plans.size(); ++i)
    held += held_by(*made.plans[i], static_cast<std::size_t>(std::ranges::count(made.promises, i, &prove::Promise::playbook)));
  CHECK(held == kDesign);
}

TEST_CASE("shipped: what the playbooks promise is proved") {
  const dsl::Compiled made = whole::compile_all_shipped();
  for (const prove::Promise& promise : made.promises) {
    INFO(made.plans[promise.playbook]->name);
    CHECK(promise.verdict == prove::Verdict::proven);
  }
}
