#pragma once
// What can be said of a condition without a customer. What it asks is cut where its constants lie (leaves.hpp), and the condition is
// worked out for one value of each piece: so many cases as there are pieces. Sound of values that are known: `never` and `always` are
// certain, `either` says nothing - unless the condition was looked through whole, when both answers do come about.
#include "runtime/plan/plan.hpp"

namespace playmaker::prove {

enum class Truth : std::uint8_t { either, never, always };

struct Folded {
  Truth truth = Truth::either;
  bool whole = false;   // every test in it is of values that vary freely: `either` is proven too
  bool constant = false;   // it hangs on nothing: constants alone decide it
};
// `catalog`: how many items a list has at most, what is computed from other things. kNone is not looked at, and whole.
Folded fold(const plan::Catalog& catalog, const plan::Unit& unit, plan::NodeIndex node);

}  // namespace playmaker::prove
