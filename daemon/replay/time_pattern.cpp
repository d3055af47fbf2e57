#include "daemon/replay/time_pattern.hpp"

#include <charconv>
#include <optional>

namespace playmaker::replay {
namespace {

struct Reading {
  std::string_view text;
  std::size_t at = 0;
  int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0, ms = 0;
  std::optional<int> offset_minutes;

  bool digits(int most, int& value, int least = 1) {
    int n = 0;
    value = 0;
    while (n < most && at < text.size() && text[at] >= '0' && text[at] <= '9') {
      value = value * 10 + (text[at++] - '0');
      ++n;
    }
    return n >= least;
  }
  bool fraction() {
    int n = 0, value = 0;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++n) {
      if (n < 3) value = value * 10 + (text[at] - '0');
    }
    for (int i = n; i < 3; ++i) value *= 10;
    ms = value;
    return n > 0 && n <= 9;
  }
  bool offset() {
    if (at < text.size() && (text[at] == 'Z' || text[at] == 'z')) {
      ++at;
      offset_minutes = 0;
      return true;
    }
    if (at >= text.size() || (text[at] != '+' && text[at] != '-')) return false;
    const int sign = text[at++] == '-' ? -1 : 1;
    int hours = 0, minutes = 0;
    if (!digits(2, hours, 2)) return false;
    if (at < text.size() && text[at] == ':') ++at;
    if (!digits(2, minutes, 2) || hours > 23 || minutes > 59) return false;
    offset_minutes = sign * (hours * 60 + minutes);
    return true;
  }
  bool literal(char c) {
    if (at >= text.size() || text[at] != c) return false;
    ++at;
    return true;
  }
  bool field(char code) {
    switch (code) {
      case 'Y': return digits(4, year, 4);
      case 'y': {
        if (!digits(2, year, 2)) return false;
        year += year >= 69 ? 1900 : 2000;
        return true;
      }
      case 'm': return digits(2, month);
      case 'd': return digits(2, day);
      case 'H': return digits(2, hour);
      case 'M': return digits(2, minute);
      case 'S': return digits(2, second);
      case 'f': return fraction();
      case 'z': return offset();
      case 'F': return field('Y') && literal('-') && field('m') && literal('-') && field('d');
      case 'T': return field('H') && literal(':') && field('M') && literal(':') && field('S');
      case '%': return literal('%');
      default: return false;
    }
  }
  bool read(std::string_view pattern) {
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      if (pattern[i] == '%' && i + 1 < pattern.size()) {
        if (!field(pattern[++i])) return false;
      } else if (pattern[i] == ' ') {
        while (at < text.size() && text[at] == ' ') ++at;
      } else if (!literal(pattern[i])) {
        return false;
      }
    }
    return at == text.size() && base::valid_date(year, month, day) && hour <= 24 && minute < 60 && second <= 60 &&
           (hour < 24 || (minute == 0 && second == 0 && ms == 0));
  }
};

}  // namespace

bool sound(std::string_view pattern) {
  if (pattern == "rfc3339" || pattern == "epoch" || pattern == "epoch_ms") return true;
  bool any = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') continue;
    if (++i >= pattern.size() || std::string_view("YymdHMSfzFT%").find(pattern[i]) == std::string_view::npos) return false;
    any = any || pattern[i] != '%';
  }
  return any;
}

base::Result<base::Instant> read_time(const TimePattern& pattern, std::string_view text) {
  if (pattern.pattern == "rfc3339") return base::parse_instant(text);
  if (pattern.pattern == "epoch" || pattern.pattern == "epoch_ms") {
    std::int64_t number = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
    if (end.ec == std::errc() && end.ptr == text.data() + text.size() && number > -100'000'000'000'000 && number < 100'000'000'000'000) {
      return base::Instant{pattern.pattern == "epoch" ? number * 1000 : number};
    }
  } else {
    Reading reading;
    reading.text = text;
    if (reading.read(pattern.pattern)) {
      const base::Date date = base::date_of(reading.year, reading.month, reading.day);
      const base::Millis clock = ((reading.hour * 60 + reading.minute) * 60 + reading.second) * base::kSecond + reading.ms;
      if (reading.offset_minutes) return base::Instant{date.days * base::kDay + clock - *reading.offset_minutes * base::kMinute};
      return base::to_instant(pattern.zone, date, clock);
    }
  }
  return base::invalid("time_invalid", "\"" + std::string(text) + "\" is no time by the pattern " + pattern.pattern,
                       "“" + std::string(text) + "” 不符合时间格式 " + pattern.pattern);
}

base::Result<base::Date> read_date(const TimePattern& pattern, std::string_view text) {
  const auto at = read_time(pattern, text);
  if (!at) return std::unexpected(at.error());
  return base::local_date(pattern.zone, *at);
}

}  // namespace playmaker::replay
