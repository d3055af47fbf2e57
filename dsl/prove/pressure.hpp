#pragma once
// How hard the playbooks lean on a policy: for each of its caps the most contacts that could fall into one window if the cap were not
// there, and who adds what. The cap itself is a guard at run time; this says how much it will have to hold back.
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/plan/plan.hpp"

namespace playmaker::prove {

struct Pressure {
  std::string policy;
  std::uint32_t cap = 0;                      // Policy::caps
  plan::Place place;                          // of the cap
  std::uint32_t at_most = 0;
  struct Share {
    std::string playbook;
    std::uint32_t most = 0;                   // contacts of one customer in one window
    bool bounded = true;                      // false: no bound is known, for it can happen too often or is not followed
    std::vector<std::string> sites;           // paths that add up to it
  };
  std::vector<Share> shares;                  // those that add anything, the most first
};

struct Whole;
std::vector<Pressure> pressure_of(const Whole& whole);

}  // namespace playmaker::prove
