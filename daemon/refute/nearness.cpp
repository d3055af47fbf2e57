#include "daemon/refute/nearness.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace playmaker::refute {

using core::Names;
using plan::Datum;
using plan::Kind;
using plan::NodeIndex;
using plan::NodeOp;

namespace {

constexpr double kFar = 1, kAlmost = 0.05;   // nothing is known of how far; what only time or an event can still bring about
constexpr int kDepthMax = 60;

double bounded(double distance) { return distance <= 0 ? 0 : std::log1p(distance) / (1 + std::log1p(distance)); }

class Distance {
 public:
  explicit Distance(const core::Frame& frame) : frame_(frame) {}

  // 0: as wanted, as far as it can be told.
  double of(NodeIndex at, bool wanted) {
    if (depth_ >= kDepthMax || at >= unit().nodes.size()) return kFar;
    ++depth_;
    const double out = judge(unit().nodes[at], at, wanted);
    --depth_;
    return out;
  }

  double of_product(std::uint32_t product) {
    const core::Roster& roster = *frame_.roster;
    core::Findings findings;
    const core::LinkedUnit* outer = std::exchange(frame_.unit, &roster.catalog_unit);
    double out = core::suits(frame_, product, findings) ? 0 : kFar;
    const plan::Suitability& rule = roster.catalog->suitability;
    if (out > 0 && rule.declared && product < roster.products.size() && roster.products[product] != nullptr) {
      const Datum level = value(rule.level);
      const std::uint32_t detail = unit().nodes[rule.level].type.detail;
      double lacks = kFar;
      if (level.kind == Kind::level_of && detail < frame_.unit->enumerations.size()) {
        const auto& ranks = frame_.unit->enumerations[detail];
        const auto rank = std::ranges::find(ranks, static_cast<std::uint32_t>(level.number)) - ranks.begin();
        lacks = bounded(static_cast<double>(roster.products[product]->risk - rank));
      }
      // Assessed, and not so long ago that it has expired.
      double expired = 0;
      if (rule.assessed != plan::kNone) {
        const Datum assessed = value(rule.assessed);
        expired = assessed.known() ? kAlmost : kFar;
        const base::Instant since = assessed.kind == Kind::date
                                        ? base::start_of_day(roster.zone, {static_cast<std::int32_t>(assessed.number)})
                                        : base::Instant{assessed.number};
        const auto until = core::after({roster.zone, nullptr}, since, rule.valid);
        if (assessed.known() && until && frame_.now < *until) expired = 0;
      }
      out = kAlmost + lacks + expired;
    }
    frame_.unit = outer;
    return out;
  }

 private:
  const plan::Unit& unit() const { return *frame_.unit->unit; }

  Datum value(NodeIndex at) const {
    core::Findings findings;
    Datum out = core::evaluate(frame_, at, findings);
    return out.kind == Kind::error ? Datum{} : out;
  }

  // In the catalog's unit.
  double in_catalog(NodeIndex at, bool wanted) {
    const core::LinkedUnit* outer = std::exchange(frame_.unit, &frame_.roster->catalog_unit);
    const double out = of(at, wanted);
    frame_.unit = outer;
    return out;
  }

  NodeIndex derived(const plan::Node& node) const {
    if (node.op != NodeOp::attribute) return plan::kNone;
    const std::uint32_t number = frame_.unit->attributes[node.a];
    const auto& attributes = frame_.roster->attributes;
    return number < attributes.size() && attributes[number].field != nullptr ? attributes[number].field->derived : plan::kNone;
  }

  double plainly(NodeIndex at, bool wanted) const {
    const Datum is = value(at);
    return is.kind == Kind::boolean && (is.number != 0) == wanted ? 0 : kFar;
  }

