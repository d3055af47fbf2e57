#pragma once
// Values that are known when a text is read, so that what can never be computed is told then and not at each customer.
#include <cstdint>
#include <optional>
#include <string_view>

#include "dsl/bind/work.hpp"

namespace playmaker::bind {

// In the units it is kept in; nothing when it hangs on anything but literals and params. REQUIRES: `node` is bound.
std::optional<std::int64_t> constant_of(const Work& work, const Scope& scope, NodeId node);
// Reports a sum, product or quotient that cannot be computed for any customer.
void check_constant(Work& work, const Scope& scope, NodeId arithmetic);
void report_fault(Work& work, std::uint32_t file, NodeId node, const Words& why);
bool is_whole_number(std::string_view text);

}  // namespace playmaker::bind
