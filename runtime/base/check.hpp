#pragma once
// CHECK: our own bug, always on. It names the place and ends the process; user input must never reach one.

namespace playmaker::base {
[[noreturn]] void check_failed(const char* expression, const char* file, int line);
}

#define CHECK(expression) ((expression) ? static_cast<void>(0) : ::playmaker::base::check_failed(#expression, __FILE__, __LINE__))
