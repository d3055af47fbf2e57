#pragma once
// `playmaker serve`: the daemon from its configuration to its end. For the command line; tests use service.hpp.
#include <string>

#include "runtime/base/text.hpp"

namespace playmaker::daemon {

// Runs until SIGTERM or SIGINT, then drains; SIGHUP reads the configuration again (service.hpp says what can change). Tells systemd. Exit
// code: 0 drained, 1 failed, 5 the port or data folder is in use. Messages on stderr; when it listens it prints one line "listening on
// http://ADDRESS:PORT" on stdout.
int serve(const std::string& config_file, base::Language language);
std::string serve_help(base::Language language);             // the keys of the configuration

}  // namespace playmaker::daemon
