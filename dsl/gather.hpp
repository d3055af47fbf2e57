#pragma once
// The files of a compilation: those given and all they use, each read once.
#include <memory>
#include <vector>

#include "dsl/compile.hpp"

namespace playmaker::dsl {

// Adds to `made` the sources, files and reading's issues. A file that cannot be loaded and a circle of uses are errors at the `use`.
void gather(const std::vector<Input>& inputs, const Loader& loader, Compiled& made);

}  // namespace playmaker::dsl
