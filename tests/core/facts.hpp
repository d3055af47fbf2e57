#pragma once
// Facts by hand. A variant of a hundred kinds is dear to copy in every file that does so: here it is done once.
#include <cstdint>
#include <utility>
#include <vector>

#include "runtime/core/group.hpp"

namespace playmaker::core::testing {

class Facts {
 public:
  Facts();
  template <class... Each>
    requires(sizeof...(Each) > 0)
  Facts(const Each&... each) : Facts() {   // implicit: a test writes {entered, wave}
    (add(Each::kCode, &each), ...);
  }
  Facts(const Facts& other);
  Facts& operator=(const Facts&) = delete;
  ~Facts();
  std::vector<Fact> list() const;

 private:
  void add(std::uint16_t code, const void* fact);   // `fact` is of the kind that has this code
  std::vector<Fact> facts_;
};

// A group of nothing but these facts, or of nothing but this input.
Group group_of(const Facts& facts);
Group group_of(const Fact& fact);
Group group_of(const Input& input);

// One of each kind as it is before anything is filled in, in their order; beside each its code, as the kind itself says it.
struct Every {
  std::vector<std::uint16_t> input_codes, fact_codes;
  std::vector<Input> inputs;
  std::vector<Fact> facts;
};
Every every();

}  // namespace playmaker::core::testing
