#pragma once
// A task by its id, and what a report brings to it. Private to the commands.
#include <string>
#include <vector>

#include "runtime/engine/parts.hpp"

namespace playmaker::engine {

// The task in the state, and its declaration; nullptr: not there any more.
struct FoundTask {
  const core::Task* task = nullptr;
  const plan::Task* plan = nullptr;
  const core::LinkedPlan* linked = nullptr;
};
FoundTask find_task(const core::Roster& roster, const core::Customer& customer, const core::ThingRef& ref);
base::Failure task_closed(std::string_view task);

struct PersonalBrought {
  std::string name, text;
};
struct Brought {
  std::vector<core::AttributesSet::Value> values;
  std::vector<PersonalBrought> personal;   // personal fields, and where evidence is kept: the person table's only
  std::vector<std::uint32_t> brings;       // core::Bring
};
// Codes field_unknown, checklist_unknown, evidence_unknown, and those of values. REQUIRES an open task.
base::Result<Brought> brought_by(Engine::Parts& parts, const FoundTask& found, const TaskDone& report);
// Code task_incomplete: names what neither this report nor an earlier one brought.
base::Result<void> complete(const FoundTask& found, const std::vector<std::uint32_t>& brings);

}  // namespace playmaker::engine
