#pragma once
// How often a test of chance is repeated: in the normal build, in a sanitizer build (PLAYMAKER_LIGHT), and for hours (PLAYMAKER_SOAK).
#include <cstdlib>

namespace playmaker::tests {

inline int rounds_of(int light, int normal, int soak) {
  if (std::getenv("PLAYMAKER_SOAK") != nullptr) return soak;
  return std::getenv("PLAYMAKER_LIGHT") != nullptr ? light : normal;
}

}  // namespace playmaker::tests
