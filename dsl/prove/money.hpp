#pragma once
// An amount for a message: 1_500 minor units of CNY are "15 CNY", 15元.
#include <cstdint>
#include <string>
#include <string_view>

#include "dsl/source/issue.hpp"

namespace playmaker::prove {

std::string money_text(std::int64_t minor_units, std::string_view currency);
source::Words money_words(std::int64_t minor_units, std::string_view currency);   // CNY in Chinese as 元 and 万元

}  // namespace playmaker::prove
