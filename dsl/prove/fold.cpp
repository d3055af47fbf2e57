#include "dsl/prove/fold.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace playmaker::prove {
namespace {

using plan::kNone;
using plan::NodeIndex;
using plan::NodeOp;

// What a conjunction leaves of one value: a range, or a set of texts.
struct Left {
  std::optional<double> low, high;
  bool low_open = false, high_open = false;
  std::optional<std::set<std::string>> among;
  std::set<std::string> without;

  bool empty() const {
    if (low && high && (*low > *high || (*low == *high && (low_open || high_open)))) return true;
    if (!among) return false;
    return std::all_of(among->begin(), among->end(), [&](const std::string& text) { return without.contains(text); });
  }
  void at_least(double value, bool open) {
    if (!low || value > *low || (value == *low && open)) {
      low = value;
      low_open = open;
    }
  }
  void at_most(double value, bool open) {
    if (!high || value < *high || (value == *high && open)) {
      high = value;
      high_open = open;
    }
  }
  void one_of(const std::set<std::string>& texts) {
    if (!among) {
      among = texts;
      return;
    }
    std::set<std::string> both;
    std::set_intersection(among->begin(), among->end(), texts.begin(), texts.end(), std::inserter(both, both.begin()));
    among = std::move(both);
  }
};

class Folding {
 public:
  explicit Folding(const plan::Unit& unit) : unit_(unit) {}

  Truth of(NodeIndex at) {
    if (at == kNone) return Truth::either;
    if (const auto found = known_.find(at); found != known_.end()) return found->second;
    const Truth truth = judge(at);
    known_[at] = truth;
    return truth;
  }

 private:
  Truth judge(NodeIndex at) {
    const plan::Node& node = unit_.nodes[at];
    switch (node.op) {
      case NodeOp::constant: return unit_.numbers[node.a] != 0 ? Truth::always : Truth::never;
      case NodeOp::not_: return inverse(of(node.a));
      case NodeOp::and_: {
        const Truth a = of(node.a), b = of(node.b);
        if (a == Truth::never || b == Truth::never) return Truth::never;
        if (a == Truth::always) return b;
        if (b == Truth::always) return a;
        return contradicts(at) ? Truth::never : Truth::either;
      }
      case NodeOp::or_: {
        const Truth a = of(node.a), b = of(node.b);
        if (a == Truth::always || b == Truth::always) return Truth::always;
        if (a == Truth::never) return b;
        if (b == Truth::never) return a;
        return exhausts(at) ? Truth::always : Truth::either;
      }
      case NodeOp::choose: {
        const Truth condition = of(node.a);
        if (condition == Truth::always) return of(node.b);
        if (condition == Truth::never) return of(node.c);
        return of(node.b) == of(node.c) ? of(node.b) : Truth::either;
      }
      case NodeOp::equal:
      case NodeOp::not_equal:
      case NodeOp::less:
      case NodeOp::less_equal:
      case NodeOp::greater:
      case NodeOp::greater_equal: return compare(node);
      default: return Truth::either;
    }
  }
  static Truth inverse(Truth truth) {
    if (truth == Truth::either) return truth;
    return truth == Truth::always ? Truth::never : Truth::always;
  }

  std::optional<double> number(NodeIndex at) const {
    const plan::Node& node = unit_.nodes[at];
    if (node.op != NodeOp::constant) return std::nullopt;
    const std::int64_t value = unit_.numbers[node.a];
    return node.type.kind == plan::Kind::decimal ? std::bit_cast<double>(value) : static_cast<double>(value);
  }
  const std::string* text(NodeIndex at) const {
    const plan::Node& node = unit_.nodes[at];
    return node.op == NodeOp::constant_text ? &unit_.texts[node.a] : nullptr;
  }
  static bool order(NodeOp op, double a, double b) {
    switch (op) {
      case NodeOp::equal: return a == b;
      case NodeOp::not_equal: return a != b;
      case NodeOp::less: return a < b;
      case NodeOp::less_equal: return a <= b;
      case NodeOp::greater: return a > b;
      default: return a >= b;
    }
  }
  Truth compare(const plan::Node& node) const {
    const auto a = number(node.a), b = number(node.b);
    if (a && b) return order(node.op, *a, *b) ? Truth::always : Truth::never;
    if (node.a == node.b) return order(node.op, 0, 0) ? Truth::always : Truth::never;
    if (b && never_below_nothing(node.a)) return from_nothing(node.op, *b);
    if (a && never_below_nothing(node.b)) return from_nothing(mirrored(node.op), *a);
    const std::string *s = text(node.a), *t = text(node.b);
    if (s && t && (node.op == NodeOp::equal || node.op == NodeOp::not_equal))
      return (*s == *t) == (node.op == NodeOp::equal) ? Truth::always : Truth::never;
    return Truth::either;
  }

  bool never_below_nothing(NodeIndex at) const {
    const plan::Node& node = unit_.nodes[at];
    if (node.op == NodeOp::window) return unit_.windows[node.a].function == plan::WindowFunction::count;
    return node.op == NodeOp::time_since || (node.op == NodeOp::call && node.c == static_cast<std::uint32_t>(plan::Function::size));
  }
  // Something from nothing upwards against a constant.
  static Truth from_nothing(NodeOp op, double bound) {
    const bool above = bound < 0 || (bound == 0 && (op == NodeOp::less || op == NodeOp::greater_equal));
    if (!above) return Truth::either;
    return op == NodeOp::greater || op == NodeOp::greater_equal || op == NodeOp::not_equal ? Truth::always : Truth::never;
  }

