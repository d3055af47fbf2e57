#pragma once
// Figures of each playbook, counted in SQL: episodes, as SEMANTICS counts them.
#include <vector>

#include "runtime/view/rows.hpp"
#include "runtime/view/sqlite/statement.hpp"

namespace playmaker::view::sqlite {

// Counts per playbook over the whole view: one pass a table.
base::Result<std::vector<PlaybookFigures>> figures_of(const Connection& connection);

}  // namespace playmaker::view::sqlite
