// benefit: what is granted instead of an empty one ends somewhere.
#include <algorithm>

#include "dsl/prove/prove.hpp"

namespace playmaker::prove {

void prove_benefits(const Whole& whole, source::Issues& issues) {
  const std::vector<plan::Benefit>& benefits = whole.catalog.catalog.benefits;
  const auto next = [&](std::size_t at) {
    const auto found =
        std::find_if(benefits.begin(), benefits.end(), [&](const plan::Benefit& each) { return each.name == benefits[at].when_empty; });
    return static_cast<std::size_t>(found - benefits.begin());
  };
  std::vector<bool> told(benefits.size(), false);
  for (std::size_t start = 0; start < benefits.size(); ++start) {
    std::vector<std::size_t> way;
    std::size_t at = start;
    while (at < benefits.size() && std::find(way.begin(), way.end(), at) == way.end()) {
      way.push_back(at);
      at = next(at);
    }
    if (at != start || told[start]) continue;   // each circle is told at its first benefit
    std::string circle;
    for (const std::size_t step : way) {
      circle += benefits[step].name + " > ";
      told[step] = true;
    }
    issues.add(source::Issue(source::Code::benefit_circle, whole.catalog.benefits[start])
                   .arg(circle + benefits[start].name)
                   .help({"let one of them have no `when empty`", "请去掉其中一个的 `when empty`"}));
  }
}

}  // namespace playmaker::prove
