#pragma once
// A playbook with one wave, one task and one breakpoint, and what is told of a customer in it, as the view gets it.
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "runtime/core/state.hpp"
#include "runtime/view/view.hpp"
#include "tests/core/facts.hpp"
#include "tests/core/plan_builder.hpp"

namespace playmaker::view_tests {

using core::testing::Facts;
using core::testing::PlanBuilder;
using core::testing::Steps;

constexpr base::Instant kMonday{1'772'416'800'000};   // 2026-03-02T10:00:00+08:00

// A meeting: one wave with a push, one must-task, one breakpoint.
struct Meeting {
  std::shared_ptr<const core::Roster> roster;
  std::uint32_t wave_site = 0, task_site = 0, leg_site = 0, stall_site = 0;

  // With a stage all of it stands in; what is to be ticked off when the task is done.
  explicit Meeting(const std::string& stage = {}, const std::vector<std::string>& checklist = {});
  // Its next version, which calls the stage otherwise.
  void rename(const std::string& from, const std::string& to, const std::vector<std::string>& checklist = {});

 private:
  static std::shared_ptr<const core::Roster> linked(const core::Roster* before, std::shared_ptr<const plan::Catalog> catalog,
                                                    plan::Plan made);
  std::pair<std::shared_ptr<const plan::Catalog>, plan::Plan> texts(const std::string& stage, const std::vector<std::string>& checklist);
};

std::uint32_t meeting_branch(const Meeting& m);

// Batches as a projector gets them; kept here, as a group is dear to take apart in every file that holds one.
class Told {
 public:
  Told();
  Told(Told&& other) noexcept;
  ~Told();
  Told& add(const std::shared_ptr<const core::Roster>& roster, std::uint64_t watermark, std::uint32_t customer, base::Instant at,
            const core::Input& input, const Facts& facts);
  Told& add(const Meeting& meeting, std::uint64_t watermark, std::uint32_t customer, base::Instant at, const core::Input& input,
            const Facts& facts);
  Told& add(const std::shared_ptr<const core::Roster>& roster, std::uint64_t watermark, base::Instant at, const core::ReviewHeld& review);
  Told& keep(std::size_t from, std::size_t to);             // only the batches from `from` on and before `to`
  operator const std::vector<view::Batch>&() const { return batches_; }   // implicit: a projector takes it as it is

 private:
  std::vector<view::Batch> batches_;
};

// Seven batches; or those from `from` on and before `to`.
Told story(const Meeting& m, std::size_t from = 0, std::size_t to = 7);

}  // namespace playmaker::view_tests
