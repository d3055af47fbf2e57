#pragma once
// Where the sources and the programs of this build stand. Each a variable and not a macro, so that the object of a test is the same in
// every build folder and a compiler cache can serve it.

namespace playmaker {

// The build folder, absolute, without a slash at its end.
extern const char* const kBinaryDir;

// The folder of the sources, absolute, without a slash at its end.
extern const char* const kSourceDir;

}  // namespace playmaker
