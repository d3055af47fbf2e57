#include "runtime/core/roster/brought.hpp"

#include "runtime/core/work_facts.hpp"

namespace playmaker::core {

std::vector<std::uint32_t> brought_there(const plan::Plan& from, const plan::Plan& to, std::uint32_t site,
                                         const std::vector<std::uint32_t>& brought) {
  const plan::WorkRule &was = from.tasks[from.sites[site].index].work, &is = to.tasks[to.sites[site].index].work;
  const auto place = [&](const auto& before, const auto& now, std::uint32_t at, const auto& same) {
    for (std::uint32_t i = 0; at < before.size() && i < now.size(); ++i) {
      if (same(before[at], now[i])) return i;
    }
    return plan::kNone;
  };
  const auto texts = [&](plan::TextIndex a, plan::TextIndex b) { return from.unit.texts[a] == to.unit.texts[b]; };
  std::vector<std::uint32_t> out;
  for (const std::uint32_t each : brought) {
    const auto what = static_cast<Bring>(each >> 16);
    const std::uint32_t at = each & 0xffffU;
    std::uint32_t now = plan::kNone;
    if (what == Bring::collected) {
      now = place(was.collect, is.collect, at,
                  [&](std::uint32_t a, std::uint32_t b) { return texts(from.unit.attributes[a].name, to.unit.attributes[b].name); });
    } else if (what == Bring::ticked) {
      now = place(was.checklist, is.checklist, at, texts);
    } else {
      now = place(was.evidence, is.evidence, at,
                  [&](const plan::Evidence& a, const plan::Evidence& b) { return texts(a.kind, b.kind) && texts(a.what, b.what); });
    }
    if (now != plan::kNone) out.push_back(brings(what, now));
  }
  return out;
}

}  // namespace playmaker::core
