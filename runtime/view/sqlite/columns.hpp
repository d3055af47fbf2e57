#pragma once
// A row as columns: what each is called in SQL beside the member that it fills, so that nobody counts places by hand. One thread.
#include <optional>
#include <string>
#include <type_traits>

#include "runtime/view/sqlite/statement.hpp"

namespace playmaker::view::sqlite {

template <class Row>
struct Column {
  const char* sql;                                           // an expression
  void (*take)(Row& row, const Statement& statement, int at);
};

template <class Row, class Value>
Row row_of(Value Row::*);

// NULL becomes nothing, zero or the empty text, as the member's type says.
template <auto kMember>
constexpr auto column(const char* sql) {
  using Row = decltype(row_of(kMember));
  return Column<Row>{sql, [](Row& row, const Statement& statement, int at) {
                       using Value = std::remove_reference_t<decltype(row.*kMember)>;
                       if constexpr (std::is_same_v<Value, std::string>) row.*kMember = statement.text(at);
                       else if constexpr (std::is_same_v<Value, bool>) row.*kMember = statement.number(at) != 0;
                       else if constexpr (std::is_same_v<Value, std::optional<std::uint32_t>>) row.*kMember = statement.maybe(at);
                       else row.*kMember = static_cast<Value>(statement.number(at));
                     }};
}

// "SELECT A, B"
template <class Row, std::size_t kCount>
std::string select(const Column<Row> (&columns)[kCount]) {
  std::string out;
  for (const Column<Row>& each : columns) out += (out.empty() ? "SELECT " : ", ") + std::string(each.sql);
  return out;
}

template <class Row, std::size_t kCount>
Row row_from(const Column<Row> (&columns)[kCount], const Statement& statement) {
  Row row;
  int at = 0;
  for (const Column<Row>& each : columns) each.take(row, statement, at++);
  return row;
}

}  // namespace playmaker::view::sqlite
