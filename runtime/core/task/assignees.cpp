// Who does a task: the person on the role's path, the backup while that one is unset or away, or whoever a pool gives.
#include "runtime/core/deciding.hpp"

namespace playmaker::core {

// A person's own `away` field, stored or derived, read as a condition would: `who.away`.
bool is_away(const World& world, const Customer& customer, std::uint32_t person, base::Instant now) {
  const Roster& roster = *world.roster;
  const std::uint32_t field = roster.dictionary->find(Names::person_attribute, "away");
  if (field >= roster.person_attributes.size() || roster.person_attributes[field].field == nullptr) return false;
  plan::Unit unit;
  unit.texts = {"away"};
  unit.numbers = {person};
  unit.nodes = {{plan::NodeOp::constant, {plan::Kind::person, plan::kNone}, 0, plan::kNone, plan::kNone},
                {plan::NodeOp::member, {plan::Kind::boolean, plan::kNone}, 0, 0, plan::kNone}};
  LinkedUnit linked;
  linked.unit = &unit;
  linked.texts[static_cast<std::size_t>(Names::person_attribute)] = {field};
  Frame frame;
  frame.roster = world.roster;
  frame.directory = world.directory;
  frame.customer = &customer;
  frame.unit = &linked;
  frame.now = now;
  Findings findings;
  return holds(frame, 1, findings);
}

bool by_manager(const Roster& roster, const plan::Role& role) {
  if (!role.pool.empty() || role.who == plan::kNone || roster.manager_attribute == plan::kNone) return false;
  const plan::Node& path = roster.catalog->unit.nodes[role.who];
  return path.op == plan::NodeOp::attribute && roster.catalog_unit.attributes[path.a] == roster.manager_attribute;
}

namespace {

std::uint32_t person_at(Deciding& d, plan::NodeIndex path, std::uint32_t site) {
  if (path == plan::kNone) return plan::kNone;
  const plan::Datum value = d.value(d.frame(), path, site);
  return value.kind == plan::Kind::person ? static_cast<std::uint32_t>(value.number) : plan::kNone;
}

}  // namespace

const plan::Role* role_named(const Roster& roster, std::string_view name) {
  const std::uint32_t number = roster.dictionary->find(Names::role, name);
  return number < roster.roles.size() ? roster.roles[number] : nullptr;
}

Assignee who_is(Deciding& d, const Journey*, std::string_view name, std::uint32_t site) {
  const plan::Role* role = role_named(*d.world.roster, name);
  if (role == nullptr) return {};
  if (!role->pool.empty()) return {plan::kNone, d.world.roster->dictionary->find(Names::pool, role->pool), false};
  const std::uint32_t who = person_at(d, role->who, site);
  if (who != plan::kNone && !is_away(d.world, d.customer, who, d.now)) return {who, plan::kNone, false};
  const std::uint32_t backup = person_at(d, role->backup, site);
  if (backup != plan::kNone) return {backup, plan::kNone, true};
  return {who, plan::kNone, false};
}

// From a pool the task stays open and unassigned until the answer.
void assign_task(Deciding& d, const ThingRef& ref, const std::string& role) {
  const Assignee who = who_is(d, d.journey(ref.journey), role, ref.site);
  d.emit(TaskAssigned{ref, who.person, role, who.backup, {}, {}});
  if (who.pool != plan::kNone) {
    ResourceAsked asked;
    asked.ask = d.customer.next_ask;
    asked.kind = ResourceKind::pool;
    asked.what = who.pool;
    asked.group = d.world.roster->dictionary->find(Names::role, role);
    asked.journey = ref.journey;
    asked.site = ref.site;
    asked.occurrence = ref.occurrence;
    d.emit(asked);
  } else if (who.person == plan::kNone) {
    d.incident("task_unassigned", ref.journey, ref.site, role);
  }
}

// From a pool nobody is asked for: a second person never keeps the first one waiting, and the pool's own may take the task as a whole.
void join_task(Deciding& d, const ThingRef& ref, const std::string& role) {
  const Assignee who = who_is(d, d.journey(ref.journey), role, ref.site);
  d.emit(TaskJoined{ref, who.person, role, who.backup});
}

// Rule 19: open tasks go with the customer to the new manager; one that a person gave away by hand, or a pool, stays.
void move_tasks(Deciding& d) {
  for (const std::uint32_t number : d.live_journeys()) {
    std::vector<ThingRef> open;
    for (const Task& task : d.live(number)->tasks) {
      if (task.phase == TaskPhase::open && !task.by_hand && !task.role.empty()) open.push_back({number, task.site, task.occurrence});
    }
    for (const ThingRef& ref : open) {
      const Task task = *find_task(*d.live(number), ref);
      const Assignee who = who_is(d, d.live(number), task.role, ref.site);
      if (who.person == plan::kNone || who.person == task.assignee) continue;
      d.emit(TaskAssigned{ref, who.person, task.role, who.backup, {}, {}});
      start_taking(d, ref);
    }
  }
}

void pool_answered(Deciding& d, const ResourceAsked& asked, const ResourceAnswered& answer) {
  const ThingRef ref{asked.journey, asked.site, asked.occurrence};
  Journey* journey = d.live(ref.journey);
  const Task* task = journey == nullptr ? nullptr : find_task(*journey, ref);
  const bool used = answer.granted && answer.person != plan::kNone && task != nullptr && task->phase == TaskPhase::open;
  if (used) {
    d.emit(TaskAssigned{ref, answer.person, task->role, false, {}, {}});
    start_taking(d, ref);
  } else if (task != nullptr && task->phase == TaskPhase::open) d.incident("task_unassigned", ref.journey, ref.site, task->role);
  if (answer.granted) d.emit(ResourceSettled{asked.ask, ResourceKind::pool, asked.what, used});
}

}  // namespace playmaker::core
