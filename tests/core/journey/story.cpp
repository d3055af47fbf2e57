#include "tests/core/journey/story.hpp"

#include <algorithm>
#include <deque>
#include <stdexcept>

#include "runtime/base/hash.hpp"
#include "runtime/core/group.hpp"

namespace playmaker::core::testing {

base::Instant at(std::string_view minute) {
  std::string text = "2026-" + std::string(minute.substr(0, 5)) + "T" + std::string(minute.substr(6));
  if (minute.size() < 13) text += ":00";
  const auto instant = base::parse_instant(text + "+08:00");
  if (!instant) throw std::runtime_error(text);
  return *instant;
}

Story::Story() {
  customer.number = folded_.number = 7;
  customer.share = folded_.share = base::hash64("customer 7");
}

Story::~Story() = default;

PlanBuilder& Story::playbook(std::string name) {
  builders_.push_back(std::make_unique<PlanBuilder>(std::move(name)));
  builders_.back()->plan.ends_after = days(365);
  return *builders_.back();
}

PlanBuilder& Story::version(std::string_view name, plan::UpgradeKind upgrade) {
  roster();
  for (auto& builder : builders_) {
    if (builder->plan.name != name) continue;
    const std::uint32_t version = builder->plan.version + 1;
    builder = std::make_unique<PlanBuilder>(std::string(name));
    builder->plan.ends_after = days(365);
    builder->plan.version = version;
    builder->plan.upgrade.how = upgrade;
    return *builder;
  }
  throw std::runtime_error(std::string(name));
}

Story& Story::upgrade() {
  apply();
  for (const std::uint32_t live : roster().live) {
    const bool older = std::any_of(customer.journeys.begin(), customer.journeys.end(), [&](const Journey& journey) {
      const LinkedPlan& plan = *roster().plans[journey.plan];
      return !journey.ended && plan.number != live && plan.playbook == roster().plans[live]->playbook;
    });
    if (older && roster().plans[live]->plan->upgrade.how != plan::UpgradeKind::keep) input(VersionApplied{live});
  }
  return *this;
}

void Story::apply() {
  std::vector<pl::Plan> plans;
  for (const auto& builder : builders_) plans.push_back(builder->plan);
  roster_ = roster_of(catalog.catalog, plans, roster_.get());
}

const Roster& Story::roster() {
  if (roster_ == nullptr) apply();
  return *roster_;
}

World Story::world() { return {&roster(), &directory, &pauses, salt}; }

std::uint32_t Story::person(std::string_view name) {
  // People are numbered by hand here: the engine's import gives the dictionary's numbers.
  static const std::map<std::string_view, std::uint32_t> kPeople{{"wang", 1}, {"li", 2}, {"zhao", 3}};
  return kPeople.at(name);
}

Story& Story::on(std::string_view minute) {
  fire(at(minute), false);
  now_ = at(minute);
  return *this;
}
Story& Story::until(std::string_view minute) {
  fire(at(minute), true);
  now_ = at(minute);
  return *this;
}

void Story::fire(base::Instant until, bool inclusive) {
  for (int bound = 0; bound < 10'000; ++bound) {
    base::Instant due = base::kNever;
    for (const Timer& timer : customer.timers) due = timer.held ? due : std::min(due, timer.due);
    if (due > until || (due == until && !inclusive)) return;
    TimersDue fired{due, {}};
    for (const Timer& timer : customer.timers) {
      if (!timer.held && timer.due == due) fired.timers.push_back(timer.timer);
    }
    now_ = std::max(now_, due);
    decide_on(fired, now_);
  }
  throw std::runtime_error("timers never come to rest");
}

Story& Story::input(const Input& input) {
  decide_on(input, now_);
  return *this;
}

void Story::decide_on(const Input& first, base::Instant when) {
  std::deque<Input> waiting{first};
  while (!waiting.empty()) {
    Group group;
    group.customer = customer.number;
    group.input = waiting.front();
    group.at = decided_at(group.input, when);
    waiting.pop_front();
    group.facts = decide(world(), customer, group.input, when);
    std::string bytes;
    append_group(bytes, group);
    std::size_t place = 0;
    const auto again = read_group(bytes, place);
    if (!again || place != bytes.size()) throw std::runtime_error("a group does not come back from its bytes");
    core::apply(world(), folded_, again->input, again->at);
    for (const Fact& fact : again->facts) core::apply(world(), folded_, fact, again->at);
    if (encode(folded_) != encode(customer)) throw std::runtime_error("state is not the fold of its facts");
    const auto restored = decode_customer(encode(customer));
    if (!restored || encode(*restored) != encode(customer)) throw std::runtime_error("state does not come back from its bytes");
    if (const std::string fault = check_invariants(world(), customer); !fault.empty()) throw std::runtime_error(fault);
    const std::string minute = base::format_minute(group.at, roster().zone).substr(5);
    for (const Fact& fact : group.facts) {
      if (const auto* entered = std::get_if<JourneyEntered>(&fact)) plan_of_[entered->journey] = entered->plan;
      if (const auto* moved = std::get_if<JourneyMoved>(&fact)) plan_of_[moved->journey] = moved->to;
      if (const std::string text = line(fact); !text.empty()) lines_ += minute + " " + text + "\n";
      if (const auto* reserved = std::get_if<TouchReserved>(&fact)) {
        const auto kind = roster().plans[plan_of_[reserved->touch.journey]]->plan->sites[reserved->touch.site].kind;
        if (kind == plan::SiteKind::leg) waiting.push_back(SlotGranted{reserved->touch});
      }
      if (const auto* sending = std::get_if<TouchSending>(&fact))
        waiting.push_back(DeliveryReported{sending->touch, sending->attempt, DeliveryOutcome::accepted, when, "id", 0, {}});
      facts.push_back(fact);
    }
  }
}

Story& Story::event(std::string_view name, std::vector<plan::Datum> fields, std::string_view happened) {
  EventArrived event;
  event.event = roster().dictionary->find(Names::event, name);
  event.at = happened.empty() ? now_ : at(happened);
  event.fields = std::move(fields);
  return input(event);
}
Story& Story::event_for(std::string_view name, std::string_view path) {
  EventArrived event;
  event.event = roster().dictionary->find(Names::event, name);
  event.at = now_;
  event.addressed = true;
  event.task = task(path);
  return input(event);
}
Story& Story::set(std::string_view attribute, plan::Datum value) {
  return input(AttributesSet{plan::kNone, now_, {{roster().dictionary->find(Names::attribute, attribute), std::move(value)}}});
}
Story& Story::forget(std::string_view attribute) { return set(attribute, {}); }
Story& Story::enter(std::string_view playbook) {
  return input(EntryAsked{roster().live_plan(roster().dictionary->find(Names::playbook, playbook))->number, "test"});
}
Story& Story::sweep(std::string_view playbook, std::uint32_t entry) {
  const LinkedPlan& plan = *roster().live_plan(roster().dictionary->find(Names::playbook, playbook));
  return input(SweepDue{plan.number, entry, base::local_date(roster().zone, now_)});
}
Story& Story::report(std::string_view path, std::string outcome, std::uint16_t occurrence) {
  return input(TaskReported{task(path, occurrence), std::move(outcome), "wang", {}});
}
Story& Story::hand(std::string_view path, std::string_view to, std::string reason) {
  return input(TaskHandedTo{task(path), person(to), "boss", std::move(reason)});
}
Story& Story::answer(bool granted, std::string text, std::string_view to) {
  if (customer.asks.empty()) throw std::runtime_error("nothing was asked");
  return input(ResourceAnswered{customer.asks.front().asked.ask, granted, to.empty() ? plan::kNone : person(to), std::move(text)});
}
Story& Story::act(Act act, std::uint32_t number) { return input(OperatorActed{act, number, "boss", "because"}); }
Story& Story::wide_pause(WidePause pause) {
  pause.from = now_;
  pauses.push_back(pause);
  return *this;
}
Story& Story::lift() {
  for (WidePause& pause : pauses) pause.to = std::min(pause.to, now_);
  return input(PauseLifted{});
}
Story& Story::import(std::string_view name) { return input(ImportArrived{roster().dictionary->find(Names::import, name), now_}); }
Story& Story::new_calendar(std::string_view name, std::string_view csv) {
  for (pl::NamedCalendar& calendar : catalog.catalog.calendars) {
    if (calendar.name == name) calendar.days = *base::parse_calendar(csv, calendar.days.weekend);
  }
  apply();
  return input(CalendarChanged{});
}

const Journey* Story::journey(std::string_view playbook) {
  const Journey* newest = nullptr;
  for (const Journey& journey : customer.journeys) {
    if (!journey.ended && roster().plans[journey.plan]->plan->name == playbook) newest = &journey;
  }
  return newest;
}

ThingRef Story::task(std::string_view path, std::uint16_t occurrence) {
  for (auto known = plan_of_.rbegin(); known != plan_of_.rend(); ++known) {
    const auto& sites = roster().plans[known->second]->plan->sites;
    for (std::uint32_t site = 0; site < sites.size(); ++site) {
      if (sites[site].kind == plan::SiteKind::task && sites[site].path == path) return {known->first, site, occurrence};
    }
  }
  throw std::runtime_error("no task " + std::string(path));
}

int Story::count(std::uint16_t code) const {
  return static_cast<int>(std::count_if(facts.begin(), facts.end(), [&](const Fact& fact) { return code_of(fact) == code; }));
}

std::string Story::told() {
  std::string out;
  out.swap(lines_);
  return out;
}

std::string Story::told(std::string_view word) {
  std::string out, all = told();
  for (std::size_t from = 0; from < all.size();) {
    const std::size_t end = all.find('\n', from) + 1;
    const std::string one = all.substr(from, end - from);
    if (one.find(word) != std::string::npos) out += one;
    from = end;
  }
  return out;
}

}  // namespace playmaker::core::testing
