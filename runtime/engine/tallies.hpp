#pragma once
// The sums behind the rates of reviews: how many tasks ended, how many of them as the rate asks, how many are past their due and open,
// by playbook, rate and branch. Folded from the customers' lanes; never reset, so that the order of folding does not matter: what lies
// between two reviews is the difference of two sums.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runtime/core/fact.hpp"
#include "runtime/core/roster/roster.hpp"

namespace playmaker::engine {

using base::Instant;

struct Tally {
  std::uint32_t playbook = 0;                  // the dictionary's
  std::string rate;
  std::uint32_t branch = plan::kNone;          // kNone: of customers without one
  std::int64_t ended = 0, happened = 0, late = 0;
};

class Tallies {
 public:
  void fold(const core::RateCounted& counted);
  const std::vector<Tally>& all() const { return tallies_; }   // by playbook, rate and branch
  void set(std::vector<Tally> tallies) { tallies_ = std::move(tallies); }

 private:
  std::vector<Tally> tallies_;
};

// Where a review stands: when it was last due, and the sums it has seen.
struct ReviewMark {
  std::uint32_t playbook = 0;
  std::string review;
  Instant done;                                // at first, and when its times change: when it was applied
  std::vector<core::ReviewFigure> seen;        // of the last time it was held, or when it first read the rate
  Instant since;                               // what it counts begins here: the last time it was held; at first: when it was applied
  std::uint64_t rule = 0;                      // its times, hashed
  std::vector<std::string> rates;              // those in `seen`, with branches or without: what was counted before is none of its own
};
struct ReviewStanding {                        // of a live playbook's review, now
  std::uint32_t plan = 0, review = 0;          // the roster's; Plan::reviews
  Instant done, next;
  std::vector<core::ReviewFigure> figures;     // since it was held
};
// The review's live text; nullptr: the playbook has none of that name any more.
const plan::Review* review_of(const core::Roster& roster, const ReviewMark& mark, const core::LinkedPlan** linked = nullptr);
// The rates of the plan that the review has not read before, with the sums as they stand; its next figures are the difference to them.
struct FirstSight {
  std::vector<std::string> rates;
  std::vector<core::ReviewFigure> figures;
};
FirstSight first_sight(const core::LinkedPlan& linked, const Tallies& tallies, const ReviewMark& mark);
// The figures of all rates of the plan, since `mark`, by rate and branch.
std::vector<core::ReviewFigure> figures_since(const core::LinkedPlan& linked, const Tallies& tallies, const ReviewMark& mark);
// Millionths: of those that ended or are late, the share that happened; nullopt: nothing is counted.
std::optional<std::int64_t> rate_of(const core::ReviewFigure& figure);

}  // namespace playmaker::engine
