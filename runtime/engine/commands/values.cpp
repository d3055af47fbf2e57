#include "runtime/engine/commands/values.hpp"

#include <bit>
#include <charconv>
#include <cmath>
#include <optional>

#include "runtime/base/limits.hpp"
#include "runtime/base/text.hpp"

namespace playmaker::engine {
namespace {

using base::Result;
using plan::Datum;
using plan::Kind;

struct KindWords {
  std::string_view en, zh;
};
KindWords expected(Kind kind) {
  switch (kind) {
    case Kind::boolean: return {"true or false", "true 或 false"};
    case Kind::integer: return {"a whole number", "整数"};
    case Kind::decimal: return {"a number", "数字"};
    case Kind::money: return {"an amount such as \"100.00\"", "金额,如 \"100.00\""};
    case Kind::percent: return {"a percentage such as \"20%\" or 0.2", "百分比,如 \"20%\" 或 0.2"};
    case Kind::date: return {"a date such as 2026-03-02", "日期,如 2026-03-02"};
    case Kind::time: return {"a time such as 09:30", "时间,如 09:30"};
    case Kind::instant: return {"an instant with a zone such as 2026-03-02T09:30:00+08:00", "带时区的时刻,如 2026-03-02T09:30:00+08:00"};
    case Kind::duration: return {"a length such as \"5 min\"", "时长,如 \"5 min\""};
    case Kind::list: return {"a list", "列表"};
    case Kind::record: return {"a record", "记录"};
    default: return {"a text", "文本"};
  }
}

std::unexpected<base::Failure> wrong(std::string_view name, Kind kind) {
  const KindWords words = expected(kind);
  return base::invalid("value_wrong", std::string(name) + " must be " + std::string(words.en),
                       std::string(name) + " 应为" + std::string(words.zh));
}

Datum of(Kind kind, std::int64_t number) { return {kind, number, {}, {}}; }

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}
std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

// "-12.5" times 10^decimals, exactly; nullopt: more decimals than that, or too large.
std::optional<std::int64_t> scaled(std::string_view text, int decimals) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.empty() || text.front() == '.' || text.back() == '.') return std::nullopt;
  std::int64_t value = 0;
  int after = -1;
  for (const char c : text) {
    if (c == '.' && after < 0) {
      after = 0;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    if (after >= decimals) {
      if (c != '0') return std::nullopt;
      continue;
    }
    if (__builtin_mul_overflow(value, std::int64_t{10}, &value) || __builtin_add_overflow(value, std::int64_t{c - '0'}, &value))
      return std::nullopt;
    if (after >= 0) ++after;
  }
  for (int i = std::max(after, 0); i < decimals; ++i)
    if (__builtin_mul_overflow(value, std::int64_t{10}, &value)) return std::nullopt;
  return negative ? -value : value;
}
std::optional<std::int64_t> scaled(double value, double factor) {
  const double product = value * factor;
  if (!std::isfinite(product) || std::fabs(product) > 9e15) return std::nullopt;
  const double rounded = std::round(product);
  if (std::fabs(product - rounded) > 1e-6 * std::max(1.0, std::fabs(product))) return std::nullopt;
  return static_cast<std::int64_t>(rounded);
}

Result<Datum> money(Conversion conversion, const RawValue& value, std::string_view name) {
  const std::string& currency = conversion.catalog.currency;
  const auto check = [&](std::string_view written) -> Result<void> {
    if (written == currency) return {};
    return base::invalid("currency_wrong", std::string(name) + " is in " + std::string(written) + "; this house counts in " + currency,
                         std::string(name) + " 的币种是 " + std::string(written) + ",本行以 " + currency + " 计");
  };
  std::optional<std::int64_t> minor;
  if (const auto* integer = std::get_if<std::int64_t>(&value.value)) {
    std::int64_t times = 0;
    if (!__builtin_mul_overflow(*integer, std::int64_t{100}, &times)) minor = times;
  } else if (const auto* decimal = std::get_if<double>(&value.value)) {
    minor = scaled(*decimal, 100);
  } else if (const auto* text = std::get_if<std::string>(&value.value)) {
    std::string_view amount = *text;
    if (const auto space = amount.find(' '); space != std::string_view::npos) {
      if (const auto checked = check(amount.substr(space + 1)); !checked) return std::unexpected(checked.error());
      amount = amount.substr(0, space);
    }
    minor = scaled(amount, 2);
  } else if (const auto* record = std::get_if<RawRecord>(&value.value)) {
    const RawValue* amount = nullptr;
    for (const RawField& field : *record) {
      const auto* written = std::get_if<std::string>(&field.value.value);
      if (field.name == "amount") {
        amount = &field.value;
      } else if (field.name == "currency" && written != nullptr) {
        if (const auto checked = check(*written); !checked) return std::unexpected(checked.error());
      } else {
        return wrong(name, Kind::money);
      }
    }
    if (amount == nullptr || std::holds_alternative<RawRecord>(amount->value)) return wrong(name, Kind::money);
    return money(conversion, *amount, name);
  }
  if (!minor) return wrong(name, Kind::money);
  return of(Kind::money, *minor);
}

