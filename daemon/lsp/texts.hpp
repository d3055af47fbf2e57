#pragma once
// Texts as an editor counts them: lines from 0, characters in UTF-16 units. Pure.
#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/json.hpp"

namespace playmaker::lsp {

struct Position {
  std::uint32_t line = 0, character = 0;
  auto operator<=>(const Position&) const = default;
};
struct Range {
  Position from, to;
};

std::size_t offset_of(std::string_view text, Position at);      // beyond a line's end: its end; beyond the text: its end
Position position_of(std::string_view text, std::size_t offset);
Range range_of(std::string_view text, std::size_t begin, std::size_t end);

std::string path_of(std::string_view uri);                      // "file:///a%20b.play" -> "/a b.play"; anything else stands as it is
std::string uri_of(std::string_view path);

void write(daemon::JsonWriter& json, const Range& range);       // an object
Position position(const engine::RawValue* value);               // of a message; missing numbers are 0
std::uint32_t number(const engine::RawValue* value);            // 0: none, or negative

}  // namespace playmaker::lsp
