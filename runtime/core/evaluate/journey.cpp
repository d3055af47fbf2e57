// What a condition can ask of the journey it runs in: its tasks, its grants, when it began, and how long something has held.
#include <algorithm>

#include "runtime/core/evaluate/evaluator.hpp"
#include "runtime/core/journey/any_moment.hpp"

namespace playmaker::core {

using plan::Kind;
using plan::NodeIndex;
using plan::NodeOp;

namespace {

const Run* run_of(const Journey& journey, std::uint32_t number) {
  for (const Run& each : journey.runs) {
    if (each.run == number) return &each;
  }
  return nullptr;
}

bool outcome_is(const Task& task, std::string_view outcome) { return task.phase == TaskPhase::closed && task.outcome == outcome; }

bool task_says(const Task& task, NodeOp op, std::string_view outcome) {
  switch (op) {
    case NodeOp::task_done: return task.phase == TaskPhase::closed && task.how == TaskEnd::done;
    case NodeOp::task_closed: return task.phase == TaskPhase::closed;
    default: return outcome_is(task, outcome);
  }
}

}  // namespace

const Task* task_in_scope(const Frame& frame, std::uint32_t task) {
  if (frame.journey == nullptr || frame.plan == nullptr) return nullptr;
  const Journey& journey = *frame.journey;
  const std::uint32_t site = frame.plan->plan->tasks[task].site;
  const auto latest = [&](auto among) {
    const Task* found = nullptr;
    for (const Task& each : journey.tasks) {
      if (each.site == site && among(each) && (found == nullptr || each.occurrence >= found->occurrence)) found = &each;
    }
    return found;
  };
  // A run's parents were started before it, so the chain is no longer than the journey's runs.
  const Run* run = frame.run;
  for (std::size_t steps = 0; run != nullptr && steps <= journey.runs.size(); ++steps) {
    if (const Task* found = latest([&](const Task& each) { return each.run == run->run; })) return found;
    run = run->parent == 0 ? nullptr : run_of(journey, run->parent);
  }
  return latest([](const Task&) { return true; });
}

Value Evaluator::task(NodeIndex at) {
  const plan::Node& n = node(at);
  if (frame_.journey == nullptr || frame_.plan == nullptr) return {};
  const bool truth = n.op == NodeOp::task_done || n.op == NodeOp::task_closed || n.op == NodeOp::task_outcome_is;
  const std::string_view outcome = n.op == NodeOp::task_outcome_is ? std::string_view(unit_->unit->texts[n.b]) : std::string_view();
  if (truth && n.c == 1) {  // in any moment
    const std::uint32_t site = frame_.plan->plan->tasks[n.a].site;
    const auto& tasks = frame_.journey->tasks;
    return Value::truth(std::any_of(tasks.begin(), tasks.end(), [&](const Task& each) {
      return same_in_any_moment(*frame_.plan->plan, site, each.site) && task_says(each, n.op, outcome);
    }));
  }
  const Task* task = task_in_scope(frame_, n.a);
  if (truth) return Value::truth(task != nullptr && task_says(*task, n.op, outcome));
  if (task == nullptr || task->phase != TaskPhase::closed) return {};
  return n.op == NodeOp::task_outcome ? Value::words(task->outcome) : Value::of(Kind::instant, task->closed.ms);
}

namespace {

// Which of a benefit's fields the ledger's code is: the one called `code`, else its first text.
bool is_code(const plan::Benefit& benefit, std::string_view field) {
  const auto named = [&](const plan::Field& each) { return each.name == "code"; };
  if (std::any_of(benefit.gives.begin(), benefit.gives.end(), named)) return field == "code";
  for (const plan::Field& each : benefit.gives) {
    if (each.type.kind == Kind::text && each.derived == plan::kNone) return each.name == field;
  }
  return field == "code";
}

}  // namespace

// What the last confirmed grant of the benefit gave: its code, what the step said `with`, or what the catalog computes; else unknown.
Value Evaluator::grant_field(NodeIndex at) {
  if (frame_.journey == nullptr || frame_.plan == nullptr) return {};
  const plan::Plan& plan = *frame_.plan->plan;
  const std::string& benefit = unit_->unit->texts[unit_->unit->benefits[node(at).a]];
  const std::string& field = unit_->unit->texts[node(at).b];
  const std::uint32_t number = unit_->benefits[node(at).a];
  const auto& benefits = frame_.roster->benefits;
  const plan::Benefit* declared = number < benefits.size() ? benefits[number] : nullptr;
  const Journey& journey = *frame_.journey;
  for (std::size_t i = journey.grants_given.size(); i-- > 0;) {
    const std::uint32_t site = journey.grants_given[i];
    if (site >= plan.sites.size() || plan.sites[site].kind != plan::SiteKind::grant) continue;
    const plan::Grant& grant = plan.grants[plan.sites[site].index];
    if (plan.unit.texts[grant.benefit] != benefit || i >= journey.grant_codes.size()) continue;
    for (std::size_t w = 0; w < grant.with.size() && w < journey.grant_values[i].size(); ++w) {
      if (plan.unit.texts[grant.with[w].name] == field) return view(journey.grant_values[i][w]);
    }
    for (const plan::Field& each : declared == nullptr ? std::vector<plan::Field>() : declared->gives) {
      if (each.name == field && each.derived != plan::kNone) return run_in(frame_.roster->catalog_unit, each.derived, at);
    }
    if (declared == nullptr ? field == "code" : is_code(*declared, field)) return Value::words(journey.grant_codes[i]);
    return {};
  }
  return {};
}

Value Evaluator::in_playbook(NodeIndex at) {
  const std::uint32_t playbook = unit_->number(Names::playbook, node(at).a);
  const auto& journeys = frame_.customer->journeys;
  return Value::truth(std::any_of(journeys.begin(), journeys.end(), [&](const Journey& each) {
    return !each.ended && each.plan < frame_.roster->plans.size() && frame_.roster->plans[each.plan]->playbook == playbook;
  }));
}

// The event that entered the customer counts.
Value Evaluator::since_entry(NodeIndex at) {
  if (frame_.journey == nullptr) return {};
  const EventMemory* last = memory(unit_->events[node(at).a]);
  return Value::truth(last != nullptr && last->last >= frame_.journey->entered);
}

// `C for D`: since when it has held is the journey's own memory, in an audience's `when` the customer's, changed by facts that decide makes
// of Findings::holds.
Value Evaluator::held_for(NodeIndex at) {
  const plan::Node& n = node(at);
  const Value value = run(n.a);
  if (frame_.plan == nullptr) return {};
  base::Instant since = base::kNever;
  if (frame_.journey != nullptr) {
    for (const Hold& each : frame_.journey->holds) {
      if (each.hold == n.b) since = each.since;
    }
  } else {
    for (const AudienceHold& each : frame_.customer->holds) {
      if (n.b < frame_.plan->hold_keys.size() && each.hold == frame_.plan->hold_keys[n.b]) since = each.since;
    }
  }
  for (const Findings::HoldChange& each : findings_.holds) {
    if (each.hold == n.b) since = each.since;
  }
  if (!value.is_true()) {
    if (since != base::kNever) findings_.holds.push_back({n.b, base::kNever});
    return value;
  }
  if (since == base::kNever) {
    since = frame_.now;
    findings_.holds.push_back({n.b, since});
  }
  const auto full = after(clockwork(frame_), since, unit_->unit->lengths[n.c]);
  if (!full) return {};
  recheck(*full);
  return Value::truth(*full <= frame_.now);
}

}  // namespace playmaker::core
