// Reviews as tables of the plan: figures, what they are told apart by, and conditions over rates.
#include "dsl/lower/playbook.hpp"

namespace playmaker::lower {

using bind::Thing;
using syntax::Kind;

namespace {

plan::Figure figure_of(std::string_view word) {
  if (word == "breakpoint") return plan::Figure::breakpoints;
  if (word == "goal") return plan::Figure::goal;
  if (word == "task") return plan::Figure::tasks;
  if (word == "cost") return plan::Figure::cost;
  if (word == "touch") return plan::Figure::touches;
  return plan::Figure::funnel;
}

}  // namespace

plan::SweepRule PlaybookLowering::regular(NodeId node) const {
  plan::SweepRule out;
  const NodeId every = tree_.child_at(node, 0);
  switch (tree_[every].unit) {
    case syntax::Unit::week: out.period = plan::Period::week; break;
    case syntax::Unit::month: out.period = plan::Period::month; break;
    case syntax::Unit::quarter: out.period = plan::Period::quarter; break;
    case syntax::Unit::year: out.period = plan::Period::year; break;
    default: out.period = plan::Period::day; break;
  }
  if (tree_.kind(every) == Kind::lit_duration) out.every = static_cast<std::int32_t>(tree_.number(every));
  out.working = tree_[every].working;
  for (const NodeId part : tree_.children(node)) {
    switch (tree_.kind(part)) {
      case Kind::month_day:
        out.timing.kind = plan::TimingKind::month_day;
        out.timing.number = static_cast<std::int32_t>(tree_.number(part));
        break;
      case Kind::last_day: out.timing.kind = plan::TimingKind::last_day; break;
      case Kind::weekday:
        out.timing.kind = plan::TimingKind::weekday;
        out.timing.number = static_cast<std::int32_t>(tree_.number(part));
        break;
      case Kind::at: out.timing.at_minute = static_cast<std::int32_t>(tree_.number(tree_.child_at(part, 0))); break;
      default: break;
    }
  }
  return out;
}

std::uint32_t PlaybookLowering::goal_named(std::string_view name) const {
  for (std::uint32_t i = 0; i < playbook_.items.size(); ++i) {
    if (item(i).thing == Thing::goal && item(i).name == name) return index_[i];
  }
  return kNone;
}

std::uint32_t PlaybookLowering::dimension(NodeId dim, plan::Figure figure) {
  plan::Dimension out;
  const std::string_view name = name_of(dim);
  out.name = text(name);
  const auto found = [&](Thing thing) {
    for (std::uint32_t i = 0; i < playbook_.items.size(); ++i) {
      if (item(i).thing == thing && item(i).name == name) return i;
    }
    return kNone;
  };
  const bind::Field* field = bound_.customer.find(name);
  bool asked = false;
  for (const NodeId clause : tree_.children(node_, Kind::breakpoint)) asked = asked || syntax::exists(tree_.child(clause, Kind::reasons));
  if (name == "branch") {
    out.kind = plan::DimensionKind::branch;
  } else if (figure == plan::Figure::breakpoints && name == "reason" && asked) {
    out.kind = plan::DimensionKind::reason;
  } else if (figure == plan::Figure::tasks && name == "outcome") {
    out.kind = plan::DimensionKind::outcome;
  } else if (const std::uint32_t table = found(Thing::decide); table != kNone) {
    out.kind = plan::DimensionKind::decided;
    out.decide = index_[table];
  } else if (const std::uint32_t define = found(Thing::define); define != kNone) {
    out.kind = plan::DimensionKind::value;
    out.value = expressions_.definition(define);
  } else if (bound_.names.find(Thing::role, name) != kNone) {
    out.kind = plan::DimensionKind::manager;
  } else {
    out.kind = plan::DimensionKind::value;
    out.value = unit_.node(NodeOp::attribute, unit_.type(field->type), unit_.attribute(field->name, field->type));
  }
  for (std::uint32_t i = 0; i < plan_.dimensions.size(); ++i) {
    if (plan_.dimensions[i].kind == out.kind && plan_.dimensions[i].name == out.name) return i;
  }
  plan_.dimensions.push_back(out);
  return static_cast<std::uint32_t>(plan_.dimensions.size() - 1);
}

void PlaybookLowering::review(NodeId node) {
  const std::uint32_t at = item_of(node);
  plan::Review out;
  out.site = sites_[at];
  out.every = regular(tree_.child(node, Kind::regular));
  for (const NodeId clause : tree_.children(node)) {
    switch (tree_.kind(clause)) {
      case Kind::show: {
        plan::Show show;
        show.figure = figure_of(tree_.text(clause));
        show.of_moments = tree_.child_text(clause, Kind::of_kind) == "moment";
        show.of_stages = show.figure != plan::Figure::funnel && tree_.child_text(clause, Kind::of_kind) == "stage";
        if (const NodeId per = tree_.child(clause, Kind::per_ref); syntax::exists(per))
          show.per = goal_named(name_of(tree_.child_at(per, 0)));
        for (const NodeId dim : tree_.children(clause, Kind::dim)) show.by.push_back(dimension(dim, show.figure));
        out.shows.push_back(std::move(show));
        break;
      }
      case Kind::compare: out.compares.push_back(goal_named(name_of(tree_.child_at(clause, 0)))); break;
      case Kind::alert: out.alerts.push_back({text(name_of(tree_.child_at(clause, 0))), value(tree_.child_at(clause, 1))}); break;
      case Kind::when_step: {
        plan::ReviewTask step;
        step.when = value(tree_.child_at(clause, 0));
        for (const NodeId task : tree_.children(tree_.child(clause, Kind::block), Kind::task)) step.tasks.push_back(index_[item_of(task)]);
        out.tasks.push_back(std::move(step));
        break;
      }
      default: break;
    }
  }
  plan_.reviews[index_[at]] = std::move(out);
}

}  // namespace playmaker::lower
