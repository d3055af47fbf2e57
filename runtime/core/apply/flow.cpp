#include <algorithm>

#include "runtime/core/apply/apply.hpp"

namespace playmaker::core {
namespace {

Reservation* reservation_of(Journey* journey, std::uint32_t ask) {
  if (journey == nullptr) return nullptr;
  for (Reservation& each : journey->reservations) {
    if (each.ask == ask) return &each;
  }
  return nullptr;
}

}  // namespace

void Folding::operator()(const ReservationAsked& fact) {
  Journey* of = journey(fact.journey);
  if (of == nullptr) return;
  Reservation made;
  made.ask = fact.ask;
  made.site = fact.site;
  made.run = fact.run;
  made.benefit = fact.benefit;
  made.until = fact.until;
  made.worth = fact.worth;
  of->reservations.push_back(std::move(made));
}

void Folding::operator()(const ReservationHeld& fact) {
  if (Reservation* held = reservation_of(journey(fact.journey), fact.ask)) {
    held->held = true;
    held->code = fact.code;
  }
}

void Folding::operator()(const ReservationCalled& fact) {
  if (Reservation* called = reservation_of(journey(fact.journey), fact.ask)) {
    called->called = true;
    called->grant_site = fact.site;
    called->grant_run = fact.run;
  }
}

void Folding::operator()(const ReservationEnded& fact) {
  if (Journey* of = journey(fact.journey)) std::erase_if(of->reservations, [&](const Reservation& each) { return each.ask == fact.ask; });
}

void Folding::operator()(const ItemKept& fact) {
  Journey* of = journey(fact.journey);
  if (of == nullptr) return;
  for (Run& run : of->runs) {
    if (run.run == fact.run) run.item = {fact.item};
  }
}

void Folding::operator()(const MomentQueued& fact) {
  if (Journey* of = journey(fact.journey))
    of->queued.push_back({fact.moment, fact.event, fact.at, fact.until, fact.fields, fact.key, fact.item});
}

void Folding::operator()(const MomentDequeued& fact) {
  Journey* of = journey(fact.journey);
  if (of == nullptr) return;
  const auto first = std::find_if(of->queued.begin(), of->queued.end(),
                                  [&](const QueuedMoment& each) { return each.moment == fact.moment && each.key == fact.key; });
  if (first != of->queued.end()) of->queued.erase(first);
}

void Folding::operator()(const ConsentChanged& fact) {
  Journey* of = journey(fact.journey);
  if (of == nullptr) return;
  std::erase(of->consents, fact.need);
  std::erase(of->consents_lost, fact.need);
  if (fact.given) of->consents.push_back(fact.need);
  else of->consents_lost.push_back(fact.need);
}

}  // namespace playmaker::core
