#pragma once
// The same lists from a data folder: rows as JSON objects, as the daemon would answer them.
#include <cstdint>
#include <functional>
#include <string>

#include "daemon/cli/shown.hpp"
#include "runtime/engine/commands/raw_value.hpp"

namespace playmaker::cli {

enum class ListKind : std::uint8_t { tasks, questions, stalls, journeys, touches, incidents, playbooks, figures };
struct OfflineFilter {                       // empty: any
  std::string status, role, playbook, customer, channel, reason, outcome;
  bool overdue = false, live = false;
  std::string kind{};                        // of questions
};

// `named`, where given, gets the names of things before the first row.
Exit each_row_offline(const Session& session, const std::string& folder, ListKind kind, const OfflineFilter& filter, std::uint64_t limit,
                      const std::function<void(const engine::RawValue&)>& take, const std::function<void(Labels)>& named = {});

}  // namespace playmaker::cli
