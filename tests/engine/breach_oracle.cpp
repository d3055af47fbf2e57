#include "tests/engine/breach_oracle.hpp"

#include <algorithm>

namespace playmaker::engine_tests {
namespace {

using base::Instant;

base::Zone shanghai() {
  static const base::Zone zone = *base::find_zone("Asia/Shanghai");
  return zone;
}
bool counted(plan::Purpose purpose) { return purpose == plan::Purpose::marketing || purpose == plan::Purpose::staff; }
bool message(const std::string& channel) { return channel == "sms" || channel == "push" || channel == "wecom"; }

}  // namespace

void BreachOracle::breach(std::uint64_t customer, Instant at, const std::string& what) {
  breaches_.push_back(std::to_string(customer) + " " + base::format_instant(at, shanghai()) + " " + what);
}

void BreachOracle::sending(const Known& known, std::uint64_t customer, const core::ThingRef& ref, Instant at) {
  ++sends_;
  const auto slot = known.slots.find({ref.journey, ref.site, ref.occurrence});
  if (slot == known.slots.end()) return breach(customer, at, "sent without a slot");
  const auto minutes = base::to_local(shanghai(), at).since_midnight / base::kMinute;
  if (minutes >= 21 * 60 || minutes < 8 * 60 + 30) breach(customer, at, "sent in quiet hours over " + slot->second.channel);
  if (!counted(slot->second.purpose)) return;
  const auto is = [&](const std::string& name) {
    const auto truth = known.truths.find(name);
    return truth != known.truths.end() && truth->second;
  };
  if (!is("consent." + slot->second.channel) && message(slot->second.channel))
    breach(customer, at, "sent without consent for " + slot->second.channel);
  if (slot->second.purpose == plan::Purpose::marketing && !is("consent.marketing")) breach(customer, at, "marketing without consent");
  if (is("do_not_contact")) breach(customer, at, "sent while not to be contacted");
  if (slot->second.purpose == plan::Purpose::marketing && at >= known.complaint && at < known.complaint + 7 * base::kDay)
    breach(customer, at, "marketing within 7 days of a complaint");
}

void BreachOracle::see(const core::Roster& roster, std::uint64_t customer, const core::Group& group) {
  Known& known = customers_[customer];
  if (const auto* set = std::get_if<core::AttributesSet>(&group.input)) {
    for (const auto& value : set->values)
      known.truths[roster.dictionary->name(core::Names::attribute, value.attribute)] =
          value.value.kind == plan::Kind::boolean && value.value.number != 0;
  } else if (const auto* event = std::get_if<core::EventArrived>(&group.input)) {
    if (roster.dictionary->name(core::Names::event, event->event) == "complaint_opened")
      known.complaint = std::max(known.complaint, event->at);
  }
  for (const core::Fact& fact : group.facts) {
    if (const auto* reserved = std::get_if<core::TouchReserved>(&fact)) {
      known.slots[{reserved->touch.journey, reserved->touch.site, reserved->touch.occurrence}] = {
          reserved->at, roster.dictionary->name(core::Names::channel, reserved->channel), static_cast<plan::Purpose>(reserved->purpose)};
      if (!reserved->contact)
        known.slots[{reserved->touch.journey, reserved->touch.site, reserved->touch.occurrence}].purpose = plan::Purpose::service;
    } else if (const auto* over = std::get_if<core::TouchOver>(&fact); over != nullptr && over->slot_returned) {
      known.slots.erase({over->touch.journey, over->touch.site, over->touch.occurrence});
    } else if (const auto* sent = std::get_if<core::TouchSending>(&fact)) {
      sending(known, customer, sent->touch, group.at);
    }
  }
}

void BreachOracle::finish(const core::Roster&) {
  for (const auto& [customer, known] : customers_) {
    std::vector<Slot> slots;
    for (const auto& [ref, slot] : known.slots)
      if (counted(slot.purpose)) slots.push_back(slot);
    contacts_ += slots.size();
    std::sort(slots.begin(), slots.end(), [](const Slot& a, const Slot& b) { return a.at < b.at; });
    const Slot* last = nullptr;
    std::map<std::pair<int, int>, int> sms;                // by year and month
    for (std::size_t i = 0; i < slots.size(); ++i) {
      const base::Date day = base::local_date(shanghai(), slots[i].at);
      if (i >= 3 && slots[i].at < base::to_instant(shanghai(), base::local_date(shanghai(), slots[i - 3].at) + 7,
                                                   base::to_local(shanghai(), slots[i - 3].at).since_midnight)) {
        breach(customer, slots[i].at, "a fourth contact within 7 days");
      }
      const base::YearMonthDay civil = base::civil(day);
      if (slots[i].channel == "sms" && ++sms[{civil.year, civil.month}] > 4) breach(customer, slots[i].at, "a fifth sms in a month");
      if (!message(slots[i].channel)) continue;
      if (last != nullptr && slots[i].at - last->at < 20 * base::kHour) breach(customer, slots[i].at, "less than 20 hours after another");
      if (last != nullptr && base::local_date(shanghai(), last->at) == day) breach(customer, slots[i].at, "a second message on a day");
      last = &slots[i];
    }
  }
}

}  // namespace playmaker::engine_tests
