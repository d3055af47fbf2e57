// A customer's attributes as data. Texts and lists stand beside the plain numbers, in slots that are used again: a slot whose value was
// forgotten is remembered as a negative number, odd for texts, even for lists.
#include <algorithm>

#include "runtime/core/evaluate/evaluate.hpp"

namespace playmaker::core {
namespace {

using plan::Datum;
using plan::Kind;

bool in_texts(Kind kind) { return kind == Kind::text || kind == Kind::bytes; }
bool in_lists(Kind kind) { return kind == Kind::list || kind == Kind::record || kind == Kind::map; }

std::int64_t forgotten(Kind kind, std::int64_t slot) { return in_texts(kind) ? -2 * slot - 1 : in_lists(kind) ? -2 * slot - 2 : 0; }
// The slot to write to: the attribute's own, one it once had, or a new one.
template <class Slots>
std::size_t slot_of(const Attribute& attribute, Slots& slots, bool mine, std::int64_t parity) {
  if (mine) return static_cast<std::size_t>(attribute.number);
  if (attribute.kind == Kind::unknown && attribute.number < 0 && (-attribute.number - parity) % 2 == 0) {
    const auto slot = static_cast<std::size_t>((-attribute.number - parity) / 2);
    if (slot < slots.size()) return slot;
  }
  slots.emplace_back();
  return slots.size() - 1;
}

void forget(Customer& customer, Attribute& attribute) {
  const auto slot = static_cast<std::size_t>(attribute.number);
  if (in_texts(attribute.kind) && slot < customer.texts.size()) customer.texts[slot].clear();
  if (in_lists(attribute.kind) && slot < customer.lists.size()) customer.lists[slot].clear();
  attribute.number = attribute.kind == Kind::unknown ? attribute.number : forgotten(attribute.kind, attribute.number);
  attribute.kind = Kind::unknown;
}

}  // namespace

Datum attribute_of(const Customer& customer, std::uint32_t attribute) {
  Datum out;
  if (attribute >= customer.attributes.size()) return out;
  const Attribute& stored = customer.attributes[attribute];
  out.kind = stored.kind;
  if (stored.kind == Kind::unknown) return out;
  const auto slot = static_cast<std::size_t>(stored.number);
  if (in_texts(stored.kind)) {
    out.text = customer.texts[slot];
  } else if (in_lists(stored.kind)) {
    out.items = customer.lists[slot];
  } else {
    out.number = stored.number;
  }
  return out;
}

void set_attribute(Customer& customer, std::uint32_t attribute, const Datum& value, base::Instant at) {
  if (attribute >= customer.attributes.size()) {
    if (!value.known()) return;
    customer.attributes.resize(attribute + 1);
  }
  Attribute& stored = customer.attributes[attribute];
  const bool texts = in_texts(value.kind), lists = in_lists(value.kind);
  if (!value.known() || (in_texts(stored.kind) && !texts) || (in_lists(stored.kind) && !lists)) forget(customer, stored);
  stored.set_minute = static_cast<std::uint32_t>(std::clamp<std::int64_t>(at.ms / base::kMinute, 0, UINT32_MAX));
  if (!value.known()) return;
  if (texts) {
    const std::size_t slot = slot_of(stored, customer.texts, in_texts(stored.kind), 1);
    customer.texts[slot] = value.text;
    stored.number = static_cast<std::int64_t>(slot);
  } else if (lists) {
    const std::size_t slot = slot_of(stored, customer.lists, in_lists(stored.kind), 2);
    customer.lists[slot] = value.items;
    stored.number = static_cast<std::int64_t>(slot);
  } else {
    stored.number = value.number;
  }
  stored.kind = value.kind;
}

// Rule 11: the customer's own zone, else the branch's, else the bank's; a name that tzdata does not know is as good as none.
base::Zone zone_of(const Roster& roster, const Directory& directory, const Customer& customer) {
  const auto attribute = [&](std::uint32_t number, Kind kind) -> const Attribute* {
    return number < customer.attributes.size() && customer.attributes[number].kind == kind ? &customer.attributes[number] : nullptr;
  };
  if (const Attribute* own = attribute(roster.zone_attribute, Kind::text)) {
    if (const auto zone = base::find_zone(customer.texts[static_cast<std::size_t>(own->number)])) return *zone;
  }
  if (const Attribute* branch = attribute(roster.branch_attribute, Kind::branch); branch != nullptr && roster.branch_zone != plan::kNone) {
    const auto number = static_cast<std::uint64_t>(branch->number);
    if (number < directory.branches.size() && roster.branch_zone < directory.branches[number].fields.size()) {
      const Datum& name = directory.branches[number].fields[roster.branch_zone];
      if (name.kind == Kind::text) {
        if (const auto zone = base::find_zone(name.text)) return *zone;
      }
    }
  }
  return roster.zone;
}

}  // namespace playmaker::core
