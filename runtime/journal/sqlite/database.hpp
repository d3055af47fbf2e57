#pragma once
// A thin wall round SQLite: a connection, and statements that keep their text beside their name. Result codes stay numbers here; what
// they mean for a caller is said in failure_of().
#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace playmaker::journal {

class Database {
 public:
  Database() = default;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  int open(const std::string& path, bool create);        // an SQLite result code, as all that follow
  int run(const char* sql);                              // statements without parameters and rows
  int number(const char* sql, std::int64_t& out);        // the single number a query answers
  int word(const char* sql, std::string& out);           // the single text a query answers
  // Copies the log into the database. `truncate`: and empties the log's file, so that no old content stays in it.
  int checkpoint(bool truncate);
  bool in_transaction() const;
  // Pages in the log after the last commit; automatic checkpoints are off.
  std::uint64_t log_pages() const { return log_pages_; }
  sqlite3* handle() const { return handle_; }

  // busy disk_full, broken journal_damaged, broken journal_failed; by the connection's last code.
  base::Failure failure_of(int code, std::string_view doing, std::string_view doing_zh, std::string_view where) const;

 private:
  sqlite3* handle_ = nullptr;
  std::uint64_t log_pages_ = 0;
};

// A prepared statement. REQUIRES text that lives as long (a literal) and a database that outlives it.
class Statement {
 public:
  explicit Statement(const char* sql) : sql_(sql) {}
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  int prepare(const Database& database);
  Statement& begin();                                    // forgets rows and parameters of the last use
  Statement& number(int place, std::uint64_t value);     // places from 1; values below 2^63
  Statement& bytes(int place, std::string_view value);   // not copied: must live until the next begin()
  Statement& text(int place, std::string_view value);
  bool row(int& code);                                   // true: a row; false: `code` is SQLITE_OK at the end, else why
  int run();                                             // to the end, then forgets
  std::uint64_t number_at(int column) const;
  std::string_view bytes_at(int column) const;           // until the next row() or begin()

 private:
  const char* sql_;
  sqlite3_stmt* handle_ = nullptr;
};

// Resets a statement when a scope is left, so that no read stays open on the log.
class Reading {
 public:
  explicit Reading(Statement& statement) : statement_(statement) {}
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;
  ~Reading() { statement_.begin(); }

 private:
  Statement& statement_;
};

}  // namespace playmaker::journal
