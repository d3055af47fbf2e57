#pragma once
// Where the programs of this build stand. A variable and not a macro, so that the object of a test is the same in every build folder
// and a compiler cache can serve it.

namespace playmaker {

// The build folder, absolute, without a slash at its end.
extern const char* const kBinaryDir;

}  // namespace playmaker
