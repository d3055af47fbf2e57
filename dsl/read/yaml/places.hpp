#pragma once
// The places of the YAML spelling: for each kind of map, which keys it may hold and which it cannot do without. The reader judges by
// these tables, the language reference is checked against them, and messages list them.
#include <string_view>
#include <vector>

#include "dsl/read/yaml/saying.hpp"

namespace playmaker::read {

struct YamlPlace {
  source::Words what;                       // "a wave"
  std::vector<std::string_view> keys;       // in English, in the order of the reference
  std::vector<std::string_view> needed;     // those of them without which the rest says nothing
  std::string_view holder = {};             // the key whose map may hold what belongs to an event: `where`, `lookback`
};

// Every place, a playbook's own keys first. Owned by the program.
std::vector<const YamlPlace*> yaml_places();
// What may stand in a list of steps: the key that each step begins with.
const YamlPlace& step_heads();

// An issue for each key of `map` that its place has not, saying which ones it has; else one for each key that is needed and is not
// there. `map` is then known to be troubled, and what the grammar misses in it is not told again.
void refuse_others(Saying& say, const YamlNode& map, const YamlPlace& place);

}  // namespace playmaker::read
