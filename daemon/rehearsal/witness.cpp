#include "daemon/rehearsal/witness.hpp"

#include <algorithm>

namespace playmaker::rehearsal {

using story::Subject;
using story::Word;

namespace {

Word state_of(core::TouchPhase phase) {
  switch (phase) {
    case core::TouchPhase::accepted: return Word::accepted;
    case core::TouchPhase::delivered: return Word::delivered;
    case core::TouchPhase::read:
    case core::TouchPhase::answered: return Word::read;
    case core::TouchPhase::failed: return Word::failed;
    case core::TouchPhase::unknown: return Word::unknown;
    case core::TouchPhase::cancelled: return Word::cancelled;
    default: return Word::skipped;
  }
}
Word state_of(core::TaskEnd how) {
  switch (how) {
    case core::TaskEnd::done: return Word::done;
    case core::TaskEnd::expired: return Word::expired;
    case core::TaskEnd::lapsed: return Word::lapsed;
    case core::TaskEnd::cancelled: return Word::cancelled;
    default: return Word::closed;
  }
}

}  // namespace

// One group being heard.
struct Witness::Ear {
  Witness& w;
  base::Instant at;
  Happening out{};

  const core::LinkedPlan* plan(std::uint32_t journey) const {
    const auto found = w.context_.plans.find(journey);
    return found == w.context_.plans.end() || found->second >= w.roster_->plans.size() ? nullptr : w.roster_->plans[found->second].get();
  }
  std::string named(core::Names kind, std::uint32_t number) const {
    return number < w.roster_->dictionary->size(kind) ? w.roster_->dictionary->name(kind, number) : std::string();
  }
  void say(Subject subject, Word state) {
    out.told = true;
    out.subject = subject;
    out.state = state;
  }
  void again(Subject subject, Word state, std::string name) {
    Happening more = out;
    more.told = true;
    more.subject = subject;
    more.state = state;
    more.name = std::move(name);
    w.happenings_.push_back(std::move(more));
  }
  void touch(const core::ThingRef& ref, Word state) {
    say(Subject::touch, state);
    out.ref = ref;
    const auto known = w.touches_.find(key(ref));
    if (known == w.touches_.end()) return;
    out.channel = known->second.channel;
    out.template_ = known->second.template_;
    out.contact = known->second.contact;
  }
  void task(const core::ThingRef& ref, Word state) {
    say(Subject::task, state);
    out.ref = ref;
  }

  void operator()(const core::TouchPlanned& fact) {
    Touch& made = w.touches_[key(fact.touch)];
    made.channel = named(core::Names::channel, fact.channel);
    if (fact.channel < w.roster_->channels.size() && w.roster_->channels[fact.channel] != nullptr)
      made.contact = w.roster_->channels[fact.channel]->contact;
    if (const core::LinkedPlan* of = plan(fact.touch.journey)) {
      for (const plan::Send& send : of->plan->sends) {
        for (const plan::Leg& leg : send.legs) {
          if (leg.site == fact.touch.site && leg.template_ < of->plan->unit.texts.size())
            made.template_ = of->plan->unit.texts[leg.template_];
        }
      }
    }
  }
  void operator()(const core::TouchBlocked& fact) {
    touch(fact.touch, Word::blocked);
    out.why = fact.why;
    out.until = fact.until;
  }
  void operator()(const core::TouchSending& fact) {
    if (fact.attempt <= 1) touch(fact.touch, Word::sent);
  }
  void operator()(const core::PlacementShown& fact) { touch(fact.touch, Word::sent); }
  void operator()(const core::TouchReported& fact) { touch(fact.touch, state_of(fact.phase)); }
  void operator()(const core::TouchOver& fact) {
    touch(fact.touch, state_of(fact.phase));
    out.why = fact.why;
  }
  void operator()(const core::NoticeSent& fact) {
    say(Subject::notice, Word::sent);
    out.name = fact.role;
  }

  void operator()(const core::QuestionAsked& fact) {
    say(Subject::question, Word::none);
    out.name = fact.role;
    out.until = fact.due;
  }

  void operator()(const core::TaskOpened& fact) {
    task(fact.task, Word::opened);
    out.until = fact.due;
  }
  void operator()(const core::TaskClosed& fact) {
    task(fact.task, state_of(fact.how));
    out.name = fact.outcome;
  }
  void operator()(const core::TaskAssigned& fact) {
    task(fact.task, Word::assigned);
    out.name = named(core::Names::person, fact.person);
  }
  void operator()(const core::TaskJoined& fact) {
    task(fact.task, Word::assigned);
    out.name = named(core::Names::person, fact.person);
  }
  void operator()(const core::TaskEscalated& fact) {
    task(fact.task, Word::escalated);
    out.name = fact.role;
  }
  void operator()(const core::TaskOverdue& fact) { task(fact.task, Word::overdue); }
  void operator()(const core::TaskReminded& fact) { task(fact.task, Word::reminded); }
  void operator()(const core::TaskCredited& fact) { task(fact.task, Word::credited); }

  void stall(const core::ThingRef& ref, Word state) {
    say(Subject::stall, state);
    out.ref = ref;
  }
  void operator()(const core::StallArmed& fact) { stall(fact.stall, Word::armed); }
  void operator()(const core::StallTripped& fact) { stall(fact.stall, Word::none); }
  void operator()(const core::StallCleared& fact) { stall(fact.stall, Word::cleared); }

