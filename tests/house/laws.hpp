#pragma once
// The laws of the house, one function each: what a person would look for in a review, as breaches "path:line: what, what to do".
#include <string>
#include <vector>

#include "tests/house/rooms.hpp"
#include "tests/house/tree.hpp"

namespace playmaker::house {

using Breaches = std::vector<std::string>;

Breaches includes_obey_rooms(const Rooms& rooms, const File& file);
Breaches heavy_headers_stay_home(const Rooms& rooms, const File& file);
Breaches pure_rooms_stay_pure(const Rooms& rooms, const File& file);
Breaches clocks_and_sleeps_are_listed(const Rooms& rooms, const File& file);
Breaches no_lambda_is_awaited(const File& file);      // g++ 12 destroys the captures of such a temporary twice
Breaches names_say_something(const File& file);
Breaches files_stay_small(const File& file);
Breaches headers_begin_with_why(const File& file);
Breaches nothing_is_left_to_do(const File& file);
Breaches readme_is_short(const std::string& room, const std::string& text);  // empty text: there is none
Breaches top_is_as_listed(const Rooms& rooms, const std::vector<std::string>& names);

}  // namespace playmaker::house
