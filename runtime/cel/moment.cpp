#include "runtime/cel/moment.hpp"

#include <array>
#include <charconv>
#include <utility>

#include "runtime/base/time.hpp"

namespace playmaker::cel {

namespace {

__extension__ typedef __int128 Wide;

constexpr std::int64_t kNanos = 1'000'000'000, kDaySeconds = 86'400;

bool digits(std::string_view text, std::size_t at, std::size_t count, int& out) {
  if (at + count > text.size()) return false;
  out = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    out = out * 10 + (text[i] - '0');
  }
  return true;
}

// Decimals after the point at text[at], as nanoseconds; moves `at` past them.
bool fraction(std::string_view text, std::size_t& at, std::int32_t& nanos) {
  std::int32_t scale = 100'000'000;
  const std::size_t begin = ++at;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
    nanos += (text[at] - '0') * scale;
    scale /= 10;
    ++at;
  }
  return at > begin && at - begin <= 9;
}

// "+08:00", "-02:30", "08:00": seconds.
std::optional<int> offset_seconds(std::string_view text) {
  const bool sign = text.starts_with('+') || text.starts_with('-');
  const bool minus = text.starts_with('-');
  if (sign) text.remove_prefix(1);
  int hours = 0, minutes = 0;
  if (text.size() != 5 || text[2] != ':' || !digits(text, 0, 2, hours) || !digits(text, 3, 2, minutes) || hours > 23 || minutes > 59)
    return std::nullopt;
  const int seconds = hours * 3600 + minutes * 60;
  return minus ? -seconds : seconds;
}

std::string padded(std::int64_t number, std::size_t width) {
  std::string out = std::to_string(number);
  return out.size() >= width ? out : std::string(width - out.size(), '0') + out;
}

// ".5" for 500'000'000; nothing for none.
std::string decimals(std::int64_t nanos) {
  if (nanos == 0) return {};
  std::string out = "." + padded(nanos, 9);
  while (out.back() == '0') out.pop_back();
  return out;
}

struct Civil {
  std::int64_t days = 0;
  std::int64_t second = 0;  // of the day
};
Civil civil_of(std::int64_t seconds) {
  std::int64_t days = seconds / kDaySeconds, rest = seconds % kDaySeconds;
  if (rest < 0) {
    rest += kDaySeconds;
    --days;
  }
  return {days, rest};
}

std::optional<Civil> local(const Value& timestamp, std::string_view zone) {
  if (zone.empty() || zone == "UTC") return civil_of(timestamp.number);
  if (const auto offset = offset_seconds(zone)) return civil_of(timestamp.number + *offset);
  const auto found = base::find_zone(zone);
  if (!found) return std::nullopt;
  const base::LocalTime at = base::to_local(*found, {timestamp.number * 1000});
  return Civil{at.date.days, at.since_midnight / 1000};
}

Value of_duration(const Value& duration, Part part) {
  switch (part) {
    case Part::hours: return integer(duration.number / kNanos / 3600);
    case Part::minutes: return integer(duration.number / kNanos / 60);
    case Part::seconds: return integer(duration.number / kNanos);
    case Part::milliseconds: return integer(duration.number % kNanos / 1'000'000);
    default: return error(Fault::no_overload);
  }
}

}  // namespace

Value parse_timestamp(std::string_view text) {
  const auto bad = [&] { return error(Fault::invalid, std::string(text)); };
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  const bool date = digits(text, 0, 4, year) && digits(text, 5, 2, month) && digits(text, 8, 2, day) && text[4] == '-' && text[7] == '-';
  if (!date || text.size() < 20 || (text[10] != 'T' && text[10] != 't')) return bad();
  if (!digits(text, 11, 2, hour) || text[13] != ':' || !digits(text, 14, 2, minute) || text[16] != ':' || !digits(text, 17, 2, second))
    return bad();
  if (year < 1) return error(Fault::range, "timestamp");
  if (!base::valid_date(year, month, day) || hour > 23 || minute > 59 || second > 59) return bad();
  std::size_t at = 19;
  std::int32_t nanos = 0;
  if (text[at] == '.' && !fraction(text, at, nanos)) return bad();
  const std::string_view zone = text.substr(at);
  int offset = 0;
  if (zone != "Z" && zone != "z") {
    const auto seconds = offset_seconds(zone);
    if (!seconds || zone.size() != 6) return bad();
    offset = *seconds;
  }
  return timestamp(base::date_of(year, month, day).days * kDaySeconds + hour * 3600 + minute * 60 + second - offset, nanos);
}

