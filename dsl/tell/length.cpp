#include "dsl/tell/length.hpp"

#include <string_view>

#include "runtime/base/time.hpp"

namespace playmaker::tell {

std::string length_words(const plan::Length& length, base::Language language) {
  const bool zh = language == base::Language::zh;
  const auto count = [&](std::int64_t n, std::string_view en, std::string_view han) {
    return zh ? std::to_string(n) + ' ' + std::string(han) : std::to_string(n) + ' ' + std::string(en) + (n == 1 ? "" : "s");
  };
  const auto span = [&](std::int64_t ms, const std::string& en, const std::string& han) {
    if (ms % base::kHour == 0) return count(ms / base::kHour, en + "hour", zh && !han.empty() ? "个" + han + "小时" : "小时");
    if (ms % base::kMinute == 0) return count(ms / base::kMinute, en + "minute", han + "分钟");
    return count(ms / base::kSecond, en + "second", han + "秒");
  };
  switch (length.unit) {
    case plan::LengthUnit::none: return {};
    case plan::LengthUnit::millis: return span(length.amount, "", "");
    case plan::LengthUnit::days: return count(length.amount, "day", "天");
    case plan::LengthUnit::months:
      return length.amount % 12 == 0 && length.amount > 0 ? count(length.amount / 12, "year", "年") : count(length.amount, "month", "个月");
    case plan::LengthUnit::working_days: return count(length.amount, "working day", "个工作日");
    case plan::LengthUnit::working_millis: return span(length.amount, "working ", "工作");
  }
  return {};
}

}  // namespace playmaker::tell
