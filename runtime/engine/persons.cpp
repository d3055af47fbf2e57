#include "runtime/engine/persons.hpp"

#include <algorithm>

#include "runtime/base/hash.hpp"
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
  if (slots_.empty() || id.empty()) return plan::kNone;
  const std::uint64_t hash = base::hash64(id);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = hash & mask; slots_[i].number != plan::kNone; i = (i + 1) & mask) {
    if (slots_[i].half == static_cast<std::uint32_t>(hash >> 32) && names_[slots_[i].number] == id) return slots_[i].number;
  }
  return plan::kNone;
}

void Ids::place(std::uint32_t number) {
  const std::uint64_t hash = base::hash64(names_[number]);
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = hash & mask;
  while (slots_[i].number != plan::kNone) i = (i + 1) & mask;
  slots_[i] = {static_cast<std::uint32_t>(hash >> 32), number};
  ++used_;
}

void Ids::set(std::uint32_t number, std::string_view id) {
  while (names_.size() <= number) names_.emplace_back();
  names_[number] = id;
  if (id.empty()) return;
  if ((used_ + 1) * 3 <= slots_.size() * 2) return place(number);
  slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, {});
  used_ = 0;
  for (std::uint32_t one = 0; one < names_.size(); ++one)
    if (!names_[one].empty()) place(one);
}

const std::string& Ids::name(std::uint32_t number) const {
  static const std::string nobody;
  return number < names_.size() ? names_[number] : nobody;
}

void Ids::cut(std::size_t size) {
  if (names_.size() <= size) return;
  while (names_.size() > size) names_.pop_back();
  slots_.assign(slots_.size(), {});
  used_ = 0;
  for (std::uint32_t one = 0; one < names_.size(); ++one)
    if (!names_[one].empty()) place(one);
}

}  // namespace playmaker::engine
