#pragma once
// A small bank for tests of the engine: a catalog, a few playbooks made by hand, and a run under a virtual clock that starts on Monday
// 2026-03-02 at 09:00 in Shanghai.
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "runtime/base/hash.hpp"
#include "runtime/engine/disk/fsck.hpp"
#include "runtime/engine/ledger.hpp"
#include "runtime/sim/virtual_run.hpp"
#include "tests/core/plan_builder.hpp"

namespace playmaker::engine_tests {

using namespace playmaker::engine;
using namespace playmaker::core::testing;
using base::Instant;

inline Instant at(std::string_view text) {
  const auto instant = base::parse_instant(text);
  if (!instant) throw std::runtime_error("not an instant: " + std::string(text));
  return *instant;
}
// "03-02 09:30" of 2026 in Shanghai.
inline Instant on(std::string_view text) {
  return at("2026-" + std::string(text.substr(0, 5)) + "T" + std::string(text.substr(6)) + (text.size() > 11 ? "+08:00" : ":00+08:00"));
}

// What a run must never fail at.
template <class T>
T must(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().code + ": " + result.error().message);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

inline plan::Catalog bank_catalog() {
  CatalogBuilder c;
  c.event("opened");
  c.event("deposit", {{"amount", plan::Kind::money}});
  c.event("called");
  c.event("asked_coffee");
  c.event("asked_seat");
  c.event("asked_adviser");
  c.event("index_moved", {{"change", plan::Kind::percent}});
  c.catalog.events.back().broadcast = true;
  c.attribute("aum", plan::Kind::money);
  c.attribute("share", plan::Kind::percent);
  c.attribute("vip", plan::Kind::boolean);
  c.attribute("manager", plan::Kind::person);
  c.attribute("branch", plan::Kind::branch);
  c.attribute("opened_on", plan::Kind::date);
  c.attribute("consent.marketing", plan::Kind::boolean);
  c.attribute("name", plan::Kind::text);
  c.catalog.customer.back().personal = true;
  c.catalog.unit.enumerations.push_back({c.text("mass"), c.text("gold"), c.text("private")});
  plan::Field tier = CatalogBuilder::field_of("tier", plan::Kind::one_of);
  tier.type.detail = 0;
  c.catalog.customer.push_back(tier);
  c.catalog.person.push_back(CatalogBuilder::field_of("name", plan::Kind::text));
  c.catalog.person.back().personal = true;
  c.catalog.person.push_back(CatalogBuilder::field_of("branch", plan::Kind::branch));
  c.catalog.branch.push_back(CatalogBuilder::field_of("head", plan::Kind::person));
  c.catalog.imports.push_back({"daily_profile", 5 * 60, {}});
  c.catalog.pools.push_back({"advisers", {}});
  c.catalog.scores.push_back({"churn", 0, 1, {}});
  c.channel("sms");
  c.catalog.channels.back().rate_per_second = 100;
  c.message("hello");
  c.catalog.templates.back().uses = {"name", "tier"};
  auto& policy = c.policy("retail");
  policy.blocked_wait = hours(48);
  plan::Cap cap;
  cap.at_most = 2;
  cap.sliding = days(7);
  policy.caps.push_back(cap);
  auto& manager = c.role("manager", c.attr("manager", plan::Kind::person));
  manager.final_ = true;
  c.role("adviser").pool = "advisers";
  auto& coffee = c.benefit("coffee");
  coffee.stock = 5;
  return c.catalog;
}

// A welcome: a call to be made within a day, a message on day 2, watched from opening to the first deposit.
inline plan::Plan welcome(bool by_report = true) {
  PlanBuilder p("welcome");
  p.plan.policy = p.text("retail");
  p.plan.ends_after = days(30);
  p.enter_on("opened");
  p.plan.audience.again = {plan::AgainKind::after, days(10), kNone};
  const auto call = p.task("call", [&](plan::Task& t) {
    t.role = p.text("manager");
    t.by_report = by_report;
    t.outcomes = {p.text("reached")};
    t.due = PlanBuilder::due(hours(24));
    t.closings.push_back(PlanBuilder::done_on(p.on("called")));
  });
  const auto letter =
      p.wave("letter", 0, [&](plan::Wave& w) { w.timing = PlanBuilder::on_day(2, 10, 0); }, [&](Steps& s) { s.send("sms", "hello"); });
  p.breakpoint("no_money", p.on("opened"), p.on("deposit"), hours(72));
  p.moment(
      "market",
      [&](plan::Moment& m) {
        m.on.push_back(p.on("index_moved"));
        m.again = {plan::AgainKind::after, days(1), kNone};
      },
      [&](Steps& s) { s.tag("told"); });
  p.plan.block = p.block(0, [&](Steps& s) {
    s.task(call);
    s.wave(letter);
  });
  return p.plan;
}

// Every day at 08:30, after the nightly import: those with much money.
inline plan::Plan daily(std::int32_t latest_minute = 10 * 60) {
  PlanBuilder p("daily");
  p.plan.ends_after = days(5);
  plan::Entry entry;
  entry.kind = plan::EntryKind::sweep;
  entry.condition = p.at_least(p.attr("aum", plan::Kind::money), p.constant(plan::Kind::money, 100'000'00));
  entry.sweep.timing.at_minute = 8 * 60 + 30;
  entry.import = p.text("daily_profile");
  entry.latest_minute = latest_minute;
  p.enter(entry);
  p.plan.audience.again = {plan::AgainKind::after, days(3), kNone};
  p.plan.block = p.block(0, [&](Steps& s) { s.tag("rich"); });
  return p.plan;
}

// Things that are scarce: a coffee of a stock of 5, a journey for at most 3 customers, a task for the next adviser of a pool.
inline plan::Plan coffee() {
  PlanBuilder p("coffee");
  p.plan.ends_after = days(20);
  p.enter_on("asked_coffee");
  p.plan.block = p.block(0, [&](Steps& s) { s.grant("coffee"); });
  return p.plan;
}
inline plan::Plan seats() {
  PlanBuilder p("seats");
  p.plan.ends_after = days(20);
  p.enter_on("asked_seat");
  p.plan.audience.at_most = 3;
  p.plan.block = p.block(0, [&](Steps& s) { s.tag("in"); });
  return p.plan;
}
inline plan::Plan advice() {
  PlanBuilder p("advice");
  p.plan.ends_after = days(20);
  p.enter_on("asked_adviser");
  const auto talk = p.task("talk", [&](plan::Task& t) { t.role = p.text("adviser"); });
  p.plan.block = p.block(0, [&](Steps& s) { s.task(talk); });
  return p.plan;
}

inline Apply apply_of(const plan::Catalog& catalog, const std::vector<plan::Plan>& plans) {
  Apply apply;
  apply.applied.catalog = std::make_shared<const plan::Catalog>(catalog);
  for (const plan::Plan& plan : plans) {
    apply.applied.plans.push_back(std::make_shared<const plan::Plan>(plan));
    plan::Origin origin;
    origin.sites.resize(plan.sites.size());
    origin.text_hash = "text of " + plan.name;
    apply.applied.origins.push_back(std::make_shared<const plan::Origin>(origin));
    apply.sources.push_back({plan.name + ".play", "playbook " + plan.name + " { }"});
  }
  apply.actor = "test";
  return apply;
}

inline RawEvent event(std::string customer, std::string name, Instant when, std::string id = {}, RawRecord fields = {}) {
  RawEvent made;
  made.customer = std::move(customer);
  made.name = std::move(name);
  made.source = "test";
  made.id = std::move(id);
  made.at = when;
  made.fields = std::move(fields);
  return made;
}
inline Import rows(RowKind kind, std::vector<RawRow> rows, std::string import = {}) {
  Import made;
  made.kind = kind;
  made.rows = std::move(rows);
  made.import = std::move(import);
  return made;
}

struct Bank {
  std::unique_ptr<sim::VirtualRun> run;

