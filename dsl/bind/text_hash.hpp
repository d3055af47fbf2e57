#pragma once
// What a file says, as a number: SHA-256 over its own blocks with names in their canonical form (aliases resolved), without labels,
// aliases, comments, spans and `use`. Clauses whose order means nothing are sorted, steps stay in order; so a `.play` text and its YAML
// twin are equal, and any other literal, name or clause makes another hash.
#include <string>

#include "dsl/bind/bound.hpp"

namespace playmaker::bind {

std::string text_hash(const Bound& bound, std::uint32_t file);        // hex
std::string canonical_text(const Bound& bound, std::uint32_t file);   // what is hashed

}  // namespace playmaker::bind
