#pragma once
// Which arm of an experiment a customer falls to. Stories look at it too, to find a customer who takes the arm they tell of.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "runtime/plan/dialogue.hpp"

namespace playmaker::core {

constexpr std::size_t kControlArm = SIZE_MAX;

// What a customer's hash is mixed with, so that no two experiments deal alike.
std::uint64_t arm_salt(std::uint64_t installation, std::string_view playbook, std::string_view experiment);
// The arm's index for a share in [0, 1'000'000), or kControlArm.
std::size_t arm_of(const plan::Experiment& experiment, std::uint32_t share);

}  // namespace playmaker::core
