#pragma once
// How people do what a task asks of them: attempts and calls back, what a report must bring, who takes the task on, and whether the
// work is looked at afterwards. Part of plan::Task.
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/plan/trigger.hpp"

namespace playmaker::plan {

struct Attempts {                     // `attempts up to 3 times every 4 working hours on E as unreached`
  Trigger on;                         // an event: one attempt that reached nobody
  std::uint16_t times = 0;            // with that many the task closes; 0: none written
  Length every;                       // from one to the next; a sooner one does not count
  TextIndex outcome = kNone;          // kNone: the built-in `unreached`
};
struct CallBack {                     // `call back at C on E`: when the customer asked to be called
  Trigger on;
  NodeIndex at = kNone;               // an instant or a date, read with the event at hand
};
struct Check {                        // `check 5% by N within D`: a sample of what is done is looked at by another role
  std::uint32_t share = 0;            // millionths; 0: none written
  TextIndex role = kNone;
  Length within;
};
struct Evidence {
  TextIndex kind = kNone, what = kNone;   // document "plan.pdf"
};
struct WorkRule {
  Attempts attempts;
  std::vector<CallBack> call_backs;
  Length claim, acknowledge;          // from the opening, anew with each other assignee; not written: none
  Check check;
  std::vector<std::uint32_t> collect; // Unit::attributes a report must bring
  std::vector<TextIndex> checklist;
  std::vector<Evidence> evidence;     // a report must bring
  TextIndex guide = kNone;
  std::vector<TextIndex> closed_by_report;   // outcomes a person's word closes it with, not done
};

struct ReasonRule {                   // `reasons "…", "…" asked of ROLE` of a breakpoint
  std::vector<TextIndex> reasons;     // empty: none asked
  TextIndex role = kNone;
};

struct HandOver {                     // `hand over to ROLE accept within D else keep` (链式输送)
  std::uint32_t site = kNone;
  TextIndex role = kNone;
  Length within;
  bool waits = false;                 // `else { … }`: the run waits for the answer; `else keep`: it goes on at once
};

}  // namespace playmaker::plan
