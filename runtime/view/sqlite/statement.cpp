#include "runtime/view/sqlite/statement.hpp"

#include <sqlite3.h>

#include <utility>

namespace playmaker::view::sqlite {

Connection::Connection(Connection&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}

Connection& Connection::operator=(Connection&& other) noexcept {
  if (this != &other) {
    sqlite3_close_v2(db_);
    db_ = std::exchange(other.db_, nullptr);
  }
  return *this;
}

Connection::~Connection() { sqlite3_close_v2(db_); }

base::Result<Connection> Connection::open(const std::string& path, Access access) {
  constexpr int kBusyMs = 5'000;   // a reader waits so long for a checkpoint, never for a write
  const int flags = SQLITE_OPEN_NOMUTEX | (access == Access::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  Connection connection;
  if (sqlite3_open_v2(path.c_str(), &connection.db_, flags, nullptr) != SQLITE_OK) {
    return base::broken("view_unusable", "view " + path + ": " + (connection.db_ ? sqlite3_errmsg(connection.db_) : "out of memory"));
  }
  sqlite3_busy_timeout(connection.db_, kBusyMs);
  return connection;
}

base::Result<void> Connection::run(const char* sql) {
  char* words = nullptr;
  if (sqlite3_exec(db_, sql, nullptr, nullptr, &words) == SQLITE_OK) return {};
  const std::string message = words ? words : "unknown error";
  sqlite3_free(words);
  return base::broken("view_unusable", "view: " + message);
}

Statement::Statement(const Connection& connection, const std::string& sql, bool keep) {
  const unsigned flags = keep ? SQLITE_PREPARE_PERSISTENT : 0;
  ok_ = sqlite3_prepare_v3(connection.get(), sql.data(), static_cast<int>(sql.size()), flags, &statement_, nullptr) == SQLITE_OK;
  if (!ok_) words_ = sqlite3_errmsg(connection.get());
}

Statement::Statement(Statement&& other) noexcept
    : statement_(std::exchange(other.statement_, nullptr)),
      ok_(other.ok_),
      words_(std::move(other.words_)) {}

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(statement_, other.statement_);
  std::swap(ok_, other.ok_);
  std::swap(words_, other.words_);
  return *this;
}

Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::bind(int at, std::int64_t value) { sqlite3_bind_int64(statement_, at, value); }
void Statement::bind(int at, std::string_view value) {
  const char* bytes = value.data() ? value.data() : "";   // SQLite would take a null pointer for NULL
  sqlite3_bind_text(statement_, at, bytes, static_cast<int>(value.size()), SQLITE_TRANSIENT);
}
void Statement::bind_null(int at) { sqlite3_bind_null(statement_, at); }

bool Statement::next() {
  const int rc = sqlite3_step(statement_);
  if (rc == SQLITE_ROW) return true;
  if (rc != SQLITE_DONE) {
    ok_ = false;
    words_ = sqlite3_errmsg(sqlite3_db_handle(statement_));
  }
  sqlite3_reset(statement_);
  return false;
}

void Statement::reset() { sqlite3_reset(statement_); }
std::int64_t Statement::number(int column) const { return sqlite3_column_int64(statement_, column); }
int Statement::small(int column) const { return sqlite3_column_int(statement_, column); }

std::string Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))) : std::string();
}

std::optional<std::uint32_t> Statement::maybe(int column) const {
  if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return std::nullopt;
  return static_cast<std::uint32_t>(sqlite3_column_int64(statement_, column));
}

}  // namespace playmaker::view::sqlite
