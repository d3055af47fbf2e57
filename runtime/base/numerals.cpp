#include "runtime/base/numerals.hpp"

#include <utility>

namespace playmaker::base {
namespace {

constexpr std::pair<std::string_view, std::uint32_t> kDigits[] = {{"一", 1}, {"二", 2}, {"两", 2}, {"三", 3}, {"四", 4}, {"五", 5},
                                                                  {"六", 6}, {"七", 7}, {"八", 8}, {"九", 9}, {"半", 0}};
constexpr std::string_view kTen = "十";

// How a unit may be written at the end of such a word, and how it is written here. The longest first.
constexpr std::pair<std::string_view, std::string_view> kUnits[] = {{"个工作小时", "工作小时"},
                                                                    {"个工作日", "工作日"},
                                                                    {"工作小时", "工作小时"},
                                                                    {"工作日", "工作日"},
                                                                    {"个小时", "小时"},
                                                                    {"个星期", "周"},
                                                                    {"个月", "个月"},
                                                                    {"小时", "小时"},
                                                                    {"星期", "周"},
                                                                    {"分钟", "分钟"},
                                                                    {"年", "年"},
                                                                    {"月", "个月"},
                                                                    {"周", "周"},
                                                                    {"天", "天"},
                                                                    {"日", "天"}};

std::optional<std::uint32_t> digit(std::string_view word) {
  for (const auto& [written, value] : kDigits) {
    if (word == written && value > 0) return value;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::uint32_t> chinese_number(std::string_view word) {
  const std::size_t ten = word.find(kTen);
  if (ten == std::string_view::npos) return digit(word);
  const std::string_view tens = word.substr(0, ten), ones = word.substr(ten + kTen.size());
  const auto many = tens.empty() ? std::optional<std::uint32_t>(1) : digit(tens);
  const auto rest = ones.empty() ? std::optional<std::uint32_t>(0) : digit(ones);
  if (!many || !rest) return std::nullopt;
  return *many * 10 + *rest;
}

std::string length_meant(std::string_view word) {
  for (const auto& [written, unit] : kUnits) {
    if (!word.ends_with(written)) continue;
    const auto number = chinese_number(word.substr(0, word.size() - written.size()));
    return number ? std::to_string(*number) + " " + std::string(unit) : std::string();
  }
  return {};
}

}  // namespace playmaker::base
