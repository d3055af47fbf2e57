#include "tests/main/here.hpp"

namespace playmaker {

const char* const kBinaryDir = PLAYMAKER_BINARY_DIR;
const char* const kSourceDir = PLAYMAKER_SOURCE_DIR;

}  // namespace playmaker
