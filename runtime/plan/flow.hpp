#pragma once
// How a playbook runs beyond one pass: what comes again, what is set aside for a customer, and what follows when consent is lost. Part of
// a plan (plan.hpp); numbers are on disk.
#include <cstdint>
#include <vector>

#include "runtime/plan/expression.hpp"

namespace playmaker::plan {

// `repeat NAME every week on monday at 09:30 up to 8 times [until C] { … }`: armed by its step, which goes on. Occurrence k stands k
// lengths after the arming, or on the k-th such weekday or month day after it; months are clamped to their end, anchored to the first date.
enum class RepeatDay : std::uint8_t { none = 0, weekday = 1, month_day = 2, last_day = 3 };
struct Repeat {
  std::uint32_t site = kNone;
  Length every;  // days, working days or months, at least one
  RepeatDay day = RepeatDay::none;
  std::int32_t number = 0;  // weekday 0..6, month day 1..31
  std::int32_t at_minute = -1;  // -1: the policy's default time
  std::uint32_t times = 1;  // at most; every repeat ends
  NodeIndex until = kNone;  // judged at each occurrence's own time: true ends the repeat
  std::uint32_t block = kNone;
};
constexpr std::uint32_t kRepeatTimesMax = 1'000;

// `reserve B for D`: set aside for this customer, until a grant takes it, a release or the end of D gives it back.
struct Reserve {
  std::uint32_t site = kNone;
  TextIndex benefit = kNone;
  Length hold;
};
struct Release {
  std::uint32_t site = kNone;
  TextIndex benefit = kNone;
};

// A moment's `for each h in customer.LIST where C`: each item that fits begins a run of its own. `h` is variable kItemVariable.
constexpr std::uint32_t kItemVariable = 0xe000;
struct ForEach {
  std::uint32_t list = kNone;  // Unit::attributes; kNone: none written
  NodeIndex where = kNone;
};
// What a moment does when it comes again during itself.
enum class Overlap : std::uint8_t { drop = 0, merge = 1 /* goes on with the new event and a new expiry */, queue = 2 };

enum class ConsentLostKind : std::uint8_t { skip = 0, hold = 1, exit = 2 };
struct ConsentLost {
  ConsentLostKind kind = ConsentLostKind::skip;
  Length hold;
};

// `target GOAL 30 per quarter by branch`: a figure, held against the goals reached.
struct Target {
  std::uint32_t goal = kNone;  // Plan::goals
  std::uint32_t number = 0;
  Period per = Period::month;
  TextIndex by = kNone;  // branch, or a role that is the customer's manager; kNone: of all
};

}  // namespace playmaker::plan
