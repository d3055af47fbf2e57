#include "runtime/core/fact.hpp"
#include "runtime/core/state.hpp"
#include "runtime/view/sqlite/figures.hpp"
#include "runtime/view/sqlite/reviews.hpp"
#include "runtime/view/sqlite/statement.hpp"
#include "runtime/view/view.hpp"

namespace playmaker::view {
namespace {

using sqlite::Connection;
using sqlite::Statement;

// A WHERE clause out of the filters that are set. Names are literals of this file; values are always bound.
class Filter {
 public:
  template <class Value>
  void equal(const char* column, const std::optional<Value>& value) {
    if (!value) return;
    sql_ += std::string(sql_.empty() ? " WHERE " : " AND ") + column + " = ?";
    if constexpr (std::is_same_v<Value, std::string>) values_.emplace_back(*value);
    else values_.emplace_back(static_cast<std::int64_t>(*value));
  }
  void that(const std::string& condition) { sql_ += std::string(sql_.empty() ? " WHERE " : " AND ") + condition; }
  void after(const Page& page, const char* keys) {
    if (!page.started) return;
    sql_ += std::string(sql_.empty() ? " WHERE " : " AND ") + keys;
    values_.emplace_back(static_cast<std::int64_t>(page.after_customer));
    values_.emplace_back(static_cast<std::int64_t>(page.after_rest));
  }
  const std::string& sql() const { return sql_; }
  void bind(Statement& statement) const {
    int at = 0;
    for (const auto& value : values_) {
      ++at;
      if (const auto* text = std::get_if<std::string>(&value)) statement.bind(at, std::string_view(*text));
      else statement.bind(at, std::get<std::int64_t>(value));
    }
  }

 private:
  std::string sql_;
  std::vector<std::variant<std::int64_t, std::string>> values_;
};

// What follows a row's customer in its key, packed: journey, site, occurrence. Journeys of a customer and sites of a plan are few.
constexpr const char* kThingAfter = "(x.customer, (x.journey << 36) | (x.site << 16) | x.occurrence) > (?, ?)";
constexpr const char* kThingOrder = " ORDER BY x.customer, x.journey, x.site, x.occurrence LIMIT ";

class SqliteReader final : public Reader {
 public:
  explicit SqliteReader(Connection connection) : connection_(std::move(connection)) {}

  std::uint64_t watermark() override {
    Statement read(connection_, "SELECT watermark FROM mark", false);
    const std::uint64_t seen = read.ok() && read.next() ? static_cast<std::uint64_t>(read.number(0)) : 0;
    if (read.ok()) read.reset();
    return seen;
  }

  base::Result<std::vector<TaskRow>> tasks(const TaskFilter& filter, const Page& page) override {
    Filter where;
    where.equal("x.phase", filter.phase);
    where.equal("x.role", filter.role);
    where.equal("x.playbook", filter.playbook);
    where.equal("x.path", filter.path);
    where.equal("x.assignee", filter.assignee);
    where.equal("c.branch", filter.branch);
    where.equal("x.customer", filter.customer);
    where.equal("x.overdue", filter.overdue);
    where.after(page, kThingAfter);
    return rows<TaskRow>(
        "SELECT x.customer, x.journey, x.plan, x.site, x.occurrence, x.playbook, x.path, x.must, x.overdue, x.phase, x.how, x.closed_by, "
        "x.escalations, "
        "x.outcome, x.role, x.assignee, c.branch, x.opened, x.due, x.closed, x.second, x.second_role, x.attempts, x.call_at, x.claimed, "
        "x.acknowledged, x.brought FROM task x LEFT JOIN customer c ON "
        "c.customer = x.customer" +
            where.sql() + kThingOrder + std::to_string(page.limit),
        where, [](const Statement& s) {
          TaskRow row;
          row.customer = static_cast<std::uint64_t>(s.number(0));
          row.journey = static_cast<std::uint32_t>(s.number(1));
          row.plan = static_cast<std::uint32_t>(s.number(2));
          row.site = static_cast<std::uint32_t>(s.number(3));
          row.occurrence = static_cast<std::uint32_t>(s.number(4));
          row.playbook = s.text(5);
          row.path = s.text(6);
          row.must = s.small(7) != 0;
          row.overdue = s.small(8) != 0;
          row.phase = s.small(9);
          row.how = s.small(10);
          row.closed_by = s.small(11);
          row.escalations = s.small(12);
          row.outcome = s.text(13);
          row.role = s.text(14);
          row.assignee = s.maybe(15);
          row.branch = s.maybe(16);
          row.opened = s.number(17);
          row.due = s.number(18);
          row.closed = s.number(19);
          row.second = s.maybe(20);
          row.second_role = s.text(21);
          row.attempts = s.small(22);
          row.call_at = s.number(23);
          row.claimed = s.small(24);
          row.acknowledged = s.small(25);
          row.brought = s.text(26);
          return row;
        });
  }

