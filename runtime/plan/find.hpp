#pragma once
// Things of a catalog by their name.
#include <algorithm>
#include <string_view>
#include <vector>

namespace playmaker::plan {

template <class Thing>
const Thing* find(const std::vector<Thing>& things, std::string_view name) {   // nullptr: there is none; lives as long as `things`
  const auto found = std::ranges::find_if(things, [&](const Thing& each) { return each.name == name; });
  return found == things.end() ? nullptr : &*found;
}

}  // namespace playmaker::plan
