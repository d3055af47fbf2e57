#include <algorithm>

#include "runtime/core/apply/apply.hpp"
#include "runtime/core/journey/last_block.hpp"

namespace playmaker::core {
namespace {

bool touch_timer(TimerKind kind) { return kind >= TimerKind::touch_wakes && kind <= TimerKind::touch_deadline; }
bool unsent(TouchPhase phase) {
  return phase == TouchPhase::planned || phase == TouchPhase::waiting || phase == TouchPhase::reserved || phase == TouchPhase::retrying;
}
bool run_timer(TimerKind kind) { return kind == TimerKind::run_starts || kind == TimerKind::run_ends || kind == TimerKind::wait_over; }
bool under_way(const Touch& touch) { return unsent(touch.phase) || touch.phase == TouchPhase::sending; }
Run* run_of(Journey* journey, std::uint32_t number) {
  if (journey == nullptr) return nullptr;
  for (Run& run : journey->runs) {
    if (run.run == number) return &run;
  }
  return nullptr;
}
Stall* stall_of(Journey* journey, const ThingRef& ref) {
  if (journey == nullptr) return nullptr;
  for (Stall& stall : journey->stalls) {
    if (stall.site == ref.site) return &stall;
  }
  return nullptr;
}

}  // namespace

void Folding::operator()(const JourneyEntered& fact) {
  Journey made;
  made.journey = fact.journey;
  made.plan = fact.plan;
  made.entry = fact.entry;
  made.via = fact.via;
  made.hold_out = fact.hold_out;
  made.entered = fact.at;
  made.key = fact.key;
  customer.journeys.push_back(std::move(made));
  customer.next_journey = std::max(customer.next_journey, fact.journey + 1);
  begin_lead(fact);
  const std::uint32_t playbook = world.roster->plans[fact.plan]->playbook;
  for (PastJourney& past : customer.past) {
    if (past.playbook != playbook || past.key != fact.key) continue;
    past.entered = fact.at;
    past.live = true;
    return;
  }
  customer.past.push_back({playbook, fact.key, fact.at, base::Instant{0}, true});
}

void Folding::leave(Journey& journey) {
  if (journey.ended) return;
  journey.ended = true;
  end_lead(journey.journey);
  std::erase_if(customer.timers, [&](const Timer& timer) { return timer.journey == journey.journey && !touch_timer(timer.kind); });
  std::erase_if(customer.edges, [&](std::uint64_t edge) { return (edge >> 63) != 0 && ((edge & ~(1ULL << 63)) >> 16) == journey.journey; });
  const std::uint32_t playbook = world.roster->plans[journey.plan]->playbook;
  for (PastJourney& past : customer.past) {
    if (past.playbook != playbook || past.key != journey.key) continue;
    past.live = false;
    past.ended = at;
  }
}

void Folding::operator()(const JourneyEnding& fact) {
  if (Journey* ending = journey(fact.journey)) leave(*ending);
}

void Folding::operator()(const JourneyEnded& fact) {
  Journey* ended = journey(fact.journey);
  if (ended == nullptr) return;
  leave(*ended);
  ended->over = true;   // its pauses stay: they hold what its last block sends
  std::erase_if(customer.timers, [&](const Timer& timer) { return timer.journey == fact.journey && !touch_timer(timer.kind); });
  ended->tasks.clear();
  ended->stalls.clear();
  ended->holds.clear();
  ended->replies.clear();
  ended->arms.clear();
  ended->seats.clear();
  ended->queued.clear();
  // What was to be taken back is taken back by now: what is unsent still is sent, and what a grant asked for is given. The rest is let go.
  for (Touch& touch : ended->touches) touch.run = unsent(touch.phase) ? touch.run : 0;
  const plan::Plan& plan = *world.roster->plans[ended->plan]->plan;
  const auto given = [&](std::uint32_t site) {
    return site < plan.sites.size() && plan.sites[site].kind == plan::SiteKind::grant &&
           (fact.why == Reason::finished || in_handler(plan, site));
  };
  std::erase_if(ended->reservations, [&](const Reservation& each) { return !each.called || !given(each.grant_site); });
  for (Ask& ask : customer.asks) {
    if (ask.asked.kind != ResourceKind::benefit || ask.asked.journey != fact.journey || given(ask.asked.site)) continue;
    if (std::ranges::find(ended->reservations, ask.asked.ask, &Reservation::ask) == ended->reservations.end()) ask.asked.journey = 0;
  }
  forget(fact.journey);
}

void Folding::forget(std::uint32_t number) {
  const Journey* ended = journey(number);
  if (ended == nullptr || !ended->over || std::any_of(ended->touches.begin(), ended->touches.end(), under_way)) return;
  if (grant_to_come(customer, *ended)) return;
  std::erase_if(customer.timers, [&](const Timer& timer) { return timer.journey == number; });
  std::erase_if(customer.journeys, [&](const Journey& journey) { return journey.journey == number; });
}

void Folding::operator()(const RunStarted& fact) {
  Journey* of = journey(fact.journey);
  if (of == nullptr) return;
  Run made;
  made.run = fact.run;
  made.site = fact.site;
  made.parent = fact.parent;
  made.pc = fact.pc;
  made.occurrence = fact.occurrence;
  made.phase = fact.phase;
  made.key = fact.key;
  made.started = at;
  of->runs.push_back(std::move(made));
  of->next_run = std::max(of->next_run, fact.run + 1);
}

void Folding::operator()(const RunMoved& fact) {
  Run* run = run_of(journey(fact.journey), fact.run);
  if (run == nullptr) return;
  if (run->phase == RunPhase::armed && fact.phase != RunPhase::armed) run->started = at;
  run->pc = fact.pc;
  run->phase = fact.phase;
  run->wait = fact.wait;
}

// Of each place the newest ended run stays, of a moment the newest of each key: `after wave`, `again after D` and the count of occurrences
// read it.
void Folding::operator()(const RunEnded& fact) {
  Journey* of = journey(fact.journey);
  Run* run = run_of(of, fact.run);
  if (run == nullptr) return;
  run->phase = RunPhase::ended;
  run->how = fact.how;
  run->ended = at;
  run->pc = plan::kNone;
  run->wait = plan::kNone;
  run->event = plan::kNone;
  run->event_at = base::Instant{0};
  run->event_fields.clear();
  run->item.clear();
  std::erase_if(customer.timers,
                [&](const Timer& timer) { return timer.journey == fact.journey && timer.ref == fact.run && run_timer(timer.kind); });
  const std::uint32_t site = run->site;
  const std::int64_t key = run->key;
  std::erase_if(of->runs, [&](const Run& other) {
    return other.site == site && other.key == key && other.phase == RunPhase::ended && other.run < fact.run;
  });
}

void Folding::operator()(const EventKept& fact) {
  Run* run = run_of(journey(fact.journey), fact.run);
  if (run == nullptr) return;
  run->event = fact.event;
  run->event_at = fact.at;
  run->event_fields = fact.fields;
}

void Folding::operator()(const GoalReached& fact) {
  if (Journey* of = journey(fact.journey)) of->goals_reached.push_back(fact.goal);
}
void Folding::operator()(const GoalMissed& fact) {
  if (Journey* of = journey(fact.journey)) of->goals_missed.push_back(fact.goal);
}
void Folding::operator()(const Tagged& fact) {
  if (std::find(customer.tags.begin(), customer.tags.end(), fact.tag) == customer.tags.end()) customer.tags.push_back(fact.tag);
}
void Folding::operator()(const Emitted& fact) { remember(fact.event, at, fact.fields); }

void Folding::operator()(const PauseBegan& fact) {
  const PauseSpan span{fact.all, fact.elapse, at, base::kNever, fact.pause, fact.actor};
  if (fact.journey == plan::kNone) {
    customer.pauses.push_back(span);
  } else if (Journey* of = journey(fact.journey)) {
    of->pauses.push_back(span);
    (fact.all ? of->paused_all : of->paused_touches) = true;
  }
}

void Folding::operator()(const PauseEnded& fact) {
  Journey* of = fact.journey == plan::kNone ? nullptr : journey(fact.journey);
  if (fact.journey != plan::kNone && of == nullptr) return;
  std::vector<PauseSpan>& spans = of == nullptr ? customer.pauses : of->pauses;
  for (PauseSpan& span : spans) {
    if (span.to == base::kNever && span.all == fact.all && span.pause == fact.pause) span.to = at;
  }
  if (of == nullptr) return;
  of->paused_all = of->paused_touches = false;
  for (const PauseSpan& span : spans) {
    if (span.to == base::kNever) (span.all ? of->paused_all : of->paused_touches) = true;
  }
}

// Of each breakpoint the newest episode is kept: an episode lasts until it is cleared, so no two are open.
void Folding::operator()(const StallArmed& fact) {
  Journey* of = journey(fact.stall.journey);
  if (of == nullptr) return;
  const Stall made{fact.stall.site, fact.stall.occurrence, StallPhase::armed, fact.from, fact.trips, base::Instant{0}};
  if (Stall* stall = stall_of(of, fact.stall)) *stall = made;
  else of->stalls.push_back(made);
}
void Folding::operator()(const StallTripped& fact) {
  if (Stall* stall = stall_of(journey(fact.stall.journey), fact.stall)) {
    stall->phase = StallPhase::tripped;
    stall->tripped = at;
  }
}
void Folding::operator()(const StallCleared& fact) {
  Stall* stall = stall_of(journey(fact.stall.journey), fact.stall);
  if (stall == nullptr) return;
  stall->phase = StallPhase::cleared;
  std::erase_if(customer.timers, [&](const Timer& timer) {
    return timer.kind == TimerKind::stall_trips && timer.journey == fact.stall.journey && timer.ref == fact.stall.site &&
           timer.occurrence == fact.stall.occurrence;
  });
}

}  // namespace playmaker::core
