#pragma once
// The rule behind a decision: its words and place, what it read, since when it counts and from when on it lets through. What `why` tells
// in a sentence and answers in JSON, for whatever was refused, held back, skipped or not opened. Pure, any thread.
#include <string>
#include <vector>

#include "daemon/words/words.hpp"

namespace playmaker::daemon {

struct Ground {
  std::string rule;                        // "except customer has an open complaint"; empty: no text says so
  std::string place;                       // "maturity.play:12"; empty: unknown
  std::string part;                        // of a rule with several conditions the one that decided; empty: the whole
  struct Read {
    std::string name, value;
  };
  std::vector<Read> read;
  core::Instant since = base::kNever;      // kNever: not told
  core::Instant free = base::kNever;       // kNever: no time alone lets it through, or another field says it
  bool never = false;                      // nothing will ever let it through
  std::string by;                          // whose hand, of what was done by hand
  bool empty() const { return rule.empty() && read.empty() && since == base::kNever && by.empty(); }
};

Ground ground_of(const core::Fact& fact, const WordsContext& context, base::Language language);
// ", by the rule … (maturity.play:12), since …, allowed from …; it read …", to stand behind a reason; empty for an empty ground.
std::string words(const Ground& ground, base::Zone zone, base::Language language);
// How a reason is called where the fact says more than its code: which of `only` and `except`. Else as words(reason).
std::string reason_words(const core::Fact& fact, const WordsContext& context, base::Language language);

}  // namespace playmaker::daemon
