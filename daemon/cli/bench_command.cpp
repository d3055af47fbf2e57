// bench ingest: how many events a second are answered durable, by this binary on this machine; then a kill, a restart and a full check.
#include <algorithm>
#include <atomic>
#include <charconv>
#include <memory>
#include <ostream>
#include <thread>

#include "daemon/cli/bench_bank.hpp"
#include "daemon/cli/bench_daemon.hpp"
#include "daemon/cli/client.hpp"
#include "daemon/cli/command.hpp"
#include "daemon/cli/offline.hpp"
#include "daemon/clock.hpp"
#include "daemon/json.hpp"
#include "daemon/words/words.hpp"
#include "runtime/engine/disk/fsck.hpp"
#include "runtime/journal/sqlite/open.hpp"

namespace playmaker::cli {
namespace {

constexpr const char* kStarts = "2026-03-03T07:00:00+08:00";   // the measured events come at this minute

struct Wish {
  std::int64_t customers = 100'000, events = 1'000'000, clients = 4, batch = 500;
  std::string playbooks = "playbooks";
};

struct Result {
  double seconds = 0, events_per_second = 0, facts_per_second = 0, changing = 0, fsync_p50_ms = 0, fsync_p99_ms = 0, restart_seconds = 0;
  std::uint64_t customers = 0, journeys = 0, accepted = 0, refused = 0, busy = 0, journaled = 0;
  bool clean = false, agree = false;
};

std::unexpected<base::Failure> failed(const std::string& en, const std::string& zh) { return base::broken("bench_failed", en, zh); }

// A sample of /metrics, by its name and labels as they stand there; 0 when there is none.
double sample(const std::string& metrics, const std::string& name) {
  for (std::size_t at = metrics.find(name); at != std::string::npos; at = metrics.find(name, at + 1)) {
    if ((at != 0 && metrics[at - 1] != '\n') || at + name.size() >= metrics.size() || metrics[at + name.size()] != ' ') continue;
    double value = 0;
    std::from_chars(metrics.data() + at + name.size() + 1, metrics.data() + metrics.size(), value);
    return value;
  }
  return 0;
}

// A count of a batch's answer: counts stand before the results, and reading only these leaves the processor to what is measured.
std::uint64_t whole(const std::string& answer, const std::string& key) {
  const std::size_t at = answer.find("\"" + key + "\":");
  std::uint64_t number = 0;
  if (at != std::string::npos) std::from_chars(answer.data() + at + key.size() + 3, answer.data() + answer.size(), number);
  return number;
}

class Bench {
 public:
  Bench(const Session& session, const Wish& wish) : session_(session), wish_(wish) {}

  base::Result<Result> run() {
    auto daemon = BenchDaemon::make(kBenchStart);
    if (!daemon) return std::unexpected(daemon.error());
    daemon_ = std::move(*daemon);
    if (auto ok = daemon_->start(); !ok) return std::unexpected(ok.error());
    if (auto ok = prepare(); !ok) return std::unexpected(ok.error());
    if (auto ok = measure(); !ok) return std::unexpected(ok.error());
    if (auto ok = restart(); !ok) return std::unexpected(ok.error());
    return result_;
  }

 private:
  Session session() const {
    Session out = session_;
    out.server = daemon_->server();
    out.token_file.clear();
    return out;
  }
  base::Result<std::unique_ptr<Client>> client() const { return Client::open(session()); }

  base::Result<std::string> post(Client& client, const std::string& target, const std::string& body, const char* type) {
    for (int attempt = 0; attempt < 100; ++attempt) {
      auto answer = client.send("POST", target, body, type, 600);
      if (!answer) return std::unexpected(answer.error());
      if (answer->status == 429) {
        ++busy_;
        client.wait(1);
        continue;
      }
      if (answer->status != 200)
        return failed("POST " + target + " answered " + std::to_string(answer->status) + ": " + answer->body.substr(0, 300),
                      "POST " + target + " 回答 " + std::to_string(answer->status));
      return std::move(answer->body);
    }
    return failed("the daemon stayed busy", "守护进程持续繁忙");
  }

