#include "dsl/prove/fold.hpp"

#include <algorithm>
#include <map>

#include "dsl/prove/leaves.hpp"

namespace playmaker::prove {
namespace {

using plan::kNone;
using plan::NodeIndex;
using plan::NodeOp;

// So many cases are looked at; a condition that has more is taken apart at its `and`s and `or`s instead.
constexpr std::size_t kCasesMax = 4'096;

enum class Three : std::uint8_t { no, yes, unknown };
Three three(bool value) { return value ? Three::yes : Three::no; }

bool order(NodeOp op, int compared) {
  switch (op) {
    case NodeOp::equal: return compared == 0;
    case NodeOp::not_equal: return compared != 0;
    case NodeOp::less: return compared < 0;
    case NodeOp::less_equal: return compared <= 0;
    case NodeOp::greater: return compared > 0;
    default: return compared >= 0;
  }
}

// One case: each leaf has one of its values.
class Case {
 public:
  Case(const plan::Unit& unit, Leaves& leaves) : unit_(unit), leaves_(leaves), at_(leaves.all().size(), 0) {}

  bool next() {
    for (std::size_t i = 0; i < at_.size(); ++i) {
      if (++at_[i] < leaves_.all()[i].values.size()) return true;
      at_[i] = 0;
    }
    return false;
  }

  Three holds(NodeIndex at) const {
    const plan::Node& node = unit_.nodes[at];
    const Leaf* whole = leaves_.find(at);
    if (whole != nullptr && whole->truth) {
      const FoldValue found = of_leaf(whole);
      const Three truth = found.known() ? three(found.number != 0) : Three::unknown;
      return node.op == NodeOp::held_for ? both(truth, holds(node.a)) : truth;
    }
    switch (node.op) {
      case NodeOp::constant: return three(unit_.numbers[node.a] != 0);
      case NodeOp::not_: return inverse(holds(node.a));
      case NodeOp::and_: return both(holds(node.a), holds(node.b));
      case NodeOp::or_: return inverse(both(inverse(holds(node.a)), inverse(holds(node.b))));
      case NodeOp::choose: return holds(node.a) == Three::yes ? holds(node.b) : holds(node.c);
      case NodeOp::is_known: return three(value(node.a).known());
      case NodeOp::between: return both(compare(NodeOp::greater_equal, node.a, node.b), compare(NodeOp::less_equal, node.a, node.c));
      case NodeOp::in: {
        const plan::Node& list = unit_.nodes[node.b];
        if (list.op != NodeOp::list_of) break;
        Three found = Three::no;
        for (std::uint32_t i = 0; i < list.b; ++i)
          found = inverse(both(inverse(found), inverse(compare(NodeOp::equal, node.a, unit_.children[list.a + i]))));
        return found;
      }
      default:
        if (node.op >= NodeOp::equal && node.op <= NodeOp::greater_equal) return compare(node.op, node.a, node.b);
        break;
    }
    const FoldValue found = value(at);
    return found.known() ? three(found.number != 0) : Three::unknown;
  }

 private:
  static Three inverse(Three value) {
    if (value == Three::unknown) return value;
    return three(value == Three::no);
  }
  static Three both(Three a, Three b) {
    if (a == Three::no || b == Three::no) return Three::no;
    return a == Three::yes && b == Three::yes ? Three::yes : Three::unknown;
  }

  FoldValue of_leaf(const Leaf* leaf) const {
    if (leaf == nullptr) return {};
    const auto index = static_cast<std::size_t>(leaf - leaves_.all().data());
    return leaf->values[at_[index]];
  }
  FoldValue value(NodeIndex at) const {
    if (const auto constant = constant_of(unit_, at)) return *constant;
    const plan::Node& node = unit_.nodes[at];
    if (const Leaf* leaf = leaves_.find(at)) return of_leaf(leaf);
    if (node.op == NodeOp::otherwise) {
      const FoldValue own = value(node.a);
      return own.known() ? own : value(node.b);
    }
    if (node.op == NodeOp::choose) return value(holds(node.a) == Three::yes ? node.b : node.c);
    return {};
  }

