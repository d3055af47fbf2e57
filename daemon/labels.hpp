#pragma once
// What people call the things of the playbooks in force: roles, channels, templates, fields, playbooks and the places in them, for
// lists that name them by their ids. Pure; any thread.
#include <string>

#include "runtime/core/roster/roster.hpp"

namespace playmaker::daemon {

// {"roles": {NAME: LABEL}, "channels": …, "templates": …, "attributes": …, "benefits": …, "playbooks": …,
//  "places": {PLAYBOOK: {PATH: LABEL}}}, LABEL being {"zh": …, "en": …}; what has no label is left out. A place is called by the labels
// from its outermost container in: "面谈 · 完成 KYC". Where versions differ, the newest says.
std::string labels_json(const core::Roster* roster);   // nullptr: nothing is applied yet

}  // namespace playmaker::daemon
