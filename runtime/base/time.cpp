// Zones. The date library answers with the whole range of instants that share an offset; the last range of each zone is kept
// per thread, so that the next question about the same half-year costs a comparison and an addition.
#include "runtime/base/time.hpp"

#include <date/tz.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>

namespace playmaker::base {

namespace {

// Instants beyond these read as these: kNever and its like stay inside what a civil date can say.
constexpr std::int64_t kEarliestMs = -62'167'219'200'000;  // 0000-01-01T00:00:00Z
constexpr std::int64_t kLatestMs = 253'402'300'799'999;    // 9999-12-31T23:59:59.999Z
// No two offsets of a zone differ by more: a local time this far from both ends of a range has one meaning.
constexpr Millis kOffsetSpread = 36 * kHour;

struct OffsetRange {
  const void* zone = nullptr;
  std::int64_t begin = 0, end = 0;  // instants, half open
  Millis offset = 0;                // local minus UTC
};

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

constexpr Millis clamp_ms(std::int64_t ms) { return std::clamp(ms, kEarliestMs, kLatestMs); }

Millis millis(std::chrono::seconds s) { return s.count() * kSecond; }

OffsetRange& remembered(const void* zone) {
  thread_local std::array<OffsetRange, 64> ranges;
  const auto bits = reinterpret_cast<std::uintptr_t>(zone);
  return ranges[(bits >> 5 ^ bits >> 11) % ranges.size()];
}

const OffsetRange& offset_at(const void* zone, std::int64_t ms) {
  OffsetRange& range = remembered(zone);
  if (range.zone != zone || ms < range.begin || ms >= range.end) {
    const date::sys_seconds at{std::chrono::seconds(floor_div(ms, kSecond))};
    const date::sys_info info = static_cast<const date::time_zone*>(zone)->get_info(at);
    range = {zone, millis(info.begin.time_since_epoch()), millis(info.end.time_since_epoch()), millis(info.offset)};
  }
  return range;
}

}  // namespace

struct ZoneRules {
  static const void* entry(Zone zone) { return zone.entry_; }
};

std::string_view Zone::name() const {
  return entry_ == nullptr ? std::string_view("UTC") : std::string_view(static_cast<const date::time_zone*>(entry_)->name());
}

Result<Zone> find_zone(std::string_view name) {
  Zone zone;
  if (name == "UTC") return zone;
  try {
    zone.entry_ = date::locate_zone(name);
    return zone;
  } catch (const std::exception&) {
    const std::string quoted = "\"" + std::string(name.substr(0, 64)) + "\"";
    return invalid("zone_unknown", "unknown time zone " + quoted + ": write a name of tzdata such as \"Asia/Shanghai\"",
                   "未知时区 " + quoted + "：请写 tzdata 中的名称，例如 \"Asia/Shanghai\"");
  }
}

std::string_view tzdata_version() {
  // Debian's zoneinfo says its version only in the first line of tzdata.zi: "# version 2025b".
  static const std::string version = [] {
    std::ifstream in("/usr/share/zoneinfo/tzdata.zi");
    std::string hash, word, value;
    if (in >> hash >> word >> value && hash == "#" && word == "version") return value;
    return date::get_tzdb().version;
  }();
  return version;
}

LocalTime to_local(Zone zone, Instant at) {
  std::int64_t ms = clamp_ms(at.ms);
  if (const void* entry = ZoneRules::entry(zone); entry != nullptr) ms += offset_at(entry, ms).offset;
  const std::int64_t days = floor_div(ms, kDay);
  return {Date{static_cast<std::int32_t>(days)}, ms - days * kDay};
}

Instant to_instant(Zone zone, Date date, Millis since_midnight) {
  const std::int64_t local = clamp_ms(std::int64_t{date.days} * kDay + since_midnight);
  const void* entry = ZoneRules::entry(zone);
  if (entry == nullptr) return {local};
  const OffsetRange& range = remembered(entry);
  if (const std::int64_t ms = local - range.offset;
      range.zone == entry && ms >= range.begin + kOffsetSpread && ms < range.end - kOffsetSpread) {
    return {ms};
  }
  const std::int64_t seconds = floor_div(local, kSecond);
  const date::local_info info = static_cast<const date::time_zone*>(entry)->get_info(date::local_seconds{std::chrono::seconds(seconds)});
  if (info.result == date::local_info::nonexistent) return {millis(info.first.end.time_since_epoch())};
  const std::int64_t ms = local - millis(info.first.offset);  // of a repeated time the first
  offset_at(entry, ms);
  return {ms};
}

Instant to_instant(Zone zone, Date date, TimeOfDay time) { return to_instant(zone, date, time.minutes * kMinute); }

}  // namespace playmaker::base