  Three compare(NodeOp op, NodeIndex a, NodeIndex b) const {
    if (!leaves_.compared(a, b)) {
      const Leaf* relation = leaves_.find(std::min(a, b), std::max(a, b));
      const FoldValue found = of_leaf(relation);
      if (!found.known()) return Three::unknown;
      return three(order(op, static_cast<int>(a < b ? found.number : -found.number)));
    }
    const FoldValue x = value(a), y = value(b);
    if (!x.known() || !y.known()) return Three::unknown;
    if (x.is == FoldValue::Is::text) return compare_words(op, x, y, a, b);
    if (x.is == FoldValue::Is::real || y.is == FoldValue::Is::real) {
      const double p = x.is == FoldValue::Is::real ? x.real : static_cast<double>(x.number);
      const double q = y.is == FoldValue::Is::real ? y.real : static_cast<double>(y.number);
      return three(order(op, p < q ? -1 : p > q ? 1 : 0));
    }
    return three(order(op, x.number < y.number ? -1 : x.number > y.number ? 1 : 0));
  }
  Three compare_words(NodeOp op, const FoldValue& x, const FoldValue& y, NodeIndex a, NodeIndex b) const {
    if (op == NodeOp::equal || op == NodeOp::not_equal) return three((x.text == y.text) == (op == NodeOp::equal));
    const plan::Type type = unit_.nodes[a].type.kind == plan::Kind::level_of ? unit_.nodes[a].type : unit_.nodes[b].type;
    if (type.kind != plan::Kind::level_of || type.detail >= unit_.enumerations.size()) return Three::unknown;
    const auto& levels = unit_.enumerations[type.detail];
    const auto p = std::ranges::find(levels, x.text), q = std::ranges::find(levels, y.text);
    if (p == levels.end() || q == levels.end()) return Three::unknown;
    return three(order(op, p < q ? -1 : p > q ? 1 : 0));
  }

  const plan::Unit& unit_;
  Leaves& leaves_;
  std::vector<std::size_t> at_;
};

class Folding {
 public:
  Folding(const plan::Catalog& catalog, const plan::Unit& unit) : catalog_(catalog), unit_(unit) {}

  Folded of(NodeIndex at) {
    if (const auto found = known_.find(at); found != known_.end()) return found->second;
    const Folded out = judge(at);
    known_[at] = out;
    return out;
  }

 private:
  Folded judge(NodeIndex at) {
    Leaves leaves(catalog_, unit_, at);
    if (leaves.cases() > kCasesMax) return apart(at);
    Case one(unit_, leaves);
    bool ever = false, always = true;
    do {
      const bool holds = one.holds(at) == Three::yes;
      ever = ever || holds;
      always = always && holds;
    } while (!(ever && !always) && one.next());
    return {always ? Truth::always : ever ? Truth::either : Truth::never, leaves.whole(), leaves.all().empty()};
  }
  // Its parts by themselves: what two of them say of one thing is not seen.
  Folded apart(NodeIndex at) {
    const plan::Node& node = unit_.nodes[at];
    if (node.op == NodeOp::not_) {
      const Folded of_it = of(node.a);
      return {of_it.truth == Truth::always ? Truth::never : Truth::either, false};
    }
    if (node.op != NodeOp::and_ && node.op != NodeOp::or_) return {};
    const Truth a = of(node.a).truth, b = of(node.b).truth, decides = node.op == NodeOp::and_ ? Truth::never : Truth::always;
    const Truth agrees = node.op == NodeOp::and_ ? Truth::always : Truth::never;
    if (a == decides || b == decides) return {decides, false};
    return {a == agrees && b == agrees ? agrees : Truth::either, false};
  }

  const plan::Catalog& catalog_;
  const plan::Unit& unit_;
  std::map<NodeIndex, Folded> known_;
};

}  // namespace

Folded fold(const plan::Catalog& catalog, const plan::Unit& unit, NodeIndex node) {
  if (node == kNone) return {Truth::either, true};
  if (unit.nodes[node].type.kind != plan::Kind::boolean) return {};
  return Folding(catalog, unit).of(node);
}

}  // namespace playmaker::prove
