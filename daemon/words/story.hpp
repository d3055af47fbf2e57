#pragma once
// `why`: what was recorded about one customer, told in order. Nothing is run again: groups are read back from the journal by their back
// pointers and put in words with the plans and the policy they were decided under. On the engine's thread (it reads the engine).
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/json.hpp"
#include "daemon/words/ground.hpp"
#include "daemon/words/words.hpp"
#include "runtime/engine/engine.hpp"

namespace playmaker::daemon {

struct StoryAsk {
  std::string task, touch;                   // sealed ids: only what is about that one
  std::optional<base::Date> day;             // in the customer's zone
  bool everything = false;                   // with bookkeeping
  std::size_t limit = 200;                   // lines, the newest ones
};
struct StoryLine {
  base::Instant at;
  std::uint64_t position = 0;                // of the group
  std::uint32_t number = 0;                  // within the group: 0 the input, 1 … the facts
  std::string name;                          // "TouchBlocked"
  std::string text;                          // the sentence
  std::string playbook, path, place;         // place: file:line of the step; empty where there is none
  std::string reason;                        // code, or empty
  struct Block {
    std::string rule, rule_place;            // "at most 3 contacts per 7 days", "shared/contact.play:16"
    std::int64_t counted = 0, limit = 0;
    std::string rival_playbook, rival_path, rival_place;   // the touch that won; empty: none
    base::Instant free = base::kNever;
    bool waits = false;
  };
  std::optional<Block> block;                // of a blocked touch
  Ground ground;                             // the rule behind the reason; empty where there is none
};
struct Story {
  base::Zone zone;
  std::vector<StoryLine> lines;              // oldest first
  bool more = false;                         // older lines were left out
};
// Codes task_unknown, touch_unknown (gone): the id is none of this customer's.
base::Result<Story> story(const engine::Engine& engine, engine::Surrogate customer, const StoryAsk& ask, base::Language language);

void write(JsonWriter& json, const StoryLine& line, base::Zone zone);   // one object

}  // namespace playmaker::daemon
