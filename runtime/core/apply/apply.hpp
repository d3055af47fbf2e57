#pragma once
// The fold, by family: one overload an input or fact, each without judgement. Private to core. Frozen per code: what a code did to the
// state when it was written it does for ever, since restart folds the journal's tail again.
#include "runtime/core/decide.hpp"

namespace playmaker::core {

struct Folding {
  const World& world;
  Customer& customer;
  base::Instant at;

  // Inputs; those that change nothing by themselves are decided on only.
  void operator()(const CustomerAppeared&) { customer.appeared = at; }
  void operator()(const AttributesSet& input);
  void operator()(const EventArrived& input);
  void operator()(const TimersDue& input);
  void operator()(const ResourceAnswered& input);
  void operator()(const TaskReported& input);
  void operator()(const BranchTaskAsked& input);
  void operator()(const BranchAlerted& input);
  template <class Judged>
    requires(std::is_same_v<Judged, EntryAsked> || std::is_same_v<Judged, SweepDue> || std::is_same_v<Judged, TaskTaken> ||
             std::is_same_v<Judged, QuestionReplied> || std::is_same_v<Judged, TaskHandedTo> || std::is_same_v<Judged, DeliveryReported> ||
             std::is_same_v<Judged, SlotGranted> || std::is_same_v<Judged, OperatorActed> || std::is_same_v<Judged, PauseLifted> ||
             std::is_same_v<Judged, ImportArrived> || std::is_same_v<Judged, CalendarChanged> || std::is_same_v<Judged, VersionApplied> ||
             std::is_same_v<Judged, TouchResolved>)
  void operator()(const Judged&) {}

  // journeys.cpp
  void operator()(const JourneyEntered& fact);
  void operator()(const JourneyEnding& fact);
  void operator()(const JourneyMoved& fact);  // moves.cpp
  void operator()(const JourneyEnded& fact);
  void operator()(const RunStarted& fact);
  void operator()(const RunMoved& fact);
  void operator()(const RunEnded& fact);
  void operator()(const EventKept& fact);
  void operator()(const GoalReached& fact);
  void operator()(const GoalMissed& fact);
  void operator()(const Tagged& fact);
  void operator()(const Emitted& fact);
  void operator()(const PauseBegan& fact);
  void operator()(const PauseEnded& fact);
  void operator()(const StallArmed& fact);
  void operator()(const StallTripped& fact);
  void operator()(const StallCleared& fact);
  void operator()(const StallDropped&) {}
  void operator()(const EntryRefused&) {}
  void operator()(const MomentDropped&) {}
  void operator()(const Decided&) {}
  void operator()(const HandedOff&) {}
  void operator()(const NoticeSent&) {}
  void operator()(const EventLate&) {}
  // flow.cpp
  void operator()(const ReservationAsked& fact);
  void operator()(const ReservationHeld& fact);
  void operator()(const ReservationCalled& fact);
  void operator()(const ReservationEnded& fact);
  void operator()(const ItemKept& fact);
  void operator()(const MomentQueued& fact);
  void operator()(const MomentDequeued& fact);
  void operator()(const MomentMerged&) {}
  void operator()(const ConsentChanged& fact);
  // tasks.cpp
  void operator()(const TaskArmed& fact);
  void operator()(const TaskOpened& fact);
  void operator()(const TaskClosed& fact);
  void operator()(const TaskAssigned& fact);
  void operator()(const TaskJoined& fact);
  void operator()(const TaskOverdue& fact);
  void operator()(const TaskEscalated& fact);
  void operator()(const TaskDropped& fact);
  void operator()(const TaskDueSet& fact);
  void operator()(const TaskReminded&) {}
  void operator()(const TaskCredited&) {}
  // questions.cpp: people at work
  void operator()(const QuestionAsked& fact);
  void operator()(const QuestionAnswered& fact);
  void operator()(const QuestionOverdue& fact);
  void operator()(const QuestionDueSet& fact);
  void operator()(const QuestionDropped& fact);
  void operator()(const TaskAttempted& fact);
  void operator()(const TaskCallBack& fact);
  void operator()(const TaskCallDue& fact);
  void operator()(const TaskTakenOn& fact);
  void operator()(const TaskNotTakenOn&) {}
  void operator()(const TaskBrought& fact);
  void operator()(const CustomerHandedOver& fact);
  void operator()(const BranchTaskWanted&) {}
  void operator()(const RateCounted& fact);
  void operator()(const DimensionNoted&) {}
  // leads.cpp
  void operator()(const LeadArrived& fact);
  void operator()(const LeadDealt& fact);
  void operator()(const LeadStands& fact);
  void operator()(const LeadClaimed& fact);
  void operator()(const LeadReturned& fact);
  // touches.cpp
  void operator()(const TouchPlanned& fact);
  void operator()(const TouchBlocked& fact);
  void operator()(const TouchReserved& fact);
  void operator()(const TouchSending& fact);
  void operator()(const TouchReported& fact);
  void operator()(const TouchRetrying& fact);
  void operator()(const TouchOver& fact);
  // dialogue.cpp
  void operator()(const ReplyAwaited& fact);
  void operator()(const ReplyClosed& fact);
  void operator()(const AnswerKept& fact);
  void operator()(const QuestionCounted& fact);
  void operator()(const PlacementShown& fact);
  void operator()(const ArmTaken& fact);
  void operator()(const ArmMeasured& fact);
  void operator()(const SeatTaken& fact);
  void operator()(const SeatReturned& fact);
  void operator()(const InvitationDropped&) {}
  // customer.cpp: timers, resources, conditions
  void operator()(const TimerSet& fact);
  void operator()(const TimerCancelled& fact);
  void operator()(const TimerHeld& fact);
  void operator()(const ResourceAsked& fact);
  void operator()(const ResourceSettled& fact);
  void operator()(const Granted& fact);
  void operator()(const WindowPoint& fact);
  void operator()(const EdgeChanged& fact);
  void operator()(const HoldChanged& fact);
  void operator()(const AttributeChanged& fact);
  void operator()(const IncidentRaised& fact);

 private:
  Journey* journey(std::uint32_t number);
  Task* task(const ThingRef& ref, bool make);
  Touch* touch(const ThingRef& ref);
  Reply* reply(const ThingRef& ref);
  void remember(std::uint32_t event, base::Instant when, const std::vector<Datum>& fields);
  void spend(Journey& journey, std::uint32_t site, std::uint16_t occurrences);
  void leave(Journey& journey);                          // takes part in nothing any more
  void forget(std::uint32_t journey);                    // an ended journey with no touch in flight is erased
  void drop_task_timers(const ThingRef& ref);
  void begin_lead(const JourneyEntered& fact);   // whose claim began it
  void end_lead(std::uint32_t journey);
  void drop_question(std::uint32_t question);
};

bool of_task(TimerKind kind);                            // an open or armed task's
// An incident is raised once per place: what says that it is the same.
std::uint64_t incident_print(const std::string& code, std::uint32_t site, const std::string& sample);
// The top bit says "of a journey": all edges of one journey go with it.
constexpr std::uint64_t moment_edge(std::uint32_t journey, std::uint32_t moment) {
  return (1ULL << 63) | (static_cast<std::uint64_t>(journey) << 16) | (moment & 0xffffU);
}
constexpr std::uint64_t entry_edge(std::uint32_t playbook, std::uint32_t site) {
  return (static_cast<std::uint64_t>(playbook) << 32) | site;
}

}  // namespace playmaker::core
