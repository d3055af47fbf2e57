#include "runtime/view/sqlite/reviews.hpp"

#include <algorithm>

#include "runtime/plan/plan.hpp"

namespace playmaker::view::sqlite {
namespace {

// One way to count a figure. `x` are the rows counted, each of a journey; ?1 playbook, ?2 the period's begin, ?3 its end (inclusive).
// Desks of branches (via 6) are no journeys of customers.
struct Way {
  const char* what;                            // expression
  const char* from;                            // table, aliased x
  const char* where;
  std::vector<const char*> counts;
};

std::vector<Way> ways_of(const FigureAsk& ask) {
  switch (static_cast<plan::Figure>(ask.figure)) {
    case plan::Figure::funnel:
      return {{"''", "journey", "x.playbook = ?1 AND x.entered <= ?3", {"count(*)", "sum(x.entered > ?2)"}},
              {"x.path",
               "(SELECT customer, journey, playbook, path, min(begun) AS begun FROM step WHERE playbook = ?1 AND kind = ?4 AND begun > 0 "
               "AND begun <= ?3 GROUP BY customer, journey, playbook, path)",
               "1",
               {"count(*)", "sum(x.begun > ?2)"}}};
    case plan::Figure::breakpoints:
      return {{"x.path",
               "stall",
               "x.playbook = ?1 AND x.from_at <= ?3",
               {"count(*)", "sum(x.tripped > 0 AND x.tripped <= ?3)", "sum(x.recovered AND x.cleared <= ?3)",
                "sum(x.tripped > 0 AND x.tripped <= ?3 AND NOT (x.cleared > 0 AND x.cleared <= ?3))",
                "sum(x.tripped > ?2 AND x.tripped <= ?3)"}}};
    case plan::Figure::goal:
      return {
          {"x.goal",
           "goal",
           "x.playbook = ?1",
           {"sum(x.reached > 0 AND x.reached <= ?3)", "sum(x.missed > 0 AND x.missed <= ?3)", "sum(x.reached > ?2 AND x.reached <= ?3)"}}};
    case plan::Figure::tasks:
      return {{"x.path",
               "task",
               "x.playbook = ?1 AND x.opened <= ?3",
               {"count(*)", "sum(x.closed > 0 AND x.closed <= ?3 AND x.how = 1)", "sum(x.closed > 0 AND x.closed <= ?3 AND x.how != 1)",
                "sum(x.due <= ?3 AND NOT (x.closed > 0 AND x.closed <= ?3))", "sum(x.closed > ?2 AND x.closed <= ?3 AND x.how = 1)"}}};
    case plan::Figure::touches:
      return {{"x.channel",
               "touch",
               "x.playbook = ?1 AND x.sent > 0 AND x.sent <= ?3",
               {"count(*)", "sum(x.delivered > 0 AND x.delivered <= ?3)", "sum(x.seen > 0 AND x.seen <= ?3)",
                "sum(x.failed > 0 AND x.failed <= ?3)", "sum(x.sent > ?2)"}}};
    case plan::Figure::cost:
      return {{"'channel ' || x.channel",
               "touch",
               "x.playbook = ?1 AND x.sent > 0 AND x.sent <= ?3 AND NOT (x.failed > 0 AND x.failed <= ?3)",
               {"count(*)", "sum(x.sent > ?2)"}},
              {"'benefit ' || x.benefit", "granted", "x.playbook = ?1 AND x.at <= ?3", {"count(*)", "sum(x.at > ?2)"}}};
  }
  return {};
}

std::string column_of(const FigureDimension& dimension, std::size_t parameter) {
  switch (static_cast<plan::DimensionKind>(dimension.kind)) {
    case plan::DimensionKind::branch: return "coalesce(c.branch, '')";
    case plan::DimensionKind::manager: return "coalesce(c.manager, '')";
    case plan::DimensionKind::outcome: return "CASE WHEN x.closed > 0 AND x.closed <= ?3 THEN x.outcome ELSE '' END";
    case plan::DimensionKind::reason:
      return "coalesce((SELECT q.answer FROM question q WHERE q.customer = x.customer AND q.journey = x.journey AND q.site = x.site AND "
             "q.occurrence = x.occurrence AND q.kind = 2 AND q.phase = 1 AND q.answered <= ?3), '')";
    default:
      return "coalesce((SELECT d.value FROM dimension d WHERE d.customer = x.customer AND d.journey = x.journey AND d.name = ?" +
             std::to_string(parameter) + "), '')";
  }
}

// `of stages`, `of moments`: what stands in one that has begun.
const char* within(const FigureAsk& ask) {
  const auto figure = static_cast<plan::Figure>(ask.figure);
  if ((figure != plan::Figure::tasks && figure != plan::Figure::touches) || !(ask.of_moments || ask.of_stages)) return "";
  return " AND EXISTS (SELECT 1 FROM step s WHERE s.customer = x.customer AND s.journey = x.journey AND s.kind = ?4 AND "
         "substr(x.path, 1, length(s.path) + 1) = s.path || '.')";
}

base::Result<void> broken(const Statement& statement) { return base::broken("view_unusable", "view: " + statement.words()); }

}  // namespace

base::Result<std::vector<FigureRow>> figure_of(const Connection& connection, const FigureAsk& ask) {
  std::vector<FigureRow> out;
  constexpr std::size_t kFirst = 5;            // parameter of the first dimension's name
  for (const Way& way : ways_of(ask)) {
    std::string sql = std::string("SELECT ") + way.what, groups = "1";
    for (std::size_t i = 0; i < ask.by.size(); ++i) {
      sql += ", " + column_of(ask.by[i], kFirst + i);
      groups += ", " + std::to_string(i + 2);
    }
    for (const char* each : way.counts) sql += std::string(", ") + each;
    sql += std::string(" FROM ") + way.from + " x LEFT JOIN customer c ON c.customer = x.customer WHERE " + way.where + within(ask) +
           " AND EXISTS (SELECT 1 FROM journey j WHERE j.customer = x.customer AND j.journey = x.journey AND j.via != 6)"
           " AND ?4 = ?4 GROUP BY " +
           groups + " ORDER BY " + groups;
    Statement statement(connection, sql, false);
    if (!statement.ok()) return std::unexpected(broken(statement).error());
    statement.bind(1, std::string_view(ask.playbook));
    statement.bind(2, ask.since);
    statement.bind(3, ask.until);
    statement.bind(4, static_cast<std::int64_t>(ask.of_moments ? plan::SiteKind::moment : plan::SiteKind::stage));
    for (std::size_t i = 0; i < ask.by.size(); ++i) {
      if (ask.by[i].kind >= static_cast<int>(plan::DimensionKind::decided))
        statement.bind(static_cast<int>(kFirst + i), std::string_view(ask.by[i].name));
    }
    while (statement.next()) {
      FigureRow row;
      row.what = statement.text(0);
      int at = 1;
      for (std::size_t i = 0; i < ask.by.size(); ++i) row.by.push_back(statement.text(at++));
      for (std::size_t i = 0; i < way.counts.size(); ++i) row.counts.push_back(statement.number(at++));
      out.push_back(std::move(row));
    }
    if (!statement.ok()) return std::unexpected(broken(statement).error());
  }
  return out;
}

base::Result<Compared> compared(const Connection& connection, const CompareAsk& ask) {
  Statement statement(
      connection,
      "SELECT j.hold_out != 0, count(*), sum(coalesce(g.reached > 0 AND g.reached <= ?4, 0)) FROM journey j LEFT JOIN goal g ON "
      "g.customer = j.customer AND g.journey = j.journey AND g.goal = ?2 WHERE j.playbook = ?1 AND j.via != 6 AND j.entered <= "
      "?3 GROUP BY 1",
      false);
  if (!statement.ok()) return std::unexpected(broken(statement).error());
  statement.bind_all(ask.playbook, ask.goal, ask.entered_until, ask.until);
  Compared out;
  while (statement.next()) {
    const bool held_out = statement.small(0) != 0;
    (held_out ? out.held_out : out.treated) = statement.number(1);
    (held_out ? out.held_out_reached : out.treated_reached) = statement.number(2);
  }
  if (!statement.ok()) return std::unexpected(broken(statement).error());
  return out;
}

base::Result<std::vector<ReviewWhole>> reviews_of(const Connection& connection, const std::string& playbook, std::uint32_t times) {
  std::vector<ReviewWhole> out;
  {
    Statement read(
        connection,
        "SELECT playbook, review, plan, since, due, held, missed FROM review r WHERE (?1 = '' OR playbook = ?1) AND (SELECT "
        "count(*) FROM review n WHERE n.playbook = r.playbook AND n.review = r.review AND n.due > r.due) < ?2 ORDER BY playbook, "
        "review, due DESC",
        false);
    if (!read.ok()) return std::unexpected(broken(read).error());
    read.bind_all(playbook, times);
    while (read.next()) {
      ReviewWhole whole;
      whole.row = {read.text(0),   read.text(1),   static_cast<std::uint32_t>(read.number(2)), read.number(3),
                   read.number(4), read.number(5), static_cast<std::uint32_t>(read.number(6))};
      out.push_back(std::move(whole));
    }
    if (!read.ok()) return std::unexpected(broken(read).error());
  }
  Statement rates(
      connection,
      "SELECT rate, branch, ended, happened, late FROM review_rate WHERE playbook = ? AND review = ? AND due = ? ORDER BY number");
  Statement acts(connection, "SELECT branch, alert, what FROM review_act WHERE playbook = ? AND review = ? AND due = ? ORDER BY number");
  if (!rates.ok()) return std::unexpected(broken(rates).error());
  if (!acts.ok()) return std::unexpected(broken(acts).error());
  for (ReviewWhole& whole : out) {
    rates.bind_all(whole.row.playbook, whole.row.review, whole.row.due);
    while (rates.next()) whole.rates.push_back({rates.text(0), rates.maybe(1), rates.number(2), rates.number(3), rates.number(4)});
    acts.bind_all(whole.row.playbook, whole.row.review, whole.row.due);
    while (acts.next()) whole.acts.push_back({static_cast<std::uint32_t>(acts.number(0)), acts.small(1) != 0, acts.text(2)});
    if (!rates.ok() || !acts.ok()) return std::unexpected(broken(rates.ok() ? acts : rates).error());
  }
  return out;
}

}  // namespace playmaker::view::sqlite
