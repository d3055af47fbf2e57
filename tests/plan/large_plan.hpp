#pragma once
// A plan and a catalog that use every table, every step and every kind of condition once, for round trips and damage.
#include "tests/core/plan_builder.hpp"

namespace playmaker::plan::testing {

namespace pt = ::playmaker::core::testing;

inline Plan large_plan() {
  using core::testing::days, core::testing::hours, core::testing::months, core::testing::working_days;
  pt::PlanBuilder p("large");
  auto& plan = p.plan;
  auto& unit = plan.unit;
  plan.version = 7;
  plan.owner = p.text("零售客户部");
  plan.calendar = p.text("cn_bank");
  plan.policy = p.text("standard");
  plan.ends_after = days(200);
  plan.stale_after = hours(4);
  unit.enumerations = {{p.text("C1"), p.text("C2")}};
  unit.lengths = {months(12)};

  const NodeIndex aum = p.attr("aum", Kind::money), rich = p.at_least(aum, p.constant(Kind::money, 50'000'00));
  Window logins;
  logins.event = p.event("app_login");
  logins.last = days(14);
  logins.keep = 4;
  unit.windows.push_back(logins);
  const NodeIndex active = p.at_least(p.node(NodeOp::window, Kind::integer, 0), p.number(4));
  const NodeIndex known = p.node(NodeOp::is_known, Kind::boolean, aum), share = p.constant(Kind::percent, 100'000);
  const NodeIndex level = p.node(NodeOp::constant_text, Kind::level_of, p.text("C2"));
  unit.nodes[level].type.detail = 0;
  unit.children = {p.number(1), p.number(2)};
  const NodeIndex list = p.node(NodeOp::list_of, Kind::list, 0, 2), in = p.is(NodeOp::in, p.number(1), list);
  const NodeIndex size = p.node(NodeOp::call, Kind::integer, 0, 1, static_cast<std::uint32_t>(Function::size));
  const NodeIndex shifted = p.node(NodeOp::shift, Kind::date, p.node(NodeOp::today, Kind::date), 0, 1);
  const NodeIndex held = p.held_for(rich, days(5)), code = p.node(NodeOp::grant_field, Kind::text, p.benefit("coffee"), p.text("code"));
  const NodeIndex chosen = p.node(NodeOp::choose, Kind::boolean, known, in, held);
  const NodeIndex among = p.node(NodeOp::between, Kind::boolean, p.number(1), p.number(0), size);

  p.enter_on_hand_off();
  p.enter_on("account_opened", rich);
  Entry entry;
  entry.kind = EntryKind::sweep;
  entry.condition = active;
  entry.sweep = {Period::day, 1, {}};
  entry.sweep.timing.at_minute = 360;
  entry.import = p.text("daily_profile");
  entry.latest_minute = 540;
  p.enter(entry);
  entry = {};
  entry.kind = EntryKind::when;
  entry.condition = chosen;
  entry.within = days(30);
  entry.within_event = p.event("account_opened");
  p.enter(entry);
  entry = {};
  entry.kind = EntryKind::list;
  entry.list = p.text("prospects");
  entry.condition = p.attr("list.prospects", Kind::boolean);
  entry.dealing = {true, p.text("manager"), days(2), Unclaimed::back};
  p.enter(entry);
  plan.audience.only = {p.attr("consent.marketing", Kind::boolean)};
  plan.audience.except = {p.in_playbook("churn")};
  plan.audience.again = {AgainKind::after_exit, days(90), kNone};
  plan.audience.hold_out = 52'500;
  plan.audience.at_most = 20'000;
  plan.audience.salt = 42;

  const std::uint32_t call = p.task("call", [&](Task& t) {
    t.role = p.text("manager");
    t.with_role = p.text("advisor");
    t.channel = p.text("phone");
    t.purpose = Purpose::service;
    t.purpose_written = true;
    t.closings = {
        pt::PlanBuilder::done_on(p.on("meeting_booked")),
        pt::PlanBuilder::closed_on(p.on("call_logged", p.equal(p.field("outcome", Kind::text), p.words("declined"))), p.text("declined"))};
    t.by_report = true;
    t.due = pt::PlanBuilder::due(working_days(2));
    t.remind = {{{hours(2), TickAnchor::before_due}, "wecom"}};
    t.escalate = {{{working_days(1), TickAnchor::after_due}, "branch_manager", {}}};
    t.expires_after = days(20);
  });
  const std::uint32_t visit = p.task("visit", [&](Task& t) {
    t.must = false;
    t.after_task = call;
    t.closings = {pt::PlanBuilder::done_when(shifted == kNone ? kNone : among)};
  });
  const std::uint32_t nudge = p.wave(
      "nudge", 0,
      [&](Wave& w) {
        w.timing = pt::PlanBuilder::on_day(1, 10);
        w.unless = p.closed(call);
        w.stale_after = days(1);
      },
      [&](pt::Steps& s) { s.send({p.leg("wecom", "invite", "read", hours(2)), p.leg("sms", "invite_sms")}, {{p.text("voucher"), code}}); });
  const std::uint32_t invite = p.stage(
      "invite", [&](Stage& s) { s.due = working_days(3); },
      [&](pt::Steps& s) {
        s.task(call);
        s.wave(nudge);
      });
  p.stage(
      "meet",
      [&](Stage& s) {
        s.after = {invite};
        s.from_day = 15;
        s.to_day = 45;
        s.when = active;
      },
      [&](pt::Steps& s) { s.task(visit); });
  p.breakpoint(
      "no_show", p.on("meeting_booked"), p.on("meeting_held"), working_days(1),
      [&](Breakpoint& b) {
        b.rule = StallRuleKind::after_anchor;
        b.anchor = {AnchorKind::event, p.event("meeting_booked")};
        b.times = 2;
      },
      [&](pt::Steps& s) { s.notify("manager", "wecom", "missed"); });
  p.moment(
      "market",
      [&](Moment& m) {
        m.on = {p.on("index_moved", among)};
        m.starts_when = held;
        m.among = {rich};
        m.again = {AgainKind::after, days(14), kNone};
        m.expires_after = days(2);
      },
      [&](pt::Steps& s) { s.wait(days(1)); });
  const std::uint32_t care = p.track("care", [&](pt::Steps& s) { s.wait_until(rich, days(5), [&] { s.tag("poor"); }); });
  Decide decide;
  decide.by = {aum, level};
  decide.rows = {{{{CellKind::range, p.constant(Kind::money, 1), p.constant(Kind::money, 2)}, {CellKind::any, kNone, kNone}}, care, {}},
                 {{{CellKind::unknown, kNone, kNone}, {CellKind::equal, level, kNone}}, care, {}},
                 {{{CellKind::one_of, list, kNone}, {CellKind::at_least, level, kNone}}, care, {}}};
  decide.site = p.site(SiteKind::decide, 0, "plan", 0);
  plan.decides = {decide};
  const std::uint32_t won = p.goal("won", p.both(p.done(call), rich), [&](Goal& g) { g.within = working_days(15); });
  plan.goals[won].reached = p.handler("won", [&](pt::Steps& s) { s.hand_off("uplift", [&] { s.finish("refused"); }); });
  plan.goals[won].missed = p.handler("missed", [&](pt::Steps& s) { s.finish("lost"); });
  p.exit_on("left", p.on("account_closed"));
  p.exit_when("poor", p.inverse(rich));
  Pause pause;
  pause.site = p.site(SiteKind::pause, 0, "pause_1", 0);
  pause.on = p.on("complaint_opened");
  pause.until = p.on("complaint_closed");
  plan.pauses = {pause};
  plan.block = p.block(0, [&](pt::Steps& s) {
    s.decide(0);
    s.when(rich, [&] { s.grant("coffee"); }, [&] { s.assign("advisor", call); });
    s.wait_for({p.on_closed(call), p.on("app_login")}, days(5), [&] { s.emit("gave_up", {{p.text("why"), p.words("silence")}}); });
    s.set("tier", Kind::text, p.words("gold"));
    s.send("push", "hello");
  });
  (void)share;
  return plan;
}

inline Catalog large_catalog() {
  using core::testing::days, core::testing::hours, core::testing::months;
  pt::CatalogBuilder c;
  auto& catalog = c.catalog;
  catalog.unit.enumerations = {{c.text("C1"), c.text("C2")}};
  Field risk = pt::CatalogBuilder::field_of("risk", Kind::level_of);
  risk.type.detail = 0;
  risk.label = {"风险", "Risk"};
  Field aum = pt::CatalogBuilder::field_of("aum", Kind::money), rich = pt::CatalogBuilder::field_of("rich", Kind::boolean);
  aum.fresh = hours(36);
  aum.from = "daily_profile";
  rich.derived = c.at_least(c.attr("aum", Kind::money), c.constant(Kind::money, 100));
  catalog.records = {{{pt::CatalogBuilder::field_of("product", Kind::text)}, 20}};
  Field holdings = pt::CatalogBuilder::field_of("holdings", Kind::list);
  holdings.type.detail = 0;
  catalog.customer = {risk, aum, rich, holdings};
  catalog.person = {pt::CatalogBuilder::field_of("away_from", Kind::date)};
  catalog.branch = {pt::CatalogBuilder::field_of("head", Kind::person)};
  catalog.product_fields = {pt::CatalogBuilder::field_of("risk", Kind::level_of)};
  catalog.imports = {{"daily_profile", 300, {}}};
  c.event("deposit", {{"amount", Kind::money}}, days(3));
  catalog.segments = {{"rich", rich.derived, {}}, {"vip", kNone, {}}};
  catalog.scores = {{"churn", 0.25, 1, {}}};
  catalog.lists = {{"prospects", {}, {}}};
  catalog.pools = {{"agents", {}}};
  catalog.products = {{"cash", 1, 20'000, 21'000, {}, {}}};
  catalog.suitability = {true, rich.derived, rich.derived, months(12)};
  c.channel("sms");
  catalog.channels[0].reports = {{"delivered", hours(1)}};
  catalog.channels[0].reachable = rich.derived;
  c.message("hello", Purpose::service);
  Policy& policy = c.policy("standard");
  policy.quiet = {{1260, 510, {{"phone"}, {Purpose::marketing}}, "cn", {"a.play", 3, 4}}};
  policy.caps = {{3, "", days(7), Period::day, {}, {}}, {4, "sms", {}, Period::month, {}, {}}};
  policy.gaps = {{hours(20), {}, {}}};
  policy.needs = {{rich.derived, "consent.sms", {{"sms"}, {}}, {}}};
  policy.silences = {{rich.derived, "", {}, {}, {}}, {kNone, "deposit", days(7), {}, {}}};
  policy.blocked_wait = hours(48);
  policy.exempt = {Purpose::regulatory};
  policy.hold_out = 20'000;
  Role& role = c.role("manager", rich.derived);
  role.remind = {{{hours(1), TickAnchor::opened}, "wecom"}};
  role.escalate = {{{hours(2), TickAnchor::after_due}, "boss", {}}};
  Benefit& benefit = c.benefit("coffee");
  benefit.stock = 100;
  benefit.gives = {pt::CatalogBuilder::field_of("code", Kind::text)};
  base::Calendar days_of;
  days_of.weekend = 0b110'0000;
  days_of.first_year = days_of.last_year = 2026;
  days_of.exceptions = {{base::date_of(2026, 1, 1), false}};
  catalog.calendars = {{"cn", days_of, {}, {}}};
  return catalog;
}

}  // namespace playmaker::plan::testing
