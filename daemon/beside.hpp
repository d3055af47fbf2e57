#pragma once
// Playbooks a text may name without applying them: those in files that lie beside it. Only their names and whether they take hand-offs
// are read; whether they are right is found out when they are applied themselves.
#include <map>
#include <string>
#include <vector>

#include "dsl/compile.hpp"

namespace playmaker::daemon {

// Each playbook of `texts` once, in order; a text that cannot be read adds nothing.
std::vector<dsl::Known> playbooks_in(const std::vector<dsl::Input>& texts);

// What each playbook of `texts` is called, by its name.
std::map<std::string, plan::Label, std::less<>> titles_in(const std::vector<dsl::Input>& texts);

}  // namespace playmaker::daemon
