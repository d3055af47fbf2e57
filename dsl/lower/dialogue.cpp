// What speaks with customers: each step has one send of its own below its site, and its braces are blocks of their own.
#include "dsl/bind/value.hpp"
#include "dsl/lower/playbook.hpp"

namespace playmaker::lower {

using bind::Thing;
using plan::OpKind;
using syntax::Kind;

plan::TextIndex PlaybookLowering::offering(NodeId owner) {
  const NodeId offering = tree_.child(owner, Kind::offering);
  return syntax::exists(offering) ? text(name_of(tree_.child_at(offering, 0))) : kNone;
}

std::uint32_t PlaybookLowering::one_send(NodeId step, SiteIndex above, NodeId channel, NodeId template_) {
  const auto index = static_cast<std::uint32_t>(plan_.sends.size());
  plan_.sends.emplace_back();
  plan::Send out;
  out.site = add_site(SiteKind::send, above, index, plan_.sites[above].path + ".send", step);
  plan::Leg leg;
  leg.site = add_site(SiteKind::leg, out.site, 0, plan_.sites[above].path + ".send.1", step);
  leg.channel = text(name_of(channel));
  leg.template_ = text(name_of(template_));
  out.legs.push_back(leg);
  out.with = with(step);
  out.offering = offering(step);
  plan_.sends[index] = std::move(out);
  return index;
}

void PlaybookLowering::ask(NodeId node) {
  const auto index = static_cast<std::uint32_t>(plan_.questions.size());
  plan_.questions.emplace_back();
  plan::Question out;
  out.site = add_step(SiteKind::ask, "ask", index, node);
  out.send = one_send(node, out.site, tree_.child_at(node, 1), tree_.child_at(node, 0));
  out.within = length(tree_.child_at(node, 2));
  plan_.questions[index] = out;
  op(OpKind::ask, out.site, index);
  spoken_.push_back({node, out.site, index, true});
}

void PlaybookLowering::place_on(NodeId node) {
  const auto index = static_cast<std::uint32_t>(plan_.placements.size());
  plan_.placements.emplace_back();
  plan::Placement out;
  out.site = add_step(SiteKind::place, "place", index, node);
  out.send = one_send(node, out.site, tree_.child_at(node, 1), tree_.child_at(node, 0));
  out.length = length(tree_.child_at(node, 2));
  if (const NodeId priority = tree_.child(node, Kind::priority); syntax::exists(priority))
    out.priority = static_cast<std::int32_t>(tree_.number(tree_.child_at(priority, 0)));
  plan_.placements[index] = out;
  op(OpKind::place, out.site, index);
  spoken_.push_back({node, out.site, index, false});
}

// After the block around them: their braces are laid down once every op of it stands.
void PlaybookLowering::braces() {
  while (!spoken_.empty()) {
    const Spoken next = spoken_.front();
    spoken_.pop_front();
    const NodeId answered = tree_.child(next.node, Kind::block), silent = tree_.child(next.node, Kind::else_block);
    const OpIndex first = syntax::exists(answered) && tree_.child_count(answered) > 0 ? block(answered, next.site) : kNone;
    const OpIndex second = syntax::exists(silent) && tree_.child_count(silent) > 0 ? block(silent, next.site) : kNone;
    if (next.question) {
      plan_.questions[next.index].answered = first;
      plan_.questions[next.index].silent = second;
    } else {
      plan_.placements[next.index].answered = first;
      plan_.placements[next.index].silent = second;
    }
  }
}

void PlaybookLowering::invite(NodeId node) {
  const auto index = static_cast<std::uint32_t>(plan_.invitations.size());
  plan_.invitations.emplace_back();
  const NodeId leg = tree_.child_at(node, 1);
  plan::Invitation out;
  out.site = add_step(SiteKind::invite, "invite", index, node);
  out.send = one_send(node, out.site, tree_.child_at(leg, 0), tree_.child_at(leg, 1));
  const std::string activity(name_of(tree_.child_at(node, 0)));
  out.activity = text(activity);
  out.signed_up = unit_.event(activity + ".signed_up");
  out.attended = unit_.event(activity + ".attended");
  plan_.invitations[index] = out;
  op(OpKind::invite, out.site, index);
}

// experiment ─> A · jump ─> after · B · jump ─> after · after (the control's way)
void PlaybookLowering::experiment(NodeId node) {
  const auto index = static_cast<std::uint32_t>(plan_.experiments.size());
  plan_.experiments.emplace_back();
  plan_.measures.emplace_back();
  const std::string name(tree_.text(tree_.child(node, Kind::name)));
  const std::string& above = plan_.sites[container_].path;
  plan::Experiment out;
  out.site = add_site(SiteKind::experiment, container_, index, (above.empty() ? "" : above + ".") + name, node);
  out.name = text(name);
  const OpIndex at = op(OpKind::experiment, out.site, index);
  std::vector<OpIndex> jumps;
  for (const NodeId clause : tree_.children(node)) {
    const NodeId first = tree_.child_at(clause, 0);
    switch (tree_.kind(clause)) {
      case Kind::arm: {
        const std::string arm(tree_.text(tree_.child(clause, Kind::name)));
        plan::Arm made;
        made.site =
            add_site(SiteKind::arm, out.site, static_cast<std::uint32_t>(out.arms.size()), plan_.sites[out.site].path + "." + arm, clause);
        made.name = text(arm);
        made.share = static_cast<std::uint32_t>(bind::millionths(tree_[tree_.child(clause, Kind::lit_percent)]).value_or(0));
        made.first = here();
        steps(tree_.child(clause, Kind::block));
        jumps.push_back(op(OpKind::jump, made.site));
        out.arms.push_back(made);
        break;
      }
      case Kind::control: out.control = static_cast<std::uint32_t>(bind::millionths(tree_[first]).value_or(0)); break;
      case Kind::measure:
        plan_.measures[index] = trigger(first);
        out.within = length(tree_.child_at(clause, 1));
        break;
      case Kind::stop:
        out.sure = static_cast<std::uint32_t>(bind::millionths(tree_[first]).value_or(0));
        out.least = static_cast<std::uint32_t>(tree_.number(tree_.child_at(clause, 1)));
        break;
      default: break;
    }
  }
  for (const OpIndex jump : jumps) plan_.ops[jump].a = here();
  plan_.ops[at].b = here();
  plan_.experiments[index] = std::move(out);
}

}  // namespace playmaker::lower
