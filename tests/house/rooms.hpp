#pragma once
// The list in rooms.txt, parsed. A line that cannot be read is a breach like any other, kept in `errors`.
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace playmaker::house {

struct Walled {
  std::vector<std::string> headers;  // prefixes of what stands in <>
  std::vector<std::string> places;   // file patterns for heavy headers, rooms for impure ones
};

struct Rooms {
  std::map<std::string, std::vector<std::string>> may_include;  // room -> other rooms, or "*"
  std::vector<Walled> heavy, impure;
  std::vector<std::string> clock, sleep, top;
  std::vector<std::string> errors;
};

Rooms parse_rooms(std::string_view text);
std::string room_of(const Rooms& rooms, std::string_view path);  // the deepest room that holds the file; empty: none
bool matches(std::string_view pattern, std::string_view path);   // "*" within a folder, "**" across folders
bool matches_any(const std::vector<std::string>& patterns, std::string_view path);

}  // namespace playmaker::house
