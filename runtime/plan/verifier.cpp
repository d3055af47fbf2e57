#include "runtime/plan/verifier.hpp"

#include <algorithm>

#include "runtime/plan/library.hpp"
#include "runtime/plan/operands.hpp"

namespace playmaker::plan {

void Verifier::fail(const std::string& what) {
  if (fault_.empty()) fault_ = what;
}

void Verifier::index(std::uint32_t at, std::size_t size, const char* what) {
  if (at >= size) fail(std::string(what) + ": no number " + std::to_string(at) + " among " + std::to_string(size));
}

void Verifier::length(const Length& length, const char* what) {
  named(length.unit, LengthUnit::none, LengthUnit::working_millis, what);
  std::int64_t most = kLengthDaysMax;
  if (length.unit == LengthUnit::millis || length.unit == LengthUnit::working_millis) most = kLengthMillisMax;
  if (length.unit == LengthUnit::months) most = kLengthMonthsMax;
  require(length.amount >= 0 && length.amount <= most, what);
}

void Verifier::type(const Type& type, std::uint32_t records, const char* what) {
  named(type.kind, Kind::unknown, Kind::null, what);
  if (type.kind == Kind::one_of || type.kind == Kind::level_of) optional_index(type.detail, unit_.enumerations.size(), what);
  if ((type.kind == Kind::list || type.kind == Kind::record) && records != kNone) optional_index(type.detail, records, what);
}

void Verifier::window(const Window& window) {
  named(window.function, WindowFunction::count, WindowFunction::maximum, "window function");
  require((window.event == kNone) != (window.attribute == kNone), "window counts either an event or an attribute");
  optional_index(window.event, unit_.events.size(), "window event");
  optional_index(window.attribute, unit_.attributes.size(), "window attribute");
  optional_text(window.field, "window field");
  optional_node(window.where, "window where");
  length(window.last, "window length");
  require(window.last.unit <= LengthUnit::months, "window length in working time");
  named(window.period, Period::day, Period::year, "window period");
}

void Verifier::unit(std::uint32_t records) {
  for (const Length& each : unit_.lengths) length(each, "length");
  for (const AttributeName& each : unit_.attributes) {
    text(each.name, "attribute name");
    type(each.type, records, "attribute type");
  }
  for (const TextIndex each : unit_.events) text(each, "event name");
  for (const TextIndex each : unit_.benefits) text(each, "benefit name");
  for (const auto& values : unit_.enumerations) {
    for (const TextIndex each : values) text(each, "value of an enumeration");
  }
  for (const Window& each : unit_.windows) window(each);
  if (sound()) code(records);
}

// Children stand before parents, so one walk upwards knows every depth; and no window is counted by means of itself.
void Verifier::code(std::uint32_t records) {
  std::vector<std::uint32_t> depth(unit_.nodes.size(), 1), windows(unit_.nodes.size(), 0);
  for (std::uint32_t at = 0; at < unit_.nodes.size() && sound(); ++at) {
    const Node& node = unit_.nodes[at];
    const Operands* operands = operands_of(node.op);
    if (operands == nullptr) return fail("no operation " + std::to_string(static_cast<int>(node.op)));
    type(node.type, records, "node type");
    const auto operand = [&](Operand kind, std::uint32_t value, std::uint32_t next) {
      switch (kind) {
        case Operand::none: break;
        case Operand::node: require(value < at, "node stands before its operand"); break;
        case Operand::text: text(value, "node text"); break;
        case Operand::number: index(value, unit_.numbers.size(), "constant"); break;
        case Operand::length: index(value, unit_.lengths.size(), "node length"); break;
        case Operand::attribute: index(value, unit_.attributes.size(), "node attribute"); break;
        case Operand::event: index(value, unit_.events.size(), "node event"); break;
        case Operand::benefit: index(value, unit_.benefits.size(), "node benefit"); break;
        case Operand::window: index(value, unit_.windows.size(), "node window"); break;
        case Operand::task: index(value, tasks_, "node task"); break;
        case Operand::hold: index(value, unit_.holds, "hold"); break;
        case Operand::variable: break;
        case Operand::flag: require(value == kNone || value <= 1, "node flag"); break;
        case Operand::children:
          require(std::uint64_t{value} + next <= unit_.children.size(), "children beyond the unit's");
          for (std::uint32_t i = 0; i < next && sound(); ++i) require(unit_.children[value + i] < at, "node stands before its child");
          break;
        case Operand::count: break;
        case Operand::function: function(node); break;
      }
    };
    operand(operands->a, node.a, node.b);
    operand(operands->b, node.b, node.c);
    operand(operands->c, node.c, kNone);
    if (!sound()) return;
    for_each_child(unit_, node, [&](NodeIndex child) {
      depth[at] = std::max(depth[at], depth[child] + 1);
      windows[at] = std::max(windows[at], windows[child]);
    });
    if (node.op == NodeOp::window) windows[at] = std::max(windows[at], node.a + 1);
    require(depth[at] <= kDepthMax, "expression too deep");
  }
  for (std::uint32_t i = 0; i < unit_.windows.size() && sound(); ++i) {
    if (unit_.windows[i].where != kNone) require(windows[unit_.windows[i].where] <= i, "window counts by means of itself or a later one");
  }
}

void Verifier::function(const Node& call) {
  if (is_macro(call.c)) {
    if (call.b != 3) return fail("a macro without its list, variable and body");
    const Node& variable = unit_.nodes[unit_.children[call.a + 1]];
    require(variable.op == NodeOp::variable && variable.a >= kMacroVariable && variable.a - kMacroVariable < kMacrosNestedMax,
            "variable of a macro");
    return;
  }
  if (call.c == kFormatCall) require(call.b >= 1 && call.b <= kFormatItemsMax + 1, "format's items");
  const bool known = (call.c >= 1 && call.c <= static_cast<std::uint32_t>(Function::to_text)) || library_call(call.c) != nullptr;
  require(known, "function");
}

void Verifier::entry(const Entry& entry) {
  named(entry.sweep.period, Period::day, Period::year, "sweep period");
  require(entry.sweep.every >= 1 && entry.sweep.every <= 10'000, "sweep's every");
  require(!entry.sweep.working || entry.sweep.period == Period::day, "sweep of working days");
  optional_text(entry.import, "entry's import");
  minute(entry.latest_minute, "entry's latest");
  optional_text(entry.list, "entry's list");
  require((entry.kind == EntryKind::list) == (entry.list != kNone), "entry's list");
  require(entry.kind != EntryKind::list || entry.condition != kNone, "entry's list");
  optional_text(entry.dealing.role, "dealt to");
  require(entry.dealing.written == (entry.dealing.role != kNone), "dealt to");
  length(entry.dealing.claim, "claim within");
  named(entry.dealing.otherwise, Unclaimed::next, Unclaimed::back, "unclaimed");
}

}  // namespace playmaker::plan
