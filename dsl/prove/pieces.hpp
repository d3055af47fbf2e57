#pragma once
// A column of a decision table, cut into the pieces its cells tell apart.
#include <optional>
#include <vector>

#include "dsl/source/issue.hpp"
#include "runtime/plan/plan.hpp"

namespace playmaker::prove {

struct Column {
  std::vector<source::Words> pieces;         // each in words, as an example: "\"gold\"", "below 3"
  std::vector<std::vector<bool>> covers;     // [row][piece]
};

// nullopt: a column of this type cannot be cut (an order of texts).
std::optional<Column> cut(const plan::Catalog& catalog, const plan::Unit& unit, plan::NodeIndex by, const std::vector<plan::Cell>& cells);

}  // namespace playmaker::prove
