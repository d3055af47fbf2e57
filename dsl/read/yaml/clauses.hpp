#pragma once
// How the keys of one kind of YAML block are said. Each block is a table of clauses in the order in which the text spelling wants them:
// those of the head before the brace, those of the body in any order inside it.
#include <functional>
#include <string_view>
#include <vector>

#include "dsl/read/yaml/places.hpp"

namespace playmaker::read {

using Speak = void (*)(Saying&, const YamlEntry&);
struct Clause {
  std::string_view key;
  Speak speak;
};
using Clauses = std::vector<Clause>;

// Says those keys of `map` that `clauses` lists, in the order of `clauses`.
void say_clauses(Saying& say, const YamlNode& map, const Clauses& clauses);
// A place that has the keys of these tables, after `own`.
YamlPlace place_of(source::Words what, std::vector<std::string_view> own, const std::vector<const Clauses*>& tables,
                   std::vector<std::string_view> needed = {}, std::string_view holder = {});

// `label: words` or `label: { zh: …, en: … }`, and `alias: name`.
void say_labels(Saying& say, const YamlNode& map);
// Each item of a list, or the one value that stands for a list of one.
void each_item(const YamlEntry& entry, const std::function<void(const YamlEntry&)>& item);
// An event with its conditions: a phrase, or a map of event | import, where, lookback. Where there is none, with an issue, all that was
// said since `mark` is taken back, and it returns false. Whoever allows more keys than these refuses the others itself.
bool say_trigger(Saying& say, const YamlEntry& entry, std::size_t mark);
void refuse_beside_event(Saying& say, const YamlEntry& entry);
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
void say_part(Saying& say, const YamlNode& map, std::string_view key, std::string_view words);   // the phrase of `key`, after `words`
void say_phrases(Saying& say, const YamlEntry& entry);       // what has no key of its own: phrases of the language, one statement each
void say_audience(Saying& say, const YamlEntry& entry);
void say_stages(Saying& say, const YamlEntry& entry);
void say_breakpoints(Saying& say, const YamlEntry& entry);
void say_moments(Saying& say, const YamlEntry& entry);
void say_tracks(Saying& say, const YamlEntry& entry);
void say_reviews(Saying& say, const YamlEntry& entry);
void say_playbook(Saying& say, const YamlNode& map);

// The places that each file reads.
using Places = std::vector<const YamlPlace*>;
Places label_places();
Places playbook_places();
Places block_places();
Places step_places();

}  // namespace playmaker::read
