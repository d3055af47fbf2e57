#pragma once
// What is fed bytes that nobody vouches for: the readers of playbooks, and the readers of what lies on disk. One function a door,
// called by libFuzzer (entry.cpp) and, with kept and mutated inputs, by every test run (replay_test.cpp). A target returns for any
// input whatsoever; what it finds wrong ends the process by a failed expect() with a message, which both callers count as a crash.
#include <span>
#include <string_view>

namespace playmaker::fuzz {

struct Target {
  std::string_view name;                   // its corpus is tests/fuzz/corpus/NAME
  void (*run)(std::string_view bytes);
  std::size_t bytes_max;                   // of a mutated input: the size at which one run still takes milliseconds
};

std::span<const Target> targets();
const Target* find_target(std::string_view name);   // nullptr: no such target

// Ends the process when what must hold of any input does not.
void expect(bool holds, std::string_view what);

}  // namespace playmaker::fuzz
