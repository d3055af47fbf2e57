// The evaluator's doors and its dispatch.
#include "runtime/core/evaluate/evaluate.hpp"

#include <array>

#include "runtime/core/evaluate/evaluator.hpp"
#include "runtime/core/evaluate/plain.hpp"
#include "runtime/plan/library.hpp"

namespace playmaker::core {

using plan::Datum;
using plan::Kind;
using plan::NodeIndex;
using plan::NodeOp;

Value view(const Datum& datum, std::uint32_t record) {
  Value value;
  value.kind = datum.kind;
  value.number = datum.number;
  value.text = datum.text;
  value.record = record;
  if (datum.kind == Kind::list || datum.kind == Kind::record || datum.kind == Kind::map) value.items = &datum.items;
  return value;
}

Datum to_datum(const Value& value) {
  Datum out;
  out.kind = value.kind;
  if (!value.known()) return out;
  if (value.is_error()) {
    out.number = static_cast<std::int64_t>(value.fault);
  } else if (value.textual()) {
    out.text = value.text;
  } else if (value.items != nullptr) {
    out.items = *value.items;
  } else {
    out.number = value.number;
  }
  return out;
}

std::string_view fault_name(Fault fault) {
  constexpr std::array<std::string_view, 7> names{"none", "overflow", "division_by_zero", "no_such_key", "stale", "type", "range"};
  const auto number = static_cast<std::size_t>(fault);
  return number < names.size() ? names[number] : "unknown";
}

base::Zone Evaluator::zone() {
  if (!zone_)
    zone_ = frame_.directory != nullptr ? zone_of(*frame_.roster, *frame_.directory, *frame_.customer)
                                        : zone_of(*frame_.roster, Directory{}, *frame_.customer);
  return *zone_;
}

base::Date Evaluator::today() { return base::local_date(zone(), frame_.now); }

void Evaluator::recheck_tomorrow() { recheck(base::start_of_day(zone(), today() + 1)); }

bool Evaluator::walk(std::size_t bytes) {
  const std::size_t left = static_cast<std::size_t>(std::max(0, kStepsMax - steps_));
  steps_ += static_cast<int>(std::min(bytes / kBytesAStep, left));
  return steps_ < kStepsMax;
}

Value Evaluator::keep(std::string text) {
  walk(text.size());   // the next node says so when it was too much
  return Value::words(texts_.emplace_front(std::move(text)));
}

Value Evaluator::keep(std::vector<Datum> items, std::uint32_t record) {
  Value value = Value::of(Kind::list, 0);
  value.items = &lists_.emplace_front(std::move(items));
  value.record = record;
  return value;
}

Value Evaluator::run(NodeIndex at) {
  if (depth_ >= kDepthAllMax || steps_ >= kStepsMax) return Value::error(Fault::range, at);
  ++depth_;
  ++steps_;
  const Value value = dispatch(at);
  --depth_;
  return value;
}

Value Evaluator::run_in(const LinkedUnit& unit, NodeIndex at, NodeIndex place) {
  const LinkedUnit* outer = unit_;
  std::vector<Value> around;   // its own macros count from the outermost of its own
  around.swap(variables_);
  unit_ = &unit;
  Value value = run(at);
  unit_ = outer;
  variables_.swap(around);
  if (value.is_error()) value.number = place;
  return value;
}

Value Evaluator::dispatch(NodeIndex at) {
  const plan::Node& n = node(at);
  switch (n.op) {
    case NodeOp::constant: return Value::of(n.type.kind, unit_->unit->numbers[n.a]);
    case NodeOp::constant_text:
      if (n.type.kind == Kind::one_of || n.type.kind == Kind::level_of) return Value::of(n.type.kind, unit_->number(Names::symbol, n.a));
      return Value::words(unit_->unit->texts[n.a], n.type.kind == Kind::bytes ? Kind::bytes : Kind::text);
    case NodeOp::list_of: {
      std::vector<Datum> items;
      for (std::uint32_t i = 0; i < n.b; ++i) {
        const Value value = run(unit_->unit->children[n.a + i]);
        if (value.is_error()) return value;
        items.push_back(to_datum(value));
      }
      return keep(std::move(items), plan::kNone);
    }
    case NodeOp::unknown:
    case NodeOp::wave_sent: return {};
    case NodeOp::attribute: return attribute(at);
    case NodeOp::member: return member(at);
    case NodeOp::event_field: return event_field(at);
    case NodeOp::answer_field: return answer_field(at);
    case NodeOp::event_name:
      if (frame_.event.event == plan::kNone) return {};
      return Value::words(frame_.roster->dictionary->name(Names::event, frame_.event.event));
    case NodeOp::variable:
      if (n.a == plan::kItemVariable) return frame_.item != nullptr ? view(*frame_.item, frame_.item_record) : Value{};
      if (n.a >= plan::kMacroVariable)
        return n.a - plan::kMacroVariable < variables_.size() ? variables_[n.a - plan::kMacroVariable] : Value{};
      return n.a == 0 && self_kind_ != Kind::unknown ? Value::of(self_kind_, self_) : Value{};
    case NodeOp::item: return item(at);
    case NodeOp::index: return element(at);
    case NodeOp::grant_field: return grant_field(at);
    case NodeOp::task_done:
    case NodeOp::task_closed:
    case NodeOp::task_outcome_is:
    case NodeOp::task_outcome:
    case NodeOp::task_closed_at: return task(at);
    case NodeOp::entered_at: return frame_.journey != nullptr ? Value::of(Kind::instant, frame_.journey->entered.ms) : Value{};
    case NodeOp::in_playbook: return in_playbook(at);
    case NodeOp::in_segment: return segment(at);
    case NodeOp::score: return score(at);
    case NodeOp::suitable: return suitable(at);
    case NodeOp::window: return window(at);
    case NodeOp::last_field: return last_field(at);
    case NodeOp::last_at: return last_at(at);
    case NodeOp::time_since: return time_since(at);
    case NodeOp::since_entry: return since_entry(at);
    case NodeOp::held_for: return held_for(at);
    case NodeOp::now: {
      Value value = Value::of(Kind::instant, frame_.now.ms);
      value.slope = 1;
      return value;
    }
    case NodeOp::today: recheck_tomorrow(); return Value::of(Kind::date, today().days);
    case NodeOp::rate: {
      const std::size_t known = frame_.rates != nullptr && frame_.plan != nullptr ? frame_.rates->size() : 0;
      for (std::size_t i = 0; i < known; ++i) {
        if (frame_.plan->plan->rates[i].name == n.a) return view((*frame_.rates)[i]);
      }
      return {};
    }
    case NodeOp::not_: {
      const Value value = run(n.a);
      if (value.kind == Kind::boolean) return Value::truth(value.number == 0);
      return value.is_error() || !value.known() ? value : Value::error(Fault::type, at);
    }
    case NodeOp::and_: return both(at, false);
    case NodeOp::or_: return both(at, true);
    case NodeOp::equal:
    case NodeOp::not_equal:
    case NodeOp::less:
    case NodeOp::less_equal:
    case NodeOp::greater:
    case NodeOp::greater_equal: {
      const Value a = run(n.a), b = run(n.b);
      return compare(n.op, a, b, levels(n.a, n.b), at);
    }
    case NodeOp::in: return contained(at);
    case NodeOp::is_known: {
      const Value value = run(n.a);
      return value.is_error() ? value : Value::truth(value.known());
    }
    case NodeOp::otherwise: {
      const Value value = run(n.a);
      return value.known() ? value : run(n.b);
    }
    case NodeOp::add:
    case NodeOp::subtract:
    case NodeOp::multiply:
    case NodeOp::divide:
    case NodeOp::modulo: return arithmetic(at);
    case NodeOp::negate: return negate(at);
    case NodeOp::choose: {
      const Value test = run(n.a);
      return test.is_error() ? test : run(test.is_true() ? n.b : n.c);
    }
    case NodeOp::between: return between(at);
    case NodeOp::shift: return shift(at);
    case NodeOp::call: return call(at);
  }
  return Value::error(Fault::type, at);
}

namespace {
Value run_reporting(Evaluator& evaluator, NodeIndex node, Findings& findings) {
  const Value value = evaluator.run(node);
  if (value.is_error()) findings.errors.push_back({static_cast<NodeIndex>(value.number), value.fault});
  return value;
}
}  // namespace

Datum evaluate(const Frame& frame, NodeIndex node, Findings& findings) {
  if (node == plan::kNone || frame.unit == nullptr) return {};
  Evaluator evaluator(frame, findings);
  return to_datum(run_reporting(evaluator, node, findings));
}

bool holds(const Frame& frame, NodeIndex node, Findings& findings) {
  if (node == plan::kNone) return true;
  if (frame.unit == nullptr) return false;
  if (const Plainly plainly = holds_plainly(frame, node, findings); plainly != Plainly::cannot) return plainly == Plainly::yes;
  Evaluator evaluator(frame, findings);
  return run_reporting(evaluator, node, findings).is_true();
}

bool suits(const Frame& frame, std::uint32_t product, Findings& findings) {
  Evaluator evaluator(frame, findings);
  const Value value = evaluator.suits(product, 0);
  if (value.is_error()) findings.errors.push_back({static_cast<plan::NodeIndex>(value.number), value.fault});
  return value.is_true();
}

bool matches(const Frame& frame, const plan::Cell& cell, const Datum& value, Findings& findings) {
  if (cell.kind == plan::CellKind::any) return true;
  if (cell.kind == plan::CellKind::unknown) return !value.known();
  if (!value.known() || value.kind == Kind::error) return false;
  Evaluator evaluator(frame, findings);
  const Value have = view(value);
  const auto test = [&](NodeOp op, NodeIndex node) {
    const Value want = run_reporting(evaluator, node, findings);
    return evaluator.compare(op, have, want, evaluator.levels(node, node), node).is_true();
  };
  switch (cell.kind) {
    case plan::CellKind::equal: return test(NodeOp::equal, cell.a);
    case plan::CellKind::range: return test(NodeOp::greater_equal, cell.a) && test(NodeOp::less_equal, cell.b);
    case plan::CellKind::at_least: return test(NodeOp::greater_equal, cell.a);
    case plan::CellKind::above: return test(NodeOp::greater, cell.a);
    case plan::CellKind::at_most: return test(NodeOp::less_equal, cell.a);
    case plan::CellKind::below: return test(NodeOp::less, cell.a);
    case plan::CellKind::one_of: {
      const Value list = run_reporting(evaluator, cell.a, findings);
      if (list.items == nullptr) return false;
      for (const Datum& each : *list.items) {
        if (evaluator.equal(have, view(each)).is_true()) return true;
      }
      return false;
    }
    default: return false;
  }
}

}  // namespace playmaker::core
