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
  Memory& m;
  base::Instant at;
  Happening out{};

  const core::LinkedPlan* plan(std::uint32_t journey) const {
    const auto found = m.context.plans.find(journey);
    return found == m.context.plans.end() || found->second >= w.roster_->plans.size() ? nullptr : w.roster_->plans[found->second].get();
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
    const auto known = m.touches.find(key(ref));
    if (known == m.touches.end()) return;
    out.channel = known->second.channel;
    out.template_ = known->second.template_;
    out.contact = known->second.contact;
  }
  void task(const core::ThingRef& ref, Word state) {
    say(Subject::task, state);
    out.ref = ref;
  }

  void operator()(const core::TouchPlanned& fact) {
    Memory::Touch& made = m.touches[key(fact.touch)];
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
    if (fact.waits) out.until = fact.until;
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

  // ---- what roles and customers are asked
  void question(std::uint32_t number, Word state) {
    say(Subject::question, state);
    out.name = m.questions[number];
  }
  void operator()(const core::QuestionAsked& fact) {
    m.questions[fact.question] = fact.role;
    question(fact.question, Word::none);
    out.until = fact.due;
  }
  void operator()(const core::QuestionAnswered& fact) {
    question(fact.question, Word::answered);
    out.answer = fact.answer;
  }
  void operator()(const core::QuestionOverdue& fact) { question(fact.question, Word::overdue); }
  void operator()(const core::QuestionDropped& fact) {
    question(fact.question, Word::dropped);
    out.why = fact.why;
  }
  void operator()(const core::ReplyClosed& fact) {
    const bool answered = fact.how == core::ReplyEnd::answered;
    say(Subject::answer, answered ? Word::none : fact.how == core::ReplyEnd::cancelled ? Word::cancelled : Word::missing);
    const auto known = m.touches.find(key(fact.touch));
    if (known != m.touches.end()) out.template_ = known->second.template_;
    out.why = fact.why;
  }
  // Follows the ReplyClosed of its group.
  void operator()(const core::AnswerKept& fact) {
    for (auto each = w.happenings_.rbegin(); each != w.happenings_.rend() && each->at == at; ++each) {
      if (each->subject != Subject::answer || each->customer != out.customer) continue;
      each->said = fact.fields;
      return;
    }
  }

  // ---- leads
  void lead(std::uint32_t number, std::uint32_t person, Word state) {
    say(Subject::lead, state);
    out.ref.occurrence = static_cast<std::uint16_t>(number);
    if (person != plan::kNone) out.name = named(core::Names::person, person);
  }
  void operator()(const core::LeadDealt& fact) {
    lead(fact.lead, fact.person, Word::dealt);
    out.role = named(core::Names::role, fact.role);
    out.until = fact.until;
  }
  void operator()(const core::LeadStands& fact) {
    lead(fact.lead, plan::kNone, Word::open);
    out.why = fact.why;
  }
  void operator()(const core::LeadClaimed& fact) { lead(fact.lead, fact.person, Word::claimed); }
  void operator()(const core::LeadReturned& fact) {
    lead(fact.lead, fact.person, Word::returned);
    out.why = fact.why;
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
  void operator()(const core::TaskAttempted& fact) { task(fact.task, Word::attempted); }
  void operator()(const core::TaskTakenOn& fact) {
    task(fact.task, fact.how == core::Taking::claimed ? Word::claimed : Word::acknowledged);
    if (fact.person != plan::kNone) out.name = named(core::Names::person, fact.person);
  }

  void stall(const core::ThingRef& ref, Word state) {
    say(Subject::stall, state);
    out.ref = ref;
  }
  void operator()(const core::StallArmed& fact) { stall(fact.stall, Word::armed); }
  void operator()(const core::StallTripped& fact) { stall(fact.stall, Word::none); }
  void operator()(const core::StallCleared& fact) { stall(fact.stall, Word::cleared); }

  void operator()(const core::JourneyEntered& fact) {
    say(Subject::journey, Word::entered);
    out.ref.journey = fact.journey;
    out.name = out.playbook;
    if (fact.via == core::EntryVia::hand_off) taken_over();
  }
  // A hand-off that waited for a seat has got it.
  void taken_over() {
    for (auto each = w.happenings_.rbegin(); each != w.happenings_.rend(); ++each) {
      const bool waits = each->subject == Subject::hand_off && each->state == Word::none && each->answer.empty();
      if (!waits || each->customer != out.customer || each->name != out.playbook) continue;
      each->answer = "entered";
      return;
    }
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
    switch (fact.outcome) {
      case core::HandOffOutcome::entered: out.answer = "entered"; break;
      case core::HandOffOutcome::already_in: out.why = core::Reason::already_in; break;
      case core::HandOffOutcome::not_eligible: out.why = core::Reason::not_eligible; break;
      case core::HandOffOutcome::capped: out.why = core::Reason::full; break;
      case core::HandOffOutcome::not_live: out.why = core::Reason::not_live; break;
      case core::HandOffOutcome::pending: break;
    }
  }
  void operator()(const core::Emitted& fact) {
    say(Subject::emitted, Word::none);
    out.name = named(core::Names::event, fact.event);
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
  void operator()(const core::ReservationAsked& fact) { m.reserves[fact.ask] = named(core::Names::benefit, fact.benefit); }
  void reserve(std::uint32_t ask, Word state) {
    say(Subject::reserve, state);
    out.name = m.reserves[ask];
  }
  void operator()(const core::ReservationHeld& fact) { reserve(fact.ask, Word::none); }
  void operator()(const core::ReservationEnded& fact) {
    out.why = fact.why;
    switch (fact.why) {
      case core::Reason::none: return;     // granted, which is said
      case core::Reason::released: return reserve(fact.ask, Word::released);
      case core::Reason::expired: return reserve(fact.ask, Word::expired);
      case core::Reason::cancelled: return reserve(fact.ask, Word::cancelled);
      default: return reserve(fact.ask, Word::refused);
    }
  }
  void seat(std::uint32_t journey, std::uint32_t site, Word state) {
    say(Subject::seat, state);
    out.name = m.seats[{journey, site}];
  }
  void operator()(const core::SeatTaken& fact) {
    m.seats[{fact.journey, fact.site}] = named(core::Names::activity, fact.activity);
    seat(fact.journey, fact.site, Word::none);
  }
  void operator()(const core::SeatReturned& fact) {
    if (fact.used) return;                 // the customer signed up
    seat(fact.journey, fact.site, Word::returned);
    out.why = fact.why;
  }
  void operator()(const core::InvitationDropped& fact) {
    const core::LinkedPlan* of = plan(fact.journey);
    if (of != nullptr && fact.site < of->plan->sites.size())
      m.seats[{fact.journey, fact.site}] = of->plan->unit.texts[of->plan->invitations[of->plan->sites[fact.site].index].activity];
    seat(fact.journey, fact.site, Word::refused);
    out.why = fact.why;
  }
  void operator()(const core::ArmTaken& fact) {
    say(Subject::arm, Word::none);
    out.name = fact.arm;
  }
  void operator()(const core::ArmMeasured& fact) {
    say(Subject::arm, fact.reached ? Word::reached : Word::missed);
    out.name = fact.arm;
  }
  void operator()(const core::IncidentRaised& fact) {
    say(Subject::incident, Word::none);
    out.name = fact.code;
  }

  void moment(std::uint32_t journey, std::uint32_t index, Word state) {
    say(Subject::moment, state);
    const core::LinkedPlan* of = plan(journey);
    if (of != nullptr && index < of->plan->moments.size()) out.path = of->plan->sites[of->plan->moments[index].site].path;
  }
  void operator()(const core::MomentDropped& fact) {
    moment(fact.journey, fact.moment, Word::dropped);
    out.why = fact.why;
  }
  void operator()(const core::MomentQueued& fact) { moment(fact.journey, fact.moment, Word::queued); }
  void operator()(const core::MomentMerged& fact) { moment(fact.journey, fact.moment, Word::merged); }

  // ---- runs of stages, waves, moments, tracks
  bool run(std::uint32_t journey, std::uint32_t number, Word state) {
    const core::LinkedPlan* of = plan(journey);
    const auto known = m.context.runs.find({journey, number});
    if (of == nullptr || known == m.context.runs.end() || known->second >= of->plan->sites.size()) return false;
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
    m.armed[{fact.journey, fact.run}] = armed;
    if (!armed) run(fact.journey, fact.run, Word::started);
  }
  void operator()(const core::RunMoved& fact) {
    bool& armed = m.armed[{fact.journey, fact.run}];
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
    bool& armed = m.armed[{fact.journey, fact.run}];
    if (armed && state == Word::ended && run(fact.journey, fact.run, Word::started)) w.happenings_.push_back(out);
    armed = false;
    run(fact.journey, fact.run, state);
    out.why = fact.why;
  }
  template <class Other>
  void operator()(const Other&) {}
};

Witness::Memory& Witness::memory(std::uint64_t customer) {
  Memory& memory = memories_[customer];
  memory.context.roster = roster_.get();
  memory.context.zone = zone_;
  return memory;
}

void Witness::hear(const view::Batch& batch) {
  roster_ = batch.roster;
  for (const view::Item& item : batch.items) {
    const std::uint64_t customer = view::customer_key(item.lane, item.group.customer);
    Memory& known = memory(customer);
    daemon::learn(known.context, item.group);
    for (const core::Fact& fact : item.group.facts) {
      Ear ear{*this, known, item.group.at};
      const daemon::FactPlace place = daemon::place_of(fact, known.context);
      ear.out.at = item.group.at;
      ear.out.customer = customer;
      if (place.journey != plan::kNone) {
        ear.out.playbook = daemon::playbook_of(known.context, place.journey);
        ear.out.path = daemon::path_of(known.context, place.journey, place.site);
        ear.out.place = daemon::line_of(known.context, place.journey, place.site);
      }
      const bool books = daemon::bookkeeping(fact);
      ear.out.text = daemon::words(fact, known.context, language_);
      std::visit(ear, fact);
      if (ear.out.told || !books) happenings_.push_back(std::move(ear.out));
    }
  }
  for (const view::HeldReview& held : batch.reviews) hear(held);
}

void Witness::settle(const std::function<Part(std::uint64_t customer)>& part_of) {
  std::map<std::uint64_t, Part> parts;
  for (Happening& each : happenings_) {
    if (each.part.whose == Whose::house) continue;
    const auto known = parts.find(each.customer);
    each.part = known != parts.end() ? known->second : (parts[each.customer] = part_of(each.customer));
  }
}

void Witness::dispatched(const channel::Dispatch& dispatch) {
  const std::uint64_t customer = view::customer_key(dispatch.customer.lane, dispatch.customer.number);
  Memory::Touch& touch = memory(customer).touches[key(dispatch.ref)];
  touch.channel = dispatch.channel;
  touch.template_ = dispatch.template_;
  for (auto each = happenings_.rbegin(); each != happenings_.rend(); ++each) {
    if (each->subject == Subject::touch && each->customer == customer && each->ref == dispatch.ref && each->template_.empty()) {
      each->channel = dispatch.channel;
      each->template_ = dispatch.template_;
    }
  }
}

const Happening* Witness::last_touch(std::uint64_t customer, const std::string& channel, const std::string& template_) const {
  const auto found = std::find_if(happenings_.rbegin(), happenings_.rend(), [&](const Happening& each) {
    return each.subject == Subject::touch && each.customer == customer && each.state == Word::sent && each.channel == channel &&
           each.template_ == template_;
  });
  return found == happenings_.rend() ? nullptr : &*found;
}

}  // namespace playmaker::rehearsal
