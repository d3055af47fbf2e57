#pragma once
// YAML, strictly: a tree with the place of every scalar, and an issue for whatever reads differently than it looks. Over yaml-cpp 0.7,
// which is walled into events.cpp and is laxer than we are: duplicate keys, anchors, aliases, merge keys, tags, tabs in the
// indentation, a second document and a bare yes, no, on, off are issues here. Playbooks, the daemon's configuration and the maps of
// `replay` are all read through this door.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/source/issue.hpp"
#include "dsl/source/source.hpp"

namespace playmaker::read {

enum class YamlKind : std::uint8_t { empty, scalar, list, map };

struct YamlEntry;
struct YamlNode {
  YamlKind kind = YamlKind::empty;
  std::string text;                        // of a scalar, decoded
  bool quoted = false;
  source::Span span;                       // of a scalar: with its quotes
  std::vector<std::uint32_t> offsets;      // of a scalar: where in the source each byte of `text` came from; text.size() + 1 of them
  std::vector<YamlNode> items;             // of a list
  std::vector<YamlEntry> entries;          // of a map, in order

  bool is_scalar() const { return kind == YamlKind::scalar; }
  bool is_list() const { return kind == YamlKind::list; }
  bool is_map() const { return kind == YamlKind::map; }
  const YamlNode* find(std::string_view key) const;         // nullptr: no map, or no such key
  const YamlEntry* entry(std::string_view key) const;
};
struct YamlEntry {
  YamlNode key;                            // always a scalar
  YamlNode value;
};

// The one document of a text. After issues the tree holds what could be read; its root is empty when nothing could.
YamlNode read_yaml(const source::Source& source, source::Issues& issues);

// An issue for each key of `map` that is not among `known`, with the nearest of them as a suggestion. `what` names the map.
void refuse_unknown_keys(const YamlNode& map, const std::vector<std::string_view>& known, const source::Words& what,
                         source::Issues& issues);

}  // namespace playmaker::read
