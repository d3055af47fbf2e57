#pragma once
// What became of a `guarantee`: proven, with what the proof stands on, or open, with runs that may break it. A run is only suspected here;
// whoever can replay it on the engine says whether it is so.
#include <cstdint>
#include <string>
#include <vector>

#include "dsl/source/issue.hpp"
#include "runtime/plan/plan.hpp"

namespace playmaker::prove {

enum class Verdict : std::uint8_t { proven, open, refuted };   // of a promise `refuted` is never said here

// One dated run in the abstract: minutes after midnight of the first journey's first day, in the customer's civil time.
struct Suspect {
  struct Entering {
    std::uint32_t journey = 0;
    std::int64_t minute = 0;
  };
  enum class What : std::uint8_t { task_over, event };
  struct Happening {
    What what = What::event;
    std::uint32_t index = plan::kNone;      // Plan::tasks; Unit::events
    std::uint32_t journey = 0;
    std::int64_t minute = 0;
    bool done = false;                      // a task: done, not only closed
    plan::TextIndex outcome = plan::kNone;
    plan::NodeIndex where = plan::kNone;    // of the event
    std::vector<plan::SiteIndex> after;     // contacts that can come before it, and should where policy or distance hold them back
  };
  struct Made {
    plan::SiteIndex site = plan::kNone;
    std::int64_t minute = 0;
    bool unread = false;                    // the leg before it was not read in time
  };
  struct Wanted {
    plan::NodeIndex node = plan::kNone;     // a condition of the plan's unit
    bool holds = true;
  };
  std::vector<Entering> entering;
  std::vector<Happening> happenings;        // by minute
  std::vector<Made> made;                   // the contacts that would be too many, by minute
  std::vector<Wanted> wanted;
};

struct Promise {
  std::uint32_t playbook = 0;               // of those compiled together
  plan::Cap cap;                            // what was promised
  source::Span span;
  Verdict verdict = Verdict::open;
  std::uint32_t promised = 0;
  std::uint32_t most = UINT32_MAX;          // no run makes more contacts in one window; UINT32_MAX: no bound is known
  std::int64_t window_minutes = 0;
  std::vector<source::Words> assumes;       // proven: what the proof stands on
  std::vector<Suspect> suspects;            // open: runs to replay
  std::vector<source::Span> sites;          // open: beside Plan::sites, to speak of them
};

}  // namespace playmaker::prove
