#pragma once
// The map of a replay: which column of which file is what. YAML, read strictly; described for people in examples/README.md.
//
//   customers:                                events:                      one map, or a list of maps for several files
//     file: cases.tsv*                          file: events*              `*` stands for anything; left out: every file
//     customer: COLUMN                          customer: COLUMN   sequence: COLUMN   id: COLUMN
//     only: [{ column, equals }]                only: [{ column, equals }]
//     attributes: { NAME: VALUE }               time: { column, format, zone }
//                                               name: { column | constant, rename: { FROM: TO }, when: [{ column, equals, name }] }
//                                               fields: { NAME: VALUE }    constants: { NAME: TEXT }
//   VALUE  { column, type: instant | date, format, zone, rename: { FROM: TO } } or { constant }, with when: [{ column, equals, value }]
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "daemon/replay/time_pattern.hpp"
#include "dsl/source/issue.hpp"
#include "dsl/source/source.hpp"

namespace playmaker::replay {

struct Equals {
  std::string column, text;
};                   // an empty cell equals ""
struct Choice {
  Equals if_;
  std::string gives;
};
using Renames = std::vector<std::pair<std::string, std::string>>;

enum class Reading : std::uint8_t { as_is, instant, date };
struct ValueRule {
  std::string name;                        // attribute or field; of an event's name: empty
  std::string column;                      // empty: the constant
  std::optional<std::string> constant;
  Reading reading = Reading::as_is;
  TimePattern time;
  Renames rename;
  std::vector<Choice> when;                // the first that holds wins over column and constant
};
struct CustomerRule {
  std::string file, customer;
  std::vector<Equals> only;                // all must hold; rows of the same column are alternatives
  std::vector<ValueRule> attributes;
};
struct EventRule {
  std::string file, customer, sequence, id, time_column;
  TimePattern time;
  ValueRule name;
  std::vector<Equals> only;
  std::vector<ValueRule> fields;
};
struct Map {
  std::vector<CustomerRule> customers;
  std::vector<EventRule> events;
};

// Complete only when no error was added. A format without an offset needs a zone: `zone`, the catalog's, stands in.
Map read_map(const source::Source& source, base::Zone zone, source::Issues& issues);

// The rule for a file, by the last part of its path; nullptr: none speaks of it.
template <class Rule>
const Rule* rule_for(const std::vector<Rule>& rules, std::string_view path);
bool fits(std::string_view pattern, std::string_view name);    // `*` is anything

template <class Rule>
const Rule* rule_for(const std::vector<Rule>& rules, std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  for (const Rule& rule : rules) {
    if (rule.file.empty() || fits(rule.file, name)) return &rule;
  }
  return nullptr;
}

}  // namespace playmaker::replay
