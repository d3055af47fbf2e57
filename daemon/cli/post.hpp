#pragma once
// A change sent to the daemon, and what is said when it was made.
#include <string>

#include "daemon/cli/command.hpp"

namespace playmaker::cli {

// With `dry_run` the request is printed and nothing is sent.
Exit post(const Session& session, const std::string& target, const std::string& body, const Said& done, bool dry_run);

}  // namespace playmaker::cli
