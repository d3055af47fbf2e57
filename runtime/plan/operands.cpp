#include "runtime/plan/operands.hpp"

#include <array>
#include <optional>

namespace playmaker::plan {
namespace {

using enum Operand;

constexpr std::optional<Operands> describe(NodeOp op) {
  switch (op) {
    case NodeOp::constant: return Operands{number};
    case NodeOp::constant_text: return Operands{text};
    case NodeOp::list_of: return Operands{children, count};
    case NodeOp::unknown: return Operands{};
    case NodeOp::attribute: return Operands{attribute};
    case NodeOp::member: return Operands{node, text};
    case NodeOp::event_field: return Operands{text};
    case NodeOp::event_name: return Operands{};
    case NodeOp::answer_field: return Operands{text};
    case NodeOp::variable: return Operands{variable};
    case NodeOp::item: return Operands{node, text};
    case NodeOp::index: return Operands{node, node};
    case NodeOp::grant_field: return Operands{benefit, text};
    case NodeOp::task_done:
    case NodeOp::task_closed: return Operands{task, none, flag};
    case NodeOp::task_outcome_is: return Operands{task, text, flag};
    case NodeOp::task_outcome:
    case NodeOp::task_closed_at: return Operands{task, none, flag};
    case NodeOp::entered_at: return Operands{};
    case NodeOp::in_playbook:
    case NodeOp::in_segment:
    case NodeOp::score:
    case NodeOp::suitable:
    case NodeOp::rate: return Operands{text};
    case NodeOp::wave_sent: return Operands{};
    case NodeOp::window: return Operands{window};
    case NodeOp::last_field: return Operands{event, text};
    case NodeOp::last_at:
    case NodeOp::time_since:
    case NodeOp::since_entry: return Operands{event};
    case NodeOp::held_for: return Operands{node, hold, length};
    case NodeOp::now:
    case NodeOp::today: return Operands{};
    case NodeOp::not_:
    case NodeOp::is_known:
    case NodeOp::negate: return Operands{node};
    case NodeOp::and_:
    case NodeOp::or_:
    case NodeOp::equal:
    case NodeOp::not_equal:
    case NodeOp::less:
    case NodeOp::less_equal:
    case NodeOp::greater:
    case NodeOp::greater_equal:
    case NodeOp::in:
    case NodeOp::otherwise:
    case NodeOp::add:
    case NodeOp::subtract:
    case NodeOp::multiply:
    case NodeOp::divide:
    case NodeOp::modulo: return Operands{node, node};
    case NodeOp::choose:
    case NodeOp::between: return Operands{node, node, node};
    case NodeOp::shift: return Operands{node, length, flag};
    case NodeOp::call: return Operands{children, count, function};
  }
  return std::nullopt;
}

constexpr std::size_t kOps = 256;
struct Table {
  std::array<Operands, kOps> operands{};
  std::array<bool, kOps> known{};
};
constexpr Table make_table() {
  Table table;
  for (std::size_t op = 0; op < kOps; ++op) {
    if (const auto described = describe(static_cast<NodeOp>(op))) {
      table.operands[op] = *described;
      table.known[op] = true;
    }
  }
  return table;
}
constexpr Table kTable = make_table();

}  // namespace

const Operands* operands_of(NodeOp op) {
  const auto number = static_cast<std::size_t>(op);
  return kTable.known[number] ? &kTable.operands[number] : nullptr;
}

}  // namespace playmaker::plan
