#pragma once
// Rows of a list, whether the daemon answered or a data folder was read: JSON objects, printed as a table or as they are.
#include <string>
#include <vector>

#include "daemon/cli/command.hpp"
#include "daemon/cli/shown.hpp"
#include "daemon/json.hpp"
#include "daemon/table.hpp"
#include "runtime/engine/commands/raw_value.hpp"

namespace playmaker::cli {

struct Head {
  std::string key;  // of the row; "a.b" reaches into an object, "a|b" takes the first that is there, {lang} is zh or en
  Said words;
  bool right = false;
  Cell cell = Cell::as_is;
};

// What --json and --jsonl print of a list, at once: one array with a row a line, or rows alone. No copy is kept.
class JsonRows {
 public:
  explicit JsonRows(const Session& session) : session_(session) {}
  void take(const engine::RawValue& row);
  void finish();                           // once, when all was well: the array's end

 private:
  const Session& session_;
  bool begun_ = false;
};

class Rows {
 public:
  Rows(const Session& session, std::vector<Head> heads, Labels labels = {});
  void name_by(Labels labels) { labels_ = std::move(labels); }   // before the first row
  void take(const engine::RawValue& row);  // with --json printed at once
  void finish(const Said& nothing);  // the table; `nothing` when there was no row

 private:
  const Session& session_;
  JsonRows json_;
  std::vector<Head> heads_;
  Labels labels_;
  daemon::Table table_;
};

std::string cell_of(const engine::RawValue& row, const std::string& key);  // as a person reads it; empty where there is none

}  // namespace playmaker::cli
