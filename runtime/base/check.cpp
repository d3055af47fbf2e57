#include "runtime/base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace playmaker::base {

void check_failed(const char* expression, const char* file, int line) {
  std::fprintf(stderr, "playmaker: a check failed, this is a bug: %s at %s:%d\n", expression, file, line);
  std::abort();
}

}  // namespace playmaker::base
