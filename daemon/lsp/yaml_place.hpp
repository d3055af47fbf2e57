#pragma once
// Where somebody types in a YAML text: the keys around the place, and what stands before it in its own value. By lines and indentation,
// not by a parser: a text that is being typed is seldom YAML. Pure.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace playmaker::lsp {

struct YamlPlace {
  std::vector<std::string> around;         // keys from the outermost map to the one the place is in; "-" for an item of a list
  std::string key;                         // whose value is being written; empty: a key may stand here
  std::string value;                       // of it, up to the place
};
YamlPlace yaml_place(std::string_view text, std::size_t offset);

}  // namespace playmaker::lsp
