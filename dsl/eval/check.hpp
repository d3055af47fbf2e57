#pragma once
// The types of an expression, found before it is evaluated. Slips are issues with their places; nullptr after any.
#include "dsl/eval/environment.hpp"
#include "dsl/source/issue.hpp"

namespace playmaker::eval {

TypeRef check(const syntax::Tree& tree, syntax::NodeId expression, const Environment& environment, source::Issues& issues);

}  // namespace playmaker::eval
