#include "dsl/bind/stages.hpp"
#include "dsl/lower/playbook.hpp"

namespace playmaker::lower {

using bind::Thing;
using syntax::Kind;

void PlaybookLowering::stage(NodeId node) {
  const std::uint32_t at = item_of(node), index = index_[at];
  plan::Stage out;
  out.site = sites_[at];
  out.when = guards(node, Kind::guard_when, NodeOp::and_);
  out.unless = guards(node, Kind::unless, NodeOp::or_);
  for (const NodeId clause : tree_.children(node)) {
    switch (tree_.kind(clause)) {
      case Kind::after: out.after.push_back(index_[chain_at(tree_.child_at(clause, 0)).index]); break;
      case Kind::due: out.due = length(tree_.child_at(clause, 0)); break;
      case Kind::timing: {
        const NodeId what = tree_.child_at(clause, 0);
        if (tree_.kind(what) == Kind::on_days) {
          out.from_day = static_cast<std::int32_t>(tree_.number(tree_.child_at(what, 0)));
          out.to_day = static_cast<std::int32_t>(tree_.number(tree_.child_at(what, 1)));
          if (const NodeId at = tree_.child(clause, Kind::at); syntax::exists(at))
            out.timing.at_minute = static_cast<std::int32_t>(tree_.number(tree_.child_at(at, 0)));
        } else {
          out.timing = timing(clause);
        }
        break;
      }
      default: break;
    }
  }
  for (std::uint32_t i = 0; i < playbook_.items.size(); ++i) {
    if (around(i) != at) continue;
    if (item(i).thing == Thing::task && !item(i).of_branch) out.tasks.push_back(index_[i]);
    if (item(i).thing == Thing::wave) out.waves.push_back(index_[i]);
  }
  out.block = block(tree_.child(node, Kind::block), out.site);
  plan_.stages[index] = std::move(out);
}

void PlaybookLowering::wave(NodeId node) {
  const std::uint32_t at = item_of(node), index = index_[at];
  plan::Wave out;
  out.site = sites_[at];
  out.when = guards(node, Kind::guard_when, NodeOp::and_);
  out.unless = guards(node, Kind::unless, NodeOp::or_);
  std::int32_t at_minute = -1;
  for (const NodeId clause : tree_.children(node)) {
    switch (tree_.kind(clause)) {
      case Kind::timing: out.timing = timing(clause); break;
      case Kind::at: at_minute = static_cast<std::int32_t>(tree_.number(tree_.child_at(clause, 0))); break;
      case Kind::after: after(tree_.child_at(clause, 0), out.after_task, out.after_stage, out.after_wave); break;
      case Kind::stale_after: out.stale_after = length(tree_.child_at(clause, 0)); break;
      default: break;
    }
  }
  if (at_minute >= 0) out.timing.at_minute = at_minute;
  out.block = block(tree_.child(node, Kind::block), out.site);
  plan_.waves[index] = out;
}

void PlaybookLowering::task(NodeId node) {
  const std::uint32_t at = item_of(node);
  plan::Task out;
  out.site = sites_[at];
  out.must = !syntax::exists(tree_.child(node, Kind::optional_flag));
  out.of_branch = item(at).of_branch;
  for (const NodeId clause : tree_.children(node_)) out.at_start = out.at_start || (out.of_branch && clause == node);
  out.when = guards(node, Kind::guard_when, NodeOp::and_);
  out.unless = guards(node, Kind::unless, NodeOp::or_);
  for (const NodeId clause : tree_.children(node)) {
    const NodeId first = tree_.child_at(clause, 0);
    switch (tree_.kind(clause)) {
      case Kind::by_channel: out.channel = text(name_of(first)); break;
      case Kind::after: after(first, out.after_task, out.after_stage, out.after_wave); break;
      case Kind::timing: out.timing = timing(clause); break;
      case Kind::done:
      case Kind::closed: {
        const NodeId as = tree_.child(clause, Kind::as);
        if (syntax::exists(as)) out.outcomes.push_back(text(tree_.text(as)));
        if (tree_.kind(first) == Kind::by_report) {
          if (tree_.kind(clause) == Kind::done) out.by_report = true;
          else out.work.closed_by_report.push_back(text(syntax::exists(as) ? tree_.text(as) : std::string_view("closed")));
          break;
        }
        plan::TaskClosing closing;
        closing.done = tree_.kind(clause) == Kind::done;
        if (tree_.kind(first) == Kind::trigger) closing.on = trigger(first);
        else closing.when = test(tree_.child_at(first, 0));
        if (syntax::exists(as)) closing.outcome = text(tree_.text(as));
        out.closings.push_back(std::move(closing));
        break;
      }
      case Kind::assign:
        out.role = text(name_of(first));
        if (const NodeId second = tree_.child_at(clause, 1); syntax::exists(second)) out.with_role = text(name_of(second));
        break;
      case Kind::due:
        out.due.written = true;
        if (tree_.kind(first) == Kind::timing) out.due.timing = timing(first);
        else out.due.length = length(first);
        break;
      case Kind::remind: {
        const NodeId via = tree_.child(clause, Kind::via);
        out.remind.push_back({tick(first), syntax::exists(via) ? std::string(name_of(tree_.child_at(via, 0))) : std::string()});
        break;
      }
      case Kind::escalate: out.escalate.push_back({tick(first), std::string(name_of(tree_.child_at(clause, 1))), {}}); break;
      case Kind::expires_after: out.expires_after = length(first); break;
      case Kind::purpose:
        out.purpose = static_cast<plan::Purpose>(bound_.meaning(file_, first).ref);
        out.purpose_written = true;
        break;
      case Kind::offering: out.offering = text(name_of(first)); break;
      default: task_work(clause, out.work); break;
    }
  }
  plan_.tasks[index_[at]] = std::move(out);
}

void PlaybookLowering::breakpoint(NodeId node) {
  const std::uint32_t at = item_of(node);
  plan::Breakpoint out;
  out.site = sites_[at];
  for (const NodeId clause : tree_.children(node)) {
    const NodeId first = tree_.child_at(clause, 0);
    switch (tree_.kind(clause)) {
      case Kind::from: out.from = trigger(first); break;
      case Kind::to: out.to = trigger(first); break;
      case Kind::tick_after: out.length = length(first); break;
      case Kind::offset_after:
      case Kind::offset_before:
        out.rule = tree_.kind(clause) == Kind::offset_after ? plan::StallRuleKind::after_anchor : plan::StallRuleKind::before_anchor;
        out.length = length(first);
        out.anchor = anchor(tree_.child_at(clause, 1));
        break;
      case Kind::once: out.once = true; break;
      case Kind::reasons:
        for (const NodeId reason : tree_.children(clause, Kind::lit_text)) out.why.reasons.push_back(text(tree_.text(reason)));
        out.why.role = text(name_of(tree_.child(clause, Kind::ref)));
        break;
      case Kind::times: out.times = static_cast<std::uint32_t>(tree_.number(first)); break;
      default: break;
    }
  }
  out.block = block(node, out.site);
  plan_.breakpoints[index_[at]] = std::move(out);
}

void PlaybookLowering::moment(NodeId node) {
  const std::uint32_t at = item_of(node);
  plan::Moment out;
  out.site = sites_[at];
  for (const NodeId clause : tree_.children(node)) {
    const NodeId first = tree_.child_at(clause, 0);
    switch (tree_.kind(clause)) {
      case Kind::on_event: out.on.push_back(trigger(first)); break;
      case Kind::starts_when: out.starts_when = test(first); break;
      case Kind::among: out.among.push_back(test(first)); break;
      case Kind::expires_after: out.expires_after = length(first); break;
      case Kind::overlap:
        if (tree_.text(clause) == "merge") out.overlap = plan::Overlap::merge;
        if (tree_.text(clause) == "queue") out.overlap = plan::Overlap::queue;
        break;
      case Kind::for_each: {
        out.each.list = expressions_.path(file_, tree_.child(clause, Kind::path));
        const NodeId where = tree_.child(clause, Kind::where);
        if (syntax::exists(where)) out.each.where = test(tree_.child_at(where, 0));
        break;
      }
      default: break;
    }
  }
  out.again = again(node);
  out.block = block(node, out.site);
  plan_.moments[index_[at]] = std::move(out);
}

plan::Cell PlaybookLowering::cell(NodeId node) {
  const NodeId first = tree_.child_at(node, 0);
  const auto one = [&](plan::CellKind kind) { return plan::Cell{kind, value(first), kNone}; };
  switch (tree_.kind(node)) {
    case Kind::cell_unknown: return {plan::CellKind::unknown, kNone, kNone};
    case Kind::cell_value: return one(plan::CellKind::equal);
    case Kind::cell_range: {
      const NodeIndex low = value(first);
      return {plan::CellKind::range, low, value(tree_.child_at(node, 1))};
    }
    case Kind::cell_at_least: return one(plan::CellKind::at_least);
    case Kind::cell_at_most: return one(plan::CellKind::at_most);
    case Kind::cell_more_than: return one(plan::CellKind::above);
    case Kind::cell_less_than: return one(plan::CellKind::below);
    case Kind::cell_one_of: {
      std::vector<NodeIndex> items;
      for (const NodeId item : tree_.children(node)) items.push_back(value(item));
      return {plan::CellKind::one_of, unit_.list({plan::Kind::list, kNone}, items), kNone};
    }
    default: return {};
  }
}

void PlaybookLowering::decide(NodeId node) {
  const std::uint32_t at = item_of(node);
  plan::Decide out;
  TableText text;
  out.site = sites_[at];
  for (const NodeId path : tree_.children(tree_.child(node, Kind::by))) {
    out.by.push_back(expressions_.path(file_, path));
    text.columns.push_back(tree_.path_text(path));
  }
  for (const NodeId row : tree_.children(node, Kind::decide_row)) {
    plan::DecideRow made;
    text.rows.push_back(tree_.span(row));
    for (const NodeId child : tree_.children(row)) {
      if (tree_.kind(child) == Kind::ref) made.track = index_[bound_.meaning(file_, child).ref];
      else made.cells.push_back(cell(child));
    }
    out.rows.push_back(std::move(made));
  }
  plan_.decides[index_[at]] = std::move(out);
  out_.tables.resize(plan_.decides.size());
  out_.tables[index_[at]] = std::move(text);
}

}  // namespace playmaker::lower
