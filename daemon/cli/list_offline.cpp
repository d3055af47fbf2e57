#include "daemon/cli/list_offline.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "daemon/cli/client.hpp"
#include "daemon/cli/offline.hpp"
#include "daemon/json.hpp"
#include "daemon/labels.hpp"
#include "daemon/words/words.hpp"

namespace playmaker::cli {
namespace {

using engine::raw;
using engine::RawRecord;
using engine::RawValue;

// The number of a word among an enum's codes; nullopt: none.
template <class Value>
std::optional<int> number_of(const std::string& word, int count) {
  for (int i = 0; i < count; ++i) {
    if (!word.empty() && daemon::code_of(static_cast<Value>(i)) == word) return i;
  }
  return std::nullopt;
}

class Lister {
 public:
  Lister(const Session& session, Offline& offline, view::Reader& reader, const OfflineFilter& filter, std::uint64_t limit,
         const std::function<void(const RawValue&)>& take)
      : session_(session),
        engine_(offline.engine()),
        reader_(reader),
        filter_(filter),
        limit_(limit),
        take_(take) {
    const auto roster = engine_.roster();
    if (roster) zone_ = roster->zone;
  }

  Exit run(ListKind kind) {
    if (!filter_.customer.empty()) {
      customer_ = engine_.find(filter_.customer);
      if (!customer_)
        return session_.failed(
            {base::FailureKind::gone, "customer_unknown", "no customer " + filter_.customer, "没有客户 " + filter_.customer});
    }
    switch (kind) {
      case ListKind::tasks: return tasks();
      case ListKind::questions: return questions();
      case ListKind::stalls: return stalls();
      case ListKind::journeys: return journeys();
      case ListKind::touches: return touches();
      case ListKind::incidents: return incidents();
      case ListKind::playbooks: return playbooks();
      case ListKind::figures: return figures();
    }
    return Exit::failed;
  }

 private:
  RawValue at(std::int64_t ms) const { return ms == 0 || ms == INT64_MAX ? RawValue{} : raw(base::format_instant({ms}, zone_)); }
  RawValue person(std::optional<std::uint32_t> number) const {
    const auto roster = engine_.roster();
    if (!number || !roster || *number >= roster->dictionary->size(core::Names::person)) return {};
    return raw(roster->dictionary->name(core::Names::person, *number));
  }
  std::string id(base::SealedKind kind, std::uint64_t customer, std::uint32_t journey, std::uint32_t site, std::uint32_t occurrence) const {
    return engine_.sealed(kind, customer, {journey, site, static_cast<std::uint16_t>(occurrence)});
  }
  std::optional<std::string> some(const std::string& text) const { return text.empty() ? std::nullopt : std::optional(text); }

  // Pages of the view, until enough rows were wanted.
  template <class Read, class Make>
  Exit pages(const Read& read, const Make& make) {
    view::Page page;
    page.limit = 500;
    for (std::uint64_t taken = 0;;) {
      const auto rows = read(page);
      if (!rows) return session_.failed(rows.error());
      for (const auto& row : *rows) {
        std::optional<RawRecord> made = make(row);
        if (made && taken == limit_) {
          say_more(session_, limit_);
          return Exit::ok;
        }
        if (made) {
          take_(RawValue{std::move(*made)});
          ++taken;
        }
        page.after_customer = row.customer;
        page.after_rest = rest_of(row);
        page.started = true;
      }
      if (rows->size() < page.limit) break;
    }
    return Exit::ok;
  }
  template <class Row>
  static std::uint64_t rest_of(const Row& row) {
    if constexpr (requires { row.site; }) return view_rest(row.journey, row.site, row.occurrence);
    else return row.journey;
  }
  static std::uint64_t view_rest(std::uint32_t journey, std::uint32_t site, std::uint32_t occurrence) {
    return static_cast<std::uint64_t>(journey) << 36 | static_cast<std::uint64_t>(site) << 16 | occurrence;
  }