  base::Result<std::vector<QuestionRow>> questions(const QuestionFilter& filter, const Page& page) override {
    Filter where;
    where.equal("x.kind", filter.kind);
    where.equal("x.phase", filter.phase);
    where.equal("x.role", filter.role);
    where.equal("x.playbook", filter.playbook);
    where.equal("x.person", filter.person);
    where.equal("c.branch", filter.branch);
    where.equal("x.customer", filter.customer);
    where.after(page, "(x.customer, x.question << 16) > (?, ?)");
    return rows<QuestionRow>(
        "SELECT x.customer, x.question, x.plan, x.journey, x.site, x.playbook, x.path, x.role, x.answer, x.actor, x.kind, x.phase, "
        "x.overdue, x.person, c.branch, x.asked, x.due, x.answered FROM question x LEFT JOIN customer c ON c.customer = x.customer" +
            where.sql() + " ORDER BY x.customer, x.question LIMIT " + std::to_string(page.limit),
        where, [](const Statement& s) {
          QuestionRow row;
          row.customer = static_cast<std::uint64_t>(s.number(0));
          row.site = static_cast<std::uint32_t>(s.number(1));
          row.plan = static_cast<std::uint32_t>(s.number(2));
          row.about_journey = static_cast<std::uint32_t>(s.number(3));
          row.about_site = static_cast<std::uint32_t>(s.number(4));
          row.playbook = s.text(5);
          row.path = s.text(6);
          row.role = s.text(7);
          row.answer = s.text(8);
          row.actor = s.text(9);
          row.kind = s.small(10);
          row.phase = s.small(11);
          row.overdue = s.small(12) != 0;
          row.person = s.maybe(13);
          row.branch = s.maybe(14);
          row.asked = s.number(15);
          row.due = s.number(16);
          row.answered = s.number(17);
          return row;
        });
  }

  base::Result<std::vector<StallRow>> stalls(const StallFilter& filter, const Page& page) override {
    Filter where;
    // Who left the journey is not stuck in it any more: a tripped stall reads as left from then on.
    const bool tripped = filter.phase && *filter.phase == static_cast<int>(core::StallPhase::tripped);
    const bool left = filter.phase && *filter.phase == kStallLeft;
    if (tripped || left) where.that(left ? "x.phase = 1 AND j.ended > 0" : "x.phase = 1 AND (j.ended IS NULL OR j.ended = 0)");
    else if (filter.phase && *filter.phase == kStallOpen) where.that("x.phase = 1");
    else where.equal("x.phase", filter.phase);
    where.equal("x.playbook", filter.playbook);
    where.equal("x.path", filter.path);
    where.equal("x.customer", filter.customer);
    where.equal("c.branch", filter.branch);
    where.after(page, kThingAfter);
    return rows<StallRow>(
        "SELECT x.customer, x.journey, x.plan, x.site, x.occurrence, x.playbook, x.path, x.stage, x.wave, "
        "CASE WHEN x.phase = 1 AND j.ended > 0 THEN 4 ELSE x.phase END, x.recovered, "
        "x.assignee, c.branch, "
        "x.from_at, x.trips, x.tripped, x.cleared FROM stall x LEFT JOIN customer c ON c.customer = x.customer "
        "LEFT JOIN journey j ON j.customer = x.customer AND j.journey = x.journey" +
            where.sql() + kThingOrder + std::to_string(page.limit),
        where, [](const Statement& s) {
          StallRow row;
          row.customer = static_cast<std::uint64_t>(s.number(0));
          row.journey = static_cast<std::uint32_t>(s.number(1));
          row.plan = static_cast<std::uint32_t>(s.number(2));
          row.site = static_cast<std::uint32_t>(s.number(3));
          row.occurrence = static_cast<std::uint32_t>(s.number(4));
          row.playbook = s.text(5);
          row.path = s.text(6);
          row.stage = s.text(7);
          row.wave = s.text(8);
          row.phase = s.small(9);
          row.recovered = s.small(10) != 0;
          row.assignee = s.maybe(11);
          row.branch = s.maybe(12);
          row.from = s.number(13);
          row.trips = s.number(14);
          row.tripped = s.number(15);
          row.cleared = s.number(16);
          return row;
        });
  }

