#pragma once
// One call of decide: the state at hand and the facts so far. Private to core; every rule's file works through it, and nothing changes
// the customer except `emit`.
#include <vector>

#include "runtime/core/decide.hpp"
#include "runtime/core/evaluate.hpp"
#include "runtime/core/timing.hpp"

namespace playmaker::core {

struct Deciding {
  const World& world;
  Customer& customer;
  base::Instant now;
  std::vector<Fact> facts;
  Findings findings;
  int depth = 0;                           // hand-offs and emits within this input

  void emit(Fact fact) {
    apply(world, customer, fact, now);
    facts.push_back(std::move(fact));
  }
  const LinkedPlan& plan_of(const Journey& journey) const { return *world.roster->plans[journey.plan]; }
  Journey* journey(std::uint32_t number);  // nullptr: not there (any more). Valid until the next emit.
  Frame frame(const Journey* journey = nullptr, const Run* run = nullptr) const;
  std::uint32_t set_timer(base::Instant due, TimerKind kind, std::uint32_t journey, std::uint32_t ref = 0, std::uint16_t occurrence = 0, std::uint16_t number = 0);
  void cancel_timers(std::uint32_t journey, TimerKind kind, std::uint32_t ref, std::uint16_t occurrence);
  void incident(std::string code, std::uint32_t journey, std::uint32_t site, std::string sample);
};

// ---- runs.cpp: block code --------------------------------------------------------------------------------------------------------
std::uint32_t start_run(Deciding& d, std::uint32_t journey, std::uint32_t site, std::uint32_t parent, plan::OpIndex block, const EventAtHand& event = {});
void continue_run(Deciding& d, std::uint32_t journey, std::uint32_t run);            // until a wait or its end
void end_run(Deciding& d, std::uint32_t journey, std::uint32_t run, RunEnd how, Reason why = Reason::none);   // and all below it: waits, unsent touches
// ---- goals.cpp: ends ---------------------------------------------------------------------------------------------------------------
void end_journey(Deciding& d, std::uint32_t journey, Reason why, std::string outcome, std::uint32_t site = plan::kNone);   // cancels timers, unsent touches, open tasks (rule 21)
// ---- touches.cpp and permit.cpp: sends -------------------------------------------------------------------------------------------
void plan_send(Deciding& d, std::uint32_t journey, std::uint32_t run, std::uint32_t send);   // op send: plans the first leg
void cancel_touches(Deciding& d, std::uint32_t journey, std::uint32_t run, Reason why);      // unsent ones of that run and below; run 0: of the journey
void settle_touches(Deciding& d);                                                   // end of every input: orders all that is due and asks the permit (rule 10)
void touch_timer(Deciding& d, const Timer& timer);
void delivery_reported(Deciding& d, const DeliveryReported& report);
void slot_granted(Deciding& d, const SlotGranted& slot);
// A task on a contact channel takes one slot when it opens. Returns the first free minute; now: reserved (the fact is emitted); kNever: no slot in its window.
base::Instant reserve_task_slot(Deciding& d, std::uint32_t journey, const ThingRef& task, std::uint32_t channel, plan::Purpose purpose);

}  // namespace playmaker::core
