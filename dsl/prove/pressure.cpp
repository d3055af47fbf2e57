#include "dsl/prove/pressure.hpp"

#include <algorithm>

#include "dsl/prove/contacts/search.hpp"
#include "dsl/prove/guarded.hpp"
#include "dsl/prove/prove.hpp"

namespace playmaker::prove {
namespace {

template <class Thing>
const Thing* find(const std::vector<Thing>& things, const std::string& name) {
  const auto found = std::find_if(things.begin(), things.end(), [&](const Thing& each) { return each.name == name; });
  return found == things.end() ? nullptr : &*found;
}

// Beyond so many it is enough to know that there are more: no cap allows as many, and each further one is dearer to find.
constexpr std::uint32_t kToldMost = 40;

const plan::NamedCalendar* calendar_of(const plan::Catalog& catalog, const plan::Plan& plan) {
  return plan.calendar == plan::kNone ? nullptr : find(catalog.calendars, plan.unit.texts[plan.calendar]);
}
const plan::Policy* policy_of(const plan::Catalog& catalog, const plan::Plan& plan) {
  return plan.policy == plan::kNone ? nullptr : find(catalog.policies, plan.unit.texts[plan.policy]);
}

}  // namespace

Pressure::Share share_of(const plan::Catalog& catalog, const plan::Plan& plan, const plan::Cap& cap) {
  const plan::NamedCalendar* calendar = calendar_of(catalog, plan);
  const Lengths lengths(calendar == nullptr ? nullptr : &calendar->days);
  const Counted counted{&catalog, policy_of(catalog, plan), &cap, window_of(cap, lengths)};
  Pressure::Share out;
  out.playbook = plan.name;
  const Model model = model_of(plan, counted, lengths);
  out.bounded = model.open.empty();
  for (std::uint32_t least = 0; least < model.contacts.size(); ++least) {
    const Searched searched = search(model, least, counted.window, 1);
    if (searched.suspects.empty()) {
      if (!searched.complete) {                // all of them, rather than too few
        out.most = static_cast<std::uint32_t>(model.contacts.size());
        out.bounded = false;
      }
      return out;
    }
    out.most = least + 1;
    out.sites.clear();
    for (const Suspect::Made& made : searched.suspects[0].made) out.sites.push_back(plan.sites[made.site].path);
    if (out.most < kToldMost) continue;
    out.bounded = false;
    return out;
  }
  return out;
}

std::uint32_t most_across(const plan::Catalog& catalog, const plan::Plan& before, const plan::Plan& after, const plan::Cap& cap) {
  const Pressure::Share first = share_of(catalog, before, cap);
  const plan::NamedCalendar* calendar = calendar_of(catalog, after);
  const Lengths lengths(calendar == nullptr ? nullptr : &calendar->days);
  const plan::Policy* policy = policy_of(catalog, after);
  const Model then = model_of(after, {&catalog, policy, &cap, window_of(cap, lengths)}, lengths);
  Minute most = first.bounded && then.open.empty() ? Minute{first.most} + static_cast<Minute>(then.contacts.size()) : kFar;
  if (policy != nullptr && policy == policy_of(catalog, before)) {
    most = std::min(most, let_through(policy, cap, window_of(cap, lengths), lengths));
  }
  return static_cast<std::uint32_t>(std::min<Minute>(most, UINT32_MAX));
}

std::vector<Pressure> pressure_of(const Whole& whole) {
  std::vector<Pressure> out;
  const plan::Catalog& catalog = whole.catalog.catalog;
  for (const plan::Policy& policy : catalog.policies) {
    for (std::uint32_t i = 0; i < policy.caps.size(); ++i) {
      const plan::Cap& cap = policy.caps[i];
      Pressure made{policy.name, i, cap.place, cap.at_most, {}};
      for (const lower::Lowered& lowered : whole.playbooks) {
        const plan::Plan& plan = lowered.plan;
        if (plan.policy == plan::kNone || plan.unit.texts[plan.policy] != policy.name) continue;
        Pressure::Share share = share_of(catalog, plan, cap);
        if (share.most > 0 || !share.bounded) made.shares.push_back(std::move(share));
      }
      std::ranges::stable_sort(made.shares, std::greater<>(), &Pressure::Share::most);
      out.push_back(std::move(made));
    }
  }
  return out;
}

}  // namespace playmaker::prove
