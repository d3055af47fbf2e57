#include "runtime/core/journey/places.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "runtime/plan/spell.hpp"

namespace playmaker::core {
namespace {

using plan::kNone;
using plan::OpKind;

bool begins_block(const plan::Plan& plan, plan::OpIndex at) { return at == 0 || plan.ops[at - 1].kind == OpKind::end; }
bool same_op(const plan::Op& a, const plan::Op& b) { return a.kind == b.kind && a.site == b.site; }

template <class Row>
std::uint32_t same_row(const plan::Plan& to, const std::vector<Row>& rows, std::uint32_t index) {
  if (index >= rows.size() || !has_place(to, rows[index].site)) return kNone;
  return to.sites[rows[index].site].index;
}

// Conditions with a `for D`, spelled; of several alike the first is the first.
std::vector<std::pair<std::string, std::uint32_t>> holds_of(const plan::Plan& plan) {
  std::vector<std::pair<std::string, std::uint32_t>> holds;
  for (plan::NodeIndex at = 0; at < plan.unit.nodes.size(); ++at) {
    const plan::Node& node = plan.unit.nodes[at];
    if (node.op == plan::NodeOp::held_for) holds.emplace_back(plan::spell(plan.unit, at, &plan), node.b);
  }
  std::sort(holds.begin(), holds.end());
  return holds;
}

}  // namespace

bool has_place(const plan::Plan& to, std::uint32_t site) { return site < to.sites.size() && to.sites[site].kind != plan::SiteKind::gone; }

plan::OpIndex same_step(const plan::Plan& from, const plan::Plan& to, plan::OpIndex at) {
  if (at >= from.ops.size() || from.ops[at].site == kNone) return kNone;
  const auto found = std::find_if(to.ops.begin(), to.ops.end(), [&](const plan::Op& op) { return same_op(op, from.ops[at]); });
  if (found == to.ops.end()) return kNone;
  const auto there = static_cast<plan::OpIndex>(found - to.ops.begin());
  plan::OpIndex i = at, j = there;
  while (!begins_block(from, i) && !begins_block(to, j)) {
    if (!same_op(from.ops[--i], to.ops[--j])) return kNone;
  }
  return begins_block(from, i) && begins_block(to, j) ? there : kNone;
}

plan::OpIndex sending_step(const plan::Plan& plan, std::uint32_t leg) {
  if (leg >= plan.sites.size()) return kNone;
  std::uint32_t site = plan.sites[leg].parent;
  for (int up = 0; up < 2 && site < plan.sites.size(); ++up, site = plan.sites[site].parent) {
    for (plan::OpIndex at = 0; at < plan.ops.size(); ++at) {
      const OpKind kind = plan.ops[at].kind;
      const bool sends = kind == OpKind::send || kind == OpKind::ask || kind == OpKind::place || kind == OpKind::invite;
      if (sends && plan.ops[at].site == site) return at;
    }
  }
  return kNone;
}

std::uint32_t same_goal(const plan::Plan& from, const plan::Plan& to, std::uint32_t goal) { return same_row(to, from.goals, goal); }
std::uint32_t same_moment(const plan::Plan& from, const plan::Plan& to, std::uint32_t moment) { return same_row(to, from.moments, moment); }
std::uint32_t same_pause(const plan::Plan& from, const plan::Plan& to, std::uint32_t pause) { return same_row(to, from.pauses, pause); }
std::uint32_t same_entry(const plan::Plan& from, const plan::Plan& to, std::uint32_t entry) {
  return same_row(to, from.audience.entries, entry);
}

std::uint32_t same_hold(const plan::Plan& from, const plan::Plan& to, std::uint32_t hold) {
  const auto here = holds_of(from), there = holds_of(to);
  std::map<std::string, std::size_t> seen;
  for (const auto& [words, number] : here) {
    const std::size_t nth = seen[words]++;
    if (number != hold) continue;
    std::size_t n = 0;
    for (const auto& [other, same] : there) {
      if (other == words && n++ == nth) return same;
    }
    return kNone;
  }
  return kNone;
}

}  // namespace playmaker::core
