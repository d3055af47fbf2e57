#pragma once
// The types that operators and functions take and give: what the checker looks in. Operators have CEL's names, `_+_`.
#include <map>
#include <string>
#include <vector>

#include "dsl/eval/type.hpp"

namespace playmaker::eval {

using Library = std::map<std::string, std::vector<Overload>, std::less<>>;
const Library& library();

}  // namespace playmaker::eval
