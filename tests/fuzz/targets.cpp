#include "tests/fuzz/targets.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/disk.hpp"
#include "tests/fuzz/expressions.hpp"
#include "tests/fuzz/readers.hpp"
#include "tests/fuzz/stories.hpp"

namespace playmaker::fuzz {

namespace {

constexpr std::array kTargets = {
    Target{"text", read_text, 16'384},   Target{"yaml", read_yaml, 16'384},   Target{"compile", compile, 4'096},
    Target{"plan", decode_plan, 16'384}, Target{"group", read_groups, 4'096}, Target{"eval", evaluate, 2'048},
    Target{"story", read_story, 4'096},
};

}  // namespace

std::span<const Target> targets() { return kTargets; }

const Target* find_target(std::string_view name) {
  for (const Target& target : kTargets) {
    if (target.name == name) return &target;
  }
  return nullptr;
}

void expect(bool holds, std::string_view what) {
  if (holds) return;
  std::fprintf(stderr, "fuzz: does not hold: %.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

}  // namespace playmaker::fuzz
