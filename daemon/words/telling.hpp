#pragma once
// One sentence a fact and an input: private to the words. A fact or input without one does not compile.
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/words/course.hpp"
#include "daemon/words/words.hpp"

namespace playmaker::daemon {

class Telling {
 public:
  Telling(const WordsContext& context, base::Language language) : c_(context), language_(language) {}

  // input.cpp
  std::string operator()(const core::CustomerAppeared& input) const;
  std::string operator()(const core::AttributesSet& input) const;
  std::string operator()(const core::EventArrived& input) const;
  std::string operator()(const core::EntryAsked& input) const;
  std::string operator()(const core::SweepDue& input) const;
  std::string operator()(const core::TimersDue& input) const;
  std::string operator()(const core::TaskReported& input) const;
  std::string operator()(const core::TaskHandedTo& input) const;
  std::string operator()(const core::DeliveryReported& input) const;
  std::string operator()(const core::SlotGranted& input) const;
  std::string operator()(const core::ResourceAnswered& input) const;
  std::string operator()(const core::OperatorActed& input) const;
  std::string operator()(const core::PauseLifted& input) const;
  std::string operator()(const core::ImportArrived& input) const;
  std::string operator()(const core::CalendarChanged& input) const;
  std::string operator()(const core::VersionApplied& input) const;
  std::string operator()(const core::TouchResolved& input) const;
  // review.cpp
  std::string operator()(const core::BranchAlerted& input) const;
  std::string operator()(const core::RateCounted& fact) const;
  std::string operator()(const core::DimensionNoted& fact) const;
  // work.cpp
  std::string operator()(const core::TaskTaken& input) const;
  std::string operator()(const core::QuestionReplied& input) const;
  std::string operator()(const core::BranchTaskAsked& input) const;
  std::string operator()(const core::BranchTaskWanted& fact) const;
  std::string operator()(const core::QuestionAsked& fact) const;
  std::string operator()(const core::QuestionAnswered& fact) const;
  std::string operator()(const core::QuestionOverdue& fact) const;
  std::string operator()(const core::QuestionDueSet& fact) const;
  std::string operator()(const core::QuestionDropped& fact) const;
  std::string operator()(const core::TaskAttempted& fact) const;
  std::string operator()(const core::TaskCallBack& fact) const;
  std::string operator()(const core::TaskCallDue& fact) const;
  std::string operator()(const core::TaskTakenOn& fact) const;
  std::string operator()(const core::TaskNotTakenOn& fact) const;
  std::string operator()(const core::TaskBrought& fact) const;
  std::string operator()(const core::CustomerHandedOver& fact) const;
  // leads.cpp
  std::string operator()(const core::LeadArrived& fact) const;
  std::string operator()(const core::LeadDealt& fact) const;
  std::string operator()(const core::LeadStands& fact) const;
  std::string operator()(const core::LeadClaimed& fact) const;
  std::string operator()(const core::LeadReturned& fact) const;
  // journey.cpp
  std::string operator()(const core::JourneyEntered& fact) const;
  std::string operator()(const core::JourneyMoved& fact) const;
  std::string operator()(const core::JourneyEnding& fact) const;
  std::string operator()(const core::JourneyEnded& fact) const;
  std::string operator()(const core::EntryRefused& fact) const;
  std::string operator()(const core::RunStarted& fact) const;
  std::string operator()(const core::RunMoved& fact) const;
  std::string operator()(const core::RunEnded& fact) const;
  std::string operator()(const core::EventKept& fact) const;
  std::string operator()(const core::GoalReached& fact) const;
  std::string operator()(const core::GoalMissed& fact) const;
  std::string operator()(const core::MomentDropped& fact) const;
  std::string operator()(const core::Decided& fact) const;
  std::string operator()(const core::HandedOff& fact) const;
  std::string operator()(const core::Tagged& fact) const;
  std::string operator()(const core::Emitted& fact) const;
  std::string operator()(const core::PauseBegan& fact) const;
  std::string operator()(const core::PauseEnded& fact) const;
  std::string operator()(const core::StallArmed& fact) const;
  std::string operator()(const core::StallTripped& fact) const;
  std::string operator()(const core::StallCleared& fact) const;
  std::string operator()(const core::StallDropped& fact) const;
  // flow.cpp
  std::string operator()(const core::ReservationAsked& fact) const;
  std::string operator()(const core::ReservationHeld& fact) const;
  std::string operator()(const core::ReservationCalled& fact) const;
  std::string operator()(const core::ReservationEnded& fact) const;
  std::string operator()(const core::ItemKept& fact) const;
  std::string operator()(const core::MomentQueued& fact) const;
  std::string operator()(const core::MomentDequeued& fact) const;
  std::string operator()(const core::MomentMerged& fact) const;
  std::string operator()(const core::ConsentChanged& fact) const;
  // task.cpp
  std::string operator()(const core::TaskArmed& fact) const;
  std::string operator()(const core::TaskOpened& fact) const;
  std::string operator()(const core::TaskClosed& fact) const;
  std::string operator()(const core::TaskAssigned& fact) const;
  std::string operator()(const core::TaskJoined& fact) const;
  std::string operator()(const core::TaskReminded& fact) const;
  std::string operator()(const core::TaskOverdue& fact) const;
  std::string operator()(const core::TaskEscalated& fact) const;
  std::string operator()(const core::TaskCredited& fact) const;
  std::string operator()(const core::TaskDueSet& fact) const;
  std::string operator()(const core::TaskDropped& fact) const;
  // touch.cpp
  std::string operator()(const core::TouchPlanned& fact) const;
  std::string operator()(const core::TouchBlocked& fact) const;
  std::string operator()(const core::TouchReserved& fact) const;
  std::string operator()(const core::TouchSending& fact) const;
  std::string operator()(const core::TouchReported& fact) const;
  std::string operator()(const core::TouchRetrying& fact) const;
  std::string operator()(const core::TouchOver& fact) const;
  std::string operator()(const core::NoticeSent& fact) const;
  // dialogue.cpp
  std::string operator()(const core::ReplyAwaited& fact) const;
  std::string operator()(const core::ReplyClosed& fact) const;
  std::string operator()(const core::AnswerKept& fact) const;
  std::string operator()(const core::QuestionCounted& fact) const;
  std::string operator()(const core::PlacementShown& fact) const;
  std::string operator()(const core::ArmTaken& fact) const;
  std::string operator()(const core::ArmMeasured& fact) const;
  std::string operator()(const core::SeatTaken& fact) const;
  std::string operator()(const core::SeatReturned& fact) const;
  std::string operator()(const core::InvitationDropped& fact) const;
  // book.cpp
  std::string operator()(const core::TimerSet& fact) const;
  std::string operator()(const core::TimerCancelled& fact) const;
  std::string operator()(const core::TimerHeld& fact) const;
  std::string operator()(const core::ResourceAsked& fact) const;
  std::string operator()(const core::ResourceSettled& fact) const;
  std::string operator()(const core::Granted& fact) const;
  std::string operator()(const core::WindowPoint& fact) const;
  std::string operator()(const core::EdgeChanged& fact) const;
  std::string operator()(const core::HoldChanged& fact) const;
  std::string operator()(const core::AttributeChanged& fact) const;
  std::string operator()(const core::EventLate& fact) const;
  std::string operator()(const core::IncidentRaised& fact) const;

