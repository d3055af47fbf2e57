#pragma once
// Looks for more than N contacts that fit one window. Branch and bound over sets of contacts: each is added with all it asks, and dropped
// with the set as soon as the constraints contradict each other.
#include <memory>

#include "dsl/prove/contacts/model.hpp"
#include "dsl/prove/promise.hpp"

namespace playmaker::prove {

constexpr std::size_t kSuspectsMost = 20;

struct Searched {
  bool complete = false;  // every set was looked at: without a suspect, no window holds more than N
  std::vector<Suspect> suspects;          // sets of N + 1
};

// Several lookings at one model and window: what holds of every run is worked out once, which is most of the work. The model outlives it.
class Searches final {
 public:
  // `brief`: with less patience, where the answer has no bound already.
  Searches(const Model& model, Minute window, bool brief = false);
  ~Searches();
  Searches(const Searches&) = delete;
  Searches& operator=(const Searches&) = delete;
  Searched more_than(std::uint32_t at_most, std::size_t suspects = kSuspectsMost);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

Searched search(const Model& model, std::uint32_t at_most, Minute window, std::size_t suspects = kSuspectsMost);

}  // namespace playmaker::prove
