#pragma once
// Who is in a story. Pure.
#include <string>
#include <vector>

#include "daemon/rehearsal/rehearsal.hpp"

namespace playmaker::rehearsal {

// What is known of a customer `like` a declared one: its fields with those of whomever it is like in turn; what is written last holds.
std::vector<story::Field> fields_of(const story::World& world, const std::string& like, const std::vector<story::Field>& own);

// The outside id of the story's customer: one that hash puts where the story wants it, in no hold-out or in the one it names, and in its
// arms; of an experiment that it names no arm of, in the first.
std::string customer_id(const story::Story& story, const Stage& stage, std::uint64_t salt);

std::string id_of(const story::Crowd& crowd, std::uint32_t index);         // of those that stand by; named again they are the same
std::string desk_of(const std::string& branch);                            // the outside id of a branch's desk
std::string desk_branch(const std::string& id);                            // whose desk it is; empty: no desk

}  // namespace playmaker::rehearsal
