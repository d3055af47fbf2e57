#include "dsl/syntax/kind.hpp"

#include <array>

namespace playmaker::syntax {
namespace {

struct Row {
  std::string_view name;
  Group group;
  std::string_view shape;
};

constexpr Row kRows[] = {
#define KIND(name, group, shape) {#name, Group::group, shape},
#include "dsl/syntax/kinds.def"
#undef KIND
};

}  // namespace

std::string_view to_string(Kind kind) { return kind == Kind::template_ ? "template" : kRows[static_cast<std::size_t>(kind)].name; }
std::string_view shape_of(Kind kind) { return kRows[static_cast<std::size_t>(kind)].shape; }
Group group_of(Kind kind) { return kRows[static_cast<std::size_t>(kind)].group; }

std::string_view to_string(Unit unit) {
  constexpr std::array<std::string_view, 9> kNames = {"", "second", "minute", "hour", "day", "week", "month", "quarter", "year"};
  return kNames[static_cast<std::size_t>(unit)];
}

}  // namespace playmaker::syntax