  double judge(const plan::Node& node, NodeIndex at, bool wanted) {
    switch (node.op) {
      case NodeOp::not_: return of(node.a, !wanted);
      case NodeOp::and_:
      case NodeOp::or_: {
        const double one = of(node.a, wanted), other = of(node.b, wanted);
        return (node.op == NodeOp::and_) == wanted ? one + other : std::min(one, other);
      }
      case NodeOp::choose: return std::min(of(node.a, true) + of(node.b, wanted), of(node.a, false) + of(node.c, wanted));
      case NodeOp::attribute: {
        const NodeIndex is = derived(node);
        return is != plan::kNone ? in_catalog(is, wanted) : plainly(at, wanted);
      }
      case NodeOp::in_segment: {
        const std::uint32_t number = frame_.unit->number(Names::segment, node.a);
        const auto& segments = frame_.roster->segments;
        const bool is = number < segments.size() && segments[number] != nullptr && segments[number]->is != plan::kNone;
        return is ? in_catalog(segments[number]->is, wanted) : plainly(at, wanted);
      }
      case NodeOp::suitable: return wanted ? of_product(frame_.unit->number(Names::product, node.a)) : plainly(at, wanted);
      case NodeOp::held_for: return plainly(at, wanted) == 0 ? 0 : kAlmost + of(node.a, wanted);
      case NodeOp::equal:
      case NodeOp::not_equal:
      case NodeOp::less:
      case NodeOp::less_equal:
      case NodeOp::greater:
      case NodeOp::greater_equal: return compared(node, at, wanted);
      case NodeOp::between: {
        const Datum is = estimate(node.a), least = estimate(node.b), most = estimate(node.c);
        if (plainly(at, wanted) == 0) return 0;
        if (!wanted || !ordered(is, least) || !ordered(is, most)) return kFar;
        return std::max(kAlmost, bounded(std::max(number(least) - number(is), number(is) - number(most))));
      }
      default: return plainly(at, wanted);
    }
  }

  // What a value will be once it has been watched for long enough: an average or an extreme of an attribute is the attribute.
  Datum estimate(NodeIndex at) {
    Datum out = value(at);
    if (out.known() || depth_ >= kDepthMax || at >= unit().nodes.size()) return out;
    const plan::Node& node = unit().nodes[at];
    if (node.op == NodeOp::window) {
      const plan::Window& window = unit().windows[node.a];
      if (window.attribute == plan::kNone || window.function == plan::WindowFunction::change) return out;
      return core::attribute_of(*frame_.customer, frame_.unit->attributes[window.attribute]);
    }
    if (const NodeIndex is = derived(node); is != plan::kNone) {
      const core::LinkedUnit* outer = std::exchange(frame_.unit, &frame_.roster->catalog_unit);
      ++depth_;
      out = estimate(is);
      --depth_;
      frame_.unit = outer;
    }
    return out;
  }

  static double number(const Datum& datum) {
    return datum.kind == Kind::decimal ? std::bit_cast<double>(datum.number) : static_cast<double>(datum.number);
  }
  static bool ordered(const Datum& one, const Datum& other) {
    switch (one.kind) {
      case Kind::integer:
      case Kind::decimal:
      case Kind::money:
      case Kind::percent:
      case Kind::date:
      case Kind::time:
      case Kind::instant:
      case Kind::duration: return one.kind == other.kind;
      default: return false;
    }
  }

  double compared(const plan::Node& node, NodeIndex at, bool wanted) {
    if (plainly(at, wanted) == 0) return 0;
    const Datum one = estimate(node.a), other = estimate(node.b);
    if (!ordered(one, other)) return kFar;
    const double less = number(other) - number(one);   // how much the first is less than the second
    double lacks = 0;
    switch (node.op) {
      case NodeOp::equal: lacks = wanted ? std::abs(less) : 1; break;
      case NodeOp::not_equal: lacks = wanted ? 1 : std::abs(less); break;
      case NodeOp::less:
      case NodeOp::less_equal: lacks = wanted ? -less : less; break;
      default: lacks = wanted ? less : -less;
    }
    return std::max(kAlmost, bounded(lacks));
  }

  core::Frame frame_;
  int depth_ = 0;
};

}  // namespace

double nearness(const core::Frame& frame, NodeIndex node, bool wanted) {
  core::Findings findings;
  if (core::holds(frame, node, findings) == wanted) return 1;
  if (node == plan::kNone || frame.unit == nullptr) return 0;
  return 1 / (1 + std::max(kAlmost, Distance(frame).of(node, wanted)));
}

double suits_nearly(const core::Frame& frame, std::uint32_t product) { return 1 / (1 + Distance(frame).of_product(product)); }

}  // namespace playmaker::refute