  base::Result<std::vector<JourneyRow>> journeys(const JourneyFilter& filter, const Page& page) override {
    Filter where;
    where.equal("x.playbook", filter.playbook);
    where.equal("x.outcome", filter.outcome);
    where.equal("x.customer", filter.customer);
    where.that("x.via <> " + std::to_string(static_cast<int>(core::EntryVia::desk)));   // a branch's tasks are no journey of a customer
    if (filter.live) where.that(*filter.live ? "x.ended = 0" : "x.ended > 0");
    where.after(page, "(x.customer, x.journey) > (?, ?)");
    return rows<JourneyRow>(
        "SELECT x.customer, x.journey, x.plan, x.version, x.playbook, x.outcome, x.via, x.hold_out, x.why, x.entered, x.ended FROM journey "
        "x" +
            where.sql() + " ORDER BY x.customer, x.journey LIMIT " + std::to_string(page.limit),
        where, [](const Statement& s) {
          JourneyRow row;
          row.customer = static_cast<std::uint64_t>(s.number(0));
          row.journey = static_cast<std::uint32_t>(s.number(1));
          row.plan = static_cast<std::uint32_t>(s.number(2));
          row.version = static_cast<std::uint32_t>(s.number(3));
          row.playbook = s.text(4);
          row.outcome = s.text(5);
          row.via = s.small(6);
          row.hold_out = s.small(7);
          row.why = s.small(8);
          row.entered = s.number(9);
          row.ended = s.number(10);
          return row;
        });
  }

  base::Result<std::vector<TouchRow>> touches(const TouchFilter& filter, const Page& page) override {
    Filter where;
    where.equal("x.phase", filter.phase);
    where.equal("x.why", filter.why);
    where.equal("x.playbook", filter.playbook);
    where.equal("x.channel", filter.channel);
    where.equal("x.customer", filter.customer);
    where.after(page, kThingAfter);
    return rows<TouchRow>(
        "SELECT x.customer, x.journey, x.plan, x.site, x.occurrence, x.playbook, x.path, x.channel, x.template, x.provider, x.phase, "
        "x.why, x.purpose, x.attempts, "
        "x.contact, x.planned, x.reserved, x.sent, x.settled, x.expires FROM touch x" +
            where.sql() + kThingOrder + std::to_string(page.limit),
        where, [](const Statement& s) {
          TouchRow row;
          row.customer = static_cast<std::uint64_t>(s.number(0));
          row.journey = static_cast<std::uint32_t>(s.number(1));
          row.plan = static_cast<std::uint32_t>(s.number(2));
          row.site = static_cast<std::uint32_t>(s.number(3));
          row.occurrence = static_cast<std::uint32_t>(s.number(4));
          row.playbook = s.text(5);
          row.path = s.text(6);
          row.channel = s.text(7);
          row.template_ = s.text(8);
          row.provider = s.text(9);
          row.phase = s.small(10);
          row.why = s.small(11);
          row.purpose = s.small(12);
          row.attempts = s.small(13);
          row.contact = s.small(14) != 0;
          row.planned = s.number(15);
          row.reserved = s.number(16);
          row.sent = s.number(17);
          row.settled = s.number(18);
          row.expires = s.number(19);
          return row;
        });
  }

