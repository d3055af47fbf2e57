#include "dsl/bind/stages.hpp"
#include "dsl/lower/playbook.hpp"

namespace playmaker::lower {

using bind::Thing;
using plan::OpKind;
using syntax::Kind;

OpIndex PlaybookLowering::op(OpKind kind, SiteIndex site, std::uint32_t a, std::uint32_t b) {
  plan_.ops.push_back({kind, site, a, b});
  return here() - 1;
}

OpIndex PlaybookLowering::block(NodeId steps_node, SiteIndex site) {
  const SiteIndex outer = std::exchange(container_, site);
  const std::string above = std::exchange(prefix_, plan_.sites[site].path);
  const OpIndex first = here();
  if (syntax::exists(steps_node)) steps(steps_node);
  op(OpKind::end, site);
  container_ = outer;
  prefix_ = above;
  return first;
}

void PlaybookLowering::steps(NodeId block) {
  for (const NodeId child : tree_.children(block)) {
    if (syntax::is_step(tree_.kind(child))) step(child);
  }
}

void PlaybookLowering::step(NodeId node) {
  const NodeId first = tree_.child_at(node, 0);
  switch (tree_.kind(node)) {
    case Kind::send: return send(node);
    case Kind::notify: return notify(node);
    case Kind::task: return open_task(node);
    case Kind::hand_over: return hand_over(node);
    case Kind::wave:
      op(OpKind::arm_wave, sites_[item_of(node)], index_[item_of(node)]);
      later_.push_back(node);
      return;
    case Kind::repeat:
      op(OpKind::repeat, sites_[item_of(node)], index_[item_of(node)]);
      later_.push_back(node);
      return;
    case Kind::reserve: {
      const auto index = static_cast<std::uint32_t>(plan_.reserves.size());
      const SiteIndex site = add_step(SiteKind::reserve, "reserve", index, node);
      plan_.reserves.push_back({site, text(name_of(first)), length(tree_.child_at(node, 1))});
      op(OpKind::reserve, site, index);
      return;
    }
    case Kind::release: {
      const auto index = static_cast<std::uint32_t>(plan_.releases.size());
      const SiteIndex site = add_step(SiteKind::release, "release", index, node);
      plan_.releases.push_back({site, text(name_of(first))});
      op(OpKind::release, site, index);
      return;
    }
    case Kind::decide: op(OpKind::decide, sites_[item_of(node)], index_[item_of(node)]); return;
    case Kind::when_step: return when(node);
    case Kind::include: {
      const std::string above = std::exchange(prefix_, item(item_of(node)).path);
      steps(tree_.child(node, Kind::block));
      prefix_ = above;
      return;
    }
    case Kind::wait:
    case Kind::wait_for:
    case Kind::wait_until: return wait(node);
    case Kind::grant: return grant(node);
    case Kind::assign_to: {
      const auto index = static_cast<std::uint32_t>(plan_.assigns.size());
      const SiteIndex site = add_step(SiteKind::assign, "assign", index, node);
      plan_.assigns.push_back({site, text(name_of(first)), index_[chain_at(tree_.child_at(node, 1)).index]});
      op(OpKind::assign, site, index);
      return;
    }
    case Kind::ask: return ask(node);
    case Kind::place: return place_on(node);
    case Kind::invite: return invite(node);
    case Kind::experiment: return experiment(node);
    case Kind::hand_off: return hand_off(node);
    case Kind::tag: op(OpKind::tag, add_step(SiteKind::tag, "tag", kNone, node), text(tree_.text(node))); return;
    case Kind::set: {
      const Chain& chain = chain_at(first);
      const std::uint32_t attribute = unit_.attribute(chain.name, chain.type);
      op(OpKind::set, add_step(SiteKind::set, "set", kNone, node), attribute, value(tree_.child_at(node, 1)));
      return;
    }
    case Kind::emit: return emit_event(node);
    case Kind::finish: op(OpKind::finish, add_step(SiteKind::finish, "finish", kNone, node), text(tree_.text(first))); return;
    default: return;
  }
}

std::vector<plan::WithValue> PlaybookLowering::with(NodeId node) {
  std::vector<plan::WithValue> out;
  const NodeId given = tree_.child(node, Kind::with);
  if (!syntax::exists(given)) return out;
  for (const NodeId one : tree_.children(given)) {
    const NodeId name = tree_.child_at(one, 0);
    out.push_back({text(name_of(name)), value(tree_.child_at(one, 1))});
  }
  return out;
}

void PlaybookLowering::send(NodeId node) {
  const auto index = static_cast<std::uint32_t>(plan_.sends.size());
  plan_.sends.emplace_back();
  const SiteIndex site = add_step(SiteKind::send, "send", index, node);
  plan::Send out;
  out.site = site;
  for (const NodeId child : tree_.children(node, Kind::leg)) {
    plan::Leg leg;
    const auto number = static_cast<std::uint32_t>(out.legs.size());
    leg.site = add_site(SiteKind::leg, site, number, plan_.sites[site].path + "." + std::to_string(number + 1), child);
    leg.channel = text(name_of(tree_.child_at(child, 0)));
    leg.template_ = text(name_of(tree_.child_at(child, 1)));
    if (const NodeId report = tree_.child(child, Kind::report_within); syntax::exists(report)) {
      leg.report = text(tree_.text(report));
      leg.within = length(tree_.child_at(report, 0));
    }
    out.legs.push_back(leg);
  }
  out.with = with(node);
  out.offering = offering(node);
  plan_.sends[index] = std::move(out);
  op(OpKind::send, site, index);
}

void PlaybookLowering::notify(NodeId node) {
  const auto index = static_cast<std::uint32_t>(plan_.notices.size());
  plan_.notices.emplace_back();
  const NodeId leg = tree_.child_at(node, 1);
  plan::Notice out;
  out.site = add_step(SiteKind::notify, "notify", index, node);
  out.role = text(name_of(tree_.child_at(node, 0)));
  out.channel = text(name_of(tree_.child_at(leg, 0)));
  out.template_ = text(name_of(tree_.child_at(leg, 1)));
  out.with = with(node);
  plan_.notices[index] = out;
  op(OpKind::notify, out.site, index);
}

// branch C ─> B · A · jump ─> after · B, and so on for each further case.
void PlaybookLowering::when(NodeId node) {
  std::vector<OpIndex> jumps;
  std::vector<NodeId> cases = {node};
  for (const NodeId more : tree_.children(node, Kind::else_when)) cases.push_back(more);
  const NodeId otherwise = tree_.child(node, Kind::else_block);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const NodeIndex condition = test(tree_.child_at(cases[i], 0));
    const SiteIndex site = add_step(SiteKind::branch, "when", kNone, cases[i]);
    const OpIndex branch = op(OpKind::branch, site, condition);
    steps(tree_.child(cases[i], Kind::block));
    if (i + 1 < cases.size() || syntax::exists(otherwise)) jumps.push_back(op(OpKind::jump, site));
    plan_.ops[branch].b = here();
  }
  if (syntax::exists(otherwise)) steps(otherwise);
  for (const OpIndex jump : jumps) plan_.ops[jump].a = here();
}