  base::Result<void> rows(Client& client, const std::string& target, std::uint64_t from, std::uint64_t to,
                          void (*append)(std::string&, std::uint64_t), bool (*wanted)(std::uint64_t)) {
    std::string body;
    std::size_t lines = 0;
    for (std::uint64_t number = from; number <= to; ++number) {
      if (number < to && (wanted == nullptr || wanted(number))) {
        append(body, number);
        ++lines;
      }
      if (lines == 0 || (lines < 1'000 && number < to)) continue;
      const auto reply = post(client, target, body, "application/x-ndjson");
      if (!reply) return std::unexpected(reply.error());
      if (whole(*reply, "refused") != 0) return failed(target + " refused rows", target + " 拒绝了若干行");
      if (target == "/v1/events") setup_events_ += lines;
      body.clear();
      lines = 0;
    }
    return {};
  }

  base::Result<void> prepare() {
    std::vector<std::string> argv{"playmaker", "apply", "--server", daemon_->server()};
    for (const char* name : {"first_meeting", "new_customer_100", "uplift", "churn_recovery"})
      argv.push_back(wish_.playbooks + "/" + name + ".play");
    std::vector<const char*> pointers;
    for (const std::string& word : argv) pointers.push_back(word.c_str());
    if (cli::run(static_cast<int>(pointers.size()), pointers.data(), session_.err, session_.err) != 0)
      return failed("the playbooks could not be applied", "剧本未能上线");
    auto line = client();
    if (!line) return std::unexpected(line.error());
    for (const char* what : {"branches", "people", "pools"}) {
      if (const auto reply = post(**line, std::string("/v1/") + what, bench_staff(what), "application/x-ndjson"); !reply)
        return std::unexpected(reply.error());
    }
    if (const auto reply = post(**line, "/v1/clock", R"({"to":"2026-03-03T05:00:00+08:00"})", "application/json"); !reply)
      return std::unexpected(reply.error());
    const auto customers = static_cast<std::uint64_t>(wish_.customers);
    if (const auto ok = rows(**line, "/v1/customers?import=daily_profile", 0, customers, append_bench_customer, nullptr); !ok) return ok;
    if (const auto reply = post(**line, "/v1/imports", R"({"import":"daily_profile"})", "application/json"); !reply)
      return std::unexpected(reply.error());
    if (const auto ok = rows(**line, "/v1/events", 0, customers, append_bench_opening, bench_opens); !ok) return ok;
    // Past the morning's sweeps, so that all four playbooks have taken their customers in.
    if (const auto reply = post(**line, "/v1/clock", std::string(R"({"to":")") + kStarts + "\"}", "application/json"); !reply)
      return std::unexpected(reply.error());
    return {};
  }

  base::Result<std::string> metrics() {
    auto line = client();
    if (!line) return std::unexpected(line.error());
    auto answer = (*line)->send("GET", "/metrics");
    if (!answer) return std::unexpected(answer.error());
    return std::move(answer->body);
  }

  // One client: its customers are those whose number leaves its own remainder, so that a customer's events keep their order.
  base::Result<void> send(std::uint64_t self, std::uint64_t clients) {
    auto line = client();
    if (!line) return std::unexpected(line.error());
    const auto customers = static_cast<std::uint64_t>(wish_.customers), share = static_cast<std::uint64_t>(wish_.events) / clients,
               mine = (customers - self + clients - 1) / clients;
    const auto batch = static_cast<std::uint64_t>(wish_.batch);
    std::string body;
    for (std::uint64_t n = 0; n < share;) {
      body.clear();
      for (std::uint64_t i = 0; i < batch && n < share; ++i, ++n) append_bench_event(body, self + (n % mine) * clients, n / mine);
      const auto reply = post(**line, "/v1/events", body, "application/x-ndjson");
      if (!reply) return std::unexpected(reply.error());
      accepted_ += whole(*reply, "accepted");
      refused_ += whole(*reply, "refused") + whole(*reply, "duplicate");
    }
    return {};
  }

  base::Result<void> measure() {
    const auto before = metrics();
    if (!before) return std::unexpected(before.error());
    const auto clients = static_cast<std::uint64_t>(std::clamp<std::int64_t>(wish_.clients, 1, 64));
    std::vector<base::Result<void>> results(clients);
    const std::int64_t began = daemon::monotonic_nanoseconds();
    {
      std::vector<std::jthread> threads;
      for (std::uint64_t i = 0; i < clients; ++i) threads.emplace_back([&, i] { results[i] = send(i, clients); });
    }
    result_.seconds = static_cast<double>(daemon::monotonic_nanoseconds() - began) / 1e9;
    for (const auto& ok : results)
      if (!ok) return ok;
    const auto after = metrics();
    if (!after) return std::unexpected(after.error());
    result_.accepted = accepted_;
    result_.refused = refused_;
    result_.busy = busy_;
    result_.events_per_second = static_cast<double>(result_.accepted) / result_.seconds;
    result_.facts_per_second = (sample(*after, "playmaker_facts_total") - sample(*before, "playmaker_facts_total")) / result_.seconds;
    result_.fsync_p50_ms = sample(*after, "playmaker_commit_share_seconds{share=\"0.5\"}") * 1000;
    result_.fsync_p99_ms = sample(*after, "playmaker_commit_share_seconds{share=\"0.99\"}") * 1000;
    return count();
  }

  // What must still be there after the kill. Setting the clock to where it stands answers when every touch handed to a channel has been
  // reported: a report that came between counting and killing would rightly change the counts.
  base::Result<void> count() {
    auto line = client();
    if (!line) return std::unexpected(line.error());
    if (const auto reply = post(**line, "/v1/clock", std::string(R"({"to":")") + kStarts + "\"}", "application/json"); !reply)
      return std::unexpected(reply.error());
    const auto settled = metrics();
    if (!settled) return std::unexpected(settled.error());
    result_.customers = static_cast<std::uint64_t>(sample(*settled, "playmaker_customers"));
    result_.journeys = static_cast<std::uint64_t>(sample(*settled, "playmaker_journeys_live"));
    return {};
  }

  base::Result<void> restart() {
    daemon_->kill();
    const std::int64_t began = daemon::monotonic_nanoseconds();
    if (auto ok = daemon_->start(); !ok) return ok;
    result_.restart_seconds = static_cast<double>(daemon::monotonic_nanoseconds() - began) / 1e9;
    const auto again = metrics();
    if (!again) return std::unexpected(again.error());
    const auto customers = static_cast<std::uint64_t>(sample(*again, "playmaker_customers")),
               journeys = static_cast<std::uint64_t>(sample(*again, "playmaker_journeys_live"));
    daemon_->stop();

    journal::FolderOptions folder;
    folder.folder = daemon_->data();
    folder.create = false;
    {
      auto journal = journal::open_folder(folder);
      if (!journal) return std::unexpected(journal.error());
      const auto report = engine::fsck(**journal, {});
      if (!report) return std::unexpected(report.error());
      result_.clean = report->findings.empty();
    }
    auto offline = Offline::open(daemon_->data());
    if (!offline) return std::unexpected(offline.error());
    std::uint64_t changing = 0;
    const auto counted = (*offline)->engine().replay(0, 20'000, [&](engine::Committed&& committed) {
      for (const view::Item& item : committed.batch.items) {
        if (!std::holds_alternative<core::EventArrived>(item.group.input)) continue;
        ++result_.journaled;
        changing +=
            std::any_of(item.group.facts.begin(), item.group.facts.end(),
                        [](const core::Fact& fact) { return !daemon::bookkeeping(fact) && daemon::place_of(fact).journey != plan::kNone; })
                ? 1
                : 0;
      }
    });
    if (!counted) return counted;
    result_.changing = result_.journaled == 0 ? 0 : static_cast<double>(changing) / static_cast<double>(result_.journaled);
    const bool same_customers = agrees("customers", "客户", result_.customers, customers),
               same_journeys = agrees("live journeys", "进行中的旅程", result_.journeys, journeys),
               same_events = agrees("events", "事件", result_.accepted + setup_events_, result_.journaled);
    result_.agree = same_customers && same_journeys && same_events;
    return {};
  }

  // A count before the kill and after it; one that differs is told, since "they do not agree" alone helps nobody find out why.
  bool agrees(const char* what, const char* what_zh, std::uint64_t before, std::uint64_t after) const {
    if (before != after)
      session_.err << session_.say(what, what_zh) << ": " << before << session_.say(" before kill -9, ", "(kill -9 之前),") << after
                   << session_.say(" after", "(之后)") << '\n';
    return before == after;
  }

  const Session& session_;
  const Wish& wish_;
  std::unique_ptr<BenchDaemon> daemon_;
  std::atomic<std::uint64_t> accepted_{0}, refused_{0}, busy_{0};
  std::uint64_t setup_events_ = 0;
  Result result_;
};

Exit bench(const Session& session, const Wish& wish) {
  const auto result = Bench(session, wish).run();
  if (!result) return session.failed(result.error());
  if (session.json) {
    daemon::JsonWriter json;
    json.begin_object()
        .field("customers", result->customers)
        .field("journeys", result->journeys)
        .field("events", result->accepted)
        .field("refused", result->refused)
        .field("busy", result->busy);
    json.field("seconds", result->seconds)
        .field("events_per_second", result->events_per_second)
        .field("facts_per_second", result->facts_per_second)
        .field("changing_share", result->changing);
    json.field("fsync_p50_ms", result->fsync_p50_ms)
        .field("fsync_p99_ms", result->fsync_p99_ms)
        .field("restart_seconds", result->restart_seconds);
    json.field("fsck_clean", result->clean).field("counts_agree", result->agree).end_object();
    session.out << json.text() << '\n';
  } else {
    const auto line = [&](const char* en, const char* zh, double value) {
      session.out << session.say(en, zh) << ' ' << static_cast<std::uint64_t>(value) << '\n';
    };
    line("events a second, answered durable:", "每秒事件(已落盘应答):", result->events_per_second);
    line("facts a second:", "每秒事实:", result->facts_per_second);
    line("events that changed a journey, %:", "改变旅程的事件,%:", result->changing * 100);
    line("durable commit p50, µs:", "落盘提交 p50,微秒:", result->fsync_p50_ms * 1000);
    line("durable commit p99, µs:", "落盘提交 p99,微秒:", result->fsync_p99_ms * 1000);
    session.out << session.say("after kill -9: ", "kill -9 之后:")
                << (result->clean ? session.say("fsck clean", "检查完好") : session.say("fsck found damage", "检查发现损坏"))
                << (result->agree ? session.say(", counts agree\n", ",计数一致\n") : session.say(", counts differ\n", ",计数不一致\n"));
  }
  return result->clean && result->agree && result->refused == 0 ? Exit::ok : Exit::failed;
}

}  // namespace

std::vector<Command> bench_commands() {
  auto wish = std::make_shared<Wish>();
  return {{"bench ingest",
           {"measure how many events a second are answered durable, then kill -9, restart and check",
            "测量每秒可落盘应答的事件数,然后 kill -9、重启并检查"},
           {{"--customers", &wish->customers, {"customers in the four playbooks", "四个剧本中的客户数"}, false, {}},
            {"--events", &wish->events, {"events to send", "发送的事件数"}, false, {}},
            {"--clients", &wish->clients, {"connections that send at once", "同时发送的连接数"}, false, {}},
            {"--batch", &wish->batch, {"events in a request", "每次请求的事件数"}, false, {}},
            {"--playbooks", &wish->playbooks, {"folder of the four playbooks", "四个剧本所在文件夹"}, false, {}}},
           [wish](const Session& session) { return bench(session, *wish); }}};
}

}  // namespace playmaker::cli
