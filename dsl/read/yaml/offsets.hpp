#pragma once
// Where each byte of a decoded YAML scalar stood in its source, found by walking both: equal bytes pair up, an escape stands for what it
// decodes to, a folded line end for its space. What cannot be paired points at the scalar's start.
#include <cstdint>
#include <string_view>
#include <vector>

namespace playmaker::read {

// text.size() + 1 offsets, the last one behind the last byte. `begin`: the scalar's first byte, its quote included.
std::vector<std::uint32_t> yaml_offsets(std::string_view source, std::uint32_t begin, std::string_view text);
// Behind the scalar, its closing quote included.
std::uint32_t yaml_scalar_end(std::string_view source, std::uint32_t begin, const std::vector<std::uint32_t>& offsets);

}  // namespace playmaker::read