void PlaybookLowering::wait(NodeId node) {
  const Kind kind = tree_.kind(node);
  const auto index = static_cast<std::uint32_t>(plan_.waits.size());
  plan_.waits.emplace_back();
  plan::Wait out;
  out.site = add_step(SiteKind::wait, "wait", index, node);
  const NodeId first = tree_.child_at(node, 0);
  if (kind == Kind::wait_for) out.for_.push_back(trigger(first));
  if (kind == Kind::wait_until) out.until = test(first);
  out.up_to = length(kind == Kind::wait ? first : tree_.child_at(node, 1));
  plan_.waits[index] = out;
  if (kind == Kind::wait) {
    op(OpKind::wait, out.site, index);
    return;
  }
  const OpIndex waiting = op(kind == Kind::wait_for ? OpKind::wait_for : OpKind::wait_until, out.site, index);
  if (const NodeId otherwise = tree_.child(node, Kind::else_block); syntax::exists(otherwise)) steps(otherwise);
  plan_.ops[waiting].b = here();
}

void PlaybookLowering::grant(NodeId node) {
  const auto index = static_cast<std::uint32_t>(plan_.grants.size());
  plan_.grants.emplace_back();
  plan::Grant out;
  out.site = add_step(SiteKind::grant, "grant", index, node);
  out.benefit = text(name_of(tree_.child_at(node, 0)));
  out.with = with(node);
  plan_.grants[index] = out;
  op(OpKind::grant, out.site, index);
}

void PlaybookLowering::hand_off(NodeId node) {
  const auto index = static_cast<std::uint32_t>(plan_.hand_offs.size());
  plan_.hand_offs.emplace_back();
  const NodeId otherwise = tree_.child(node, Kind::else_block);
  plan::HandOff out;
  out.site = add_step(SiteKind::hand_off, "hand_off", index, node);
  out.playbook = text(name_of(tree_.child_at(node, 0)));
  out.with = with(node);
  out.has_else = syntax::exists(otherwise);
  plan_.hand_offs[index] = out;
  const OpIndex at = op(OpKind::hand_off, out.site, index);
  if (out.has_else) steps(otherwise);
  plan_.ops[at].b = here();
}

void PlaybookLowering::emit_event(NodeId node) {
  const auto index = static_cast<std::uint32_t>(plan_.emits.size());
  plan_.emits.emplace_back();
  const NodeId event = tree_.child_at(node, 0);
  plan::Emit out;
  out.site = add_step(SiteKind::emit, "emit", index, node);
  out.event = text(name_of(event));
  out.with = with(node);
  plan_.emits[index] = out;
  op(OpKind::emit, out.site, index);
}

}  // namespace playmaker::lower
