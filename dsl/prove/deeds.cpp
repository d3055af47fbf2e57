#include "dsl/prove/deeds.hpp"

#include <algorithm>

#include "dsl/prove/heard.hpp"
#include "dsl/prove/lifetime.hpp"
#include "runtime/plan/expires.hpp"
#include "runtime/plan/find.hpp"
#include "runtime/plan/operands.hpp"

namespace playmaker::prove {
namespace {

using plan::kNone;
using plan::OpIndex;
using plan::OpKind;
using plan::TimingKind;

constexpr base::Millis kEver = INT64_MAX;
constexpr int kDepthMost = 250;               // of blocks in blocks, and tracks that lead to tracks
constexpr int kWorkMost = 100'000;            // ops of one gate, as often as tracks lead to them

std::optional<base::Millis> sum(std::optional<base::Millis> a, std::optional<base::Millis> b) {
  return a && b ? std::optional(*a + *b) : std::nullopt;
}
std::optional<base::Millis> sooner(std::optional<base::Millis> a, std::optional<base::Millis> b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

struct State {
  Lapse at;
  bool sure = true, outside = false;
  bool over = false;                          // this way has ended
};

// Two ways that meet. What needs nobody counts before what does: it is the way that goes round by itself.
State join(const State& one, const State& other) {
  if (one.over || other.over) {
    State left = one.over ? other : one;
    left.sure = false;
    return left;
  }
  if (one.outside != other.outside) return one.outside ? other : one;
  State out = one;
  out.at.least = std::min(one.at.least, other.at.least);
  out.at.most = one.at.most && other.at.most ? std::optional(std::max(*one.at.most, *other.at.most)) : std::nullopt;
  out.sure = one.sure && other.sure;
  return out;
}

class Walk {
 public:
  Walk(const plan::Plan& plan, const Made& made, Gate& gate) : plan_(plan), made_(made), gate_(gate) {}

  State block(OpIndex first, const State& at) { return first == kNone ? at : steps(first, static_cast<OpIndex>(plan_.ops.size()), at); }
  // Nothing but its own steps keeps it under way.
  bool bare() const { return bare_; }
  std::optional<base::Millis> finished() const { return finished_; }   // it has certainly finished by then

  bool outside(const plan::Trigger& trigger) const {
    switch (trigger.kind) {
      case plan::TriggerKind::event: return !made_.events.contains(text(plan_.unit.events[trigger.what]));
      case plan::TriggerKind::task_done:
      case plan::TriggerKind::task_outcome: return !by_itself(trigger.what);
      case plan::TriggerKind::import_arrived: return true;
      default: return false;
    }
  }
  const std::string& text(plan::TextIndex index) const { return plan_.unit.texts[index]; }

 private:
  bool by_itself(std::uint32_t task) const {
    return task < plan_.tasks.size() && std::ranges::any_of(
                                            plan_.tasks[task].closings,
                                            [&](const plan::TaskClosing& each) {
                                              if (each.on.what == kNone) return true;
                                              return each.on.kind != plan::TriggerKind::event ||
                                                     made_.events.contains(text(plan_.unit.events[each.on.what]));
                                            });
  }

  void deed(DeedKind kind, const std::string& what, plan::SiteIndex site, const State& at, const std::vector<plan::WithValue>* with) {
    gate_.deeds.push_back({kind, what, site, at.at, at.sure, at.outside, with});
  }

  static State unsure(State at) {
    at.sure = false;
    return at;
  }
  static State later(State at, const Lapse& by) {
    at.at = at.at + by;
    return at;
  }

  // Goes on when X comes, else runs its braces at the end of the time. Where X comes only from outside, it is time that drives it.
  State waiting(const State& at, const Lapse& limit, bool from_outside, OpIndex first, OpIndex past) {
    const State timed = steps(first, past, from_outside ? later(at, limit) : unsure(later(at, limit)));
    State came = unsure(at);
    came.at.most = sum(at.at.most, limit.most);
    came.outside = came.outside || from_outside;
    if (timed.over) return came;
    if (from_outside) return timed;
    return join(came, timed);
  }

  void reply(OpIndex answered, OpIndex silent, const plan::Length& within, State at) {
    bare_ = false;
    at = unsure(at);
    State heard = at;
    heard.at.most = std::nullopt;
    heard.outside = true;
    if (answered != kNone) block(answered, heard);
    State nothing = at;
    nothing.at.least += shortest(within);
    nothing.at.most = std::nullopt;                 // counted from the sending, which may wait
    if (silent != kNone) block(silent, nothing);
  }

  void wave(const plan::Wave& wave, State at) {
    bare_ = false;
    const plan::Timing& timing = wave.timing;
    const bool follows = wave.after_task != kNone || wave.after_stage != kNone || wave.after_wave != kNone;
    if (follows || wave.when != kNone || wave.unless != kNone) at.sure = false;
    const auto by_days = [&](base::Millis least, std::optional<base::Millis> most) {
      at.at.least = std::max(at.at.least, least);
      at.at.most = at.at.most && most ? std::optional(std::max(*at.at.most, *most)) : std::nullopt;
    };
    switch (timing.kind) {
      case TimingKind::none: at.at.most = sum(at.at.most, base::kDay + base::kHour); break;
      case TimingKind::day:
        if (gate_.moment == nullptr) by_days((timing.number - 2) * base::kDay - base::kHour, timing.number * base::kDay + base::kHour);
        else at = unsure(at), at.at.most = std::nullopt;
        break;
      case TimingKind::after: {
        const bool exact = timing.at_minute < 0 && timing.length.unit == plan::LengthUnit::millis;
        const base::Millis least = std::max<base::Millis>(0, shortest(timing.length) - (exact ? 0 : base::kDay));
        const auto most = sum(longest(timing.length), base::kDay + base::kHour);
        if (timing.anchor.kind == plan::AnchorKind::entry && gate_.moment == nullptr) by_days(least, most);
        else if (timing.anchor.kind == plan::AnchorKind::opened) at.at = at.at + Lapse{least, most};
        else at = unsure(at), at.at.most = std::nullopt;
        break;
      }
      default: at = unsure(at), at.at.most = std::nullopt;
    }
    if (follows) at.at.most = std::nullopt;
    block(wave.block, at);
  }

  State experiment(const plan::Experiment& experiment, OpIndex past, const State& at) {
    State out = unsure(at);
    bool sure = at.sure;
    for (std::size_t arm = 0; arm < experiment.arms.size(); ++arm) {
      const OpIndex next = arm + 1 < experiment.arms.size() ? experiment.arms[arm + 1].first : past;
      const State taken = steps(experiment.arms[arm].first, next - 1, unsure(at));
      sure = sure && !taken.over;
      out = join(out, taken);
    }
    out.sure = sure;
    return out;
  }

  State steps(OpIndex from, OpIndex to, State at) {
    if (depth_ >= kDepthMost || work_ >= kWorkMost) {
      gate_.followed = false;
      return unsure(at);
    }
    ++depth_;
    for (OpIndex i = from; i < to && i < plan_.ops.size() && !at.over; ++i) {
      const plan::Op& op = plan_.ops[i];
      if (op.kind == OpKind::end) break;
      ++work_;
      switch (op.kind) {
        case OpKind::finish:
          if (at.sure && !at.outside) finished_ = sooner(finished_, at.at.most);
          deed(DeedKind::end, plan_.name, op.site, gate_.moment == nullptr ? at : unsure(at), nullptr);
          at.over = true;
          break;
        case OpKind::jump: i = std::max(i, op.a - 1); break;
        case OpKind::branch: {
          const plan::Op& last = plan_.ops[op.b - 1];
          const bool otherwise = op.b > i + 1 && last.kind == OpKind::jump && last.a >= op.b;
          const State yes = steps(i + 1, otherwise ? op.b - 1 : op.b, unsure(at));
          const State no = otherwise ? steps(op.b, last.a, unsure(at)) : unsure(at);
          const bool sure = at.sure && !yes.over && !no.over;
          at = yes.over && no.over ? yes : join(yes, no);
          at.sure = sure;
          i = (otherwise ? last.a : op.b) - 1;
          break;
        }
        case OpKind::decide:
          bare_ = false;
          for (const plan::DecideRow& row : plan_.decides[op.a].rows) {
            if (block(plan_.tracks[row.track].block, unsure(at)).over) at.sure = false;
          }
          break;
        case OpKind::wait: at = later(at, lapse_of(plan_.waits[op.a].up_to)); break;
        case OpKind::wait_for:
        case OpKind::wait_until: {
          const plan::Wait& wait = plan_.waits[op.a];
          const bool from_outside = wait.until == kNone && std::ranges::all_of(wait.for_, [&](const auto& each) { return outside(each); });
          at = waiting(at, wait.up_to.written() ? lapse_of(wait.up_to) : Lapse{0, std::nullopt}, from_outside, i + 1, op.b);
          i = op.b - 1;
          break;
        }
        case OpKind::hand_over:
          if (plan_.hand_overs[op.a].waits) at = waiting(at, lapse_of(plan_.hand_overs[op.a].within), true, i + 1, op.b);
          i = op.b - 1;
          break;
        case OpKind::hand_off: {
          const plan::HandOff& step = plan_.hand_offs[op.a];
          deed(DeedKind::hand_off, text(step.playbook), op.site, at, &step.with);
          const State refused = steps(i + 1, op.b, unsure(at));
          const bool sure = at.sure && !refused.over;
          at = join(at, refused);
          at.sure = sure;
          i = op.b - 1;
          break;
        }
        case OpKind::ask: reply(plan_.questions[op.a].answered, plan_.questions[op.a].silent, plan_.questions[op.a].within, at); break;
        case OpKind::place: reply(plan_.placements[op.a].answered, plan_.placements[op.a].silent, plan_.placements[op.a].length, at); break;
        case OpKind::experiment:
          at = experiment(plan_.experiments[op.a], op.b, at);
          i = op.b - 1;
          break;
        case OpKind::repeat: {
          bare_ = false;
          const plan::Repeat& repeat = plan_.repeats[op.a];
          State first = unsure(at);
          if (repeat.day == plan::RepeatDay::none) first.at.least += std::max<base::Millis>(0, shortest(repeat.every) - base::kDay);
          first.at.most = std::nullopt;
          block(repeat.block, first);
          break;
        }
        case OpKind::arm_wave: wave(plan_.waves[op.a], at); break;
        case OpKind::emit: deed(DeedKind::emit, text(plan_.emits[op.a].event), op.site, at, &plan_.emits[op.a].with); break;
        case OpKind::set: deed(DeedKind::set, text(plan_.unit.attributes[op.a].name), op.site, at, nullptr); break;
        case OpKind::send:
        case OpKind::open_task:
        case OpKind::invite: bare_ = false; break;
        default: break;
      }
    }
    --depth_;
    return at;
  }

  const plan::Plan& plan_;
  const Made& made_;
  Gate& gate_;
  bool bare_ = true;
  std::optional<base::Millis> finished_;
  int depth_ = 0, work_ = 0;
};

class Gates {
 public:
  Gates(const plan::Catalog& catalog, const plan::Plan& plan, std::uint32_t number, const Made& made)
      : catalog_(catalog),
        playbook_(number),
        plan_(plan),
        made_(made),
        life_(lifetime(plan_)) {}

  std::vector<Gate> run() {
    std::vector<Gate> out{entry()};
    for (const plan::Moment& moment : plan_.moments) {
      if (!once(moment)) out.push_back(of(moment));
    }
    return out;
  }

 private:
  static bool once(const plan::Moment& moment) { return moment.again.kind == plan::AgainKind::never; }

  Gate entry() {
    Gate out;
    out.playbook = playbook_;
    out.again = &plan_.audience.again;
    const bool chosen = !plan_.audience.only.empty() || !plan_.audience.except.empty() || plan_.audience.at_most > 0;
    for (const plan::Entry& each : plan_.audience.entries) {
      if (each.kind == plan::EntryKind::on_event && each.on.kind == plan::TriggerKind::event)
        out.hears.push_back({DeedKind::emit, plan_.unit.texts[plan_.unit.events[each.on.what]], each.on.where == kNone && !chosen});
      if (each.kind == plan::EntryKind::hand_off) out.hears.push_back({DeedKind::hand_off, plan_.name, !chosen});
      if (each.kind == plan::EntryKind::when) hear_entry(each, chosen, out.hears);
    }
    Walk walk(plan_, made_, out);
    walk.block(plan_.block, {});
    for (const plan::Stage& each : plan_.stages) walk.block(each.block, start_of(each));
    State any{{0, life_}, false, false, false};
    for (const plan::Breakpoint& each : plan_.breakpoints) {
      State trips = any;
      trips.outside = walk.outside(each.from);
      if (each.rule == plan::StallRuleKind::after && !each.from.lookback.written()) trips.at.least = shortest(each.length);
      walk.block(each.block, trips);
    }
    for (const plan::Moment& each : plan_.moments) {
      if (!once(each)) continue;
      State begins = any;
      begins.outside = each.starts_when == kNone && std::ranges::all_of(each.on, [&](const auto& on) { return walk.outside(on); });
      walk.block(each.block, begins);
    }
    for (const plan::Goal& each : plan_.goals) {
      walk.block(each.reached, any);
      walk.block(each.missed, {each.within.written() ? lapse_of(each.within) : any.at, false, false, false});
    }
    for (const plan::Exit& each : plan_.exits) {
      State leaves = any;
      leaves.outside = each.has_trigger && walk.outside(each.on);
      walk.block(each.handler, leaves);
    }
    out.stays = least_stay();
    out.over = sooner(walk.finished(), life_);
    begin_and_end(walk, out);
    doubt(walk, out);
    bound(out, life_);
    return out;
  }

  void hear_entry(const plan::Entry& entry, bool chosen, std::vector<Hears>& hears) const {
    const std::size_t before = hears.size();
    hear_condition(plan_, entry.condition, made_, hears);
    if (entry.within_event != kNone && made_.events.contains(plan_.unit.texts[plan_.unit.events[entry.within_event]]))
      hears.push_back({DeedKind::emit, plan_.unit.texts[plan_.unit.events[entry.within_event]], false});
    for (std::size_t i = before; i < hears.size(); ++i) hears[i].sure = hears[i].sure && !chosen && entry.within_event == kNone;
  }

  // That it is under way, and that it no longer is: others may wait for either. Of journeys that run side by side (`again per`) one may go
  // on while the other ends.
  void begin_and_end(const Walk& walk, Gate& gate) const {
    const bool alone = plan_.audience.again.kind != plan::AgainKind::per;
    gate.deeds.push_back({DeedKind::begin, plan_.name, 0, {}, alone, false, nullptr});
    if (!alone) std::ranges::for_each(gate.deeds, [](Deed& each) { each.sure = each.sure && each.kind != DeedKind::end; });
    const auto early = [&](plan::SiteIndex site, bool outside) {
      gate.deeds.push_back({DeedKind::end, plan_.name, site, {0, life_}, false, outside, nullptr});
    };
    base::Millis least = plan_.ends_after.written() ? shortest(plan_.ends_after) : kEver;
    bool sure = alone && puts_off(plan_) == kNone;
    for (const plan::Goal& each : plan_.goals) {
      if (each.keep_going) continue;
      if (each.within.written()) least = std::min(least, shortest(each.within));
      early(each.site, false);
      sure = false;
    }
    for (const plan::Exit& each : plan_.exits) {
      const bool outside = each.has_trigger && walk.outside(each.on);
      early(each.site, outside);
      sure = sure && outside;
    }
    if (leaves()) early(0, false);
    sure = sure && !leaves() && std::ranges::none_of(plan_.ops, [](const plan::Op& each) { return each.kind == OpKind::finish; });
    if (least != kEver) gate.deeds.push_back({DeedKind::end, plan_.name, 0, {least, life_}, sure, false, nullptr});
  }

  // Something but time and people may end the journey before it comes to its deeds.
  bool may_be_cut(const Walk& walk) const {
    return leaves() || std::ranges::any_of(plan_.goals, [](const plan::Goal& each) { return !each.keep_going; }) ||
           std::ranges::any_of(plan_.exits, [&](const plan::Exit& each) { return !each.has_trigger || !walk.outside(each.on); });
  }
  void doubt(const Walk& walk, Gate& gate) const {
    if (!may_be_cut(walk)) return;
    for (Deed& each : gate.deeds) each.sure = each.sure && each.kind == DeedKind::begin;
  }

  const plan::Policy* policy() const {
    return plan_.policy == kNone ? nullptr : plan::find(catalog_.policies, plan_.unit.texts[plan_.policy]);
  }
  // A touch that is blocked ends the journey.
  bool leaves() const { return policy() != nullptr && policy()->blocked_then == plan::WhenBlocked::leave; }

  State start_of(const plan::Stage& stage) const {
    State out;
    if (stage.from_day > 1)
      out.at = {std::max<base::Millis>(0, (stage.from_day - 2) * base::kDay - base::kHour), stage.from_day * base::kDay};
    if (!stage.after.empty() || stage.when != kNone || stage.unless != kNone || stage.timing.kind != TimingKind::none) {
      out.sure = false;
      out.at.most = life_;
    }
    return out;
  }

  // Where only time ends it.
  base::Millis least_stay() const {
    return ends_by_time_alone(plan_, policy()) && plan_.ends_after.written() ? shortest(plan_.ends_after) : 0;
  }

  Gate of(const plan::Moment& moment) {
    Gate out;
    out.playbook = playbook_;
    out.moment = &moment;
    out.site = moment.site;
    out.again = &moment.again;
    out.overlap = moment.overlap;
    const bool chosen = !moment.among.empty() || moment.each.list != kNone;
    for (const plan::Trigger& each : moment.on) {
      if (each.kind == plan::TriggerKind::event)
        out.hears.push_back({DeedKind::emit, plan_.unit.texts[plan_.unit.events[each.what]], each.where == kNone && !chosen});
      else if (each.kind != plan::TriggerKind::import_arrived && each.what < plan_.tasks.size()) hear_task(each, out.hears);
    }
    hear_condition(plan_, moment.starts_when, made_, out.hears);
    Walk walk(plan_, made_, out);
    const State end = walk.block(moment.block, {});
    const auto expires = longest(plan::expires_of(moment));
    const bool merges = moment.overlap == plan::Overlap::merge;
    if (walk.bare() && !end.outside) out.over = end.at.most;
    if (!merges) out.over = sooner(out.over, expires);
    doubt(walk, out);
    bound(out, merges ? life_ : sooner(expires, life_));
    return out;
  }

  // A task closes by what closes it.
  void hear_task(const plan::Trigger& trigger, std::vector<Hears>& hears) const {
    for (const plan::TaskClosing& each : plan_.tasks[trigger.what].closings) {
      if (each.on.what != kNone && each.on.kind == plan::TriggerKind::event)
        hears.push_back({DeedKind::emit, plan_.unit.texts[plan_.unit.events[each.on.what]], false});
      hear_condition(plan_, each.when, made_, hears);
    }
  }

  static void bound(Gate& gate, std::optional<base::Millis> most) {
    std::erase_if(gate.deeds, [&](const Deed& each) { return most && each.after.least > *most; });
    for (Deed& each : gate.deeds) each.after.most = sooner(each.after.most, most);
  }

  const plan::Catalog& catalog_;
  std::uint32_t playbook_;
  const plan::Plan& plan_;
  const Made& made_;
  std::optional<base::Millis> life_;
};

}  // namespace

Lapse operator+(const Lapse& a, const Lapse& b) { return {a.least + b.least, sum(a.most, b.most)}; }
Lapse lapse_of(const plan::Length& length) { return {shortest(length), longest(length)}; }

std::vector<Gate> gates_of(const plan::Catalog& catalog, const plan::Plan& plan, std::uint32_t number, const Made& made) {
  return Gates(catalog, plan, number, made).run();
}

}  // namespace playmaker::prove
