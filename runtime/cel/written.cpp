// Values as texts: what `eval` prints.
#include <array>
#include <cstdio>

#include "runtime/base/text.hpp"
#include "runtime/base/time.hpp"
#include "runtime/cel/convert.hpp"
#include "runtime/cel/moment.hpp"
#include "runtime/cel/text.hpp"

namespace playmaker::cel {

namespace {

constexpr std::array<std::string_view, 9> kUnits = {"", "second", "minute", "hour", "day", "week", "month", "quarter", "year"};

std::string escaped_bytes(std::string_view bytes) {
  std::string out = "b\"";
  for (const char c : bytes) {
    if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
      out += c;
      continue;
    }
    std::array<char, 8> hex{};
    std::snprintf(hex.data(), hex.size(), "\\x%02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
    out += hex.data();
  }
  return out + '"';
}

// A number of 10^-places, without zeros at the end.
std::string scaled(std::int64_t number, int places) {
  const bool minus = number < 0;
  std::string digits = std::to_string(number);
  if (minus) digits.erase(0, 1);
  const auto width = static_cast<std::size_t>(places) + 1;
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  digits.insert(digits.size() - static_cast<std::size_t>(places), ".");
  while (digits.back() == '0') digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
  return (minus ? "-" : "") + digits;
}

void write(std::string& out, const Value& value);

void write_all(std::string& out, const Value& value) {
  const auto items = value.items();
  const bool map = value.kind == Kind::map;
  out += map ? '{' : '[';
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += map && i % 2 == 1 ? ": " : ", ";
    write(out, items[i]);
  }
  out += map ? '}' : ']';
}

void write(std::string& out, const Value& value) {
  switch (value.kind) {
    case Kind::error: out.append("error(").append(fault_name(value.fault())).append(")"); break;
    case Kind::null: out += "null"; break;
    case Kind::unsigned_integer: out += std::to_string(value.as_unsigned()) + "u"; break;
    case Kind::decimal: {
      const std::string number = decimal_text(value.as_double());
      out += number.find_first_of(".eIN") == std::string::npos ? number + ".0" : number;
      break;
    }
    case Kind::text: out += quoted(value.text()); break;
    case Kind::bytes: out += escaped_bytes(value.text()); break;
    case Kind::list:
    case Kind::map: write_all(out, value); break;
    case Kind::timestamp: out += "timestamp(\"" + timestamp_text(value) + "\")"; break;
    case Kind::duration: out += "duration(\"" + duration_text(value) + "\")"; break;
    case Kind::type: out += value.text(); break;
    case Kind::optional:
      if (value.items().empty()) {
        out += "optional.none()";
      } else {
        out += "optional.of(";
        write(out, value.items().front());
        out += ')';
      }
      break;
    case Kind::money: out += scaled(value.number, 2) + (value.text() == "CNY" ? "元" : " " + std::string(value.text())); break;
    case Kind::percent: out += scaled(value.number, 4) + "%"; break;
    case Kind::date: out += base::format_date({static_cast<std::int32_t>(value.number)}); break;
    case Kind::time: out += base::format_time({static_cast<std::int32_t>(value.number)}); break;
    case Kind::length:
      out += std::to_string(value.number) + (value.working ? " working " : " ");
      out.append(kUnits[static_cast<std::size_t>(value.unit)]).append(value.number == 1 ? "" : "s");
      break;
    case Kind::boolean: out += value.number != 0 ? "true" : "false"; break;
    case Kind::integer: out += std::to_string(value.number); break;
  }
}

}  // namespace

std::string written(const Value& value) {
  std::string out;
  write(out, value);
  return out;
}

}  // namespace playmaker::cel
