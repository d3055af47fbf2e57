#pragma once
// Files of records as the world sends them: CSV, TSV, semicolons or bars with a header line, or NDJSON; plain or gzip. What it is, is seen
// from the content, never from the name. Read from front to back, one record in memory, so that size does not matter. One thread.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/replay/record_lines.hpp"
#include "runtime/base/result.hpp"
#include "runtime/engine/commands/raw_value.hpp"

namespace playmaker::replay {

struct Record {
  std::uint64_t line = 0;                  // where it begins, from 1
  std::vector<std::string> cells;          // delimited: as many as there are columns
  engine::RawRecord object;                // NDJSON
};

class Records {
 public:
  // Code file_unreadable: names the file and why; columns_missing: no header line, or one name twice.
  static base::Result<std::unique_ptr<Records>> open(const std::string& path, Encoding encoding = Encoding::utf8);
  virtual ~Records() = default;
  // False: the end. A record that cannot be read (bad UTF-8, a missing quote, too many cells, no JSON) is a failure of its own: code
  // record_invalid with its line; the next call goes on behind it.
  virtual base::Result<bool> next(Record& record) = 0;
  virtual const std::vector<std::string>& columns() const = 0;   // empty for NDJSON
  virtual std::uint64_t bytes_read() const = 0;                  // of the file as it lies there, for progress
  virtual std::uint64_t bytes_total() const = 0;

  bool delimited() const { return !columns().empty(); }
};

// A column of a file, found once and read often. NDJSON: a member by name, a dotted name reaches into records.
struct Column {
  std::string name;
  std::size_t index = 0;                   // delimited
};
base::Result<Column> column_of(const Records& records, std::string_view name);    // code column_unknown, with the nearest name
// Nothing for an empty cell and for null.
engine::RawValue value_of(const Record& record, const Column& column, bool delimited);
// The same as text; numbers and truths as they are written.
std::string text_of(const engine::RawValue& value);

}  // namespace playmaker::replay
