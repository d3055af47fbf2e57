// Writes the demo bank as files a bank would send: branches, people and pools once, then for each day a night's profiles and the day's
// events in parts of three hours. The same seed writes the same bytes.
//
//   bank_generate FOLDER [--customers N] [--days N] [--seed N] [--start YYYY-MM-DD]
//
//   FOLDER/branches.ndjson people.ndjson pools.ndjson
//   FOLDER/DDD-0530.customers.ndjson          profiles of the night, to be imported at 05:30 of day DDD
//   FOLDER/DDD-HHMM.events.ndjson             events of the three hours up to HHMM of day DDD (0300, 0600 … 2400)
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "daemon/json.hpp"
#include "examples/bank/life.hpp"

namespace {

using namespace playmaker;
using examples::Bank;
using examples::Customer;
using examples::Event;

struct Wish {
  std::string folder;
  int customers = 5'000, days = 100;
  std::uint64_t seed = 20'260'302;
  base::Date start = base::date_of(2026, 3, 2);
};

std::string money(std::int64_t yuan) { return std::to_string(yuan) + ".00"; }
std::string percent(int percent) { return std::to_string(percent) + "%"; }

std::string profile(const Customer& c, int day, base::Date start) {
  daemon::JsonWriter json;
  json.begin_object().field("id", c.id).field("name", c.name).field("branch", c.branch);
  json.key("manager");
  if (c.manager.empty()) json.null();
  else json.value(c.manager);
  json.field("kind", c.kind).field("tier", c.tier).field("aum", money(c.aum)).field("peak_aum", money(c.peak_aum));
  json.key("balance");
  if (c.knows_balance) json.value(money(c.balance));
  else json.null();
  json.field("opened_on", base::format_date(start + c.opens)).field("product_count", c.product_count);
  json.field("equity_share", percent(c.equity_share)).field("allocation_drift", percent(c.drift));
  if (c.matures_in > day) json.field("deposit_matures", base::format_date(start + c.matures_in));
  else json.key("deposit_matures").null();
  json.key("holdings").begin_array();
  if (c.matures_in > day) {
    json.begin_object().field("product", "steady_6m").field("value", money(c.aum / 2)).field("gain", "2%");
    json.field("matures", base::format_date(start + c.matures_in)).end_object();
  }
  json.end_array();
  json.field("salary_bound", c.salary_bound).field("wecom_bound", c.wecom_bound).field("do_not_contact", c.do_not_contact);
  json.field("risk_level", "C" + std::to_string(c.risk));
  json.key("risk_assessed_on");
  if (c.assessed) json.value(base::format_date(start + -60));
  else json.null();
  json.key("consent").begin_object().field("marketing", c.consent_marketing).field("sms", c.consent_sms).field("push", c.consent_push);
  json.field("wecom", c.consent_wecom).field("phone", c.consent_phone).end_object();
  const bool at_risk = c.leaves >= 0 && day >= c.leaves + 4 && day < c.leaves + 12;   // the model sees it late
  json.field("score.churn_30d", at_risk ? 0.85 : 0.1);
  json.end_object();
  return json.take() + "\n";
}

std::string cloud_event(const Event& event, std::uint64_t number, base::Zone zone) {
  daemon::JsonWriter json;
  json.begin_object()
      .field("specversion", "1.0")
      .field("id", "demo-" + std::to_string(number))
      .field("source", "/demo-bank")
      .field("type", event.name);
  if (!event.customer.empty()) json.field("subject", event.customer);
  json.field("time", base::format_instant(event.at, zone));
  json.key("data").begin_object();
  for (const auto& field : event.fields) json.key(field.name).raw(field.json);
  json.end_object().end_object();
  return json.take() + "\n";
}

void write_staff(const Wish& wish, const Bank& bank) {
  std::ofstream branches(wish.folder + "/branches.ndjson"), people(wish.folder + "/people.ndjson"), pools(wish.folder + "/pools.ndjson");
  for (const auto& branch : bank.branches) {
    daemon::JsonWriter json;
    json.begin_object().field("id", branch.id);
    if (!branch.parent.empty()) json.field("parent", branch.parent);
    json.field("head", branch.head).field("duty_manager", branch.duty_manager).end_object();
    branches << json.text() << '\n';
  }
  for (const auto& person : bank.people) {
    daemon::JsonWriter json;
    people << json.begin_object().field("id", person.id).field("name", person.name).end_object().text() << '\n';
  }
  const auto pool = [&](const char* name, const std::vector<std::string>& members) {
    daemon::JsonWriter json;
    json.begin_object().field("id", name).key("people").begin_array();
    for (const std::string& member : members) json.value(member);
    pools << json.end_array().end_object().text() << '\n';
  };
  pool("wealth_advisors", bank.wealth_advisors);
  pool("phone_agents", bank.phone_agents);
}

void write_days(const Wish& wish, Bank& bank, base::Zone zone) {
  examples::Life life(bank, wish.seed, wish.start, zone);
  std::uint64_t number = 0;
  for (int day = 0; day < wish.days; ++day) {
    const std::vector<Event> events = life.day(day);
    char stem[64];
    std::snprintf(stem, sizeof stem, "/%03d-", day + 1);
    std::ofstream profiles(wish.folder + stem + "0530.customers.ndjson");
    for (const Customer& customer : bank.customers) {
      if (customer.opens < day) profiles << profile(customer, day, wish.start);
    }
    std::size_t next = 0;
    for (int until_hour = 3; until_hour <= 24; until_hour += 3) {
      char name[16];
      std::snprintf(name, sizeof name, "%02d00", until_hour);
      std::ofstream out(wish.folder + stem + name + ".events.ndjson");
      const base::Instant until = base::start_of_day(zone, wish.start + day) + until_hour * base::kHour;
      for (; next < events.size() && events[next].at < until; ++next) out << cloud_event(events[next], ++number, zone);
    }
  }
  std::printf("%d customers, %d days, %llu events\n", wish.customers, wish.days, static_cast<unsigned long long>(number));
}

bool read_wish(int argc, char** argv, Wish& wish) {
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word.rfind("--", 0) != 0) {
      wish.folder = word;
      continue;
    }
    if (++i >= argc) return false;
    if (word == "--customers") wish.customers = std::atoi(argv[i]);
    else if (word == "--days") wish.days = std::atoi(argv[i]);
    else if (word == "--seed") wish.seed = std::strtoull(argv[i], nullptr, 10);
    else if (word == "--start") {
      const auto date = base::parse_date(argv[i]);
      if (!date) return false;
      wish.start = *date;
    } else return false;
  }
  return !wish.folder.empty() && wish.customers > 0 && wish.days > 0;
}

}  // namespace

int main(int argc, char** argv) {
  Wish wish;
  if (!read_wish(argc, argv, wish)) {
    std::fprintf(stderr, "usage: bank_generate FOLDER [--customers N] [--days N] [--seed N] [--start YYYY-MM-DD]\n");
    return 2;
  }
  const auto zone = base::find_zone("Asia/Shanghai");
  if (!zone) {
    std::fprintf(stderr, "bank_generate: %s\n", zone.error().message.c_str());
    return 1;
  }
  std::filesystem::create_directories(wish.folder);
  Bank bank = examples::make_bank(wish.seed, wish.customers);
  write_staff(wish, bank);
  write_days(wish, bank, *zone);
  return 0;
}
