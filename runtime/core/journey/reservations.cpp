// `reserve B for D`: the benefit's ledger sets one aside (rule 29: asked, granted, posted or voided). A grant of that benefit takes it and
// posts it; `release`, the end of D and the end of the journey give it back. What is called for before the ledger has answered is done
// with the answer.
#include <algorithm>

#include "runtime/core/deciding.hpp"

namespace playmaker::core {
namespace {

const Reservation* reservation(const Journey* journey, std::uint32_t ask) {
  if (journey == nullptr) return nullptr;
  const auto found =
      std::find_if(journey->reservations.begin(), journey->reservations.end(), [&](const Reservation& each) { return each.ask == ask; });
  return found == journey->reservations.end() ? nullptr : &*found;
}

// The oldest of that benefit that nothing has called for.
const Reservation* open_of(const Journey& journey, std::uint32_t benefit) {
  const auto found = std::find_if(journey.reservations.begin(), journey.reservations.end(),
                                  [&](const Reservation& each) { return each.benefit == benefit && !each.called; });
  return found == journey.reservations.end() ? nullptr : &*found;
}

void give_back(Deciding& d, std::uint32_t number, const Reservation& held, Reason why) {
  d.cancel_timers(number, TimerKind::reservation_over, held.ask, 0);
  if (held.held) d.emit(settled_grant(d, number, held.ask, held.benefit, held.worth, false));
  d.emit(ReservationEnded{number, held.site, held.benefit, held.ask, why});
}

void give(Deciding& d, std::uint32_t number, const Reservation& held, std::uint32_t site, std::uint32_t run, const std::string& code) {
  d.cancel_timers(number, TimerKind::reservation_over, held.ask, 0);
  d.emit(settled_grant(d, number, held.ask, held.benefit, held.worth, true));
  d.emit(ReservationEnded{number, held.site, held.benefit, held.ask, Reason::none});
  d.emit(Granted{number, site, held.benefit, true, Reason::none, code, grant_values(d, number, site, run)});
}

}  // namespace

void reserve(Deciding& d, std::uint32_t number, std::uint32_t run, std::uint32_t index) {
  const Journey& journey = *d.journey(number);
  const LinkedPlan& linked = d.plan_of(journey);
  const plan::Reserve& step = linked.plan->reserves[index];
  const std::uint32_t benefit = linked.unit.number(Names::benefit, step.benefit);
  const auto until = after(clockwork(d.frame(&journey)), d.now, step.hold);
  if (!until) return d.incident("calendar_unknown", number, step.site, "");
  const std::uint32_t asked = d.customer.next_ask;
  if (!ask_benefit(d, number, step.site, static_cast<std::uint16_t>(run), benefit)) return;
  d.emit(ReservationAsked{number, step.site, run, benefit, asked, *until, d.customer.asks.back().asked.worth});
}

bool take_reserved(Deciding& d, std::uint32_t number, std::uint32_t run, std::uint32_t site, std::uint32_t benefit) {
  const Reservation* open = open_of(*d.journey(number), benefit);
  if (open == nullptr) return false;
  const Reservation held = *open;
  if (held.held) give(d, number, held, site, run, held.code);
  else d.emit(ReservationCalled{number, held.ask, site, run});
  return true;
}

void release(Deciding& d, std::uint32_t number, std::uint32_t index) {
  const LinkedPlan& linked = d.plan_of(*d.journey(number));
  const Reservation* open = open_of(*d.journey(number), linked.unit.number(Names::benefit, linked.plan->releases[index].benefit));
  if (open == nullptr) return;
  const Reservation held = *open;
  if (held.held) give_back(d, number, held, Reason::released);
  else d.emit(ReservationCalled{number, held.ask, plan::kNone, 0});
}

bool reservation_answered(Deciding& d, const ResourceAsked& asked, const ResourceAnswered& answer) {
  const Journey* journey = d.journey(asked.journey);
  const Reservation* open = reservation(journey, asked.ask);
  if (open == nullptr) return false;
  Reservation held = *open;
  const std::uint32_t number = asked.journey;
  if (!answer.granted) {
    const Reason why = answer.over_budget ? Reason::over_budget : Reason::full;
    // Asked for at the step itself, first: a journey that is over is forgotten as soon as it waits for nothing.
    if (held.called && held.grant_site != plan::kNone)
      ask_benefit(d, number, held.grant_site, static_cast<std::uint16_t>(held.grant_run), held.benefit);
    d.emit(ReservationEnded{number, held.site, held.benefit, held.ask, why});
    d.emit(Granted{number, held.site, held.benefit, false, why, {}});
    return true;
  }
  held.held = true;
  if (held.called && held.grant_site != plan::kNone) give(d, number, held, held.grant_site, held.grant_run, answer.text);
  else if (held.called) give_back(d, number, held, Reason::released);
  else if (held.until <= d.now) give_back(d, number, held, Reason::expired);
  else {
    d.emit(ReservationHeld{number, held.ask, answer.text});
    d.set_timer(held.until, TimerKind::reservation_over, number, held.ask);
  }
  return true;
}

void reservation_over(Deciding& d, const Timer& timer) {
  const Reservation* open = reservation(d.live(timer.journey), timer.ref);
  if (open == nullptr || !open->held) return;
  const Reservation held = *open;
  give_back(d, timer.journey, held, Reason::expired);
}

// What is asked for still is given back with its answer, when no journey is there to take it.
void release_all(Deciding& d, std::uint32_t number) {
  const Journey* journey = d.journey(number);
  if (journey == nullptr) return;
  std::vector<Reservation> held;
  for (const Reservation& each : journey->reservations) {
    if (each.held) held.push_back(each);
  }
  for (const Reservation& each : held) give_back(d, number, each, Reason::cancelled);
}

}  // namespace playmaker::core
