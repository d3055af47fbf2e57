// Pauses (rule 20): journeys freeze, events are still recorded and counted, goals and exits still act, touches wait. A timer that comes
// due during a pause of all is held; one that fires later first gains the time that was paused since it was armed, so that nobody leaves
// because of a pause. With `timers elapse` time runs on and what is overdue comes at once.
#include <algorithm>
#include <utility>

#include "runtime/core/deciding.hpp"

namespace playmaker::core {
namespace {

bool wide_applies(const World& world, const Journey& journey, const WidePause& pause) {
  return pause.all || (pause.playbook != plan::kNone && pause.playbook == world.roster->plans[journey.plan]->playbook);
}
bool stops_all(const WidePause& pause) { return !pause.touches_only && pause.channel == plan::kNone; }

// Touches look at pauses themselves when they ask the permit; conditions go on being looked at.
bool pausable(TimerKind kind) {
  return kind != TimerKind::recheck && kind != TimerKind::customer_recheck && kind != TimerKind::hold_out_recheck &&
         !(kind >= TimerKind::touch_wakes && kind <= TimerKind::touch_deadline);
}

bool open_span(const std::vector<PauseSpan>& spans, std::uint32_t pause) {
  return std::any_of(spans.begin(), spans.end(), [&](const PauseSpan& span) { return span.pause == pause && span.to == base::kNever; });
}

}  // namespace

Paused paused(const World& world, const Customer& customer, const Journey& journey, base::Instant now, std::uint32_t channel) {
  Paused found{journey.paused_touches, journey.paused_all};
  const auto by = [&](PausedBy whose, std::uint32_t index, base::Instant since, const std::string& actor) {
    const auto wider = [](const PauseHold& hold) { return std::pair(static_cast<int>(hold.by), -hold.since.ms); };
    PauseHold hold{whose, index, since, actor};
    if (wider(hold) > wider(found.by)) found.by = std::move(hold);
  };
  for (const PauseSpan& span : journey.pauses) {
    if (span.to == base::kNever)
      by(span.pause == plan::kNone ? PausedBy::on_journey : PausedBy::playbook, span.pause, span.from, span.actor);
  }
  for (const PauseSpan& span : customer.pauses) {
    if (span.to != base::kNever) continue;
    (span.all ? found.all : found.touches) = true;
    by(PausedBy::on_customer, plan::kNone, span.from, span.actor);
  }
  if (world.pauses != nullptr) {
    for (const WidePause& pause : *world.pauses) {
      if (now < pause.from || now >= pause.to) continue;
      const bool here = pause.playbook == plan::kNone || wide_applies(world, journey, pause);
      const bool of_channel = here && channel != plan::kNone && pause.channel == channel;
      if (wide_applies(world, journey, pause) && stops_all(pause)) found.all = true;
      else if (of_channel || (pause.channel == plan::kNone && wide_applies(world, journey, pause))) found.touches = true;
      else continue;
      const bool of_playbook = pause.playbook != plan::kNone;
      by(of_channel ? PausedBy::on_channel : of_playbook ? PausedBy::on_playbook : PausedBy::on_all, plan::kNone, pause.from, pause.actor);
    }
  }
  found.touches = found.touches || found.all;
  return found;
}

base::Millis paused_time(const World& world, const Customer& customer, const Journey& journey, base::Instant from, base::Instant to) {
  std::vector<std::pair<base::Instant, base::Instant>> spans;
  const auto add = [&](base::Instant begin, base::Instant end) {
    begin = std::max(begin, from);
    end = std::min(end, to);
    if (begin < end) spans.emplace_back(begin, end);
  };
  for (const PauseSpan& span : customer.pauses) {
    if (span.all && !span.elapse) add(span.from, span.to);
  }
  for (const PauseSpan& span : journey.pauses) {
    if (span.all && !span.elapse) add(span.from, span.to);
  }
  if (world.pauses != nullptr) {
    for (const WidePause& pause : *world.pauses) {
      if (stops_all(pause) && wide_applies(world, journey, pause)) add(pause.from, pause.to);
    }
  }
  std::sort(spans.begin(), spans.end());
  base::Millis sum = 0;
  base::Instant reached = from;
  for (const auto& [begin, end] : spans) {
    if (end <= reached) continue;
    sum += end - std::max(begin, reached);
    reached = end;
  }
  return sum;
}

bool pause_timer(Deciding& d, const Timer& timer) {
  const Journey* journey = d.live(timer.journey);
  if (journey == nullptr || !pausable(timer.kind)) return false;
  if (paused(d.world, d.customer, *journey, d.now).all) {
    d.emit(TimerHeld{timer.timer, timer.due, timer.kind, timer.journey, timer.ref, timer.occurrence, timer.number, timer.armed});
    return true;
  }
  const base::Millis gained = paused_time(d.world, d.customer, *journey, timer.armed, timer.due);
  if (gained <= 0) return false;
  d.set_timer(timer.due + gained, timer.kind, timer.journey, timer.ref, timer.occurrence, timer.number);
  return true;
}

void lift_pauses(Deciding& d) {
  std::vector<Timer> held;
  for (const Timer& timer : d.customer.timers) {
    if (timer.held) held.push_back(timer);
  }
  for (const Timer& timer : held) {
    const Journey* journey = d.live(timer.journey);
    if (journey == nullptr || paused(d.world, d.customer, *journey, d.now).all) continue;
    const base::Millis gained = paused_time(d.world, d.customer, *journey, timer.armed, d.now);
    d.emit(TimerCancelled{timer.timer});
    d.set_timer(std::max(timer.due + gained, d.now), timer.kind, timer.journey, timer.ref, timer.occurrence, timer.number);
  }
}

namespace {

template <class Matches>
void pause_on(Deciding& d, std::uint32_t number, std::uint32_t index, const Matches& matches) {
  const Journey* journey = d.journey(number);   // one that is over too: what its last block sends waits for the end of its pauses
  if (journey == nullptr) return;
  const plan::Pause& pause = d.plan_of(*journey).plan->pauses[index];
  const bool open = open_span(journey->pauses, index);
  if (open && matches(*journey, pause.until, pause.site)) {
    d.emit(PauseEnded{number, pause.all, index});
    lift_pauses(d);
  } else if (!open && !journey->ended && matches(*journey, pause.on, pause.site)) {
    d.emit(PauseBegan{number, pause.all, index, pause.timers_elapse});
  }
}

}  // namespace

void pause_on_event(Deciding& d, std::uint32_t number, const EventAtHand& event) {
  const Journey* journey = d.journey(number);
  if (journey == nullptr) return;
  const LinkedPlan& linked = d.plan_of(*journey);
  const auto listeners = linked.listeners.find(event.event);
  if (listeners == linked.listeners.end()) return;
  for (const std::uint32_t index : listeners->second.pauses) {
    pause_on(d, number, index, [&](const Journey& of, const plan::Trigger& trigger, std::uint32_t site) {
      return matches_event(d, of, nullptr, trigger, event, site);
    });
  }
}

void pause_on_import(Deciding& d, std::uint32_t number, std::uint32_t import) {
  const Journey* journey = d.journey(number);
  if (journey == nullptr) return;
  const std::size_t pauses = d.plan_of(*journey).plan->pauses.size();
  for (std::uint32_t index = 0; index < pauses; ++index) {
    pause_on(d, number, index, [&](const Journey& of, const plan::Trigger& trigger, std::uint32_t site) {
      return matches_import(d, of, nullptr, trigger, import, site);
    });
  }
}

void operator_acted(Deciding& d, const OperatorActed& acted) {
  const bool of_customer = acted.journey == plan::kNone;
  if (acted.act == Act::exit_journey) {
    for (const std::uint32_t number : d.live_journeys()) {
      if (of_customer || number == acted.journey) end_journey(d, number, Reason::exit, "exit");
    }
    return;
  }
  const Journey* journey = of_customer ? nullptr : d.live(acted.journey);
  if (!of_customer && journey == nullptr) return;
  const auto by_hand = [&](bool all) {
    const std::vector<PauseSpan>& spans = of_customer ? d.customer.pauses : d.live(acted.journey)->pauses;
    return std::any_of(spans.begin(), spans.end(),
                       [&](const PauseSpan& span) { return span.pause == plan::kNone && span.to == base::kNever && span.all == all; });
  };
  if (acted.act == Act::resume) {
    for (const bool all : {false, true}) {
      if (by_hand(all)) d.emit(PauseEnded{acted.journey, all, plan::kNone});
    }
    return lift_pauses(d);
  }
  const bool all = acted.act == Act::pause_all;
  if (!by_hand(all)) d.emit(PauseBegan{acted.journey, all, plan::kNone, false, acted.actor});
}

}  // namespace playmaker::core