Value parse_duration(std::string_view text) {
  const auto bad = [&] { return error(Fault::invalid, std::string(text)); };
  const bool minus = text.starts_with('-');
  std::string_view rest = text;
  if (minus || text.starts_with('+')) rest.remove_prefix(1);
  if (rest == "0") return duration(0);
  if (rest.empty()) return bad();
  Wide nanos = 0;
  while (!rest.empty()) {
    std::uint64_t number = 0;
    const auto [end, code] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    if (code == std::errc::result_out_of_range) return error(Fault::range, "duration");
    std::size_t at = static_cast<std::size_t>(end - rest.data());
    std::int32_t part = 0;
    if (at < rest.size() && rest[at] == '.') {
      const bool leading = at == 0;
      if (!fraction(rest, at, part) && (leading || at == 1)) return bad();
    } else if (at == 0) {
      return bad();
    }
    rest.remove_prefix(at);
    constexpr std::array<std::pair<std::string_view, std::int64_t>, 7> kUnits = {
        {{"ns", 1}, {"us", 1'000}, {"µs", 1'000}, {"ms", 1'000'000}, {"s", kNanos}, {"m", 60 * kNanos}, {"h", 3'600 * kNanos}}};
    const auto* unit = kUnits.begin();
    while (unit != kUnits.end() &&
           !(rest.starts_with(unit->first) && (rest.size() == unit->first.size() || unit->first != "m" || rest[1] != 's')))
      ++unit;
    if (unit == kUnits.end()) return bad();
    rest.remove_prefix(unit->first.size());
    nanos += Wide{number} * unit->second + Wide{part} * unit->second / kNanos;
    if (nanos > INT64_MAX) return error(Fault::range, "duration");
  }
  return duration(static_cast<std::int64_t>(minus ? -nanos : nanos));
}

std::string timestamp_text(const Value& timestamp) {
  const Civil at = civil_of(timestamp.number);
  const base::YearMonthDay day = base::civil({static_cast<std::int32_t>(at.days)});
  return padded(day.year, 4) + "-" + padded(day.month, 2) + "-" + padded(day.day, 2) + "T" + padded(at.second / 3600, 2) + ":" +
         padded(at.second / 60 % 60, 2) + ":" + padded(at.second % 60, 2) + decimals(timestamp.nanos) + "Z";
}

std::string duration_text(const Value& duration) {
  const std::int64_t seconds = duration.number / kNanos, nanos = duration.number % kNanos;
  return (duration.number < 0 ? "-" : "") + std::to_string(seconds < 0 ? -seconds : seconds) + decimals(nanos < 0 ? -nanos : nanos) + "s";
}

Value part_of(const Value& moment, Part part, std::string_view zone) {
  if (moment.kind == Kind::duration) return of_duration(moment, part);
  if (moment.kind != Kind::timestamp) return error(Fault::no_overload);
  const auto at = local(moment, zone);
  if (!at) return error(Fault::invalid, std::string(zone));
  const base::Date date{static_cast<std::int32_t>(at->days)};
  const base::YearMonthDay day = base::civil(date);
  switch (part) {
    case Part::year: return integer(day.year);
    case Part::month: return integer(day.month - 1);
    case Part::day_of_month: return integer(day.day - 1);
    case Part::date: return integer(day.day);
    case Part::day_of_week: return integer((static_cast<int>(base::weekday(date)) + 1) % 7);
    case Part::day_of_year: return integer(date - base::first_of_year(date));
    case Part::hours: return integer(at->second / 3600);
    case Part::minutes: return integer(at->second / 60 % 60);
    case Part::seconds: return integer(at->second % 60);
    case Part::milliseconds: return integer(moment.nanos / 1'000'000);
  }
  return error(Fault::no_overload);
}

}  // namespace playmaker::cel
