#include "dsl/tell/length.hpp"
#include "dsl/tell/teller.hpp"
#include "runtime/base/time.hpp"

namespace playmaker::tell {
namespace {

// `value` / `unit` with as many of `digits` decimals as say something.
std::string shifted(std::int64_t value, std::int64_t unit, int digits) {
  const bool negative = value < 0;
  const std::uint64_t size = negative ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  const auto divisor = static_cast<std::uint64_t>(unit);
  std::string out = (negative ? "-" : "") + std::to_string(size / divisor);
  std::string rest = std::to_string(divisor + size % divisor).substr(1);
  rest.resize(static_cast<std::size_t>(digits));
  while (!rest.empty() && rest.back() == '0') rest.pop_back();
  return rest.empty() ? out : out + '.' + rest;
}

std::string grouped(const std::string& digits) {
  const std::size_t end = digits.find('.') == std::string::npos ? digits.size() : digits.find('.');
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    out += digits[i];
    const std::size_t left = i < end ? end - i - 1 : 0;
    if (left > 0 && left % 3 == 0 && digits[i] != '-') out += ',';
  }
  return out;
}

}  // namespace

std::string Teller::number(std::int64_t value) const {
  if (zh() && value >= 10'000 && value % 100 == 0) return shifted(value, 10'000, 4) + "万";
  return grouped(std::to_string(value));
}

std::string Teller::customers(std::int64_t number) const {
  const std::string count = this->number(number);
  if (!zh()) return count + (number == 1 ? " customer" : " customers");
  return count + (count.ends_with("万") ? "位客户" : " 位客户");
}

std::string Teller::money(std::int64_t minor_units) const {
  const std::string& currency = catalog_.currency;
  const bool yuan = currency.empty() || currency == "CNY";
  if (!zh()) return (yuan ? "CNY" : currency) + ' ' + grouped(shifted(minor_units, 100, 2));
  const std::int64_t size = minor_units < 0 ? -(minor_units + 1) : minor_units;
  std::string out;
  if (size >= 10'000'000'000 && minor_units % 100'000'000 == 0) {
    out = shifted(minor_units, 10'000'000'000, 2) + "亿";
  } else if (size >= 1'000'000 && minor_units % 10'000 == 0) {
    out = shifted(minor_units, 1'000'000, 2) + "万";
  } else {
    out = grouped(shifted(minor_units, 100, 2));
  }
  return yuan ? out + "元" : out + ' ' + currency;
}

std::string Teller::percent(std::int64_t millionths) const { return shifted(millionths, 10'000, 4) + '%'; }

std::string Teller::length(const plan::Length& length) const { return length_words(length, language_); }

std::string Teller::period(plan::Period period) const {
  switch (period) {
    case plan::Period::day: return say("day", "天");
    case plan::Period::week: return say("week", "周");
    case plan::Period::month: return say("month", "月");
    case plan::Period::quarter: return say("quarter", "季度");
    case plan::Period::year: return say("year", "年");
  }
  return say("period", "周期");
}

std::string Teller::purpose(plan::Purpose purpose) const {
  switch (purpose) {
    case plan::Purpose::marketing: return say("marketing", "营销");
    case plan::Purpose::service: return say("service", "服务");
    case plan::Purpose::regulatory: return say("regulatory", "监管告知");
    case plan::Purpose::staff: return say("staff", "内部");
  }
  return say("purpose", "用途");
}

std::string Teller::cap(const plan::Cap& cap) const {
  const bool sliding = cap.sliding.written();
  const std::string per = sliding ? length(cap.sliding) : period(cap.period), times = std::to_string(cap.at_most);
  if (zh()) return (sliding ? "每 " : "每") + per + "最多 " + times + (cap.channel.empty() ? " 次触达" : " 条" + channel(cap.channel));
  return times + ' ' + (cap.channel.empty() ? (cap.at_most == 1 ? "contact" : "contacts") : channel(cap.channel)) + " per " + per;
}

std::string Teller::clock(std::int32_t minute) const { return base::format_time({minute}); }

}  // namespace playmaker::tell
