#pragma once
// How near a condition is to coming out as wanted: the branch distance of search-based test generation (Korel 1990; Tracey, Clark, Mander
// and McDermid 1998). `and` adds up what its operands lack, `or` takes the least, `not` asks for the opposite, a comparison says by how
// much it fails; so that whoever looks for a value sees that half of a conjunction is better than none of it.
#include "runtime/core/timing.hpp"

namespace playmaker::refute {

// 0 to 1; 1 if and only if the evaluator says that `node` of the frame's unit holds (`wanted`), or does not.
double nearness(const core::Frame& frame, plan::NodeIndex node, bool wanted);
// The same of a product that should suit the customer (the dictionary's number).
double suits_nearly(const core::Frame& frame, std::uint32_t product);

}  // namespace playmaker::refute
