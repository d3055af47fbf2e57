// reach, for conditions: none is always true, none never. What pieces of values and constants cannot decide stands.
#include <algorithm>

#include "dsl/prove/fold.hpp"
#include "dsl/prove/prove.hpp"

namespace playmaker::prove {

void prove_conditions(const plan::Catalog& catalog, const plan::Unit& unit, const std::vector<lower::Test>& tests, source::Issues& issues) {
  using source::Code;
  for (const lower::Test& test : tests) {
    const Folded folded = fold(catalog, unit, test.node);
    if (folded.truth == Truth::either) continue;
    if (folded.constant && test.included) continue;   // its parameters decide it here; elsewhere they are others
    issues.add(source::Issue(folded.truth == Truth::never ? Code::condition_never : Code::condition_always, test.span));
  }
}

std::size_t conditions_in_part(const plan::Catalog& catalog, const plan::Unit& unit, const std::vector<lower::Test>& tests) {
  return static_cast<std::size_t>(
      std::ranges::count_if(tests, [&](const lower::Test& test) { return !fold(catalog, unit, test.node).whole; }));
}

}  // namespace playmaker::prove
