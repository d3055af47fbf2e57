#include "runtime/core/roster/numbering.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include <boost/pfr/core.hpp>

#include "runtime/base/layout.hpp"
#include "runtime/core/roster/unnamed.hpp"

namespace playmaker::core {
namespace {

using plan::kNone;
using plan::SiteKind;

// The paths under which versions before may know it, the newest name last: `moved moment a to b` tells of all that stands in b, and what
// was renamed twice is told of with both names, since journeys may stand under either.
std::vector<std::string> paths_before(const plan::Plan& plan, const plan::Site& site) {
  std::vector<std::string> paths;
  for (const plan::MovedPlace& moved : plan.upgrade.moved) {
    const std::string& to = plan.unit.texts[moved.to];
    const bool itself = site.path == to && site.kind == moved.kind;
    const bool inside = site.path.size() > to.size() && site.path.starts_with(to) && site.path[to.size()] == '.';
    if (itself || inside) paths.push_back(plan.unit.texts[moved.from] + site.path.substr(to.size()));
  }
  paths.push_back(site.path);
  return paths;
}

std::uint32_t find(const plan::Plan& plan, SiteKind kind, std::string_view path, std::uint32_t parent) {
  for (std::uint32_t i = 0; i < plan.sites.size(); ++i) {
    const plan::Site& site = plan.sites[i];
    if (site.kind == kind && site.parent == parent && site.path == path) return i;
  }
  return kNone;
}

// Entries and pauses have no name, and their paths only count them: the first that says the same and is still free.
template <class Row>
std::uint32_t find_said(const plan::Plan& plan, const std::vector<Row>& rows, const std::string& words,
                        const std::set<std::uint32_t>& taken) {
  for (const Row& row : rows) {
    if (!taken.contains(row.site) && said(plan, row) == words) return row.site;
  }
  return kNone;
}

bool unnamed(SiteKind kind) { return kind == SiteKind::entry || kind == SiteKind::pause; }

std::uint32_t find_unnamed(const plan::Plan& before, const plan::Plan& plan, const plan::Site& site, const std::set<std::uint32_t>& taken) {
  if (site.kind == SiteKind::entry) return find_said(before, before.audience.entries, said(plan, plan.audience.entries[site.index]), taken);
  return find_said(before, before.pauses, said(plan, plan.pauses[site.index]), taken);
}

// Every struct of a plan that stands at a place has a member `site`: found by its name, so that no table can be forgotten.
template <class T>
void renumber(T& value, const std::vector<std::uint32_t>& numbers) {
  if constexpr (base::layout::IsVector<T>::value) {
    if constexpr (std::is_class_v<typename T::value_type>) {
      for (auto& each : value) renumber(each, numbers);
    }
  } else if constexpr (std::is_class_v<T> && !std::is_same_v<T, std::string>) {
    if constexpr (requires { value.site; }) {
      static_assert(std::is_same_v<decltype(value.site), std::uint32_t>);
      if (value.site < numbers.size()) value.site = numbers[value.site];
    }
    boost::pfr::for_each_field(value, [&](auto& field) { renumber(field, numbers); });
  }
}

bool own(const std::vector<std::uint32_t>& numbers) {
  for (std::uint32_t i = 0; i < numbers.size(); ++i) {
    if (numbers[i] != i) return false;
  }
  return true;
}

std::size_t count_of(const std::vector<std::uint32_t>& numbers) {
  return numbers.empty() ? 0 : *std::max_element(numbers.begin(), numbers.end()) + std::size_t{1};
}

}  // namespace

std::vector<std::uint32_t> numbers_after(const plan::Plan& plan, const std::vector<const LinkedPlan*>& earlier) {
  std::size_t next = 0;
  for (const LinkedPlan* each : earlier) next = std::max(next, each->plan->sites.size());
  std::vector<std::uint32_t> numbers(plan.sites.size(), kNone);
  std::set<std::uint32_t> taken;
  const auto take = [&](std::size_t site, std::uint32_t number) {
    numbers[site] = number;
    taken.insert(number);
  };
  // Version by version, the live one first: what stands there now has the first word on its number.
  for (auto each = earlier.rbegin(); each != earlier.rend(); ++each) {
    for (std::size_t i = 0; i < plan.sites.size(); ++i) {
      if (numbers[i] != kNone || !unnamed(plan.sites[i].kind)) continue;
      const std::uint32_t number = find_unnamed(*(*each)->plan, plan, plan.sites[i], taken);
      if (number != kNone) take(i, number);
    }
    for (std::size_t i = 0; i < plan.sites.size(); ++i) {
      const plan::Site& site = plan.sites[i];
      if (site.kind == SiteKind::entry) continue;   // one that says something else is another one; a pause rewritten in its place is not
      if (numbers[i] != kNone || (site.parent != kNone && numbers[site.parent] == kNone)) continue;
      const std::uint32_t parent = site.parent == kNone ? kNone : numbers[site.parent];
      for (const std::string& path : paths_before(plan, site)) {
        const std::uint32_t number = find(*(*each)->plan, site.kind, path, parent);
        if (number == kNone || taken.contains(number)) continue;
        take(i, number);
        break;
      }
    }
  }
  for (std::size_t i = 0; i < plan.sites.size(); ++i) {
    if (numbers[i] == kNone) take(i, static_cast<std::uint32_t>(next++));
  }
  return numbers;
}

std::shared_ptr<const plan::Plan> told_in(const std::shared_ptr<const plan::Plan>& plan, const std::vector<std::uint32_t>& numbers,
                                          const std::vector<const LinkedPlan*>& earlier) {
  if (own(numbers)) return plan;
  auto told = std::make_shared<plan::Plan>(*plan);
  std::vector<plan::Site> sites(count_of(numbers));
  for (std::uint32_t i = 0; i < sites.size(); ++i) {
    sites[i].kind = SiteKind::gone;
    for (const LinkedPlan* each : earlier) {
      if (i >= each->plan->sites.size()) continue;
      sites[i].path = each->plan->sites[i].path;
      sites[i].parent = each->plan->sites[i].parent;
    }
  }
  for (std::size_t i = 0; i < plan->sites.size(); ++i) {
    plan::Site& site = sites[numbers[i]];
    site = plan->sites[i];
    if (site.parent != kNone) site.parent = numbers[site.parent];
  }
  renumber(*told, numbers);
  told->sites = std::move(sites);
  return told;
}

std::shared_ptr<const plan::Origin> told_in(const std::shared_ptr<const plan::Origin>& origin, const std::vector<std::uint32_t>& numbers,
                                            const std::vector<const LinkedPlan*>& earlier) {
  if (origin == nullptr || origin->sites.size() != numbers.size() || own(numbers)) return origin;
  auto told = std::make_shared<plan::Origin>(*origin);
  told->sites.assign(count_of(numbers), {});
  for (std::uint32_t i = 0; i < told->sites.size(); ++i) {
    for (const LinkedPlan* each : earlier) {
      if (each->origin != nullptr && i < each->origin->sites.size()) told->sites[i] = each->origin->sites[i];
    }
  }
  for (std::size_t i = 0; i < numbers.size(); ++i) told->sites[numbers[i]] = origin->sites[i];
  return told;
}

}  // namespace playmaker::core
