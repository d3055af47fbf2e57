// Invitations to an activity. One goes out only while a seat is free for the customer, and the seat is kept for them until they sign up or
// the sign-up closes: no more are invited than can come. Seats are the ledger's; what is asked for is granted or denied there.
#include <algorithm>

#include "runtime/core/touch/touches.hpp"

namespace playmaker::core {
namespace {

const Seat* seat_at(const Journey* journey, std::uint32_t site) {
  if (journey == nullptr) return nullptr;
  const auto found = std::ranges::find(journey->seats, site, &Seat::site);
  return found == journey->seats.end() ? nullptr : &*found;
}

const plan::Activity* activity_of(const Deciding& d, std::uint32_t number) {
  const auto& activities = d.world.roster->activities;
  return number < activities.size() ? activities[number] : nullptr;
}

// The end of the last day to sign up, or the activity's beginning where none is written; of the bank's clock.
Instant sign_up_end(const Deciding& d, const plan::Activity& activity) {
  const base::Zone zone = d.world.roster->zone;
  const Instant starts = base::start_of_day(zone, base::Date{activity.starts_on}) + activity.starts_minute * base::kMinute;
  return activity.has_sign_up ? std::min(starts, base::start_of_day(zone, base::Date{activity.sign_up_by} + 1)) : starts;
}

// The branch whose seats they are; kNone: one number of seats for all, or a customer of no branch.
std::uint32_t group_of(const Deciding& d, const plan::Activity& activity) {
  const std::uint32_t attribute = d.world.roster->branch_attribute;
  if (activity.seats_per != plan::SeatsPer::branch || attribute == plan::kNone) return plan::kNone;
  const Datum branch = attribute_of(d.customer, attribute);
  return branch.kind == plan::Kind::branch ? static_cast<std::uint32_t>(branch.number) : plan::kNone;
}

void give_back(Deciding& d, std::uint32_t number, const Seat& seat, bool used, Reason why) {
  d.emit(SeatReturned{number, seat.site, used, why});
  if (seat.ask != 0) d.emit(ResourceSettled{seat.ask, ResourceKind::activity, seat.activity, used, seat.group});
}

}  // namespace

void invite(Deciding& d, std::uint32_t number, std::uint32_t run, std::uint32_t index, bool ending) {
  if (ending) return;
  const LinkedPlan& linked = d.plan_of(*d.journey(number));
  const plan::Invitation& invitation = linked.plan->invitations[index];
  const std::uint32_t what = linked.unit.number(Names::activity, invitation.activity);
  const plan::Activity* activity = activity_of(d, what);
  if (activity == nullptr || d.now >= sign_up_end(d, *activity)) {
    d.emit(InvitationDropped{number, invitation.site, activity == nullptr ? Reason::not_live : Reason::sign_up_over});
    return;
  }
  if (seat_at(d.live(number), invitation.site) != nullptr) {
    d.emit(InvitationDropped{number, invitation.site, Reason::already_in});
    return;
  }
  if (d.journey(number)->hold_out != HoldOut::none) {        // no seat for whom nothing may be sent to
    d.emit(InvitationDropped{number, invitation.site, Reason::held_out});
    return;
  }
  ResourceAsked asked;
  asked.ask = d.customer.next_ask;
  asked.kind = ResourceKind::activity;
  asked.what = what;
  asked.journey = number;
  asked.site = invitation.site;
  asked.occurrence = static_cast<std::uint16_t>(run);
  asked.group = group_of(d, *activity);
  d.emit(asked);
}

void activity_answered(Deciding& d, const ResourceAsked& asked, const ResourceAnswered& answer) {
  const Journey* journey = d.live(asked.journey);
  const plan::Activity* activity = activity_of(d, asked.what);
  if (journey == nullptr || activity == nullptr || !answer.granted) {
    if (answer.granted) d.emit(ResourceSettled{asked.ask, ResourceKind::activity, asked.what, false, asked.group});
    if (journey != nullptr && !answer.granted) d.emit(InvitationDropped{asked.journey, asked.site, Reason::full});
    return;
  }
  const plan::Plan& plan = *d.plan_of(*journey).plan;
  d.emit(SeatTaken{asked.journey, asked.site, asked.what, asked.occurrence, asked.group, asked.ask});
  if (!plan_leg(d, asked.journey, asked.occurrence, plan.invitations[plan.sites[asked.site].index].send, 0)) return;
  d.set_timer(std::max(d.now, sign_up_end(d, *activity)), TimerKind::sign_up_over, asked.journey, asked.site);
}

void sign_up_on_event(Deciding& d, std::uint32_t number, const EventAtHand& event) {
  const Journey* journey = d.live(number);
  if (journey == nullptr || journey->seats.empty()) return;
  const std::vector<Seat> seats = journey->seats;
  for (const Seat& seat : seats) {
    const LinkedPlan& linked = d.plan_of(*d.live(number));
    const plan::Invitation& invitation = linked.plan->invitations[linked.plan->sites[seat.site].index];
    const bool came = linked.unit.events[invitation.signed_up] == event.event || linked.unit.events[invitation.attended] == event.event;
    if (came) give_back(d, number, seat, true, Reason::none);
  }
}

void sign_up_over(Deciding& d, std::uint32_t number, std::uint32_t site) {
  const Seat* seat = seat_at(d.live(number), site);
  if (seat != nullptr) give_back(d, number, Seat(*seat), false, Reason::sign_up_over);
}

void check_seats(Deciding& d, std::uint32_t number) {
  const Journey* journey = d.live(number);
  if (journey == nullptr || journey->seats.empty()) return;
  const std::vector<Seat> seats = journey->seats;
  for (const Seat& seat : seats) {
    const plan::Plan& plan = *d.plan_of(*d.live(number)).plan;
    const std::uint32_t send = plan.invitations[plan.sites[seat.site].index].send;
    const Touch* last = nullptr;
    for (const Touch& touch : d.live(number)->touches) {
      if (touch.send == send) last = &touch;
    }
    const bool unsent = last != nullptr && (last->phase == TouchPhase::failed || last->phase == TouchPhase::blocked ||
                                            last->phase == TouchPhase::expired || last->phase == TouchPhase::cancelled);
    if (unsent) give_back(d, number, seat, false, last->why);
  }
}

}  // namespace playmaker::core
