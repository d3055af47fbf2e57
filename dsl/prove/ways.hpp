#pragma once
// A block's code, run forwards once: at each op what is known of the ways that lead to it. Code never runs backwards, so one pass is
// enough. `meet` joins the states of two ways; `step` sees an op with the state before it and gives the state behind it, `on`, and the
// state with which it goes to its other branch, `there`; both begin as the state before it. `over` hears the state of each way that ends.
//
//   send, grant, arm …                          on
//   branch, wait_until, wait_for,
//   hand_off, hand_over                         on, or `there` at op b
//   experiment                                  on at the first op of each arm, `there` at op b
//   finish, end                                 over
#include <map>

#include "runtime/plan/plan.hpp"

namespace playmaker::prove {

// The blocks of the code, each by its first op and its `end`: one begins where the one before ended.
template <class See>
void each_block(const plan::Plan& plan, See see) {
  for (plan::OpIndex first = 0; first < plan.ops.size();) {
    plan::OpIndex last = first;
    while (plan.ops[last].kind != plan::OpKind::end) ++last;
    see(first, last);
    first = last + 1;
  }
}

template <class State, class Meet, class Step, class Over>
void each_way(const plan::Plan& plan, plan::OpIndex first, const State& begin, Meet meet, Step step, Over over) {
  std::map<plan::OpIndex, State> known;
  known.emplace(first, begin);
  const auto flow = [&](plan::OpIndex to, const State& state) {
    const auto [at, fresh] = known.emplace(to, state);
    if (!fresh) meet(at->second, state);
  };
  while (!known.empty()) {
    const plan::OpIndex at = known.begin()->first;
    State on = std::move(known.begin()->second);
    known.erase(known.begin());
    State there = on;
    const plan::Op& op = plan.ops[at];
    step(op, on, there);
    switch (op.kind) {
      case plan::OpKind::end:
      case plan::OpKind::finish: over(op, on); continue;
      case plan::OpKind::jump: flow(op.a, on); continue;
      case plan::OpKind::experiment:
        for (const plan::Arm& arm : plan.experiments[op.a].arms) flow(arm.first, on);
        flow(op.b, there);
        continue;
      case plan::OpKind::branch:
      case plan::OpKind::wait_until:
      case plan::OpKind::wait_for:
      case plan::OpKind::hand_off:
      case plan::OpKind::hand_over: flow(op.b, there); break;
      default: break;
    }
    flow(at + 1, on);
  }
}

}  // namespace playmaker::prove
