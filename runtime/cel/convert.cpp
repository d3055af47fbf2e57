// Conversions: int(), uint(), double(), string(), bytes(), bool(), timestamp(), duration(), and what stands for a value from JSON.
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <system_error>

#include "runtime/base/text.hpp"
#include "runtime/base/time.hpp"
#include "runtime/cel/convert.hpp"
#include "runtime/cel/moment.hpp"
#include "runtime/cel/operators.hpp"

namespace playmaker::cel {

namespace {

template <class Number>
std::optional<Number> parsed(std::string_view text) {
  Number out{};
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (code != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return out;
}

Value invalid(const Value& value) { return error(Fault::invalid, std::string(value.text())); }

// "600000.00" in hundredths.
std::optional<std::int64_t> hundredths(std::string_view text) {
  const std::size_t point = text.find('.');
  std::string digits(text.substr(0, point));
  std::string cents(point == std::string_view::npos ? std::string_view() : text.substr(point + 1));
  if (digits.empty() || cents.size() > 2) return std::nullopt;
  cents.resize(2, '0');
  return parsed<std::int64_t>(digits + cents);
}

// A value of plain JSON as the kind it is compared with.
Value read_as(const Value& value, const Value& like) {
  const auto text = value.text();
  if (like.kind == Kind::money) {
    if (value.kind == Kind::integer && std::llabs(value.number) < INT64_MAX / 100) return money(value.number * 100, like.text());
    if (value.kind == Kind::decimal && std::fabs(value.as_double()) < 1e15)
      return money(std::llround(value.as_double() * 100), like.text());
    if (const auto amount = value.kind == Kind::text ? hundredths(text) : std::nullopt) return money(*amount, like.text());
  }
  if (value.kind != Kind::text) return value;
  if (like.kind == Kind::date) {
    if (const auto date = base::parse_date(text)) return whole(Kind::date, date->days);
  }
  if (like.kind == Kind::time) {
    if (const auto time = base::parse_time(text)) return whole(Kind::time, time->minutes);
  }
  if (like.kind == Kind::percent) {
    if (const auto share = text.ends_with('%') ? hundredths(text.substr(0, text.size() - 1)) : std::nullopt;
        share && std::llabs(*share) < INT64_MAX / 100)
      return whole(Kind::percent, *share * 100);
  }
  if (like.kind == Kind::timestamp) {
    const Value moment = parse_timestamp(text);
    if (!moment.is_error()) return moment;
  }
  return value;
}

bool takes_json(Kind kind) {
  return kind == Kind::money || kind == Kind::date || kind == Kind::time || kind == Kind::percent || kind == Kind::timestamp;
}

}  // namespace

void meet(Value& a, Value& b) {
  if (a.untyped && !b.untyped && takes_json(b.kind)) a = read_as(a, b);
  else if (b.untyped && !a.untyped && takes_json(a.kind)) b = read_as(b, a);
}

// As %g with the shortest digits that say the same number: plain up to 21 digits, as CEL's own implementations print.
std::string decimal_text(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
  std::array<char, 64> buffer{};
  const auto scientific = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::scientific);
  const std::string out(buffer.data(), scientific.ptr);
  const int exponent = std::stoi(out.substr(out.find('e') + 1));
  if (exponent < -4 || exponent >= 21) return out;
  const auto fixed = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed);
  return {buffer.data(), fixed.ptr};
}

Value to_int(const Value& a) {
  switch (a.kind) {
    case Kind::integer: return a;
    case Kind::unsigned_integer: return a.number < 0 ? error(Fault::range, "int") : integer(a.number);
    case Kind::decimal: {
      const double number = a.as_double();
      if (!(number > -0x1p63 && number < 0x1p63)) return error(Fault::range, "int");
      return integer(static_cast<std::int64_t>(number));
    }
    case Kind::timestamp: return integer(a.number);
    case Kind::text: {
      const auto number = parsed<std::int64_t>(a.text());
      return number ? integer(*number) : invalid(a);
    }
    default: return error(Fault::no_overload);
  }
}

Value to_uint(const Value& a) {
  switch (a.kind) {
    case Kind::unsigned_integer: return a;
    case Kind::integer: return a.number < 0 ? error(Fault::range, "uint") : unsigned_integer(a.as_unsigned());
    case Kind::decimal: {
      const double number = a.as_double();
      if (!(number >= 0 && number < 0x1p64)) return error(Fault::range, "uint");
      return unsigned_integer(static_cast<std::uint64_t>(number));
    }
    case Kind::text: {
      const auto number = parsed<std::uint64_t>(a.text());
      return number ? unsigned_integer(*number) : invalid(a);
    }
    default: return error(Fault::no_overload);
  }
}

Value to_double(const Value& a) {
  switch (a.kind) {
    case Kind::decimal: return a;
    case Kind::integer: return decimal(static_cast<double>(a.number));
    case Kind::unsigned_integer: return decimal(static_cast<double>(a.as_unsigned()));
    case Kind::text: {
      std::string_view text = a.text();
      if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
      double number = 0;
      const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
      if (text.empty() || end != text.data() + text.size()) return invalid(a);
      if (code == std::errc::result_out_of_range) return error(Fault::range, "double");
      return code == std::errc{} ? decimal(number) : invalid(a);
    }
    default: return error(Fault::no_overload);
  }
}

Value to_string(const Value& a) {
  switch (a.kind) {
    case Kind::text: return a;
    case Kind::boolean: return text(a.number != 0 ? "true" : "false");
    case Kind::integer: return text(std::to_string(a.number));
    case Kind::unsigned_integer: return text(std::to_string(a.as_unsigned()));
    case Kind::decimal: return text(decimal_text(a.as_double()));
    case Kind::bytes:
      return base::first_bad_utf8(a.text()) == base::kValidUtf8 ? text(std::string(a.text())) : error(Fault::invalid, "UTF-8");
    case Kind::timestamp: return text(timestamp_text(a));
    case Kind::duration: return text(duration_text(a));
    case Kind::money:
    case Kind::percent:
    case Kind::date:
    case Kind::time:
    case Kind::length: return text(written(a));
    default: return error(Fault::no_overload);
  }
}

Value to_bytes(const Value& a) {
  if (a.kind == Kind::bytes) return a;
  return a.kind == Kind::text ? bytes(std::string(a.text())) : error(Fault::no_overload);
}

Value to_bool(const Value& a) {
  if (a.kind == Kind::boolean) return a;
  if (a.kind != Kind::text) return error(Fault::no_overload);
  for (const std::string_view yes : {"1", "t", "T", "true", "TRUE", "True"}) {
    if (a.text() == yes) return boolean(true);
  }
  for (const std::string_view no : {"0", "f", "F", "false", "FALSE", "False"}) {
    if (a.text() == no) return boolean(false);
  }
  return invalid(a);
}

Value to_timestamp(const Value& a) {
  if (a.kind == Kind::timestamp) return a;
  if (a.kind == Kind::integer) return timestamp(a.number, 0);
  return a.kind == Kind::text ? parse_timestamp(a.text()) : error(Fault::no_overload);
}

Value to_duration(const Value& a) {
  if (a.kind == Kind::duration) return a;
  return a.kind == Kind::text ? parse_duration(a.text()) : error(Fault::no_overload);
}

}  // namespace playmaker::cel
