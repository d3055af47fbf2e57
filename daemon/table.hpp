#pragma once
// Tables for a terminal: columns as wide as what stands in them, measured in display columns, since a Han character takes two.
#include <string>
#include <vector>

namespace playmaker::daemon {

class Table {
 public:
  explicit Table(std::vector<std::string> heads) : heads_(std::move(heads)), right_(heads_.size(), false) {}
  Table& right(std::size_t column) {
    right_[column] = true;
    return *this;
  }   // numbers stand right
  void add(std::vector<std::string> cells);                   // missing cells are empty
  bool empty() const { return rows_.empty(); }
  std::size_t rows() const { return rows_.size(); }
  // Cells are clipped at `cell_max` columns, those of the last column only on a terminal; `bold`, for one, marks the heads with ANSI. Lines
  // end with a line feed.
  std::string text(bool bold = false, int cell_max = 60) const;

 private:
  std::vector<std::string> heads_;
  std::vector<bool> right_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace playmaker::daemon
