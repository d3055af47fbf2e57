#include "daemon/replay/figures.hpp"

#include <algorithm>

#include "daemon/tallies.hpp"
#include "daemon/words/words.hpp"

namespace playmaker::replay {

struct Figures::One {
  Figures& all;
  const core::Roster& roster;
  std::map<std::uint32_t, Journey>& journeys;
  std::int64_t at;

  Journey* journey(std::uint32_t number) {
    const auto found = journeys.find(number);
    return found == journeys.end() ? nullptr : &found->second;
  }
  static const plan::Site* site(const Journey& journey, std::uint32_t site) {
    return site < journey.plan->plan->sites.size() ? &journey.plan->plan->sites[site] : nullptr;
  }

  void responded(std::uint32_t number) {
    Journey* of = journey(number);
    if (of == nullptr) return;
    Wave* latest = nullptr;
    for (Wave& wave : of->waves) {
      if (wave.reached && (latest == nullptr || wave.at > latest->at || (wave.at == latest->at && wave.run > latest->run))) latest = &wave;
    }
    if (latest == nullptr || latest->responded) return;
    latest->responded = true;
    ++latest->count->responded;
  }
  void reached(Wave& wave) {
    if (wave.reached || wave.over) return;
    wave.reached = true;
    wave.at = at;
    ++wave.count->reached;
  }
  Wave* wave(std::uint32_t number, std::uint32_t run) {
    Journey* of = journey(number);
    if (of == nullptr) return nullptr;
    const auto found = std::find_if(of->waves.begin(), of->waves.end(), [&](const Wave& each) { return each.run == run; });
    return found == of->waves.end() ? nullptr : &*found;
  }
  template <class Things>
  static auto thing(Things& things, const core::ThingRef& ref) {
    return std::find_if(things.begin(), things.end(),
                        [&](const auto& each) { return each.site == ref.site && each.occurrence == ref.occurrence; });
  }
  TaskCount* task(const core::ThingRef& ref) {
    Journey* of = journey(ref.journey);
    const plan::Site* where = of == nullptr ? nullptr : site(*of, ref.site);
    return where == nullptr ? nullptr : &of->count->tasks[where->path];
  }
  BreakpointCount* breakpoint(const core::ThingRef& ref) {
    Journey* of = journey(ref.journey);
    const plan::Site* where = of == nullptr ? nullptr : site(*of, ref.site);
    return where == nullptr ? nullptr : &of->count->breakpoints[where->path];
  }

