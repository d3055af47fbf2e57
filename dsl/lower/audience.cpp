#include <utility>

#include "dsl/bind/value.hpp"
#include "dsl/lower/playbook.hpp"
#include "runtime/plan/operands.hpp"

namespace playmaker::lower {

using bind::Thing;
using syntax::Kind;

plan::Again PlaybookLowering::again(NodeId owner) {
  plan::Again out;
  for (const NodeId clause : tree_.children(owner)) {
    const Kind kind = tree_.kind(clause);
    if (kind == Kind::again_after) {
      out.kind = syntax::exists(tree_.child(clause, Kind::since_exit)) ? plan::AgainKind::after_exit : plan::AgainKind::after;
      out.length = length(tree_.child_at(clause, 0));
    }
    NodeId key = kind == Kind::again_per ? tree_.child_at(clause, 0) : syntax::kNoNode;
    if (const NodeId per = tree_.child(clause, Kind::per); kind == Kind::again_after && syntax::exists(per)) key = tree_.child_at(per, 0);
    if (!syntax::exists(key)) continue;
    out.kind = plan::AgainKind::per;
    out.key = expressions_.path(file_, key);
  }
  return out;
}

void PlaybookLowering::audience(NodeId node) {
  plan::Audience& out = plan_.audience;
  const SiteIndex site = add_site(SiteKind::audience, 0, kNone, "audience", node);
  const SiteIndex outer = std::exchange(container_, site);
  // The clauses a refusal names have places of their own.
  const auto stands = [&](std::string_view word, std::size_t index, NodeId clause) {
    add_site(SiteKind::audience, site, static_cast<std::uint32_t>(index), "audience." + std::string(word), clause);
  };
  for (const NodeId clause : tree_.children(node)) {
    const NodeId first = tree_.child_at(clause, 0);
    switch (tree_.kind(clause)) {
      case Kind::enter_event:
      case Kind::enter_when:
      case Kind::enter_sweep:
      case Kind::enter_list: entry(clause); break;
      case Kind::only:
        out.only.push_back(at_once(test(first), first));
        stands("only_" + std::to_string(out.only.size()), out.only.size() - 1, clause);
        break;
      case Kind::except:
        out.except.push_back(at_once(test(first), first));
        stands("except_" + std::to_string(out.except.size()), out.except.size() - 1, clause);
        break;
      case Kind::again_never:
      case Kind::again_after:
      case Kind::again_per: stands("again", 0, clause); break;
      case Kind::hold_out:
        stands("hold_out", 0, clause);
        out.hold_out = static_cast<std::uint32_t>(bind::millionths(tree_[first]).value_or(0));
        out.hold_out_from_all = tree_.child_text(clause, Kind::hold_out_from) == "all";
        break;
      case Kind::at_most_customers:
        stands("at_most", 0, clause);
        out.at_most = static_cast<std::uint32_t>(tree_.number(first));
        break;
      default: break;
    }
  }
  out.again = again(node);
  container_ = outer;
}

// What is looked at only when an entry asks has no memory of how long it has held: `C for D` is watched by `enter when` alone.
NodeIndex PlaybookLowering::at_once(NodeIndex made, NodeId node) {
  if (made == kNone || !reads_hold(made)) return made;
  issues_.add(source::Issue(source::Code::hold_unwatched, tree_.span(node))
                  .arg({"a customer who may enter", "可能进入的客户"})
                  .help({"write `enter when … for …`", "请写 `enter when … for …`"}));
  return made;
}

bool PlaybookLowering::reads_hold(NodeIndex node) const {
  std::vector<bool> seen(plan_.unit.nodes.size());           // parts that several defines share are looked at once
  std::vector<NodeIndex> left = {node};
  while (!left.empty()) {
    const NodeIndex next = left.back();
    left.pop_back();
    if (seen[next]) continue;
    seen[next] = true;
    const plan::Node& at = plan_.unit.nodes[next];
    if (at.op == NodeOp::held_for) return true;
    plan::for_each_child(plan_.unit, at, [&](NodeIndex child) { left.push_back(child); });
  }
  return false;
}

// Who is on a list is told by the customer's "list.NAME" (core/roster).
void PlaybookLowering::from_list(NodeId node, plan::Entry& out) {
  const std::string_view list = name_of(tree_.child_at(node, 0));
  out.kind = plan::EntryKind::list;
  out.list = text(list);
  const bind::Type yes{plan::Kind::boolean, kNone};
  out.condition = unit_.node(NodeOp::attribute, unit_.type(yes), unit_.attribute("list." + std::string(list), yes));
  const NodeId dealt = tree_.child(node, Kind::dealt);
  if (!syntax::exists(dealt)) return;
  out.dealing.written = true;
  out.dealing.role = text(name_of(tree_.child(dealt, Kind::ref)));
  const NodeId claim = tree_.child(dealt, Kind::claim);
  if (!syntax::exists(claim)) return;
  out.dealing.claim = length(tree_.child_at(claim, 0));
  if (tree_.child_text(claim, Kind::claim_else) == "back") out.dealing.otherwise = plan::Unclaimed::back;
}

void PlaybookLowering::entry(NodeId node) {
  const auto index = static_cast<std::uint32_t>(plan_.audience.entries.size());
  plan::Entry out;
  out.site = add_step(SiteKind::entry, "entry", index, node);
  const NodeId first = tree_.child_at(node, 0);
  switch (tree_.kind(node)) {
    case Kind::enter_event:
      out.on = trigger(first);
      at_once(out.on.where, first);
      if (out.on.kind == plan::TriggerKind::import_arrived) {   // everybody is looked at once it has arrived, at most once a day
        out.kind = plan::EntryKind::sweep;
        out.sweep.period = plan::Period::day;
        out.import = out.on.what;
        out.each_import = true;
        out.condition = std::exchange(out.on, {}).where;
        break;
      }
      out.kind = out.on.kind == plan::TriggerKind::hand_off ? plan::EntryKind::hand_off : plan::EntryKind::on_event;
      break;
    case Kind::enter_when:
      out.kind = plan::EntryKind::when;
      out.condition = test(first);
      if (const NodeId within = tree_.child(node, Kind::within); syntax::exists(within)) {
        out.within = length(tree_.child_at(within, 0));
        out.within_event = unit_.event(bound_.names.at(Thing::event, chain_at(tree_.child_at(within, 1)).index).name);
      }
      break;
    case Kind::enter_list: from_list(node, out); break;
    default: {
      out.kind = plan::EntryKind::sweep;
      out.sweep = regular(tree_.child(node, Kind::regular));
      if (const NodeId import = tree_.child(node, Kind::after_import); syntax::exists(import)) {
        out.import = text(name_of(tree_.child_at(import, 0)));
        if (const NodeId latest = tree_.child(import, Kind::latest); syntax::exists(latest))
          out.latest_minute = static_cast<std::int32_t>(tree_.number(tree_.child_at(latest, 0)));
        out.skip_when_late = tree_.child_text(import, Kind::sweep_else) != "run";
      }
      if (const NodeId where = tree_.child(node, Kind::where); syntax::exists(where))
        out.condition = at_once(test(tree_.child_at(where, 0)), where);
      break;
    }
  }
  plan_.audience.entries.push_back(std::move(out));
}

}  // namespace playmaker::lower
