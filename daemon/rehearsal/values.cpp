#include "daemon/rehearsal/values.hpp"

namespace playmaker::rehearsal {
namespace {

// 60000000 with scale 2 is "600000.00".
std::string decimals(std::int64_t number, int scale) {
  const bool negative = number < 0;
  std::string digits = std::to_string(negative ? -number : number);
  if (scale > 0) {
    if (digits.size() <= static_cast<std::size_t>(scale)) digits.insert(0, static_cast<std::size_t>(scale) + 1 - digits.size(), '0');
    digits.insert(digits.size() - static_cast<std::size_t>(scale), ".");
  }
  return (negative ? "-" : "") + digits;
}

}  // namespace

engine::RawValue raw_value(const story::Value& value, const Almanac& almanac, std::int32_t day) {
  using story::ValueKind;
  const auto dated = [&](base::Date date) {
    if (value.minute < 0) return engine::raw(base::format_date(date));
    return engine::raw(base::format_instant(base::to_instant(almanac.zone, date, base::TimeOfDay{value.minute}), almanac.zone));
  };
  switch (value.kind) {
    case ValueKind::truth: return {value.number != 0};
    case ValueKind::whole: return engine::raw(value.number);
    case ValueKind::decimal: return engine::raw(value.real);
    case ValueKind::money: return engine::raw(decimals(value.number, value.scale) + (value.text.empty() ? "" : " " + value.text));
    case ValueKind::percent: return engine::raw(decimals(value.number, value.scale) + "%");
    case ValueKind::text:
    case ValueKind::name: return engine::raw(value.text);
    case ValueKind::date: return dated(base::Date{static_cast<std::int32_t>(value.number)});
    case ValueKind::day: return dated(almanac.date(static_cast<std::int32_t>(value.number)));
    case ValueKind::ago: return dated(almanac.date(day) + static_cast<int>(-value.number));
    case ValueKind::time: return engine::raw(base::format_time(base::TimeOfDay{static_cast<std::int32_t>(value.number)}));
    case ValueKind::length: return engine::raw(value.number);
    case ValueKind::list: {
      engine::RawList list;
      for (const story::Value& item : value.items) list.push_back(raw_value(item, almanac, day));
      return {std::move(list)};
    }
    case ValueKind::record: return {raw_record(value.fields, almanac, day)};
    default: return {};
  }
}

engine::RawRecord raw_record(const std::vector<story::Field>& fields, const Almanac& almanac, std::int32_t day) {
  engine::RawRecord record;
  for (const story::Field& field : fields) record.push_back({field.name.text, raw_value(field.value, almanac, day)});
  return record;
}

}  // namespace playmaker::rehearsal
