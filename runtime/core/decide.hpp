#pragma once
// Where all judgement lives: what one input of one customer means now. Pure: the same state, input and now give the same facts.
#include <cstdint>
#include <string_view>
#include <vector>

#include "runtime/core/group.hpp"
#include "runtime/core/roster/directory.hpp"
#include "runtime/core/roster/roster.hpp"
#include "runtime/core/state.hpp"

namespace playmaker::core {

// Pauses wider than one customer, in force or past: overlays, O(1) whatever the number of journeys (rule 20).
struct WidePause {
  std::uint32_t playbook = plan::kNone, channel = plan::kNone;
  bool all = false;
  bool touches_only = false;
  base::Instant from, to = base::kNever;
  std::string actor{};
};

// An experiment that its figures decided: from then on everybody gets this arm.
struct DecidedExperiment {
  std::uint32_t playbook = 0;              // the dictionary's
  std::string experiment, arm;
};

// What decide may look at besides the customer. Owned by the engine, constant during a call.
struct World {
  const Roster* roster = nullptr;
  const Directory* directory = nullptr;
  const std::vector<WidePause>* pauses = nullptr;
  std::uint64_t salt = 0;                  // of the installation, for hold-outs
  const std::vector<DecidedExperiment>* decided = nullptr;
};

// The instant an input is decided at: `now`, or for timers less than a minute late their own. What Group::at must say, since `apply` folds
// by it.
base::Instant decided_at(const Input& input, base::Instant now);

// Decides on `input`, folding each fact into `customer` as it arises, and returns the group's facts in order (the input itself is folded
// first and is not among them). `now` is the instant the input is decided at; timers less than a minute late are decided at their own
// instant, so that live runs, simulation and replay agree.
// Would asking this desk for the task open one? One a branch, whatever version opened it, unless it is asked for again and none is open.
bool wants_branch_task(const World& world, const Customer& desk, const BranchTaskAsked& asked);
// Of what a report must bring, what neither it nor an earlier one brought: Bring, in the order of the task's lists.
std::vector<std::uint32_t> missing_of(const plan::Task& rule, const Task& task, const std::vector<std::uint32_t>& brought);
std::vector<Fact> decide(const World& world, Customer& customer, const Input& input, base::Instant now);

// Is the person away at `now`, by the catalog's `away` of persons? `customer` lends its zone.
bool is_away(const World& world, const Customer& customer, std::uint32_t person, base::Instant now);
// Is the role found by `customer.manager`? Then its people at a branch are those who have customers there.
bool by_manager(const Roster& roster, const plan::Role& role);

// The fold. No judgement: an input or a fact changes the state in one way only.
void apply(const World& world, Customer& customer, const Input& input, base::Instant at);
void apply(const World& world, Customer& customer, const Fact& fact, base::Instant at);

// Would the customer be taken by this audience entry's sweep now? Used by the daily sweep over everyone, which records nothing for those
// it passes over. unjudged: an error kept it from being known, and has not been said of this customer yet (rule 41).
enum class Swept : std::uint8_t { no = 0, taken = 1, unjudged = 2 };
Swept swept(const World& world, const Customer& customer, const LinkedPlan& plan, std::uint32_t entry, base::Instant now);
// Does an open lead of this playbook stand whose list the live version deals no more?
bool stranded_lead(const Roster& roster, const Customer& customer, std::uint32_t playbook);

// What a move of this journey from the plan it runs on to another version would meet (rules 16, 18). Sites: of what has no place there, or
// of the steps it has to get past first; each once, ascending.
enum class MoveKind : std::uint8_t { moves = 0, later = 1 /* under way in a block whose steps so far have changed */, no_place = 2 };
struct Movability {
  MoveKind kind = MoveKind::moves;
  std::vector<std::uint32_t> sites;
};
Movability movability(const Roster& roster, const Customer& customer, const Journey& journey, const LinkedPlan& to);

// Whole state as bytes (snapshots; equality of live state and refolded state). Code state_unreadable.
std::string encode(const Customer& customer);
base::Result<Customer> decode_customer(std::string_view bytes);

// The invariants of SEMANTICS that one customer's state can break; empty: none. Cheap enough for every step of a simulation.
std::string check_invariants(const World& world, const Customer& customer);

}  // namespace playmaker::core
