#pragma once
// Applying what issues know for sure about their own mending. Pure.
#include "dsl/compile.hpp"

namespace playmaker::dsl {

struct Mended {
  std::vector<Input> inputs;           // as given, with the fixes in
  std::vector<std::size_t> fixes;      // how many, by input
  Compiled made;                       // of the inputs as they are now
};
// One fix after the other, each compiled again: it stays only when its issue is gone and there are no more errors than before, so that
// nothing is written that has not been read. What is used but not given is not touched. At most kMendsMax compilations.
constexpr std::size_t kMendsMax = 400;
Mended mend(std::vector<Input> inputs, const Loader& loader, const Options& options = {});

}  // namespace playmaker::dsl
