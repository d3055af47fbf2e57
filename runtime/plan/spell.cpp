#include "runtime/plan/spell.hpp"

#include <array>
#include <charconv>
#include <cstring>

#include "runtime/base/time.hpp"
#include "runtime/plan/library.hpp"
#include "runtime/plan/operands.hpp"
#include "runtime/plan/plan.hpp"

namespace playmaker::plan {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string decimal(std::int64_t bits) {
  double value;
  std::memcpy(&value, &bits, sizeof value);
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  std::string out(buffer.data(), end);
  if (out.find_first_of(".en") == std::string::npos) out += ".0";  // 1.0 is not the integer 1
  return out;
}

std::string constant(Kind kind, std::int64_t number) {
  switch (kind) {
    case Kind::boolean: return number != 0 ? "true" : "false";
    case Kind::integer: return std::to_string(number);
    case Kind::decimal: return decimal(number);
    case Kind::date:
      if (number >= INT32_MIN && number <= INT32_MAX) return base::format_date({static_cast<std::int32_t>(number)});
      break;
    default: break;
  }
  return std::string(kind_name(kind)) + '(' + std::to_string(number) + ')';
}

std::string_view infix(NodeOp op) {
  switch (op) {
    case NodeOp::and_: return " and ";
    case NodeOp::or_: return " or ";
    case NodeOp::equal: return " == ";
    case NodeOp::not_equal: return " != ";
    case NodeOp::less: return " < ";
    case NodeOp::less_equal: return " <= ";
    case NodeOp::greater: return " > ";
    case NodeOp::greater_equal: return " >= ";
    case NodeOp::in: return " in ";
    case NodeOp::otherwise: return " otherwise ";
    case NodeOp::add: return " + ";
    case NodeOp::subtract: return " - ";
    case NodeOp::multiply: return " * ";
    case NodeOp::divide: return " / ";
    case NodeOp::modulo: return " % ";
    default: return {};
  }
}

std::string clock_time(base::Millis amount, const char* space) {
  if (amount % base::kHour == 0) return std::to_string(amount / base::kHour) + space + "hours";
  if (amount % base::kMinute == 0) return std::to_string(amount / base::kMinute) + space + "minutes";
  return std::to_string(amount) + space + "ms";
}

struct Speller {
  const Unit& unit;
  const Plan* plan = nullptr;

  const std::string& text(TextIndex index) const { return unit.texts[index]; }
  std::string task(const Node& node) const {
    std::string out = plan != nullptr ? plan->sites[plan->tasks[node.a].site].path : "task#" + std::to_string(node.a);
    return out;
  }
  std::string list(const Node& node) const {
    std::string out;
    for (std::uint32_t i = 0; i < node.b; ++i) {
      if (i > 0) out += ", ";
      out += spelled(unit.children[node.a + i]);
    }
    return out;
  }
  std::string spelled(NodeIndex index) const {
    const Node& node = unit.nodes[index];
    const std::string moment = node.c == 1 ? " in any moment" : "";
    switch (node.op) {
      case NodeOp::constant: return constant(node.type.kind, unit.numbers[node.a]);
      case NodeOp::constant_text: return (node.type.kind == Kind::bytes ? "b" : "") + quoted(text(node.a));
      case NodeOp::list_of: return '[' + list(node) + ']';
      case NodeOp::unknown: return "unknown";
      case NodeOp::attribute: return "customer." + text(unit.attributes[node.a].name);
      case NodeOp::member:
      case NodeOp::item: return spelled(node.a) + '.' + text(node.b);
      case NodeOp::event_field: return "event." + text(node.a);
      case NodeOp::event_name: return "event.name";
      case NodeOp::answer_field: return "answer." + text(node.a);
      case NodeOp::variable: return '$' + std::to_string(node.a);
      case NodeOp::index: return spelled(node.a) + '[' + spelled(node.b) + ']';
      case NodeOp::grant_field: return text(unit.benefits[node.a]) + '.' + text(node.b);
      case NodeOp::task_done: return task(node) + ".done" + moment;
      case NodeOp::task_closed: return task(node) + ".closed" + moment;
      case NodeOp::task_outcome_is: return task(node) + '.' + text(node.b) + moment;
      case NodeOp::task_outcome: return task(node) + ".outcome" + moment;
      case NodeOp::task_closed_at: return task(node) + ".closed_at" + moment;
      case NodeOp::entered_at: return "entry";
      case NodeOp::in_playbook: return "journey(" + text(node.a) + ')';
      case NodeOp::in_segment: return "segment(" + text(node.a) + ')';
      case NodeOp::score: return "score(" + text(node.a) + ')';
      case NodeOp::suitable: return "suitable(" + text(node.a) + ')';
      case NodeOp::rate: return "rate(" + text(node.a) + ')';
      case NodeOp::wave_sent: return "wave_sent";
      case NodeOp::window: return spell(unit, unit.windows[node.a]);
      case NodeOp::last_field: return "last(" + text(unit.events[node.a]) + ")." + text(node.b);
      case NodeOp::last_at: return "last(" + text(unit.events[node.a]) + ").at";
      case NodeOp::time_since: return "(time since " + text(unit.events[node.a]) + ')';
      case NodeOp::since_entry: return '(' + text(unit.events[node.a]) + " since entry)";
      case NodeOp::held_for: return '(' + spelled(node.a) + " for " + spell(unit.lengths[node.c]) + ')';
      case NodeOp::now: return "now";
      case NodeOp::today: return "today";
      case NodeOp::not_: return "(not " + spelled(node.a) + ')';
      case NodeOp::negate: return "(-" + spelled(node.a) + ')';
      case NodeOp::is_known: return '(' + spelled(node.a) + " is known)";
      case NodeOp::choose: return '(' + spelled(node.a) + " ? " + spelled(node.b) + " : " + spelled(node.c) + ')';
      case NodeOp::between: return '(' + spelled(node.a) + " between " + spelled(node.b) + " and " + spelled(node.c) + ')';
      case NodeOp::shift: return '(' + spelled(node.a) + (node.c == 1 ? " - " : " + ") + spell(unit.lengths[node.b]) + ')';
      case NodeOp::call: return std::string(spell_function(node.c)) + '(' + list(node) + ')';
      default: return '(' + spelled(node.a) + std::string(infix(node.op)) + spelled(node.b) + ')';
    }
  }
};

}  // namespace

