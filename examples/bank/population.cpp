#include "examples/bank/population.hpp"

#include <algorithm>
#include <cstdio>

namespace playmaker::examples {
namespace {

std::string numbered(const char* prefix, int number, int width) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%s%0*d", prefix, width, number);
  return buffer;
}

std::string family_and_given(base::Prng& prng) {
  static constexpr const char* kFamily[] = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"};
  static constexpr const char* kGiven[] = {"伟", "芳", "秀英", "敏", "静", "磊", "洋", "艳", "勇", "娟", "明", "超", "霞", "平", "桂英"};
  return std::string(kFamily[prng.below(std::size(kFamily))]) + kGiven[prng.below(std::size(kGiven))];
}

void make_staff(Bank& bank, base::Prng& prng) {
  constexpr int kBranches = 20, kManagers = 6;
  int person = 0;
  const auto hire = [&](const std::string& branch) {
    bank.people.push_back({numbered("P", ++person, 4), family_and_given(prng), branch});
    return bank.people.back().id;
  };
  bank.branches.push_back({"B000", "", "", ""});
  const std::string chief = hire("B000"), deputy = hire("B000");
  bank.branches[0].head = chief;
  bank.branches[0].duty_manager = deputy;
  for (int b = 1; b <= kBranches; ++b) {
    const std::string id = numbered("B", b, 3);
    const std::string head = hire(id), duty = hire(id);
    bank.branches.push_back({id, "B000", head, duty});
    for (int m = 0; m < kManagers; ++m) hire(id);
  }
  for (int i = 0; i < 12; ++i) bank.wealth_advisors.push_back(hire("B000"));
  for (int i = 0; i < 8; ++i) bank.phone_agents.push_back(hire("B000"));
}

Customer make_customer(const Bank& bank, base::Prng& prng, int number) {
  Customer c;
  c.id = numbered("C", number, 6);
  c.name = family_and_given(prng);
  const std::size_t branch = 1 + prng.below(bank.branches.size() - 1);
  c.branch = bank.branches[branch].id;
  // Heads and duty managers come first within a branch: six managers follow them.
  const std::size_t first_manager = 2 + (branch - 1) * 8 + 2;
  c.manager = prng.chance(960'000) ? bank.people[first_manager + prng.below(6)].id : "";
  c.kind = prng.chance(10'000) ? "staff" : "personal";
  const std::uint64_t lot = prng.below(100);
  c.character = lot < 42 ? Character::settled : lot < 70 ? Character::fresh : lot < 82 ? Character::promising : Character::leaving;
  switch (c.character) {
    case Character::settled:
      c.opens = -static_cast<int>(prng.between(30, 2'500));
      c.aum = prng.between(5, 700) * 10'000;
      break;
    case Character::fresh:
      c.opens = static_cast<int>(prng.between(0, 70));
      c.aum = prng.between(0, 30) * 10'000;
      break;
    case Character::promising:
      c.opens = static_cast<int>(prng.between(0, 75));
      c.aum = prng.between(50, 400) * 10'000;
      break;
    case Character::leaving:
      c.opens = -static_cast<int>(prng.between(200, 2'500));
      c.aum = prng.between(8, 900) * 10'000;
      c.leaves = static_cast<int>(prng.between(2, 80));
      c.leaves_for_good = prng.chance(80'000);
      break;
  }
  c.peak_aum = c.aum;
  c.balance = c.aum / static_cast<std::int64_t>(2 + prng.below(8));
  c.knows_balance = prng.chance(900'000);
  c.tier = c.aum >= 3'000'000 ? "private" : c.aum >= 500'000 ? "gold" : "mass";
  c.product_count = c.opens >= 0 ? 1 : static_cast<int>(prng.between(1, 4));
  c.equity_share = static_cast<int>(prng.below(60));
  c.drift = static_cast<int>(prng.below(14));
  c.matures_in = prng.chance(400'000) ? static_cast<int>(prng.between(5, 120)) : 0;
  c.salary_bound = prng.chance(300'000);
  c.wecom_bound = prng.chance(720'000);
  c.do_not_contact = prng.chance(15'000);
  c.risk = static_cast<int>(prng.between(1, 5));
  c.assessed = prng.chance(850'000);
  c.consent_marketing = prng.chance(900'000);
  c.consent_sms = prng.chance(930'000);
  c.consent_push = prng.chance(900'000);
  c.consent_wecom = prng.chance(900'000);
  c.consent_phone = prng.chance(920'000);
  c.diligence = static_cast<std::uint32_t>(prng.between(250'000, 950'000));
  return c;
}

}  // namespace

Bank make_bank(std::uint64_t seed, int customers) {
  base::Prng prng(seed);
  Bank bank;
  make_staff(bank, prng);
  for (int i = 1; i <= customers; ++i) bank.customers.push_back(make_customer(bank, prng, i));
  return bank;
}

}  // namespace playmaker::examples
