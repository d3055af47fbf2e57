#pragma once
// Leads: a list names a customer, who is dealt to a person and enters once that person claims it. Part of the closed list (fact.hpp):
// codes are on disk, never renumber; a struct only grows at its end.
//
//   arrived ─> dealt (a question to that person) ─claimed─> claimed, the customer enters
//                 └ unclaimed or declined: dealt to the next; nobody is left: it stands open ─claimed by anyone─> claimed
//   before it is claimed: expired, off the list, dealt no more, unclaimed for long ─> returned
//   claimed: the customer could not enter, off the list, no task done for long ─> returned;   its journey ends ─> over
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/core/input.hpp"
#include "runtime/core/reason.hpp"

namespace playmaker::core {

struct LeadArrived {
  static constexpr std::uint16_t kCode = 310;
  std::uint32_t lead = 0, list = 0;        // unique within the customer; the dictionary's list
  std::uint32_t plan = 0, site = 0;        // the entry's
};
struct LeadDealt {
  static constexpr std::uint16_t kCode = 311;
  std::uint32_t lead = 0, list = 0, person = 0;
  std::uint32_t role = plan::kNone;        // the dictionary's
  Instant until = base::kNever;            // to be claimed by then
};
struct LeadStands {                        // open: any of the role may claim it
  static constexpr std::uint16_t kCode = 312;
  std::uint32_t lead = 0, list = 0;
  Reason why = Reason::nobody_left;
};
struct LeadClaimed {
  static constexpr std::uint16_t kCode = 313;
  std::uint32_t lead = 0, list = 0, person = 0;
  std::string actor;                       // empty: it was dealt without a claim
};
struct LeadReturned {                      // it goes back to the list; not dealt again unless the list names the customer anew
  static constexpr std::uint16_t kCode = 314;
  std::uint32_t lead = 0, list = 0;
  Reason why = Reason::unclaimed;
  std::uint32_t person = plan::kNone;      // who had it last
};

enum class LeadPhase : std::uint8_t { arrived = 0, dealt = 1, stands = 2, claimed = 3, returned = 4, over = 5 };
struct Lead {                              // what a customer remembers of it
  std::uint32_t lead = 0, list = 0, plan = 0, site = 0;
  LeadPhase phase = LeadPhase::arrived;
  std::uint32_t person = plan::kNone;
  std::vector<std::uint32_t> had;          // everyone it was dealt to
  Instant since{0};                        // of its phase
  Instant counts{0};                       // from when `back after` counts: its arrival, then its claim
  std::uint32_t journey = 0;               // the one its claim began; 0: none yet
};

}  // namespace playmaker::core
