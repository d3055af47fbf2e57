#pragma once
// What reviews ask, counted out of the tables. Code view_unusable.
#include <vector>

#include "runtime/view/review_rows.hpp"
#include "runtime/view/sqlite/statement.hpp"

namespace playmaker::view::sqlite {

base::Result<std::vector<FigureRow>> figure_of(const Connection& connection, const FigureAsk& ask);
base::Result<Compared> compared(const Connection& connection, const CompareAsk& ask);
base::Result<std::vector<ReviewWhole>> reviews_of(const Connection& connection, const std::string& playbook, std::uint32_t times);

}  // namespace playmaker::view::sqlite
