#pragma once
// The schema of view.db, and when it may be used.
#include "runtime/view/sqlite/statement.hpp"

namespace playmaker::view::sqlite {

constexpr int kSchema = 8;                       // of the tables; a view that has another is made anew
// Creates what is missing in an empty view; a view of another schema is refused (code view_schema): delete it, it is rebuilt.
base::Result<void> prepare_schema(Connection& connection);

}  // namespace playmaker::view::sqlite
