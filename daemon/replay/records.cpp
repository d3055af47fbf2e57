#include "daemon/replay/records.hpp"

#include <algorithm>
#include <array>

#include "daemon/json.hpp"
#include "runtime/base/text.hpp"
#include "runtime/engine/commands/values.hpp"

namespace playmaker::replay {
namespace {

std::unexpected<base::Failure> wrong(const Lines& lines, std::uint64_t line, const std::string& en, const std::string& zh) {
  const std::string where = lines.path() + ":" + std::to_string(line) + ": ";
  return base::invalid("record_invalid", where + en, where + zh);
}

// The separator that stands most often in the header line outside quotes; a comma when none does.
char separator_of(std::string_view header) {
  static constexpr std::array<char, 4> kSeparators = {'\t', ',', ';', '|'};
  std::array<std::size_t, 4> counts{};
  bool quoted = false;
  for (const char c : header) {
    if (c == '"') quoted = !quoted;
    for (std::size_t i = 0; !quoted && i < kSeparators.size(); ++i) counts[i] += c == kSeparators[i] ? 1 : 0;
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  return *most == 0 ? ',' : kSeparators[static_cast<std::size_t>(most - counts.begin())];
}

// Splits by RFC 4180: a cell that begins with a quote ends at the next single one. Tabs separate whatever stands between them. True: an
// open quote is left, the record goes on in the next line.
bool split(std::string_view line, char separator, std::vector<std::string>& cells) {
  cells.clear();
  std::size_t at = 0;
  while (true) {
    std::string cell;
    if (separator != '\t' && at < line.size() && line[at] == '"') {
      ++at;
      while (true) {
        const std::size_t quote = line.find('"', at);
        if (quote == std::string_view::npos) return true;
        cell.append(line, at, quote - at);
        at = quote + 1;
        if (at >= line.size() || line[at] != '"') break;
        cell += '"';
        ++at;
      }
    }
    const std::size_t end = line.find(separator, at);
    cell.append(line, at, end == std::string_view::npos ? std::string_view::npos : end - at);
    cells.push_back(std::move(cell));
    if (end == std::string_view::npos) return false;
    at = end + 1;
  }
}

class Delimited final : public Records {
 public:
  Delimited(std::unique_ptr<Lines> lines, char separator, std::vector<std::string> columns)
      : lines_(std::move(lines)),
        separator_(separator),
        columns_(std::move(columns)) {}
  base::Result<bool> next(Record& record) override {
    do {
      line_.clear();
      const auto more = lines_->append_next(line_);
      if (!more || !*more) return more;
    } while (line_.empty());
    record.line = lines_->number();
    while (split(line_, separator_, record.cells)) {
      line_ += '\n';
      const auto more = lines_->append_next(line_);
      if (!more) return more;
      if (!*more) return wrong(*lines_, record.line, "a quote is not closed", "引号没有闭合");
    }
    if (base::first_bad_utf8(line_) != base::kValidUtf8) {
      return wrong(*lines_, record.line, "the text is not UTF-8; a file of GB18030 is read with --encoding gb18030",
                   "文本不是 UTF-8;GB18030 的文件请加 --encoding gb18030");
    }
    // A line cut short is refused like one too long: what it does not bring would be wiped.
    if (record.cells.size() != columns_.size()) {
      return wrong(*lines_, record.line,
                   std::to_string(record.cells.size()) + " cells under " + std::to_string(columns_.size()) + " columns",
                   std::to_string(columns_.size()) + " 列下有 " + std::to_string(record.cells.size()) + " 个单元格");
    }
    return true;
  }
  const std::vector<std::string>& columns() const override { return columns_; }
  std::uint64_t bytes_read() const override { return lines_->bytes_read(); }
  std::uint64_t bytes_total() const override { return lines_->bytes_total(); }

 private:
  std::unique_ptr<Lines> lines_;
  char separator_;
  std::vector<std::string> columns_;
  std::string line_;
};

class JsonLines final : public Records {
 public:
  JsonLines(std::unique_ptr<Lines> lines, std::string first) : lines_(std::move(lines)), line_(std::move(first)), held_(true) {}
  base::Result<bool> next(Record& record) override {
    while (!held_ || line_.empty()) {
      held_ = false;
      line_.clear();
      const auto more = lines_->append_next(line_);
      if (!more || !*more) return more;
      if (!line_.empty()) break;
    }
    held_ = false;
    record.line = lines_->number();
    auto parsed = daemon::parse_json(line_);
    if (!parsed) return wrong(*lines_, record.line, parsed.error().message, parsed.error().zh);
    auto* object = std::get_if<engine::RawRecord>(&parsed->value);
    if (object == nullptr) return wrong(*lines_, record.line, "one object a line is expected: {…}", "每行应是一个对象:{…}");
    record.object = std::move(*object);
    return true;
  }
  const std::vector<std::string>& columns() const override { return none_; }
  std::uint64_t bytes_read() const override { return lines_->bytes_read(); }
  std::uint64_t bytes_total() const override { return lines_->bytes_total(); }

 private:
  std::unique_ptr<Lines> lines_;
  std::string line_;
  bool held_ = false;
  std::vector<std::string> none_;
};

}  // namespace

base::Result<std::unique_ptr<Records>> Records::open(const std::string& path, Encoding encoding) {
  auto lines = Lines::open(path, encoding);
  if (!lines) return std::unexpected(lines.error());
  std::string header;
  do {
    header.clear();
    const auto more = (*lines)->append_next(header);
    if (!more) return std::unexpected(more.error());
    if (!*more)
      return base::invalid("columns_missing", path + " is empty: a header line or JSON objects are expected",
                           path + " 是空的:应有表头行或 JSON 对象");
    if (header.starts_with("\xef\xbb\xbf")) header.erase(0, 3);
  } while (header.find_first_not_of(" \t") == std::string::npos);
  if (header[header.find_first_not_of(" \t")] == '{') return std::make_unique<JsonLines>(std::move(*lines), std::move(header));

  const char separator = separator_of(header);
  std::vector<std::string> columns;
  if (split(header, separator, columns) || base::first_bad_utf8(header) != base::kValidUtf8) {
    return base::invalid("columns_missing",
                         path + ":1: the header line cannot be read as UTF-8; say its encoding if it has another (--encoding gb18030)",
                         path + ":1:表头行无法按 UTF-8 读取;若为其他编码请注明(--encoding gb18030)");
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].empty()) columns[i] = "column " + std::to_string(i + 1);
    if (std::find(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(i), columns[i]) !=
        columns.begin() + static_cast<std::ptrdiff_t>(i)) {
      return base::invalid("columns_missing", path + ":1: two columns are named \"" + columns[i] + "\"",
                           path + ":1:有两列同名 “" + columns[i] + "”");
    }
  }
  return std::make_unique<Delimited>(std::move(*lines), separator, std::move(columns));
}

