// What comes again, what is set aside, and what follows when consent is lost: part of verify().
#include "runtime/plan/plan.hpp"
#include "runtime/plan/verifier.hpp"

namespace playmaker::plan {
namespace {

// A thing and its site name each other.
template <class Thing>
bool placed(const Plan& plan, const Thing& thing, SiteKind kind, const std::vector<Thing>& table) {
  if (thing.site >= plan.sites.size()) return false;
  return plan.sites[thing.site].kind == kind && plan.sites[thing.site].index == static_cast<std::uint32_t>(&thing - table.data());
}

}  // namespace

void verify_flow(const Plan& plan, Verifier& v) {
  for (const Repeat& each : plan.repeats) {
    v.require(placed(plan, each, SiteKind::repeat, plan.repeats), "repeat");
    const bool working = each.every.unit == LengthUnit::working_days;
    const bool counted = working || each.every.unit == LengthUnit::days || each.every.unit == LengthUnit::months;
    v.require(counted && each.every.amount >= 1 && each.every.amount <= kRepeatTimesMax, "repeat's every");
    v.require(each.times >= 1 && each.times <= kRepeatTimesMax, "repeat's times");
    v.named(each.day, RepeatDay::none, RepeatDay::last_day, "repeat's day");
    if (each.day == RepeatDay::weekday)
      v.require(each.every.unit == LengthUnit::days && each.number >= 0 && each.number <= 6, "repeat's weekday");
    if (each.day > RepeatDay::weekday) v.require(each.every.unit == LengthUnit::months, "repeat's day of the month");
    if (each.day == RepeatDay::month_day) v.require(each.number >= 1 && each.number <= 31, "repeat's day of the month");
    v.minute(each.at_minute, "repeat's time");
    v.optional_node(each.until, "repeat until");
    if (each.block != kNone) v.index(each.block, plan.ops.size(), "repeat's steps");
  }
  for (const Reserve& each : plan.reserves) {
    v.require(placed(plan, each, SiteKind::reserve, plan.reserves), "reserve");
    v.text(each.benefit, "reserve");
    v.length(each.hold, "reserve");
  }
  for (const Release& each : plan.releases) {
    v.require(placed(plan, each, SiteKind::release, plan.releases), "release");
    v.text(each.benefit, "release");
  }
  v.require(plan.budget >= 0, "budget");
  v.named(plan.consent_lost.kind, ConsentLostKind::skip, ConsentLostKind::exit, "on consent lost");
  v.length(plan.consent_lost.hold, "on consent lost");
  v.named(plan.upgrade.how, UpgradeKind::keep, UpgradeKind::now, "upgrade");
  for (const MovedPlace& each : plan.upgrade.moved) {
    v.require(each.kind == SiteKind::stage || each.kind == SiteKind::moment, "moved");
    v.text(each.from, "moved");
    v.text(each.to, "moved");
  }
  for (const Target& each : plan.targets) {
    v.index(each.goal, plan.goals.size(), "target");
    v.named(each.per, Period::day, Period::year, "target");
    v.optional_text(each.by, "target");
  }
  verify_reviews(plan, v);
}

}  // namespace playmaker::plan
