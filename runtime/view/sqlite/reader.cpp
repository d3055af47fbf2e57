#include "runtime/core/fact.hpp"
#include "runtime/core/state.hpp"
#include "runtime/view/sqlite/columns.hpp"
#include "runtime/view/sqlite/figures.hpp"
#include "runtime/view/sqlite/reviews.hpp"
#include "runtime/view/sqlite/statement.hpp"
#include "runtime/view/view.hpp"

namespace playmaker::view {
namespace {

using sqlite::Column;
using sqlite::column;
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

constexpr Column<TaskRow> kTask[] = {
    column<&TaskRow::customer>("x.customer"),
    column<&TaskRow::journey>("x.journey"),
    column<&TaskRow::plan>("x.plan"),
    column<&TaskRow::site>("x.site"),
    column<&TaskRow::occurrence>("x.occurrence"),
    column<&TaskRow::playbook>("x.playbook"),
    column<&TaskRow::path>("x.path"),
    column<&TaskRow::must>("x.must"),
    column<&TaskRow::overdue>("x.overdue"),
    column<&TaskRow::phase>("x.phase"),
    column<&TaskRow::how>("x.how"),
    column<&TaskRow::closed_by>("x.closed_by"),
    column<&TaskRow::escalations>("x.escalations"),
    column<&TaskRow::outcome>("x.outcome"),
    column<&TaskRow::role>("x.role"),
    column<&TaskRow::assignee>("x.assignee"),
    column<&TaskRow::branch>("c.branch"),
    column<&TaskRow::opened>("x.opened"),
    column<&TaskRow::due>("x.due"),
    column<&TaskRow::closed>("x.closed"),
    column<&TaskRow::second>("x.second"),
    column<&TaskRow::second_role>("x.second_role"),
    column<&TaskRow::attempts>("x.attempts"),
    column<&TaskRow::call_at>("x.call_at"),
    column<&TaskRow::claimed>("x.claimed"),
    column<&TaskRow::acknowledged>("x.acknowledged"),
    column<&TaskRow::brought>("x.brought"),
};

constexpr Column<QuestionRow> kQuestion[] = {
    column<&QuestionRow::customer>("x.customer"), column<&QuestionRow::site>("x.question"),
    column<&QuestionRow::plan>("x.plan"),         column<&QuestionRow::about_journey>("x.journey"),
    column<&QuestionRow::about_site>("x.site"),   column<&QuestionRow::playbook>("x.playbook"),
    column<&QuestionRow::path>("x.path"),         column<&QuestionRow::role>("x.role"),
    column<&QuestionRow::answer>("x.answer"),     column<&QuestionRow::actor>("x.actor"),
    column<&QuestionRow::kind>("x.kind"),         column<&QuestionRow::phase>("x.phase"),
    column<&QuestionRow::overdue>("x.overdue"),   column<&QuestionRow::person>("x.person"),
    column<&QuestionRow::branch>("c.branch"),     column<&QuestionRow::asked>("x.asked"),
    column<&QuestionRow::due>("x.due"),           column<&QuestionRow::answered>("x.answered"),
};

constexpr Column<StallRow> kStall[] = {
    column<&StallRow::customer>("x.customer"),
    column<&StallRow::journey>("x.journey"),
    column<&StallRow::plan>("x.plan"),
    column<&StallRow::site>("x.site"),
    column<&StallRow::occurrence>("x.occurrence"),
    column<&StallRow::playbook>("x.playbook"),
    column<&StallRow::path>("x.path"),
    column<&StallRow::stage>("x.stage"),
    column<&StallRow::wave>("x.wave"),
    column<&StallRow::phase>("CASE WHEN x.phase = 1 AND j.ended > 0 THEN 4 ELSE x.phase END"),
    column<&StallRow::recovered>("x.recovered"),
    column<&StallRow::assignee>("x.assignee"),
    column<&StallRow::branch>("c.branch"),
    column<&StallRow::from>("x.from_at"),
    column<&StallRow::trips>("x.trips"),
    column<&StallRow::tripped>("x.tripped"),
    column<&StallRow::cleared>("x.cleared"),
};

constexpr Column<JourneyRow> kJourney[] = {
    column<&JourneyRow::customer>("x.customer"), column<&JourneyRow::journey>("x.journey"),   column<&JourneyRow::plan>("x.plan"),
    column<&JourneyRow::version>("x.version"),   column<&JourneyRow::playbook>("x.playbook"), column<&JourneyRow::outcome>("x.outcome"),
    column<&JourneyRow::via>("x.via"),           column<&JourneyRow::hold_out>("x.hold_out"), column<&JourneyRow::why>("x.why"),
    column<&JourneyRow::entered>("x.entered"),   column<&JourneyRow::ended>("x.ended"),
};

constexpr Column<TouchRow> kTouch[] = {
    column<&TouchRow::customer>("x.customer"), column<&TouchRow::journey>("x.journey"),       column<&TouchRow::plan>("x.plan"),
    column<&TouchRow::site>("x.site"),         column<&TouchRow::occurrence>("x.occurrence"), column<&TouchRow::playbook>("x.playbook"),
    column<&TouchRow::path>("x.path"),         column<&TouchRow::channel>("x.channel"),       column<&TouchRow::template_>("x.template"),
    column<&TouchRow::provider>("x.provider"), column<&TouchRow::phase>("x.phase"),           column<&TouchRow::why>("x.why"),
    column<&TouchRow::purpose>("x.purpose"),   column<&TouchRow::attempts>("x.attempts"),     column<&TouchRow::contact>("x.contact"),
    column<&TouchRow::planned>("x.planned"),   column<&TouchRow::reserved>("x.reserved"),     column<&TouchRow::sent>("x.sent"),
    column<&TouchRow::settled>("x.settled"),   column<&TouchRow::expires>("x.expires"),
};

constexpr Column<IncidentRow> kIncident[] = {
    column<&IncidentRow::code>("code"),     column<&IncidentRow::playbook>("playbook"), column<&IncidentRow::path>("path"),
    column<&IncidentRow::sample>("sample"), column<&IncidentRow::first>("first"),       column<&IncidentRow::last>("last"),
    column<&IncidentRow::count>("count"),
};

constexpr Column<HistoryRow> kHistory[] = {
    column<&HistoryRow::position>("position"), column<&HistoryRow::number>("number"),   column<&HistoryRow::at>("at"),
    column<&HistoryRow::code>("code"),         column<&HistoryRow::journey>("journey"), column<&HistoryRow::playbook>("playbook"),
    column<&HistoryRow::path>("path"),         column<&HistoryRow::detail>("detail"),   column<&HistoryRow::why>("why"),
};

constexpr Column<ChannelFigures> kChannel[] = {
    column<&ChannelFigures::channel>("channel"),
    column<&ChannelFigures::sent>("sum(sent > 0)"),
    column<&ChannelFigures::delivered>("sum(phase IN (5, 6, 7))"),
    column<&ChannelFigures::read>("sum(phase IN (6, 7))"),
    column<&ChannelFigures::failed>("sum(phase = 9)"),
    column<&ChannelFigures::unknown>("sum(unknown)"),
};

constexpr Column<CountOf> kOverdue[] = {
    column<&CountOf::name>("role"),
    column<&CountOf::count>("count(*)"),
};

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
    return rows(kTask,
                " FROM task x LEFT JOIN customer c ON c.customer = x.customer" + where.sql() + kThingOrder + std::to_string(page.limit),
                where);
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
    return rows(kQuestion,
                " FROM question x LEFT JOIN customer c ON c.customer = x.customer" + where.sql() +
                    " ORDER BY x.customer, x.question LIMIT " + std::to_string(page.limit),
                where);
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
    return rows(kStall,
                " FROM stall x LEFT JOIN customer c ON c.customer = x.customer LEFT JOIN journey j ON j.customer = x.customer AND "
                "j.journey = x.journey" +
                    where.sql() + kThingOrder + std::to_string(page.limit),
                where);
  }