base::Result<Column> column_of(const Records& records, std::string_view name) {
  if (!records.delimited()) return Column{std::string(name), 0};
  const auto& columns = records.columns();
  const auto found = std::find(columns.begin(), columns.end(), name);
  if (found != columns.end()) return Column{std::string(name), static_cast<std::size_t>(found - columns.begin())};
  const std::vector<std::string_view> known(columns.begin(), columns.end());
  return std::unexpected(engine::unknown_word("column_unknown", "the file has no column", "文件中没有列", name, known));
}

engine::RawValue value_of(const Record& record, const Column& column, bool delimited) {
  if (delimited) {
    const std::string& cell = record.cells[column.index];
    return cell.empty() ? engine::RawValue{} : engine::raw(cell);
  }
  const engine::RawRecord* at = &record.object;
  std::string_view rest = column.name;
  while (true) {
    const std::size_t dot = rest.find('.');
    const engine::RawRecord* inner = nullptr;
    for (const engine::RawField& field : *at) {
      if (field.name == rest) return field.value;
      if (dot != std::string_view::npos && field.name == rest.substr(0, dot)) inner = std::get_if<engine::RawRecord>(&field.value.value);
    }
    if (inner == nullptr) return {};
    at = inner;
    rest.remove_prefix(dot + 1);
  }
}

std::string text_of(const engine::RawValue& value) {
  if (const auto* text = std::get_if<std::string>(&value.value)) return *text;
  if (std::holds_alternative<std::monostate>(value.value)) return {};
  daemon::JsonWriter json;
  json.value(value);
  return json.take();
}

}  // namespace playmaker::replay
