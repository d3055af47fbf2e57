// What goes to the daemon in bulk: events and rows, in batches, with a result for each line.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <ostream>

#include "daemon/cli/client.hpp"
#include "daemon/cli/command.hpp"
#include "daemon/cli/progress.hpp"
#include "daemon/json.hpp"
#include "daemon/replay/record_lines.hpp"
#include "daemon/replay/records.hpp"

namespace playmaker::cli {
namespace {

constexpr int kTriesMax = 60;

// Counts the results of batches and shows the refused lines.
class Tally {
 public:
  Tally(const Session& session, std::string file) : session_(session), file_(std::move(file)) {}
  // The body of an answer: {"results": [one a line sent]}; `lines`: where each stands in the file.
  void take(const std::string& body, const std::vector<std::uint64_t>& lines) {
    const auto whole = daemon::parse_json(body);
    const engine::RawValue* results = whole ? daemon::member(*whole, "results") : nullptr;
    const auto* list = results == nullptr ? nullptr : std::get_if<engine::RawList>(&results->value);
    for (std::size_t n = 0; list != nullptr && n < list->size(); ++n) one((*list)[n], n < lines.size() ? lines[n] : 0);
  }
  void refused_here(std::uint64_t line, const base::Failure& failure) {
    ++counts_["refused"];
    const std::string& said = session_.zh() && !failure.zh.empty() ? failure.zh : failure.message;
    const std::string where = file_ + ":" + std::to_string(line) + ": ";   // which records say themselves
    show(line, failure.code, said.starts_with(where) ? said.substr(where.size()) : said);
  }
  // The daemon went away: what is known to have arrived, and from where on nothing is.
  void stopped(std::uint64_t line) {
    session_.err << session_.say("until then accepted ", "至此接受 ") << counts_["accepted"] << session_.say(", duplicate ", ",重复 ")
                 << counts_["duplicate"] << session_.say(", refused ", ",拒绝 ") << counts_["refused"]
                 << session_.say("; nothing is known of line ", ";第 ") << line
                 << session_.say(" and those after it: send them again\n", " 行及其后没有答复:请重发\n");
  }
  void read_here(std::uint64_t count) { counts_["read"] += count; }      // and sent nothing
  Exit finish() {
    if (counts_.contains("read")) {
      const std::uint64_t read = counts_["read"], refused = counts_["refused"];
      if (session_.json) {
        daemon::JsonWriter json;
        session_.out << json.begin_object().field("read", read).field("refused", refused).end_object().text() << '\n';
      } else {
        session_.out << session_.say("could be read ", "可读 ") << read << session_.say(", refused ", ",拒绝 ") << refused
                     << session_.say("; nothing was sent", ";未发送任何内容") << '\n';
      }
      return refused == 0 ? Exit::ok : Exit::failed;
    }
    if (session_.json) {
      daemon::JsonWriter json;
      json.begin_object();
      for (const char* key : {"accepted", "duplicate", "refused"}) json.field(key, counts_[key]);
      json.end_object();
      session_.out << json.text() << '\n';
    } else {
      session_.out << session_.say("accepted ", "接受 ") << counts_["accepted"] << session_.say(", duplicate ", ",重复 ")
                   << counts_["duplicate"] << session_.say(", refused ", ",拒绝 ") << counts_["refused"] << '\n';
    }
    return counts_["refused"] == 0 ? Exit::ok : Exit::failed;
  }

