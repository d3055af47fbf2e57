#pragma once
// How the keys of one kind of YAML block are said. Each block is a table of clauses in the order in which the text spelling wants them:
// those of the head before the brace, those of the body in any order inside it.
#include <functional>
#include <string_view>
#include <vector>

#include "dsl/read/yaml/saying.hpp"

namespace playmaker::read {

using Speak = void (*)(Saying&, const YamlEntry&);
struct Clause {
  std::string_view key;
  Speak speak;
};
using Clauses = std::vector<Clause>;

// Says those keys of `map` that `clauses` lists, in the order of `clauses`.
void say_clauses(Saying& say, const YamlNode& map, const Clauses& clauses);
// An issue for each key of `map` in none of the tables and not in `also`.
void refuse_others(Saying& say, const YamlNode& map, const source::Words& what, const std::vector<const Clauses*>& tables,
                   const std::vector<std::string_view>& also);

// `label: words` or `label: { zh: …, en: … }`, and `alias: name`.
void say_labels(Saying& say, const YamlNode& map);
// Each item of a list, or the one value that stands for a list of one.
void each_item(const YamlEntry& entry, const std::function<void(const YamlEntry&)>& item);
// An event with its conditions: a phrase, or a map of event | import, where, lookback. Where there is none, with an issue, all that was
// said since `mark` is taken back, and it returns false.
bool say_trigger(Saying& say, const YamlEntry& entry, std::size_t mark);
// `with: { name: C }`.
void say_with(Saying& say, const YamlNode& map);

// Speakers for clauses of one shape: their keyword is the key itself, "_" read as a space.
void say_phrase(Saying& say, const YamlEntry& entry);        // due: 3 working days       -> due 3 working days
void say_each_phrase(Saying& say, const YamlEntry& entry);   // only: [C, C]              -> only C only C
void say_text(Saying& say, const YamlEntry& entry);          // owner: 零售客户部          -> owner "零售客户部"
void say_names(Saying& say, const YamlEntry& entry);         // collect: [a, b]           -> collect a, b
void say_texts(Saying& say, const YamlEntry& entry);         // checklist: [x, y]         -> checklist "x", "y"
void say_flag(Saying& say, const YamlEntry& entry);          // once: true                -> once
void say_timing(Saying& say, const YamlEntry& entry);        // time: day 1 at 10:00      -> on day 1 at 10:00

void say_steps(Saying& say, const YamlEntry& entry);         // a list of steps, without braces
void say_block(Saying& say, const YamlEntry& entry);         // the same within braces
void say_playbook(Saying& say, const YamlNode& map);

}  // namespace playmaker::read
