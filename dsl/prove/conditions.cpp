// reach, for conditions: none is always true, none never. What intervals and constants cannot decide stands.
#include "dsl/prove/fold.hpp"
#include "dsl/prove/prove.hpp"

namespace playmaker::prove {

void prove_conditions(const plan::Unit& unit, const std::vector<lower::Test>& tests, source::Issues& issues) {
  using source::Code;
  for (const lower::Test& test : tests) {
    const Truth truth = fold(unit, test.node);
    if (truth == Truth::either) continue;
    issues.add(source::Issue(truth == Truth::never ? Code::condition_never : Code::condition_always, test.span));
  }
}

}  // namespace playmaker::prove
