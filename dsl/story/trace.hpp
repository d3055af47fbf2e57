#pragma once
// What the reader made of each token: enough to print a story anew, or to say what could stand at a place. Private to the room.
#include <cstddef>
#include <vector>

#include "dsl/read/lexer/lexer.hpp"
#include "dsl/story/read.hpp"

namespace playmaker::story {

enum class Role : std::uint8_t {
  none,          // a keyword where the word is one of ours, else a literal or a sign
  name,          // somebody's name: kept as it is
  reason,        // a reason's code, in either language
  answer,        // an answer that is a word of ours
  unit,          // `day` as a unit: 天, not 第
  by_person,     // `by` before a person: 由, not 因
  after,         // `after` of `after 30 minutes`: behind the length in Chinese
  after_number,  // the number of 30 分钟 后: behind `after` in English
  after_behind,  // 后 of 30 分钟 后
  phrase,        // `held` of `held out`, `hand` of `hand off`: one word in Chinese
  kept,          // `held` of a lead: 持有, not 留白
  measure,       // 次, 个, 位: English has none
  skipped,       // the second word of a phrase, a word that may be left out, the choice of a language
};
struct Trace {
  struct Range {
    std::size_t first = 0, end = 0;            // tokens
  };
  struct Braces {                              // in the order they were closed
    std::size_t open = 0, close = 0;           // tokens
    bool fields = false;                       // holds fields or names, else statements
    std::vector<Range> items;
  };
  struct Time {                                // a day, or days, with or without the clock
    Range at;
    bool statement = false;                    // `on day 3`, and not the day 3 that something is due
  };
  read::Tokens tokens;
  std::vector<Role> roles;                     // beside tokens
  std::vector<Range> top;
  std::vector<Braces> braces;
  std::vector<Time> times;
};

StoryFile read(const source::Source& source, source::Issues& issues, Trace& trace);

}  // namespace playmaker::story
