// Facts as lines: what a story is compared with.
#include "tests/core/journey/story.hpp"

namespace playmaker::core::testing {
namespace {

std::string why_name(Reason why) {
  static const std::map<Reason, std::string> kNames{{Reason::none, ""},
                                                    {Reason::capped, "capped"},
                                                    {Reason::gap, "too close"},
                                                    {Reason::held_out, "held out"},
                                                    {Reason::bank_held_out, "bank held out"},
                                                    {Reason::paused, "paused"},
                                                    {Reason::expired, "expired"},
                                                    {Reason::past, "past"},
                                                    {Reason::stale, "stale"},
                                                    {Reason::cancelled, "cancelled"},
                                                    {Reason::condition, "condition"},
                                                    {Reason::already_in, "already in"},
                                                    {Reason::again_too_soon, "too soon"},
                                                    {Reason::not_eligible, "not eligible"},
                                                    {Reason::full, "full"},
                                                    {Reason::not_live, "not live"},
                                                    {Reason::depth, "too deep"},
                                                    {Reason::late, "late"},
                                                    {Reason::goal, "goal"},
                                                    {Reason::missed, "missed"},
                                                    {Reason::exit, "exit"},
                                                    {Reason::finished, "finished"},
                                                    {Reason::over, "over"},
                                                    {Reason::stage_over, "stage over"},
                                                    {Reason::outranked, "another took it"},
                                                    {Reason::not_granted, "not granted"}};
  const auto found = kNames.find(why);
  return found == kNames.end() ? std::to_string(static_cast<int>(why)) : found->second;
}
std::string end_name(RunEnd how) {
  static const char* const kNames[] = {"completed", "skipped", "cancelled", "expired", "overdue"};
  return kNames[static_cast<int>(how)];
}
std::string hand_off_name(HandOffOutcome outcome) {
  static const char* const kNames[] = {"", "entered", "already in", "not eligible", "capped", "pending", "not live"};
  return kNames[static_cast<int>(outcome)];
}
std::string nth(std::uint16_t occurrence) { return occurrence == 0 ? "" : " #" + std::to_string(occurrence + 1); }
std::string because(Reason why) { return why == Reason::none ? "" : ": " + why_name(why); }

template <class... Each>
struct Lines : Each... {
  using Each::operator()...;
};

}  // namespace

std::string Story::path(std::uint32_t journey, std::uint32_t site) {
  const auto known = plan_of_.find(journey);
  if (known == plan_of_.end()) return "?";
  const LinkedPlan& plan = *roster().plans[known->second];
  if (site >= plan.plan->sites.size()) return plan.plan->name;
  return site == 0 ? plan.plan->name : plan.plan->sites[site].path;
}

std::string Story::line(const Fact& fact) {
  const auto thing = [&](const ThingRef& ref) { return path(ref.journey, ref.site) + nth(ref.occurrence); };
  const auto minute = [&](base::Instant when) {
    return when == base::kNever ? std::string("never") : base::format_minute(when, roster().zone).substr(5);
  };
  const auto plan_name = [&](std::uint32_t plan) { return roster().plans[plan]->plan->name; };
  const auto person_name = [](std::uint32_t person) {
    return person == plan::kNone ? std::string("nobody") : "person " + std::to_string(person);
  };
  return std::visit(
      Lines{
          [&](const JourneyEntered& f) {
            const char* const held[] = {"", ", touches held out", ", held out", ", held out by the bank"};
            return plan_name(f.plan) + " entered" + held[static_cast<int>(f.hold_out)];
          },
          [&](const JourneyEnded& f) { return path(f.journey, 0) + " ended " + f.outcome + because(f.why); },
          [&](const EntryRefused& f) { return plan_name(f.plan) + " refused" + because(f.why); },
          [&](const RunStarted& f) {
            const std::string name = runs_[{f.journey, f.run}] = path(f.journey, f.site) + nth(f.occurrence);
            return f.site == 0 ? std::string() : name + (f.phase == RunPhase::armed ? " armed" : " started");
          },
          [&](const RunEnded& f) { return runs_[{f.journey, f.run}] + " " + end_name(f.how) + because(f.why); },
          [&](const GoalReached& f) { return "goal " + std::to_string(f.goal) + " of " + path(f.journey, 0) + " reached"; },
          [&](const GoalMissed& f) { return "goal " + std::to_string(f.goal) + " of " + path(f.journey, 0) + " missed"; },
          [&](const MomentDropped& f) { return "moment " + std::to_string(f.moment) + " dropped" + because(f.why); },
          [&](const Decided& f) { return "decided row " + std::to_string(f.row); },
          [&](const HandedOff& f) { return "handed off to " + f.playbook + ": " + hand_off_name(f.outcome); },
          [&](const Tagged& f) { return "tagged " + f.tag; },
          [&](const Emitted& f) { return "emitted " + roster().dictionary->name(Names::event, f.event); },
          [&](const PauseBegan& f) { return std::string(f.all ? "pause of all began" : "pause of touches began"); },
          [&](const PauseEnded& f) { return std::string(f.all ? "pause of all ended" : "pause of touches ended"); },
          [&](const TaskArmed& f) { return thing(f.task) + " waits"; },
          [&](const TaskOpened& f) {
            return thing(f.task) + " opened" + (f.due == base::kNever ? "" : ", due " + minute(f.due)) +
                   (f.due_unknown ? ", due unknown" : "") + (f.not_before.ms == INT64_MIN ? "" : ", not before " + minute(f.not_before));
          },
          [&](const TaskClosed& f) {
            const char* const ends[] = {"", "done", "closed", "expired", "lapsed", "cancelled", "unreached"};
            const char* const by[] = {"", "event", "condition", "report", "time", "end"};
            const std::string how = ends[static_cast<int>(f.how)];
            return thing(f.task) + " " + how + (f.outcome == how ? "" : " as " + f.outcome) + " by " + by[static_cast<int>(f.by)];
          },
          [&](const TaskAssigned& f) {
            return thing(f.task) + " is " + person_name(f.person) + "'s as " + f.role + (f.backup ? ", backup" : "") +
                   (f.actor.empty() ? "" : ", by " + f.actor + ": " + f.reason);
          },
          [&](const TaskJoined& f) {
            return thing(f.task) + " joined by " + person_name(f.person) + " as " + f.role + (f.backup ? ", backup" : "");
          },
          [&](const TaskReminded& f) { return thing(f.task) + " reminded " + std::to_string(f.number); },
          [&](const TaskOverdue& f) { return thing(f.task) + " overdue"; },
          [&](const TaskEscalated& f) { return thing(f.task) + " escalated " + std::to_string(f.level) + " to " + f.role; },
          [&](const TaskCredited& f) { return thing(f.task) + " credited" + because(f.why); },
          [&](const TaskDropped& f) { return thing(f.task) + " dropped" + because(f.why); },
          [&](const TaskDueSet& f) { return thing(f.task) + " due " + minute(f.due); },
          [&](const TaskAttempted& f) {
            return thing(f.task) + " attempt " + std::to_string(f.number) + (f.next == base::kNever ? "" : ", next " + minute(f.next));
          },
          [&](const TaskCallBack& f) { return thing(f.task) + " to be called back " + minute(f.at); },
          [&](const TaskCallDue& f) { return thing(f.task) + " to be tried again"; },
          [&](const TaskTakenOn& f) { return thing(f.task) + (f.how == Taking::claimed ? " claimed" : " acknowledged"); },
          [&](const TaskNotTakenOn& f) { return thing(f.task) + (f.how == Taking::claimed ? " not claimed" : " not acknowledged"); },
          [&](const TaskBrought& f) { return thing(f.task) + " brought " + std::to_string(f.what.size()); },
          [&](const QuestionAsked& f) {
            const char* const kinds[] = {"", "check of ", "reason of ", "take over from ", "claim "};
            return "question " + std::to_string(f.question) + " to " + f.role + ", " + person_name(f.person) + ": " +
                   kinds[static_cast<int>(f.kind)] + thing(f.about) + (f.due == base::kNever ? "" : ", due " + minute(f.due));
          },
          [&](const QuestionAnswered& f) {
            return "question " + std::to_string(f.question) + " answered " + f.answer + (f.actor.empty() ? "" : " by " + f.actor);
          },
          [&](const QuestionOverdue& f) { return "question " + std::to_string(f.question) + " overdue"; },
          [&](const QuestionDueSet& f) { return "question " + std::to_string(f.question) + " due " + minute(f.due); },
          [&](const QuestionDropped& f) { return "question " + std::to_string(f.question) + " dropped" + because(f.why); },
          [&](const CustomerHandedOver& f) { return "handed over from " + person_name(f.from) + " to " + person_name(f.person); },
          [&](const LeadArrived& f) { return "lead " + std::to_string(f.lead) + " arrived"; },
          [&](const LeadDealt& f) {
            return "lead " + std::to_string(f.lead) + " dealt to " + person_name(f.person) +
                   (f.until == base::kNever ? "" : ", until " + minute(f.until));
          },
          [&](const LeadStands& f) { return "lead " + std::to_string(f.lead) + " stands" + because(f.why); },
          [&](const LeadClaimed& f) { return "lead " + std::to_string(f.lead) + " claimed by " + person_name(f.person); },
          [&](const LeadReturned& f) { return "lead " + std::to_string(f.lead) + " returned" + because(f.why); },
          [&](const BranchTaskWanted& f) { return path(f.journey, f.site) + " wanted of branch " + std::to_string(f.branch); },
          [&](const TouchPlanned& f) { return thing(f.touch) + " planned"; },
          [&](const TouchSending& f) { return thing(f.touch) + " sent"; },
          [&](const TouchBlocked& f) { return thing(f.touch) + " blocked" + because(f.why); },
          [&](const TouchOver& f) { return thing(f.touch) + " over" + because(f.why); },
          [&](const NoticeSent& f) { return "notice to " + f.role + ", " + person_name(f.person); },
          [&](const StallArmed& f) { return thing(f.stall) + " armed from " + minute(f.from) + ", trips " + minute(f.trips); },
          [&](const StallTripped& f) { return thing(f.stall) + " tripped"; },
          [&](const StallCleared& f) { return thing(f.stall) + " cleared" + (f.recovered ? ", recovered" : ""); },
          [&](const StallDropped& f) { return thing(f.stall) + " watched no more" + because(f.why); },
          [&](const TimerHeld&) { return std::string("timer held"); },
          [&](const ResourceAsked& f) {
            const char* const kinds[] = {"", "seat", "benefit", "pool"};
            return std::string("asked for a ") + kinds[static_cast<int>(f.kind)];
          },
          [&](const ResourceSettled& f) { return std::string(f.used ? "posted" : "voided"); },
          [&](const Granted& f) {
            return roster().dictionary->name(Names::benefit, f.benefit) + (f.given ? " granted " + f.code : " denied") + because(f.why);
          },
          [&](const AttributeChanged& f) {
            return roster().dictionary->name(Names::attribute, f.attribute) + " set to " + std::to_string(f.value.number);
          },
          [&](const EventLate& f) { return roster().dictionary->name(Names::event, f.event) + " late"; },
          [&](const IncidentRaised& f) { return "incident " + f.code; },
          [&](const JourneyMoved& f) {
            return roster().plans[f.to]->plan->name + " moved from version " + std::to_string(roster().plans[f.from]->plan->version) +
                   " to " + std::to_string(roster().plans[f.to]->plan->version);
          },
          [&](const JourneyEnding&) { return std::string(); },
          [](const auto&) { return std::string(); },
      },
      fact);
}

}  // namespace playmaker::core::testing
