// Times as text: RFC 3339 in and out, and the shorter forms people read.
#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

#include "runtime/base/time.hpp"

namespace playmaker::base {

namespace {

std::unexpected<Failure> refuse(std::string_view text, std::string_view wanted, std::string_view wanted_zh) {
  const std::string shown = "\"" + std::string(text.substr(0, 64)) + "\"";
  return invalid("time_invalid", shown + " is not " + std::string(wanted), shown + " 不是" + std::string(wanted_zh));
}

// Reads a fixed layout piece by piece; the first thing that does not fit spoils the rest.
class Pieces {
 public:
  explicit Pieces(std::string_view text) : text_(text) {}
  int digits(std::size_t count) {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!digit_next()) return ok_ = false, 0;
      value = value * 10 + (text_[at_++] - '0');
    }
    return value;
  }
  bool skip(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void need(char c) { ok_ = skip(c) && ok_; }
  bool digit_next() const { return at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; }
  void refuse_unless(bool holds) { ok_ = ok_ && holds; }
  bool ok() const { return ok_; }
  bool whole() const { return ok_ && at_ == text_.size(); }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

std::optional<Date> read_date(Pieces& in) {
  const int year = in.digits(4);
  in.need('-');
  const int month = in.digits(2);
  in.need('-');
  const int day = in.digits(2);
  if (!in.ok() || !valid_date(year, month, day)) return std::nullopt;
  return date_of(year, month, day);
}

// hh:mm:ss[.fraction]. A leap second, which clocks that count in milliseconds do not have, reads as the last millisecond before it.
std::optional<Millis> read_clock(Pieces& in) {
  const int hour = in.digits(2);
  in.need(':');
  const int minute = in.digits(2);
  in.need(':');
  const int second = in.digits(2);
  Millis fraction = 0;
  if (in.ok() && in.skip('.')) {
    int places = 0;
    for (; in.digit_next(); ++places) {
      const int digit = in.digits(1);
      if (places < 3) fraction = fraction * 10 + digit;
    }
    for (int i = places; i < 3; ++i) fraction *= 10;
    in.refuse_unless(places >= 1 && places <= 9);
  }
  if (!in.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  const Millis whole = hour * kHour + minute * kMinute;
  return second == 60 ? whole + kMinute - 1 : whole + second * kSecond + fraction;
}

std::optional<Millis> read_offset(Pieces& in) {
  if (in.skip('Z') || in.skip('z')) return 0;
  const bool west = in.skip('-');
  if (!west) in.need('+');
  const int hours = in.digits(2);
  in.need(':');
  const int minutes = in.digits(2);
  if (!in.ok() || hours > 23 || minutes > 59) return std::nullopt;
  const Millis offset = hours * kHour + minutes * kMinute;
  return west ? -offset : offset;
}

}  // namespace

Result<Instant> parse_instant(std::string_view text) {
  Pieces in(text);
  const std::optional<Date> date = read_date(in);
  if (date && (in.skip('T') || in.skip('t') || in.skip(' '))) {
    if (const std::optional<Millis> clock = read_clock(in)) {
      const std::optional<Millis> offset = read_offset(in);
      if (offset && in.whole()) return Instant{std::int64_t{date->days} * kDay + *clock - *offset};
    }
  }
  return refuse(text, "a time with zone: write it as 2026-03-02T09:30:00+08:00", "带时区的时间：请写成 2026-03-02T09:30:00+08:00");
}

Result<Date> parse_date(std::string_view text) {
  Pieces in(text);
  const std::optional<Date> date = read_date(in);
  if (date && in.whole()) return *date;
  return refuse(text, "a date: write it as 2026-03-02", "日期：请写成 2026-03-02");
}

Result<TimeOfDay> parse_time(std::string_view text) {
  Pieces in(text);
  const int hour = in.digits(2);
  in.need(':');
  const int minute = in.digits(2);
  const int minutes = hour * 60 + minute;
  if (in.whole() && minute <= 59 && minutes <= 24 * 60) return TimeOfDay{minutes};
  return refuse(text, "a time of day: write it as 09:30, from 00:00 to 24:00", "一天中的时刻：请写成 09:30，从 00:00 到 24:00");
}

std::string format_date(Date date) {
  const YearMonthDay at = civil(date);
  std::array<char, 40> out;
  return {out.data(), static_cast<std::size_t>(std::snprintf(out.data(), out.size(), "%04d-%02d-%02d", at.year, at.month, at.day))};
}

std::string format_time(TimeOfDay time) {
  std::array<char, 40> out;
  return {out.data(), static_cast<std::size_t>(std::snprintf(out.data(), out.size(), "%02d:%02d", time.minutes / 60, time.minutes % 60))};
}

std::string format_minute(Instant at, Zone zone) {
  const LocalTime local = to_local(zone, at);
  return format_date(local.date) + " " + format_time({static_cast<std::int32_t>(local.since_midnight / kMinute)});
}

std::string format_instant(Instant at, Zone zone) {
  // Offsets of the nineteenth century carry seconds, which RFC 3339 cannot say: whole minutes are shown, and the clock with them.
  const LocalTime utc = to_local({}, at), there = to_local(zone, at);
  const Millis offset = Millis{there.date - utc.date} * kDay + there.since_midnight - utc.since_midnight;
  const int minutes = static_cast<int>(offset / kMinute);
  const std::int64_t shown = std::int64_t{utc.date.days} * kDay + utc.since_midnight + minutes * kMinute;
  const LocalTime local = to_local({}, Instant{shown});
  const auto ms = static_cast<int>(local.since_midnight);
  std::array<char, 40> clock, tail;
  std::snprintf(clock.data(), clock.size(), "T%02d:%02d:%02d", ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60);
  std::string out = format_date(local.date) + clock.data();
  if (ms % 1000 != 0) {
    std::snprintf(tail.data(), tail.size(), ".%03d", ms % 1000);
    out += tail.data();
  }
  if (zone == Zone{}) return out + "Z";
  const int distance = minutes < 0 ? -minutes : minutes;
  std::snprintf(tail.data(), tail.size(), "%c%02d:%02d", minutes < 0 ? '-' : '+', distance / 60, distance % 60);
  return out + tail.data();
}

std::string format_length(Millis length) {
  struct Unit {
    Millis ms;
    const char* name;
  };
  constexpr Unit units[] = {{kDay, " d"}, {kHour, " h"}, {kMinute, " min"}, {kSecond, " s"}, {1, " ms"}};
  // Three units say enough to a person; the rest is dropped, not rounded.
  std::string out = length < 0 ? "-" : "";
  auto rest = length < 0 ? 0 - static_cast<std::uint64_t>(length) : static_cast<std::uint64_t>(length);
  int said = 0;
  for (const Unit& unit : units) {
    const auto size = static_cast<std::uint64_t>(unit.ms);
    const std::uint64_t count = rest / size;
    rest %= size;
    if (count == 0 || said == 3) continue;
    if (said++ > 0) out += ' ';
    out += std::to_string(count) + unit.name;
  }
  return said == 0 ? "0 s" : out;
}

}  // namespace playmaker::base
