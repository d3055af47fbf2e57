#include "tests/core/unit_builder.hpp"

namespace playmaker::core::testing {

std::uint32_t UnitBuilder::attribute(std::string_view name, pl::Kind kind) {
  const pl::TextIndex at = text(name);
  for (std::uint32_t i = 0; i < unit_.attributes.size(); ++i) {
    if (unit_.attributes[i].name == at) return i;
  }
  unit_.attributes.push_back({at, {kind, kNone}});
  return static_cast<std::uint32_t>(unit_.attributes.size() - 1);
}

pl::NodeIndex UnitBuilder::node(pl::NodeOp op, pl::Kind kind, std::uint32_t a, std::uint32_t b, std::uint32_t c) {
  unit_.nodes.push_back({op, {kind, kNone}, a, b, c});
  return static_cast<pl::NodeIndex>(unit_.nodes.size() - 1);
}

pl::NodeIndex UnitBuilder::constant(pl::Kind kind, std::int64_t number) {
  unit_.numbers.push_back(number);
  return node(pl::NodeOp::constant, kind, static_cast<std::uint32_t>(unit_.numbers.size() - 1));
}

pl::NodeIndex UnitBuilder::held_for(pl::NodeIndex a, const pl::Length& length) {
  unit_.lengths.push_back(length);
  return node(pl::NodeOp::held_for, pl::Kind::boolean, a, unit_.holds++, static_cast<std::uint32_t>(unit_.lengths.size() - 1));
}

}  // namespace playmaker::core::testing
