// Grants (rule 29): asked of the benefit's own ledger, granted or denied, posted when given. A customer's own limit is checked here, the
// stock there; `when empty grant N` asks for the next benefit of the chain.
#include <algorithm>

#include "runtime/core/deciding.hpp"
#include "runtime/core/journey/last_block.hpp"

namespace playmaker::core {
namespace {

void refuse(Deciding& d, std::uint32_t journey, std::uint32_t site, std::uint32_t benefit, Reason why) {
  d.emit(Granted{journey, site, benefit, false, why, {}});
}

bool used_up(const Deciding& d, const Journey& journey, std::uint32_t number, const plan::Benefit& benefit) {
  if (benefit.customer_at_most == 0) return false;
  std::uint32_t given = 0;
  for (const Grant& grant : d.customer.grants) {
    if (grant.benefit != number) continue;
    const auto until = benefit.customer_per.written() ? after(clockwork(d.frame(&journey)), grant.at, benefit.customer_per) : std::nullopt;
    if (!until || d.now < *until) ++given;
  }
  // An ask without its answer counts: two grants of one input must not both slip through.
  for (const Ask& ask : d.customer.asks) given += ask.asked.kind == ResourceKind::benefit && ask.asked.what == number ? 1 : 0;
  return given >= benefit.customer_at_most;
}

}  // namespace

bool ask_benefit(Deciding& d, std::uint32_t number, std::uint32_t site, std::uint16_t occurrence, std::uint32_t benefit) {
  const auto& benefits = d.world.roster->benefits;
  const plan::Benefit* declared = benefit < benefits.size() ? benefits[benefit] : nullptr;
  const Journey& journey = *d.journey(number);
  if (declared == nullptr || used_up(d, journey, benefit, *declared)) {
    refuse(d, number, site, benefit, declared == nullptr ? Reason::not_granted : Reason::capped);
    return false;
  }
  ResourceAsked asked;
  const LinkedPlan& linked = d.plan_of(journey);
  if (linked.plan->budget > 0) {
    asked.plan = linked.number;
    asked.worth = declared->value;
  }
  asked.ask = d.customer.next_ask;
  asked.kind = ResourceKind::benefit;
  asked.what = benefit;
  asked.journey = number;
  asked.site = site;
  asked.occurrence = occurrence;
  d.emit(asked);
  return true;
}

ResourceSettled settled_grant(const Deciding& d, std::uint32_t number, std::uint32_t ask, std::uint32_t benefit, std::int64_t worth,
                              bool used) {
  ResourceSettled settled{ask, ResourceKind::benefit, benefit, used};
  for (const Journey& journey : d.customer.journeys) {
    if (worth != 0 && journey.journey == number) settled.payer = d.plan_of(journey).playbook;
  }
  settled.worth = settled.payer == plan::kNone ? 0 : worth;
  return settled;
}

namespace {

// The benefit after `denied` in the chain that starts at the step's own; kNone at its end or where it would come round again.
std::uint32_t instead_of(const Deciding& d, const LinkedPlan& linked, std::uint32_t site, std::uint32_t denied) {
  const plan::Grant& grant = linked.plan->grants[linked.plan->sites[site].index];
  std::vector<std::uint32_t> chain{linked.unit.number(Names::benefit, grant.benefit)};
  const Roster& roster = *d.world.roster;
  while (chain.back() < roster.benefits.size() && roster.benefits[chain.back()] != nullptr &&
         !roster.benefits[chain.back()]->when_empty.empty()) {
    const std::uint32_t next = roster.dictionary->find(Names::benefit, roster.benefits[chain.back()]->when_empty);
    if (std::find(chain.begin(), chain.end(), next) != chain.end()) break;
    chain.push_back(next);
  }
  const auto at = std::find(chain.begin(), chain.end(), denied);
  return at == chain.end() || at + 1 == chain.end() ? plan::kNone : *(at + 1);
}

}  // namespace

// The step's `with`, as it is when the benefit is given: by then the run may have gone on, and with it its event.
std::vector<Datum> grant_values(Deciding& d, std::uint32_t number, std::uint32_t site, std::uint32_t run) {
  const plan::Plan& plan = *d.plan_of(*d.journey(number)).plan;
  std::vector<Datum> out;
  for (const plan::WithValue& with : plan.grants[plan.sites[site].index].with)
    out.push_back(d.value(d.frame(d.journey(number), find_run(*d.journey(number), run)), with.value, site));
  return out;
}

void ask_grant(Deciding& d, std::uint32_t number, std::uint32_t run, std::uint32_t index) {
  const Journey& journey = *d.journey(number);
  const LinkedPlan& linked = d.plan_of(journey);
  const plan::Grant& grant = linked.plan->grants[index];
  const std::uint32_t benefit = linked.unit.number(Names::benefit, grant.benefit);
  if (journey.hold_out == HoldOut::all) return refuse(d, number, grant.site, benefit, Reason::held_out);
  if (!take_reserved(d, number, run, grant.site, benefit)) ask_benefit(d, number, grant.site, static_cast<std::uint16_t>(run), benefit);
}

// The journey ends otherwise than by `finish`: nothing may leave the house after it. What its last block asks for comes later.
void refuse_grants(Deciding& d, std::uint32_t number) {
  const Journey& journey = *d.journey(number);
  const plan::Plan& plan = *d.plan_of(journey).plan;
  std::vector<Granted> refused;
  for (const Ask& ask : d.customer.asks) {
    const ResourceAsked& asked = ask.asked;
    if (asked.kind != ResourceKind::benefit || asked.journey != number || asked.site >= plan.sites.size()) continue;
    if (plan.sites[asked.site].kind == plan::SiteKind::grant && !in_handler(plan, asked.site))
      refused.push_back({number, asked.site, asked.what, false, Reason::cancelled, {}});
  }
  for (const Reservation& each : journey.reservations) {
    if (each.called && each.grant_site != plan::kNone && !in_handler(plan, each.grant_site))
      refused.push_back({number, each.grant_site, each.benefit, false, Reason::cancelled, {}});
  }
  for (Granted& each : refused) d.emit(std::move(each));
}

void grant_answered(Deciding& d, const ResourceAsked& asked, const ResourceAnswered& answer) {
  if (reservation_answered(d, asked, answer)) return;
  const Journey* journey = d.journey(asked.journey);   // of one that is over: its last block asked, or a step before its `finish`
  if (answer.granted) {
    ResourceSettled settled{asked.ask, ResourceKind::benefit, asked.what, journey != nullptr};
    if (asked.worth != 0) settled.payer = d.world.roster->plans[asked.plan]->playbook;
    settled.worth = asked.worth;
    d.emit(settled);
  }
  if (journey == nullptr) return;
  if (answer.granted) {
    d.emit(Granted{asked.journey, asked.site, asked.what, true, Reason::none, answer.text,
                   grant_values(d, asked.journey, asked.site, asked.occurrence)});
    return;
  }
  const std::uint32_t next = instead_of(d, d.plan_of(*journey), asked.site, asked.what);
  const bool over = d.live(asked.journey) == nullptr;   // forgotten as soon as it waits for nothing: what comes next is asked for first
  if (over && next != plan::kNone) ask_benefit(d, asked.journey, asked.site, asked.occurrence, next);
  refuse(d, asked.journey, asked.site, asked.what, answer.over_budget ? Reason::over_budget : Reason::full);
  if (!over && next != plan::kNone) ask_benefit(d, asked.journey, asked.site, asked.occurrence, next);
}

bool grant_pending(const Customer& customer, std::uint32_t journey, std::uint32_t benefit) {
  return std::any_of(customer.asks.begin(), customer.asks.end(), [&](const Ask& ask) {
    return ask.asked.kind == ResourceKind::benefit && ask.asked.journey == journey && ask.asked.what == benefit;
  });
}

}  // namespace playmaker::core
