#pragma once
// Leads: customers of a list who are dealt out to people, each to be claimed in time. Part of plan::Entry and of the catalog's list.
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/plan/length.hpp"

namespace playmaker::plan {

enum class Unclaimed : std::uint8_t { next = 0 /* to the next person */, back = 1 /* back to the list */ };
struct Dealing {                      // `dealt by branch to ROLE claim within D else next`
  bool written = false;
  std::uint32_t role = kNone;         // Unit::texts
  Length claim;                       // not written: whoever it is dealt to has it at once
  Unclaimed otherwise = Unclaimed::next;
};

// What a catalog's `list` says of its leads.
struct LeadRule {
  bool leads = false;
  std::vector<std::string> consents;  // customer fields it brings: "consent.marketing"
  std::int32_t expires_on = INT32_MAX;   // the last day, since 1970: later nobody enters, and who is unclaimed goes back
  Length back;                        // unclaimed, or claimed and no task done, for so long: it goes back
};

}  // namespace playmaker::plan