  base::Result<std::vector<JourneyRow>> journeys(const JourneyFilter& filter, const Page& page) override {
    Filter where;
    where.equal("x.playbook", filter.playbook);
    where.equal("x.outcome", filter.outcome);
    where.equal("x.customer", filter.customer);
    where.that("x.via <> " + std::to_string(static_cast<int>(core::EntryVia::desk)));   // a branch's tasks are no journey of a customer
    if (filter.live) where.that(*filter.live ? "x.ended = 0" : "x.ended > 0");
    where.after(page, "(x.customer, x.journey) > (?, ?)");
    return rows(kJourney, " FROM journey x" + where.sql() + " ORDER BY x.customer, x.journey LIMIT " + std::to_string(page.limit), where);
  }

  base::Result<std::vector<TouchRow>> touches(const TouchFilter& filter, const Page& page) override {
    Filter where;
    where.equal("x.phase", filter.phase);
    where.equal("x.why", filter.why);
    where.equal("x.playbook", filter.playbook);
    where.equal("x.channel", filter.channel);
    where.equal("x.customer", filter.customer);
    where.after(page, kThingAfter);
    return rows(kTouch, " FROM touch x" + where.sql() + kThingOrder + std::to_string(page.limit), where);
  }

  base::Result<std::vector<IncidentRow>> incidents() override {
    return rows(kIncident, " FROM incident ORDER BY last DESC, code, playbook, path", {});
  }

  base::Result<std::vector<HistoryRow>> history(std::uint64_t customer, std::uint32_t limit) override {
    Filter where;
    where.equal("customer", std::optional<std::uint64_t>(customer));
    return rows(kHistory, " FROM history" + where.sql() + " ORDER BY at, position, number LIMIT " + std::to_string(limit), where);
  }

  base::Result<std::vector<PlaybookFigures>> figures() override { return sqlite::figures_of(connection_); }

  base::Result<std::vector<ChannelFigures>> channels() override {
    return rows(kChannel, " FROM touch WHERE channel <> '' GROUP BY channel ORDER BY channel", {});
  }

  base::Result<std::vector<CountOf>> overdue() override {
    return rows(kOverdue, " FROM task WHERE phase = 1 AND overdue = 1 GROUP BY role ORDER BY role", {});
  }

  base::Result<std::vector<FigureRow>> figure(const FigureAsk& ask) override { return sqlite::figure_of(connection_, ask); }
  base::Result<Compared> compare(const CompareAsk& ask) override { return sqlite::compared(connection_, ask); }
  base::Result<std::vector<ReviewWhole>> reviews(const std::string& playbook, std::uint32_t times) override {
    return sqlite::reviews_of(connection_, playbook, times);
  }

 private:
  // The rows of "SELECT columns" and `rest`, whose values `where` binds.
  template <class Row, std::size_t kCount>
  base::Result<std::vector<Row>> rows(const Column<Row> (&columns)[kCount], const std::string& rest, const Filter& where) {
    Statement statement(connection_, sqlite::select(columns) + rest, false);
    if (!statement.ok()) return base::broken("view_unusable", "view: " + statement.words());
    where.bind(statement);
    std::vector<Row> out;
    while (statement.next()) out.push_back(sqlite::row_from(columns, statement));
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
