#include "dsl/print/lines.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
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

// The columns that cells of one place on the screen make, line by line.
class Stops {
 public:
  void add(const Cell& cell, std::size_t line, bool second) {
    // With what begins the same, anywhere; else with what stood there a line before.
    const auto alike = by_role_.find(cell.role);
    std::size_t at = alike != by_role_.end() ? alike->second : latest_;
    const bool joins = !stops_.empty() && (is_comment(cell) || alike != by_role_.end() || stops_[at].parts.back().line + 1 >= line);
    if (!joins) {
      at = stops_.size();
      stops_.push_back({cell.column, {}, false});
    }
    stops_[at].parts.push_back({line, &cell, second});
    by_role_[cell.role] = at;
    latest_ = at;
  }
  // Those that somebody made, by two spaces or more; without what stands there by chance.
  void take(std::vector<Stop>& out) {
    for (Stop& stop : stops_) {
      drop_chance(stop);
      const bool made = std::ranges::any_of(stop.parts, [](const Stop::Part& part) { return part.cell->gap >= kColumnGap; });
      if (stop.parts.size() > 1 && made) out.push_back(std::move(stop));
    }
  }

 private:
  static void drop_chance(Stop& stop) {
    std::unordered_map<std::uint32_t, int> roles;
    for (const Stop::Part& part : stop.parts) ++roles[part.cell->role];
    std::erase_if(stop.parts,
                  [&](const Stop::Part& part) { return part.cell->gap < kColumnGap && !part.second && roles[part.cell->role] == 1; });
    stop.narrow = std::ranges::any_of(stop.parts, [](const Stop::Part& part) { return part.cell->gap < kColumnGap; });
  }
  std::vector<Stop> stops_;
  std::unordered_map<std::uint32_t, std::size_t> by_role_;   // the stop that had it last
  std::size_t latest_ = 0;                                   // the stop that was added to last
};

std::vector<Stop> find_stops(const Group& group) {
  std::map<std::pair<std::uint32_t, bool>, Stops> by_column;   // a comment and a word make no column
  for (std::size_t i = 0; i < group.size(); ++i) {
    const std::vector<Cell>& cells = group[i]->cells;
    std::uint32_t reached = cells.empty() ? 0 : cells.front().column;
    for (std::size_t k = 1; k < cells.size(); ++k) {
      const Cell& cell = cells[k];
      const bool behind = cell.column > reached;         // what stood on a further line of the text may have stood before it
      reached = std::max(reached, cell.column);
      if (cell.gap > 0 && cell.space > 0 && behind) by_column[{cell.column, is_comment(cell)}].add(cell, i, k == 1);
    }
  }
  std::vector<Stop> out;
  for (auto& [column, stops] : by_column) stops.take(out);
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

// The lines that stand below each other with this one: those of its indent, across blocks that are open between them. An empty line or a
// comment parts them, unless the table goes on below: the next line begins with the same word.
std::vector<std::size_t> together_with(const std::vector<Line>& lines, std::size_t first) {
  std::vector<std::size_t> out = {first};
  const std::uint32_t indent = lines[first].indent;
  if (lines[first].comment || lines[first].closes) return out;
  bool parted = false;
  for (std::size_t i = first + 1; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.cells.empty()) {
      parted = true;
      continue;
    }
    if (line.indent < indent) break;
    if (line.indent > indent) {
      parted = false;                      // the empty line stood within the block
    } else if (line.comment) {
      parted = true;
    } else if (!line.closes) {
      if (parted && line.cells.front().text != lines[out.back()].cells.front().text) break;
      parted = false;
      out.push_back(i);
    }
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