  // course.cpp
  std::string course(const Course::Note& note, std::uint32_t journey) const;

 private:
  std::string awaited(const Course::Wait& wait) const;                       // empty: only its time
  // The sentence in the language, with {0}, {1} … replaced.
  std::string say(std::string_view en, std::string_view zh, std::initializer_list<std::string> args = {}) const;
  std::string by(const std::string& actor) const;                            // "someone" where nobody is named
  bool zh() const { return language_ == base::Language::zh; }
  std::string when(core::Instant at) const;                                   // "2026-03-02 09:30"; "never"
  std::string name(core::Names kind, std::uint32_t number) const;             // of the dictionary
  std::string called(core::Names kind, const std::string& name) const;        // by its label in Chinese, else as it is
  std::string title(const std::string& playbook) const;                       // likewise, of one in force
  std::string arm(std::uint32_t journey, std::uint32_t experiment, const std::string& name) const;   // by its label in Chinese
  std::string outcome(std::uint32_t journey, const std::string& name) const;  // of a task or a journey
  std::string thing(std::uint32_t journey, std::uint32_t site) const;         // "welcome" (arrive.hello)
  std::string thing(const core::ThingRef& ref) const;                         // with its occurrence when that is not the first
  std::string run(std::uint32_t journey, std::uint32_t number) const;         // what it is a run of
  std::string handler(std::uint32_t journey, std::uint32_t site) const;       // what its steps follow
  std::string kinded(std::uint32_t journey, std::uint32_t site) const;        // wave "welcome" (arrive.hello)
  std::string row(std::uint32_t journey, std::uint32_t decide, std::uint32_t number) const;   // where a row leads, and where it stands
  std::string goal(std::uint32_t journey, std::uint32_t index) const;         // by the plan's tables
  std::string moment(std::uint32_t journey, std::uint32_t index) const;
  std::string decision(std::uint32_t journey, std::uint32_t index) const;
  std::string playbook(std::uint32_t journey) const;
  std::string plan_name(std::uint32_t plan) const;                            // playbook and version
  std::string via(std::uint32_t plan, std::uint32_t entry, core::EntryVia via) const;   // a sweep by its rhythm: "by its audience of …"
  std::string because(core::Reason why) const;                                // ": reason", or nothing
  std::string fields(std::uint32_t event, const std::vector<plan::Datum>& fields) const;
  std::string blocked_by(const core::TouchBlocked& fact) const;
  std::string grounds(const core::Fact& fact) const;                          // ", by the rule …", to stand behind a reason

  const WordsContext& c_;
  base::Language language_;
};

}  // namespace playmaker::daemon
