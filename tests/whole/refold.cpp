#include "tests/whole/refold.hpp"

#include "daemon/words/words.hpp"
#include "runtime/engine/disk/rows.hpp"
#include "runtime/journal/sqlite/open.hpp"

namespace playmaker::whole {
namespace {

template <class T>
const T* as(const core::Fact& fact) {
  return std::get_if<T>(&fact);
}

}  // namespace

void Refold::take(std::uint16_t lane, const core::Group& group) {
  const std::uint64_t customer = static_cast<std::uint64_t>(lane) << 32 | group.customer;
  for (const core::Fact& fact : group.facts) one(customer, group.at.ms, fact);
}

// Whoever answers, reads or reaches the goal has responded to the wave that reached them last.
void Refold::respond(const Key& key) {
  Wave* last = nullptr;
  const auto& [customer, journey] = key;
  for (auto at = waves_.lower_bound({customer, journey, 0}); at != waves_.end(); ++at) {
    if (std::get<0>(at->first) != customer || std::get<1>(at->first) != journey) break;
    Wave& wave = at->second;                   // runs are numbered as they start: of two at one instant the later run is meant
    if (wave.reached_at >= 0 && (last == nullptr || wave.reached_at >= last->reached_at)) last = &wave;
  }
  if (last != nullptr) last->responded = true;
}

void Refold::one(std::uint64_t customer, std::int64_t at, const core::Fact& fact) {
  const auto thing = [&](const core::ThingRef& ref) { return Thing{customer, ref.journey, ref.site, ref.occurrence}; };
  const auto wave = [&](std::uint32_t journey, std::uint32_t run) -> Wave* {
    const auto found = waves_.find({customer, journey, run});
    return found == waves_.end() ? nullptr : &found->second;
  };
  const auto reach = [&](Wave* one) {
    if (one != nullptr && one->reached_at < 0 && !one->over) one->reached_at = at;
  };
  if (const auto* entered = as<core::JourneyEntered>(fact)) {
    lives_[{customer, entered->journey}] = {
        entered->plan, entered->hold_out != core::HoldOut::none, false, entered->via == core::EntryVia::desk, {}};
  } else if (const auto* ended = as<core::JourneyEnded>(fact)) {
    Life& life = lives_.at({customer, ended->journey});
    life.over = true;
    life.outcome = ended->outcome;
  } else if (const auto* started = as<core::RunStarted>(fact)) {
    // What comes again counts as waves do, each time it comes.
    const plan::SiteKind kind = plan_of({customer, started->journey}).sites[started->site].kind;
    if (kind != plan::SiteKind::wave && kind != plan::SiteKind::repeat) return;
    Wave& made = waves_[{customer, started->journey, started->run}];
    made.site = started->site;
    if (started->phase != core::RunPhase::armed) reach(&made);
  } else if (const auto* moved = as<core::RunMoved>(fact)) {
    if (moved->phase != core::RunPhase::armed) reach(wave(moved->journey, moved->run));
  } else if (const auto* over = as<core::RunEnded>(fact)) {
    Wave* which = wave(over->journey, over->run);
    if (which == nullptr) return;
    if (over->how == core::RunEnd::completed) reach(which);
    which->skipped = which->reached_at < 0 && (over->how == core::RunEnd::skipped || over->how == core::RunEnd::expired);
    which->over = true;
  } else if (const auto* goal = as<core::GoalReached>(fact)) {
    respond({customer, goal->journey});
  } else if (const auto* opened = as<core::TaskOpened>(fact)) {
    tasks_[thing(opened->task)] = {};
  } else if (const auto* closed = as<core::TaskClosed>(fact)) {
    const auto found = tasks_.find(thing(closed->task));
    if (found == tasks_.end()) return;         // armed, and closed before it opened
    found->second.closed = true;
    found->second.done = closed->how == core::TaskEnd::done;
    found->second.how = std::string(daemon::code_of(closed->how));
  } else if (const auto* late = as<core::TaskOverdue>(fact)) {
    if (const auto found = tasks_.find(thing(late->task)); found != tasks_.end()) found->second.overdue = true;
  } else if (const auto* escalated = as<core::TaskEscalated>(fact)) {
    if (const auto found = tasks_.find(thing(escalated->task)); found != tasks_.end()) found->second.escalated = true;
  } else if (const auto* planned = as<core::TouchPlanned>(fact)) {
    touches_[thing(planned->touch)] = {planned->run, false};
  } else if (const auto* sending = as<core::TouchSending>(fact)) {
    Touch& touch = touches_[thing(sending->touch)];
    touch.sent = true;
    if (sending->attempt > 1) return;
    if (Wave* by = wave(sending->touch.journey, touch.run)) ++by->touches;
  } else if (const auto* shown = as<core::PlacementShown>(fact)) {
    touches_[thing(shown->touch)].sent = true;
  } else if (const auto* taken = as<core::ArmTaken>(fact)) {
    arms_[{customer, taken->journey, taken->site}] = {taken->arm, taken->counts && !taken->settled};
  } else if (const auto* measured = as<core::ArmMeasured>(fact)) {
    Arm& arm = arms_.at({customer, measured->journey, measured->site});
    arm.measured = true;
    arm.reached = measured->reached;
  } else if (const auto* asked = as<core::QuestionAsked>(fact)) {
    if (asked->kind == core::QuestionKind::check) checks_[{customer, asked->question}] = {asked->plan, asked->about.site, {}};
  } else if (const auto* said = as<core::QuestionAnswered>(fact)) {
    if (said->kind == core::QuestionKind::check) checks_.at({customer, said->question}).answer = said->answer;
  } else if (const auto* blocked = as<core::TouchBlocked>(fact)) {
    ++blocked_[{plan_of({customer, blocked->touch.journey}).name, std::string(daemon::code_of(blocked->why))}];
  } else if (const auto* reported = as<core::TouchReported>(fact)) {
    const bool answered = reported->phase == core::TouchPhase::read || reported->phase == core::TouchPhase::answered;
    if (answered) respond({customer, reported->touch.journey});
  } else if (const auto* armed = as<core::StallArmed>(fact)) {
    stalls_[thing(armed->stall)] = {};
  } else if (const auto* tripped = as<core::StallTripped>(fact)) {
    stalls_.at(thing(tripped->stall)).tripped = true;
  } else if (const auto* cleared = as<core::StallCleared>(fact)) {
    Stall& stall = stalls_.at(thing(cleared->stall));
    stall.cleared = true;
    stall.recovered = cleared->recovered;
  } else if (const auto* dropped = as<core::StallDropped>(fact)) {
    stalls_.at(thing(dropped->stall)).dropped = true;
  }
}

Counts Refold::figures() const {
  Counts out;
  for (const auto& [key, life] : lives_) {
    if (life.desk) continue;
    const std::string book = plan_of(key).name + "/";
    ++out[book + "entered"];
    out[book + "held_out"] += life.held_out ? 1 : 0;
    out[book + "live"] += life.over ? 0 : 1;
    if (life.over) ++out[book + "ended/" + life.outcome];
  }
  for (const auto& [key, wave] : waves_) {
    const plan::Plan& plan = plan_of({std::get<0>(key), std::get<1>(key)});
    const std::string row = plan.name + "/waves/" + plan.sites[wave.site].path + "/";
    out[row + "reached"] += wave.reached_at >= 0 ? 1 : 0;
    out[row + "skipped"] += wave.skipped ? 1 : 0;
    out[row + "touches"] += wave.touches;
    out[row + "responded"] += wave.responded ? 1 : 0;
  }
  for (const auto& [key, task] : tasks_) {
    const plan::Plan& plan = plan_of({std::get<0>(key), std::get<1>(key)});
    const std::string row = plan.name + "/tasks/" + plan.sites[std::get<2>(key)].path + "/";
    ++out[row + "opened"];
    out[row + "done"] += task.done ? 1 : 0;
    out[row + "overdue"] += task.overdue ? 1 : 0;
    out[row + "escalated"] += task.escalated ? 1 : 0;
  }
  for (const auto& [key, touch] : touches_) {
    if (!touch.sent) continue;
    const plan::Plan& plan = plan_of({std::get<0>(key), std::get<1>(key)});
    for (const plan::Send& send : plan.sends) {
      for (const plan::Leg& leg : send.legs) {
        if (leg.site == std::get<2>(key)) ++out[plan.name + "/touches/" + plan.unit.texts[leg.channel]];
      }
    }
  }
  for (const auto& [key, arm] : arms_) {
    if (!arm.counts) continue;
    const plan::Plan& plan = plan_of({std::get<0>(key), std::get<1>(key)});
    const std::string row = plan.name + "/experiments/" + plan.sites[std::get<2>(key)].path + "." + arm.name + "/";
    ++out[row + "taken"];
    out[row + "measured"] += arm.measured ? 1 : 0;
    out[row + "reached"] += arm.reached ? 1 : 0;
  }
  for (const auto& [key, check] : checks_) {
    const plan::Plan& plan = *roster_.plans[check.plan]->plan;
    const std::string row = plan.name + "/checks/" + plan.sites[check.site].path + "/";
    ++out[row + "asked"];
    out[row + "passed"] += check.answer == "passed" ? 1 : 0;
    out[row + "failed"] += check.answer == "failed" ? 1 : 0;
  }
  for (const auto& [key, count] : blocked_) out[key.first + "/blocked/" + key.second] = count;
  for (const auto& [key, stall] : stalls_) {
    const plan::Plan& plan = plan_of({std::get<0>(key), std::get<1>(key)});
    const std::string row = plan.name + "/breakpoints/" + plan.sites[std::get<2>(key)].path + "/";
    ++out[row + "armed"];
    out[row + "cleared"] += stall.cleared ? 1 : 0;
    out[row + "tripped"] += stall.tripped ? 1 : 0;
    out[row + "recovered"] += stall.recovered ? 1 : 0;
    out[row + "open"] += stall.tripped && !stall.cleared ? 1 : 0;
  }
  return out;
}

Counts Refold::tasks() const {
  Counts out;
  for (const auto& [key, task] : tasks_) {
    const plan::Plan& plan = plan_of({std::get<0>(key), std::get<1>(key)});
    ++out[plan.name + "/" + plan.sites[std::get<2>(key)].path + (task.closed ? "/closed/" + task.how : "/open/")];
  }
  return out;
}

Counts Refold::stalls() const {
  Counts out;
  for (const auto& [key, stall] : stalls_) {
    const plan::Plan& plan = plan_of({std::get<0>(key), std::get<1>(key)});
    const char* open = lives_.at({std::get<0>(key), std::get<1>(key)}).over ? "left" : "tripped";
    const char* phase = stall.cleared ? "cleared" : stall.tripped ? open : stall.dropped ? "dropped" : "armed";
    ++out[plan.name + "/" + plan.sites[std::get<2>(key)].path + "/" + phase];
  }
  return out;
}

std::string refold(const std::string& folder, Refold& into) {
  journal::FolderOptions options;
  options.folder = folder;
  options.create = false;
  auto journal = journal::open_folder(options);
  if (!journal) return journal.error().message;
  std::string failed;
  const std::uint16_t customers = static_cast<std::uint16_t>((*journal)->lanes() - 1);        // the last lane is the house's
  for (std::uint16_t lane = 0; lane < customers && failed.empty(); ++lane) {
    const auto read = (*journal)->read(lane, 1, [&](const journal::RowView& row) {
      const auto head = engine::read_head(row.bytes);
      if (!head) failed = head.error().message;
      for (std::size_t at = head ? head->size : row.bytes.size(); at < row.bytes.size() && failed.empty();) {
        const auto group = core::read_group(row.bytes, at);
        if (group) into.take(lane, *group);
        else failed = group.error().message;
      }
      return failed.empty();
    });
    if (!read) return read.error().message;
  }
  return failed;
}

}  // namespace playmaker::whole
