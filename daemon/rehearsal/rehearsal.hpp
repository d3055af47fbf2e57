#pragma once
// One story played on the engine, and what became of its expectations. Every call has an engine of its own; any thread.
#include <string>
#include <vector>

#include "daemon/rehearsal/values.hpp"
#include "daemon/rehearsal/witness.hpp"
#include "dsl/compile.hpp"
#include "dsl/story/story.hpp"

namespace playmaker::rehearsal {

struct Failure {
  source::Span span;                       // of the expectation, or of what could not be done
  source::Words says;                      // what is wrong, in a few words
  std::vector<Happening> near;             // what did happen, in the order of time
  bool looked = false;                     // for what happened near it: else `says` says it all
};
struct Outcome {
  std::vector<Failure> failures;           // in the order of the text
  Almanac almanac;
  std::size_t expectations = 0;
  bool ok() const { return failures.empty(); }
};

// What plays the story: everything compiled together, and the people of the story's file. REQUIRES compiled.ok and a checked story.
struct Stage {
  const dsl::Compiled& compiled;
  const story::World& world;
  base::Language language = base::Language::en;
};
// A failure of the engine itself (our fault) is a Result's; codes zone_unknown, catalog_missing.
base::Result<Outcome> rehearse(const story::Story& story, const Stage& stage);

// judge.cpp
void judge(const story::Story& story, const Witness& witness, Outcome& outcome);

}  // namespace playmaker::rehearsal
