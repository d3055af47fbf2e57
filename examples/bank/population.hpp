#pragma once
// A made-up bank for the demo: branches, people and customers with a character, from one seed. Nothing here knows a playbook; customers
// open accounts, log in, pay in, complain and leave as people do, and the playbooks have to cope.
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/base/prng.hpp"
#include "runtime/base/time.hpp"

namespace playmaker::examples {

enum class Character : std::uint8_t {
  settled,    // long with the bank, moderate wealth: grows, drifts, reads the market
  fresh,      // opens an account during the 100 days
  promising,  // opens one and brings 500,000 or more: someone should meet them
  leaving,    // moves money out
};

struct Person {
  std::string id, name, branch;
};
struct Branch {
  std::string id, parent, head, duty_manager;
};

struct Customer {
  std::string id, name, branch, manager, tier, kind;
  Character character = Character::settled;
  int opens = 0;                     // day of the demo (0 = the first) on which the account is opened; negative: before
  std::int64_t aum = 0, peak_aum = 0, balance = 0;   // yuan
  bool knows_balance = true;
  int product_count = 1;
  int equity_share = 0, drift = 0;   // per cent
  int matures_in = 0;                // days from the demo's start; 0: no deposit
  bool salary_bound = false, wecom_bound = true, do_not_contact = false;
  int risk = 2;                      // C1 … C5
  bool assessed = true;
  bool consent_marketing = true, consent_sms = true, consent_push = true, consent_wecom = true, consent_phone = true;
  std::uint32_t diligence = 600'000; // how likely its manager and itself do what is due, in a million
  int leaves = -1;                   // day from which money goes out; -1: never
  bool leaves_for_good = false;
};

struct Bank {
  std::vector<Branch> branches;
  std::vector<Person> people;
  std::vector<std::string> wealth_advisors, phone_agents;
  std::vector<Customer> customers;
};

Bank make_bank(std::uint64_t seed, int customers);

}  // namespace playmaker::examples