Result<Datum> percent(const RawValue& value, std::string_view name) {
  std::optional<std::int64_t> millionths;
  if (const auto* integer = std::get_if<std::int64_t>(&value.value)) {
    std::int64_t times = 0;
    if (!__builtin_mul_overflow(*integer, std::int64_t{1'000'000}, &times)) millionths = times;
  } else if (const auto* decimal = std::get_if<double>(&value.value)) {
    if (std::fabs(*decimal) < 9e9) millionths = static_cast<std::int64_t>(std::llround(*decimal * 1e6));
  } else if (const auto* text = std::get_if<std::string>(&value.value)) {
    const std::string_view written = *text;
    millionths = written.ends_with('%') ? scaled(written.substr(0, written.size() - 1), 4) : scaled(written, 6);
  }
  if (!millionths) return wrong(name, Kind::percent);
  return of(Kind::percent, *millionths);
}

std::optional<std::int64_t> duration(std::string_view text) {
  const auto space = text.find(' ');
  const auto amount = whole(text.substr(0, space));
  if (!amount || space == std::string_view::npos) return amount;
  const std::string_view unit = text.substr(space + 1);
  const base::Millis ms = unit == "s"     ? base::kSecond
                          : unit == "min" ? base::kMinute
                          : unit == "h"   ? base::kHour
                          : unit == "d"   ? base::kDay
                                          : 0;
  std::int64_t out = 0;
  if (ms == 0 || __builtin_mul_overflow(*amount, ms, &out)) return std::nullopt;
  return out;
}

Result<Datum> word(Conversion conversion, const std::string& text, const plan::Field& field, std::string_view name) {
  std::vector<std::string_view> known;
  const plan::Unit& unit = conversion.catalog.unit;
  if (field.type.detail < unit.enumerations.size()) {
    for (const plan::TextIndex index : unit.enumerations[field.type.detail]) known.push_back(unit.texts[index]);
  }
  for (const std::string_view one : known) {
    if (one == text) return of(field.type.kind, conversion.dictionary.add(core::Names::symbol, text));
  }
  return std::unexpected(unknown_word("value_unknown", std::string(name) + " has no value", std::string(name) + " 没有取值", text, known));
}

Result<Datum> record(Conversion conversion, const RawValue& value, const plan::Record& shape, std::string_view name) {
  const auto* fields = std::get_if<RawRecord>(&value.value);
  if (fields == nullptr) {
    if (shape.fields.size() == 1 && shape.fields[0].name.empty())
      return convert(conversion, value, shape.fields[0], name);  // a list of plain values
    return wrong(name, Kind::record);
  }
  Datum out = of(Kind::record, 0);
  out.items.resize(shape.fields.size());
  for (const RawField& given : *fields) {
    std::size_t at = 0;
    while (at < shape.fields.size() && shape.fields[at].name != given.name) ++at;
    if (at == shape.fields.size()) {
      std::vector<std::string_view> known;
      for (const plan::Field& field : shape.fields) known.push_back(field.name);
      return std::unexpected(
          unknown_word("field_unknown", std::string(name) + " has no field", std::string(name) + " 没有字段", given.name, known));
    }
    auto datum = convert(conversion, given.value, shape.fields[at], std::string(name) + "." + given.name);
    if (!datum) return datum;
    out.items[at] = std::move(*datum);
  }
  return out;
}

}  // namespace

base::Failure unknown_word(std::string code, std::string_view what, std::string_view zh, std::string_view written,
                           std::span<const std::string_view> known) {
  const std::string_view near = base::nearest(written, known);
  base::Failure failure{base::FailureKind::invalid, std::move(code), std::string(what) + " " + std::string(written),
                        std::string(zh) + " " + std::string(written)};
  if (!near.empty()) {
    failure.message += "; did you mean " + std::string(near);
    failure.zh += ",是否指 " + std::string(near);
  }
  return failure;
}

