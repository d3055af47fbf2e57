// format(): texts with holes.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "runtime/base/text.hpp"
#include "runtime/cel/convert.hpp"
#include "runtime/cel/text.hpp"

namespace playmaker::cel {

namespace {

constexpr int kDecimalsMax = 100;
constexpr std::size_t kBytesMax = std::size_t{kWeightMax} * 16;

// What %s writes; false: nothing that can be written.
bool plain(std::string& out, const Value& value);

bool plain_map(std::string& out, const Value& map) {
  std::vector<std::pair<std::string, std::string>> entries;
  const auto items = map.items();
  for (std::size_t i = 0; i < items.size(); i += 2) {
    auto& entry = entries.emplace_back();
    if (!plain(entry.first, items[i]) || !plain(entry.second, items[i + 1])) return false;
  }
  std::ranges::sort(entries);
  out += '{';
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i > 0) out += ", ";
    out += entries[i].first + ": " + entries[i].second;
  }
  out += '}';
  return true;
}

bool plain(std::string& out, const Value& value) {
  switch (value.kind) {
    case Kind::null: out += "null"; return true;
    case Kind::type: out += value.text(); return true;
    case Kind::map: return plain_map(out, value);
    case Kind::list: {
      out += '[';
      bool first = true;
      for (const Value& item : value.items()) {
        if (!first) out += ", ";
        first = false;
        if (!plain(out, item)) return false;
      }
      out += ']';
      return true;
    }
    default: {
      const Value made = to_string(value);
      if (made.is_error()) return false;
      out += made.text();
      return true;
    }
  }
}

std::string in_base(const Value& value, int base) {
  std::array<char, 72> buffer{};
  const auto end = value.kind == Kind::integer ? std::to_chars(buffer.data(), buffer.data() + buffer.size(), value.number, base).ptr
                                               : std::to_chars(buffer.data(), buffer.data() + buffer.size(), value.as_unsigned(), base).ptr;
  return {buffer.data(), end};
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out.append(1, kDigits[byte >> 4U]).append(1, kDigits[byte & 15U]);
  }
  return out;
}

bool whole(const Value& value) { return value.kind == Kind::integer || value.kind == Kind::unsigned_integer; }

std::optional<std::string> number(const Value& value, char clause, int decimals) {
  const Value as = to_double(value.kind == Kind::text ? Value{} : value);
  if (as.is_error()) return std::nullopt;
  if (!std::isfinite(as.as_double())) return decimal_text(as.as_double());
  std::array<char, 512> buffer{};
  const int size = std::snprintf(buffer.data(), buffer.size(), clause == 'f' ? "%.*f" : "%.*e", decimals, as.as_double());
  return std::string(buffer.data(), static_cast<std::size_t>(size));
}

// One hole; nullopt: this value does not go into it.
std::optional<std::string> hole(char clause, int decimals, const Value& value) {
  switch (clause) {
    case 's': {
      std::string out;
      return plain(out, value) ? std::optional(out) : std::nullopt;
    }
    case 'd':
      if (value.kind == Kind::decimal && !std::isfinite(value.as_double())) return decimal_text(value.as_double());
      return whole(value) ? std::optional(in_base(value, 10)) : std::nullopt;
    case 'f':
    case 'e': return number(value, clause, decimals < 0 ? 6 : decimals);
    case 'b':
      if (value.kind == Kind::boolean) return value.number != 0 ? "1" : "0";
      return whole(value) ? std::optional(in_base(value, 2)) : std::nullopt;
    case 'o': return whole(value) ? std::optional(in_base(value, 8)) : std::nullopt;
    case 'x':
    case 'X': {
      std::string out;
      if (whole(value)) out = in_base(value, 16);
      else if (value.kind == Kind::text || value.kind == Kind::bytes) out = hex(value.text());
      else return std::nullopt;
      return clause == 'X' ? cased(out, true) : out;
    }
    default: return std::nullopt;
  }
}

}  // namespace

Value formatted(std::string_view pattern, const Value& arguments) {
  std::string out;
  std::size_t used = 0;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] != '%') {
      out += pattern[at];
      continue;
    }
    if (++at >= pattern.size()) return error(Fault::invalid, std::string(pattern));
    if (pattern[at] == '%') {
      out += '%';
      continue;
    }
    int decimals = -1;
    if (pattern[at] == '.') {
      const char* begin = pattern.data() + at + 1;
      const auto [end, code] = std::from_chars(begin, pattern.data() + pattern.size(), decimals);
      if (code != std::errc{} || end == begin || decimals < 0 || decimals > kDecimalsMax || end == pattern.data() + pattern.size())
        return error(Fault::invalid, std::string(pattern));
      at = static_cast<std::size_t>(end - pattern.data());
    }
    if (!std::string_view("sdfeboxX").contains(pattern[at])) return error(Fault::invalid, std::string(pattern));
    if (used >= arguments.items().size()) return error(Fault::index, std::to_string(used));
    const auto said = hole(pattern[at], decimals, arguments.items()[used++]);
    if (!said) return error(Fault::no_overload, std::string("%") + pattern[at]);
    out += *said;
    if (out.size() > kBytesMax) return error(Fault::too_big);
  }
  return text(std::move(out));
}

}  // namespace playmaker::cel
