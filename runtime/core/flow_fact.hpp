#pragma once
// Facts of what is set aside for a customer, of moments that come during themselves, and of consent that comes and goes. Part of the
// closed list (fact.hpp): codes are on disk, never renumber; a struct only grows at its end.
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/core/input.hpp"
#include "runtime/core/reason.hpp"

namespace playmaker::core {

struct ReservationAsked {                  // with the ResourceAsked of that number
  static constexpr std::uint16_t kCode = 260;
  std::uint32_t journey = 0, site = 0, run = 0, benefit = 0, ask = 0;
  Instant until = base::kNever;
  std::int64_t worth = 0;                  // counted against the playbook's budget
};
struct ReservationHeld {                   // granted by the benefit's ledger, not yet given to the customer
  static constexpr std::uint16_t kCode = 261;
  std::uint32_t journey = 0, ask = 0;
  std::string code;
};
struct ReservationCalled {                 // a grant or a release came before the ledger's answer
  static constexpr std::uint16_t kCode = 262;
  std::uint32_t journey = 0, ask = 0;
  std::uint32_t site = plan::kNone, run = 0;   // of the grant; kNone: a release
};
struct ReservationEnded {
  static constexpr std::uint16_t kCode = 263;
  std::uint32_t journey = 0, site = 0, benefit = 0, ask = 0;
  Reason why = Reason::none;               // none: granted; released, expired, cancelled, full, over_budget
};
struct ItemKept {                          // what a moment's `for each` was at, for the run that began with it
  static constexpr std::uint16_t kCode = 264;
  std::uint32_t journey = 0, run = 0;
  Datum item;
};
struct MomentQueued {                      // `overlap queue`: begins when the one under way is over, not after `until`
  static constexpr std::uint16_t kCode = 265;
  std::uint32_t journey = 0, moment = 0, event = plan::kNone;
  Instant at, until;
  std::vector<Datum> fields;
  std::int64_t key = 0;
  std::vector<Datum> item;                 // none or one
};
struct MomentDequeued {                    // the first in the queue of that moment and key leaves it; why: none when it begins now
  static constexpr std::uint16_t kCode = 266;
  std::uint32_t journey = 0, moment = 0;
  std::int64_t key = 0;
  Reason why = Reason::none;
};
struct MomentMerged {                      // `overlap merge`
  static constexpr std::uint16_t kCode = 267;
  std::uint32_t journey = 0, moment = 0, run = 0;
};
struct ConsentChanged {                    // of a need of the policy, where the playbook says `on consent lost`
  static constexpr std::uint16_t kCode = 268;
  std::uint32_t journey = 0;
  std::uint64_t need = 0;                  // what it says: Roster::need_keys
  bool given = false;
};

}  // namespace playmaker::core
