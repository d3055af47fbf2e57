#pragma once
// The benchmark's bank: customers dealt over the four playbooks by their number, and events of which nearly half change a journey. All of
// it follows from numbers, so that any client can write its share without asking another.
//
//   number mod 20    0 … 4  first_meeting: opened lately, wealthy     5 … 8  new_customer_100: opened yesterday
//                    9      churn_recovery: valued and leaving        10 …   uplift: settled and wealthy
#include <cstdint>
#include <string>

namespace playmaker::cli {

constexpr const char* kBenchStart = "2026-03-02T22:00:00+08:00";   // the evening before: a day's sweep is due from its midnight on

std::string bench_staff(const char* what);                         // "branches", "people", "pools": NDJSON
void append_bench_customer(std::string& out, std::uint64_t number);
bool bench_opens(std::uint64_t number);                            // its account_opened is sent before the measurement
void append_bench_opening(std::string& out, std::uint64_t number);
// The `turn`-th event of a customer (0, 1, 2 …): alternating, so that each of the first two groups' events changes something.
void append_bench_event(std::string& out, std::uint64_t number, std::uint64_t turn);

}  // namespace playmaker::cli