  Exit tasks() {
    view::TaskFilter wanted;
    wanted.role = some(filter_.role);
    wanted.playbook = some(filter_.playbook);
    wanted.customer = customer_;
    if (filter_.overdue) wanted.overdue = true;
    wanted.phase = number_of<core::TaskPhase>(filter_.status, 4);
    return pages([&](const view::Page& page) { return reader_.tasks(wanted, page); },
                 [&](const view::TaskRow& row) -> std::optional<RawRecord> {
                   const auto phase = static_cast<core::TaskPhase>(row.phase);
                   const RawValue how = phase == core::TaskPhase::closed
                                            ? raw(std::string(daemon::code_of(static_cast<core::TaskEnd>(row.how))))
                                            : RawValue{};
                   return RawRecord{{"id", raw(id(base::SealedKind::task, row.customer, row.journey, row.site, row.occurrence))},
                                    {"customer", raw(engine_.name_of(row.customer))},
                                    {"playbook", raw(row.playbook)},
                                    {"task", raw(row.path)},
                                    {"must", raw(row.must)},
                                    {"role", raw(row.role)},
                                    {"assignee", person(row.assignee)},
                                    {"status", raw(std::string(daemon::code_of(phase)))},
                                    {"how", how},
                                    {"outcome", raw(row.outcome)},
                                    {"opened", at(row.opened)},
                                    {"due", at(row.due)},
                                    {"closed", at(row.closed)},
                                    {"overdue", raw(row.overdue)}};
                 });
  }
  Exit questions() {
    view::QuestionFilter wanted;
    wanted.role = some(filter_.role);
    wanted.playbook = some(filter_.playbook);
    wanted.customer = customer_;
    constexpr std::array<std::string_view, 3> kStatus{"open", "answered", "dropped"};
    constexpr std::array<std::string_view, 5> kKinds{"", "check", "reason", "hand_over", "lead"};
    for (std::size_t i = 0; i < kStatus.size(); ++i) {
      if (filter_.status == kStatus[i]) wanted.phase = static_cast<int>(i);
    }
    for (std::size_t i = 1; i < kKinds.size(); ++i) {
      if (filter_.kind == kKinds[i]) wanted.kind = static_cast<int>(i);
    }
    return pages([&](const view::Page& page) { return reader_.questions(wanted, page); },
                 [&](const view::QuestionRow& row) -> std::optional<RawRecord> {
                   return RawRecord{{"id", raw(id(base::SealedKind::question, row.customer, 0, row.site, 0))},
                                    {"customer", raw(engine_.name_of(row.customer))},
                                    {"playbook", raw(row.playbook)},
                                    {"kind", raw(std::string(kKinds[static_cast<std::size_t>(row.kind) % kKinds.size()]))},
                                    {"about", raw(row.path)},
                                    {"status", raw(std::string(kStatus[static_cast<std::size_t>(row.phase) % kStatus.size()]))},
                                    {"role", raw(row.role)},
                                    {"assignee", person(row.person)},
                                    {"asked", at(row.asked)},
                                    {"due", at(row.due)},
                                    {"answer", raw(row.answer)},
                                    {"overdue", raw(row.overdue)}};
                 });
  }
  Exit stalls() {
    view::StallFilter wanted;
    wanted.playbook = some(filter_.playbook);
    wanted.customer = customer_;
    wanted.phase = number_of<core::StallPhase>(filter_.status, 3);
    if (filter_.status == "dropped") wanted.phase = view::kStallDropped;
    if (filter_.status == "left") wanted.phase = view::kStallLeft;
    if (filter_.status == "open") wanted.phase = view::kStallOpen;
    return pages([&](const view::Page& page) { return reader_.stalls(wanted, page); },
                 [&](const view::StallRow& row) -> std::optional<RawRecord> {
                   return RawRecord{{"id", raw(id(base::SealedKind::stall, row.customer, row.journey, row.site, row.occurrence))},
                                    {"customer", raw(engine_.name_of(row.customer))},
                                    {"playbook", raw(row.playbook)},
                                    {"breakpoint", raw(row.path)},
                                    {"status", raw(row.phase == view::kStallDropped ? std::string("dropped")
                                                   : row.phase == view::kStallLeft
                                                       ? std::string("left")
                                                       : std::string(daemon::code_of(static_cast<core::StallPhase>(row.phase))))},
                                    {"recovered", raw(row.recovered)},
                                    {"from", at(row.from)},
                                    {"trips", at(row.trips)},
                                    {"tripped", at(row.tripped)},
                                    {"cleared", at(row.cleared)},
                                    {"stage", raw(row.stage)},
                                    {"wave", raw(row.wave)},
                                    {"assignee", person(row.assignee)}};
                 });
  }
  Exit journeys() {
    view::JourneyFilter wanted;
    wanted.playbook = some(filter_.playbook);
    wanted.outcome = some(filter_.outcome);
    wanted.customer = customer_;
    if (filter_.live) wanted.live = true;
    return pages([&](const view::Page& page) { return reader_.journeys(wanted, page); },
                 [&](const view::JourneyRow& row) -> std::optional<RawRecord> {
                   return RawRecord{{"customer", raw(engine_.name_of(row.customer))},
                                    {"playbook", raw(row.playbook)},
                                    {"version", raw(std::int64_t{row.version})},
                                    {"entered", at(row.entered)},
                                    {"via", raw(std::string(daemon::code_of(static_cast<core::EntryVia>(row.via))))},
                                    {"ended", at(row.ended)},
                                    {"outcome", raw(row.outcome)},
                                    {"hold_out", raw(std::string(daemon::code_of(static_cast<core::HoldOut>(row.hold_out))))}};
                 });
  }
  Exit touches() {
    view::TouchFilter wanted;
    wanted.playbook = some(filter_.playbook);
    wanted.channel = some(filter_.channel);
    wanted.customer = customer_;
    wanted.phase = number_of<core::TouchPhase>(filter_.status, 14);
    wanted.why = number_of<core::Reason>(filter_.reason, 256);
    return pages([&](const view::Page& page) { return reader_.touches(wanted, page); },
                 [&](const view::TouchRow& row) -> std::optional<RawRecord> {
                   return RawRecord{
                       {"id", raw(id(base::SealedKind::touch, row.customer, row.journey, row.site, row.occurrence))},
                       {"customer", raw(engine_.name_of(row.customer))},
                       {"playbook", raw(row.playbook)},
                       {"step", raw(row.path)},
                       {"channel", raw(row.channel)},
                       {"template", raw(row.template_)},
                       {"status", raw(std::string(daemon::code_of(static_cast<core::TouchPhase>(row.phase))))},
                       {"reason", row.why == 0 ? RawValue{} : raw(std::string(daemon::code_of(static_cast<core::Reason>(row.why))))},
                       {"attempts", raw(std::int64_t{row.attempts})},
                       {"planned", at(row.planned)},
                       {"sent", at(row.sent)},
                       {"settled", at(row.settled)}};
                 });
  }
  Exit incidents() {
    const auto rows = reader_.incidents();
    if (!rows) return session_.failed(rows.error());
    for (const view::IncidentRow& row : *rows) {
      take_({RawRecord{{"code", raw(row.code)},
                       {"playbook", raw(row.playbook)},
                       {"place", raw(row.path)},
                       {"count", raw(static_cast<std::int64_t>(row.count))},
                       {"first", at(row.first)},
                       {"last", at(row.last)},
                       {"sample", raw(row.sample)}}});
    }
    return Exit::ok;
  }
  Exit playbooks() {
    const auto roster = engine_.roster();
    for (std::size_t i = 0; roster && i < roster->live.size(); ++i) {
      const core::LinkedPlan& plan = *roster->plans[roster->live[i]];
      const plan::Label label = plan.origin ? plan.origin->label : plan::Label{};
      std::string waived;                    // of the last time it was put into force
      engine::RawList waivers;
      for (const engine::PlanApplied& applied : engine_.applied()) {
        for (const engine::PlanApplied::One& one : applied.plans) {
          if (one.plan != plan.hash) continue;
          waived = one.waived;
          if (!waived.empty())
            waivers.push_back({RawRecord{{"reason", raw(waived)}, {"actor", raw(applied.actor)}, {"at", at(applied.at.ms)}}});
        }
      }
      take_({RawRecord{{"name", raw(plan.plan->name)},
                       {"version", raw(std::int64_t{plan.plan->version})},
                       {"label", {RawRecord{{"zh", raw(label.zh)}, {"en", raw(label.en)}}}},
                       {"hash", raw(plan.hash)},
                       {"text_hash", raw(plan.origin ? plan.origin->text_hash : std::string())},
                       {"waived", raw(waived)},
                       {"waivers", {waivers}}}});
    }
    return Exit::ok;
  }
  Exit figures() {
    const auto books = reader_.figures();
    if (!books) return session_.failed(books.error());
    const auto whole = [](std::uint64_t n) { return raw(static_cast<std::int64_t>(n)); };
    for (const view::PlaybookFigures& book : *books) {
      RawRecord ended, touches, blocked;
      for (const view::CountOf& count : book.ended) ended.push_back({count.name.empty() ? "ended" : count.name, whole(count.count)});
      for (const view::CountOf& count : book.touches) touches.push_back({count.name, whole(count.count)});
      for (const view::CountOf& count : book.blocked)
        blocked.push_back({std::string(daemon::code_of(static_cast<core::Reason>(std::stoi(count.name)))), whole(count.count)});
      RawRecord waves, tasks, breakpoints;
      for (const auto& w : book.waves)
        waves.push_back({w.wave,
                         {RawRecord{{"reached", whole(w.reached)},
                                    {"skipped", whole(w.skipped)},
                                    {"touches", whole(w.touches)},
                                    {"responded", whole(w.responded)}}}});
      for (const auto& t : book.tasks)
        tasks.push_back(
            {t.task,
             {RawRecord{
                 {"opened", whole(t.opened)}, {"done", whole(t.done)}, {"overdue", whole(t.overdue)}, {"escalated", whole(t.escalated)}}}});
      for (const auto& s : book.stalls) {
        breakpoints.push_back({s.breakpoint,
                               {RawRecord{{"armed", whole(s.armed)},
                                          {"cleared", whole(s.cleared)},
                                          {"tripped", whole(s.tripped)},
                                          {"recovered", whole(s.recovered)},
                                          {"open", whole(s.open)}}}});
      }
      RawRecord experiments;
      for (const auto& a : book.arms) {
        experiments.push_back({a.experiment + "." + a.arm,
                               {RawRecord{{"taken", whole(a.taken)}, {"measured", whole(a.measured)}, {"reached", whole(a.reached)}}}});
      }
      take_({RawRecord{{"playbook", raw(book.playbook)},
                       {"entered", whole(book.entered)},
                       {"held_out", whole(book.held_out)},
                       {"live", whole(book.live)},
                       {"ended", {ended}},
                       {"touches", {touches}},
                       {"blocked", {blocked}},
                       {"waves", {waves}},
                       {"tasks", {tasks}},
                       {"breakpoints", {breakpoints}},
                       {"experiments", {experiments}}}});
    }
    return Exit::ok;
  }

  const Session& session_;
  const engine::Engine& engine_;
  view::Reader& reader_;
  const OfflineFilter& filter_;
  std::uint64_t limit_;
  const std::function<void(const RawValue&)>& take_;
  base::Zone zone_;
  std::optional<engine::Surrogate> customer_;
};

}  // namespace

Exit each_row_offline(const Session& session, const std::string& folder, ListKind kind, const OfflineFilter& filter, std::uint64_t limit,
                      const std::function<void(const RawValue&)>& take, const std::function<void(Labels)>& named) {
  auto offline = Offline::open(folder);
  if (!offline) return session.failed(offline.error());
  if (named) {
    const auto roster = (*offline)->engine().roster();
    if (auto labels = daemon::parse_json(daemon::labels_json(roster.get()))) named(Labels(std::move(*labels)));
  }
  auto reader = (*offline)->reader();
  if (!reader) return session.failed(reader.error());
  return Lister(session, **offline, **reader, filter, limit, take).run(kind);
}

}  // namespace playmaker::cli
