#include "tests/core/touch/oracle.hpp"

namespace playmaker::core::touch_testing {

bool named(const std::vector<std::string>& names, const std::string& name) {
  return names.empty() || std::find(names.begin(), names.end(), name) != names.end();
}

bool Oracle::quiet(Instant t) const {
  if (rules_.quiet_from < 0) return false;
  const auto minute = static_cast<int>(base::to_local(zone_, t).since_midnight / base::kMinute);
  return rules_.quiet_from < rules_.quiet_to ? minute >= rules_.quiet_from && minute < rules_.quiet_to
                                             : minute >= rules_.quiet_from || minute < rules_.quiet_to;
}

bool Oracle::holds(const std::vector<Sent>& all) const {
  for (const Rules::Cap& cap : rules_.caps) {
    const std::vector<Sent> counted = of(all, cap.channels, cap.channel);
    for (const Sent& first : counted) {
      std::size_t together = 0;
      for (const Sent& other : counted)
        together += cap.sliding ? within(first.at, other.at, cap.days) : same_period(first.at, other.at, cap.period);
      if (together > cap.at_most) return false;
    }
  }
  for (const Rules::Gap& gap : rules_.gaps) {
    const std::vector<Sent> counted = of(all, gap.channels, {});
    for (std::size_t i = 0; i < counted.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (std::abs(counted[i].at - counted[j].at) < gap.hours * base::kHour) return false;
      }
    }
  }
  return true;
}

bool Oracle::free(Instant t, const std::string& channel, plan::Purpose purpose, std::vector<Sent> all) const {
  if (quiet(t)) return false;
  all.push_back({t, channel, purpose});
  return holds(all);
}

std::vector<Sent> Oracle::of(const std::vector<Sent>& all, const std::vector<std::string>& channels, const std::string& channel) const {
  std::vector<Sent> out;
  for (const Sent& one : all) {
    const bool exempt = rules_.service_exempt && one.purpose == plan::Purpose::service;
    if (!exempt && named(channels, one.channel) && (channel.empty() || one.channel == channel)) out.push_back(one);
  }
  return out;
}

bool Oracle::within(Instant first, Instant other, int days) const {
  const base::LocalTime local = base::to_local(zone_, first);
  return other >= first && other < base::to_instant(zone_, local.date + days, local.since_midnight);
}

bool Oracle::same_period(Instant a, Instant b, plan::Period period) const {
  const base::Date x = base::local_date(zone_, a), y = base::local_date(zone_, b);
  if (period == plan::Period::week) return base::first_of_week(x) == base::first_of_week(y);
  if (period == plan::Period::month) return base::civil(x).year == base::civil(y).year && base::civil(x).month == base::civil(y).month;
  return x == y;
}

Rules random_rules(base::Prng& chance) {
  const auto some = [&]() -> std::vector<std::string> {
    if (chance.below(2) == 0) return {};
    return chance.below(2) == 0 ? std::vector<std::string>{"sms", "push"} : std::vector<std::string>{"wecom"};
  };
  Rules rules;
  if (chance.below(4) != 0) {
    rules.quiet_from = static_cast<int>(chance.between(18 * 60, 23 * 60));
    rules.quiet_to = static_cast<int>(chance.between(6 * 60, 10 * 60));
  } else if (chance.below(2) == 0) {
    rules.quiet_from = 12 * 60;
    rules.quiet_to = 14 * 60;
  }
  for (std::uint64_t i = chance.below(4); i > 0; --i) {
    Rules::Cap cap;
    cap.at_most = static_cast<std::size_t>(chance.between(1, 4));
    cap.sliding = chance.below(2) == 0;
    cap.days = static_cast<int>(chance.between(1, 4));
    cap.period = std::vector<plan::Period>{plan::Period::day, plan::Period::week, plan::Period::month}[chance.below(3)];
    cap.channels = some();
    if (chance.below(4) == 0) cap.channel = "sms";
    rules.caps.push_back(cap);
  }
  for (std::uint64_t i = chance.below(3); i > 0; --i) rules.gaps.push_back({static_cast<int>(chance.between(1, 30)), some()});
  rules.consent_sms = chance.below(3) == 0;
  rules.service_exempt = chance.below(2) == 0;
  return rules;
}

void write_policy(OneCustomer& c, const Rules& rules) {
  if (rules.quiet_from >= 0) c.quiet(0, rules.quiet_from, 0, rules.quiet_to);
  for (const Rules::Cap& cap : rules.caps) {
    if (cap.sliding) {
      c.never_more_than(static_cast<std::uint32_t>(cap.at_most), days(cap.days), over(cap.channels), cap.channel);
    } else {
      c.never_more_than(static_cast<std::uint32_t>(cap.at_most), cap.period, over(cap.channels), cap.channel);
    }
  }
  for (const Rules::Gap& gap : rules.gaps) c.leave(hours(gap.hours), over(gap.channels));
  if (rules.consent_sms) c.needs("consent.sms", over({"sms"}));
  if (rules.service_exempt) c.policy().exempt = {plan::Purpose::service};
}

}  // namespace playmaker::core::touch_testing
