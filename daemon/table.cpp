#include "daemon/table.hpp"

#include <algorithm>

#include "runtime/base/text.hpp"

namespace playmaker::daemon {

void Table::add(std::vector<std::string> cells) {
  cells.resize(heads_.size());
  for (std::string& cell : cells) {
    for (char& c : cell) {
      if (c == '\n' || c == '\r' || c == '\t') c = ' ';       // a row is a line
    }
  }
  rows_.push_back(std::move(cells));
}

std::string Table::text(bool bold, int cell_max) const {
  std::vector<int> widths;
  for (std::size_t i = 0; i < heads_.size(); ++i) {
    int width = base::display_width(heads_[i]);
    const bool whole = !bold && i + 1 == heads_.size();      // nothing stands behind it, and a pipe is as wide as it needs to be
    for (const auto& row : rows_) {
      const int wanted = base::display_width(row[i]);
      width = std::max(width, whole ? wanted : std::min(cell_max, wanted));
    }
    widths.push_back(width);
  }
  const auto line = [&](const std::vector<std::string>& cells) {
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string cell = base::display_width(cells[i]) > widths[i] ? base::clip(cells[i], widths[i]) : cells[i];
      if (i > 0) out += "  ";
      out += right_[i] ? base::pad_left(cell, widths[i]) : base::pad_right(cell, widths[i]);
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out;
  };
  std::string out = bold ? "\x1b[1m" + line(heads_) + "\x1b[0m\n" : line(heads_) + "\n";
  for (const auto& row : rows_) out += line(row) + "\n";
  return out;
}

}  // namespace playmaker::daemon
