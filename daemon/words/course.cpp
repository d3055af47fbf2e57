#include "daemon/words/course.hpp"

#include <algorithm>

#include "daemon/words/telling.hpp"
#include "dsl/tell/teller.hpp"
#include "runtime/base/typeset.hpp"

namespace playmaker::daemon {
namespace {

constexpr std::int64_t kMinute = 60'000;
bool same_minute(base::Instant a, base::Instant b) { return a.ms / kMinute == b.ms / kMinute; }

bool about_runs(core::TimerKind kind) { return kind == core::TimerKind::wait_over || kind == core::TimerKind::run_starts; }

}  // namespace

Course::Note& Course::at(std::pair<std::uint64_t, std::uint32_t> fact, const Run& run) {
  Note& note = notes_[fact];
  note.site = run.site;
  return note;
}

// Where the start was told of in the same minute, that line says that it began.
void Course::begin(Run& run, std::pair<std::uint64_t, std::uint32_t> fact, base::Instant at) {
  run.armed = false;
  if (!same_minute(run.at, at)) {
    this->at(fact, run).began = true;
    return;
  }
  Note& start = this->at(run.start, run);
  start.began = true;
  start.begins = base::kNever;
  this->at(fact, run).silent = true;
}

void Course::read(std::uint64_t position, const core::Group& group,
                  const std::function<const WordsContext&(std::uint32_t number)>& context_at) {
  const auto* due = std::get_if<core::TimersDue>(&group.input);
  std::map<Key, bool> over;                    // waits whose timer was due here
  if (due != nullptr) {
    for (const std::uint32_t timer : due->timers) {
      const auto found = timers_.find(timer);
      if (found == timers_.end()) continue;
      if (found->second.kind == core::TimerKind::wait_over) over[found->second.run] = true;
      timers_.erase(found);
    }
  }
  std::map<Key, base::Instant> until, starts;  // of timers set here
  const auto end_wait = [&](Run& run, const Key& key, std::pair<std::uint64_t, std::uint32_t> fact) {
    if (!run.wait) return;
    Note& note = at(fact, run);
    note.over = std::exchange(run.wait, std::nullopt);
    note.came = !over.contains(key);
    note.silent = false;
  };
  for (std::size_t i = 0; i < group.facts.size(); ++i) {
    const std::pair fact{position, static_cast<std::uint32_t>(i + 1)};
    const core::Fact& any = group.facts[i];
    if (const auto* set = std::get_if<core::TimerSet>(&any); set != nullptr && about_runs(set->kind)) {
      const Key key{set->journey, set->ref};
      timers_[set->timer] = {set->kind, key};
      if (set->kind == core::TimerKind::wait_over) {
        until[key] = set->due;
        if (const auto run = runs_.find(key); run != runs_.end() && run->second.wait) run->second.wait->until = set->due;
      } else {
        const auto run = runs_.find(key);
        if (run != runs_.end() && run->second.armed && run->second.start.first == position && set->due > group.at)
          at(run->second.start, run->second).begins = set->due;
      }
    } else if (const auto* cancelled = std::get_if<core::TimerCancelled>(&any)) {
      timers_.erase(cancelled->timer);
    } else if (const auto* started = std::get_if<core::RunStarted>(&any)) {
      Run& run = runs_[{started->journey, started->run}];
      run = {started->site, started->phase == core::RunPhase::armed, fact, group.at, std::nullopt};
    } else if (const auto* moved = std::get_if<core::RunMoved>(&any)) {
      const Key key{moved->journey, moved->run};
      const auto found = runs_.find(key);
      if (found == runs_.end()) continue;
      Run& run = found->second;
      if (run.armed && moved->phase != core::RunPhase::armed) begin(run, fact, group.at);
      const bool waiting = moved->phase == core::RunPhase::waiting && moved->wait != plan::kNone;
      end_wait(run, key, fact);
      if (!waiting) continue;
      const WordsContext& context = context_at(fact.second);
      const auto plan = context.plans.find(moved->journey);
      run.wait =
          Wait{plan == context.plans.end() ? plan::kNone : plan->second, moved->wait, until.contains(key) ? until[key] : base::kNever};
      Note& note = at(fact, run);
      note.waits = run.wait;
      note.silent = false;
    } else if (const auto* ended = std::get_if<core::RunEnded>(&any)) {
      const Key key{ended->journey, ended->run};
      const auto found = runs_.find(key);
      if (found == runs_.end()) continue;
      Run& run = found->second;
      const bool went = ended->how == core::RunEnd::completed || ended->how == core::RunEnd::overdue;
      if (run.armed && went) begin(run, fact, group.at);
      if (run.armed && !went && same_minute(run.at, group.at)) at(run.start, run).silent = true;   // how it ended says it all
      if (ended->how == core::RunEnd::completed) end_wait(run, key, fact);
      run.wait.reset();
      run.armed = false;
    }
  }
}

const Course::Note* Course::note(std::uint64_t position, std::uint32_t number) const {
  const auto found = notes_.find({position, number});
  return found == notes_.end() ? nullptr : &found->second;
}

std::string words(const Course::Note& note, std::uint32_t journey, const WordsContext& context, base::Language language) {
  const std::string text = Telling(context, language).course(note, journey);
  return language == base::Language::zh ? base::typeset(text) : text;
}

std::string Telling::awaited(const Course::Wait& wait) const {
  if (c_.roster == nullptr || wait.plan >= c_.roster->plans.size() || !c_.roster->catalog) return {};
  const core::LinkedPlan& linked = *c_.roster->plans[wait.plan];
  if (wait.wait >= linked.plan->waits.size()) return {};
  static const plan::Origin kNone;
  const tell::Teller teller(*linked.plan, linked.origin ? *linked.origin : kNone, *c_.roster->catalog, language_);
  const plan::Wait& each = linked.plan->waits[wait.wait];
  if (each.until != plan::kNone) return teller.condition(each.until);
  std::vector<std::string> triggers;
  for (const plan::Trigger& trigger : each.for_) triggers.push_back(teller.trigger(trigger));
  return tell::joined(triggers, say(" or ", "或"));
}

std::string Telling::course(const Course::Note& note, std::uint32_t journey) const {
  const std::string name = kinded(journey, note.site);
  std::vector<std::string> parts;
  if (note.began) parts.push_back(say("{0} began", "{0} 开始", {name}));
  else if (note.begins != base::kNever) parts.push_back(say("{0} is to begin at {1}", "{0} 定于 {1} 开始", {name, when(note.begins)}));
  if (note.over) {
    const std::string what = awaited(*note.over);
    if (what.empty()) parts.push_back(say("the wait of {0} is over", "{0} 等待期满", {name}));
    else if (note.came) parts.push_back(say("what {0} waited for came: {1}", "{0} 等到了:{1}", {name, what}));
    else parts.push_back(say("{0} waited in vain for: {1}", "{0} 到时仍未等到:{1}", {name, what}));
  }
  if (note.waits) {
    const std::string what = awaited(*note.waits);
    const bool timed = note.waits->until != base::kNever;
    if (what.empty()) parts.push_back(say("{0} waits until {1}", "{0} 等待至 {1}", {name, when(note.waits->until)}));
    else
      parts.push_back(say("{0} waits for: {1}{2}", "{0} 等待:{1}{2}",
                          {name, what, timed ? say(", until {0} at most", ",最迟 {0}", {when(note.waits->until)}) : std::string()}));
  }
  return tell::joined(parts, say("; ", ";"));
}

}  // namespace playmaker::daemon
