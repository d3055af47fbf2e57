// Reviews: held at their regular times, in one commit with all that follows. What decides are the sums of the customers' lanes as they
// stand in RAM; the record says what they were, so that no restart decides anew.
#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "runtime/core/evaluate/evaluate.hpp"
#include "runtime/core/working_sweep.hpp"
#include "runtime/engine/parts.hpp"

namespace playmaker::engine {
namespace {

// A review's conditions for one branch: rates are the branch's, and what a param varies by branch is read of it. Unknown never holds.
// `figures` outlive it.
class Judging {
 public:
  Judging(const core::World& world, const core::LinkedPlan& linked, const std::vector<core::ReviewFigure>& figures, Instant now)
      : world_(world),
        linked_(linked),
        now_(now) {
    for (const core::ReviewFigure& figure : figures)
      rates_.emplace(std::pair(std::string_view(figure.rate), figure.branch), rate_of(figure));
  }

  bool holds(plan::NodeIndex condition, std::uint32_t branch) {
    std::vector<plan::Datum> rates;
    for (const plan::Rate& rate : linked_.plan->rates) {
      const std::string& name = linked_.plan->unit.texts[rate.name];
      const auto found = rates_.find(std::pair(std::string_view(name), branch));
      const auto share = found == rates_.end() ? std::nullopt : found->second;
      rates.push_back(share ? plan::Datum{plan::Kind::percent, *share, {}, {}} : plan::Datum{});
    }
    core::Customer stand_in;                   // nobody: only the branch is known of it
    if (world_.roster->branch_attribute != plan::kNone)
      core::set_attribute(stand_in, world_.roster->branch_attribute, {plan::Kind::branch, branch, {}, {}}, now_);
    core::Frame frame;
    frame.roster = world_.roster;
    frame.directory = world_.directory;
    frame.unit = &linked_.unit;
    frame.customer = &stand_in;
    frame.plan = &linked_;
    frame.now = now_;
    frame.rates = &rates;
    core::Findings findings;
    const bool answer = core::holds(frame, condition, findings);
    failed_ = failed_ || !findings.errors.empty();
    return answer;
  }
  bool failed() const { return failed_; }

 private:
  const core::World& world_;
  const core::LinkedPlan& linked_;
  std::map<std::pair<std::string_view, std::uint32_t>, std::optional<std::int64_t>> rates_;   // by rate and branch
  Instant now_;
  bool failed_ = false;
};

std::vector<std::uint32_t> branches_of(const core::World& world, const std::vector<core::ReviewFigure>& figures) {
  std::vector<std::uint32_t> branches;
  const auto& known = world.directory->branches;
  for (const core::ReviewFigure& figure : figures) {
    if (figure.branch < known.size() && known[figure.branch].known) branches.push_back(figure.branch);
  }
  std::sort(branches.begin(), branches.end());
  branches.erase(std::unique(branches.begin(), branches.end()), branches.end());
  return branches;
}

}  // namespace

void Engine::Parts::alert_branch(std::uint32_t branch, std::uint32_t plan, std::uint32_t site, const std::string& role) {
  give(appear(desk_name(branch)), core::BranchAlerted{plan, site, branch, role});
}

void Engine::Parts::mark_reviews() {
  const std::vector<ReviewMark> marks = state.house.marks().reviews;
  for (const ReviewMark& mark : marks) {
    const core::LinkedPlan* linked = nullptr;
    if (review_of(*world.roster, mark, &linked) == nullptr) continue;
    FirstSight first = first_sight(*linked, state.ledger.tallies(), mark);
    if (!first.rates.empty()) record(ReviewMarked{mark.playbook, mark.review, std::move(first.rates), std::move(first.figures)});
  }
}

// After an outage a review is held once, for the last of the times that passed (rule 27).
void Engine::Parts::hold_reviews() {
  if (world.roster == nullptr || clock_held) return;
  const std::vector<ReviewMark>& marks = state.house.marks().reviews;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const core::LinkedPlan* linked = nullptr;
    const plan::Review* review = review_of(*world.roster, marks[i], &linked);
    if (review == nullptr) continue;
    Instant due = core::next_regular(*world.roster, *linked, review->every, marks[i].done);
    if (due == base::kNever && review->every.working) say_unknown(marks[i].playbook);
    if (due > now) continue;
    const ReviewMark mark = marks[i];          // holding it moves it on; only then: it has a figure a branch
    core::ReviewHeld held{linked->playbook, linked->number, mark.review, mark.since, due, 0, {}, {}};
    for (Instant next = core::next_regular(*world.roster, *linked, review->every, due); next <= now;
         next = core::next_regular(*world.roster, *linked, review->every, due)) {
      held.due = due = next;
      ++held.missed;
    }
    hold(*linked, *review, mark, std::move(held));
  }
}

void Engine::Parts::hold(const core::LinkedPlan& linked, const plan::Review& review, const ReviewMark& mark, core::ReviewHeld held) {
  const std::shared_ptr<const core::Roster> kept = state.house.linked();   // `linked` lives as long as it
  held.figures = figures_since(linked, state.ledger.tallies(), mark);
  Judging judging(world, linked, held.figures, now);
  struct Asked {
    std::uint32_t branch = 0, task = plan::kNone;
  };
  std::vector<Asked> asked;
  for (const std::uint32_t branch : branches_of(world, held.figures)) {
    for (const plan::ReviewAlert& alert : review.alerts) {
      if (judging.holds(alert.when, branch)) held.acts.push_back({branch, true, linked.plan->unit.texts[alert.role]});
    }
    for (const plan::ReviewTask& step : review.tasks) {
      if (!judging.holds(step.when, branch)) continue;
      for (const std::uint32_t task : step.tasks) {
        const std::uint32_t site = linked.plan->tasks[task].site;
        held.acts.push_back({branch, false, linked.plan->sites[site].path});
        asked.push_back({branch, site});
      }
    }
  }
  const std::string place = world.roster->dictionary->name(core::Names::playbook, linked.playbook) + "." + held.review;
  record(held);
  if (judging.failed()) incident("review_condition", place, base::format_instant(held.due, world.roster->zone));
  for (const core::ReviewAct& act : held.acts) {
    if (act.alert) alert_branch(act.branch, linked.number, review.site, act.what);
  }
  // The same task may be open since the last time: there is never a second one beside it.
  for (const Asked& each : asked) ask_branch_task(each.branch, linked.number, each.task, true);
}

std::vector<ReviewStanding> Engine::Parts::reviews() const {
  std::vector<ReviewStanding> all;
  if (world.roster == nullptr) return all;
  for (const ReviewMark& mark : state.house.marks().reviews) {
    const core::LinkedPlan* linked = nullptr;
    const plan::Review* review = review_of(*world.roster, mark, &linked);
    if (review == nullptr) continue;
    all.push_back({linked->number, static_cast<std::uint32_t>(review - linked->plan->reviews.data()), mark.since,
                   core::next_regular(*world.roster, *linked, review->every, mark.done),
                   figures_since(*linked, state.ledger.tallies(), mark)});
  }
  return all;
}

Instant Engine::Parts::next_review_due() const {
  Instant first = base::kNever;
  if (world.roster == nullptr) return first;
  for (const ReviewMark& mark : state.house.marks().reviews) {
    const core::LinkedPlan* linked = nullptr;
    const plan::Review* review = review_of(*world.roster, mark, &linked);
    if (review != nullptr) first = std::min(first, core::next_regular(*world.roster, *linked, review->every, mark.done));
  }
  return first;
}

}  // namespace playmaker::engine
