#pragma once
// Numbers written as Chinese words, which the language writes in digits: for help only, nothing is ever read by them.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace playmaker::base {

// 三 = 3, 十五 = 15, 两百 and other than Chinese: nullopt. Below a hundred.
std::optional<std::uint32_t> chinese_number(std::string_view word);

// A length of time that was written as one word: 三天 -> "3 天", 九个工作日 -> "9 工作日", 一年 -> "1 年". "" where it is none.
std::string length_meant(std::string_view word);

}  // namespace playmaker::base
