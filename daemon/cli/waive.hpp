#pragma once
// `--waive PLAYBOOK=REASON`, for the commands that judge guarantees.
#include <string>
#include <vector>

#include "daemon/cli/command.hpp"
#include "daemon/refute/promises.hpp"

namespace playmaker::cli {

extern const Said kWaiveWords;   // what --help says of it
base::Result<std::vector<refute::Waiver>> waivers_of(const std::vector<std::string>& written);   // waiver_invalid

// Says which waivers are for nothing, as warnings: none of the playbooks has the name, or its guarantees are not broken. `made` as refuted.
void tell_idle(const Session& session, const std::vector<refute::Waiver>& waivers, const dsl::Compiled& made,
               const refute::Refuted& refuted);

}  // namespace playmaker::cli
