#include "tests/view/meeting.hpp"

#include <algorithm>

namespace playmaker::view_tests {

Meeting::Meeting(const std::string& stage, const std::vector<std::string>& checklist) {
  auto [catalog, made] = texts(stage, checklist);
  roster = linked(nullptr, catalog, std::move(made));
}

void Meeting::rename(const std::string& from, const std::string& to, const std::vector<std::string>& checklist) {
  auto [catalog, made] = texts(to, checklist);
  made.version = 2;
  const auto text = static_cast<plan::TextIndex>(made.unit.texts.size());
  made.unit.texts.push_back(from);
  made.unit.texts.push_back(to);
  made.upgrade.moved.push_back({plan::SiteKind::stage, text, text + 1});
  roster = linked(roster.get(), catalog, std::move(made));
}

std::shared_ptr<const core::Roster> Meeting::linked(const core::Roster* before, std::shared_ptr<const plan::Catalog> catalog,
                                                    plan::Plan made) {
  core::Applied applied;
  applied.catalog = std::move(catalog);
  auto origin = std::make_shared<plan::Origin>();
  origin->sites.resize(made.sites.size());
  applied.plans = {std::make_shared<const plan::Plan>(std::move(made))};
  applied.origins = {origin};
  auto linked = core::link(before, applied);
  if (!linked) throw std::runtime_error(linked.error().message);
  return *linked;
}

std::pair<std::shared_ptr<const plan::Catalog>, plan::Plan> Meeting::texts(const std::string& stage,
                                                                           const std::vector<std::string>& checklist) {
  PlanBuilder p("meeting");
  const std::uint32_t above = stage.empty() ? 0 : p.plan.stages.emplace_back().site = p.site(plan::SiteKind::stage, 0, stage, 0);
  wave_site = p.site(plan::SiteKind::wave, above, "hello", 0);
  task_site = p.site(plan::SiteKind::task, above, "call", 0);
  stall_site = p.site(plan::SiteKind::breakpoint, above, "no_show", 0);
  plan::Wave wave;
  wave.site = wave_site;
  wave.block = p.block(wave_site, [](Steps& s) { s.send("push", "greeting"); });
  p.plan.waves.push_back(wave);
  leg_site = p.plan.sends[0].legs[0].site;
  plan::Task task;
  task.site = task_site;
  task.by_report = true;
  for (const std::string& point : checklist) task.work.checklist.push_back(p.text(point));
  p.plan.tasks.push_back(task);
  plan::Breakpoint stall;
  stall.site = stall_site;
  stall.from = p.on("booked");
  stall.to = p.on("held");
  stall.length = core::testing::hours(24);
  stall.block = p.block(stall_site, [](Steps&) {});
  p.plan.breakpoints.push_back(stall);
  const auto steps = [](Steps& s) {
    s.wave(0);
    s.task(0);
  };
  if (above == 0) {
    p.plan.block = p.block(0, steps);
  } else {
    p.plan.stages[0].block = p.block(above, steps);
    p.plan.stages[0].tasks = {0};
    p.plan.stages[0].waves = {0};
    p.plan.block = p.block(0, [](Steps&) {});
  }

  auto catalog = std::make_shared<plan::Catalog>();
  catalog->name = "bank";
  catalog->zone = "Asia/Shanghai";
  plan::Event booked, held;
  booked.name = "booked";
  held.name = "held";
  catalog->events = {booked, held};
  plan::Channel push;
  push.name = "push";
  push.contact = true;
  catalog->channels = {push};
  plan::Field branch;
  branch.name = "branch";
  branch.type = {plan::Kind::branch, plan::kNone};
  catalog->customer = {branch};
  return {catalog, p.plan};
}

std::uint32_t meeting_branch(const Meeting& m) { return m.roster->dictionary->find(core::Names::attribute, "branch"); }

Told::Told() = default;
Told::Told(Told&& other) noexcept = default;
Told::~Told() = default;

Told& Told::add(const std::shared_ptr<const core::Roster>& roster, std::uint64_t watermark, std::uint32_t customer, base::Instant at,
                const core::Input& input, const Facts& facts) {
  view::Batch& batch = batches_.emplace_back();
  batch.roster = roster;
  batch.watermark = watermark;
  core::Group group;
  group.customer = customer;
  group.at = at;
  group.input = input;
  group.facts = facts.list();
  batch.items.push_back({3, watermark << 20, std::move(group)});
  return *this;
}

Told& Told::add(const Meeting& meeting, std::uint64_t watermark, std::uint32_t customer, base::Instant at, const core::Input& input,
                const Facts& facts) {
  return add(meeting.roster, watermark, customer, at, input, facts);
}

Told& Told::add(const std::shared_ptr<const core::Roster>& roster, std::uint64_t watermark, base::Instant at,
                const core::ReviewHeld& review) {
  view::Batch& batch = batches_.emplace_back();
  batch.roster = roster;
  batch.watermark = watermark;
  batch.reviews.push_back({at, review});
  return *this;
}

Told& Told::keep(std::size_t from, std::size_t to) {
  batches_.resize(std::min(to, batches_.size()));
  batches_.erase(batches_.begin(), batches_.begin() + static_cast<std::ptrdiff_t>(std::min(from, batches_.size())));
  return *this;
}

Told story(const Meeting& m, std::size_t from, std::size_t to) {
  const core::ThingRef task{1, m.task_site, 1}, touch{1, m.leg_site, 1}, stall{1, m.stall_site, 1};
  core::JourneyEntered entered;
  entered.journey = 1;
  entered.at = kMonday;
  core::RunStarted wave;
  wave.journey = 1;
  wave.run = 2;
  wave.site = m.wave_site;
  wave.occurrence = 1;
  core::TouchPlanned planned;
  planned.touch = touch;
  planned.run = 2;
  planned.expires = kMonday + base::kDay;
  core::TouchBlocked blocked;
  blocked.touch = touch;
  blocked.why = core::Reason::quiet;
  blocked.waits = true;
  blocked.until = kMonday + base::kHour;
  core::AttributesSet profile;
  profile.values.push_back({meeting_branch(m), {plan::Kind::branch, 7, "", {}}});
  core::TaskAssigned assigned;
  assigned.task = task;
  assigned.person = 8;
  assigned.role = "manager";
  core::TaskJoined joined;
  joined.task = task;
  joined.person = 9;
  joined.role = "expert";
  Told out;
  out.add(m, 1, 5, kMonday, core::CustomerAppeared{}, {});
  out.add(m, 2, 5, kMonday, profile,
          {entered, wave, planned, blocked, core::TaskOpened{task, 1, kMonday + base::kDay},
           core::StallArmed{stall, kMonday, kMonday + base::kDay}, assigned, joined});
  out.add(m, 3, 5, kMonday + base::kHour, core::TimersDue{}, {core::TouchReserved{touch, kMonday + base::kHour, true, 0}});
  out.add(m, 4, 5, kMonday + base::kHour, core::SlotGranted{touch}, {core::TouchSending{touch, 1, kMonday + 2 * base::kHour, {}}});
  out.add(m, 5, 5, kMonday + 2 * base::kHour, core::DeliveryReported{},
          {core::TouchReported{touch, core::TouchPhase::unknown, kMonday + 2 * base::kHour, ""},
           core::TouchReported{touch, core::TouchPhase::read, kMonday + 2 * base::kHour, "p-1"}});
  core::StallTripped tripped;
  tripped.stall = stall;
  tripped.wave = m.wave_site;
  out.add(m, 6, 5, kMonday + base::kDay, core::TimersDue{}, {tripped, core::TaskOverdue{task}});
  out.add(m, 7, 5, kMonday + 2 * base::kDay, core::TaskReported{},
          {core::TaskClosed{task, core::TaskEnd::done, "done", core::ClosedBy::report, kMonday + 2 * base::kDay, "P1"},
           core::StallCleared{stall, kMonday + 2 * base::kDay, true}});
  out.keep(from, to);
  return out;
}

}  // namespace playmaker::view_tests