  // One of the cases holds whatever the value is: all of them denied leave nothing of it.
  bool exhausts(NodeIndex at) const {
    std::vector<NodeIndex> parts;
    disjuncts(at, parts);
    std::map<NodeIndex, Left> left;
    std::set<NodeIndex> held, denied;
    for (const NodeIndex part : parts) {
      plan::Node node = unit_.nodes[part];
      if (node.op == NodeOp::not_) denied.insert(node.a);
      held.insert(part);
      if (node.op < NodeOp::equal || node.op > NodeOp::greater_equal) continue;
      node.op = opposite(node.op);
      narrow(node, left);
    }
    for (const NodeIndex part : denied)
      if (held.contains(part)) return true;
    return std::any_of(left.begin(), left.end(), [](const auto& each) { return each.second.empty(); });
  }
  void disjuncts(NodeIndex at, std::vector<NodeIndex>& out) const {
    const plan::Node& node = unit_.nodes[at];
    if (node.op != NodeOp::or_) {
      out.push_back(at);
      return;
    }
    disjuncts(node.a, out);
    disjuncts(node.b, out);
  }
  static NodeOp opposite(NodeOp op) {
    switch (op) {
      case NodeOp::equal: return NodeOp::not_equal;
      case NodeOp::not_equal: return NodeOp::equal;
      case NodeOp::less: return NodeOp::greater_equal;
      case NodeOp::less_equal: return NodeOp::greater;
      case NodeOp::greater: return NodeOp::less_equal;
      default: return NodeOp::less;
    }
  }

  void conjuncts(NodeIndex at, std::vector<NodeIndex>& out) const {
    const plan::Node& node = unit_.nodes[at];
    if (node.op != NodeOp::and_) {
      out.push_back(at);
      return;
    }
    conjuncts(node.a, out);
    conjuncts(node.b, out);
  }

  bool contradicts(NodeIndex at) const {
    std::vector<NodeIndex> parts;
    conjuncts(at, parts);
    std::map<NodeIndex, Left> left;
    std::set<NodeIndex> held, denied;
    for (const NodeIndex part : parts) {
      const plan::Node& node = unit_.nodes[part];
      if (node.op == NodeOp::not_) denied.insert(node.a);
      held.insert(part);
      narrow(node, left);
    }
    for (const NodeIndex part : denied)
      if (held.contains(part)) return true;
    return std::any_of(left.begin(), left.end(), [](const auto& each) { return each.second.empty(); });
  }

  void narrow(const plan::Node& node, std::map<NodeIndex, Left>& left) const {
    if (node.op == NodeOp::between) {
      if (const auto low = number(node.b)) left[node.a].at_least(*low, false);
      if (const auto high = number(node.c)) left[node.a].at_most(*high, false);
      return;
    }
    if (node.op == NodeOp::in && unit_.nodes[node.b].op == NodeOp::list_of) {
      const plan::Node& list = unit_.nodes[node.b];
      std::set<std::string> texts;
      for (std::uint32_t i = 0; i < list.b; ++i) {
        const std::string* each = text(unit_.children[list.a + i]);
        if (!each) return;
        texts.insert(*each);
      }
      left[node.a].one_of(texts);
      return;
    }
    NodeOp op = node.op;
    if (op < NodeOp::equal || op > NodeOp::greater_equal) return;
    NodeIndex subject = node.a;
    std::optional<double> value = number(node.b);
    const std::string* word = text(node.b);
    if (!value && !word) {
      subject = node.b;
      value = number(node.a);
      word = text(node.a);
      op = mirrored(op);
    }
    if (word && unit_.nodes[subject].type.kind != plan::Kind::level_of) {
      if (op == NodeOp::equal) left[subject].one_of({*word});
      if (op == NodeOp::not_equal) left[subject].without.insert(*word);
    }
    if (!value) return;
    if (op == NodeOp::equal || op == NodeOp::greater_equal || op == NodeOp::greater) left[subject].at_least(*value, op == NodeOp::greater);
    if (op == NodeOp::equal || op == NodeOp::less_equal || op == NodeOp::less) left[subject].at_most(*value, op == NodeOp::less);
  }
  static NodeOp mirrored(NodeOp op) {
    switch (op) {
      case NodeOp::less: return NodeOp::greater;
      case NodeOp::less_equal: return NodeOp::greater_equal;
      case NodeOp::greater: return NodeOp::less;
      case NodeOp::greater_equal: return NodeOp::less_equal;
      default: return op;
    }
  }

  const plan::Unit& unit_;
  std::map<NodeIndex, Truth> known_;
};

}  // namespace

Truth fold(const plan::Unit& unit, NodeIndex node) {
  if (node == kNone || unit.nodes[node].type.kind != plan::Kind::boolean) return Truth::either;
  return Folding(unit).of(node);
}

}  // namespace playmaker::prove