  explicit Bank(sim::VirtualRun::Setup setup = {}, std::vector<plan::Plan> plans = {welcome(), daily(), coffee(), seats(), advice()}) {
    setup.start = on("03-02 09:00");
    setup.options.salt = 7;
    run = must(sim::VirtualRun::begin(std::move(setup)));
    const Reply applied = must(run->give(apply_of(bank_catalog(), plans)));
    if (applied.failure) throw std::runtime_error(applied.failure->code + ": " + applied.failure->message);
  }
  Engine& engine() { return run->engine(); }
  void to(std::string_view when) { must(run->advance_to(on(when))); }
  Reply give(Command command) { return must(run->give(std::move(command))); }
  Reply give(Command command, std::string_view when) { return must(run->give(std::move(command), on(when))); }
  ItemResult happens(std::string customer, std::string name, std::string_view when, std::string id = {}, RawRecord fields = {}) {
    return must(run->event(event(std::move(customer), std::move(name), on(when), std::move(id), std::move(fields))));
  }
  const core::Customer& customer(std::string_view id) { return *engine().customer(*engine().find(id)); }
  // The number of facts of a kind in a customer's whole history.
  template <class Fact>
  std::vector<Fact> facts(std::string_view id) {
    std::vector<Fact> found;
    for (const WhyGroup& group : must(engine().why(*engine().find(id), 10'000))) {
      for (auto fact = group.group.facts.rbegin(); fact != group.group.facts.rend(); ++fact) {
        if (const auto* one = std::get_if<Fact>(&*fact)) found.insert(found.begin(), *one);
      }
    }
    return found;
  }
};

// All that the journal folds to, in digests: equal before a crash and after it.
inline std::string state_of(const Engine& engine) {
  std::string out;
  for (std::uint32_t lane = 0; lane < engine.lanes(); ++lane) {
    for (std::uint32_t number = 0; number < engine.customers(lane); ++number) {
      out += engine.name_of(surrogate_of(lane, number)) + ' ' +
             base::hex(base::sha256(core::encode(*engine.customer(surrogate_of(lane, number))))).substr(0, 12) + '\n';
    }
  }
  for (const StockReport& stock : engine.stocks())
    out += std::to_string(stock.benefit) + ' ' + std::to_string(stock.granted) + ' ' + std::to_string(stock.posted) + '\n';
  out += std::to_string(engine.commit()) + ' ' + std::to_string(engine.applied().size()) + ' ' + std::to_string(engine.pauses().size());
  if (engine.roster() != nullptr) out += ' ' + base::hex(base::sha256(engine.roster()->dictionary->encode()));
  return out;
}

inline std::string findings_of(journal::Journal& journal) {
  std::string out;
  for (const journal::Finding& finding : must(fsck(journal, {})).findings) out += finding.code + ": " + finding.message + "\n";
  return out;
}

}  // namespace playmaker::engine_tests
