// The door that libFuzzer knocks at; a program a target (CMake's PLAYMAKER_FUZZ names it). In the ordinary test program this is empty.
#ifdef PLAYMAKER_FUZZ_TARGET
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const playmaker::fuzz::Target* const kTarget = playmaker::fuzz::find_target(PLAYMAKER_FUZZ_TARGET);
  playmaker::fuzz::expect(kTarget != nullptr, "the target is known");
  kTarget->run({reinterpret_cast<const char*>(bytes), size});
  return 0;
}
#endif
