// Every kept input, and mutations of them from a fixed seed, go through the targets: nothing crashes. What libFuzzer once found stands
// in the corpus. Rounds a target: 2,000; PLAYMAKER_LIGHT=1: 100; PLAYMAKER_SOAK=1: 20,000.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "tests/fuzz/mutation.hpp"
#include "tests/fuzz/seeds.hpp"
#include "tests/fuzz/targets.hpp"

namespace playmaker::fuzz {
namespace {

std::size_t rounds() {
  if (std::getenv("PLAYMAKER_SOAK") != nullptr) return 20'000;
  return std::getenv("PLAYMAKER_LIGHT") != nullptr ? 100 : 2'000;
}

// Processor time, not the clock's: a second of the program's own, ten under the sanitizers. What has no end is found here too.
#ifndef __has_feature
#define __has_feature(name) 0
#endif
constexpr double kSecondsMax = __has_feature(address_sanitizer) ? 10 : 1;

void run(const Target& target, std::string_view bytes) {
  const std::clock_t before = std::clock();
  target.run(bytes);                       // a crash is the failure; Catch2 names the target and the input
  CHECK(static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC < kSecondsMax);
}

}  // namespace

TEST_CASE("fuzz: every kept input is answered") {
  for (const Target& target : targets()) {
    const std::vector<Seed> seeds = seeds_of(target.name);
    INFO(target.name);
    CHECK(seeds.size() >= 4);
    for (const Seed& seed : seeds) {
      INFO(seed.name);
      run(target, seed.bytes);
    }
  }
}

TEST_CASE("fuzz: mutations of the kept inputs are answered") {
  for (const Target& target : targets()) {
    const std::vector<Seed> seeds = seeds_of(target.name);
    REQUIRE(!seeds.empty());
    std::size_t changed = 0;
    for (std::size_t round = 0; round < rounds(); ++round) {
      base::Prng chance(round * 1'000'003);
      const Seed& seed = seeds[chance.below(seeds.size())];
      const std::string bytes = mutated(seed.bytes, seeds[chance.below(seeds.size())].bytes, target.bytes_max, chance);
      INFO(target.name << " " << seed.name << " round " << round);
      changed += bytes != seed.bytes ? 1 : 0;
      run(target, bytes);
    }
    CHECK(changed > rounds() / 2);
  }
}

// Run by `./dev soak` on what libFuzzer left, in the optimised build: there a second is a second, and the process is
// given 512 MB.
TEST_CASE("fuzz: what libFuzzer found is answered in a second each", "[.found]") {
  const char* folder = std::getenv("PLAYMAKER_FUZZ_CORPUS");
  REQUIRE(folder != nullptr);
  for (const Target& target : targets()) {
    const std::vector<Seed> seeds = found_in(folder, target.name);
    CHECK(!seeds.empty());
    for (const Seed& seed : seeds) {
      INFO(seed.name);
      run(target, seed.bytes);
    }
    WARN(target.name << ": " << seeds.size() << " inputs");
  }
}

TEST_CASE("fuzz: the inputs made of our own plans are read whole") {
  // Otherwise the targets for the disk would only ever see refusals.
  std::size_t sound = 0;
  for (const Seed& seed : seeds_of("plan")) sound += is_plan(seed.bytes) ? 1 : 0;
  CHECK(sound >= 4);
  sound = 0;
  for (const Seed& seed : seeds_of("group")) sound += is_group(seed.bytes) ? 1 : 0;
  CHECK(sound >= 1);
}

}  // namespace playmaker::fuzz
