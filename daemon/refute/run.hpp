#pragma once
// One suspected run, lived through on real dates.
#include <vector>

#include "daemon/refute/promises.hpp"
#include "daemon/refute/settings.hpp"

namespace playmaker::refute {

class Run {
 public:
  // How it keeps to the minutes of the suspicion. `later`: minutes that everything comes after what it says; `slow`: and what happens on
  // the way after the entry, since what is held back by a distance is sent only the day after; `patient`: what happens on the way waits
  // until the contacts that can come before it were truly made.
  struct Pace {
    std::int64_t later = 0, slow = 0;
    bool patient = false;
  };

  Run(const core::Roster& roster, const core::LinkedPlan& plan, const prove::Suspect& suspect, base::Date based,
      int slip);      // the first three outlive it; `based`: a day like any other

  // The contacts made when the first journey's first day is `day`; none when the life never came to rest.
  std::vector<Contacted> live(base::Date day, const Pace& pace);
  const Broken& told() const { return broken_; }   // of the last life: when it entered, what happened meanwhile

 private:
  struct Pending {                                 // a task to be closed as soon as it is open
    const prove::Suspect::Happening* happening;
    base::Instant from;
  };

  base::Instant moment(std::int64_t minute) const { return minute_after(roster_, day_, minute); }
  core::AttributesSet attributes(bool fresh_only) const;
  base::Instant enter(Life& life, base::Instant at, bool patient);
  base::Instant patiently(Life& life, const prove::Suspect::Happening& happening, base::Instant at);
  void clear_way(Life& life, std::uint32_t task, std::vector<bool>& asked);
  void event(Life& life, const prove::Suspect::Happening& happening, base::Instant at);
  void close_pending(Life& life, base::Instant at);
  bool close(Life& life, const prove::Suspect::Happening& happening, base::Instant at);

  const core::Roster& roster_;
  const core::LinkedPlan& plan_;
  const prove::Suspect& suspect_;
  base::Date based_;
  int slip_;
  std::vector<Setting> settings_;                  // when the first day is `based_`
  Asked asked_;
  base::Instant midnight_;
  base::Date day_;
  std::vector<Pending> pending_;
  Broken broken_;
};

}  // namespace playmaker::refute
