#include "dsl/bind/value.hpp"

#include <array>

namespace playmaker::bind {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kDayMs = 24 * kHourMs;

// number * 10^digits / 10^scale, exactly.
std::optional<std::int64_t> rescale(std::int64_t number, int digits, int scale) {
  for (; scale > digits; --scale) {
    if (number % 10 != 0) return std::nullopt;
    number /= 10;
  }
  for (; scale < digits; ++scale) {
    if (__builtin_mul_overflow(number, std::int64_t{10}, &number)) return std::nullopt;
  }
  return number;
}

std::int64_t times(std::int64_t number, std::int64_t factor) {
  std::int64_t out = 0;
  if (__builtin_mul_overflow(number, factor, &out)) return number < 0 ? INT64_MIN : INT64_MAX;
  return out;
}

}  // namespace

int minor_digits(std::string_view currency) {
  constexpr std::array<std::string_view, 16> kNone0 = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW",
                                                       "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"};
  constexpr std::array<std::string_view, 7> kThree = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
  for (const std::string_view code : kNone0)
    if (code == currency) return 0;
  for (const std::string_view code : kThree)
    if (code == currency) return 3;
  return 2;
}

std::optional<std::int64_t> minor_units(const syntax::Node& money, std::string_view currency) {
  return rescale(money.number, minor_digits(currency), money.scale);
}

std::optional<std::int64_t> millionths(const syntax::Node& percent) { return rescale(percent.number, 4, percent.scale); }

plan::Length length_of(const syntax::Node& duration) {
  using plan::LengthUnit;
  const std::int64_t n = duration.number;
  switch (duration.unit) {
    case syntax::Unit::second: return {LengthUnit::millis, times(n, 1000)};
    case syntax::Unit::minute: return {LengthUnit::millis, times(n, 60'000)};
    case syntax::Unit::hour: return {duration.working ? LengthUnit::working_millis : LengthUnit::millis, times(n, kHourMs)};
    case syntax::Unit::day: return {duration.working ? LengthUnit::working_days : LengthUnit::days, n};
    case syntax::Unit::week: return {LengthUnit::days, times(n, 7)};
    case syntax::Unit::month: return {LengthUnit::months, n};
    case syntax::Unit::quarter: return {LengthUnit::months, times(n, 3)};
    case syntax::Unit::year: return {LengthUnit::months, times(n, 12)};
    case syntax::Unit::none: break;
  }
  return {};
}

std::optional<std::int64_t> fixed_millis(const plan::Length& length) {
  if (length.unit == plan::LengthUnit::millis) return length.amount;
  if (length.unit == plan::LengthUnit::days) return times(length.amount, kDayMs);
  return std::nullopt;
}

}  // namespace playmaker::bind
