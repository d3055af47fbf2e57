#pragma once
// `review NAME every … { show … compare … alert … when … }` (经营回检): what is looked at regularly, of all journeys of a playbook at once.
// Part of a plan (plan.hpp); numbers are on disk.
#include <cstdint>
#include <vector>

#include "runtime/plan/trigger.hpp"

namespace playmaker::plan {

// `rate(X)`: of the tasks named, the share that ended as X. Its figures are kept under its name, over all versions of the playbook.
struct Rate {
  TextIndex name = kNone;  // in full: "meet.call.done", "market_down.advise.done in any moment"
  std::vector<std::uint32_t> tasks;
  TextIndex outcome = kNone;  // kNone: done
};

enum class DimensionKind : std::uint8_t {
  branch = 1,  // of the customer
  manager = 2,  // the customer's: a role whose `who` is customer.manager
  reason = 3,  // given by whoever a breakpoint asks
  outcome = 4,  // of a task
  decided = 5,  // the track that a `decide` chose; noted when it does
  value = 6  // an expression; noted at the entry
};
struct Dimension {
  DimensionKind kind = DimensionKind::branch;
  TextIndex name = kNone;  // as written
  NodeIndex value = kNone;  // value
  std::uint32_t decide = kNone;  // decided: Plan::decides
};

enum class Figure : std::uint8_t { funnel = 1, breakpoints = 2, goal = 3, tasks = 4, cost = 5, touches = 6 };
struct Show {
  Figure figure = Figure::funnel;
  bool of_moments = false;  // funnel: of stages else
  bool of_stages = false;  // tasks, touches: of those within stages only; with neither: all of them
  std::uint32_t per = kNone;  // Plan::goals: for each that reached it
  std::vector<std::uint32_t> by;  // Plan::dimensions
};
struct ReviewAlert {
  TextIndex role = kNone;
  NodeIndex when = kNone;
};
struct ReviewTask {  // `when C { task for branch … }`
  NodeIndex when = kNone;
  std::vector<std::uint32_t> tasks;  // Plan::tasks
};
struct Review {
  std::uint32_t site = kNone;
  SweepRule every;
  std::vector<Show> shows;
  std::vector<std::uint32_t> compares;  // Plan::goals
  std::vector<ReviewAlert> alerts;
  std::vector<ReviewTask> tasks;
};

}  // namespace playmaker::plan
