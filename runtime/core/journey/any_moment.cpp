#include "runtime/core/journey/any_moment.hpp"

#include <string_view>

namespace playmaker::core {
namespace {

bool in_a_moment(const plan::Plan& plan, plan::SiteIndex site) {
  for (; site != plan::kNone; site = plan.sites[site].parent) {
    if (plan.sites[site].kind == plan::SiteKind::moment) return true;
  }
  return false;
}

std::string_view own_name(const plan::Plan& plan, plan::SiteIndex site) {
  const std::string_view path = plan.sites[site].path;
  return path.substr(path.rfind('.') + 1);
}

}  // namespace

bool same_in_any_moment(const plan::Plan& plan, plan::SiteIndex named, plan::SiteIndex other) {
  if (named == other) return true;
  return own_name(plan, named) == own_name(plan, other) && in_a_moment(plan, named) && in_a_moment(plan, other);
}

bool names_task(const plan::Plan& plan, const plan::Trigger& trigger, plan::SiteIndex site) {
  const plan::SiteIndex named = plan.tasks[trigger.what].site;
  return trigger.any_moment ? same_in_any_moment(plan, named, site) : named == site;
}

}  // namespace playmaker::core
