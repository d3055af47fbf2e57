#pragma once
// What all commands share on the way in: ids that are fit to be kept, and the failures that several commands answer with.
#include <string_view>

#include "runtime/engine/commands/command.hpp"

namespace playmaker::engine {

// The ids of branches' desks begin so: no customer's may.
inline constexpr std::string_view kDeskPrefix = "branch:";
// Of a customer: as check_id, and not a desk's; code id_reserved.
base::Result<void> check_customer(std::string_view id);
base::Result<void> check_id(std::string_view id, std::string_view what, std::string_view zh);  // 1 to 200 bytes of UTF-8; code id_invalid

base::Failure no_catalog();
base::Failure task_unknown(std::string_view task);
base::Failure customer_unknown(std::string_view customer);
base::Failure playbook_unknown(const core::Roster& roster, std::string_view playbook);
ItemResult refused(const base::Failure& failure);

}  // namespace playmaker::engine
