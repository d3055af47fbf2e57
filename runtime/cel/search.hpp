#pragma once
// Where a text stands in another, in time that grows with their bytes and not with their product. UTF-8 keeps its place by itself: what is
// found among valid texts begins and ends between code points, so bytes are searched.
#include <cstddef>
#include <string_view>

namespace playmaker::cel {

// The first place at or behind byte `from`, the last at or before it; std::string_view::npos: none. An empty part is found at once.
std::size_t first_place(std::string_view text, std::string_view part, std::size_t from = 0);
std::size_t last_place(std::string_view text, std::string_view part, std::size_t from = std::string_view::npos);

}  // namespace playmaker::cel
