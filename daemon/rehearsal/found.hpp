#pragma once
// What a story speaks of by name, looked up in the engine as it stands. On the engine's thread.
#include <optional>
#include <string>
#include <vector>

#include "daemon/rehearsal/values.hpp"
#include "dsl/source/issue.hpp"
#include "runtime/engine/engine.hpp"

namespace playmaker::rehearsal {

// Sealed ids; nullopt: nothing of that name is open.
std::optional<std::string> find_task(const engine::Engine& engine, const std::vector<std::string>& customers, const std::string& name);
std::optional<std::string> find_question(const engine::Engine& engine, const std::string& customer, const std::string& role);
// A lead to be claimed: one that was dealt to that person, or to nobody; person empty: to anybody.
std::optional<std::string> find_lead(const engine::Engine& engine, const std::string& customer, const std::string& person);

std::string branch_of(const engine::Engine& engine, engine::Surrogate customer);   // the branch's outside id; empty: unknown

// What is known of the customer and not as it is written, in words; empty: all is so. Personal fields count too.
source::Words differing(const engine::Engine& engine, const std::string& customer, const std::vector<story::Field>& fields,
                        const Almanac& almanac, std::int32_t day);

// Whether a datum of that type is what the story writes.
bool is_written(const core::Roster& roster, const plan::Datum& datum, const plan::Field& type, const story::Value& value,
                const Almanac& almanac, std::int32_t day);

}  // namespace playmaker::rehearsal
