#pragma once
// Raw values to data by declared type, and data to text. Refusals name the field and say what was expected, in both languages.
//
//   bool      true, false (also as text, 1, 0)       int        whole number, also as text
//   money     "100.00", 100, {"amount": "100.00", "currency": "CNY"}: at most two decimals, the catalog's currency only
//   percent   "20%", 0.2 (a fraction)                decimal    number, also as text
//   date      "2026-03-02"   time "09:30"   instant RFC 3339 with a zone   duration milliseconds, or "90 s", "5 min", "2 h", "3 d"
//   one of    one of its words                       person, branch   the outside code: a new one gets a number
//   list      list of records or values              null             not known (forgets)
#include <span>
#include <string>
#include <string_view>

#include "runtime/core/roster/roster.hpp"
#include "runtime/engine/commands/raw_value.hpp"

namespace playmaker::engine {

// What conversion may look at and grow. `dictionary` takes people and branches that are mentioned for the first time.
struct Conversion {
  const plan::Catalog& catalog;
  core::Dictionary& dictionary;
};

// Codes: value_wrong (not of the type), value_unknown (not one of its words), currency_wrong, value_too_large, field_unknown (within a
// record), list_too_long. `name` is what the message calls it.
base::Result<plan::Datum> convert(Conversion conversion, const RawValue& value, const plan::Field& field, std::string_view name);

// Data as text for people and for channels; empty for unknown. Codes of people, branches and words come from the dictionary.
std::string text_of(const plan::Datum& datum, const core::Dictionary& dictionary, std::string_view currency);

// A reply that names the nearest known word: "no such field aums; did you mean aum".
base::Failure unknown_word(std::string code, std::string_view what, std::string_view zh, std::string_view written,
                           std::span<const std::string_view> known);

// Nested records as dotted names: {"consent": {"sms": true}} is consent.sms. `is_whole(name)`: that name is itself a field, its record
// is a value.
template <class IsWhole, class Visit>
void flatten(const RawRecord& record, const std::string& prefix, const IsWhole& is_whole, const Visit& visit) {
  for (const RawField& field : record) {
    const std::string name = prefix.empty() ? field.name : prefix + "." + field.name;
    const auto* nested = std::get_if<RawRecord>(&field.value.value);
    if (nested != nullptr && !is_whole(name)) flatten(*nested, name, is_whole, visit);
    else visit(name, field.value);
  }
}

}  // namespace playmaker::engine
