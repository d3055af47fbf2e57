#include "dsl/prove/money.hpp"

namespace playmaker::prove {

std::string money_text(std::int64_t minor_units, std::string_view currency) {
  const std::int64_t whole = minor_units / 100, part = minor_units % 100;
  std::string digits = std::to_string(whole);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  if (part != 0) digits += (part < 10 ? ".0" : ".") + std::to_string(part);
  return digits + " " + std::string(currency);
}

source::Words money_words(std::int64_t minor_units, std::string_view currency) {
  constexpr std::int64_t kTenThousand = 1'000'000;   // in minor units
  const std::string en = money_text(minor_units, currency);
  if (currency != "CNY") return {en, en};
  if (minor_units < kTenThousand || minor_units % (kTenThousand / 100) != 0) return {en, en.substr(0, en.size() - 4) + "元"};
  std::string rest = std::to_string(100 + minor_units % kTenThousand / (kTenThousand / 100)).substr(1);
  while (!rest.empty() && rest.back() == '0') rest.pop_back();
  return {en, std::to_string(minor_units / kTenThousand) + (rest.empty() ? "" : "." + rest) + "万元"};
}

}  // namespace playmaker::prove
