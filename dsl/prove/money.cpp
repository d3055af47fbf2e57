#include "dsl/prove/money.hpp"

namespace playmaker::prove {

std::string money_text(std::int64_t minor_units, std::string_view currency) {
  const std::int64_t whole = minor_units / 100, part = minor_units % 100;
  std::string digits = std::to_string(whole);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  if (part != 0) digits += (part < 10 ? ".0" : ".") + std::to_string(part);
  return digits + " " + std::string(currency);
}

}  // namespace playmaker::prove
