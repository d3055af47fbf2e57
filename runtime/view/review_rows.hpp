#pragma once
// What reviews ask of the view. Every figure can be had as of any instant, since rows keep the times of what happened: what was true when
// a review was held is counted again from the same rows. Customers are told apart by what is known of them now (branch, manager) or was
// noted of their journey (tables, values). Instants are milliseconds since 1970.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace playmaker::view {

struct FigureDimension {
  int kind = 0;                            // plan::DimensionKind
  std::string name;                        // of what was noted
};
struct FigureAsk {
  std::string playbook;
  int figure = 0;                          // plan::Figure
  bool of_moments = false;                 // funnel: else of stages; tasks, touches: only those within moments
  bool of_stages = false;                  // tasks, touches: only those within stages
  std::vector<FigureDimension> by;
  std::int64_t since = 0, until = 0;       // the period: after since, until inclusive
};
// Counts by figure:
//   funnel       journeys that began the stage or moment: until, in the period       (what: path; "": that entered)
//   breakpoints  episodes armed, tripped, recovered, open; tripped in the period     (what: path)
//   goal         journeys that reached, missed; reached in the period               (what: the goal)
//   tasks        opened, done, ended otherwise, open past their due; done in the period   (what: path)
//   touches      sent, delivered, read, failed; sent in the period                  (what: channel)
//   cost         times: until, in the period                                        (what: "channel NAME", "benefit NAME")
struct FigureRow {
  std::string what;
  std::vector<std::string> by;             // branch, manager: the directory's number as text; empty: unknown
  std::vector<std::int64_t> counts;
};

struct CompareAsk {
  std::string playbook, goal;
  std::int64_t entered_until = 0, until = 0;   // journeys that entered until the first; reached until the second
};
struct Compared {
  std::int64_t treated = 0, treated_reached = 0, held_out = 0, held_out_reached = 0;
};

struct ReviewRow {
  std::string playbook, review;
  std::uint32_t plan = 0;
  std::int64_t since = 0, due = 0, held = 0;
  std::uint32_t missed = 0;
};
struct ReviewRateRow {
  std::string rate;
  std::optional<std::uint32_t> branch;
  std::int64_t ended = 0, happened = 0, late = 0;
};
struct ReviewActRow {
  std::uint32_t branch = 0;
  bool alert = false;
  std::string what;
};
struct ReviewWhole {
  ReviewRow row;
  std::vector<ReviewRateRow> rates;
  std::vector<ReviewActRow> acts;
};

}  // namespace playmaker::view
