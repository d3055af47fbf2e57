#pragma once
// What became of one law for one playbook, and what the answer stands on: printed by `check --certificates`, signed for in `docs`.
#include <cstdint>
#include <string_view>
#include <vector>

#include "dsl/prove/promise.hpp"
#include "dsl/source/issue.hpp"

namespace playmaker::prove {

struct Certificate {
  std::uint32_t playbook = 0;                // of those compiled together
  std::string_view law;                      // its key, which stays: "must", "ends" …
  source::Words says;                        // the law as a sentence
  Verdict verdict = Verdict::proven;
  std::vector<source::Words> assumes;        // proven: what that stands on
  std::vector<source::Issue> findings;       // else: what was found, errors or (open) warnings
};

}  // namespace playmaker::prove