 private:
  void one(const engine::RawValue& item, std::uint64_t line) {
    const std::string* status = daemon::text_of(daemon::member(item, "status"));
    ++counts_[status == nullptr ? "accepted" : *status];
    if (status == nullptr || *status != "refused") return;
    const std::string* code = daemon::text_of(daemon::member(item, "code"));
    const std::string* message = daemon::text_of(daemon::member(item, "message"));
    show(line, code == nullptr ? "" : *code, message == nullptr ? "" : *message);
  }
  void show(std::uint64_t line, const std::string& code, const std::string& message) {
    constexpr std::uint64_t kShownMax = 20;
    if (++shown_ <= kShownMax) session_.err << file_ << ':' << line << ": " << message << " (" << code << ")\n";
    else if (shown_ == kShownMax + 1) session_.err << session_.say("… further refusals are only counted\n", "…… 其余拒绝只计数\n");
  }
  const Session& session_;
  std::string file_;
  std::map<std::string, std::uint64_t> counts_;
  std::uint64_t shown_ = 0;
};

// One batch, again while the daemon is busy.
Exit post(const Session& session, Client& client, const std::string& target, const std::string& body,
          const std::vector<std::uint64_t>& lines, Tally& tally) {
  for (int attempt = 0; attempt < kTriesMax; ++attempt) {
    auto answer = client.send("POST", target, body, "application/x-ndjson");
    if (!answer) return session.failed(answer.error());
    if (answer->status == 429 || answer->status == 503) {
      const int seconds = std::atoi(answer->retry_after.c_str());
      client.wait(std::clamp(seconds, 1, 30));
      continue;
    }
    if (answer->status != 200) return ask(session, client, "POST", target, body, "application/x-ndjson").exit;   // says what is wrong
    tally.take(answer->body, lines);
    return Exit::ok;
  }
  return session.failed(
      {base::FailureKind::busy, "daemon_busy", "the daemon stays busy; send the file again later", "守护进程持续繁忙,请稍后重发"});
}

struct SendWish {
  std::string file;
  std::int64_t batch = 500;
  bool dry_run = false;
};
Exit send_events(const Session& session, const SendWish& wish) {
  auto lines = replay::Lines::open(wish.file);
  if (!lines) return session.failed(lines.error());
  auto client = Client::open(session);
  if (!client) return session.failed(client.error());
  Tally tally(session, wish.file);
  Progress progress(session, std::string(session.say("sending", "发送")));
  std::string body, line;
  std::vector<std::uint64_t> numbers;
  const auto flush = [&]() -> Exit {
    if (numbers.empty() || wish.dry_run) return Exit::ok;
    const Exit exit = post(session, **client, "/v1/events", body, numbers, tally);
    if (exit == Exit::unavailable) tally.stopped(numbers.front());
    body.clear();
    numbers.clear();
    return exit;
  };
  for (bool more = true; more;) {
    line.clear();
    const auto got = (*lines)->append_next(line);
    if (!got) return session.failed(got.error());
    more = *got;
    if (more && line.find_first_not_of(" \t") != std::string::npos) {
      if (wish.dry_run) {
        const auto parsed = daemon::parse_json(line);
        if (parsed) tally.read_here(1);
        else tally.refused_here((*lines)->number(), parsed.error());
      } else {
        body += line;
        body += '\n';
        numbers.push_back((*lines)->number());
      }
    }
    if (!more || numbers.size() >= static_cast<std::size_t>(std::clamp<std::int64_t>(wish.batch, 1, 5000))) {
      if (const Exit exit = flush(); exit != Exit::ok) return exit;
    }
    progress.at((*lines)->bytes_read(), (*lines)->bytes_total());
  }
  progress.clear();
  return tally.finish();
}

struct ImportWish {
  std::string file, as = "customers", id = "id", import, list, encoding = "utf-8";
  bool complete = false, dry_run = false;
};

std::string row_json(const replay::Records& records, const replay::Record& record, const ImportWish& wish) {
  daemon::JsonWriter json;
  json.begin_object();
  if (!records.delimited()) {
    for (const engine::RawField& field : record.object) json.key(field.name == wish.id ? "id" : field.name).value(field.value);
    return json.end_object().take();
  }
  for (std::size_t i = 0; i < records.columns().size(); ++i) {
    const std::string& name = records.columns()[i];
    const std::string& cell = record.cells[i];
    json.key(name == wish.id ? "id" : name);
    if (cell.empty()) {
      json.null();
      continue;
    }
    if (wish.as != "pools" || name != "people") {
      json.value(cell);
      continue;
    }
    json.begin_array();                    // the people of a pool: codes with spaces, bars or semicolons between
    for (std::size_t at = 0; at < cell.size();) {
      const std::size_t end = std::min(cell.find_first_of(" |;", at), cell.size());
      if (end > at) json.value(std::string_view(cell).substr(at, end - at));
      at = end + 1;
    }
    json.end_array();
  }
  return json.end_object().take();
}

Exit import_rows(const Session& session, const ImportWish& wish) {
  auto records = replay::Records::open(wish.file, wish.encoding == "gb18030" ? replay::Encoding::gb18030 : replay::Encoding::utf8);
  if (!records) return session.failed(records.error());
  if ((*records)->delimited()) {
    if (const auto id = replay::column_of(**records, wish.id); !id) {
      base::Failure failure = id.error();
      failure.message += "; --id names the column that holds the ids";
      failure.zh += ";编号所在列用 --id 指明";
      return session.failed(failure);
    }
  }
  auto client = Client::open(session);
  if (!client) return session.failed(client.error());
  std::string target = "/v1/" + wish.as;
  if (!wish.import.empty()) target += "?import=" + percent_encoded(wish.import);
  if (!wish.list.empty()) target += (wish.import.empty() ? "?list=" : "&list=") + percent_encoded(wish.list);
  Tally tally(session, wish.file);
  Progress progress(session, std::string(session.say("importing", "导入")));
  constexpr std::size_t kRows = 1'000, kBytes = 2u << 20;
  std::string body;
  std::vector<std::uint64_t> lines;
  std::uint64_t read = 0;
  replay::Record record;
  for (bool more = true; more;) {
    const auto got = (*records)->next(record);
    if (!got && got.error().code != "record_invalid") return session.failed(got.error());
    more = !got || *got;
    if (!got) tally.refused_here(record.line, got.error());
    else if (more) {
      ++read;
      body += row_json(**records, record, wish);
      body += '\n';
      lines.push_back(record.line);
    }
    if (!lines.empty() && (!more || lines.size() >= kRows || body.size() >= kBytes)) {
      if (!wish.dry_run) {
        const Exit exit = post(session, **client, target, body, lines, tally);
        if (exit == Exit::unavailable) tally.stopped(lines.front());
        if (exit != Exit::ok) return exit;
      }
      body.clear();
      lines.clear();
    }
    progress.at((*records)->bytes_read(), (*records)->bytes_total());
  }
  progress.clear();
  if (wish.dry_run) tally.read_here(read);
  if (wish.complete && !wish.import.empty() && !wish.dry_run) {
    daemon::JsonWriter json;
    json.begin_object().field("import", wish.import).end_object();
    const Replied reply = ask(session, **client, "POST", "/v1/imports", json.text(), "application/json");
    if (!reply.value) return reply.exit;
  }
  return tally.finish();
}

}  // namespace

std::vector<Command> send_commands() {
  auto send = std::make_shared<SendWish>();
  auto import = std::make_shared<ImportWish>();
  return {{"events send",
           {"send events: one CloudEvent a line, `subject` the customer; plain or gzip, `-` for standard input",
            "发送事件:每行一个 CloudEvent,`subject` 为客户;可 gzip,`-` 为标准输入"},
           {{"file", &send->file, {"NDJSON file, or -", "NDJSON 文件,或 -"}, true, {}},
            {"--batch", &send->batch, {"events in a request", "每次请求的事件数"}, false, {}},
            {"--dry-run", &send->dry_run, {"read only, send nothing", "只读取,不发送"}, false, {}}},
           [send](const Session& session) { return send_events(session, *send); }},
          {"customers import",
           {"import customers, people, branches or pools: CSV (UTF-8 or GB18030) or NDJSON, plain or gzip; a bad row refuses only itself",
            "导入客户、人员、支行或人员池:CSV(UTF-8 或 GB18030)或 NDJSON,可 gzip;坏行只拒绝自身"},
           {{"file", &import->file, {"the file", "文件"}, true, {}},
            {"--as", &import->as, {"what the rows are", "行的内容"}, true, {"customers", "people", "branches", "pools"}},
            {"--id", &import->id, {"column of the id; else `id`", "编号所在列,默认 `id`"}, false, {}},
            {"--encoding", &import->encoding, {"of the file's text", "文件的文字编码"}, false, {"utf-8", "gb18030"}},
            {"--import", &import->import, {"the catalog's import they came with", "所属的目录导入名"}, false, {}},
            {"--list", &import->list, {"the list that names these customers", "列入的名单"}, false, {}},
            {"--complete", &import->complete, {"afterwards say that this import has arrived whole", "随后声明该导入已全部到齐"}, false, {}},
            {"--dry-run", &import->dry_run, {"read only, send nothing", "只读取,不发送"}, false, {}}},
           [import](const Session& session) { return import_rows(session, *import); }}};
}

}  // namespace playmaker::cli
