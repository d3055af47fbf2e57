#include "dsl/prove/heard.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "runtime/plan/operands.hpp"

namespace playmaker::prove {
namespace {

using plan::kNone;
using plan::NodeIndex;
using plan::NodeOp;

// Which way a part must change for the whole to become true.
enum class Turn : std::uint8_t { up, down, either };

Turn turned(Turn turn) {
  if (turn == Turn::either) return turn;
  return turn == Turn::up ? Turn::down : Turn::up;
}

class Hearing {
 public:
  Hearing(const plan::Plan& plan, const Made& made, std::vector<Hears>& out) : unit_(plan.unit), made_(made), out_(out) {}

  void run(NodeIndex root) {
    const std::size_t before = out_.size();
    const NodeOp top = unit_.nodes[root].op;
    const NodeIndex inner = top == NodeOp::not_ ? unit_.nodes[root].a : root;
    exact_ = inner < unit_.nodes.size() && unit_.nodes[inner].op == NodeOp::in_playbook;
    open_.push_back({root, Turn::up});
    while (!open_.empty()) {
      const auto [at, turn] = open_.back();
      open_.pop_back();
      if (at < unit_.nodes.size() && seen_.insert({at, turn}).second) look(at, turn);
    }
    for (std::size_t i = before; i < out_.size(); ++i) out_[i].late = late_;
  }

 private:
  void look(NodeIndex at, Turn turn) {
    const plan::Node& node = unit_.nodes[at];
    const auto operands = [&](Turn how) { plan::for_each_child(unit_, node, [&](NodeIndex each) { open_.push_back({each, how}); }); };
    switch (node.op) {
      case NodeOp::attribute:
        if (made_.attributes.contains(unit_.texts[unit_.attributes[node.a].name]))
          out_.push_back({DeedKind::set, unit_.texts[unit_.attributes[node.a].name], false});
        break;
      case NodeOp::window:
        event(unit_.windows[node.a].event);
        open_.push_back({unit_.windows[node.a].where, Turn::either});
        break;
      case NodeOp::time_since:
        late_ = true;
        event(node.a);
        break;
      case NodeOp::last_field:
      case NodeOp::last_at:
      case NodeOp::since_entry: event(node.a); break;
      case NodeOp::in_playbook:
        if (turn != Turn::down) out_.push_back({DeedKind::begin, unit_.texts[node.a], exact_});
        if (turn != Turn::up) out_.push_back({DeedKind::end, unit_.texts[node.a], exact_});
        break;
      case NodeOp::not_: operands(turned(turn)); break;
      case NodeOp::and_:
      case NodeOp::or_: operands(turn); break;
      case NodeOp::held_for:
        late_ = true;
        operands(turn);
        break;
      case NodeOp::now:
      case NodeOp::today: late_ = true; break;
      default: operands(Turn::either);
    }
  }

  void event(std::uint32_t index) {
    if (index < unit_.events.size() && made_.events.contains(unit_.texts[unit_.events[index]]))
      out_.push_back({DeedKind::emit, unit_.texts[unit_.events[index]], false});
  }

  const plan::Unit& unit_;
  const Made& made_;
  std::vector<Hears>& out_;
  std::vector<std::pair<NodeIndex, Turn>> open_;
  std::set<std::pair<NodeIndex, Turn>> seen_;   // a define's nodes are shared: each is looked at once a way
  bool exact_ = false, late_ = false;
};

}  // namespace

void hear_condition(const plan::Plan& plan, NodeIndex root, const Made& made, std::vector<Hears>& out) {
  if (root != kNone) Hearing(plan, made, out).run(root);
}

}  // namespace playmaker::prove
