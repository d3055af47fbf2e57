#pragma once
// Whether a new catalog keeps what a plan reads: fields may be added, never retyped or dropped while a plan under way reads them, for its
// conditions are pinned to the types they were checked with. Private to linking.
#include <optional>

#include "runtime/base/result.hpp"
#include "runtime/plan/plan.hpp"

namespace playmaker::core {

// `before` nullptr: nothing was applied yet, and only names that the catalog does not know at all are refused.
std::optional<base::Failure> retyped(const plan::Plan& plan, const plan::Catalog* before, const plan::Catalog& after);

}  // namespace playmaker::core
