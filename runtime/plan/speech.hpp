#pragma once
// What is said to a customer, as the rules of a policy look at it.
#include <string_view>

#include "runtime/plan/catalog.hpp"

namespace playmaker::plan {

struct Speech {                            // one touch, or a task's slot, on one channel
  std::string_view channel;
  Purpose purpose = Purpose::marketing;
  bool contact = false;                    // the channel is marked so
};
bool speaks_of(const Reach& reach, const Speech& speech);   // names its channel or its purpose; naming nothing: every contact

}  // namespace playmaker::plan
