#include "dsl/print/lines.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace playmaker::print {
namespace {

constexpr std::uint32_t kColumnGap = 2;   // spaces that make a column

// Cells that began below each other: in lines one behind the other, or, for comments and for what begins alike, anywhere in the group.
struct Stop {
  struct Part {
    std::size_t line = 0;     // of the group
    const Cell* cell = nullptr;
    bool second = false;      // of its line
  };
  std::uint32_t column = 0;   // where they stood
  std::vector<Part> parts;
  bool narrow = false;        // by one space somewhere: the longest cell before it
};

using Group = std::vector<const Line*>;

bool is_comment(const Cell& cell) { return cell.text.starts_with('#') || cell.text.starts_with("//"); }

// Whether another cell of the column begins the same.
bool has_role(const Stop& stop, const Cell& cell) {
  return std::ranges::any_of(stop.parts, [&](const Stop::Part& other) { return other.cell != &cell && other.cell->role == cell.role; });
}

// What stands one space behind its neighbour may stand there by chance.
void drop_chance(Stop& stop) {
  const auto belongs = [&](const Stop::Part& part) { return part.cell->gap >= kColumnGap || part.second || has_role(stop, *part.cell); };
  std::vector<Stop::Part> kept;
  for (const Stop::Part& part : stop.parts) {
    if (belongs(part)) kept.push_back(part);
  }
  stop.parts = std::move(kept);
  stop.narrow = std::ranges::any_of(stop.parts, [](const Stop::Part& part) { return part.cell->gap < kColumnGap; });
}

std::vector<Stop> find_stops(const Group& group) {
  std::map<std::pair<std::uint32_t, bool>, std::vector<Stop>> by_column;   // a comment and a word make no column
  for (std::size_t i = 0; i < group.size(); ++i) {
    const std::vector<Cell>& cells = group[i]->cells;
    std::uint32_t reached = cells.empty() ? 0 : cells.front().column;
    for (std::size_t k = 1; k < cells.size(); ++k) {
      const Cell& cell = cells[k];
      const bool behind = cell.column > reached;         // what stood on a further line of the text may have stood before it
      reached = std::max(reached, cell.column);
      if (cell.gap == 0 || cell.space == 0 || !behind) continue;
      std::vector<Stop>& stops = by_column[{cell.column, is_comment(cell)}];
      const auto alike = [&](const Stop& stop) { return is_comment(cell) || has_role(stop, cell); };
      const auto beside = [&](const Stop& stop) { return stop.parts.back().line + 1 >= i; };
      auto stop = std::find_if(stops.rbegin(), stops.rend(), alike);
      if (stop == stops.rend()) stop = std::find_if(stops.rbegin(), stops.rend(), beside);
      if (stop == stops.rend()) {
        stops.push_back({cell.column, {}, false});
        stop = stops.rbegin();
      }
      stop->parts.push_back({i, &cell, k == 1});
    }
  }
  std::vector<Stop> out;
  for (auto& [column, stops] : by_column) {
    for (Stop& stop : stops) {
      drop_chance(stop);
      const bool made = std::ranges::any_of(stop.parts, [](const Stop::Part& part) { return part.cell->gap >= kColumnGap; });
      if (stop.parts.size() > 1 && made) out.push_back(std::move(stop));
    }
  }
  return out;
}

std::vector<std::string> write_group(const Group& group) {
  std::vector<std::string> texts(group.size());
  std::vector<std::size_t> next(group.size(), 0);
  for (std::size_t i = 0; i < group.size(); ++i) texts[i].assign(group[i]->indent, ' ');
  const auto run_to = [&](std::size_t i, std::uint32_t column) {   // what stood before that column
    const std::vector<Cell>& cells = group[i]->cells;
    for (; next[i] < cells.size(); ++next[i]) {
      const Cell& cell = cells[next[i]];
      if (next[i] > 0 && cell.gap > 0 && cell.space > 0 && cell.column >= column) return;
      if (next[i] > 0) texts[i].append(cell.space, ' ');
      texts[i] += cell.text;
    }
  };
  for (const Stop& stop : find_stops(group)) {
    std::size_t at = 0;
    for (const Stop::Part& part : stop.parts) {
      run_to(part.line, stop.column);
      const std::uint32_t space = std::max(part.cell->space, stop.narrow ? 1 : kColumnGap);
      at = std::max<std::size_t>(at, source::screen_width(texts[part.line]) + space);
    }
    for (const Stop::Part& part : stop.parts) {
      texts[part.line].append(at - source::screen_width(texts[part.line]), ' ');
      texts[part.line] += part.cell->text;
      ++next[part.line];
    }
  }
  for (std::size_t i = 0; i < group.size(); ++i) run_to(i, UINT32_MAX);
  return texts;
}

// The lines that stand below each other with this one: those of its indent, across blocks that are open between them, until an empty line
// or a comment between them parts them.
std::vector<std::size_t> together_with(const std::vector<Line>& lines, std::size_t first) {
  std::vector<std::size_t> out = {first};
  const std::uint32_t indent = lines[first].indent;
  if (lines[first].comment || lines[first].closes) return out;
  for (std::size_t i = first + 1; i < lines.size(); ++i) {
    std::size_t solid = i;
    while (solid < lines.size() && lines[solid].cells.empty()) ++solid;
    if (solid == lines.size() || lines[solid].indent < indent) break;
    const bool further_in = lines[solid].indent > indent;
    if (!further_in && (solid != i || lines[i].comment)) break;
    i = solid;
    if (!further_in && !lines[i].closes) out.push_back(i);
  }
  return out;
}

}  // namespace

std::vector<std::string> write(const std::vector<Line>& lines) {
  std::vector<std::string> out(lines.size());
  std::vector<bool> written(lines.size(), false);
  for (std::size_t first = 0; first < lines.size(); ++first) {
    if (written[first] || lines[first].cells.empty()) continue;
    const std::vector<std::size_t> together = together_with(lines, first);
    Group group;
    for (const std::size_t i : together) group.push_back(&lines[i]);
    std::vector<std::string> texts = write_group(group);
    for (std::size_t i = 0; i < together.size(); ++i) {
      out[together[i]] = std::move(texts[i]);
      written[together[i]] = true;
    }
  }
  return out;
}

}  // namespace playmaker::print
