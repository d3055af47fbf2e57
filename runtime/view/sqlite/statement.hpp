#pragma once
// SQLite for the view, owned: a connection and its prepared statements. Errors become kind broken with SQLite's own words; a statement
// is always reset after its last row, so that none keeps a read transaction open.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "runtime/base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace playmaker::view::sqlite {

// A directory number or NULL. Not std::optional: g++ 12 warns of its empty payload when it is inlined into a bind.
struct Nullable {
  std::uint32_t number = 0;
  bool known = false;
};

enum class Access : std::uint8_t { read, write_and_create };

class Connection {
 public:
  Connection() = default;
  Connection(Connection&& other) noexcept;
  Connection& operator=(Connection&& other) noexcept;
  ~Connection();

  static base::Result<Connection> open(const std::string& path, Access access);
  base::Result<void> run(const char* sql);         // statements without parameters and rows
  sqlite3* get() const { return db_; }

 private:
  sqlite3* db_ = nullptr;
};

class Statement {
 public:
  Statement() = default;
  // `keep`: used again and again, worth a better preparation.
  Statement(const Connection& connection, const std::string& sql, bool keep = true);
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();

  bool ok() const { return ok_; }
  const std::string& words() const { return words_; }

  void bind(int at, std::int64_t value);           // places from 1
  void bind(int at, std::string_view value);       // copied
  void bind_null(int at);
  template <class... Values>
  void bind_all(const Values&... values) {
    int at = 0;
    (bind_one(++at, values), ...);
  }
  bool next();                                     // a row is there; after the last one (or an error) the statement is reset
  void reset();
  // Runs a statement that gives no rows.
  template <class... Values>
  bool run(const Values&... values) {
    bind_all(values...);
    return !next() && ok_;
  }
  std::int64_t number(int column) const;
  int small(int column) const;
  std::string text(int column) const;
  std::optional<std::uint32_t> maybe(int column) const;

 private:
  template <class Value>
  void bind_one(int at, const Value& value) {
    if constexpr (std::is_integral_v<Value> || std::is_enum_v<Value>) {
      bind(at, static_cast<std::int64_t>(value));
    } else if constexpr (std::is_same_v<Value, Nullable>) {
      if (value.known) bind(at, static_cast<std::int64_t>(value.number));
      else bind_null(at);
    } else {
      bind(at, std::string_view(value));
    }
  }

  sqlite3_stmt* statement_ = nullptr;
  bool ok_ = false;
  std::string words_;
};

}  // namespace playmaker::view::sqlite
