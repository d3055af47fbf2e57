#include "examples/bank/life.hpp"

#include <algorithm>

namespace playmaker::examples {
namespace {

std::string text(const std::string& value) { return "\"" + value + "\""; }
std::string money(std::int64_t yuan) { return "\"" + std::to_string(yuan) + ".00\""; }

}  // namespace

Life::Life(Bank& bank, std::uint64_t seed, base::Date first_day, base::Zone zone)
    : bank_(bank),
      prng_(seed ^ 0x6c696665),
      first_(first_day),
      zone_(zone) {}

base::Instant Life::at(int day, int from_hour, int to_hour) {
  return base::to_instant(zone_, first_ + day, prng_.between(from_hour * base::kHour, to_hour * base::kHour - 1));
}

bool Life::working(int day) const {
  const base::Weekday weekday = base::weekday(first_ + day);
  return weekday != base::Weekday::saturday && weekday != base::Weekday::sunday;
}

void Life::call(const Customer& customer, int day, const char* outcome, std::vector<Event>& out) {
  out.push_back({at(day, 9, 18), customer.id, "call_logged", {{"outcome", text(outcome)}}});
}

void Life::profile_night(Customer& c, int day) {
  if (c.opens >= day) return;
  if (c.character == Character::leaving && c.leaves >= 0 && day >= c.leaves && day < c.leaves + 10) {
    c.aum = c.aum * 88 / 100;
  } else if (c.character == Character::leaving && c.leaves >= 0 && day > c.leaves + 20 && prng_.chance(40'000)) {
    c.aum = std::max(c.aum, c.peak_aum * 85 / 100);                       // some come back
  } else {
    const std::int64_t percent = prng_.between(-10, 14);                   // tenths of a per cent a day
    c.aum += c.aum * percent / 1'000;
  }
  c.peak_aum = std::max(c.peak_aum, c.aum);
  c.balance = std::max<std::int64_t>(0, c.balance + prng_.between(-3'000, 3'200));
  if (prng_.chance(6'000)) c.drift = static_cast<int>(prng_.between(15, 30));
  else if (c.drift >= 15 && prng_.chance(60'000)) c.drift = static_cast<int>(prng_.between(0, 10));
  if (c.character == Character::fresh && prng_.chance(25'000)) ++c.product_count;
  if (prng_.chance(300)) c.consent_marketing = !c.consent_marketing;
}

void Life::customer_day(const Customer& c, int day, std::vector<Event>& out) {
  if (c.opens > day) return;
  const int age = day - c.opens;
  if (age == 0) {
    out.push_back({at(day, 9, 17), c.id, "account_opened", {}});
    return;
  }
  const std::uint32_t eager = c.character == Character::leaving && c.leaves >= 0 && day >= c.leaves ? 40'000
                              : c.character == Character::settled                                   ? 120'000
                                                                                                    : 280'000;
  if (prng_.chance(eager)) out.push_back({at(day, 0, 24), c.id, "app_login", {}});
  if (prng_.chance(eager / 4))
    out.push_back({at(day, 7, 23), c.id, "app_page_viewed", {{"page", text(prng_.chance(500'000) ? "funds" : "deposits")}}});
  if (c.opens >= 0 && age >= 2 && prng_.chance(age < 12 ? 60'000 : 15'000)) {
    out.push_back({at(day, 0, 24), c.id, "first_deposit", {{"amount", money(prng_.between(1, 30) * 10'000)}}});
  }
  if (c.opens >= 0 && age >= 5 && prng_.chance(20'000)) {
    out.push_back(
        {at(day, 9, 22), c.id, "first_purchase", {{"product", text("cash_plus")}, {"amount", money(prng_.between(1, 20) * 1'000)}}});
  }
  if (prng_.chance(12'000)) out.push_back({at(day, 0, 24), c.id, "deposit", {{"amount", money(prng_.between(1, 40) * 1'000)}}});
  if (prng_.chance(4'000))
    out.push_back(
        {at(day, 9, 17), c.id, "order_placed", {{"product", text("steady_6m")}, {"amount", money(prng_.between(1, 50) * 1'000)}}});
  if (prng_.chance(12'000)) out.push_back({at(day, 8, 9), c.id, "plan_contribution", {{"amount", money(1'000)}}});
  if (c.character == Character::settled && prng_.chance(1'500))
    out.push_back({at(day, 8, 20), c.id, "large_inflow", {{"amount", money(prng_.between(8, 60) * 10'000)}}});
  if (prng_.chance(2'700)) out.push_back({at(day, 8, 9), c.id, "birthday_near", {}});
  if (c.leaves >= 0 && day >= c.leaves && day < c.leaves + 10 && prng_.chance(400'000)) {
    out.push_back({at(day, 9, 22), c.id, "transfer_out", {{"amount", money(prng_.between(2, 15) * 10'000)}}});
  }
  // Whoever moves money in or out has most to complain about.
  const bool settling_in = c.character == Character::promising && age <= 20;
  if (prng_.chance(c.character == Character::leaving ? 3'500 : settling_in ? 12'000 : 1'200))
    out.push_back({at(day, 9, 20), c.id, "complaint_opened", {}});
  if (prng_.chance(3'000)) out.push_back({at(day, 9, 18), c.id, "complaint_closed", {}});
  if (c.leaves_for_good && day == c.leaves + 30) out.push_back({at(day, 9, 17), c.id, "account_closed", {}});
  if (prng_.chance(60)) out.push_back({at(day, 9, 17), c.id, "account_closed", {}});
}

// The bank's people work on working days, some more than others.
void Life::staff_day(const Customer& c, int day, std::vector<Event>& out) {
  const int age = day - c.opens;
  if (!working(day) || c.opens > day) return;
  const auto does = [&](std::uint32_t in_million) {
    return prng_.chance(static_cast<std::uint32_t>(static_cast<std::uint64_t>(in_million) * c.diligence / 1'000'000));
  };
  if (c.character == Character::promising && age >= 1 && age <= 30) {
    if (does(160'000)) {
      const base::Instant meets = base::to_instant(zone_, first_ + day + static_cast<int>(prng_.between(1, 4)),
                                                   base::TimeOfDay{static_cast<std::int32_t>(prng_.between(9 * 60, 17 * 60))});
      out.push_back({at(day, 9, 18), c.id, "meeting_booked", {{"at", text(base::format_instant(meets, zone_))}}});
    }
    if (does(30'000)) call(c, day, "declined", out);
    if (does(120'000)) out.push_back({at(day, 9, 18), c.id, "meeting_held", {}});
    if (does(120'000)) out.push_back({at(day, 9, 18), c.id, "kyc_completed", {{"risk_level", text("C3")}}});
    if (does(90'000)) out.push_back({at(day, 9, 18), c.id, "allocation_signed", {}});
    if (does(40'000)) out.push_back({at(day, 9, 18), c.id, "note_saved", {{"topic", text(prng_.chance(600'000) ? "family" : "tax")}}});
  }
  if (does(45'000)) {
    static constexpr const char* kOutcomes[] = {"reached", "no_answer", "accepted", "refused", "call_later"};
    call(c, day, kOutcomes[prng_.below(std::size(kOutcomes))], out);
  }
  if (c.leaves >= 0 && day >= c.leaves && does(60'000)) out.push_back({at(day, 9, 18), c.id, "visit_logged", {}});
  if (c.character == Character::settled && does(40'000)) {
    static constexpr const char* kTopics[] = {"market", "rate", "inflow"};
    out.push_back({at(day, 9, 18), c.id, "advice_logged", {{"topic", text(kTopics[prng_.below(std::size(kTopics))])}}});
  }
  if (c.drift >= 15 && does(60'000)) out.push_back({at(day, 9, 18), c.id, "allocation_signed", {}});
}

void Life::broadcasts(int day, std::vector<Event>& out) {
  if (day % 25 == 17) out.push_back({at(day, 15, 16), "", "index_moved", {{"index", text("000300")}, {"change_1d", text("-3.4%")}}});
  if (day == 40 || day == 75) out.push_back({at(day, 9, 10), "", "policy_rate_cut", {{"basis_points", "10"}}});
}

std::vector<Event> Life::day(int day) {
  std::vector<Event> out;
  for (Customer& customer : bank_.customers) {
    profile_night(customer, day);
    customer_day(customer, day, out);
    staff_day(customer, day, out);
  }
  broadcasts(day, out);
  std::stable_sort(out.begin(), out.end(), [](const Event& a, const Event& b) { return a.at < b.at; });
  return out;
}

}  // namespace playmaker::examples
