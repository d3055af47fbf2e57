#pragma once
// A log counted again without the engine: a breakpoint `from A to B stalls after D once` over cases sorted by time and sequence. Shares
// nothing with what it is held against but the file.
#include <algorithm>
#include <cstdint>
#include <map>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "daemon/replay/record_lines.hpp"
#include "runtime/base/time.hpp"

namespace playmaker::tests {

struct Step {
  std::int64_t ms = 0, seq = 0;
  std::string name;
};
using Cases = std::map<std::string, std::vector<Step>>;

inline Cases read_cases(const std::string& path) {          // case, seq, time, activity …, separated by tabs, with a header
  Cases cases;
  auto lines = replay::Lines::open(path);
  std::string line;
  for (bool header = true; lines && (*lines)->append_next(line).value_or(false); line.clear(), header = false) {
    std::istringstream in(line);
    std::string id, seq, time, name;
    std::getline(in, id, '\t'), std::getline(in, seq, '\t'), std::getline(in, time, '\t'), std::getline(in, name, '\t');
    if (!header) cases[id].push_back({base::parse_instant(time)->ms, std::stoll(seq), name});
  }
  for (auto& [id, steps] : cases)
    std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return std::tie(a.ms, a.seq) < std::tie(b.ms, b.seq); });
  return cases;
}

struct Counted {
  std::int64_t armed = 0, cleared = 0, tripped = 0, recovered = 0;
};
inline Counted count(const Cases& cases, const std::string& entry, const std::string& from, const std::string& to, std::int64_t ms) {
  Counted out;
  for (const auto& [id, steps] : cases) {
    std::size_t i = 0;
    while (i < steps.size() && steps[i].name != entry) ++i;
    while (i < steps.size() && steps[i].name != from) ++i;
    if (i == steps.size()) continue;
    ++out.armed;
    std::size_t j = i + 1;
    while (j < steps.size() && steps[j].name != to) ++j;
    const bool late = j == steps.size() || steps[j].ms > steps[i].ms + ms;
    out.cleared += j < steps.size();
    out.tripped += late;
    out.recovered += late && j < steps.size();
  }
  return out;
}

}  // namespace playmaker::tests