std::string_view kind_name(Kind kind) {
  constexpr std::array<std::string_view, 22> names{
      "unknown",  "bool",   "int",    "decimal", "money",    "percent", "text",   "bytes", "date",         "time", "instant",
      "duration", "person", "branch", "one of",  "level of", "list",    "record", "error", "unsigned int", "map",  "null"};
  const auto number = static_cast<std::size_t>(kind);
  return number < names.size() ? names[number] : "no such kind";
}

std::string spell(const Unit& unit, const Type& type) {
  std::string out(kind_name(type.kind));
  if ((type.kind != Kind::one_of && type.kind != Kind::level_of) || type.detail >= unit.enumerations.size()) return out;
  out += " [";
  for (const TextIndex value : unit.enumerations[type.detail]) {
    if (out.back() != '[') out += ", ";
    out += unit.texts[value];
  }
  return out + ']';
}

std::string spell(const Length& length) {
  const std::string amount = std::to_string(length.amount);
  switch (length.unit) {
    case LengthUnit::none: return {};
    case LengthUnit::millis: return clock_time(length.amount, " ");
    case LengthUnit::days: return amount + " days";
    case LengthUnit::months: return amount + " months";
    case LengthUnit::working_days: return amount + " working days";
    case LengthUnit::working_millis: return clock_time(length.amount, " working ");
  }
  return amount;
}

std::string_view spell(Period period) {
  constexpr std::array<std::string_view, 6> names{"", "day", "week", "month", "quarter", "year"};
  const auto number = static_cast<std::size_t>(period);
  return number < names.size() ? names[number] : "period";
}

std::string spell(const Unit& unit, NodeIndex node, const Plan* plan) {
  if (node == kNone) return {};
  return Speller{unit, plan}.spelled(node);
}

std::string spell(const Unit& unit, const Window& window) {
  constexpr std::array<std::string_view, 7> names{"", "count", "sum", "avg", "change", "min", "max"};
  const auto number = static_cast<std::size_t>(window.function);
  std::string out(number < names.size() ? names[number] : "window");
  out += '(';
  out += window.event != kNone ? unit.texts[unit.events[window.event]] : "customer." + unit.texts[unit.attributes[window.attribute].name];
  if (window.event != kNone && window.field != kNone) out += '.' + unit.texts[window.field];
  if (window.where != kNone) out += " where " + spell(unit, window.where);
  if (window.last.written()) {
    out += " over last " + spell(window.last);
  } else {
    out += (window.previous ? " over previous " : " over this ") + std::string(spell(window.period));
  }
  if (window.daily) out += " daily";
  if (window.keep > 0) out += " keep " + std::to_string(window.keep);
  return out + ')';
}

std::string_view spell_function(std::uint32_t function) {
  constexpr std::array<std::string_view, 15> names{"",    "size",  "contains", "starts_with", "ends_with", "min",     "max", "abs",
                                                   "has", "lower", "upper",    "trim",        "int",       "decimal", "text"};
  if (is_macro(function)) return macro_name(static_cast<Macro>(function));
  if (const LibraryCall* call = library_call(function)) return call->name;
  return function < names.size() ? names[function] : "function";
}

std::string spell(const Unit& unit, const Upgrade& upgrade) {
  std::string out;
  if (upgrade.how != UpgradeKind::keep) out = upgrade.how == UpgradeKind::now ? "now" : "at next stage";
  if (upgrade.recompute) out += " recompute";
  for (const MovedPlace& each : upgrade.moved) {
    out += (out.empty() ? "moved " : ", moved ") + std::string(each.kind == SiteKind::stage ? "stage " : "moment ");
    out += unit.texts[each.from] + " to " + unit.texts[each.to];
  }
  return out;
}

}  // namespace playmaker::plan
