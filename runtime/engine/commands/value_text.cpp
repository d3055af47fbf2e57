// Data as text, the way people and channels read it.
#include <bit>
#include <charconv>

#include "runtime/engine/commands/values.hpp"

namespace playmaker::engine {

using plan::Datum;
using plan::Kind;

std::string text_of(const Datum& datum, const core::Dictionary& dictionary, std::string_view currency) {
  const auto named = [&](core::Names kind) {
    return datum.number >= 0 && static_cast<std::uint64_t>(datum.number) < dictionary.size(kind)
               ? dictionary.name(kind, static_cast<std::uint32_t>(datum.number))
               : std::string();
  };
  const auto fixed = [&](std::int64_t unit, int decimals) {
    std::uint64_t magnitude = datum.number < 0 ? 0 - static_cast<std::uint64_t>(datum.number) : static_cast<std::uint64_t>(datum.number);
    std::string after = std::to_string(magnitude % static_cast<std::uint64_t>(unit));
    after.insert(0, static_cast<std::size_t>(decimals) - after.size(), '0');
    return (datum.number < 0 ? "-" : "") + std::to_string(magnitude / static_cast<std::uint64_t>(unit)) + "." + after;
  };
  switch (datum.kind) {
    case Kind::boolean: return datum.number != 0 ? "true" : "false";
    case Kind::integer:
    case Kind::unsigned_integer: return std::to_string(datum.number);
    case Kind::decimal: {
      char buffer[40];
      const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, std::bit_cast<double>(datum.number));
      return error == std::errc{} ? std::string(buffer, end) : std::string();
    }
    case Kind::money: return fixed(100, 2) + (currency.empty() ? "" : " " + std::string(currency));
    case Kind::percent: {
      std::string out = fixed(10'000, 4);
      while (out.back() == '0') out.pop_back();
      if (out.back() == '.') out.pop_back();
      return out + "%";
    }
    case Kind::date: return base::format_date({static_cast<std::int32_t>(datum.number)});
    case Kind::time: return base::format_time({static_cast<std::int32_t>(datum.number)});
    case Kind::instant: return base::format_instant({datum.number});
    case Kind::duration: return base::format_length(datum.number);
    case Kind::person: return named(core::Names::person);
    case Kind::branch: return named(core::Names::branch);
    case Kind::one_of:
    case Kind::level_of: return named(core::Names::symbol);
    case Kind::list:
    case Kind::record: {
      std::string out;
      for (const Datum& item : datum.items) out += (out.empty() ? "" : ", ") + text_of(item, dictionary, currency);
      return out;
    }
    case Kind::text:
    case Kind::bytes: return datum.text;
    default: return {};
  }
}

}  // namespace playmaker::engine
