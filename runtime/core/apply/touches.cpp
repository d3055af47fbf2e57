#include <algorithm>

#include "runtime/core/apply/apply.hpp"
#include "runtime/plan/remembered.hpp"

namespace playmaker::core {
namespace {
// A ledger of contacts serves windows of at most a year (verify refuses longer caps and gaps): older ones are forgotten.
constexpr base::Millis kLedgerKept = plan::kLedgerDays * base::kDay;
}  // namespace

Touch* Folding::touch(const ThingRef& ref) {
  Journey* of = journey(ref.journey);
  if (of == nullptr) return nullptr;
  for (Touch& touch : of->touches) {
    if (touch.site == ref.site && touch.occurrence == ref.occurrence) return &touch;
  }
  return nullptr;
}

void Folding::operator()(const TouchPlanned& fact) {
  Journey* of = journey(fact.touch.journey);
  if (of == nullptr) return;
  Touch made;
  made.site = fact.touch.site;
  made.run = fact.run;
  made.send = fact.send;
  made.channel = fact.channel;
  made.occurrence = fact.touch.occurrence;
  made.leg = fact.leg;
  made.purpose = fact.purpose;
  made.planned = at;
  made.expires = fact.expires;
  of->touches.push_back(std::move(made));
}

void Folding::operator()(const TouchBlocked& fact) {
  Touch* blocked = touch(fact.touch);
  if (blocked == nullptr) return;
  blocked->phase = fact.waits ? TouchPhase::waiting : TouchPhase::blocked;
  blocked->why = fact.why;
  if (!fact.waits) forget(fact.touch.journey);
}

// One slot a thing: reserving again moves it. A task's slot may lie ahead.
void Folding::operator()(const TouchReserved& fact) {
  if (Touch* reserved = touch(fact.touch)) {
    reserved->phase = TouchPhase::reserved;
    reserved->why = Reason::none;
    reserved->reserved = fact.at;
    reserved->contact = fact.contact;
  }
  if (!fact.contact) return;
  std::erase_if(customer.contacts, [&](const Contact& contact) { return contact.touch == fact.touch || contact.at < at - kLedgerKept; });
  customer.contacts.push_back({fact.at, fact.channel, fact.purpose, fact.touch});
}

void Folding::operator()(const TouchSending& fact) {
  for (Contact& contact : customer.contacts) {
    if (contact.touch == fact.touch) contact.at = at;
  }
  if (Touch* sending = touch(fact.touch)) {
    sending->phase = TouchPhase::sending;
    sending->attempt = fact.attempt;
  }
}

void Folding::operator()(const TouchReported& fact) {
  Touch* reported = touch(fact.touch);
  if (reported == nullptr) return;
  reported->phase = fact.phase;
  forget(fact.touch.journey);
}

void Folding::operator()(const TouchRetrying& fact) {
  if (Touch* retrying = touch(fact.touch)) retrying->phase = TouchPhase::retrying;
}

void Folding::operator()(const TouchOver& fact) {
  if (fact.slot_returned) std::erase_if(customer.contacts, [&](const Contact& contact) { return contact.touch == fact.touch; });
  Touch* over = touch(fact.touch);
  if (over == nullptr) return;
  // A question that certainly did not go out is not one that was asked.
  if (fact.slot_returned || over->attempt == 0 || (!over->contact && fact.phase == TouchPhase::failed))
    std::erase_if(customer.questions, [&](const AskedQuestion& asked) { return asked.touch == fact.touch; });
  over->phase = fact.phase;
  over->why = fact.why;
  std::erase_if(customer.timers, [&](const Timer& timer) {
    return timer.kind >= TimerKind::touch_wakes && timer.kind <= TimerKind::touch_deadline && timer.journey == fact.touch.journey &&
           timer.ref == fact.touch.site && timer.occurrence == fact.touch.occurrence;
  });
  forget(fact.touch.journey);
}

}  // namespace playmaker::core
