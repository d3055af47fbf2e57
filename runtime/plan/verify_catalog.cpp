#include <cstdlib>
#include <set>

#include "runtime/plan/plan.hpp"
#include "runtime/plan/remembered.hpp"
#include "runtime/plan/verifier.hpp"

namespace playmaker::plan {
namespace {

constexpr std::int32_t kDaysMax = 3'000'000;   // of a civil day that can be counted with

class CatalogVerifier {
 public:
  explicit CatalogVerifier(const Catalog& catalog)
      : catalog_(catalog),
        records_(static_cast<std::uint32_t>(catalog.records.size())),
        v_(catalog.unit) {}

  std::string run() {
    v_.unit(records_);
    for (const Record& each : catalog_.records) fields(each.fields, "record");
    fields(catalog_.customer, "customer");
    fields(catalog_.person, "person");
    fields(catalog_.branch, "branch");
    fields(catalog_.product_fields, "product");
    for (const Product& product : catalog_.products) {
      for (const ProductValue& each : product.values) v_.node(each.value, "product value");
    }
    for (const Import& each : catalog_.imports) v_.minute(each.expected_minute, "import time");
    for (const Event& each : catalog_.events) {
      fields(each.fields, "event");
      v_.length(each.late, "event lateness");
    }
    for (const Segment& each : catalog_.segments) v_.optional_node(each.is, "segment");
    v_.optional_node(catalog_.suitability.level, "suitability level");
    v_.optional_node(catalog_.suitability.assessed, "suitability date");
    v_.length(catalog_.suitability.valid, "suitability length");
    for (const Channel& each : catalog_.channels) channel(each);
    for (const Activity& each : catalog_.activities) {
      v_.named(each.seats_per, SeatsPer::all, SeatsPer::branch, "seats per");
      v_.require(each.starts_minute >= 0 && each.starts_minute < 24 * 60, "activity's time");
      v_.require(std::abs(each.starts_on) <= kDaysMax && std::abs(each.sign_up_by) <= kDaysMax, "activity's day");
    }
    for (const Template& each : catalog_.templates) {
      v_.named(each.purpose, Purpose::marketing, Purpose::staff, "template purpose");
      fields(each.with, "template");
      fields(each.answers, "template");
    }
    for (const Policy& each : catalog_.policies) policy(each);
    for (const Role& each : catalog_.roles) role(each);
    for (const Benefit& each : catalog_.benefits) benefit(each);
    for (const NamedCalendar& each : catalog_.calendars) calendar(each);
    return v_.fault();
  }

 private:
  void fields(const std::vector<Field>& fields, const char* of) {
    std::set<std::string_view> names;
    for (const Field& each : fields) {
      v_.type(each.type, records_, "field type");
      v_.length(each.fresh, "field's fresh");
      v_.optional_node(each.derived, "derived field");
      if (!names.insert(each.name).second) v_.fail(std::string(of) + ": field " + each.name + " is declared twice");
    }
  }
  void reach(const Reach& reach) {
    for (const Purpose each : reach.purposes) v_.named(each, Purpose::marketing, Purpose::staff, "purpose");
  }
  void channel(const Channel& channel) {
    for (const Report& each : channel.reports) v_.length(each.within, "report length");
    v_.optional_node(channel.reachable, "channel reachable");
    v_.named(channel.on_unknown, OnUnknown::skip, OnUnknown::ask, "on unknown");
  }
  // Contacts older than the longest cap are forgotten; what would need them is refused, never half enforced.
  static bool remembered(const Length& length) {
    switch (length.unit) {
      case LengthUnit::millis:
      case LengthUnit::working_millis: return length.amount <= kCapDaysMax * base::kDay;
      case LengthUnit::days:
      case LengthUnit::working_days: return length.amount <= kCapDaysMax;
      case LengthUnit::months: return length.amount <= 12;
      case LengthUnit::none: return true;
    }
    return false;
  }
  void policy(const Policy& policy) {
    for (const QuietHours& each : policy.quiet) {
      v_.require(each.from_minute >= 0 && each.to_minute >= 0, "quiet hours");
      v_.minute(each.from_minute, "quiet hours");
      v_.minute(each.to_minute, "quiet hours");
      reach(each.reach);
    }
    v_.minute(policy.default_minute, "default time");
    for (const Cap& each : policy.caps) {
      v_.length(each.sliding, "cap length");
      v_.require(remembered(each.sliding), "cap length: longer than contacts are remembered");
      v_.named(each.period, Period::day, Period::year, "cap period");
      reach(each.reach);
    }
    for (const Gap& each : policy.gaps) {
      v_.length(each.least, "gap length");
      v_.require(remembered(each.least), "gap length: longer than contacts are remembered");
      reach(each.reach);
    }
    for (const Need& each : policy.needs) {
      v_.optional_node(each.consent, "consent");
      reach(each.reach);
    }
    for (const Silence& each : policy.silences) {
      v_.optional_node(each.while_, "silence");
      v_.length(each.length, "silence length");
      reach(each.reach);
    }
    v_.length(policy.blocked_wait, "blocked wait");
    v_.named(policy.blocked_then, WhenBlocked::skip, WhenBlocked::leave, "when blocked");
    reach({{}, policy.exempt});
    v_.share(policy.hold_out, "hold out");
    v_.length(policy.ask_per, "ask length");
  }
  void role(const Role& role) {
    v_.optional_node(role.who, "role's who");
    v_.optional_node(role.backup, "role's backup");
    v_.named(role.order, PoolOrder::least_busy, PoolOrder::in_turn, "pool order");
    for (const Reminder& each : role.remind) tick(each.tick);
    for (const Escalation& each : role.escalate) tick(each.tick);
  }
  void tick(const Tick& tick) {
    v_.length(tick.length, "tick length");
    v_.named(tick.anchor, TickAnchor::opened, TickAnchor::after_due, "tick anchor");
  }
  void benefit(const Benefit& benefit) {
    v_.require(benefit.stock >= 0 && benefit.refill >= 0, "benefit stock");
    v_.named(benefit.refill_per, Period::day, Period::year, "benefit refill");
    v_.length(benefit.customer_per, "benefit length");
    v_.length(benefit.expires, "benefit expiry");
    fields(benefit.gives, "benefit");
  }
  void calendar(const NamedCalendar& calendar) {
    const base::Calendar& days = calendar.days;
    v_.require(days.weekend < 127, "calendar weekend");  // some day is a working day
    v_.require(days.opens.minutes >= 0 && days.closes.minutes <= 24 * 60 && days.opens <= days.closes, "calendar hours");
    v_.require(days.first_year <= days.last_year && days.first_year >= 0 && days.last_year <= 9999, "calendar years");
    for (const auto& [date, working] : days.exceptions) v_.require(days.known(date), "calendar day outside its years");
  }

  const Catalog& catalog_;
  std::uint32_t records_;
  Verifier v_;
};

}  // namespace

std::string verify(const Catalog& catalog) { return CatalogVerifier(catalog).run(); }

}  // namespace playmaker::plan