Result<Datum> convert(Conversion conversion, const RawValue& value, const plan::Field& field, std::string_view name) {
  const Kind kind = field.type.kind;
  const auto* text = std::get_if<std::string>(&value.value);
  const auto* integer = std::get_if<std::int64_t>(&value.value);
  const auto* decimal = std::get_if<double>(&value.value);
  if (std::holds_alternative<std::monostate>(value.value)) return Datum{};
  if (text != nullptr) {
    if (text->size() > base::kTextBytesMax) {
      return base::invalid("value_too_large", std::string(name) + " is longer than " + std::to_string(base::kTextBytesMax) + " bytes",
                           std::string(name) + " 超过 " + std::to_string(base::kTextBytesMax) + " 字节");
    }
    if (base::first_bad_utf8(*text) != base::kValidUtf8)
      return base::invalid("value_wrong", std::string(name) + " is not UTF-8 text", std::string(name) + " 不是 UTF-8 文本");
  }
  switch (kind) {
    case Kind::boolean:
      if (const auto* truth = std::get_if<bool>(&value.value)) return of(kind, *truth ? 1 : 0);
      if (integer != nullptr && (*integer == 0 || *integer == 1)) return of(kind, *integer);
      if (text != nullptr && (*text == "true" || *text == "1")) return of(kind, 1);
      if (text != nullptr && (*text == "false" || *text == "0")) return of(kind, 0);
      return wrong(name, kind);
    case Kind::integer:
    case Kind::unsigned_integer: {
      std::optional<std::int64_t> number;
      if (integer != nullptr) number = *integer;
      if (decimal != nullptr) number = scaled(*decimal, 1);
      if (text != nullptr) number = whole(*text);
      if (!number || (kind == Kind::unsigned_integer && *number < 0)) return wrong(name, Kind::integer);
      return of(kind, *number);
    }
    case Kind::decimal: {
      std::optional<double> value_of;
      if (integer != nullptr) value_of = static_cast<double>(*integer);
      if (decimal != nullptr && std::isfinite(*decimal)) value_of = *decimal;
      if (text != nullptr) value_of = number(*text);
      if (!value_of) return wrong(name, kind);
      return of(kind, std::bit_cast<std::int64_t>(*value_of));
    }
    case Kind::money: return money(conversion, value, name);
    case Kind::percent: return percent(value, name);
    case Kind::date: {
      const auto date = base::parse_date(text != nullptr ? *text : std::string_view{});
      if (!date) return wrong(name, kind);
      return of(kind, date->days);
    }
    case Kind::time: {
      const auto time = base::parse_time(text != nullptr ? *text : std::string_view{});
      if (!time) return wrong(name, kind);
      return of(kind, time->minutes);
    }
    case Kind::instant: {
      const auto at = base::parse_instant(text != nullptr ? *text : std::string_view{});
      if (!at) return wrong(name, kind);
      return of(kind, at->ms);
    }
    case Kind::duration: {
      const auto length = integer != nullptr ? std::optional(*integer) : text != nullptr ? duration(*text) : std::nullopt;
      if (!length) return wrong(name, kind);
      return of(kind, *length);
    }
    case Kind::person:
    case Kind::branch:
      if (text == nullptr || text->empty()) return wrong(name, kind);
      return of(kind, conversion.dictionary.add(kind == Kind::person ? core::Names::person : core::Names::branch, *text));
    case Kind::one_of:
    case Kind::level_of:
      if (text == nullptr) return wrong(name, kind);
      return word(conversion, *text, field, name);
    case Kind::list: {
      const auto* items = std::get_if<RawList>(&value.value);
      if (items == nullptr || field.type.detail >= conversion.catalog.records.size()) return wrong(name, kind);
      const plan::Record& shape = conversion.catalog.records[field.type.detail];
      if (shape.at_most != 0 && items->size() > shape.at_most) {
        return base::invalid(
            "list_too_long",
            std::string(name) + " has " + std::to_string(items->size()) + " items, at most " + std::to_string(shape.at_most),
            std::string(name) + " 有 " + std::to_string(items->size()) + " 项,最多 " + std::to_string(shape.at_most) + " 项");
      }
      Datum out = of(kind, 0);
      for (std::size_t i = 0; i < items->size(); ++i) {
        auto item = record(conversion, (*items)[i], shape, std::string(name) + "[" + std::to_string(i) + "]");
        if (!item) return item;
        out.items.push_back(std::move(*item));
      }
      return out;
    }
    case Kind::record:
      if (field.type.detail >= conversion.catalog.records.size()) return wrong(name, kind);
      return record(conversion, value, conversion.catalog.records[field.type.detail], name);
    default:
      if (text == nullptr) return wrong(name, Kind::text);
      return Datum{kind == Kind::bytes ? Kind::bytes : Kind::text, 0, *text, {}};
  }
}

}  // namespace playmaker::engine
