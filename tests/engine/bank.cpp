#include "tests/engine/bank.hpp"

namespace playmaker::engine_tests {

Instant at(std::string_view text) {
  const auto instant = base::parse_instant(text);
  if (!instant) throw std::runtime_error("not an instant: " + std::string(text));
  return *instant;
}

Instant on(std::string_view text) {
  return at("2026-" + std::string(text.substr(0, 5)) + "T" + std::string(text.substr(6)) + (text.size() > 11 ? "+08:00" : ":00+08:00"));
}

plan::Catalog bank_catalog() {
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

plan::Plan welcome(bool by_report) {
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

plan::Plan daily(std::int32_t latest_minute) {
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

plan::Plan coffee() {
  PlanBuilder p("coffee");
  p.plan.ends_after = days(20);
  p.enter_on("asked_coffee");
  p.plan.block = p.block(0, [&](Steps& s) { s.grant("coffee"); });
  return p.plan;
}

plan::Plan seats() {
  PlanBuilder p("seats");
  p.plan.ends_after = days(20);
  p.enter_on("asked_seat");
  p.plan.audience.at_most = 3;
  p.plan.block = p.block(0, [&](Steps& s) { s.tag("in"); });
  return p.plan;
}

plan::Plan advice() {
  PlanBuilder p("advice");
  p.plan.ends_after = days(20);
  p.enter_on("asked_adviser");
  const auto talk = p.task("talk", [&](plan::Task& t) { t.role = p.text("adviser"); });
  p.plan.block = p.block(0, [&](Steps& s) { s.task(talk); });
  return p.plan;
}

Apply apply_of(const plan::Catalog& catalog, const std::vector<plan::Plan>& plans) {
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

RawEvent event(std::string customer, std::string name, Instant when, std::string id, RawRecord fields) {
  RawEvent made;
  made.customer = std::move(customer);
  made.name = std::move(name);
  made.source = "test";
  made.id = std::move(id);
  made.at = when;
  made.fields = std::move(fields);
  return made;
}

Import rows(RowKind kind, std::vector<RawRow> rows, std::string import) {
  Import made;
  made.kind = kind;
  made.rows = std::move(rows);
  made.import = std::move(import);
  return made;
}

void each_group(Engine& engine, std::string_view id, const std::function<void(const WhyGroup&)>& see) {
  const auto groups = must(engine.why(*engine.find(id), 10'000));   // newest first
  for (auto group = groups.rbegin(); group != groups.rend(); ++group) see(*group);
}

void each_fact(Engine& engine, std::string_view id, const std::function<void(const core::Fact&)>& see) {
  each_group(engine, id, [&](const WhyGroup& group) {
    for (const core::Fact& fact : group.group.facts) see(fact);
  });
}

std::size_t groups_of(Engine& engine, std::string_view id) { return must(engine.why(*engine.find(id), 10'000)).size(); }

Bank::Bank(sim::VirtualRun::Setup setup) : Bank(std::move(setup), {welcome(), daily(), coffee(), seats(), advice()}) {}

Bank::Bank(sim::VirtualRun::Setup setup, const std::vector<plan::Plan>& plans) {
  setup.start = on("03-02 09:00");
  setup.options.salt = 7;
  run = must(sim::VirtualRun::begin(std::move(setup)));
  const Reply applied = must(run->give(apply_of(bank_catalog(), plans)));
  if (applied.failure) throw std::runtime_error(applied.failure->code + ": " + applied.failure->message);
}

Reply Bank::give(Command command) { return must(run->give(std::move(command))); }

Reply Bank::give(Command command, std::string_view when) { return must(run->give(std::move(command), on(when))); }

ItemResult Bank::happens(std::string customer, std::string name, std::string_view when, std::string id, RawRecord fields) {
  return must(run->event(event(std::move(customer), std::move(name), on(when), std::move(id), std::move(fields))));
}

const core::Customer& Bank::customer(std::string_view id) { return *engine().customer(*engine().find(id)); }

std::string state_of(const Engine& engine) {
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

std::string findings_of(journal::Journal& journal) {
  std::string out;
  for (const journal::Finding& finding : must(fsck(journal, {})).findings) out += finding.code + ": " + finding.message + "\n";
  return out;
}

}  // namespace playmaker::engine_tests
