#include "runtime/view/sqlite/folding.hpp"

#include "runtime/view/rows.hpp"

namespace playmaker::view::sqlite {

Folding::Folding(Connection& c)
    : customer_new_(c, "INSERT OR IGNORE INTO customer (customer, appeared) VALUES (?, ?)"),
      customer_branch_(c, "UPDATE customer SET branch = ? WHERE customer = ?"),
      customer_manager_(c, "UPDATE customer SET manager = ? WHERE customer = ?"),
      journey_new_(c,
                   "INSERT OR REPLACE INTO journey (customer, journey, plan, playbook, version, via, hold_out, entered) VALUES (?, ?, ?, "
                   "?, ?, ?, ?, ?)"),
      journey_end_(c, "UPDATE journey SET ended = ?, outcome = ?, why = ? WHERE customer = ? AND journey = ?"),
      journey_plan_(c, "SELECT plan FROM journey WHERE customer = ? AND journey = ?"),
      journey_move_(c, "UPDATE journey SET plan = ?, version = ? WHERE customer = ? AND journey = ?"),
      wave_new_(c,
                "INSERT OR REPLACE INTO wave (customer, journey, run, playbook, path, site, occurrence, phase, at) VALUES (?, ?, ?, ?, ?, "
                "?, ?, ?, ?)"),
      wave_reached_(c, "UPDATE wave SET phase = 1, at = ? WHERE customer = ? AND journey = ? AND run = ? AND phase = 0"),
      wave_ended_(c, "UPDATE wave SET phase = ?, at = ?, why = ? WHERE customer = ? AND journey = ? AND run = ? AND phase = 0"),
      wave_responded_(c,
                      "UPDATE wave SET responded = 1 WHERE customer = ?1 AND journey = ?2 AND run = "
                      "(SELECT run FROM wave WHERE customer = ?1 AND journey = ?2 AND phase = 1 ORDER BY at DESC, run DESC LIMIT 1)"),
      wave_touch_(c, "UPDATE wave SET touches = touches + 1 WHERE customer = ? AND journey = ? AND run = ?"),
      task_new_(c,
                "INSERT OR REPLACE INTO task (customer, journey, site, occurrence, plan, playbook, path, must, phase, opened, due) VALUES "
                "(?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)"),
      task_close_(c,
                  "UPDATE task SET phase = 2, how = ?, outcome = ?, closed_by = ?, closed = ? WHERE customer = ? AND journey = ? AND site "
                  "= ? AND occurrence = ?"),
      task_assign_(c, "UPDATE task SET assignee = ?, role = ? WHERE customer = ? AND journey = ? AND site = ? AND occurrence = ?"),
      task_join_(c, "UPDATE task SET second = ?, second_role = ? WHERE customer = ? AND journey = ? AND site = ? AND occurrence = ?"),
      task_overdue_(c, "UPDATE task SET overdue = 1 WHERE customer = ? AND journey = ? AND site = ? AND occurrence = ?"),
      task_escalate_(c, "UPDATE task SET escalations = escalations + 1 WHERE customer = ? AND journey = ? AND site = ? AND occurrence = ?"),
      task_attempt_(c, "UPDATE task SET attempts = ?, call_at = ? WHERE customer = ? AND journey = ? AND site = ? AND occurrence = ?"),
      task_call_(c, "UPDATE task SET call_at = ? WHERE customer = ? AND journey = ? AND site = ? AND occurrence = ?"),
      task_claim_(c, "UPDATE task SET claimed = ? WHERE customer = ? AND journey = ? AND site = ? AND occurrence = ?"),
      task_acknowledge_(c, "UPDATE task SET acknowledged = ? WHERE customer = ? AND journey = ? AND site = ? AND occurrence = ?"),
      task_brought_(c, "UPDATE task SET brought = brought || ? WHERE customer = ? AND journey = ? AND site = ? AND occurrence = ?"),
      question_new_(c,
                    "INSERT OR REPLACE INTO question (customer, question, kind, plan, playbook, path, journey, site, occurrence, phase, "
                    "role, person, asked, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)"),
      question_end_(c, "UPDATE question SET phase = ?, answer = ?, actor = ?, answered = ? WHERE customer = ? AND question = ?"),
      question_due_(c, "UPDATE question SET due = ? WHERE customer = ? AND question = ?"),
      question_overdue_(c, "UPDATE question SET overdue = 1 WHERE customer = ? AND question = ?"),
      touch_new_(c,
                 "INSERT OR REPLACE INTO touch (customer, journey, site, occurrence, plan, run, playbook, path, channel, template, "
                 "purpose, phase, planned, expires) "
                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)"),
      touch_block_(c,
                   "UPDATE touch SET phase = ?, why = ?, settled = ? WHERE customer = ? AND journey = ? AND site = ? AND occurrence = ?"),
      touch_reserve_(c,
                     "UPDATE touch SET phase = 2, why = 0, reserved = ?, contact = ? WHERE customer = ? AND journey = ? AND site = ? AND "
                     "occurrence = ?"),
      touch_send_(c,
                  "UPDATE touch SET phase = 3, attempts = ?1, sent = CASE WHEN sent = 0 THEN ?2 ELSE sent END WHERE customer = ?3 AND "
                  "journey = ?4 AND site = ?5 AND occurrence = ?6"),
      touch_report_(c,
                    "UPDATE touch SET phase = ?1, settled = ?2, provider = ?3, unknown = max(unknown, ?1 = 10), "
                    "delivered = CASE WHEN delivered = 0 AND ?1 IN (5, 6, 7) THEN ?8 ELSE delivered END, "
                    "seen = CASE WHEN seen = 0 AND ?1 IN (6, 7) THEN ?8 ELSE seen END, "
                    "failed = CASE WHEN ?1 IN (5, 6, 7) THEN 0 WHEN failed = 0 AND ?1 = 9 THEN ?8 ELSE failed END "
                    "WHERE customer = ?4 AND journey = ?5 AND site = ?6 AND occurrence = ?7"),
      touch_over_(c,
                  "UPDATE touch SET phase = ?1, why = ?2, settled = ?3, contact = CASE WHEN ?4 THEN 0 ELSE contact END, "
                  "failed = CASE WHEN failed = 0 AND ?1 = 9 THEN ?3 ELSE failed END WHERE customer = ?5 AND journey = ?6 AND site = ?7 AND "
                  "occurrence = ?8"),
      touch_run_(c, "SELECT run FROM touch WHERE customer = ? AND journey = ? AND site = ? AND occurrence = ?"),
      block_new_(c,
                 "INSERT OR REPLACE INTO block (customer, position, number, playbook, path, site, at, why, waits, until) VALUES (?, ?, ?, "
                 "?, ?, ?, ?, ?, ?, ?)"),
      stall_new_(c,
                 "INSERT OR REPLACE INTO stall (customer, journey, site, occurrence, plan, playbook, path, phase, from_at, trips) VALUES "
                 "(?, ?, ?, ?, ?, ?, ?, 0, ?, ?)"),
      stall_trip_(c,
                  "UPDATE stall SET phase = 1, tripped = ?, stage = ?, stage_site = ?, wave = ?, wave_site = ?, assignee = ? WHERE "
                  "customer = ? AND journey = ? AND site "
                  "= ? AND occurrence = ?"),
      stall_clear_(
          c, "UPDATE stall SET phase = 2, cleared = ?, recovered = ? WHERE customer = ? AND journey = ? AND site = ? AND occurrence = ?"),
      stall_drop_(c, "UPDATE stall SET phase = ? WHERE customer = ? AND journey = ? AND site = ? AND occurrence = ? AND phase = 0"),
      touch_show_(c,
                  "UPDATE touch SET phase = 4, why = 0, attempts = 1, sent = ?1, settled = ?1, expires = ?2 WHERE customer = ?3 AND "
                  "journey = ?4 AND site = ?5 AND occurrence = ?6"),
      arm_new_(c,
               "INSERT OR REPLACE INTO experiment (customer, journey, site, playbook, path, arm, taken, counts) VALUES (?, ?, ?, ?, ?, ?, "
               "?, ?)"),
      arm_measured_(c, "UPDATE experiment SET measured = ?, reached = ? WHERE customer = ? AND journey = ? AND site = ?"),
      step_new_(c,
                "INSERT OR REPLACE INTO step (customer, journey, run, playbook, path, site, kind, begun) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
      step_begun_(c, "UPDATE step SET begun = ? WHERE customer = ? AND journey = ? AND run = ? AND begun = 0"),
      goal_reached_(c,
                    "INSERT INTO goal (customer, journey, playbook, goal, reached) VALUES (?, ?, ?, ?, ?) "
                    "ON CONFLICT (customer, journey, goal) DO UPDATE SET reached = excluded.reached"),
      goal_missed_(c,
                   "INSERT INTO goal (customer, journey, playbook, goal, missed) VALUES (?, ?, ?, ?, ?) "
                   "ON CONFLICT (customer, journey, goal) DO UPDATE SET missed = excluded.missed"),
      noted_new_(c, "INSERT OR REPLACE INTO dimension (customer, journey, name, value) VALUES (?, ?, ?, ?)"),
      granted_new_(
          c, "INSERT OR REPLACE INTO granted (customer, position, number, journey, playbook, benefit, at) VALUES (?, ?, ?, ?, ?, ?, ?)"),
      review_new_(c, "INSERT OR REPLACE INTO review (playbook, review, due, plan, since, held, missed) VALUES (?, ?, ?, ?, ?, ?, ?)"),
      review_rate_(c,
                   "INSERT OR REPLACE INTO review_rate (playbook, review, due, number, rate, branch, ended, happened, late) VALUES (?, ?, "
                   "?, ?, ?, ?, ?, ?, ?)"),
      review_act_(c, "INSERT OR REPLACE INTO review_act (playbook, review, due, number, branch, alert, what) VALUES (?, ?, ?, ?, ?, ?, ?)"),
      history_new_(c,
                   "INSERT OR REPLACE INTO history (customer, position, number, at, code, journey, playbook, path, detail, why) VALUES (?, "
                   "?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      incident_(c,
                "INSERT INTO incident (code, playbook, site, path, first, last, count, sample) VALUES (?1, ?2, ?3, ?4, ?5, ?5, 1, ?6) "
                "ON CONFLICT (code, playbook, site) DO UPDATE SET last = max(last, excluded.last), count = count + 1"),
      mark_(c, "UPDATE mark SET watermark = ?"),
      place_known_(c, "SELECT 1 FROM place WHERE playbook = ? AND site = ? AND path = ?"),
      place_new_(c, "INSERT OR REPLACE INTO place (playbook, site, path) VALUES (?, ?, ?)"),
      task_brings_(c, "SELECT plan, site, occurrence, brought FROM task WHERE customer = ? AND journey = ? AND brought <> ''"),
      task_brings_told_(c, "UPDATE task SET brought = ? WHERE customer = ? AND journey = ? AND site = ? AND occurrence = ?") {
  for (const char* table : {"task", "touch", "stall"}) {
    thing_sites_.emplace_back(c, std::string("SELECT DISTINCT site FROM ") + table + " WHERE customer = ? AND journey = ?");
    thing_plan_.emplace_back(c, std::string("UPDATE ") + table + " SET plan = ? WHERE customer = ? AND journey = ? AND site = ?");
  }
  struct Named {
    const char *table, *site, *path;
  };
  for (const Named& each : {Named{"wave", "site", "path"}, Named{"task", "site", "path"}, Named{"touch", "site", "path"},
                            Named{"block", "site", "path"}, Named{"stall", "site", "path"}, Named{"stall", "stage_site", "stage"},
                            Named{"stall", "wave_site", "wave"}, Named{"question", "site", "path"}, Named{"step", "site", "path"},
                            Named{"experiment", "site", "path"}, Named{"incident", "site", "path"}}) {
    const std::string site = each.site;
    place_told_.emplace_back(c, std::string("UPDATE ") + each.table + " AS x SET " + each.path +
                                    " = (SELECT p.path FROM place p WHERE p.playbook = x.playbook AND p.site = x." + site +
                                    ") WHERE (x.playbook, x." + site + ") IN (SELECT playbook, site FROM place)");
  }
  for (const Statement* s :
       {&customer_new_, &customer_branch_, &customer_manager_, &journey_new_,    &journey_end_,      &journey_plan_, &journey_move_,
        &wave_new_,     &wave_reached_,    &wave_ended_,       &wave_responded_, &wave_touch_,       &task_new_,     &task_close_,
        &task_assign_,  &task_join_,       &task_overdue_,     &task_escalate_,  &touch_new_,        &touch_block_,  &touch_reserve_,
        &touch_send_,   &touch_report_,    &touch_over_,       &touch_run_,      &block_new_,        &stall_new_,    &stall_trip_,
        &stall_clear_,  &stall_drop_,      &touch_show_,       &arm_new_,        &arm_measured_,     &history_new_,  &incident_,
        &mark_,         &task_attempt_,    &task_call_,        &task_claim_,     &task_acknowledge_, &task_brought_, &question_new_,
        &question_end_, &question_due_,    &question_overdue_, &step_new_,       &step_begun_,       &goal_reached_, &goal_missed_,
        &noted_new_,    &granted_new_,     &review_new_,       &review_rate_,    &review_act_,       &place_known_,  &place_new_,
        &task_brings_,  &task_brings_told_}) {
    if (!s->ok() && !failed_) {
      failed_ = true;
      words_ = s->words();
    }
  }
  for (const auto* many : {&place_told_, &thing_sites_, &thing_plan_}) {
    for (const Statement& s : *many) {
      if (!s.ok() && !failed_) {
        failed_ = true;
        words_ = s.words();
      }
    }
  }
}

std::string Folding::fault() const { return failed_ ? words_ : std::string(); }
void Folding::set_watermark(std::uint64_t watermark) { run(mark_, watermark); }

void Folding::fold(const core::Roster& roster, const Item& item) {
  roster_ = &roster;
  At at{customer_key(item.lane, item.group.customer), item.group.at.ms, item.position, 0};
  std::visit([&](const auto& input) { put(at, input); }, item.group.input);
  for (const core::Fact& fact : item.group.facts) {
    ++at.number;
    std::visit([&](const auto& one) { put(at, one); }, fact);
  }
}

// The cache only saves a look-up: dropped whole when it grows past a million customers, so that memory stays bounded.
const core::LinkedPlan* Folding::plan_of(std::uint64_t key, std::uint32_t journey) {
  constexpr std::size_t kCacheMax = 1'000'000;
  if (plans_.size() > kCacheMax) plans_.clear();
  auto& known = plans_[key];
  auto found = known.find(journey);
  if (found == known.end()) {
    journey_plan_.bind_all(key, journey);
    if (!journey_plan_.next()) return nullptr;
    found = known.emplace(journey, static_cast<std::uint32_t>(journey_plan_.number(0))).first;
    journey_plan_.reset();
  }
  return found->second < roster_->plans.size() ? roster_->plans[found->second].get() : nullptr;
}

Folding::Where Folding::where(std::uint64_t key, std::uint32_t journey, std::uint32_t site) {
  Where result;
  result.linked = plan_of(key, journey);
  if (!result.linked) return result;
  result.playbook = result.linked->plan->name;
  result.plan = result.linked->number;
  result.path = path_of(*result.linked, site);
  return result;
}

void Folding::note(const At& at, int code, std::uint32_t journey, const Where& where, std::string_view detail, core::Reason why) {
  run(history_new_, at.key, at.position, at.number, at.ms, code, journey, where.playbook, where.path, detail, why);
}

void Folding::attribute(const At& at, std::uint32_t attribute, const plan::Datum& value) {
  if (attribute >= roster_->attributes.size() || !roster_->attributes[attribute].field) return;
  const std::string& name = roster_->attributes[attribute].field->name;
  const Nullable number{static_cast<std::uint32_t>(value.number), value.known()};
  if (name == "branch") run(customer_branch_, number, at.key);
  if (name == "manager") run(customer_manager_, number, at.key);
}

void Folding::responded(std::uint64_t key, std::uint32_t journey) { run(wave_responded_, key, journey); }

void Folding::put(const At& at, const core::CustomerAppeared&) { run(customer_new_, at.key, at.ms); }

void Folding::put(const At& at, const core::AttributesSet& set) {
  for (const auto& value : set.values) attribute(at, value.attribute, value.value);
}

// A desk's branch is all that is known of it; no import ever says it.
void Folding::at_branch(const At& at, std::uint32_t branch) { run(customer_branch_, Nullable{branch, true}, at.key); }
void Folding::put(const At& at, const core::BranchTaskAsked& input) { at_branch(at, input.branch); }
void Folding::put(const At& at, const core::BranchAlerted& input) { at_branch(at, input.branch); }

void Folding::put(const At& at, const core::AttributeChanged& fact) { attribute(at, fact.attribute, fact.value); }

void Folding::put(const At& at, const core::JourneyEntered& fact) {
  if (fact.plan >= roster_->plans.size()) return;
  const core::LinkedPlan& linked = *roster_->plans[fact.plan];
  plans_[at.key][fact.journey] = fact.plan;
  run(journey_new_, at.key, fact.journey, fact.plan, linked.plan->name, linked.plan->version, fact.via, fact.hold_out, fact.at.ms);
  note(at, core::JourneyEntered::kCode, fact.journey, where(at.key, fact.journey, 0), "", core::Reason::none);
}

void Folding::put(const At& at, const core::JourneyEnded& fact) {
  note(at, core::JourneyEnded::kCode, fact.journey, where(at.key, fact.journey, fact.site), fact.outcome, fact.why);
  run(journey_end_, at.ms, fact.outcome, fact.why, at.key, fact.journey);
  plans_[at.key].erase(fact.journey);
}

void Folding::put(const At& at, const core::EntryRefused& fact) {
  Where refused;
  if (fact.plan < roster_->plans.size()) refused.playbook = roster_->plans[fact.plan]->plan->name;
  note(at, core::EntryRefused::kCode, 0, refused, "", fact.why);
}

void Folding::put(const At& at, const core::RunStarted& fact) {
  const Where here = where(at.key, fact.journey, fact.site);
  if (!here.linked || fact.site >= here.linked->plan->sites.size()) return;
  const plan::SiteKind kind = here.linked->plan->sites[fact.site].kind;
  const bool begun = fact.phase != core::RunPhase::armed;
  if (kind == plan::SiteKind::wave || kind == plan::SiteKind::repeat)   // each occurrence has its reach and its cost
    run(wave_new_, at.key, fact.journey, fact.run, here.playbook, here.path, fact.site, fact.occurrence, begun ? 1 : 0, at.ms);
  if (kind == plan::SiteKind::stage || kind == plan::SiteKind::moment || kind == plan::SiteKind::track)
    run(step_new_, at.key, fact.journey, fact.run, here.playbook, here.path, fact.site, kind, begun ? at.ms : 0);
  if (begun && (kind == plan::SiteKind::stage || kind == plan::SiteKind::wave || kind == plan::SiteKind::repeat ||
                kind == plan::SiteKind::moment || kind == plan::SiteKind::track)) {
    note(at, core::RunStarted::kCode, fact.journey, here, "", core::Reason::none);
  }
}

void Folding::put(const At& at, const core::RunMoved& fact) {
  if (fact.phase == core::RunPhase::armed) return;
  run(wave_reached_, at.ms, at.key, fact.journey, fact.run);
  run(step_begun_, at.ms, at.key, fact.journey, fact.run);
}

void Folding::put(const At& at, const core::RunEnded& fact) {
  if (fact.how == core::RunEnd::completed) run(wave_reached_, at.ms, at.key, fact.journey, fact.run);
  else
    run(wave_ended_, fact.how == core::RunEnd::skipped || fact.how == core::RunEnd::expired ? 2 : 3, at.ms, fact.why, at.key, fact.journey,
        fact.run);
}

void Folding::put(const At& at, const core::GoalReached& fact) {
  responded(at.key, fact.journey);
  const core::LinkedPlan* linked = plan_of(at.key, fact.journey);
  if (linked && fact.goal < linked->plan->goals.size()) {
    run(goal_reached_, at.key, fact.journey, linked->plan->name, linked->plan->goals[fact.goal].name, at.ms);
    note(at, core::GoalReached::kCode, fact.journey, where(at.key, fact.journey, linked->plan->goals[fact.goal].site), "",
         core::Reason::goal);
  }
}

void Folding::put(const At& at, const core::GoalMissed& fact) {
  const core::LinkedPlan* linked = plan_of(at.key, fact.journey);
  if (linked && fact.goal < linked->plan->goals.size()) {
    run(goal_missed_, at.key, fact.journey, linked->plan->name, linked->plan->goals[fact.goal].name, at.ms);
    note(at, core::GoalMissed::kCode, fact.journey, where(at.key, fact.journey, linked->plan->goals[fact.goal].site), "",
         core::Reason::missed);
  }
}

void Folding::put(const At& at, const core::HandedOff& fact) {
  note(at, core::HandedOff::kCode, fact.journey, where(at.key, fact.journey, fact.site),
       fact.playbook + " " + std::to_string(static_cast<int>(fact.outcome)), core::Reason::none);
}

void Folding::put(const At& at, const core::Tagged& fact) {
  note(at, core::Tagged::kCode, fact.journey, where(at.key, fact.journey, fact.site), fact.tag, core::Reason::none);
}

void Folding::put(const At& at, const core::Granted& fact) {
  const Where here = where(at.key, fact.journey, fact.site);
  if (fact.given)
    run(granted_new_, at.key, at.position, at.number, fact.journey, here.playbook,
        roster_->dictionary->name(core::Names::benefit, fact.benefit), at.ms);
  note(at, core::Granted::kCode, fact.journey, here, fact.given ? "given" : "denied", fact.why);
}

void Folding::put(const At& at, const core::NoticeSent& fact) {
  note(at, core::NoticeSent::kCode, fact.journey, where(at.key, fact.journey, fact.site), fact.role, core::Reason::none);
}

void Folding::put(const At& at, const core::TaskOpened& fact) {
  const Where here = where(at.key, fact.task.journey, fact.task.site);
  if (!here.linked || fact.task.site >= here.linked->plan->sites.size()) return;
  const std::uint32_t index = here.linked->plan->sites[fact.task.site].index;
  const bool must = index < here.linked->plan->tasks.size() && here.linked->plan->tasks[index].must;
  run(task_new_, at.key, fact.task.journey, fact.task.site, fact.task.occurrence, here.plan, here.playbook, here.path, must ? 1 : 0, at.ms,
      fact.due.ms);
  note(at, core::TaskOpened::kCode, fact.task.journey, here, "", core::Reason::none);
}

void Folding::put(const At& at, const core::TaskClosed& fact) {
  run(task_close_, fact.how, fact.outcome, fact.by, fact.at.ms, at.key, fact.task.journey, fact.task.site, fact.task.occurrence);
  note(at, core::TaskClosed::kCode, fact.task.journey, where(at.key, fact.task.journey, fact.task.site), fact.outcome, core::Reason::none);
}

void Folding::put(const At& at, const core::TaskAssigned& fact) {
  const Nullable person{fact.person, fact.person != plan::kNone};
  run(task_assign_, person, fact.role, at.key, fact.task.journey, fact.task.site, fact.task.occurrence);
}

void Folding::put(const At& at, const core::TaskJoined& fact) {
  const Nullable person{fact.person, fact.person != plan::kNone};
  run(task_join_, person, fact.role, at.key, fact.task.journey, fact.task.site, fact.task.occurrence);
}

void Folding::put(const At& at, const core::TaskOverdue& fact) {
  run(task_overdue_, at.key, fact.task.journey, fact.task.site, fact.task.occurrence);
  note(at, core::TaskOverdue::kCode, fact.task.journey, where(at.key, fact.task.journey, fact.task.site), "", core::Reason::none);
}

void Folding::put(const At& at, const core::TaskEscalated& fact) {
  run(task_escalate_, at.key, fact.task.journey, fact.task.site, fact.task.occurrence);
  note(at, core::TaskEscalated::kCode, fact.task.journey, where(at.key, fact.task.journey, fact.task.site), fact.role, core::Reason::none);
}

void Folding::put(const At& at, const core::TouchPlanned& fact) {
  const Where here = where(at.key, fact.touch.journey, fact.touch.site);
  std::string_view channel, name;
  if (here.linked && fact.send < here.linked->plan->sends.size() && fact.leg < here.linked->plan->sends[fact.send].legs.size()) {
    const plan::Leg& leg = here.linked->plan->sends[fact.send].legs[fact.leg];
    channel = here.linked->plan->unit.texts[leg.channel];
    name = here.linked->plan->unit.texts[leg.template_];
  }
  run(touch_new_, at.key, fact.touch.journey, fact.touch.site, fact.touch.occurrence, here.plan, fact.run, here.playbook, here.path,
      channel, name, fact.purpose, at.ms, fact.expires.ms);
}

void Folding::put(const At& at, const core::TouchBlocked& fact) {
  const Where here = where(at.key, fact.touch.journey, fact.touch.site);
  run(touch_block_, fact.waits ? core::TouchPhase::waiting : core::TouchPhase::blocked, fact.why, fact.waits ? 0 : at.ms, at.key,
      fact.touch.journey, fact.touch.site, fact.touch.occurrence);
  run(block_new_, at.key, at.position, at.number, here.playbook, here.path, fact.touch.site, at.ms, fact.why, fact.waits ? 1 : 0,
      fact.until.ms);
}

void Folding::put(const At& at, const core::TouchReserved& fact) {
  run(touch_reserve_, fact.at.ms, fact.contact ? 1 : 0, at.key, fact.touch.journey, fact.touch.site, fact.touch.occurrence);
}

void Folding::put(const At& at, const core::TouchSending& fact) {
  run(touch_send_, fact.attempt, at.ms, at.key, fact.touch.journey, fact.touch.site, fact.touch.occurrence);
  if (fact.attempt > 1) return;
  touch_run_.bind_all(at.key, fact.touch.journey, fact.touch.site, fact.touch.occurrence);
  if (touch_run_.next()) {
    const std::int64_t wave = touch_run_.number(0);
    touch_run_.reset();
    run(wave_touch_, at.key, fact.touch.journey, wave);
  }
  note(at, core::TouchSending::kCode, fact.touch.journey, where(at.key, fact.touch.journey, fact.touch.site), "", core::Reason::none);
}

void Folding::put(const At& at, const core::TouchReported& fact) {
  run(touch_report_, fact.phase, fact.at.ms, fact.provider, at.key, fact.touch.journey, fact.touch.site, fact.touch.occurrence, at.ms);
  if (fact.phase == core::TouchPhase::read || fact.phase == core::TouchPhase::answered) responded(at.key, fact.touch.journey);
}

void Folding::put(const At& at, const core::TouchOver& fact) {
  run(touch_over_, fact.phase, fact.why, at.ms, fact.slot_returned ? 1 : 0, at.key, fact.touch.journey, fact.touch.site,
      fact.touch.occurrence);
  note(at, core::TouchOver::kCode, fact.touch.journey, where(at.key, fact.touch.journey, fact.touch.site),
       std::to_string(static_cast<int>(fact.phase)), fact.why);
}

void Folding::put(const At& at, const core::PlacementShown& fact) {
  run(touch_show_, at.ms, fact.until.ms, at.key, fact.touch.journey, fact.touch.site, fact.touch.occurrence);
  note(at, core::PlacementShown::kCode, fact.touch.journey, where(at.key, fact.touch.journey, fact.touch.site), "", core::Reason::none);
}

void Folding::put(const At& at, const core::ArmTaken& fact) {
  const Where here = where(at.key, fact.journey, fact.site);
  run(arm_new_, at.key, fact.journey, fact.site, here.playbook, here.path, fact.arm, at.ms, fact.counts && !fact.settled ? 1 : 0);
  note(at, core::ArmTaken::kCode, fact.journey, here, fact.arm, core::Reason::none);
}

void Folding::put(const At& at, const core::ArmMeasured& fact) {
  run(arm_measured_, at.ms, fact.reached ? 1 : 0, at.key, fact.journey, fact.site);
  if (fact.reached) note(at, core::ArmMeasured::kCode, fact.journey, where(at.key, fact.journey, fact.site), fact.arm, core::Reason::none);
}

void Folding::put(const At& at, const core::InvitationDropped& fact) {
  note(at, core::InvitationDropped::kCode, fact.journey, where(at.key, fact.journey, fact.site), "", fact.why);
}

void Folding::put(const At& at, const core::StallArmed& fact) {
  const Where here = where(at.key, fact.stall.journey, fact.stall.site);
  run(stall_new_, at.key, fact.stall.journey, fact.stall.site, fact.stall.occurrence, here.plan, here.playbook, here.path, fact.from.ms,
      fact.trips.ms);
}

void Folding::put(const At& at, const core::StallTripped& fact) {
  const Where here = where(at.key, fact.stall.journey, fact.stall.site);
  const auto named = [&](std::uint32_t site) { return here.linked ? path_of(*here.linked, site) : std::string_view(); };
  const Nullable person{fact.assignee, fact.assignee != plan::kNone};
  const Nullable stage{fact.stage, fact.stage != plan::kNone}, wave{fact.wave, fact.wave != plan::kNone};
  run(stall_trip_, at.ms, named(fact.stage), stage, named(fact.wave), wave, person, at.key, fact.stall.journey, fact.stall.site,
      fact.stall.occurrence);
  note(at, core::StallTripped::kCode, fact.stall.journey, here, "", core::Reason::none);
}

void Folding::put(const At& at, const core::StallCleared& fact) {
  run(stall_clear_, fact.at.ms, fact.recovered ? 1 : 0, at.key, fact.stall.journey, fact.stall.site, fact.stall.occurrence);
  note(at, core::StallCleared::kCode, fact.stall.journey, where(at.key, fact.stall.journey, fact.stall.site),
       fact.recovered ? "recovered" : "in time", core::Reason::none);
}

void Folding::put(const At& at, const core::StallDropped& fact) {
  run(stall_drop_, kStallDropped, at.key, fact.stall.journey, fact.stall.site, fact.stall.occurrence);
  note(at, core::StallDropped::kCode, fact.stall.journey, where(at.key, fact.stall.journey, fact.stall.site), "", fact.why);
}

}  // namespace playmaker::view::sqlite