  void operator()(const core::JourneyEntered& fact) {
    out.desk = fact.via == core::EntryVia::desk;
    say(Subject::journey, Word::entered);
    out.ref.journey = fact.journey;
    out.name = out.playbook;
  }
  void operator()(const core::JourneyEnded& fact) {
    if (fact.why == core::Reason::exit) again(Subject::exit, Word::none, fact.outcome);
    say(Subject::journey, Word::ended);
    out.ref.journey = fact.journey;
    out.name = fact.outcome;
  }
  void operator()(const core::EntryRefused& fact) {
    say(Subject::journey, Word::refused);
    if (fact.plan < w.roster_->plans.size()) out.playbook = w.roster_->plans[fact.plan]->plan->name;
    out.why = fact.why;
  }
  void goal(std::uint32_t journey, std::uint32_t index, Word state) {
    say(Subject::goal, state);
    const core::LinkedPlan* of = plan(journey);
    if (of != nullptr && index < of->plan->goals.size()) out.path = out.name = of->plan->goals[index].name;
  }
  void operator()(const core::GoalReached& fact) { goal(fact.journey, fact.goal, Word::none); }
  void operator()(const core::GoalMissed& fact) { goal(fact.journey, fact.goal, Word::missed); }
  void operator()(const core::HandedOff& fact) {
    const bool taken = fact.outcome == core::HandOffOutcome::entered || fact.outcome == core::HandOffOutcome::pending;
    say(Subject::hand_off, taken ? Word::none : Word::refused);
    out.name = fact.playbook;
  }
  void operator()(const core::Tagged& fact) {
    say(Subject::tag, Word::none);
    out.name = fact.tag;
  }
  void operator()(const core::Granted& fact) {
    say(Subject::grant, fact.given ? Word::none : Word::refused);
    out.name = named(core::Names::benefit, fact.benefit);
    out.why = fact.why;
  }
  void operator()(const core::IncidentRaised& fact) {
    say(Subject::incident, Word::none);
    out.name = fact.code;
  }

  // ---- runs of stages, waves, moments, tracks
  bool run(std::uint32_t journey, std::uint32_t number, Word state) {
    const core::LinkedPlan* of = plan(journey);
    const auto known = w.context_.runs.find({journey, number});
    if (of == nullptr || known == w.context_.runs.end() || known->second >= of->plan->sites.size()) return false;
    const plan::Site& site = of->plan->sites[known->second];
    switch (site.kind) {
      case plan::SiteKind::stage: say(Subject::stage, state); break;
      case plan::SiteKind::wave: say(Subject::wave, state); break;
      case plan::SiteKind::moment: say(Subject::moment, state); break;
      case plan::SiteKind::track: say(Subject::track, state); break;
      default: return false;
    }
    out.path = site.path;
    out.ref = {journey, known->second, 0};
    return true;
  }
  void operator()(const core::RunStarted& fact) {
    const bool armed = fact.phase == core::RunPhase::armed;
    w.armed_[{fact.journey, fact.run}] = armed;
    if (!armed) run(fact.journey, fact.run, Word::started);
  }
  void operator()(const core::RunMoved& fact) {
    bool& armed = w.armed_[{fact.journey, fact.run}];
    if (!armed || fact.phase == core::RunPhase::armed) return;
    armed = false;
    run(fact.journey, fact.run, Word::started);
  }
  void operator()(const core::RunEnded& fact) {
    Word state = Word::ended;
    if (fact.how == core::RunEnd::skipped) state = Word::skipped;
    if (fact.how == core::RunEnd::cancelled) state = Word::cancelled;
    if (fact.how == core::RunEnd::expired) state = Word::expired;
    // Waves and stages whose body was done within one input end without having moved.
    bool& armed = w.armed_[{fact.journey, fact.run}];
    if (armed && state == Word::ended && run(fact.journey, fact.run, Word::started)) w.happenings_.push_back(out);
    armed = false;
    run(fact.journey, fact.run, state);
    out.why = fact.why;
  }
  template <class Other>
  void operator()(const Other&) {}
};

void Witness::hear(const view::Batch& batch) {
  roster_ = batch.roster;
  context_.roster = roster_.get();
  for (const view::Item& item : batch.items) {
    daemon::learn(context_, item.group);
    for (const core::Fact& fact : item.group.facts) {
      Ear ear{*this, item.group.at};
      const daemon::FactPlace place = daemon::place_of(fact, context_);
      ear.out.at = item.group.at;
      if (place.journey != plan::kNone) {
        ear.out.playbook = daemon::playbook_of(context_, place.journey);
        ear.out.path = daemon::path_of(context_, place.journey, place.site);
        ear.out.place = daemon::line_of(context_, place.journey, place.site);
      }
      const bool books = daemon::bookkeeping(fact);
      ear.out.text = daemon::words(fact, context_, language_);
      std::visit(ear, fact);
      const std::uint64_t whose = view::customer_key(item.lane, item.group.customer);
      if (ear.out.desk) desks_.insert(whose);
      ear.out.desk = desks_.contains(whose);
      if (ear.out.told || !books) happenings_.push_back(std::move(ear.out));
    }
  }
}

void Witness::dispatched(const channel::Dispatch& dispatch) {
  Touch& touch = touches_[key(dispatch.ref)];
  touch.channel = dispatch.channel;
  touch.template_ = dispatch.template_;
  for (auto each = happenings_.rbegin(); each != happenings_.rend(); ++each) {
    if (each->subject == Subject::touch && each->ref == dispatch.ref && each->template_.empty()) {
      each->channel = dispatch.channel;
      each->template_ = dispatch.template_;
    }
  }
}

const Happening* Witness::last_touch(const std::string& channel, const std::string& template_) const {
  const auto found = std::find_if(happenings_.rbegin(), happenings_.rend(), [&](const Happening& each) {
    return each.subject == Subject::touch && each.state == Word::sent && each.channel == channel && each.template_ == template_;
  });
  return found == happenings_.rend() ? nullptr : &*found;
}

}  // namespace playmaker::rehearsal
