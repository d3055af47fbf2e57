#pragma once
// Values of a story as the engine takes them from the world. Pure.
#include "dsl/story/story.hpp"
#include "runtime/engine/commands/raw_value.hpp"

namespace playmaker::rehearsal {

struct Almanac {                           // where the days of a story stand
  base::Zone zone;
  base::Date starts;
  base::Date date(std::int32_t day) const { return starts + (day - 1); }
  base::Instant at(std::int32_t day, std::int32_t minute) const {
    return base::to_instant(zone, date(day), base::TimeOfDay{minute < 0 ? 0 : minute});
  }
};

engine::RawValue raw_value(const story::Value& value, const Almanac& almanac, std::int32_t day);
engine::RawRecord raw_record(const std::vector<story::Field>& fields, const Almanac& almanac, std::int32_t day);

}  // namespace playmaker::rehearsal
