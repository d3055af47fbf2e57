// replay: a log through the production engine.
#include <filesystem>
#include <memory>
#include <ostream>

#include "daemon/cli/command.hpp"
#include "daemon/cli/progress.hpp"
#include "daemon/cli/texts.hpp"
#include "daemon/replay/replay.hpp"
#include "daemon/table.hpp"
#include "dsl/source/render.hpp"
#include "runtime/journal/sqlite/open.hpp"
#include "runtime/view/view.hpp"

namespace playmaker::cli {
namespace {

struct Wish {
  std::vector<std::string> playbooks, customers, events;
  std::string map, until, data;
};

using replay::Outcome;

std::string number(std::uint64_t n) {
  std::string text = std::to_string(n);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3) text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

void print(const Session& session, const Outcome& outcome) {
  std::ostream& out = session.out;
  out << session.say("customers ", "客户 ") << number(outcome.customers) << session.say(" · events read ", " · 读入事件 ")
      << number(outcome.read) << session.say(", used ", ",采用 ") << number(outcome.used);
  if (outcome.late > 0) out << session.say(", late ", ",迟到 ") << number(outcome.late);
  if (outcome.duplicate > 0) out << session.say(", duplicate ", ",重复 ") << number(outcome.duplicate);
  out << session.say(" · until ", " · 截至 ") << base::format_instant(outcome.end) << '\n';
  for (const auto& [name, count] : outcome.unknown)
    out << session.say("not in the catalog: ", "目录中没有:") << name << ' ' << number(count) << '\n';
  for (const auto& [name, book] : outcome.playbooks) {
    out << '\n'
        << name << ": " << session.say("entered ", "进入 ") << number(book.entered) << session.say(", held out ", ",留白 ")
        << number(book.held_out) << session.say(", live ", ",在途 ") << number(book.live);
    for (const auto& [outcome_name, count] : book.ended)
      out << " · " << (outcome_name.empty() ? std::string(session.say("ended", "结束")) : outcome_name) << ' ' << number(count);
    out << '\n';
    for (const auto& [channel, count] : book.touches)
      out << session.say("  touches over ", "  触达 ") << channel << ' ' << number(count) << '\n';
    for (const auto& [reason, count] : book.blocked)
      out << session.say("  held back (times) ", "  推迟或拦截(次) ") << reason << ' ' << number(count) << '\n';
    const auto table = [&](std::vector<std::string> heads, const auto& rows, const auto& cells) {
      if (rows.empty()) return;
      daemon::Table made(std::move(heads));
      for (std::size_t i = 1; i <= 4; ++i) made.right(i);
      for (const auto& [key, row] : rows) made.add(cells(key, row));
      out << '\n' << made.text(session.color);
    };
    const auto head = [&](const char* en, const char* zh) { return std::string(session.say(en, zh)); };
    table({head("wave", "波次"), head("reached", "到达"), head("skipped", "跳过"), head("touches", "触达"), head("responded", "响应")},
          book.waves, [](const std::string& key, const replay::WaveCount& w) {
            return std::vector<std::string>{key, number(w.reached), number(w.skipped), number(w.touches), number(w.responded)};
          });
    table({head("task", "任务"), head("opened", "开启"), head("done", "完成"), head("overdue", "逾期"), head("escalated", "升级")},
          book.tasks, [](const std::string& key, const replay::TaskCount& t) {
            return std::vector<std::string>{key, number(t.opened), number(t.done), number(t.overdue), number(t.escalated)};
          });
    if (book.breakpoints.empty()) continue;
    daemon::Table stalls({head("breakpoint", "断点"), head("armed", "观察"), head("cleared", "解除"), head("tripped", "触发"),
                          head("recovered", "恢复"), head("open", "未解除")});
    for (std::size_t i = 1; i <= 5; ++i) stalls.right(i);
    for (const auto& [key, b] : book.breakpoints)
      stalls.add({key, number(b.armed), number(b.cleared), number(b.tripped), number(b.recovered), number(b.open)});
    out << '\n' << stalls.text(session.color);
  }
  out << '\n' << session.say("journal ", "日志 ") << outcome.journal_hash << '\n';
}

Exit run(const Session& session, const Wish& wish) {
  auto texts = read_texts(wish.playbooks);
  if (!texts) return session.failed(texts.error());
  Shelf shelf;
  dsl::Options options;
  options.known = known_beside(wish.playbooks);
  const dsl::Compiled made = dsl::compile(*texts, shelf.loader(), options);
  session.err << source::render(made.issues, made.sources, session.language);
  if (!made.ok) return Exit::check_errors;

  auto map_text = read_file(wish.map);
  if (!map_text) return session.failed(map_text.error());
  source::Sources sources;
  source::Issues issues;
  const auto zone = base::find_zone(made.catalog->zone);
  const replay::Map map = replay::read_map(sources.add(wish.map, std::move(*map_text)), zone ? *zone : base::Zone{}, issues);
  session.err << source::render(issues, sources, session.language);
  if (issues.has_errors()) return Exit::check_errors;

  replay::Wish asked;
  asked.applied = applied_of(made);
  for (const dsl::Input& text : *texts) asked.sources.push_back({text.path, text.text});
  for (const auto& [path, text] : shelf.read()) asked.sources.push_back({path, text});
  if (!wish.until.empty()) {
    const auto until = base::parse_instant(wish.until);
    if (!until) return session.failed(until.error());
    asked.until = *until;
  }
  Progress reading(session, std::string(session.say("reading", "读取")));
  auto log = replay::read_log(map, wish.customers, wish.events, [&](std::uint64_t done, std::uint64_t total) { reading.at(done, total); });
  reading.clear();
  if (!log) return session.failed(log.error());

  std::unique_ptr<journal::Journal> journal;
  std::unique_ptr<view::Projector> projector;
  base::Result<void> projected;
  if (!wish.data.empty()) {
    std::error_code ignored;
    if (std::filesystem::exists(wish.data + "/journal.db", ignored)) {
      return session.failed({base::FailureKind::invalid, "folder_not_empty", wish.data + " holds a journal already: name a new folder",
                             wish.data + " 已有日志:请指定新的文件夹"});
    }
    journal::FolderOptions folder;
    folder.folder = wish.data;
    folder.lanes = 17;
    auto opened = journal::open_folder(folder);
    if (!opened) return session.failed(opened.error());
    journal = std::move(*opened);
    auto view = view::open_projector(wish.data + "/view.db");
    if (!view) return session.failed(view.error());
    projector = std::move(*view);
    asked.journal = journal.get();
    asked.watch = [&](const view::Batch& batch) {
      if (projected) projected = projector->project({batch});
    };
  }
  Progress running(session, std::string(session.say("replaying", "回放")));
  asked.progress = [&](std::uint64_t done, std::uint64_t total) { running.at(done, total); };
  const auto outcome = replay::replay(std::move(asked), std::move(*log));
  running.clear();
  if (!outcome) return session.failed(outcome.error());
  if (!projected) return session.failed(projected.error());
  for (const auto& [code, message] : outcome->refusals) {
    if (code != "event_unknown") session.err << session.say("refused, for example: ", "被拒绝,例如:") << message << " (" << code << ")\n";
  }
  if (session.json) session.out << replay::to_json(*outcome) << '\n';
  else print(session, *outcome);
  return Exit::ok;
}

}  // namespace

std::vector<Command> replay_commands() {
  auto wish = std::make_shared<Wish>();
  return {{"replay",
           {"run a log through the production engine, under a clock that the events' own times drive",
            "用事件自身的时间驱动时钟,让一份历史日志跑过生产引擎"},
           {{"playbooks", &wish->playbooks, {"playbooks and shared files", "剧本与共享文件"}, true, {}},
            {"--customers",
             &wish->customers,
             {"files of customers: CSV, TSV or NDJSON, plain or gzip", "客户文件:CSV、TSV 或 NDJSON,可 gzip"},
             false,
             {}},
            {"--events", &wish->events, {"files of events", "事件文件"}, true, {}},
            {"--map",
             &wish->map,
             {"which column is what (YAML; see examples/README.md)", "列与含义的映射(YAML;见 examples/README.md)"},
             true,
             {}},
            {"--until",
             &wish->until,
             {"stop there (RFC 3339); else when no live journey waits for time, at most 400 days past the last event",
              "到此为止(RFC 3339);否则直到没有旅程等待时间,至多在最后事件后 400 天"},
             false,
             {}},
            {"--data",
             &wish->data,
             {"leave a journal in this folder: why, stalls list and fsck answer from it",
              "把日志留在此文件夹:why、stalls list、fsck 可据此回答"},
             false,
             {}}},
           [wish](const Session& session) { return run(session, *wish); }}};
}

}  // namespace playmaker::cli
