#include "runtime/journal/sqlite/database.hpp"

#include <sqlite3.h>

#include "runtime/base/check.hpp"
#include "runtime/journal/failures.hpp"
#include "runtime/journal/sqlite/file.hpp"

namespace playmaker::journal {

Database::~Database() {
  if (handle_ != nullptr) CHECK(sqlite3_close(handle_) == SQLITE_OK);
}

int Database::open(const std::string& path, bool create) {
  const int flags = SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr);
  if (code != SQLITE_OK) return code;
  // The hook takes the place of automatic checkpoints, and counts.
  sqlite3_wal_hook(
      handle_,
      [](void* self, sqlite3*, const char*, int pages) {
        static_cast<Database*>(self)->log_pages_ = static_cast<std::uint64_t>(pages);
        return SQLITE_OK;
      },
      this);
  return SQLITE_OK;
}

int Database::run(const char* sql) { return sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr); }

int Database::number(const char* sql, std::int64_t& out) {
  Statement query(sql);
  int code = query.prepare(*this);
  if (code != SQLITE_OK) return code;
  if (!query.row(code)) return code;
  out = static_cast<std::int64_t>(query.number_at(0));
  return SQLITE_OK;
}

int Database::word(const char* sql, std::string& out) {
  Statement query(sql);
  int code = query.prepare(*this);
  if (code != SQLITE_OK) return code;
  if (!query.row(code)) return code;
  out = query.bytes_at(0);
  return SQLITE_OK;
}

int Database::checkpoint(bool truncate) {
  const int code =
      sqlite3_wal_checkpoint_v2(handle_, nullptr, truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  if (code == SQLITE_OK) log_pages_ = 0;  // with one connection nothing keeps a checkpoint from being complete
  return code;
}

bool Database::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

base::Failure Database::failure_of(int code, std::string_view doing, std::string_view doing_zh, std::string_view where) const {
  const int primary = code & 0xff;
  if (primary == SQLITE_FULL) {                // SQLite keeps no errno of it
    const auto room = free_bytes(std::string(where));
    const std::string words = handle_ != nullptr ? sqlite3_errmsg(handle_) : sqlite3_errstr(code);
    return disk_full(where, words + (room ? ", " + std::to_string(*room) + " bytes are free" : std::string()),
                     words + (room ? ",剩余 " + std::to_string(*room) + " 字节" : std::string()))
        .error();
  }
  const std::string detail =
      std::string(handle_ != nullptr ? sqlite3_errmsg(handle_) : sqlite3_errstr(code)) + ", code " + std::to_string(code);
  if (primary == SQLITE_CORRUPT) return journal_damaged(detail).error();
  return journal_failed(doing, doing_zh, detail).error();
}

Statement::~Statement() { sqlite3_finalize(handle_); }

int Statement::prepare(const Database& database) {
  return sqlite3_prepare_v3(database.handle(), sql_, -1, SQLITE_PREPARE_PERSISTENT, &handle_, nullptr);
}

Statement& Statement::begin() {
  sqlite3_reset(handle_);  // its code repeats what the last step said
  sqlite3_clear_bindings(handle_);
  return *this;
}

Statement& Statement::number(int place, std::uint64_t value) {
  CHECK(value <= INT64_MAX && sqlite3_bind_int64(handle_, place, static_cast<std::int64_t>(value)) == SQLITE_OK);
  return *this;
}

Statement& Statement::bytes(int place, std::string_view value) {
  // An empty view may have no address, which SQLite would take for NULL.
  const char* from = value.empty() ? "" : value.data();
  CHECK(sqlite3_bind_blob64(handle_, place, from, value.size(), SQLITE_STATIC) == SQLITE_OK);
  return *this;
}

Statement& Statement::text(int place, std::string_view value) {
  CHECK(sqlite3_bind_text64(handle_, place, value.empty() ? "" : value.data(), value.size(), SQLITE_STATIC, SQLITE_UTF8) == SQLITE_OK);
  return *this;
}

bool Statement::row(int& code) {
  code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) code = SQLITE_OK;
  return false;
}

int Statement::run() {
  int code = SQLITE_OK;
  while (row(code)) {}
  begin();
  return code;
}

std::uint64_t Statement::number_at(int column) const { return static_cast<std::uint64_t>(sqlite3_column_int64(handle_, column)); }

std::string_view Statement::bytes_at(int column) const {
  const void* from = sqlite3_column_blob(handle_, column);
  const auto length = static_cast<std::size_t>(sqlite3_column_bytes(handle_, column));
  return from == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(from), length);
}

}  // namespace playmaker::journal
