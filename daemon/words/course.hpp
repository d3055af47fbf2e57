#pragma once
// How runs went through their time, seen over a customer's groups: a fact by itself cannot say whether a run that moves begins with it,
// what it waited for until then, or whether that came. Private to the words; any thread.
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "daemon/words/words.hpp"

namespace playmaker::daemon {

class Course {
 public:
  struct Wait {
    std::uint32_t plan = plan::kNone;          // the roster's, whose wait it is
    std::uint32_t wait = plan::kNone;
    base::Instant until = base::kNever;        // kNever: none
  };
  // What a fact about a run means. Nothing of it: the fact only keeps the books.
  struct Note {
    std::uint32_t site = plan::kNone;          // of the run; kNone: as the fact says
    bool began = false;                        // it starts here
    bool silent = false;                       // another fact of the same minute says it all
    base::Instant begins = base::kNever;       // it is to start then
    std::optional<Wait> over, waits;           // what it waited for up to here; what it waits for from here on
    bool came = false;                         // `over` ended by what was waited for, not by its time
  };

  // Groups of one customer, oldest first. `context` knows which plans the journeys run on at that fact.
  void read(std::uint64_t position, const core::Group& group, const std::function<const WordsContext&(std::uint32_t number)>& context_at);
  const Note* note(std::uint64_t position, std::uint32_t number) const;   // nullptr: nothing to say

 private:
  using Key = std::pair<std::uint32_t, std::uint32_t>;   // journey, run; or position, number of a fact
  struct Run {
    std::uint32_t site = plan::kNone;
    bool armed = false;
    std::pair<std::uint64_t, std::uint32_t> start;       // the fact that told of it first
    base::Instant at;
    std::optional<Wait> wait;
  };
  struct Timer {
    core::TimerKind kind;
    Key run;
  };
  void begin(Run& run, std::pair<std::uint64_t, std::uint32_t> fact, base::Instant at);
  Note& at(std::pair<std::uint64_t, std::uint32_t> fact, const Run& run);

  std::map<Key, Run> runs_;
  std::map<std::uint32_t, Timer> timers_;
  std::map<std::pair<std::uint64_t, std::uint32_t>, Note> notes_;
};

// The note in a sentence about that run.
std::string words(const Course::Note& note, std::uint32_t journey, const WordsContext& context, base::Language language);

}  // namespace playmaker::daemon
