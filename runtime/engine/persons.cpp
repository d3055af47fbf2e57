#include "runtime/engine/persons.hpp"

#include <algorithm>

#include "runtime/base/layout.hpp"

namespace playmaker::engine {

void PersonRow::set(std::string_view name, std::optional<std::string> text) {
  const auto at = std::find_if(values.begin(), values.end(), [&](const PersonalValue& value) { return value.name == name; });
  if (at != values.end() && !text) values.erase(at);
  if (at != values.end() && text) at->text = std::move(*text);
  if (at == values.end() && text) values.push_back({std::string(name), std::move(*text)});
}

std::string encode(const PersonRow& row) { return base::encoded(row); }

std::optional<PersonRow> decode_person(std::string_view bytes) {
  base::Reader in(bytes);
  PersonRow row;
  base::read_growing(in, row);
  if (in.bad()) return std::nullopt;
  return row;
}

std::uint32_t Ids::find(std::string_view id) const {
  const auto at = numbers_.find(id);
  return at == numbers_.end() ? plan::kNone : at->second;
}

void Ids::set(std::uint32_t number, std::string_view id) {
  while (names_.size() <= number) names_.emplace_back();
  names_[number] = id;
  if (!id.empty()) numbers_[names_[number]] = number;
}

std::uint32_t Ids::add(std::string_view id) {
  const auto number = static_cast<std::uint32_t>(names_.size());
  names_.emplace_back(id);
  numbers_.emplace(names_.back(), number);
  return number;
}

const std::string& Ids::name(std::uint32_t number) const {
  static const std::string nobody;
  return number < names_.size() ? names_[number] : nobody;
}

void Ids::cut(std::size_t size) {
  while (names_.size() > size) {
    numbers_.erase(names_.back());
    names_.pop_back();
  }
}

}  // namespace playmaker::engine
