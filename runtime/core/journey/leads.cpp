// Leads: a list names a customer; who it is whose customer that is already, or else the least burdened of the role at the branch, is asked
// to claim it in time. Once claimed the customer enters, and is that person's. Whoever lets it pass never gets it again.
//
//   meet ─> deal ─(the ledger says who)─> offer ─claimed─> claim: enters     offer ─passed─> deal again, or back to the list
//              ├ everyone has a day's share ─> deal tomorrow
//              └ nobody is left ─> it stands open, with an incident
//   Whoever cannot enter when claimed goes back at once, with an incident; so does what is dealt no more. The end of the journey is the end
//   of the lead that began it, and of no other.
#include <algorithm>

#include "runtime/core/deciding.hpp"

namespace playmaker::core {
namespace {

struct Dealt {  // by which live entry; linked nullptr: no version that lives has it any more
  const LinkedPlan* linked = nullptr;
  std::uint32_t entry = plan::kNone;
  const plan::Dealing& rule() const { return linked->plan->audience.entries[entry].dealing; }
  const std::string& role() const { return linked->plan->unit.texts[rule().role]; }
};

Dealt dealt_by(const Roster& roster, const Lead& lead) {
  const LinkedPlan* live = roster.live_plan(roster.plans[lead.plan]->playbook);
  if (live == nullptr) return {};
  const auto& entries = live->plan->audience.entries;
  for (std::uint32_t i = 0; i < entries.size(); ++i) {
    const bool same = entries[i].kind == plan::EntryKind::list && live->unit.number(Names::list, entries[i].list) == lead.list;
    if (same && entries[i].dealing.written) return {live, i};
  }
  return {};
}

const plan::LeadRule* rule_of(const Deciding& d, std::uint32_t list) {
  const auto& lists = d.world.roster->lists;
  return list < lists.size() && lists[list] != nullptr ? &lists[list]->rule : nullptr;
}

Clockwork clock_of(const Deciding& d, const LinkedPlan& plan) {
  Frame frame = d.frame();
  frame.plan = &plan;
  frame.unit = &plan.unit;
  return clockwork(frame);
}

bool has(const std::vector<std::uint32_t>& people, std::uint32_t person) {
  return std::find(people.begin(), people.end(), person) != people.end();
}

bool unclaimed(const Lead& lead) { return lead.phase < LeadPhase::claimed; }

void say(Deciding& d, const Lead& lead, std::string code) {
  d.incident(std::move(code), plan::kNone, lead.site, d.world.roster->dictionary->name(Names::list, lead.list), lead.plan);
}

void ask(Deciding& d, const Lead& lead, const std::string& role, std::uint32_t person, base::Instant due) {
  const std::uint32_t number = d.customer.next_question;
  const ThingRef about{0, lead.site, static_cast<std::uint16_t>(lead.lead)};
  d.emit(QuestionAsked{number, QuestionKind::lead, about, lead.plan, role, person, due, 0});
  if (due != base::kNever) d.set_timer(due, TimerKind::question_over, 0, number);
}

void drop_question(Deciding& d, std::uint32_t lead, Reason why) {
  for (const Question& question : d.customer.open_questions) {
    if (question.kind != QuestionKind::lead || question.about.occurrence != lead) continue;
    return d.emit(QuestionDropped{question.question, why});
  }
}

void give_back(Deciding& d, std::uint32_t number, Reason why);

// `back after D` of a claimed lead counts from the last task done, or from when the oldest that is open could be done: who has nothing to
// do neglects nothing. nullopt: nothing is open.
std::optional<base::Instant> neglected_since(const Deciding& d, const Lead& lead) {
  const auto journey = std::find_if(d.customer.journeys.begin(), d.customer.journeys.end(),
                                    [&](const Journey& each) { return lead.journey != 0 && each.journey == lead.journey; });
  if (journey == d.customer.journeys.end()) return std::nullopt;
  base::Instant done = lead.counts, open = base::kNever;
  for (const Task& task : journey->tasks) {
    if (task.phase == TaskPhase::open) open = std::min(open, std::max(task.opened, task.not_before));
    if (task.phase == TaskPhase::closed && task.how == TaskEnd::done) done = std::max(done, task.closed);
  }
  return open == base::kNever ? std::nullopt : std::optional(std::max(done, open));
}

// The clock of `back after D`: goes back when its time is over, else looks again when it would be, or, with nothing to do, in D.
void watch_back(Deciding& d, std::uint32_t number) {
  d.cancel_timers(0, TimerKind::lead_back, number, 0);
  const Lead lead = d.customer.leads[number - 1];
  const plan::LeadRule* rule = rule_of(d, lead.list);
  if (rule == nullptr || !rule->back.written() || lead.phase >= LeadPhase::returned) return;
  const Dealt by = dealt_by(*d.world.roster, lead);
  const Clockwork clock = clock_of(d, by.linked != nullptr ? *by.linked : *d.world.roster->plans[lead.plan]);
  const base::Instant from = unclaimed(lead) ? lead.counts : neglected_since(d, lead).value_or(d.now);
  const auto at = after(clock, from, rule->back);
  if (!at) return say(d, lead, "calendar_unknown");
  if (*at <= d.now) return give_back(d, number, unclaimed(lead) ? Reason::unclaimed : Reason::not_worked);
  d.set_timer(*at, TimerKind::lead_back, 0, number);
}

void not_entered(Deciding& d, std::uint32_t number, Reason why) {
  give_back(d, number, why);
  say(d, d.customer.leads[number - 1], "lead_not_entered");
}

// Whoever claimed it is the customer's own from now on, where the role is found by that.
void take_over(Deciding& d, const Lead& lead, const std::string& role_name) {
  const Roster& roster = *d.world.roster;
  const plan::Role* role = role_named(roster, role_name);
  if (role == nullptr || !by_manager(roster, *role)) return;
  const plan::Datum before = attribute_of(d.customer, roster.manager_attribute);
  const std::uint32_t from = before.known() ? static_cast<std::uint32_t>(before.number) : plan::kNone;
  if (from == lead.person) return;
  d.emit(CustomerHandedOver{0, lead.site, roster.manager_attribute, from, lead.person});
  move_tasks(d);
}

Reason outcome_of(HandOffOutcome outcome) {
  switch (outcome) {
    case HandOffOutcome::already_in: return Reason::already_in;
    case HandOffOutcome::capped: return Reason::full;
    case HandOffOutcome::not_live: return Reason::not_live;
    case HandOffOutcome::not_eligible: return Reason::not_eligible;
    case HandOffOutcome::entered:
    case HandOffOutcome::pending: break;
  }
  return Reason::none;
}

// The customer changes hands only with a seat: `at most N customers` asks for one first (lead_seated).
void claim(Deciding& d, std::uint32_t number, std::uint32_t person, const std::string& actor) {
  const Dealt by = dealt_by(*d.world.roster, d.customer.leads[number - 1]);
  if (by.linked == nullptr) return not_entered(d, number, Reason::not_live);
  if (const Reason why = kept_out(d, *by.linked, EntryVia::list); why != Reason::none) return not_entered(d, number, why);
  const bool seated = std::any_of(d.customer.asks.begin(), d.customer.asks.end(), [&](const Ask& ask) {
    return ask.asked.kind == ResourceKind::seat && ask.asked.plan == by.linked->number;
  });
  if (seated) return not_entered(d, number, Reason::already_in);  // on its way in by another door
  d.emit(LeadClaimed{number, d.customer.leads[number - 1].list, person, actor});
  d.cancel_timers(0, TimerKind::lead_expires, number, 0);
  watch_back(d, number);
  if (by.linked->plan->audience.at_most == 0) take_over(d, Lead(d.customer.leads[number - 1]), by.role());
  const Reason why = outcome_of(enter(d, *by.linked, by.entry, EntryVia::list));
  if (why != Reason::none) not_entered(d, number, why);
}

void offer(Deciding& d, std::uint32_t number, std::uint32_t person, const Dealt& by) {
  const Lead lead = d.customer.leads[number - 1];
  const plan::Length& within = by.rule().claim;
  const auto until = within.written() ? after(clock_of(d, *by.linked), d.now, within) : std::nullopt;
  if (within.written() && !until) say(d, lead, "calendar_unknown");
  d.emit(LeadDealt{number, lead.list, person, d.world.roster->dictionary->find(Names::role, by.role()), until.value_or(base::kNever)});
  if (!within.written()) return claim(d, number, person, {});
  ask(d, lead, by.role(), person, until.value_or(base::kNever));
}

void stand(Deciding& d, std::uint32_t number, Reason why, const Dealt& by) {
  const Lead lead = d.customer.leads[number - 1];
  d.emit(LeadStands{number, lead.list, why});
  ask(d, lead, by.role(), plan::kNone, base::kNever);
  say(d, lead, "lead_undealt");
}

// Whoever had claimed it loses it: `lead_withdrawn` happens to the customer, where the catalog declares it, and a journey that has no exit
// on it ends.
void withdraw(Deciding& d, const Journey& journey) {
  const Roster& roster = *d.world.roster;
  const LinkedPlan& linked = d.plan_of(journey);
  const std::uint32_t number = journey.journey, event = roster.dictionary->find(Names::event, "lead_withdrawn");
  const auto heard = linked.listeners.find(event);
  const bool exits = heard != linked.listeners.end() && !heard->second.exits.empty();
  if (event < roster.events.size() && roster.events[event].event != nullptr) {
    EventArrived arrived;
    arrived.event = event;
    arrived.at = d.now;
    arrived.fields.resize(roster.events[event].fields.size());
    d.emit(Emitted{number, 0, event, arrived.fields});
    d.emitted.push_back({std::move(arrived), d.depth + 1});
  }
  if (!exits) end_journey(d, number, Reason::withdrawn, "withdrawn", 0);
}

void give_back(Deciding& d, std::uint32_t number, Reason why) {
  const Lead lead = d.customer.leads[number - 1];
  if (lead.phase >= LeadPhase::returned) return;
  drop_question(d, number, why);
  d.emit(LeadReturned{number, lead.list, why, lead.person});
  d.cancel_timers(0, TimerKind::lead_expires, number, 0);
  d.cancel_timers(0, TimerKind::lead_back, number, 0);
  d.cancel_timers(0, TimerKind::lead_deal, number, 0);
  std::vector<std::uint32_t> asks;
  for (const Ask& open : d.customer.asks) {
    if (open.asked.kind == ResourceKind::lead && open.asked.occurrence == number) asks.push_back(open.asked.ask);
  }
  for (const std::uint32_t open : asks) d.emit(ResourceSettled{open, ResourceKind::lead, plan::kNone, false});
  if (const Journey* journey = lead.journey == 0 ? nullptr : d.live(lead.journey)) withdraw(d, *journey);
}

// Whose customer it is already comes first; a role that is one person's has nobody else.
void deal(Deciding& d, std::uint32_t number) {
  const Lead lead = d.customer.leads[number - 1];
  const Roster& roster = *d.world.roster;
  const Dealt by = dealt_by(*d.world.roster, lead);
  const plan::Role* role = by.linked == nullptr ? nullptr : role_named(roster, by.role());
  if (role == nullptr) return give_back(d, number, Reason::not_live);
  const bool pooled = !role->pool.empty();
  if (!pooled) {
    const Assignee own = who_is(d, nullptr, role->name, lead.site);
    const bool free = own.person != plan::kNone && !own.backup && !has(lead.had, own.person);
    if (free && !is_away(d.world, d.customer, own.person, d.now)) return offer(d, number, own.person, by);
  }
  const plan::Datum branch = roster.branch_attribute == plan::kNone ? plan::Datum{} : attribute_of(d.customer, roster.branch_attribute);
  if (!branch.known()) return stand(d, number, Reason::no_branch, by);
  ResourceAsked asked;
  asked.ask = d.customer.next_ask;
  asked.kind = ResourceKind::lead;
  asked.what = roster.dictionary->find(Names::role, role->name);
  asked.site = lead.site;
  asked.occurrence = static_cast<std::uint16_t>(number);
  asked.via = EntryVia::list;
  asked.plan = by.linked->number;
  asked.entry = by.entry;
  asked.group = static_cast<std::uint32_t>(branch.number);
  asked.passed = lead.had;
  d.emit(asked);
}

void pass_on(Deciding& d, std::uint32_t number) {
  const Dealt by = dealt_by(*d.world.roster, d.customer.leads[number - 1]);
  if (by.linked != nullptr && by.rule().otherwise == plan::Unclaimed::back) return give_back(d, number, Reason::unclaimed);
  deal(d, number);
}

const Lead* current(const Deciding& d, const LinkedPlan& plan, std::uint32_t list) {
  for (const Lead& lead : d.customer.leads) {
    if (lead.list == list && lead.phase < LeadPhase::returned && d.world.roster->plans[lead.plan]->playbook == plan.playbook) return &lead;
  }
  return nullptr;
}

}  // namespace

void meet_lead(Deciding& d, const LinkedPlan& plan, std::uint32_t index) {
  const plan::Entry& entry = plan.plan->audience.entries[index];
  const std::uint32_t list = plan.unit.number(Names::list, entry.list);
  const plan::LeadRule* rule = rule_of(d, list);
  if (rule == nullptr) return;
  const base::Zone zone = clock_of(d, plan).zone;
  const bool ends = rule->expires_on != INT32_MAX;
  const base::Instant end = ends ? base::start_of_day(zone, base::Date{rule->expires_on} + 1) : base::kNever;
  if (d.now >= end) return d.emit(EntryRefused{plan.number, EntryVia::list, Reason::expired, plan::kNone});
  if (!entry.dealing.written) {
    enter(d, plan, index, EntryVia::list);
    return;
  }
  if (current(d, plan, list) != nullptr || kept_out(d, plan, EntryVia::list) != Reason::none) return;
  const auto number = static_cast<std::uint32_t>(d.customer.leads.size() + 1);
  d.emit(LeadArrived{number, list, plan.number, entry.site});
  if (ends) d.set_timer(end, TimerKind::lead_expires, 0, number);
  watch_back(d, number);
  deal(d, number);
}

void leave_list(Deciding& d, const LinkedPlan& plan, std::uint32_t index) {
  const Lead* lead = current(d, plan, plan.unit.number(Names::list, plan.plan->audience.entries[index].list));
  if (lead != nullptr) give_back(d, lead->lead, Reason::off_list);
}

void lead_answered(Deciding& d, const ResourceAsked& asked, const ResourceAnswered& answer) {
  const std::uint32_t number = asked.occurrence;
  if (number == 0 || number > d.customer.leads.size()) return;
  const Lead lead = d.customer.leads[number - 1];
  const Dealt by = dealt_by(*d.world.roster, lead);
  if (!unclaimed(lead)) return;
  if (by.linked == nullptr) return give_back(d, number, Reason::not_live);
  if (answer.granted && answer.person != plan::kNone) return offer(d, number, answer.person, by);
  if (answer.later) {
    const base::Zone zone = clock_of(d, *by.linked).zone;
    d.set_timer(base::start_of_day(zone, base::local_date(zone, d.now) + 1), TimerKind::lead_deal, 0, number);
    return;
  }
  // Nobody of the role: whoever stands in for it at the branch, once.
  const Assignee stand_in = who_is(d, nullptr, by.role(), lead.site);
  if (stand_in.backup && !has(lead.had, stand_in.person)) return offer(d, number, stand_in.person, by);
  stand(d, number, Reason::nobody_left, by);
}

void lead_replied(Deciding& d, const Question& question, const std::string& answer, const std::string& actor, std::uint32_t person) {
  const std::uint32_t number = question.about.occurrence;
  if (number == 0 || number > d.customer.leads.size() || !unclaimed(d.customer.leads[number - 1])) return;
  if (answer != "claimed") return pass_on(d, number);
  if (person != plan::kNone) claim(d, number, person, actor);
}

bool of_lead(TimerKind kind) { return kind == TimerKind::lead_expires || kind == TimerKind::lead_back || kind == TimerKind::lead_deal; }

void lead_timer(Deciding& d, const Timer& timer) {
  if (timer.ref == 0 || timer.ref > d.customer.leads.size()) return;
  const Lead lead = d.customer.leads[timer.ref - 1];
  if (timer.kind == TimerKind::lead_deal) {
    if (unclaimed(lead)) deal(d, lead.lead);
    return;
  }
  if (timer.kind == TimerKind::lead_expires) {
    if (unclaimed(lead)) give_back(d, lead.lead, Reason::expired);
    return;
  }
  watch_back(d, lead.lead);
}

void lead_seated(Deciding& d, const ResourceAsked& asked, Reason why) {
  if (asked.via != EntryVia::list || asked.plan >= d.world.roster->plans.size()) return;
  const LinkedPlan& plan = *d.world.roster->plans[asked.plan];
  const auto& entries = plan.plan->audience.entries;
  const std::uint32_t list = asked.entry < entries.size() ? plan.unit.number(Names::list, entries[asked.entry].list) : plan::kNone;
  const Lead* found = current(d, plan, list);
  if (found == nullptr || found->phase != LeadPhase::claimed || found->journey != 0) return;
  const Lead lead = *found;
  if (why != Reason::none) return not_entered(d, lead.lead, why);
  take_over(d, lead, plan.plan->unit.texts[entries[asked.entry].dealing.role]);
}

void rearm_leads(Deciding& d) {
  for (std::uint32_t number = 1; number <= d.customer.leads.size(); ++number) {
    if (!d.has_timer(0, TimerKind::lead_back, number)) watch_back(d, number);
  }
}

std::optional<base::Instant> claim_until(const Deciding& d, const Question& question) {
  const std::uint32_t number = question.about.occurrence;
  if (question.person == plan::kNone || number == 0 || number > d.customer.leads.size()) return std::nullopt;  // it stands open
  const Dealt by = dealt_by(*d.world.roster, d.customer.leads[number - 1]);
  if (by.linked == nullptr || !by.rule().claim.written()) return std::nullopt;
  return after(clock_of(d, *by.linked), question.asked, by.rule().claim);
}

bool stranded_lead(const Roster& roster, const Customer& customer, std::uint32_t playbook) {
  return std::any_of(customer.leads.begin(), customer.leads.end(), [&](const Lead& lead) {
    return unclaimed(lead) && roster.plans[lead.plan]->playbook == playbook && dealt_by(roster, lead).linked == nullptr;
  });
}

void drop_stranded(Deciding& d) {
  for (std::uint32_t number = 1; number <= d.customer.leads.size(); ++number) {
    const Lead& lead = d.customer.leads[number - 1];
    if (unclaimed(lead) && dealt_by(*d.world.roster, lead).linked == nullptr) give_back(d, number, Reason::not_live);
  }
}

}  // namespace playmaker::core
