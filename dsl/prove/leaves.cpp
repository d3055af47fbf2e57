#include "dsl/prove/leaves.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <string>

namespace playmaker::prove {

using plan::Kind;
using plan::kNone;
using plan::NodeIndex;
using plan::NodeOp;

namespace {

// Kinds whose numbers are whole, and order them as they stand.
bool counted(Kind kind) {
  switch (kind) {
    case Kind::boolean:
    case Kind::integer:
    case Kind::money:
    case Kind::percent:
    case Kind::date:
    case Kind::time:
    case Kind::instant:
    case Kind::duration: return true;
    default: return false;
  }
}
bool worded(Kind kind) { return kind == Kind::text || kind == Kind::one_of || kind == Kind::level_of; }
bool is_comparison(NodeOp op) { return op >= NodeOp::equal && op <= NodeOp::greater_equal; }

// What varies as it likes, whatever else is true of the customer.
bool free(NodeOp op) {
  switch (op) {
    case NodeOp::attribute:
    case NodeOp::event_field:
    case NodeOp::answer_field:
    case NodeOp::variable:
    case NodeOp::item:
    case NodeOp::score:
    case NodeOp::rate: return true;
    default: return false;
  }
}
// What varies, but in step with its like: tasks, windows, the clock.
bool bound(const plan::Unit& unit, const plan::Node& node) {
  switch (node.op) {
    case NodeOp::task_done:
    case NodeOp::task_closed:
    case NodeOp::task_outcome_is:
    case NodeOp::task_outcome:
    case NodeOp::window:
    case NodeOp::time_since:
    case NodeOp::since_entry:
    case NodeOp::in_playbook:
    case NodeOp::in_segment:
    case NodeOp::suitable:
    case NodeOp::held_for:
    case NodeOp::last_field: return true;
    case NodeOp::call:
      return node.c == static_cast<std::uint32_t>(plan::Function::size) && unit.nodes[unit.children[node.a]].op == NodeOp::attribute;
    default: return false;
  }
}

}  // namespace

std::optional<FoldValue> constant_of(const plan::Unit& unit, NodeIndex at) {
  const plan::Node& node = unit.nodes[at];
  FoldValue out;
  if (node.op == NodeOp::constant_text) {
    out.is = FoldValue::Is::text;
    out.text = node.a;
    return out;
  }
  if (node.op != NodeOp::constant) return std::nullopt;
  if (counted(node.type.kind)) return FoldValue::of(unit.numbers[node.a]);
  if (node.type.kind != Kind::decimal) return std::nullopt;
  out.is = FoldValue::Is::real;
  out.real = std::bit_cast<double>(unit.numbers[node.a]);
  return out;
}

Leaves::Leaves(const plan::Catalog& catalog, const plan::Unit& unit, NodeIndex at) : catalog_(catalog), unit_(unit) {
  condition(at, false);
  judge_whole();
  for (Leaf& each : leaves_) cut(each);
}

std::size_t Leaves::cases() const {
  constexpr std::size_t kMost = std::size_t{1} << 20;
  std::size_t out = 1;
  for (const Leaf& each : leaves_) out = std::min(kMost, out * each.values.size());
  return out;
}

const Leaf* Leaves::find(NodeIndex a, NodeIndex b) const {
  const auto found = std::ranges::find_if(leaves_, [&](const Leaf& each) { return each.a == a && each.b == b; });
  return found == leaves_.end() ? nullptr : &*found;
}
Leaf& Leaves::leaf(NodeIndex a, NodeIndex b) {
  const auto found = std::ranges::find_if(leaves_, [&](const Leaf& each) { return each.a == a && each.b == b; });
  if (found != leaves_.end()) return *found;
  Leaf& fresh = leaves_.emplace_back();
  fresh.a = a;
  fresh.b = b;
  return fresh;
}

// `<` asks for an order; words have one where they are levels.
bool Leaves::looked_into(NodeOp op, NodeIndex a, NodeIndex b) const {
  if (op == NodeOp::equal || op == NodeOp::not_equal || ordered(a, b)) return true;
  if (!compared(a, b)) return false;
  const plan::Type &x = unit_.nodes[a].type, &y = unit_.nodes[b].type;
  if (!worded(x.kind)) return true;
  const plan::Type& level = x.kind == Kind::level_of ? x : y;
  return level.kind == Kind::level_of && level.detail < unit_.enumerations.size();
}

void Leaves::condition(NodeIndex at, bool perhaps_unknown) {
  const plan::Node& node = unit_.nodes[at];
  switch (node.op) {
    case NodeOp::constant: return;
    case NodeOp::not_: return condition(node.a, perhaps_unknown);
    case NodeOp::and_:
    case NodeOp::or_: condition(node.a, perhaps_unknown); return condition(node.b, perhaps_unknown);
    case NodeOp::choose:
      condition(node.a, true);               // a test that is unknown does not hold, so it goes the other way
      condition(node.b, perhaps_unknown);
      return condition(node.c, perhaps_unknown);
    case NodeOp::is_known: return value(node.a, true);
    case NodeOp::held_for:                   // it holds now, and has for so long
      condition(node.a, perhaps_unknown);
      break;
    case NodeOp::between:
      if (!looked_into(NodeOp::less, node.a, node.b) || !looked_into(NodeOp::less, node.a, node.c)) break;
      compare(node.a, node.b, perhaps_unknown);
      return compare(node.a, node.c, perhaps_unknown);
    case NodeOp::in: {
      const plan::Node& list = unit_.nodes[node.b];
      if (list.op != NodeOp::list_of) break;
      for (std::uint32_t i = 0; i < list.b; ++i) compare(node.a, unit_.children[list.a + i], perhaps_unknown);
      if (list.b == 0 && simple(node.a)) value(node.a, perhaps_unknown);
      return;
    }
    default:
      if (is_comparison(node.op)) {
        if (!looked_into(node.op, node.a, node.b)) break;
        return compare(node.a, node.b, perhaps_unknown);
      }
      if (node.type.kind == Kind::boolean && simple(at)) {
        value(at, perhaps_unknown);
        std::vector<NodeIndex> leaves, constants;
        ends(at, leaves, constants);
        for (const NodeIndex each : leaves) leaf(each).truth = true;
        return;
      }
      break;
  }
  Leaf& whole = leaf(at);
  whole.truth = true;
  whole.may_be_unknown = whole.may_be_unknown || perhaps_unknown;
}

void Leaves::value(NodeIndex at, bool perhaps_unknown) {
  const plan::Node& node = unit_.nodes[at];
  if (constant_of(unit_, at)) return;
  if (simple(at) && node.op == NodeOp::otherwise) {
    value(node.a, true);
    return value(node.b, perhaps_unknown);
  }
  if (simple(at) && node.op == NodeOp::choose) {
    condition(node.a, true);
    value(node.b, perhaps_unknown);
    return value(node.c, perhaps_unknown);
  }
  Leaf& own = leaf(at);
  own.may_be_unknown = own.may_be_unknown || perhaps_unknown;
}

bool Leaves::simple(NodeIndex at) const {
  const plan::Node& node = unit_.nodes[at];
  if (node.op == NodeOp::otherwise) return simple(node.a) && simple(node.b);
  if (node.op == NodeOp::choose) return simple(node.b) && simple(node.c);
  return node.op != NodeOp::list_of && node.op != NodeOp::unknown;
}

void Leaves::ends(NodeIndex at, std::vector<NodeIndex>& leaves, std::vector<NodeIndex>& constants) const {
  const plan::Node& node = unit_.nodes[at];
  if (node.op == NodeOp::otherwise) {
    ends(node.a, leaves, constants);
    return ends(node.b, leaves, constants);
  }
  if (node.op == NodeOp::choose) {
    ends(node.b, leaves, constants);
    return ends(node.c, leaves, constants);
  }
  (constant_of(unit_, at) ? constants : leaves).push_back(at);
}

// Constants on one side at least, of the other side's kind.
bool Leaves::compared(NodeIndex a, NodeIndex b) const {
  if (!simple(a) || !simple(b)) return false;
  std::vector<NodeIndex> left, right, constants;
  ends(a, left, constants);
  ends(b, right, constants);
  if (!left.empty() && !right.empty()) return false;
  const auto fits = [&](NodeIndex leaf, NodeIndex constant) {
    const Kind x = unit_.nodes[leaf].type.kind, y = unit_.nodes[constant].type.kind;
    if (counted(x)) return x == y;
    if (x == Kind::decimal) return y == Kind::decimal || y == Kind::integer;
    return worded(x) && worded(y);
  };
  std::vector<NodeIndex> all = constants;
  all.insert(all.end(), left.begin(), left.end());
  all.insert(all.end(), right.begin(), right.end());
  return std::ranges::all_of(all,
                             [&](NodeIndex each) { return std::ranges::all_of(constants, [&](NodeIndex c) { return fits(each, c); }); });
}
bool Leaves::ordered(NodeIndex a, NodeIndex b) const {
  const Kind x = unit_.nodes[a].type.kind, y = unit_.nodes[b].type.kind;
  return x == y && (counted(x) || x == Kind::decimal || x == Kind::level_of);
}

void Leaves::compare(NodeIndex a, NodeIndex b, bool perhaps_unknown) {
  if (compared(a, b)) {
    value(a, perhaps_unknown);
    value(b, perhaps_unknown);
    std::vector<NodeIndex> leaves, constants;
    ends(a, leaves, constants);
    ends(b, leaves, constants);
    for (const NodeIndex each : leaves) {
      Leaf& own = leaf(each);
      for (const NodeIndex constant : constants) {
        const FoldValue value = *constant_of(unit_, constant);
        if (value.is == FoldValue::Is::text) own.texts.insert(value.text);
        else if (unit_.nodes[each].type.kind == Kind::decimal)
          own.reals.insert(value.is == FoldValue::Is::real ? value.real : static_cast<double>(value.number));
        else own.numbers.insert(value.number);
      }
    }
    return;
  }
  Leaf& relation = leaf(std::min(a, b), std::max(a, b));
  relation.may_be_unknown = relation.may_be_unknown || perhaps_unknown;
}

std::int64_t Leaves::least_of(NodeIndex at) const {
  const plan::Node& node = unit_.nodes[at];
  const bool from_nothing = (node.op == NodeOp::window && unit_.windows[node.a].function == plan::WindowFunction::count) ||
                            node.op == NodeOp::time_since || node.type.kind == Kind::boolean || node.type.kind == Kind::time ||
                            (node.op == NodeOp::call && node.c == static_cast<std::uint32_t>(plan::Function::size));
  return from_nothing ? 0 : std::numeric_limits<std::int64_t>::min();
}
std::int64_t Leaves::most_of(NodeIndex at) const {
  const plan::Node& node = unit_.nodes[at];
  if (node.type.kind == Kind::boolean) return 1;
  if (node.op == NodeOp::call && node.c == static_cast<std::uint32_t>(plan::Function::size)) {
    const plan::Node& of = unit_.nodes[unit_.children[node.a]];
    if (of.op == NodeOp::attribute && of.type.kind == Kind::list) {
      const std::string& name = unit_.texts[unit_.attributes[of.a].name];
      const auto field = std::ranges::find(catalog_.customer, name, &plan::Field::name);
      if (field != catalog_.customer.end() && field->derived == kNone && field->type.detail < catalog_.records.size()) {
        const std::uint32_t most = catalog_.records[field->type.detail].at_most;
        if (most > 0) return most;
      }
    }
  }
  return std::numeric_limits<std::int64_t>::max();
}

void Leaves::cut_whole(Leaf& leaf, std::int64_t least, std::int64_t most) const {
  std::set<std::int64_t> values;
  for (const std::int64_t each : leaf.numbers) {
    if (each >= least && each <= most) values.insert(each);
    if (each > least) values.insert(std::min(each - 1, most));
    if (each < most) values.insert(std::max(each + 1, least));
  }
  if (values.empty()) values.insert(std::clamp<std::int64_t>(0, least, most));
  for (const std::int64_t each : values) leaf.values.push_back(FoldValue::of(each));
}

void Leaves::cut(Leaf& leaf) const {
  const plan::Node& node = unit_.nodes[leaf.a];
  const auto number = [&](std::int64_t value) { leaf.values.push_back(FoldValue::of(value)); };
  const auto word = [&](plan::TextIndex text) { leaf.values.push_back({FoldValue::Is::text, 0, 0, text}); };
  const auto real = [&](double value) { leaf.values.push_back({FoldValue::Is::real, 0, value, kNone}); };
  if (leaf.b != kNone) {
    // The same thing twice is equal to itself.
    if (leaf.a != leaf.b && ordered(leaf.a, leaf.b)) number(-1);
    number(0);
    if (leaf.a != leaf.b) number(1);
  } else if (node.type.kind == Kind::boolean) {   // whole tests too
    number(0);
    number(1);
  } else if (counted(node.type.kind)) {
    cut_whole(leaf, least_of(leaf.a), most_of(leaf.a));
  } else if (node.type.kind == Kind::decimal) {
    std::optional<double> before;
    for (const double each : leaf.reals) {
      const double between = !before ? std::nextafter(each, -HUGE_VAL) : *before + (each - *before) / 2;
      if (between < each && (!before || between > *before)) real(between);
      real(each);
      before = each;
    }
    real(before ? std::nextafter(*before, HUGE_VAL) : 0);
  } else if (node.type.detail < unit_.enumerations.size() && (node.type.kind == Kind::one_of || node.type.kind == Kind::level_of)) {
    for (const plan::TextIndex each : unit_.enumerations[node.type.detail]) word(each);
  } else {
    for (const plan::TextIndex each : leaf.texts) word(each);
    word(kNone);
  }
  if (leaf.may_be_unknown || leaf.values.empty()) leaf.values.push_back({});
}

bool Leaves::computed(const plan::Node& node) const {
  if (node.op != NodeOp::attribute) return false;
  const std::string& name = unit_.texts[unit_.attributes[node.a].name];
  const auto field = std::ranges::find(catalog_.customer, name, &plan::Field::name);
  return field == catalog_.customer.end() || field->derived != kNone;
}

// Every order of the two comes about: one side is free and asked of nowhere else, the other has nothing of it.
bool Leaves::varies(const Leaf& relation) const {
  const auto alone = [&](NodeIndex at) {
    return free(unit_.nodes[at].op) && !computed(unit_.nodes[at]) &&
           std::ranges::count_if(leaves_, [&](const Leaf& each) { return each.a == at || each.b == at; }) == 1;
  };
  const auto apart = [&](NodeIndex at) {
    const plan::Node& node = unit_.nodes[at];
    const NodeOp op = node.op == NodeOp::shift ? unit_.nodes[node.a].op : node.op;
    return op == NodeOp::today || op == NodeOp::now || op == NodeOp::entered_at || (free(node.op) && !computed(node));
  };
  if (relation.a == relation.b) return false;
  return (alone(relation.a) && apart(relation.b)) || (alone(relation.b) && apart(relation.a));
}

// Two things of one kin, or one beside what it is computed from, do not vary freely; nor does what is not looked into.
void Leaves::judge_whole() {
  std::size_t kin = 0, derived = 0;
  for (const Leaf& each : leaves_) {
    const plan::Node& node = unit_.nodes[each.a];
    if (each.b != kNone) {
      whole_ = whole_ && varies(each);
      continue;
    }
    if (computed(node)) {
      ++derived;
    } else if (bound(unit_, node)) {
      ++kin;
    } else {
      whole_ = whole_ && free(node.op);
    }
  }
  whole_ = whole_ && (derived == 0 ? kin <= 1 : leaves_.size() == 1);
}

}  // namespace playmaker::prove
