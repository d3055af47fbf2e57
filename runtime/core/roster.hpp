#pragma once
// The live plans and what they share, linked: every name of a unit is the dictionary's number. A roster is immutable; applying a file
// builds the next one, and whoever reads the old one finishes with it. Shared between threads by shared_ptr<const Roster>.
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "runtime/base/result.hpp"
#include "runtime/core/dictionary.hpp"
#include "runtime/plan/datum.hpp"
#include "runtime/plan/plan.hpp"

namespace playmaker::core {

// A unit with its local tables turned into the dictionary's numbers.
struct LinkedUnit {
  const plan::Unit* unit = nullptr;
  std::vector<std::uint32_t> attributes;   // Unit::attributes -> Names::attribute
  std::vector<std::uint32_t> events;
  std::vector<std::uint32_t> benefits;
  std::vector<std::uint32_t> windows;
  std::vector<std::uint32_t> symbols;      // Unit::texts -> Names::symbol, kNone where it is no symbol
  std::vector<std::uint32_t> names;        // Unit::texts -> number in the one category the node needs; resolved by the reader of it
  std::vector<std::vector<std::uint32_t>> event_fields;   // Unit::texts -> per event: see field_of()
};

struct LinkedWindow { const plan::Window* window = nullptr; const LinkedUnit* unit = nullptr; std::uint32_t event = plan::kNone, attribute = plan::kNone; };
struct LinkedEvent { const plan::Event* event = nullptr; std::vector<std::uint32_t> windows; };   // by the dictionary's event; windows to feed
struct LinkedAttribute { const plan::Field* field = nullptr; std::uint32_t import = plan::kNone; std::vector<std::uint32_t> windows; };

// Where in a plan an event is listened to, so that an event touches only what it can concern.
struct Listeners {
  std::vector<std::uint32_t> entries;      // audience entries with `on EVENT`
  std::vector<std::uint32_t> tasks;        // with a `done on` or `closed on`
  std::vector<std::uint32_t> breakpoints;  // from or to
  std::vector<std::uint32_t> moments;
  std::vector<std::uint32_t> exits;
  std::vector<std::uint32_t> pauses;
  bool waits = false;                      // some `wait for` names it
};

struct LinkedPlan {
  std::uint32_t number = 0;                // the roster's: by hash, for ever
  std::uint32_t playbook = 0;              // Names::playbook
  std::shared_ptr<const plan::Plan> plan;
  std::shared_ptr<const plan::Origin> origin;
  std::string hash;
  LinkedUnit unit;
  std::unordered_map<std::uint32_t, Listeners> listeners;   // by the dictionary's event
  bool live = false;                       // takes new journeys; older versions only serve those under way
};

// Everything compiled together and applied together.
struct Applied {
  std::shared_ptr<const plan::Catalog> catalog;
  std::vector<std::shared_ptr<const plan::Plan>> plans;
  std::vector<std::shared_ptr<const plan::Origin>> origins;   // as plans
};

struct Roster {
  std::shared_ptr<const Dictionary> dictionary;
  std::shared_ptr<const plan::Catalog> catalog;
  LinkedUnit catalog_unit;
  base::Zone zone;                         // the catalog's
  std::vector<std::shared_ptr<const LinkedPlan>> plans;        // by number
  std::vector<std::uint32_t> live;         // numbers of live plans, by playbook name
  std::vector<LinkedAttribute> attributes; // by the dictionary's numbers; null where no longer declared
  std::vector<LinkedAttribute> person_attributes, branch_attributes;
  std::vector<LinkedEvent> events;
  std::vector<LinkedWindow> windows;
  std::vector<const plan::Import*> imports;
  std::vector<const plan::Channel*> channels;
  std::vector<const plan::Template*> templates;
  std::vector<const plan::Policy*> policies;
  std::vector<const plan::Role*> roles;
  std::vector<const plan::Benefit*> benefits;
  std::vector<const plan::Pool*> pools;
  std::vector<const plan::Segment*> segments;
  std::vector<const plan::NamedCalendar*> calendars;
  std::uint64_t policy_version = 0;        // hash of the catalog's bytes: named in facts that used it
  const plan::Policy* bank_policy = nullptr;   // the policy whose hold-out of all customers rules (the catalog's first)

  const LinkedPlan* live_plan(std::uint32_t playbook) const;   // nullptr: none
  const plan::Policy* policy_of(const LinkedPlan& plan) const; // nullptr: none written
  const base::Calendar* calendar_of(const LinkedPlan& plan) const;
};

// Links `applied` on top of `before` (nullptr at first): adds names to a copy of the dictionary, keeps older plans of the same playbooks
// for their journeys. Plans that `before` knows by hash keep their numbers. `plan_numbers` fixes the numbers at recovery (hash -> number).
// Refuses (kind invalid): catalog_retyped when a field that a live plan or a journey reads changes its type or disappears, naming both.
base::Result<std::shared_ptr<const Roster>> link(const Roster* before, const Applied& applied);

}  // namespace playmaker::core
