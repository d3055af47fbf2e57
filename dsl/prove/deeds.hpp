#pragma once
// What lets one journey or moment begin because of another: `emit`, `hand off`, `set`, and that a journey begins or ends, which others read
// (`enter when customer in journey(p)`); each with how long after the beginning of the run that does it. Gates are what can begin again and
// again for one customer: the entries of playbooks, and moments that come again; what runs a bounded number of times within a journey
// (stages, breakpoints, moments that come once) belongs to the journey's gate.
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "dsl/prove/prove.hpp"
#include "runtime/base/time.hpp"

namespace playmaker::prove {

struct Lapse {  // how long something takes
  base::Millis least = 0;
  std::optional<base::Millis> most = 0;  // nullopt: no bound
};
Lapse operator+(const Lapse& a, const Lapse& b);
Lapse lapse_of(const plan::Length& length);

enum class DeedKind : std::uint8_t { emit, hand_off, set, begin, end };

struct Deed {
  DeedKind kind = DeedKind::emit;
  std::string what;  // event, playbook, attribute; begin, end: the playbook whose journey it is
  plan::SiteIndex site = plan::kNone;
  Lapse after;  // since the gate's beginning
  bool sure = true;  // nothing but time decides whether it comes
  bool outside = false;  // it needs a person, or an event that no playbook emits
  const std::vector<plan::WithValue>* with = nullptr;
};

struct Hears {
  DeedKind kind = DeedKind::emit;
  std::string what;
  bool sure = true;
  bool late = false;  // it may be true only some time after (`for 2 hours`)
};

struct Gate {
  std::uint32_t playbook = 0;  // of all_plans
  const plan::Moment* moment = nullptr;  // nullptr: the entry
  plan::SiteIndex site = 0;
  const plan::Again* again = nullptr;
  plan::Overlap overlap = plan::Overlap::drop;
  base::Millis stays = 0;  // it is under way at least so long
  std::optional<base::Millis> over;  // and at most so long; nullopt: no bound
  std::vector<Hears> hears;
  std::vector<Deed> deeds;
  bool followed = true;  // false: it is too large, and may do more than this
};

// Those of Whole::playbooks, and behind them what else is live.
std::vector<const plan::Plan*> all_plans(const Whole& whole);

// What the playbooks themselves bring about; anything else comes from outside.
struct Made {
  std::set<std::string> events, attributes;
};
Made made_by(const std::vector<const plan::Plan*>& plans);
bool begins_others(const plan::Plan& plan);  // it emits, hands off, or reads who is in which playbook
std::vector<Gate> gates_of(const plan::Catalog& catalog, const plan::Plan& plan, std::uint32_t number, const Made& made);

}  // namespace playmaker::prove
