#include "tests/engine/leads_bank.hpp"

namespace playmaker::engine_tests {

plan::Catalog lead_catalog(const Wish& wish, std::string_view table) {
  CatalogBuilder c;
  c.catalog = bank_catalog();
  plan::NamedList list;
  list.name = "prospects";
  list.rule = {true, {"consent.marketing"}, wish.expires_on, wish.back};
  c.catalog.lists.push_back(list);
  list.name = "others";
  list.rule.back = {};
  c.catalog.lists.push_back(list);
  if (wish.calendar) {
    plan::NamedCalendar days;
    days.name = "bank";
    days.days = *base::parse_calendar(table, 0x60);
    c.catalog.calendars.push_back(days);
  }
  c.catalog.branch.push_back(CatalogBuilder::field_of("duty", plan::Kind::person));
  plan::Event withdrawn;
  withdrawn.name = "lead_withdrawn";
  c.catalog.events.push_back(withdrawn);
  for (plan::Role& role : c.catalog.roles) {
    if (role.name == "manager") role.capacity_per_day = wish.capacity;
  }
  return c.catalog;
}

plan::Plan prospects(const Wish& wish) {
  PlanBuilder p("prospects");
  p.plan.ends_after = days(60);
  plan::Entry entry;
  entry.kind = plan::EntryKind::list;
  entry.list = p.text("prospects");
  entry.condition = p.attr("list.prospects", plan::Kind::boolean);
  entry.dealing.written = true;
  entry.dealing.role = p.text(wish.pooled ? "adviser" : "manager");
  entry.dealing.otherwise = wish.otherwise;
  if (wish.claim) entry.dealing.claim = wish.calendar ? working_days(2) : hours(48);
  p.enter(entry);
  if (wish.two) {
    entry.list = p.text("others");
    entry.condition = p.attr("list.others", plan::Kind::boolean);
    p.enter(entry);
    p.plan.audience.again = {plan::AgainKind::after_exit, days(1), kNone};
    p.exit_on("won", p.on("called"));
  }
  p.plan.audience.at_most = wish.at_most;
  if (wish.calendar) p.plan.calendar = p.text("bank");
  if (wish.hears) p.exit_on("returned", p.on("lead_withdrawn"));
  const auto call = p.task("call", [&](plan::Task& t) {
    t.role = p.text("manager");
    t.by_report = true;
  });
  const auto again = wish.second ? p.task("again", [&](plan::Task& t) { t.role = p.text("manager"); }) : plan::kNone;
  p.plan.block = p.block(0, [&](Steps& s) {
    s.task(call);
    if (!wish.second) return;
    s.wait(days(20));
    s.task(again);
  });
  return p.plan;
}

Leads::Leads(const Wish& wish) {
  playmaker::sim::VirtualRun::Setup setup;
  setup.start = on("03-02 09:00");
  setup.options.salt = 7;
  run = must(playmaker::sim::VirtualRun::begin(std::move(setup)));
  const Reply applied = must(run->give(apply_of(lead_catalog(wish), {prospects(wish)})));
  if (applied.failure) throw std::runtime_error(applied.failure->code + ": " + applied.failure->message);
  give(rows(RowKind::branches, {{"b1", {{"head", {std::string("m9")}}}}, {"b2", {}}}));
  give(rows(RowKind::people, {{"m1", {}}, {"m2", {}}, {"m3", {}}, {"m9", {}}}));
  give(rows(RowKind::pools, {{"advisers", {{"people", {std::string("m2,m3")}}}}}));
  // m1 and m2 have customers at b1, m3 at b2
  for (const auto& [id, manager, branch] : {std::tuple{"old1", "m2", "b1"}, {"old2", "m1", "b1"}, {"old3", "m3", "b2"}})
    give(rows(RowKind::customers, {{id, {{"manager", {std::string(manager)}}, {"branch", {std::string(branch)}}}}}));
}

Reply Leads::load(const std::vector<std::string>& ids, std::string branch, std::string list) {
  Import import = rows(RowKind::customers, {});
  for (const std::string& id : ids) import.rows.push_back({id, {}});
  if (!branch.empty())
    for (RawRow& row : import.rows) row.values.push_back({"branch", {branch}});
  import.list = std::move(list);
  return give(std::move(import));
}

std::string Leads::person(std::uint32_t number) {
  return number == plan::kNone ? "nobody" : engine().roster()->dictionary->name(core::Names::person, number);
}

std::string Leads::lead(std::string_view id) {
  const core::Customer& one = customer(id);
  if (one.leads.empty()) return "none";
  static const char* const kPhases[] = {"arrived", "dealt", "stands", "claimed", "returned"};
  std::string out;
  for (const std::uint32_t had : one.leads.back().had) out += person(had) + " ";
  return out + kPhases[static_cast<int>(one.leads.back().phase)];
}

Reply Leads::answer(std::string_view id, std::string text, std::string by) {
  const auto& open = customer(id).open_questions;
  if (open.empty()) throw std::runtime_error("no question of " + std::string(id));
  const core::ThingRef ref{0, open.back().question, 0};
  return give(
      QuestionAnswer{engine().sealed(base::SealedKind::question, *engine().find(id), ref), std::move(text), "li", std::move(by), {}});
}

core::JourneyEnded Leads::end_of(std::string_view id) {
  for (const WhyGroup& group : must(engine().why(*engine().find(id), 10'000))) {
    for (const core::Fact& fact : group.group.facts)
      if (const auto* ended = std::get_if<core::JourneyEnded>(&fact)) return *ended;
  }
  throw std::runtime_error("no journey ended");
}

std::string Leads::incidents(std::string_view id) {
  std::string out;
  for (const WhyGroup& group : must(engine().why(*engine().find(id), 10'000))) {
    for (const core::Fact& fact : group.group.facts)
      if (const auto* raised = std::get_if<core::IncidentRaised>(&fact)) out += raised->code + " ";
  }
  return out;
}

Reply Leads::report(std::string_view id) {
  for (const core::Journey& journey : customer(id).journeys) {
    for (const core::Task& task : journey.tasks) {
      if (journey.ended || task.phase != core::TaskPhase::open) continue;
      TaskDone done;
      done.task = engine().sealed(base::SealedKind::task, *engine().find(id), {journey.journey, task.site, task.occurrence});
      done.actor = "m2";
      return give(std::move(done));
    }
  }
  throw std::runtime_error("no open task of " + std::string(id));
}

bool Leads::in(std::string_view id) {
  const auto& all = customer(id).journeys;
  return std::any_of(all.begin(), all.end(), [](const core::Journey& journey) { return !journey.ended; });
}

std::string Leads::manager(std::string_view id) {
  const plan::Datum value = core::attribute_of(customer(id), engine().roster()->manager_attribute);
  return value.known() ? person(static_cast<std::uint32_t>(value.number)) : "nobody";
}

}  // namespace playmaker::engine_tests
