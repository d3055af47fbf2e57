#pragma once
// Where a path written in one file leads: `use "shared/catalog.play"` and `holidays from "…"` count from the file they stand in. Text
// only, no file is touched.
#include <string>
#include <string_view>

namespace playmaker::bind {

// "a/b.play", "../c.csv" -> "c.csv"; an absolute path stands as written; "." and ".." are resolved where they can be.
std::string beside(std::string_view file, std::string_view written);

}  // namespace playmaker::bind
