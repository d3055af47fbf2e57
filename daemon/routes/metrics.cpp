#include "daemon/routes/metrics.hpp"

#include <charconv>
#include <map>
#include <utility>

#include "daemon/routes/metrics_text.hpp"
#include "daemon/words/words.hpp"

namespace playmaker::routes {
namespace {

void write_engine(MetricsText& text, const daemon::Pulse& pulse) {
  const engine::Health& health = pulse.health;
  const auto number = [](auto value) { return static_cast<double>(value); };
  text.family("playmaker_events", "counter", "Events answered, by result.");
  text.sample("playmaker_events_total", {{"result", "accepted"}}, number(health.events_accepted));
  text.sample("playmaker_events_total", {{"result", "duplicate"}}, number(health.events_duplicate));
  text.sample("playmaker_events_total", {{"result", "refused"}}, number(health.events_refused));
  text.single("playmaker_groups", "counter", "Inputs decided since the start.", number(health.groups));
  text.single("playmaker_facts", "counter", "Facts recorded since the start.", number(health.facts));
  text.single("playmaker_commits", "counter", "Durable commits of the journal since the start.", number(pulse.journal.commits));
  text.single("playmaker_customers", "gauge", "Customers known.", number(health.customers));
  text.single("playmaker_journeys_live", "gauge", "Journeys under way.", number(health.journeys));
  text.single("playmaker_timers", "gauge", "Timers set.", number(health.timers));
  text.single("playmaker_timer_lag_seconds", "gauge", "How long the oldest due timer has been waiting.", number(health.timer_lag) / 1000);
  text.single("playmaker_inbox_depth", "gauge", "Items waiting to be decided.", number(health.inbox_depth));
  text.single("playmaker_touches_queued", "gauge", "Touches that wait for a token of their channel.", number(health.touches_queued));
  text.single("playmaker_touches_in_flight", "gauge", "Touches handed to a channel and not answered yet.",
              number(health.touches_in_flight));
  text.durations("playmaker_commit_seconds", "Durable commits: write and fsync.", pulse.journal.commit);
  // A histogram's buckets are an octave wide; who compares disks wants to know within 12.5 %.
  text.family("playmaker_commit_share_seconds", "gauge", "Durable commits: the time within which that share of them was done.");
  for (const auto& [share, name] : {std::pair(0.5, "0.5"), std::pair(0.99, "0.99")})
    text.sample("playmaker_commit_share_seconds", {{"share", name}}, static_cast<double>(pulse.journal.commit.percentile_ns(share)) / 1e9);
  text.durations("playmaker_append_seconds", "Whole appends to the journal, commit included.", pulse.journal.append);
  text.durations("playmaker_checkpoint_seconds", "Checkpoints of the journal.", pulse.journal.checkpoint);
  text.single("playmaker_journal_bytes", "counter", "Bytes handed to the journal since the start.", number(pulse.journal.bytes));
}

void write_playbooks(MetricsText& text, const std::vector<view::PlaybookFigures>& figures) {
  text.family("playmaker_journeys", "gauge", "Journeys by playbook and state: live, or how they ended.");
  for (const auto& playbook : figures) {
    text.sample("playmaker_journeys", {{"playbook", playbook.playbook}, {"state", "live"}}, static_cast<double>(playbook.live));
    for (const auto& ended : playbook.ended)
      text.sample("playmaker_journeys", {{"playbook", playbook.playbook}, {"state", ended.name}}, static_cast<double>(ended.count));
  }
  std::map<std::string, std::uint64_t> blocked;
  for (const auto& playbook : figures) {
    for (const auto& count : playbook.blocked) blocked[count.name] += count.count;
  }
  text.family("playmaker_touch_blocked", "counter", "Touches blocked, by the reason's code.");
  for (const auto& [reason, count] : blocked) {
    int code = 0;
    const bool number = std::from_chars(reason.data(), reason.data() + reason.size(), code).ec == std::errc{};
    text.sample("playmaker_touch_blocked_total",
                {{"rule", number ? daemon::code_of(static_cast<core::Reason>(code)) : std::string_view(reason)}},
                static_cast<double>(count));
  }
  text.family("playmaker_stalls_open", "gauge", "Breakpoints tripped and never cleared, counted also when the journey has ended.");
  for (const auto& playbook : figures) {
    for (const auto& stall : playbook.stalls)
      text.sample("playmaker_stalls_open", {{"playbook", playbook.playbook}, {"breakpoint", stall.breakpoint}},
                  static_cast<double>(stall.open));
  }
}

}  // namespace

namespace {

// Each outcome counts the touches that ever reached it: one that was read counts as sent and delivered, too.
void write_channels(MetricsText& text, const std::vector<view::ChannelFigures>& channels) {
  text.family("playmaker_touches", "counter",
              "Touches, by channel and what became of them; a touch counts under every outcome it reached.");
  for (const view::ChannelFigures& one : channels) {
    for (const auto& [outcome, count] : {std::pair{"sent", one.sent}, std::pair{"delivered", one.delivered}, std::pair{"read", one.read},
                                         std::pair{"failed", one.failed}, std::pair{"unknown", one.unknown}})
      text.sample("playmaker_touches_total", {{"channel", one.channel}, {"outcome", outcome}}, static_cast<double>(count));
  }
}

void write_overdue(MetricsText& text, const std::vector<view::CountOf>& by_role) {
  text.family("playmaker_tasks_overdue", "gauge", "Open tasks past their due time, by role.");
  for (const view::CountOf& role : by_role) text.sample("playmaker_tasks_overdue", {{"role", role.name}}, static_cast<double>(role.count));
}

}  // namespace

base::Result<http::Response> metrics(Doors& doors, daemon::Desk::Seat& seat) {
  MetricsText text;
  const daemon::Pulse pulse = doors.engine.pulse();
  write_engine(text, pulse);
  text.single("playmaker_view_waiting", "gauge", "Inputs committed and not in the view yet.", static_cast<double>(doors.view.waiting()));
  text.single("playmaker_view_lag_seconds", "gauge", "How long the view has been behind the journal.",
              static_cast<double>(doors.view.lag_ms()) / 1000);
  text.single("playmaker_view_behind", "gauge", "1 while the view is being made anew or catches up.", doors.view.behind() ? 1 : 0);
  auto reader = seat.reader();
  if (!reader) return std::unexpected(reader.error());
  const auto figures = (*reader)->figures();
  if (!figures) return std::unexpected(figures.error());
  write_playbooks(text, *figures);
  const auto channels = (*reader)->channels();
  if (!channels) return std::unexpected(channels.error());
  write_channels(text, *channels);
  const auto overdue = (*reader)->overdue();
  if (!overdue) return std::unexpected(overdue.error());
  write_overdue(text, *overdue);
  http::Response response = ok(text.take());
  response.content_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
  return response;
}

}  // namespace playmaker::routes
