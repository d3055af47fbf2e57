#include "runtime/view/sqlite/figures.hpp"

#include <functional>
#include <map>

namespace playmaker::view::sqlite {
namespace {

using Books = std::map<std::string, PlaybookFigures>;

// One query whose first column is the playbook; `take` gets its figures and the row.
base::Result<void> each(const Connection& connection, Books& books, const char* sql,
                        const std::function<void(PlaybookFigures&, const Statement&)>& take) {
  Statement statement(connection, sql, false);
  if (!statement.ok()) return base::broken("view_unusable", "view: " + statement.words());
  while (statement.next()) {
    const std::string name = statement.text(0);
    PlaybookFigures& figures = books[name];
    figures.playbook = name;
    take(figures, statement);
  }
  if (!statement.ok()) return base::broken("view_unusable", "view: " + statement.words());
  return {};
}

std::uint64_t count(const Statement& s, int column) { return static_cast<std::uint64_t>(s.number(column)); }

}  // namespace

base::Result<std::vector<PlaybookFigures>> figures_of(const Connection& connection) {
  Books books;
  struct Query {
    const char* sql;
    std::function<void(PlaybookFigures&, const Statement&)> take;
  };
  const Query queries[] = {
      {"SELECT playbook, count(*), sum(hold_out != 0), sum(ended = 0) FROM journey WHERE via != 6 GROUP BY playbook",
       [](PlaybookFigures& f, const Statement& s) {
         f.entered = count(s, 1);
         f.held_out = count(s, 2);
         f.live = count(s, 3);
       }},
      {"SELECT playbook, outcome, count(*) FROM journey WHERE ended > 0 GROUP BY playbook, outcome ORDER BY playbook, outcome",
       [](PlaybookFigures& f, const Statement& s) { f.ended.push_back({s.text(1), count(s, 2)}); }},
      {"SELECT playbook, channel, count(*) FROM touch WHERE sent > 0 GROUP BY playbook, channel ORDER BY playbook, channel",
       [](PlaybookFigures& f, const Statement& s) { f.touches.push_back({s.text(1), count(s, 2)}); }},
      {"SELECT playbook, why, count(*) FROM block GROUP BY playbook, why ORDER BY playbook, why",
       [](PlaybookFigures& f, const Statement& s) { f.blocked.push_back({s.text(1), count(s, 2)}); }},
      {"SELECT playbook, path, sum(phase = 1), sum(phase = 2), sum(touches), sum(responded) FROM wave GROUP BY playbook, path ORDER BY "
       "playbook, path",
       [](PlaybookFigures& f, const Statement& s) { f.waves.push_back({s.text(1), count(s, 2), count(s, 3), count(s, 4), count(s, 5)}); }},
      {"SELECT playbook, path, count(*), sum(how = 1), sum(overdue), sum(escalations > 0) FROM task GROUP BY playbook, path ORDER BY "
       "playbook, path",
       [](PlaybookFigures& f, const Statement& s) { f.tasks.push_back({s.text(1), count(s, 2), count(s, 3), count(s, 4), count(s, 5)}); }},
      {"SELECT playbook, path, count(*), sum(phase = 2), sum(tripped > 0), sum(recovered), sum(phase = 1) FROM stall GROUP BY playbook, "
       "path ORDER BY playbook, path",
       [](PlaybookFigures& f, const Statement& s) {
         f.stalls.push_back({s.text(1), count(s, 2), count(s, 3), count(s, 4), count(s, 5), count(s, 6)});
       }},
      {"SELECT playbook, path, arm, count(*), sum(measured > 0), sum(reached) FROM experiment WHERE counts = 1 GROUP BY playbook, path, "
       "arm ORDER BY playbook, path, arm",
       [](PlaybookFigures& f, const Statement& s) { f.arms.push_back({s.text(1), s.text(2), count(s, 3), count(s, 4), count(s, 5)}); }},
      {"SELECT playbook, path, answer, count(*) FROM question WHERE kind = 2 AND phase = 1 GROUP BY playbook, path, answer ORDER BY "
       "playbook, path, answer",
       [](PlaybookFigures& f, const Statement& s) { f.reasons.push_back({s.text(1), s.text(2), count(s, 3)}); }},
      {"SELECT playbook, path, count(*), sum(answer = 'passed'), sum(answer = 'failed') FROM question WHERE kind = 1 GROUP BY playbook, "
       "path ORDER BY playbook, path",
       [](PlaybookFigures& f, const Statement& s) { f.checks.push_back({s.text(1), count(s, 2), count(s, 3), count(s, 4)}); }},
  };
  for (const Query& query : queries) {
    if (auto done = each(connection, books, query.sql, query.take); !done) return std::unexpected(done.error());
  }
  std::vector<PlaybookFigures> out;
  for (auto& [name, figures] : books) out.push_back(std::move(figures));
  return out;
}

}  // namespace playmaker::view::sqlite
