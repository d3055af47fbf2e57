#include "dsl/print/lines.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace playmaker::print {
namespace {

constexpr std::uint32_t kColumnGap = 2;   // spaces that make a column

// Cells that began below each other: in lines one behind the other, or, for comments, anywhere in the group.
struct Stop {
  std::uint32_t column = 0;   // where they stood
  std::size_t first = 0;      // line of the group
  std::vector<std::size_t> lines;
  bool made = false;          // by two spaces or more somewhere
  bool narrow = false;        // by one space somewhere: the longest cell before it
};

bool same_group(const Line& a, const Line& b) {
  return !a.cells.empty() && !b.cells.empty() && !a.comment && !b.comment && a.indent == b.indent;
}

bool is_comment(const Cell& cell) { return cell.text.starts_with('#') || cell.text.starts_with("//"); }

std::vector<Stop> find_stops(const std::vector<Line>& lines, std::size_t from, std::size_t to) {
  std::map<std::pair<std::uint32_t, bool>, std::vector<Stop>> by_column;   // a comment and a word make no column
  for (std::size_t i = from; i < to; ++i) {
    std::uint32_t reached = lines[i].cells.empty() ? 0 : lines[i].cells.front().column;
    for (std::size_t k = 1; k < lines[i].cells.size(); ++k) {
      const Cell& cell = lines[i].cells[k];
      const bool behind = cell.column > reached;         // what stood on a further line of the text may have stood before it
      reached = std::max(reached, cell.column);
      if (cell.gap == 0 || cell.space == 0 || !behind) continue;
      std::vector<Stop>& stops = by_column[{cell.column, is_comment(cell)}];
      if (stops.empty() || (stops.back().lines.back() + 1 < i - from && !is_comment(cell)))
        stops.push_back({cell.column, i - from, {}, false, false});
      Stop& stop = stops.back();
      stop.lines.push_back(i - from);
      stop.made = stop.made || cell.gap >= kColumnGap;
      stop.narrow = stop.narrow || cell.gap < kColumnGap;
    }
  }
  std::vector<Stop> out;
  for (auto& [column, stops] : by_column) {
    for (Stop& stop : stops) {
      if (stop.lines.size() > 1 && stop.made) out.push_back(std::move(stop));
    }
  }
  return out;
}

// The lines [from, to) make one group.
void write_group(const std::vector<Line>& lines, std::size_t from, std::size_t to, std::vector<std::string>& out) {
  const std::size_t count = to - from;
  std::vector<std::string> texts(count);
  std::vector<std::size_t> next(count, 0);
  for (std::size_t i = 0; i < count; ++i) texts[i].assign(lines[from + i].indent, ' ');
  const auto run_to = [&](std::size_t i, std::uint32_t column) {   // what stood before that column
    const Line& line = lines[from + i];
    for (; next[i] < line.cells.size(); ++next[i]) {
      const Cell& cell = line.cells[next[i]];
      if (next[i] > 0 && cell.gap > 0 && cell.space > 0 && cell.column >= column) return;
      if (next[i] > 0) texts[i].append(cell.space, ' ');
      texts[i] += cell.text;
    }
  };
  for (const Stop& stop : find_stops(lines, from, to)) {
    std::size_t at = 0;
    for (const std::size_t i : stop.lines) {
      run_to(i, stop.column);
      const std::uint32_t space = std::max(lines[from + i].cells[next[i]].space, stop.narrow ? 1 : kColumnGap);
      at = std::max<std::size_t>(at, source::screen_width(texts[i]) + space);
    }
    for (const std::size_t i : stop.lines) {
      texts[i].append(at - source::screen_width(texts[i]), ' ');
      texts[i] += lines[from + i].cells[next[i]].text;
      ++next[i];
    }
  }
  for (std::size_t i = 0; i < count; ++i) {
    run_to(i, UINT32_MAX);
    out.push_back(std::move(texts[i]));
  }
}

}  // namespace

std::vector<std::string> write(const std::vector<Line>& lines) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from < lines.size();) {
    if (lines[from].cells.empty()) {
      out.emplace_back();
      ++from;
      continue;
    }
    std::size_t to = from + 1;
    while (to < lines.size() && same_group(lines[from], lines[to])) ++to;
    write_group(lines, from, to, out);
    from = to;
  }
  return out;
}

}  // namespace playmaker::print
