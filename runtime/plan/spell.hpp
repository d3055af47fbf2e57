#pragma once
// Condition code as text, one spelling for one meaning: two expressions are the same exactly when they are spelled the same. Names stand
// as words, never as numbers of a unit's tables, so that the spelling is the same in every plan: windows are shared by it, and dumps are
// read by people.
#include <string>
#include <string_view>

#include "runtime/plan/expression.hpp"

namespace playmaker::plan {

struct Plan;
struct Upgrade;

std::string_view kind_name(Kind kind);                                 // "money"
std::string spell(const Unit& unit, const Type& type);                 // "level of [C1, C2]"
std::string spell(const Length& length);                               // "3 days"; empty when not written
std::string spell(const Unit& unit, const Upgrade& upgrade);           // "now recompute, moved stage a to b"; empty: keep
std::string_view spell(Period period);                                 // "week"
std::string_view spell_function(std::uint32_t function);               // "size", "indexOf", "exists"
// REQUIRES a sound unit. `plan` gives tasks their paths; without one they are "task#3".
std::string spell(const Unit& unit, NodeIndex node, const Plan* plan = nullptr);
std::string spell(const Unit& unit, const Window& window);             // "count(app_login over last 14 days keep 4)"

}  // namespace playmaker::plan
