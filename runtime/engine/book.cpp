#include "runtime/engine/book.hpp"

#include "runtime/core/evaluate/evaluate.hpp"

namespace playmaker::engine {

Book::Place Book::place_of(const core::Roster& roster, const core::Customer& customer) {
  const auto number = [&](std::uint32_t attribute, plan::Kind kind) {
    if (attribute >= customer.attributes.size() || customer.attributes[attribute].kind != kind) return plan::kNone;
    return static_cast<std::uint32_t>(customer.attributes[attribute].number);
  };
  return {number(roster.branch_attribute, plan::Kind::branch), number(roster.manager_attribute, plan::Kind::person)};
}

void Book::close() {
  open_ = false;
  branches_.clear();
}

void Book::begin() {
  close();
  open_ = true;
}

void Book::moved(const Place& from, const Place& to) {
  if (from == to) return;
  if (from.branch != plan::kNone && from.manager != plan::kNone) {
    auto& people = branches_[from.branch];
    if (--people[from.manager] == 0) people.erase(from.manager);
  }
  if (to.branch != plan::kNone && to.manager != plan::kNone) ++branches_[to.branch][to.manager];
}

std::vector<std::uint32_t> Book::people(std::uint32_t branch) const {
  std::vector<std::uint32_t> all;
  const auto known = branches_.find(branch);
  if (known == branches_.end()) return all;
  for (const auto& [person, customers] : known->second) all.push_back(person);
  return all;
}

}  // namespace playmaker::engine
