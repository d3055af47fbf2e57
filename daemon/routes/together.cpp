#include "daemon/routes/together.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "dsl/prove/pressure.hpp"

namespace playmaker::routes {

std::vector<Together> contacts_together(const dsl::Compiled& compiled, const std::vector<engine::MoveCount>& moves,
                                        const std::vector<std::shared_ptr<const plan::Plan>>& older) {
  std::vector<Together> out;
  std::set<std::tuple<std::string, std::uint32_t, std::uint32_t>> seen;
  for (const engine::MoveCount& move : moves) {
    if (move.fate != engine::MoveFate::moves && move.fate != engine::MoveFate::later) continue;
    const auto before =
        std::ranges::find_if(older, [&](const auto& plan) { return plan->name == move.playbook && plan->version == move.from_version; });
    if (before == older.end()) continue;
    for (const prove::Promise& promise : compiled.promises) {
      if (promise.playbook >= compiled.plans.size()) continue;
      const plan::Plan& after = *compiled.plans[promise.playbook];
      if (after.name != move.playbook || !seen.insert({move.playbook, move.from_version, promise.promised}).second) continue;
      const std::uint32_t most = prove::most_across(*compiled.catalog, **before, after, promise.cap);
      if (most > promise.promised) out.push_back({move.playbook, move.from_version, move.to_version, promise.promised, most});
    }
  }
  return out;
}

}  // namespace playmaker::routes
