// The shipped playbooks over many random customers: no cap, quiet hour or consent is ever broken, state is the fold of the journal at
// any restart, and every live journey waits for something.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "dsl/compile.hpp"
#include "runtime/base/prng.hpp"
#include "tests/core/facts.hpp"
#include "tests/engine/bank.hpp"
#include "tests/engine/breach_oracle.hpp"
#include "tests/main/here.hpp"

using namespace playmaker::engine_tests;
namespace base = playmaker::base;
namespace channel = playmaker::channel;
namespace core = playmaker::core;
namespace dsl = playmaker::dsl;
namespace sim = playmaker::sim;

namespace {

std::optional<std::string> file(const std::string& path) {
  std::ifstream in(std::filesystem::path(playmaker::kSourceDir) / path, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

Apply shipped() {
  std::vector<dsl::Input> inputs;
  for (const char* name : {"first_meeting", "new_customer_100", "uplift", "churn_recovery"}) {
    const std::string path = "playbooks/" + std::string(name) + ".play";
    inputs.push_back({path, file(path).value()});
  }
  const dsl::Compiled compiled = dsl::compile(inputs, file);
  if (!compiled.ok || compiled.plans.size() != 4) throw std::runtime_error("the shipped playbooks do not compile");
  Apply apply;
  apply.applied.catalog = compiled.catalog;
  apply.applied.plans = compiled.plans;
  apply.applied.origins = compiled.origins;
  for (const dsl::Input& input : inputs) apply.sources.push_back({input.path, input.text});
  return apply;
}

// A provider of all moods: mostly well, sometimes slow, failing, throttling, or silent.
class Moody final : public channel::Channel {
 public:
  explicit Moody(std::uint64_t seed) : chance_(seed) {}
  void send(const channel::Dispatch& dispatch, channel::Reports& reports) override {
    using core::DeliveryOutcome;
    const auto say = [&](DeliveryOutcome outcome, base::Millis later = 0) {
      reports.report(dispatch.customer, channel::report_of(dispatch, outcome, dispatch.at + later));
    };
    const std::uint64_t mood = chance_.below(100);
    if (mood < 3) return;
    if (mood < 8) return say(DeliveryOutcome::failed_temporary);
    if (mood < 12) return say(DeliveryOutcome::failed_permanent);
    if (mood < 14) return say(DeliveryOutcome::throttled);
    if (mood < 16) return say(DeliveryOutcome::unknown);
    say(DeliveryOutcome::accepted);
    if (mood < 80) say(DeliveryOutcome::delivered);
    if (mood < 40) say(DeliveryOutcome::read);
  }

 private:
  base::Prng chance_;
};

struct Life {
  base::Prng chance;
  Moody provider;
  std::unique_ptr<sim::VirtualRun> run;
  int customers;

  Life(std::uint64_t seed, int how_many, sim::VirtualRun::Setup setup = {}) : chance(seed), provider(seed + 1), customers(how_many) {
    setup.channel = &provider;
    setup.start = on("03-02 06:00");
    setup.options.groups_per_commit = 4'000;
    run = must(sim::VirtualRun::begin(std::move(setup)));
    const Reply applied = must(run->give(shipped()));
    if (applied.failure) throw std::runtime_error(applied.failure->message);
    must(run->give(rows(RowKind::people, {{"m1", {}}, {"m2", {}}, {"a1", {}}, {"a2", {}}, {"p1", {}}, {"p2", {}}})));
    must(run->give(rows(RowKind::branches, {{"b1", {{"head", raw("m1")}, {"duty_manager", raw("m2")}}}})));
    must(run->give(rows(RowKind::pools, {{"wealth_advisors", {{"people", raw("a1,a2")}}}, {"phone_agents", {{"people", raw("p1,p2")}}}})));
  }
  std::string someone() { return "c" + std::to_string(chance.below(static_cast<std::uint64_t>(customers))); }
  bool mostly() { return chance.chance(850'000); }

  RawRow profile(std::string id) {
    RawRecord v{{"aum", raw(chance.between(0, 1'500'000))},
                {"peak_aum", raw(std::int64_t{1'500'000})},
                {"balance", raw(chance.between(0, 300'000))},
                {"kind", raw("personal")},
                {"tier", raw(chance.chance(500'000) ? "gold" : "mass")},
                {"branch", raw("b1")},
                {"opened_on", raw("2026-02-20")},
                {"product_count", raw(chance.between(0, 4))},
                {"equity_share", raw(0.3)},
                {"allocation_drift", raw(static_cast<double>(chance.between(0, 30)) / 100)},
                {"salary_bound", raw(chance.chance(300'000))},
                {"wecom_bound", raw(mostly())},
                {"do_not_contact", raw(chance.chance(20'000))},
                {"risk_level", raw("C3")},
                {"risk_assessed_on", raw("2026-01-10")},
                {"deposit_matures", raw("2026-04-" + std::to_string(chance.between(10, 28)))},
                {"score.churn_30d", raw(static_cast<double>(chance.below(100)) / 100)}};
    for (const char* consent : {"marketing", "sms", "push", "wecom", "phone"})
      v.push_back({"consent." + std::string(consent), raw(mostly())});
    if (mostly()) v.push_back({"manager", raw(chance.chance(500'000) ? "m1" : "m2")});
    return {std::move(id), std::move(v)};
  }
  RawEvent happening(Instant at) {
    static const char* const kPlain[] = {"account_opened", "app_login",        "meeting_held",     "allocation_signed",
                                         "visit_logged",   "complaint_opened", "complaint_closed", "birthday_near"};
    static const char* const kMoney[] = {"first_deposit", "deposit", "large_inflow", "transfer_out", "plan_contribution"};
    const std::string id = someone();
    const std::uint64_t which = chance.below(18);
    if (which < 8) return event(id, kPlain[which], at);
    if (which < 13) return event(id, kMoney[which - 8], at, {}, {{"amount", raw(chance.between(100, 900'000))}});
    if (which == 13)
      return event(id, "meeting_booked", at, {}, {{"at", raw(base::format_instant(at + chance.between(1, 5) * base::kDay))}});
    if (which == 14) return event(id, "kyc_completed", at, {}, {{"risk_level", raw("C3")}});
    if (which == 15) return event(id, "call_logged", at, {}, {{"outcome", raw(chance.chance(500'000) ? "reached" : "declined")}});
    if (which == 16) return event(id, "first_purchase", at, {}, {{"product", raw("cash_plus")}, {"amount", raw(std::int64_t{5'000})}});
    return event(id, "note_saved", at, {}, {{"topic", raw("family")}});
  }
  void day(double per_customer) {
    const base::Zone zone = *base::find_zone("Asia/Shanghai");
    const Instant midnight = base::start_of_day(zone, base::local_date(zone, run->engine().now()));
    Instant at = std::max(run->engine().now(), midnight + 6 * base::kHour);
    std::vector<RawRow> changed;
    for (int i = 0; i < customers / 20 + 1; ++i) changed.push_back(profile(someone()));
    must(run->give(rows(RowKind::customers, std::move(changed), "daily_profile"), at));
    must(run->give(ImportDone{"daily_profile", {INT64_MIN}, {}}));
    const auto events = static_cast<int>(per_customer * customers);
    const base::Millis step = 16 * base::kHour / std::max(events, 1);
    for (int i = 0; i < events; ++i) {
      at = at + chance.between(1, 2 * step - 1);
      const ItemResult result = must(run->event(happening(at)));
      if (result.status == ItemStatus::refused) throw std::runtime_error(result.code + ": " + result.message);
    }
    if (chance.chance(50'000)) must(run->event(event("", "index_moved", at, {}, {{"index", raw("000300")}, {"change_1d", raw("-3.4%")}})));
    must(run->advance_to(base::start_of_day(zone, base::local_date(zone, midnight + 36 * base::kHour))));
  }
};

}  // namespace

TEST_CASE("10,000 random customer-runs: the journal is free of any cap, quiet-hour or consent breach") {
  const bool light = std::getenv("PLAYMAKER_LIGHT") != nullptr, soak = std::getenv("PLAYMAKER_SOAK") != nullptr;
  Life life(soak ? static_cast<std::uint64_t>(::getpid()) : 11, light ? 1'000 : 10'000);
  INFO("seed " << (soak ? ::getpid() : 11));
  std::vector<RawRow> all;
  for (int i = 0; i < life.customers; ++i) all.push_back(life.profile("c" + std::to_string(i)));
  must(life.run->give(rows(RowKind::customers, std::move(all), "daily_profile")));
  for (int day = 0; day < (soak ? 120 : 45); ++day) life.day(0.5);
  must(life.run->engine().flush());

  BreachOracle oracle;
  must(life.run->engine().replay(0, 10'000, [&](Committed&& committed) {
    for (const auto& item : committed.batch.items)
      oracle.see(*committed.batch.roster, surrogate_of(item.lane, item.group.customer), item.group);
  }));
  oracle.finish(*life.run->engine().roster());
  std::string first;
  for (std::size_t i = 0; i < oracle.breaches().size() && i < 5; ++i) first += oracle.breaches()[i] + "\n";
  INFO(oracle.sends() << " sends, " << oracle.contacts() << " contacts, " << oracle.breaches().size() << " breaches\n" << first);
  CHECK(oracle.sends() > (light ? 300 : 3'000));
  CHECK(oracle.contacts() > (light ? 300 : 3'000));
  CHECK(oracle.breaches().empty());
}

TEST_CASE("the shipped playbooks at restarts: state is the fold of the journal, every live journey waits for something") {
  sim::VirtualRun::Setup setup;
  setup.options.groups_per_snapshot = 3'000;
  setup.options.snapshot_slice = 40;
  Life life(12, 300, std::move(setup));
  std::vector<RawRow> all;
  for (int i = 0; i < life.customers; ++i) all.push_back(life.profile("c" + std::to_string(i)));
  must(life.run->give(rows(RowKind::customers, std::move(all), "daily_profile")));
  for (int day = 0; day < 40; ++day) {
    life.day(0.5);
    if (day % 8 != 7) continue;
    must(life.run->engine().flush());
    const std::string before = state_of(life.run->engine());
    must(life.run->restart());
    REQUIRE(state_of(life.run->engine()) == before);
  }
  must(life.run->engine().flush());
  REQUIRE(findings_of(life.run->journal()).empty());
  for (std::uint32_t lane = 0; lane < life.run->engine().lanes(); ++lane) {
    for (std::uint32_t number = 0; number < life.run->engine().customers(lane); ++number) {
      const core::Customer& customer = *life.run->engine().customer(surrogate_of(lane, number));
      for (const core::Journey& journey : customer.journeys) {
        if (journey.ended || journey.via == core::EntryVia::desk) continue;   // a desk waits for its branch's next task
        INFO(life.run->engine().name_of(surrogate_of(lane, number))
             << " in " << life.run->engine().roster()->plans[journey.plan]->plan->name);
        const bool timer = std::any_of(customer.timers.begin(), customer.timers.end(),
                                       [&](const core::Timer& one) { return one.journey == journey.journey; });
        CHECK(timer);
      }
    }
  }
}

TEST_CASE("the oracle itself sees each kind of breach") {
  const Life life(13, 1);
  const core::Roster& roster = *life.run->engine().roster();
  const auto number = [&](core::Names kind, std::string_view name) { return roster.dictionary->find(kind, name); };
  const auto seen = [&](const std::vector<std::pair<std::string_view, std::string_view>>& sends, bool consents) {
    BreachOracle oracle;
    core::Group profile;
    core::AttributesSet set;
    for (const char* name : {"consent.marketing", "consent.sms", "consent.push"})
      set.values.push_back({number(core::Names::attribute, name), {playmaker::plan::Kind::boolean, consents ? 1 : 0, {}, {}}});
    profile.input = set;
    oracle.see(roster, 1, profile);
    std::uint32_t site = 0;
    for (const auto& [when, over] : sends) {
      core::Group group;
      group.at = on(when);
      const core::ThingRef ref{1, ++site, 1};
      group.facts = Facts(core::TouchReserved{ref, group.at, true, 0, number(core::Names::channel, over), 0},
                          core::TouchSending{ref, 1, group.at, {}})
                        .list();
      oracle.see(roster, 1, group);
    }
    oracle.finish(roster);
    return oracle.breaches();
  };
  CHECK(seen({{"03-02 10:00", "sms"}, {"03-04 10:00", "push"}, {"03-06 10:00", "sms"}}, true).empty());
  CHECK(seen({{"03-02 10:00", "sms"}}, false).size() == 2);
  CHECK(seen({{"03-02 08:29", "sms"}}, true).size() == 1);
  CHECK(seen({{"03-02 21:00", "sms"}}, true).size() == 1);
  CHECK(seen({{"03-02 18:00", "sms"}, {"03-03 10:00", "push"}}, true).size() == 1);
  CHECK(seen({{"03-02 08:30", "sms"}, {"03-02 20:00", "push"}}, true).size() == 2);
  CHECK(seen({{"03-02 10:00", "sms"}, {"03-04 10:00", "push"}, {"03-06 10:00", "sms"}, {"03-09 09:59", "push"}}, true).size() == 1);
  CHECK(seen({{"03-01 10:00", "sms"}, {"03-08 10:00", "sms"}, {"03-15 10:00", "sms"}, {"03-22 10:00", "sms"}, {"03-29 10:00", "sms"}}, true)
            .size() == 1);
}
