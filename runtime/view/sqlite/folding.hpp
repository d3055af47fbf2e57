#pragma once
// How each fact changes the tables: one overload a fact, one statement a change, last write wins. Used inside the projector's
// transaction only. Facts that no table shows are passed over by the template at the end.
#include <unordered_map>
#include <vector>

#include "runtime/view/batch.hpp"
#include "runtime/view/sqlite/statement.hpp"

namespace playmaker::view::sqlite {

// As the table `task` keeps what was brought (schema/001_tables.sql).
std::string brought_text(const std::vector<std::uint32_t>& brought);

class Folding {
 public:
  explicit Folding(Connection& connection);
  std::string fault() const;                     // empty: every statement is sound and every step went through
  void begin(const core::Roster& roster);        // before the batch that was decided under it
  void fold(const core::Roster& roster, const Item& item);
  void fold(const core::Roster& roster, const HeldReview& held);
  void set_watermark(std::uint64_t watermark);

 private:
  struct Where {                                 // plan and names of a site
    std::string_view playbook, path;
    std::uint32_t plan = plan::kNone;
    const core::LinkedPlan* linked = nullptr;
  };
  struct At {
    std::uint64_t key;
    std::int64_t ms;
    std::uint64_t position;
    std::int64_t number;
  };

  const core::LinkedPlan* plan_of(std::uint64_t key, std::uint32_t journey);
  Where where(std::uint64_t key, std::uint32_t journey, std::uint32_t site);
  std::string_view path_of(const core::LinkedPlan& plan, std::uint32_t site) const;   // as its live version calls it; folding_places.cpp
  void rename(const core::LinkedPlan& live);
  void note(const At& at, int code, std::uint32_t journey, const Where& where, std::string_view detail, core::Reason why);
  void attribute(const At& at, std::uint32_t attribute, const plan::Datum& value);
  void responded(std::uint64_t key, std::uint32_t journey);

  void put(const At& at, const core::CustomerAppeared&);
  void put(const At& at, const core::AttributesSet& set);
  void put(const At& at, const core::BranchTaskAsked& input);
  void put(const At& at, const core::BranchAlerted& input);
  void at_branch(const At& at, std::uint32_t branch);
  void put(const At& at, const core::JourneyEntered& fact);
  void put(const At& at, const core::JourneyEnded& fact);
  void put(const At& at, const core::EntryRefused& fact);
  void put(const At& at, const core::RunStarted& fact);
  void put(const At& at, const core::RunMoved& fact);
  void put(const At& at, const core::RunEnded& fact);
  void put(const At& at, const core::GoalReached& fact);
  void put(const At& at, const core::GoalMissed& fact);
  void put(const At& at, const core::HandedOff& fact);
  void put(const At& at, const core::Tagged& fact);
  void put(const At& at, const core::Granted& fact);
  void put(const At& at, const core::NoticeSent& fact);
  void put(const At& at, const core::TaskOpened& fact);
  void put(const At& at, const core::TaskClosed& fact);
  void put(const At& at, const core::TaskAssigned& fact);
  void put(const At& at, const core::TaskJoined& fact);
  void put(const At& at, const core::TaskOverdue& fact);
  void put(const At& at, const core::TaskEscalated& fact);
  // folding_work.cpp
  void put(const At& at, const core::TaskAttempted& fact);
  void put(const At& at, const core::TaskCallBack& fact);
  void put(const At& at, const core::TaskCallDue& fact);
  void put(const At& at, const core::TaskTakenOn& fact);
  void put(const At& at, const core::TaskNotTakenOn& fact);
  void put(const At& at, const core::TaskBrought& fact);
  void put(const At& at, const core::QuestionAsked& fact);
  void put(const At& at, const core::QuestionAnswered& fact);
  void put(const At& at, const core::QuestionOverdue& fact);
  void put(const At& at, const core::QuestionDueSet& fact);
  void put(const At& at, const core::QuestionDropped& fact);
  void put(const At& at, const core::CustomerHandedOver& fact);
  // folding_leads.cpp
  void put(const At& at, const core::LeadDealt& fact);
  void put(const At& at, const core::LeadStands& fact);
  void put(const At& at, const core::LeadClaimed& fact);
  void put(const At& at, const core::LeadReturned& fact);
  void lead(const At& at, int code, std::uint32_t list, std::uint32_t person, core::Reason why);
  void put(const At& at, const core::TouchPlanned& fact);
  void put(const At& at, const core::TouchBlocked& fact);
  void put(const At& at, const core::TouchReserved& fact);
  void put(const At& at, const core::TouchSending& fact);
  void put(const At& at, const core::TouchReported& fact);
  void put(const At& at, const core::TouchOver& fact);
  void put(const At& at, const core::PlacementShown& fact);
  void put(const At& at, const core::ArmTaken& fact);
  void put(const At& at, const core::ArmMeasured& fact);
  void put(const At& at, const core::InvitationDropped& fact);
  void put(const At& at, const core::StallArmed& fact);
  void put(const At& at, const core::StallTripped& fact);
  void put(const At& at, const core::StallCleared& fact);
  void put(const At& at, const core::StallDropped& fact);
  void put(const At& at, const core::AttributeChanged& fact);
  // folding_places.cpp
  void put(const At& at, const core::JourneyMoved& fact);
  void put(const At& at, const core::IncidentRaised& fact);
  void move_things(std::uint64_t key, std::uint32_t journey, std::uint32_t plan);
  // folding_reviews.cpp
  void put(const At& at, const core::DimensionNoted& fact);
  template <class Other>
  void put(const At&, const Other&) {}

  const core::Roster* roster_ = nullptr;
  std::unordered_map<std::uint64_t, std::unordered_map<std::uint32_t, std::uint32_t>>
      plans_;   // of journeys seen lately: customer -> journey -> plan
  bool failed_ = false;
  std::string words_;

  template <class... Values>
  void run(Statement& statement, const Values&... values) {
    if (!statement.run(values...) && !failed_) {
      failed_ = true;
      words_ = statement.words();
    }
  }

  Statement customer_new_, customer_branch_, customer_manager_;
  Statement journey_new_, journey_end_, journey_plan_, journey_move_;
  Statement wave_new_, wave_reached_, wave_ended_, wave_responded_, wave_touch_;
  Statement task_new_, task_close_, task_assign_, task_join_, task_overdue_, task_escalate_;
  Statement task_attempt_, task_call_, task_claim_, task_acknowledge_, task_brought_;
  Statement question_new_, question_end_, question_due_, question_overdue_;
  Statement touch_new_, touch_block_, touch_reserve_, touch_send_, touch_report_, touch_over_, touch_run_;
  Statement block_new_, stall_new_, stall_trip_, stall_clear_, stall_drop_;
  Statement touch_show_, arm_new_, arm_measured_;
  Statement step_new_, step_begun_, goal_reached_, goal_missed_, noted_new_, granted_new_;
  Statement review_new_, review_rate_, review_act_;
  Statement history_new_, incident_, mark_;
  Statement place_known_, place_new_, task_brings_, task_brings_told_;
  std::vector<Statement> place_told_;            // one a column that names a place
  std::vector<Statement> thing_sites_, thing_plan_;   // beside each other: one a table whose rows are of a journey's plan
  std::unordered_map<std::uint32_t, std::uint32_t> live_;   // playbook -> its plan whose names the tables have
};

}  // namespace playmaker::view::sqlite
