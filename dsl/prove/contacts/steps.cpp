// The steps of a block, in order. Nothing but a wait takes time; branches and tables take one side, what follows them comes after either.
#include <algorithm>

#include "dsl/prove/contacts/collect.hpp"

namespace playmaker::prove {

using plan::NodeOp;
using plan::OpIndex;
using plan::OpKind;

Around Collector::inside(const Around& around, OpIndex op, std::uint32_t side) const {
  Around out = around;
  out.sides.push_back({(std::uint64_t{around.occurrence} << 32) | op, side});
  return out;
}

void Collector::guard_times(Around& around, plan::NodeIndex index, bool wanted, Point at) {
  if (index >= plan_.unit.nodes.size()) return;
  const plan::Node& node = plan_.unit.nodes[index];
  switch (node.op) {
    case NodeOp::not_: return guard_times(around, node.a, !wanted, at);
    case NodeOp::and_:
    case NodeOp::or_:
      if ((node.op == NodeOp::and_) != wanted) return;   // one of the two, not known which
      guard_times(around, node.a, wanted, at);
      guard_times(around, node.b, wanted, at);
      return;
    case NodeOp::task_closed:
    case NodeOp::task_done:
    case NodeOp::task_outcome_is: {
      if (node.c == 1 || node.a >= plan_.tasks.size() || copied_[node.a]) return;
      if (wanted) around.holds.push_back({at, closed(node.a, around), 0});
      else if (node.op == NodeOp::task_closed) around.holds.push_back({closed_[node.a], at, 0});
      return;
    }
    default: return;
  }
}

void Collector::guard(Around& around, plan::NodeIndex node, bool wanted, Position at) {
  if (node == plan::kNone) return;
  around.guards.push_back({node, wanted});
  Point judged = at.from;
  if (at.lo != 0 || at.hi != 0) {
    judged = point();
    between(around.holds, judged, at);
  }
  guard_times(around, node, wanted, judged);
}

// A leg without a report is followed only after it failed for certain, and then its slot is given back; one with a report also when it
// stays away, and then both count.
void Collector::send(const plan::Send& send, Around around, Position at) {
  if (carried_.contains(send.site)) around.ends.clear();   // `finish` does not take it back
  Minute latest = at.hi;
  for (std::size_t i = 0; i < send.legs.size(); ++i) {
    const plan::Leg& leg = send.legs[i];
    latest = far_sum(latest, touch_wait());
    plan::Purpose purpose = plan::Purpose::marketing;
    for (const plan::Template& each : counted_.catalog->templates) {
      if (each.name == plan_.unit.texts[leg.template_]) purpose = each.purpose;
    }
    const plan::Channel* over = nullptr;
    for (const plan::Channel& each : counted_.catalog->channels) {
      if (each.name == plan_.unit.texts[leg.channel]) over = &each;
    }
    if (counts(leg.channel, purpose)) {
      Contact contact;
      contact.site = leg.site;
      contact.at = point();
      contact.gaps = gaps(leg.channel, purpose);
      contact.unread = i > 0 && send.legs[i - 1].report != plan::kNone;
      between(contact.holds, contact.at, {at.from, at.lo, latest});
      const auto choice = [&](std::size_t of) {
        return (std::uint64_t{1} << 61) | (std::uint64_t{around.occurrence} << 32) | send.legs[of].site;
      };
      const bool resends = over != nullptr && over->on_unknown == plan::OnUnknown::resend;
      if (leg.report == plan::kNone && !resends) contact.sides.push_back({choice(i), 0});
      for (std::size_t before = 0; before < i; ++before) contact.sides.push_back({choice(before), 1});
      add(std::move(contact), around);
    }
    latest = far_sum(latest, far_sum(kFailureKnown, lasting(leg.within).hi));
  }
}

// The blocks of an answer: one of the two runs, some time between the sending and the end of the wait.
void Collector::reply(OpIndex answered, OpIndex silent, const plan::Length& within, OpIndex op, const Around& around, Position at) {
  const Minute latest = far_sum(far_sum(at.hi, touch_wait()), far_sum(kFailureKnown, lasting(within).hi));
  if (answered != plan::kNone) walk(answered, plan::kNone, inside(around, op, 1), {at.from, at.lo, latest});
  if (silent != plan::kNone) walk(silent, plan::kNone, inside(around, op, 2), {at.from, at.lo, latest});
}

Range Collector::walk(OpIndex from, OpIndex to, const Around& around, Position at) {
  Range total{0, 0};
  Around here = around;
  const auto pass = [&](Range more) {
    total = total + more;
    at.lo += more.lo;
    at.hi = far_sum(at.hi, more.hi);
  };
  // After a wait everything is counted from its end, so that what follows keeps its distances.
  const auto settle = [&] {
    if (at.lo == at.hi || model_.points.size() >= kPointsMost) return;
    const Point over = point();
    between(here.holds, over, at);
    at = {over, 0, 0};
  };
  for (OpIndex i = from; i < to && i < plan_.ops.size(); ++i) {
    const plan::Op& op = plan_.ops[i];
    switch (op.kind) {
      case OpKind::end: return total;
      case OpKind::send: send(plan_.sends[op.a], here, at); break;
      case OpKind::open_task: task(op.a, here, at); break;
      case OpKind::arm_wave: wave(plan_.waves[op.a], here, at); break;
      case OpKind::notify:
      case OpKind::assign:
      case OpKind::tag:
      case OpKind::set:
      case OpKind::emit:
      case OpKind::grant:
      case OpKind::reserve:
      case OpKind::release:
      case OpKind::branch_task: break;       // concerns no customer
      case OpKind::repeat: repeat(plan_.repeats[op.a], inside(here, i, 0), at); break;
      case OpKind::hand_over: {
        // Declined within that time, or not answered: its steps run. Where it does not wait it goes on at once.
        const plan::HandOver& hand_over = plan_.hand_overs[op.a];
        const Range within = hand_over.waits ? lasting(hand_over.within) : Range{0, 0};
        const Range refused = walk(i + 1, op.b, inside(here, i, 1), {at.from, at.lo, far_sum(at.hi, within.hi)});
        pass({0, far_sum(within.hi, refused.hi)});
        settle();
        i = op.b - 1;
        break;
      }
      case OpKind::jump: i = std::max(i, op.a - 1); break;
      case OpKind::finish: return total;
      case OpKind::branch: {
        // branch C ─> B · A · jump ─> after · B: the jump is the `when`'s own.
        const plan::Op& last = plan_.ops[op.b - 1];
        const bool otherwise = op.b > i + 1 && last.kind == OpKind::jump && last.a >= op.b;
        Around yes = inside(here, i, 1), no = inside(here, i, 2);
        guard(yes, op.a, true, at);
        guard(no, op.a, false, at);
        const Range then = walk(i + 1, otherwise ? op.b - 1 : op.b, yes, at);
        const Range other = otherwise ? walk(op.b, last.a, no, at) : Range{0, 0};
        pass({std::min(then.lo, other.lo), std::max(then.hi, other.hi)});
        settle();
        i = (otherwise ? last.a : op.b) - 1;
        break;
      }
      case OpKind::decide: {
        std::vector<std::uint32_t> tracks;
        for (const plan::DecideRow& row : plan_.decides[op.a].rows) {
          if (std::ranges::find(tracks, row.track) == tracks.end()) tracks.push_back(row.track);
        }
        for (const std::uint32_t track : tracks) {
          if (plan_.tracks[track].block == plan::kNone) continue;
          Around each = inside(here, i, track);
          each.occurrence = ++occurrences_;   // another table may lead there too: what is chosen then is chosen anew
          walk(plan_.tracks[track].block, plan::kNone, each, at);
        }
        break;
      }
      case OpKind::wait: pass(lasting(plan_.waits[op.a].up_to)); break;
      case OpKind::wait_for:
      case OpKind::wait_until: {
        const plan::Length& length = plan_.waits[op.a].up_to;
        Range limit = length.written() ? lasting(length) : Range{kFar, kFar};
        Range over{0, 0};
        if (limit.lo < kFar) over = walk(i + 1, op.b, inside(here, i, 1), {at.from, at.lo + limit.lo, far_sum(at.hi, limit.hi)});
        pass({0, far_sum(limit.hi, over.hi)});
        settle();
        i = op.b - 1;
        break;
      }
      case OpKind::hand_off: {
        const Range refused = walk(i + 1, op.b, inside(here, i, 1), {at.from, at.lo, plan_.hand_offs[op.a].has_else ? kFar : at.hi});
        pass({0, plan_.hand_offs[op.a].has_else ? kFar : refused.hi});
        settle();
        i = op.b - 1;
        break;
      }
      case OpKind::ask: {
        const plan::Question& question = plan_.questions[op.a];
        send(plan_.sends[question.send], here, at);
        reply(question.answered, question.silent, question.within, i, here, at);
        break;
      }
      case OpKind::place: {
        const plan::Placement& placement = plan_.placements[op.a];
        send(plan_.sends[placement.send], here, at);   // counts where somebody placed it on a channel that is a contact
        reply(placement.answered, placement.silent, placement.length, i, here, at);
        break;
      }
      case OpKind::invite: {
        // Sent when there is a seat, whenever that is.
        send(plan_.sends[plan_.invitations[op.a].send], here, {at.from, at.lo, kFar});
        break;
      }
      case OpKind::experiment: {
        // experiment ─> A · jump ─> after · B · jump ─> after · after: one arm, or none of them.
        const plan::Experiment& experiment = plan_.experiments[op.a];
        Range most{0, 0};
        for (std::size_t arm = 0; arm < experiment.arms.size(); ++arm) {
          const OpIndex next = arm + 1 < experiment.arms.size() ? experiment.arms[arm + 1].first : op.b;
          const auto side = static_cast<std::uint32_t>(arm + 1);
          most.hi = std::max(most.hi, walk(experiment.arms[arm].first, next - 1, inside(here, i, side), at).hi);
        }
        pass(most);
        settle();
        i = op.b - 1;
        break;
      }
      default: model_.open.push_back({op.site, Model::Why::not_followed}); break;
    }
    if (model_.points.size() >= kPointsMost) {
      model_.open.push_back({op.site, Model::Why::too_large});
      return total;
    }
  }
  return total;
}

}  // namespace playmaker::prove
