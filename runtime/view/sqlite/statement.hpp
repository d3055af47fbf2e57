#pragma once
// SQLite for the view, owned: a connection and its prepared statements. Errors become kind broken with SQLite's own words; a statement
// is always reset after its step, so that none keeps a read transaction open.
#include <sqlite3.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "runtime/base/result.hpp"

namespace playmaker::view::sqlite {

// A directory number or NULL. Not std::optional: g++ 12 warns of its empty payload when it is inlined into a bind.
struct Nullable {
  std::uint32_t number = 0;
  bool known = false;
};

class Connection {
 public:
  Connection() = default;
  Connection(Connection&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}
  Connection& operator=(Connection&& other) noexcept {
    if (this != &other) { sqlite3_close_v2(db_); db_ = std::exchange(other.db_, nullptr); }
    return *this;
  }
  ~Connection() { sqlite3_close_v2(db_); }

  static base::Result<Connection> open(const std::string& path, int flags) {
    Connection connection;
    if (sqlite3_open_v2(path.c_str(), &connection.db_, flags, nullptr) != SQLITE_OK) {
      return base::broken("view_unusable", "view " + path + ": " + (connection.db_ ? sqlite3_errmsg(connection.db_) : "out of memory"));
    }
    sqlite3_busy_timeout(connection.db_, 5'000);
    return connection;
  }
  base::Result<void> run(const char* sql) {
    char* words = nullptr;
    if (sqlite3_exec(db_, sql, nullptr, nullptr, &words) == SQLITE_OK) return {};
    std::string message = words ? words : "unknown error";
    sqlite3_free(words);
    return base::broken("view_unusable", "view: " + message);
  }
  sqlite3* get() const { return db_; }

 private:
  sqlite3* db_ = nullptr;
};

class Statement {
 public:
  Statement() = default;
  Statement(const Connection& connection, const std::string& sql, bool keep = true) {
    ok_ = sqlite3_prepare_v3(connection.get(), sql.data(), static_cast<int>(sql.size()), keep ? SQLITE_PREPARE_PERSISTENT : 0, &statement_, nullptr) == SQLITE_OK;
    if (!ok_) words_ = sqlite3_errmsg(connection.get());
  }
  Statement(Statement&& other) noexcept
      : statement_(std::exchange(other.statement_, nullptr)), ok_(other.ok_), words_(std::move(other.words_)) {}
  Statement& operator=(Statement&& other) noexcept {
    std::swap(statement_, other.statement_);
    std::swap(ok_, other.ok_);
    std::swap(words_, other.words_);
    return *this;
  }
  ~Statement() { sqlite3_finalize(statement_); }

  bool ok() const { return ok_; }
  const std::string& words() const { return words_; }

  void bind(int at, std::int64_t value) { sqlite3_bind_int64(statement_, at, value); }
  void bind(int at, std::string_view value) { sqlite3_bind_text(statement_, at, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT); }
  void bind_null(int at) { sqlite3_bind_null(statement_, at); }
  template <class... Values>
  void bind_all(const Values&... values) {
    int at = 0;
    (bind_one(++at, values), ...);
  }
  // A row is there. After the last one (or an error) the statement is reset.
  bool next() {
    const int rc = sqlite3_step(statement_);
    if (rc == SQLITE_ROW) return true;
    if (rc != SQLITE_DONE) { ok_ = false; words_ = sqlite3_errmsg(sqlite3_db_handle(statement_)); }
    sqlite3_reset(statement_);
    return false;
  }
  void reset() { sqlite3_reset(statement_); }
  // Runs a statement that gives no rows.
  template <class... Values>
  bool run(const Values&... values) {
    bind_all(values...);
    return !next() && ok_;
  }
  std::int64_t number(int column) const { return sqlite3_column_int64(statement_, column); }
  int small(int column) const { return sqlite3_column_int(statement_, column); }
  std::string text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))) : std::string();
  }
  std::optional<std::uint32_t> maybe(int column) const {
    if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return std::nullopt;
    return static_cast<std::uint32_t>(sqlite3_column_int64(statement_, column));
  }

 private:
  template <class Value>
  void bind_one(int at, const Value& value) {
    if constexpr (std::is_integral_v<Value> || std::is_enum_v<Value>) bind(at, static_cast<std::int64_t>(value));
    else if constexpr (std::is_same_v<Value, Nullable>) { if (value.known) bind(at, static_cast<std::int64_t>(value.number)); else bind_null(at); }
    else bind(at, std::string_view(value));
  }

  sqlite3_stmt* statement_ = nullptr;
  bool ok_ = false;
  std::string words_;
};

}  // namespace playmaker::view::sqlite
