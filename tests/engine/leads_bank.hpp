#pragma once
// A bank whose playbook takes a list of leads, dealt out to people: what a test wishes of it, and how each lead stands.
#include <string>
#include <string_view>

#include "runtime/core/evaluate/evaluate.hpp"
#include "tests/engine/bank.hpp"

namespace playmaker::engine_tests {

inline constexpr std::int32_t kLastDay = 20'515;        // 2026-03-03, days since 1970

struct Wish {
  plan::Unclaimed otherwise = plan::Unclaimed::next;
  bool claim = true, pooled = false, hears = true;
  bool two = false, second = false, calendar = false;   // another list; a second task after 20 days; lengths in working days
  std::uint32_t capacity = 0, at_most = 0;
  std::int32_t expires_on = INT32_MAX;
  plan::Length back{};
};

inline constexpr std::string_view kShort = "date,kind,name\n2025-01-01,off,x\n";
inline constexpr std::string_view kLonger = "date,kind,name\n2025-01-01,off,x\n2026-01-01,off,x\n";

plan::Catalog lead_catalog(const Wish& wish, std::string_view table = kShort);

plan::Plan prospects(const Wish& wish);

struct Leads {
  std::unique_ptr<playmaker::sim::VirtualRun> run;
  explicit Leads(const Wish& wish = {});
  Engine& engine() { return run->engine(); }
  Reply give(Command command) { return must(run->give(std::move(command))); }
  void to(std::string_view when) { must(run->advance_to(on(when))); }
  Reply load(const std::vector<std::string>& ids, std::string branch = "b1", std::string list = "prospects");
  const core::Customer& customer(std::string_view id) { return *engine().customer(*engine().find(id)); }
  std::string person(std::uint32_t number);
  // Everyone the lead was dealt to, and how it stands.
  std::string lead(std::string_view id);
  Reply answer(std::string_view id, std::string text, std::string by = {});
  core::JourneyEnded end_of(std::string_view id);        // how its last journey ended
  std::string incidents(std::string_view id);            // newest first
  Reply report(std::string_view id);                     // its first open task, as done
  bool in(std::string_view id);
  std::string manager(std::string_view id);
};

}  // namespace playmaker::engine_tests
