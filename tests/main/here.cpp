#include "tests/main/here.hpp"

namespace playmaker {

const char* const kBinaryDir = PLAYMAKER_BINARY_DIR;

}  // namespace playmaker
