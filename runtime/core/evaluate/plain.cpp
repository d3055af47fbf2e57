#include "runtime/core/evaluate/plain.hpp"

namespace playmaker::core {

using plan::Kind;
using plan::NodeIndex;
using plan::NodeOp;

namespace {

Plainly truth(bool value) { return value ? Plainly::yes : Plainly::no; }

// Kinds whose numbers order them as they stand.
bool ordered(Kind kind) {
  switch (kind) {
    case Kind::integer:
    case Kind::money:
    case Kind::percent:
    case Kind::date:
    case Kind::time:
    case Kind::instant: return true;
    default: return false;
  }
}

bool symbolic(Kind kind) { return kind == Kind::one_of || kind == Kind::level_of; }

class Plain {
 public:
  Plain(const Frame& frame, Findings& findings) : frame_(frame), unit_(*frame.unit), nodes_(frame.unit->unit->nodes), findings_(findings) {}

  Plainly holds(NodeIndex at) {
    const plan::Node& n = nodes_[at];
    switch (n.op) {
      case NodeOp::and_: {
        const Plainly a = holds(n.a);
        return a == Plainly::yes ? holds(n.b) : a;
      }
      case NodeOp::or_: {
        const Plainly a = holds(n.a);
        return a == Plainly::no ? holds(n.b) : a;
      }
      case NodeOp::not_: {
        const Plainly a = holds(n.a);
        return a == Plainly::cannot ? a : truth(a == Plainly::no);
      }
      case NodeOp::attribute: {
        const Attribute* own = stored(n);
        return own != nullptr && own->kind == Kind::boolean ? truth(own->number != 0) : Plainly::cannot;
      }
      case NodeOp::equal:
      case NodeOp::not_equal:
      case NodeOp::less:
      case NodeOp::less_equal:
      case NodeOp::greater:
      case NodeOp::greater_equal: return related(n);
      case NodeOp::in: return among(n);
      default: return Plainly::cannot;
    }
  }

 private:
  // The customer's own value; nullptr: unknown, stale, derived.
  const Attribute* stored(const plan::Node& n) {
    const std::uint32_t number = unit_.attributes[n.a];
    const Customer& customer = *frame_.customer;
    if (number >= frame_.roster->attributes.size() || number >= customer.attributes.size()) return nullptr;
    const plan::Field* field = frame_.roster->attributes[number].field;
    const Attribute& own = customer.attributes[number];
    if (field == nullptr || field->derived != plan::kNone || own.kind == Kind::unknown || field->type.kind != own.kind) return nullptr;
    if (!field->fresh.written()) return &own;
    if (field->fresh.unit != plan::LengthUnit::millis) return nullptr;  // only hours and the like need no calendar
    const base::Instant stale = base::Instant{std::int64_t{own.set_minute} * base::kMinute} + field->fresh.amount;
    if (stale < frame_.now) return nullptr;
    if (const base::Instant after = stale + 1; after > frame_.now && after < findings_.recheck) findings_.recheck = after;
    return &own;
  }

  Plainly related(const plan::Node& n) {
    const plan::Node &left = nodes_[n.a], &right = nodes_[n.b];
    if (left.op != NodeOp::attribute) return Plainly::cannot;
    if (right.op == NodeOp::constant_text) {
      if (n.op != NodeOp::equal && n.op != NodeOp::not_equal) return Plainly::cannot;
      const Attribute* own = stored(left);
      if (own == nullptr) return Plainly::cannot;
      const Plainly same = is_text(*own, right);
      return same == Plainly::cannot || n.op == NodeOp::equal ? same : truth(same == Plainly::no);
    }
    if (right.op != NodeOp::constant) return Plainly::cannot;
    const Attribute* own = stored(left);
    if (own == nullptr || own->kind != right.type.kind || !ordered(own->kind)) return Plainly::cannot;
    const std::int64_t a = own->number, b = unit_.unit->numbers[right.a];
    switch (n.op) {
      case NodeOp::equal: return truth(a == b);
      case NodeOp::not_equal: return truth(a != b);
      case NodeOp::less: return truth(a < b);
      case NodeOp::less_equal: return truth(a <= b);
      case NodeOp::greater: return truth(a > b);
      default: return truth(a >= b);
    }
  }

  Plainly is_text(const Attribute& own, const plan::Node& constant) {
    if (symbolic(own.kind) && symbolic(constant.type.kind))
      return truth(own.number == static_cast<std::int64_t>(unit_.number(Names::symbol, constant.a)));
    if (own.kind == Kind::text && constant.type.kind == Kind::text)
      return truth(frame_.customer->texts[static_cast<std::size_t>(own.number)] == unit_.unit->texts[constant.a]);
    return Plainly::cannot;
  }

  Plainly among(const plan::Node& n) {
    const plan::Node &item = nodes_[n.a], &list = nodes_[n.b];
    if (item.op != NodeOp::attribute || list.op != NodeOp::list_of) return Plainly::cannot;
    const Attribute* own = stored(item);
    if (own == nullptr) return Plainly::cannot;
    bool found = false;
    for (std::uint32_t i = 0; i < list.b; ++i) {
      const plan::Node& one = nodes_[unit_.unit->children[list.a + i]];
      Plainly same = Plainly::cannot;
      if (one.op == NodeOp::constant_text) same = is_text(*own, one);
      else if (one.op == NodeOp::constant && one.type.kind == own->kind && ordered(own->kind))
        same = truth(unit_.unit->numbers[one.a] == own->number);
      if (same == Plainly::cannot) return same;
      found = found || same == Plainly::yes;
    }
    return truth(found);
  }

  const Frame& frame_;
  const LinkedUnit& unit_;
  const std::vector<plan::Node>& nodes_;
  Findings& findings_;
};

}  // namespace

Plainly holds_plainly(const Frame& frame, NodeIndex node, Findings& findings) { return Plain(frame, findings).holds(node); }

}  // namespace playmaker::core
