#include "runtime/core/roster/dictionary.hpp"

#include "runtime/base/bytes.hpp"
#include "runtime/base/check.hpp"

namespace playmaker::core {
namespace {
constexpr std::size_t index(Names kind) { return static_cast<std::size_t>(kind); }
}  // namespace

std::uint32_t Dictionary::find(Names kind, std::string_view name) const {
  const auto& numbers = tables_[index(kind)].numbers;
  const auto found = numbers.find(name);
  return found == numbers.end() ? plan::kNone : found->second;
}

std::uint32_t Dictionary::add(Names kind, std::string_view name) {
  if (const std::uint32_t known = find(kind, name); known != plan::kNone) return known;
  Table& table = tables_[index(kind)];
  const auto number = static_cast<std::uint32_t>(table.names.size());
  table.names.emplace_back(name);
  table.numbers.emplace(std::string(name), number);
  return number;
}

const std::string& Dictionary::name(Names kind, std::uint32_t number) const {
  CHECK(number < size(kind));
  return tables_[index(kind)].names[number];
}

std::uint32_t Dictionary::size(Names kind) const { return static_cast<std::uint32_t>(tables_[index(kind)].names.size()); }

// How many kinds there are comes first, so that a later release with more kinds still reads an older dictionary.
std::string Dictionary::encode() const {
  base::Writer out;
  out.uint(index(Names::count_));
  for (const Table& table : tables_) {
    out.uint(table.names.size());
    for (const std::string& name : table.names) out.text(name);
  }
  return out.take();
}

bool Dictionary::decode(std::string_view bytes, Dictionary& out) {
  out = Dictionary{};
  base::Reader in(bytes);
  const std::size_t kinds = in.count();
  if (kinds > index(Names::count_)) in.spoil();
  for (std::size_t kind = 0; kind < kinds && !in.bad(); ++kind) {
    const std::size_t names = in.count();
    for (std::size_t i = 0; i < names && !in.bad(); ++i) {
      // A name written twice would shift every number after it.
      if (out.add(static_cast<Names>(kind), in.text()) != i) in.spoil();
    }
  }
  const bool sound = !in.bad() && in.done();
  if (!sound) out = Dictionary{};
  return sound;
}

bool Dictionary::operator==(const Dictionary& other) const {
  for (std::size_t kind = 0; kind < index(Names::count_); ++kind) {
    if (tables_[kind].names != other.tables_[kind].names) return false;
  }
  return true;
}

}  // namespace playmaker::core
