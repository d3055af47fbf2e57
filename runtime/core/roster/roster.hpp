#pragma once
// The live plans and what they share, linked: every name of a unit is the dictionary's number. A roster is immutable; applying a file
// builds the next one, and whoever reads the old one finishes with it. Shared between threads by shared_ptr<const Roster>.
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/base/result.hpp"
#include "runtime/core/roster/dictionary.hpp"
#include "runtime/plan/datum.hpp"
#include "runtime/plan/plan.hpp"

namespace playmaker::core {

// What an installation adds to the names a catalog declares. A model's score and membership of a list arrive with the customers, as
// attributes of these names; they are set, aged and stored like any other.
//   "score.NAME" decimal · "segment.NAME" bool, of a segment `from list` · "list.NAME" bool, of a `list`

// A unit with its local tables turned into the dictionary's numbers.
struct LinkedUnit {
  const plan::Unit* unit = nullptr;
  std::vector<std::uint32_t> attributes;   // Unit::attributes -> Names::attribute
  std::vector<std::uint32_t> events;       // Unit::events -> Names::event
  std::vector<std::uint32_t> benefits;     // Unit::benefits -> Names::benefit
  std::vector<std::uint32_t> windows;      // Unit::windows -> Names::window
  std::vector<std::vector<std::uint32_t>> enumerations;   // Unit::enumerations -> Names::symbol, in their order
  std::array<std::vector<std::uint32_t>, static_cast<std::size_t>(Names::count_)> texts;   // by category: Unit::texts -> its number

  // The number of a text of the unit in the category its reader needs: a channel, a role, a playbook, a symbol … kNone: no such thing
  // was known when the unit was linked.
  std::uint32_t number(Names kind, plan::TextIndex text) const {
    return text < unit->texts.size() ? texts[static_cast<std::size_t>(kind)][text] : plan::kNone;
  }
};

struct LinkedWindow {
  const plan::Window* window = nullptr;    // nullptr: no plan asks for it any more
  const LinkedUnit* unit = nullptr;
  std::uint32_t event = plan::kNone, attribute = plan::kNone;
  std::uint32_t field = plan::kNone;       // place among the event's fields
  base::Instant since{INT64_MIN};          // when it was first applied: nothing was counted before
};
struct LinkedEvent {                       // by the dictionary's event
  const plan::Event* event = nullptr;      // nullptr: no longer declared
  std::vector<const plan::Field*> fields;  // in the order in which EventArrived carries them; nullptr: no longer declared
  std::vector<std::uint32_t> windows;      // to feed
  bool keep_fields = false;                // some `last(e).field` reads them
  std::uint32_t field(std::string_view name) const;   // kNone: no such field
};
struct LinkedAttribute {
  const plan::Field* field = nullptr;      // nullptr: no longer declared
  std::uint32_t import = plan::kNone;
  std::vector<std::uint32_t> windows;      // to feed
};

// Where in a plan an event is listened to, so that an event touches only what it can concern.
struct Listeners {
  std::vector<std::uint32_t> entries;      // audience entries with `on EVENT`
  std::vector<std::uint32_t> tasks;        // with a `done on` or `closed on`
  std::vector<std::uint32_t> attempts;     // tasks with `attempts … on` or `call back … on`
  std::vector<std::uint32_t> breakpoints;  // from or to
  std::vector<std::uint32_t> moments;
  std::vector<std::uint32_t> exits;
  std::vector<std::uint32_t> pauses;
  bool waits = false;                      // some `wait for` names it, or an entry `when … within D of` it
};

struct LinkedPlan {
  std::uint32_t number = 0;                // the roster's: by hash, for ever
  std::uint32_t playbook = 0;              // Names::playbook
  std::shared_ptr<const plan::Plan> plan;
  std::shared_ptr<const plan::Origin> origin;
  std::string hash;
  LinkedUnit unit;
  std::unordered_map<std::uint32_t, Listeners> listeners;   // by the dictionary's event
  std::vector<std::uint64_t> hold_keys;    // by the number of a `C for D`: what an audience's hold is remembered under in all versions
  // By entry: the application (Roster::applied) whose version brought it; 0: the playbook's first version.
  std::vector<std::uint32_t> entry_since;
  std::vector<std::uint32_t> numbers;      // of the plan as compiled: site -> its number in all versions, which `plan` is told in
  bool live = false;                       // takes new journeys; older versions only serve those under way
};

// Everything compiled together and applied together.
struct Applied {
  std::shared_ptr<const plan::Catalog> catalog;
  std::vector<std::shared_ptr<const plan::Plan>> plans;
  std::vector<std::shared_ptr<const plan::Origin>> origins;   // as plans; may be shorter
  std::vector<std::uint32_t> in_use;       // older plans with journeys under way: what they read must stay as it is
  base::Instant at{INT64_MIN};             // when this takes effect: windows new to the roster watch from here on
};

struct Roster {
  std::uint32_t applied = 0;               // how many applications it is made of
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
  std::vector<std::vector<std::uint64_t>> need_keys;   // beside policies, by their needs: a need is remembered under what it says
  std::vector<const plan::Role*> roles;
  std::vector<const plan::Benefit*> benefits;
  std::vector<const plan::Pool*> pools;
  std::vector<const plan::Segment*> segments;
  std::vector<const plan::Score*> scores;
  std::vector<const plan::NamedList*> lists;
  std::vector<const plan::Product*> products;
  std::vector<const plan::Activity*> activities;
  std::vector<const plan::NamedCalendar*> calendars;
  std::uint64_t policy_version = 0;        // hash of the catalog's bytes: named in facts that used it
  const plan::Policy* bank_policy = nullptr;   // the policy whose hold-out of all customers rules (the catalog's first)

  // Attributes every customer is asked for on the way to its zone; kNone where the catalog declares none.
  std::uint32_t zone_attribute = plan::kNone, branch_attribute = plan::kNone, branch_zone = plan::kNone;
  std::uint32_t manager_attribute = plan::kNone;   // `manager person`: whose customer it is, changed by a hand-over
  std::vector<std::shared_ptr<const plan::Field>> made;   // the fields of scores, segments from lists, and lists

  const LinkedPlan* live_plan(std::uint32_t playbook) const;   // nullptr: none
  const plan::Policy* policy_of(const LinkedPlan& plan) const; // nullptr: none written
  const base::Calendar* calendar_of(const LinkedPlan& plan) const;
};

// Links `applied` on top of `before` (nullptr at first): adds names to a copy of the dictionary, keeps older plans of the same playbooks
// for their journeys. Plans that `before` knows by hash keep their numbers; the rest get the next ones in order, so that linking what was
// journaled again, in the same order, gives the same roster. Refuses (kind invalid):
//   catalog_retyped   a field that a live plan or one in use reads changes its type or disappears; names the field and both types
//   plan_unreadable   the plan or the catalog is unsound (plan::verify)
//   zone_unknown      the catalog's zone
base::Result<std::shared_ptr<const Roster>> link(const Roster* before, const Applied& applied);

}  // namespace playmaker::core
