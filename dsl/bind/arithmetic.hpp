#pragma once
// What may be combined with what. The evaluator computes by the same table; money is minor units, percent millionths.
//
//   int ± int   decimal ± decimal   money ± money   percent ± percent   duration ± duration   text + text
//   date ± length, instant ± length (shift, a constant)         date - date, instant - instant = duration
//   money * int, decimal, percent = money         percent * int, percent = percent      duration * int = duration
//   money / int, decimal, percent = money         money / money = percent               percent / int, percent = percent
//   duration / int = duration                     int * int, int / int, int % int, decimal * decimal, decimal / decimal
#include <optional>

#include "dsl/bind/type.hpp"
#include "dsl/syntax/kind.hpp"

namespace playmaker::bind {

// `op`: op_add … op_modulo. nullopt: they do not combine. A shift (date ± length) is found apart from this.
std::optional<Type> combine(syntax::Kind op, Type left, Type right);

}  // namespace playmaker::bind
