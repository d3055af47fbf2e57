#pragma once
// How long contacts are remembered: what a cap or a gap may look back.
#include <cstdint>

namespace playmaker::plan {

constexpr std::int64_t kCapDaysMax = 366;      // at most a year; verify refuses what is longer
constexpr std::int64_t kLedgerDays = 400;      // the longest cap, with room for late receipts

}  // namespace playmaker::plan
