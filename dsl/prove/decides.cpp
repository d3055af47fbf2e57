// decide: every combination of the columns' values finds a row, and every row decides for some. Columns are cut into the pieces that the
// cells tell apart (a finite type's values, the stretches between an ordered type's bounds), so a handful of pieces stands for all.
#include <algorithm>
#include <bit>
#include <set>

#include "dsl/prove/pieces.hpp"
#include "dsl/prove/prove.hpp"

namespace playmaker::prove {
namespace {

constexpr std::size_t kCombinationsMax = 200'000;

class Tables {
 public:
  Tables(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues)
      : catalog_(catalog),
        lowered_(lowered),
        issues_(issues) {}

  void run() {
    for (std::size_t i = 0; i < lowered_.plan.decides.size(); ++i) judge(lowered_.plan.decides[i], lowered_.tables[i]);
  }

 private:
  void judge(const plan::Decide& decide, const lower::TableText& text) {
    const source::Span span = lowered_.spans[decide.site];
    std::vector<Column> columns;
    std::size_t combinations = 1;
    for (std::size_t c = 0; c < decide.by.size(); ++c) {
      std::vector<plan::Cell> cells;
      cells.reserve(decide.rows.size());
      for (const plan::DecideRow& row : decide.rows) cells.push_back(row.cells[c]);
      std::optional<Column> column = cut(catalog_, lowered_.plan.unit, decide.by[c], cells);
      if (!column || combinations * column->pieces.size() > kCombinationsMax) {
        issues_.add(source::Issue(source::Code::decide_unproven, span));
        return;
      }
      combinations *= column->pieces.size();
      columns.push_back(std::move(*column));
    }
    std::vector<bool> used(decide.rows.size(), false);
    std::vector<std::size_t> at(columns.size(), 0);
    bool gap_told = false;
    for (std::size_t n = 0; n < combinations; ++n) {
      std::size_t row = 0;
      while (row < decide.rows.size() && !takes(columns, row, at)) ++row;
      if (row < decide.rows.size()) used[row] = true;
      else if (!gap_told) {
        gap_told = true;
        gap(span, columns, text, at);
      }
      for (std::size_t c = columns.size(); c-- > 0;) {
        if (++at[c] < columns[c].pieces.size()) break;
        at[c] = 0;
      }
    }
    for (std::size_t row = 0; row < used.size(); ++row) {
      if (!used[row]) issues_.add(source::Issue(source::Code::decide_shadow, text.rows[row]));
    }
  }

  static bool takes(const std::vector<Column>& columns, std::size_t row, const std::vector<std::size_t>& at) {
    for (std::size_t c = 0; c < columns.size(); ++c)
      if (!columns[c].covers[row][at[c]]) return false;
    return true;
  }

  void gap(source::Span span, const std::vector<Column>& columns, const lower::TableText& text, const std::vector<std::size_t>& at) {
    source::Words example{"", ""};
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const source::Words& piece = columns[c].pieces[at[c]];
      example.en += (c ? ", " : "") + text.columns[c] + " " + piece.en;
      example.zh += (c ? "、" : "") + text.columns[c] + " " + piece.zh;
    }
    issues_.add(source::Issue(source::Code::decide_gap, span)
                    .arg(example)
                    .help({"add a row for it, or a last row of `*`", "请为它加一行,或在最后加一行 `*`"}));
  }

  const plan::Catalog& catalog_;
  const lower::Lowered& lowered_;
  source::Issues& issues_;
};

}  // namespace

void prove_decides(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues) {
  Tables(catalog, lowered, issues).run();
}

}  // namespace playmaker::prove
