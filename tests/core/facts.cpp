#include "tests/core/facts.hpp"

#include <stdexcept>
#include <string>

namespace playmaker::core::testing {
namespace {

template <class Any, std::size_t... I>
void list(std::index_sequence<I...>, std::vector<std::uint16_t>& codes, std::vector<Any>& all) {
  (codes.push_back(std::variant_alternative_t<I, Any>::kCode), ...);
  all.reserve(sizeof...(I));
  (all.emplace_back(std::in_place_index<I>), ...);
}

}  // namespace

Facts::Facts() = default;
Facts::Facts(const Facts& other) = default;
Facts::~Facts() = default;
std::vector<Fact> Facts::list() const { return facts_; }

void Facts::add(std::uint16_t code, const void* fact) {
  const auto copied = [&]<std::size_t... I>(std::index_sequence<I...>) {
    return ((std::variant_alternative_t<I, Fact>::kCode == code &&
             (facts_.emplace_back(*static_cast<const std::variant_alternative_t<I, Fact>*>(fact)), true)) ||
            ...);
  };
  if (!copied(std::make_index_sequence<std::variant_size_v<Fact>>{})) throw std::runtime_error("not a fact: " + std::to_string(code));
}

Group group_of(const Facts& facts) {
  Group group;
  group.facts = facts.list();
  return group;
}

Group group_of(const Fact& fact) {
  Group group;
  group.facts.push_back(fact);
  return group;
}

Group group_of(const Input& input) {
  Group group;
  group.input = input;
  return group;
}

Every every() {
  Every out;
  list(std::make_index_sequence<std::variant_size_v<Input>>{}, out.input_codes, out.inputs);
  list(std::make_index_sequence<std::variant_size_v<Fact>>{}, out.fact_codes, out.facts);
  return out;
}

}  // namespace playmaker::core::testing