  base::Result<std::vector<IncidentRow>> incidents() override {
    return rows<IncidentRow>(
        "SELECT code, playbook, path, sample, first, last, count FROM incident ORDER BY last DESC, code, playbook, path", {},
        [](const Statement& s) {
          return IncidentRow{s.text(0), s.text(1), s.text(2), s.text(3), s.number(4), s.number(5), static_cast<std::uint64_t>(s.number(6))};
        });
  }

  base::Result<std::vector<HistoryRow>> history(std::uint64_t customer, std::uint32_t limit) override {
    Filter where;
    where.equal("customer", std::optional<std::uint64_t>(customer));
    return rows<HistoryRow>("SELECT position, number, at, code, journey, playbook, path, detail, why FROM history" + where.sql() +
                                " ORDER BY at, position, number LIMIT " + std::to_string(limit),
                            where, [](const Statement& s) {
                              return HistoryRow{static_cast<std::uint64_t>(s.number(0)),
                                                static_cast<std::uint32_t>(s.number(1)),
                                                s.number(2),
                                                s.small(3),
                                                static_cast<std::uint32_t>(s.number(4)),
                                                s.text(5),
                                                s.text(6),
                                                s.text(7),
                                                s.small(8)};
                            });
  }

  base::Result<std::vector<PlaybookFigures>> figures() override { return sqlite::figures_of(connection_); }

  base::Result<std::vector<ChannelFigures>> channels() override {
    return rows<ChannelFigures>(
        "SELECT channel, sum(sent > 0), sum(phase IN (5, 6, 7)), sum(phase IN (6, 7)), sum(phase = 9), sum(unknown) FROM touch "
        "WHERE channel <> '' GROUP BY channel ORDER BY channel",
        {}, [](const Statement& s) {
          const auto count = [&](int column) { return static_cast<std::uint64_t>(s.number(column)); };
          return ChannelFigures{s.text(0), count(1), count(2), count(3), count(4), count(5)};
        });
  }

  base::Result<std::vector<CountOf>> overdue() override {
    return rows<CountOf>("SELECT role, count(*) FROM task WHERE phase = 1 AND overdue = 1 GROUP BY role ORDER BY role", {},
                         [](const Statement& s) { return CountOf{s.text(0), static_cast<std::uint64_t>(s.number(1))}; });
  }

  base::Result<std::vector<FigureRow>> figure(const FigureAsk& ask) override { return sqlite::figure_of(connection_, ask); }
  base::Result<Compared> compare(const CompareAsk& ask) override { return sqlite::compared(connection_, ask); }
  base::Result<std::vector<ReviewWhole>> reviews(const std::string& playbook, std::uint32_t times) override {
    return sqlite::reviews_of(connection_, playbook, times);
  }

 private:
  template <class Row, class Make>
  base::Result<std::vector<Row>> rows(const std::string& sql, const Filter& where, Make make) {
    Statement statement(connection_, sql, false);
    if (!statement.ok()) return base::broken("view_unusable", "view: " + statement.words());
    where.bind(statement);
    std::vector<Row> out;
    while (statement.next()) out.push_back(make(statement));
    if (!statement.ok()) return base::broken("view_unusable", "view: " + statement.words());
    return out;
  }

  Connection connection_;
};

}  // namespace

base::Result<std::unique_ptr<Reader>> open_reader(const std::string& path) {
  auto connection = Connection::open(path, sqlite::Access::read);
  if (!connection) return std::unexpected(connection.error());
  return std::make_unique<SqliteReader>(std::move(*connection));
}

}  // namespace playmaker::view
