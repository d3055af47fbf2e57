#pragma once
// Evaluates an expression over values, without types known beforehand. Bounded: every node, and every part of a value it goes through,
// is a step. An error value says what went wrong; its `nanos` minus one is the node where it arose.
#include "dsl/eval/environment.hpp"

namespace playmaker::eval {

constexpr std::int64_t kStepsMax = 400'000;

cel::Value evaluate(const syntax::Tree& tree, syntax::NodeId expression, std::string_view container, const Bindings& bindings);

}  // namespace playmaker::eval
