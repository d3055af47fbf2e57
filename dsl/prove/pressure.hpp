#pragma once
// How hard the playbooks lean on a policy: for each of its caps the most contacts that could fall into one window if the cap were not
// there, and who adds what. The cap itself is a guard at run time; this says how much it will have to hold back.
#include <cstdint>
#include <string>
#include <vector>

#include "dsl/source/issue.hpp"
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
    struct Again {                            // why a path stands there more than once
      std::string path;
      plan::SiteKind by = plan::SiteKind::playbook;   // what comes again: a moment, breakpoint, repeat or wave, or another journey
    };
    std::vector<Again> again;
    struct Open {                             // why no bound is known
      plan::SiteIndex site = 0;
      std::string path;                       // empty: the playbook as a whole
      source::Words why;
    };
    std::vector<Open> open;                   // those that could add something; empty where it is bounded
  };
  std::vector<Share> shares;                  // those that add anything, or may, the most first
};

struct Whole;
std::vector<Pressure> pressure_of(const Whole& whole);

// What one plan can make of the contacts that a cap speaks of, in one window of it: the policy's own caps left out, its distances not.
Pressure::Share share_of(const plan::Catalog& catalog, const plan::Plan& plan, const plan::Cap& cap);

// A customer moved from one version to another inside a window can have contacts of both: what the older one makes in a window, and all
// that the newer one makes (what is armed keeps its time in a move, so that the newer one's distances prove nothing); or what the policy,
// as it stands, lets through. UINT32_MAX: no bound is known.
std::uint32_t most_across(const plan::Catalog& catalog, const plan::Plan& before, const plan::Plan& after, const plan::Cap& cap);

}  // namespace playmaker::prove
