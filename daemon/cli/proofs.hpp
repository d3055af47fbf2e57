#pragma once
// What `check` proved, for people and programs: a certificate a guarantee, and how hard the playbooks lean on each policy.
#include "daemon/cli/session.hpp"
#include "dsl/compile.hpp"

namespace playmaker::cli {

void print_certificates(const Session& session, const dsl::Compiled& made);
void print_pressure(const Session& session, const dsl::Compiled& made);

}  // namespace playmaker::cli
