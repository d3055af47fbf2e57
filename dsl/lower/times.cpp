#include <algorithm>

#include "dsl/bind/value.hpp"
#include "dsl/lower/playbook.hpp"

namespace playmaker::lower {

using bind::Thing;
using syntax::Kind;

plan::Trigger PlaybookLowering::trigger(NodeId node) {
  plan::Trigger out;
  const NodeId what = tree_.child_at(node, 0);
  if (const NodeId lookback = tree_.child(node, Kind::lookback); syntax::exists(lookback))
    out.lookback = length(tree_.child_at(lookback, 0));
  out.any_moment = syntax::exists(tree_.child(node, Kind::in_any));
  if (tree_.kind(what) == Kind::import_ref) {
    out.kind = plan::TriggerKind::import_arrived;
    out.what = text(name_of(what));
  } else {
    const Chain& chain = chain_at(what);
    switch (chain.root) {
      case Root::event:
        out.kind = plan::TriggerKind::event;
        out.what = unit_.event(bound_.names.at(Thing::event, chain.index).name);
        break;
      case Root::task:
      case Root::task_closed: out.kind = plan::TriggerKind::task_closed; break;
      case Root::task_done: out.kind = plan::TriggerKind::task_done; break;
      case Root::task_outcome_is:
        out.kind = plan::TriggerKind::task_outcome;
        out.outcome = text(chain.name);
        break;
      case Root::hand_off: out.kind = plan::TriggerKind::hand_off; break;
      default: out.kind = plan::TriggerKind::entry; break;
    }
    if (out.kind == plan::TriggerKind::task_closed || out.kind == plan::TriggerKind::task_done ||
        out.kind == plan::TriggerKind::task_outcome) {
      out.what = index_[chain.index];
      for (const std::uint32_t other : chain.others) out.also.push_back(index_[other]);
    }
  }
  if (const NodeId where = tree_.child(node, Kind::where); syntax::exists(where)) out.where = test(tree_.child_at(where, 0));
  return out;
}

plan::Anchor PlaybookLowering::anchor(NodeId path) {
  const Chain& chain = chain_at(path);
  switch (chain.root) {
    case Root::entry: return {plan::AnchorKind::entry, kNone};
    case Root::due: return {plan::AnchorKind::due, kNone};
    case Root::event: return {plan::AnchorKind::event, unit_.event(bound_.names.at(Thing::event, chain.index).name)};
    case Root::task_closed: return {plan::AnchorKind::task_closed, index_[chain.index]};
    case Root::container: return {plan::AnchorKind::stage, index_[chain.index]};
    default: return {plan::AnchorKind::value, expressions_.path(file_, path)};
  }
}

plan::Timing PlaybookLowering::timing(NodeId node) {
  plan::Timing out;
  const NodeId what = tree_.child_at(node, 0);
  const auto number = [&](NodeId literal) { return static_cast<std::int32_t>(tree_.number(literal)); };
  switch (tree_.kind(what)) {
    case Kind::on_day:
      out.kind = plan::TimingKind::day;
      out.number = number(tree_.child_at(what, 0));
      break;
    case Kind::weekday:
      out.kind = plan::TimingKind::weekday;
      out.number = number(what);
      break;
    case Kind::month_day:
      out.kind = plan::TimingKind::month_day;
      out.number = number(what);
      break;
    case Kind::last_day: out.kind = plan::TimingKind::last_day; break;
    case Kind::lit_date:
      out.kind = plan::TimingKind::date;
      out.number = number(what);
      break;
    case Kind::offset_after:
    case Kind::offset_before:
      out.kind = tree_.kind(what) == Kind::offset_after ? plan::TimingKind::after : plan::TimingKind::before;
      out.length = length(tree_.child_at(what, 0));
      out.anchor = anchor(tree_.child_at(what, 1));
      break;
    default: break;
  }
  if (const NodeId at = tree_.child(node, Kind::at); syntax::exists(at)) out.at_minute = number(tree_.child_at(at, 0));
  if (const NodeId times = tree_.child(node, Kind::times); syntax::exists(times))
    out.times = static_cast<std::uint16_t>(tree_.number(tree_.child_at(times, 0)));
  return out;
}

plan::Tick PlaybookLowering::tick(NodeId node) {
  plan::Tick out{length(tree_.child_at(node, 0))};
  if (tree_.kind(node) == Kind::tick_after) return out;
  const bool after = tree_.kind(node) == Kind::offset_after;
  const NodeId path = tree_.child_at(node, 1);
  if (tree_.path_text(path) == "due") {
    out.anchor = after ? plan::TickAnchor::after_due : plan::TickAnchor::before_due;
  } else {
    out.anchor = after ? plan::TickAnchor::after : plan::TickAnchor::before;
    out.of = anchor(path);
  }
  return out;
}

void PlaybookLowering::after(NodeId path, std::uint32_t& task, std::uint32_t& stage, std::uint32_t& wave) const {
  const Chain& chain = chain_at(path);
  switch (item(chain.index).thing) {
    case Thing::task: task = index_[chain.index]; break;
    case Thing::stage: stage = index_[chain.index]; break;
    default: wave = index_[chain.index]; break;
  }
}

std::string_view PlaybookLowering::name_of(NodeId ref) const {
  const auto canonical = bound_.canonical.find(bind::key(file_, ref));
  return canonical == bound_.canonical.end() ? tree_.text(ref) : std::string_view(canonical->second);
}

NodeIndex PlaybookLowering::test(NodeId node) {
  const NodeIndex out = value(node);
  const source::Span span = tree_.span(node);
  const bool included = std::ranges::any_of(bound_.inclusions, [&](const bind::Inclusion& each) {
    return each.fragment.file == span.file && each.fragment.begin <= span.begin && span.end <= each.fragment.end;
  });
  out_.tests.push_back({out, span, included});
  return out;
}

NodeIndex PlaybookLowering::guards(NodeId node, Kind kind, NodeOp join) {
  NodeIndex out = kNone;
  for (const NodeId guard : tree_.children(node, kind)) {
    const NodeIndex each = test(tree_.child_at(guard, 0));
    out = out == kNone ? each : unit_.logic(join, out, each);
  }
  return out;
}

}  // namespace playmaker::lower
