#pragma once
// How long the steps of a moment may start.
#include "runtime/plan/plan.hpp"

namespace playmaker::plan {

constexpr Length kMomentExpires{LengthUnit::days, 7};   // where it does not say

inline const Length& expires_of(const Moment& moment) { return moment.expires_after.written() ? moment.expires_after : kMomentExpires; }

}  // namespace playmaker::plan
