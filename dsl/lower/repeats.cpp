// What comes again, and what is held against a figure.
#include "dsl/bind/value.hpp"
#include "dsl/lower/playbook.hpp"

namespace playmaker::lower {

using syntax::Kind;
using syntax::Unit;

namespace {

plan::Length length_of(Unit unit) {
  switch (unit) {
    case Unit::week: return {plan::LengthUnit::days, 7};
    case Unit::month: return {plan::LengthUnit::months, 1};
    case Unit::quarter: return {plan::LengthUnit::months, 3};
    case Unit::year: return {plan::LengthUnit::months, 12};
    default: return {plan::LengthUnit::days, 1};
  }
}
plan::Period period_of(Unit unit) {
  switch (unit) {
    case Unit::week: return plan::Period::week;
    case Unit::month: return plan::Period::month;
    case Unit::quarter: return plan::Period::quarter;
    case Unit::year: return plan::Period::year;
    default: return plan::Period::day;
  }
}

}  // namespace

void PlaybookLowering::repeat(NodeId node) {
  const std::uint32_t at = item_of(node), index = index_[at];
  const NodeId regular = tree_.child(node, Kind::regular), every = tree_.child_at(regular, 0);
  plan::Repeat out;
  out.site = sites_[at];
  out.every = tree_.kind(every) == Kind::lit_duration ? bind::length_of(tree_[every]) : length_of(tree_[every].unit);
  const auto number = [&](NodeId literal) { return static_cast<std::int32_t>(tree_.number(literal)); };
  for (const NodeId part : tree_.children(regular)) {
    switch (tree_.kind(part)) {
      case Kind::weekday:
        out.day = plan::RepeatDay::weekday;
        out.number = number(part);
        break;
      case Kind::month_day:
        out.day = plan::RepeatDay::month_day;
        out.number = number(part);
        break;
      case Kind::last_day: out.day = plan::RepeatDay::last_day; break;
      case Kind::at: out.at_minute = number(tree_.child_at(part, 0)); break;
      default: break;
    }
  }
  out.times = static_cast<std::uint32_t>(tree_.number(tree_.child_at(tree_.child(node, Kind::times), 0)));
  if (const NodeId until = tree_.child(node, Kind::until); syntax::exists(until)) out.until = test(tree_.child_at(until, 0));
  out.block = block(tree_.child(node, Kind::block), out.site);
  plan_.repeats[index] = out;
}

void PlaybookLowering::target(NodeId node) {
  plan::Target out;
  out.goal = goal_named(name_of(tree_.child(node, Kind::ref)));
  out.number = static_cast<std::uint32_t>(tree_.number(tree_.child(node, Kind::lit_int)));
  out.per = period_of(tree_[tree_.child(node, Kind::period)].unit);
  if (const NodeId dim = tree_.child(node, Kind::dim); syntax::exists(dim)) out.by = text(name_of(dim));
  plan_.targets.push_back(out);
}

}  // namespace playmaker::lower
