#pragma once
// `never more than N contacts per 7 days over … for …`, of a policy or a guarantee. REQUIRES binding reported no error; places are left
// out.
#include "dsl/bind/bound.hpp"
#include "dsl/lower/expression.hpp"

namespace playmaker::lower {

plan::Cap lower_cap(const bind::Bound& bound, const Expressions& expressions, std::uint32_t file, syntax::NodeId clause);
plan::Reach lower_reach(const bind::Bound& bound, std::uint32_t file, syntax::NodeId clause);
void add_to_reach(const bind::Bound& bound, std::uint32_t file, syntax::NodeId ref, plan::Reach& reach);   // a purpose or a channel

}  // namespace playmaker::lower
