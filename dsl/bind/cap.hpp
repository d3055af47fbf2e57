#pragma once
// What policies and guarantees have in common: how much of what, over which channels and for which purposes.
#include "dsl/bind/work.hpp"

namespace playmaker::bind {

// A length over which contacts are counted: reports no time at all, and more than contacts are kept for.
void bind_remembered(Work& work, const Scope& scope, NodeId length);
// `over CHANNEL,+` and `for PURPOSE or CHANNEL,+` of a clause.
void bind_reach(Work& work, std::uint32_t file, NodeId clause);
void bind_purpose_or_channel(Work& work, std::uint32_t file, NodeId ref);

}  // namespace playmaker::bind
