#include "dsl/prove/pressure.hpp"

#include <algorithm>

#include "dsl/prove/contacts/search.hpp"
#include "dsl/prove/contacts/why.hpp"
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

bool stands_in(const plan::Plan& plan, plan::SiteIndex site, plan::SiteIndex around) {
  for (std::size_t depth = 0; site < plan.sites.size() && depth <= plan.sites.size(); ++depth, site = plan.sites[site].parent) {
    if (site == around) return true;
  }
  return false;
}

// Whether anything that stands there is a contact the cap speaks of: what is not, may happen as often as it likes.
bool can_add(const plan::Plan& plan, const Counted& counted, plan::SiteIndex around) {
  const bool tasks = std::ranges::any_of(plan.tasks, [&](const plan::Task& task) {
    return task.channel != plan::kNone && counts(plan, counted, task.channel, task.purpose) && stands_in(plan, task.site, around);
  });
  return tasks || std::ranges::any_of(plan.sends, [&](const plan::Send& send) {
           return stands_in(plan, send.site, around) && std::ranges::any_of(send.legs, [&](const plan::Leg& leg) {
                    const plan::Template* made = find(counted.catalog->templates, plan.unit.texts[leg.template_]);
                    return counts(plan, counted, leg.channel, made == nullptr ? plan::Purpose::marketing : made->purpose);
                  });
         });
}

// What stands around it and comes more than once; else the journey does.
plan::SiteKind comes_again(const plan::Plan& plan, plan::SiteIndex site) {
  for (; site < plan.sites.size(); site = plan.sites[site].parent) {
    const plan::SiteKind kind = plan.sites[site].kind;
    if (kind == plan::SiteKind::moment || kind == plan::SiteKind::breakpoint || kind == plan::SiteKind::repeat) return kind;
    if (kind == plan::SiteKind::wave && plan.waves[plan.sites[site].index].timing.times > 1) return kind;
  }
  return plan::SiteKind::playbook;
}

// Each site that was made more than once.
std::vector<Pressure::Share::Again> repeated(const plan::Plan& plan, const Suspect& suspect) {
  std::vector<Pressure::Share::Again> out;
  for (std::size_t i = 0; i < suspect.made.size(); ++i) {
    const Suspect::Made& one = suspect.made[i];
    const auto same = [&](const Suspect::Made& other) { return other.site == one.site; };
    const auto before = suspect.made.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find_if(suspect.made.begin(), before, same) != before) continue;
    if (std::find_if(before + 1, suspect.made.end(), same) == suspect.made.end()) continue;
    out.push_back({plan.sites[one.site].path, comes_again(plan, one.site)});
  }
  return out;
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
  for (const Model::Open& each : model.open) {
    const auto known = [&](const Pressure::Share::Open& told) { return told.site == each.site && told.why.en == words_of(each.why).en; };
    if (std::ranges::none_of(out.open, known)) out.open.push_back({each.site, plan.sites[each.site].path, words_of(each.why)});
  }
  const auto unbounded = [&](const char* en, const char* zh) {
    out.bounded = false;
    out.open.push_back({0, "", source::Words(std::string(en), std::string(zh))});
  };
  // The most that one window was seen to hold: of so many fewer, each can be had as well. Halved, since each step of the search is dear.
  const auto all = static_cast<std::uint32_t>(model.contacts.size());
  bool cut = false;                              // the failure just above `most` was for want of patience
  Searches searches(model, counted.window, !out.bounded);
  for (std::uint32_t high = std::min(all, kToldMost); out.most < high;) {
    const std::uint32_t tried = (out.most + high + 1) / 2;
    const Searched searched = searches.more_than(tried - 1, 1);
    if (searched.suspects.empty()) {
      high = tried - 1;
      cut = !searched.complete;
      continue;
    }
    out.most = tried;
    out.sites.clear();
    for (const Suspect::Made& made : searched.suspects[0].made) out.sites.push_back(plan.sites[made.site].path);
    out.again = repeated(plan, searched.suspects[0]);
  }
  if (out.most == kToldMost) {
    unbounded("more than so many are not counted", "超过此数不再计数");
  } else if (cut) {                              // all of them, rather than too few
    out.most = all;
    unbounded("there are too many ways in which contacts can fall together to try them all", "接触重叠的方式过多,无法逐一尝试");
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
        const Counted counted{&catalog, &policy, &cap, 0};
        std::erase_if(share.open, [&](const Pressure::Share::Open& each) { return !can_add(plan, counted, each.site); });
        share.bounded = share.bounded || share.open.empty();
        if (share.most > 0 || !share.bounded) made.shares.push_back(std::move(share));
      }
      std::ranges::stable_sort(made.shares, std::greater<>(), &Pressure::Share::most);
      out.push_back(std::move(made));
    }
  }
  return out;
}

}  // namespace playmaker::prove
