#pragma once
// An amount for a message: 1_500 minor units of CNY are "15 CNY".
#include <cstdint>
#include <string>
#include <string_view>

namespace playmaker::prove {

std::string money_text(std::int64_t minor_units, std::string_view currency);

}  // namespace playmaker::prove