  void operator()(const core::JourneyEntered& fact) {
    if (fact.plan >= roster.plans.size()) return;
    Journey& made = journeys[fact.journey];
    made.plan = roster.plans[fact.plan].get();
    made.count = &all.playbooks_[made.plan->plan->name];
    ++made.count->entered;
    ++made.count->live;
    if (fact.hold_out != core::HoldOut::none) ++made.count->held_out;
  }
  void operator()(const core::JourneyMoved& fact) {
    Journey* of = journey(fact.journey);
    if (of != nullptr && fact.to < roster.plans.size()) of->plan = roster.plans[fact.to].get();
  }
  void operator()(const core::JourneyEnded& fact) {
    Journey* of = journey(fact.journey);
    if (of == nullptr) return;
    --of->count->live;
    ++of->count->ended[fact.outcome];
  }
  void operator()(const core::RunStarted& fact) {
    Journey* of = journey(fact.journey);
    const plan::Site* where = of == nullptr ? nullptr : site(*of, fact.site);
    if (where == nullptr || where->kind != plan::SiteKind::wave) return;
    of->waves.push_back({fact.run, &of->count->waves[where->path], false, false, false, 0});
    if (fact.phase != core::RunPhase::armed) reached(of->waves.back());
  }
  void operator()(const core::RunMoved& fact) {
    Wave* of = wave(fact.journey, fact.run);
    if (of != nullptr && fact.phase != core::RunPhase::armed) reached(*of);
  }
  void operator()(const core::RunEnded& fact) {
    Wave* of = wave(fact.journey, fact.run);
    if (of == nullptr) return;
    if (fact.how == core::RunEnd::completed) reached(*of);
    else if (!of->reached && !of->over && (fact.how == core::RunEnd::skipped || fact.how == core::RunEnd::expired)) ++of->count->skipped;
    of->over = true;
  }
  void operator()(const core::GoalReached& fact) { responded(fact.journey); }
  void operator()(const core::TaskOpened& fact) {
    TaskCount* count = task(fact.task);
    if (count == nullptr) return;
    ++count->opened;
    journey(fact.task.journey)->tasks.push_back({fact.task.site, fact.task.occurrence, false});
  }
  void operator()(const core::TaskClosed& fact) {
    if (TaskCount* count = task(fact.task); count != nullptr && fact.how == core::TaskEnd::done && opened(fact.task)) ++count->done;
  }
  void operator()(const core::TaskOverdue& fact) {
    if (TaskCount* count = task(fact.task); count != nullptr && opened(fact.task)) ++count->overdue;
  }
  void operator()(const core::TaskEscalated& fact) {
    TaskCount* count = task(fact.task);
    if (count == nullptr || !opened(fact.task)) return;
    const auto which = thing(journey(fact.task.journey)->tasks, fact.task);
    if (!which->escalated) ++count->escalated;
    which->escalated = true;
  }
  bool opened(const core::ThingRef& ref) {
    auto& tasks = journey(ref.journey)->tasks;
    return thing(tasks, ref) != tasks.end();
  }
  void operator()(const core::TouchPlanned& fact) {
    if (Journey* of = journey(fact.touch.journey)) of->touches.push_back({fact.touch.site, fact.touch.occurrence, fact.run});
  }
  void operator()(const core::TouchBlocked& fact) {
    if (Journey* of = journey(fact.touch.journey)) ++of->count->blocked[std::string(daemon::code_of(fact.why))];
  }
  void operator()(const core::TouchSending& fact) {
    Journey* of = journey(fact.touch.journey);
    if (of == nullptr || fact.attempt > 1) return;
    const auto touch = thing(of->touches, fact.touch);
    const plan::Site* where = site(*of, fact.touch.site);
    if (touch == of->touches.end() || where == nullptr) return;
    for (const plan::Send& send : of->plan->plan->sends) {
      for (const plan::Leg& leg : send.legs) {
        if (leg.site == fact.touch.site) ++of->count->touches[of->plan->plan->unit.texts[leg.channel]];
      }
    }
    if (Wave* by = wave(fact.touch.journey, touch->run)) ++by->count->touches;
  }
  void operator()(const core::TouchReported& fact) {
    if (fact.phase == core::TouchPhase::read || fact.phase == core::TouchPhase::answered) responded(fact.touch.journey);
  }
  void operator()(const core::StallArmed& fact) {
    if (BreakpointCount* count = breakpoint(fact.stall)) ++count->armed;
  }
  void operator()(const core::StallTripped& fact) {
    BreakpointCount* count = breakpoint(fact.stall);
    if (count == nullptr) return;
    ++count->tripped;
    ++count->open;
  }
  void operator()(const core::StallCleared& fact) {
    BreakpointCount* count = breakpoint(fact.stall);
    if (count == nullptr) return;
    ++count->cleared;
    if (!fact.recovered) return;
    ++count->recovered;
    --count->open;
  }
  void operator()(const core::EventLate& fact) {
    if (fact.journey == plan::kNone) ++all.late_;
  }
  template <class Other>
  void operator()(const Other&) {}
};

void Figures::list(const core::Roster& roster) {
  for (const std::uint32_t live : roster.live) {
    const plan::Plan& plan = *roster.plans[live]->plan;
    PlaybookCount& count = playbooks_[plan.name];
    for (const plan::Wave& wave : plan.waves) count.waves[plan.sites[wave.site].path];
    for (const plan::Task& task : plan.tasks) count.tasks[plan.sites[task.site].path];
    for (const plan::Breakpoint& breakpoint : plan.breakpoints) count.breakpoints[plan.sites[breakpoint.site].path];
  }
}

void Figures::fold(const view::Batch& batch) {
  for (const view::Item& item : batch.items) {
    const std::uint64_t key = view::customer_key(item.lane, item.group.customer);
    One one{*this, *batch.roster, journeys_[key], item.group.at.ms};
    for (const core::Fact& fact : item.group.facts) std::visit(one, fact);
  }
}

void write(daemon::JsonWriter& json, const std::map<std::string, PlaybookCount>& playbooks) {
  const auto counts = [&](const char* key, const Counts& each) {
    json.key(key).begin_object();
    for (const auto& [name, count] : each) json.field(name, count);
    json.end_object();
  };
  const auto each = [&](const char* key, const auto& tallies, auto* tally) {
    json.key(key).begin_object();
    for (const auto& [name, count] : tallies) {
      json.key(name).begin_object();
      tally(json, count);
      json.end_object();
    }
    json.end_object();
  };
  json.key("playbooks").begin_object();
  for (const auto& [name, book] : playbooks) {
    json.key(name).begin_object().field("entered", book.entered).field("held_out", book.held_out);
    counts("ended", book.ended);
    json.field("live", book.live);
    counts("touches", book.touches);
    counts("blocked", book.blocked);
    each("waves", book.waves, daemon::write_wave_tally<WaveCount>);
    each("tasks", book.tasks, daemon::write_task_tally<TaskCount>);
    each("breakpoints", book.breakpoints, daemon::write_breakpoint_tally<BreakpointCount>);
    json.end_object();
  }
  json.end_object();
}

}  // namespace playmaker::replay
