#pragma once
// What `check` proved, for people and programs: a certificate a guarantee and a law, and how hard the playbooks lean on each policy.
#include "daemon/cli/session.hpp"
#include "dsl/compile.hpp"
#include "dsl/docs/document.hpp"

namespace playmaker::cli {

void print_certificates(const Session& session, const dsl::Compiled& made);
std::vector<docs::Proof> proofs_of(const Session& session, const dsl::Compiled& made, std::uint32_t playbook);   // for its paper
void print_pressure(const Session& session, const dsl::Compiled& made);

}  // namespace playmaker::cli
