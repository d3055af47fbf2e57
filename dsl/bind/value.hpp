#pragma once
// Literals as values at rest: minor units, millionths, lengths. Exact or refused: a figure is never rounded in silence.
#include <cstdint>
#include <optional>
#include <string_view>

#include "dsl/syntax/tree.hpp"
#include "runtime/plan/length.hpp"

namespace playmaker::bind {

int minor_digits(std::string_view currency);                        // ISO 4217: 2 for CNY, 0 for JPY, 3 for KWD
std::optional<std::int64_t> minor_units(const syntax::Node& money, std::string_view currency);   // nullopt: too big or too fine
std::optional<std::int64_t> millionths(const syntax::Node& percent);
plan::Length length_of(const syntax::Node& duration);               // as written
std::optional<std::int64_t> fixed_millis(const plan::Length& length);   // nullopt: months and working time have no fixed length

}  // namespace playmaker::bind
