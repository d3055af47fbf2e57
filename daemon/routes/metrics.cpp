#include "daemon/routes/metrics.hpp"

#include <charconv>
#include <map>

#include "daemon/words.hpp"

namespace playmaker::routes {
namespace {

constexpr std::uint32_t kTasksCounted = 10'000;   // overdue ones; more than that is "many" to whoever is on call

// Writes families and samples. Label values are ours or a designer's names: quotes and backslashes are escaped.
class Text {
 public:
  void family(std::string_view name, std::string_view type, std::string_view help) {
    out_.append("# TYPE ").append(name).append(" ").append(type).append("\n# HELP ").append(name).append(" ").append(help).append("\n");
  }
  void sample(std::string_view name, std::initializer_list<std::pair<std::string_view, std::string_view>> labels, double value) {
    out_ += name;
    if (labels.size() > 0) {
      out_ += '{';
      for (const auto& [key, text] : labels) {
        if (out_.back() != '{') out_ += ',';
        out_.append(key).append("=\"");
        for (const char c : text) {
          if (c == '"' || c == '\\') out_ += '\\';
          out_ += c == '\n' ? ' ' : c;
        }
        out_ += '"';
      }
      out_ += '}';
    }
    char buffer[32];
    out_ += ' ';
    out_.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
    out_ += '\n';
  }
  void single(std::string_view name, std::string_view type, std::string_view help, double value) {
    family(name, type, help);
    sample(std::string(name) + (type == "counter" ? "_total" : ""), {}, value);
  }
  // Durations as a summary: quantiles within an eighth of an octave, whatever the load.
  void durations(std::string_view name, std::string_view help, const journal::Durations& durations) {
    family(name, "summary", help);
    constexpr std::array<std::pair<std::string_view, double>, 4> kQuantiles{{{"0.5", 0.5}, {"0.9", 0.9}, {"0.99", 0.99}, {"1", 1}}};
    for (const auto& [label, share] : kQuantiles)
      sample(name, {{"quantile", label}}, static_cast<double>(durations.percentile_ns(share)) / 1e9);
    sample(std::string(name) + "_sum", {}, static_cast<double>(durations.total_ns()) / 1e9);
    sample(std::string(name) + "_count", {}, static_cast<double>(durations.count()));
  }
  std::string take() { return std::move(out_) + "# EOF\n"; }

 private:
  std::string out_;
};

void write_engine(Text& text, const daemon::Pulse& pulse) {
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
  text.durations("playmaker_append_seconds", "Whole appends to the journal, commit included.", pulse.journal.append);
  text.durations("playmaker_checkpoint_seconds", "Checkpoints of the journal.", pulse.journal.checkpoint);
  text.single("playmaker_journal_bytes", "counter", "Bytes handed to the journal since the start.", number(pulse.journal.bytes));
}

void write_playbooks(Text& text, const std::vector<view::PlaybookFigures>& figures) {
  text.family("playmaker_journeys", "gauge", "Journeys by playbook and state: live, or how they ended.");
  for (const auto& playbook : figures) {
    text.sample("playmaker_journeys", {{"playbook", playbook.playbook}, {"state", "live"}}, static_cast<double>(playbook.live));
    for (const auto& ended : playbook.ended)
      text.sample("playmaker_journeys", {{"playbook", playbook.playbook}, {"state", ended.name}}, static_cast<double>(ended.count));
  }
  std::map<std::string, std::uint64_t> sent, blocked;
  for (const auto& playbook : figures) {
    for (const auto& count : playbook.touches) sent[count.name] += count.count;
    for (const auto& count : playbook.blocked) blocked[count.name] += count.count;
  }
  text.family("playmaker_touches", "counter", "Touches sent, by channel.");
  for (const auto& [channel, count] : sent)
    text.sample("playmaker_touches_total", {{"channel", channel}, {"outcome", "sent"}}, static_cast<double>(count));
  text.family("playmaker_touch_blocked", "counter", "Touches blocked, by the reason's code.");
  for (const auto& [reason, count] : blocked) {
    int code = 0;
    const bool number = std::from_chars(reason.data(), reason.data() + reason.size(), code).ec == std::errc{};
    text.sample("playmaker_touch_blocked_total",
                {{"rule", number ? daemon::code_of(static_cast<core::Reason>(code)) : std::string_view(reason)}},
                static_cast<double>(count));
  }
  text.family("playmaker_stalls_open", "gauge", "Customers caught in a breakpoint and not cleared.");
  for (const auto& playbook : figures) {
    for (const auto& stall : playbook.stalls)
      text.sample("playmaker_stalls_open", {{"playbook", playbook.playbook}, {"breakpoint", stall.breakpoint}},
                  static_cast<double>(stall.open));
  }
}

}  // namespace

base::Result<http::Response> metrics(Doors& doors, daemon::Desk::Seat& seat) {
  Text text;
  const daemon::Pulse pulse = doors.engine.pulse();
  write_engine(text, pulse);
  text.single("playmaker_view_waiting", "gauge", "Inputs committed and not in the view yet.", static_cast<double>(doors.view.waiting()));
  text.single("playmaker_view_lag_seconds", "gauge", "How long the view has been behind the journal.",
              static_cast<double>(doors.view.lag_ms()) / 1000);
  auto reader = seat.reader();
  if (!reader) return std::unexpected(reader.error());
  const auto figures = (*reader)->figures();
  if (!figures) return std::unexpected(figures.error());
  write_playbooks(text, *figures);
  view::TaskFilter overdue;
  overdue.overdue = true;
  overdue.phase = static_cast<int>(core::TaskPhase::open);
  view::Page page;
  page.limit = kTasksCounted;
  const auto tasks = (*reader)->tasks(overdue, page);
  if (!tasks) return std::unexpected(tasks.error());
  std::map<std::string, std::uint64_t> by_role;
  for (const view::TaskRow& task : *tasks) ++by_role[task.role];
  text.family("playmaker_tasks_overdue", "gauge", "Open tasks past their due time, by role; counted up to 10000.");
  for (const auto& [role, count] : by_role) text.sample("playmaker_tasks_overdue", {{"role", role}}, static_cast<double>(count));
  http::Response response = ok(text.take());
  response.content_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
  return response;
}

}  // namespace playmaker::routes
