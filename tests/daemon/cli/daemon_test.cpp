// The commands against a daemon in this process: a bank set up, a customer's first meeting, and every exit code on the way.
#include <catch2/catch.hpp>

#include <algorithm>

#include "daemon/service.hpp"
#include "tests/daemon/cli/cli_run.hpp"
#include "tests/main/reworded.hpp"

using namespace playmaker;

namespace {

struct Daemon {
  Daemon() {
    daemon::Config config;
    config.port = 0;
    config.data = folder.path + "/data";
    config.stepped = true;
    config.start = *base::parse_instant("2026-03-02T08:00:00+08:00");
    config.allow_loopback_without_token = true;
    for (const char* channel : {"sms", "push", "wecom"}) {
      config.channels[channel].adapter = daemon::Adapter::outfile;
      config.channels[channel].file = folder.path + "/sent.ndjson";
    }
    auto started = daemon::Service::start(config, daemon::Log::silent());
    if (!started) FAIL(started.error().message);
    service = std::move(*started);
  }
  tests::Ran operator()(std::vector<std::string> words, const char* language = "en") const {
    words.insert(words.end(), {"--server", "http://127.0.0.1:" + std::to_string(service->port()), "--lang", language});
    return tests::cli(std::move(words));
  }
  tests::Folder folder;
  std::unique_ptr<daemon::Service> service;
};

std::vector<std::string> apply(const std::string& folder) {
  std::vector<std::string> words{"apply"};
  for (const char* name : {"first_meeting", "new_customer_100", "uplift", "churn_recovery"}) words.push_back(folder + "/" + name + ".play");
  return words;
}

std::string event(const std::string& customer, const std::string& type, const std::string& time, const std::string& data = "{}") {
  return R"({"specversion":"1.0","id":")" + customer + type + R"(","source":"/test","type":")" + type + R"(","subject":")" + customer +
         R"(","time":")" + time + R"(","data":)" + data + "}\n";
}

std::string member(const std::string& line, const char* key) {
  const auto row = daemon::parse_json(line.substr(0, line.find('\n')));
  const std::string* text = row ? daemon::text_of(daemon::member(*row, key)) : nullptr;
  return text == nullptr ? std::string() : *text;
}

}  // namespace

TEST_CASE("cli: a bank is set up, lived in and asked about over HTTP") {
  const Daemon bank;
  // Alone it hands off to playbooks that only lie beside it, which is enough; moved elsewhere, to nothing that is known.
  const std::string lonely = bank.folder.path + "/lonely";
  std::filesystem::create_directories(lonely);
  std::filesystem::copy(tests::source("playbooks/shared"), lonely + "/shared", std::filesystem::copy_options::recursive);
  std::filesystem::copy_file(tests::source("playbooks/first_meeting.play"), lonely + "/first_meeting.play");
  const tests::Ran alone = bank({"apply", lonely + "/first_meeting.play"});
  CHECK(alone.exit == 3);
  CHECK(alone.err.find("new_customer_100") != std::string::npos);
  CHECK(alone.err.find("E0412") != std::string::npos);
  CHECK(bank({"check", lonely + "/first_meeting.play"}).exit == 0);
  const tests::Ran beside = bank({"apply", tests::source("playbooks/first_meeting.play")});
  INFO(beside.err);
  CHECK(beside.exit == 0);
  CHECK(beside.out == "applied first_meeting version 3\n");
  const tests::Ran applied = bank(apply(tests::source("playbooks")));
  INFO(applied.err);
  REQUIRE(applied.exit == 0);
  CHECK(applied.out.find("first_meeting") != std::string::npos);
  // What it hands off to is live now; but without the benefits its catalog would take away what others read.
  CHECK(bank({"apply", lonely + "/first_meeting.play"}).exit == 4);
  CHECK(bank({"apply", lonely + "/first_meeting.play", lonely + "/shared/benefits.play"}).exit == 0);
  CHECK(bank({"apply", tests::source("playbooks/first_meeting.play")}).exit == 0);  // the folder's playbooks use them
  CHECK(bank({"customers", "show", "nobody", "--json"}).exit == 1);
  CHECK(bank({"playbooks", "list"}).out.find("churn_recovery") != std::string::npos);

  const std::string branches = bank.folder.write("branches.csv", "id,parent,head,duty_manager\nB0,,P1,P2\nB1,B0,P1,P2\n");
  const std::string people = bank.folder.write("people.csv", "\xef\xbb\xbfid,name\nP1,张三\nP2,李四\nP3,王五\n");
  const std::string pools = bank.folder.write("pools.csv", "id,people\nwealth_advisors,P1 P2\nphone_agents,P3\n");
  CHECK(bank({"customers", "import", branches, "--as", "branches"}).exit == 0);
  CHECK(bank({"customers", "import", people, "--as", "people"}).exit == 0);
  CHECK(bank({"customers", "import", pools, "--as", "pools"}).exit == 0);
  std::string rows =
      "id,name,manager,branch,kind,tier,aum,peak_aum,balance,opened_on,product_count,salary_bound,wecom_bound,do_not_contact,consent."
      "marketing,consent.sms,consent.push,consent.wecom,consent.phone\n";
  for (int i = 1; i <= 8; ++i)
    rows += "C" + std::to_string(i) +
            ",客户,P3,B1,personal,gold,880000.00,880000.00,20000.00,2026-03-02,1,false,true,false,true,true,true,true,true\n";
  rows += "C9,客户,P3,B1,personal,platinum,1.00,1.00,,2026-03-02,1,false,true,false,true,true,true,true,true\n";
  const std::string customers = bank.folder.write("customers.csv", rows);
  const tests::Ran imported = bank({"customers", "import", customers, "--as", "customers", "--import", "daily_profile", "--complete"});
  CHECK(imported.exit == 1);                                   // one bad row refuses only itself
  CHECK(imported.out == "accepted 8, duplicate 0, refused 1\n");
  CHECK(imported.err.find("customers.csv:10:") != std::string::npos);

  CHECK(bank({"clock", "to", "2026-03-02T09:00:00+08:00"}).exit == 0);
  CHECK(bank({"clock"}).out.find("2026-03-02T09:00:00+08:00") != std::string::npos);
  std::string lines;
  for (int i = 1; i <= 8; ++i) lines += event("C" + std::to_string(i), "account_opened", "2026-03-02T09:00:00+08:00");
  const std::string events = bank.folder.write("events.ndjson", lines + event("C1", "no_such_event", "2026-03-02T09:00:00+08:00"));
  const tests::Ran sent = bank({"events", "send", events}, "zh");
  CHECK(sent.exit == 1);
  CHECK(sent.out == "接受 8,重复 0,拒绝 1\n");
  CHECK(sent.err.find("events.ndjson:9:") != std::string::npos);
  CHECK(bank({"events", "send", events}).out == "accepted 0, duplicate 8, refused 1\n");

  // What was answered stands in the lists, each of the eight once.
  const tests::Ran journeys = bank({"journeys", "list", "--playbook", "first_meeting", "--jsonl"});
  CHECK(std::count(journeys.out.begin(), journeys.out.end(), '\n') == 8);
  const tests::Ran tasks = bank({"tasks", "list", "--status", "open", "--customer", "C1", "--jsonl"});
  REQUIRE(std::count(tasks.out.begin(), tasks.out.end(), '\n') == 1);
  const std::string task = member(tasks.out, "id");
  CHECK(member(tasks.out, "task") == "invite.call");
  CHECK(member(tasks.out, "assignee") == "P3");
  const tests::Ran array = bank({"journeys", "list", "--limit", "2", "--json"});
  const auto many = daemon::parse_json(array.out);
  REQUIRE(many.has_value());
  CHECK(std::get<engine::RawList>(many->value).size() == 2);
  CHECK(bank({"journeys", "list", "--playbook", "uplift", "--json"}).out == "[]\n");
  const tests::Ran table = bank({"tasks", "list", "--limit", "3"}, "zh");
  CHECK(table.out.starts_with("任务号"));
  CHECK(std::count(table.out.begin(), table.out.end(), '\n') == 4);
  CHECK(table.err == "仅显示前 3 条,还有更多:--limit N\n");
  CHECK(bank({"journeys", "list", "--playbook", "first_meeting", "--limit", "8"}).err == "");
  CHECK(bank({"journeys", "list", "--playbook", "first_meeting", "--limit", "7"}).err == "7 shown, there are more: --limit N\n");

  CHECK(bank({"tasks", "assign", task, "--to", "P2", "--reason", "on leave"}).exit == 0);
  CHECK(member(bank({"tasks", "list", "--customer", "C1", "--jsonl"}).out, "assignee") == "P2");
  CHECK(bank({"tasks", "assign", task, "--to", "P9"}).exit == 1);
  CHECK(bank({"tasks", "done", task}).exit == 4);              // it closes by its event
  CHECK(bank({"tasks", "done", "k_00"}).exit == 1);
  const std::string booked = bank.folder.write(
      "booked.ndjson", event("C1", "meeting_booked", "2026-03-02T09:00:00+08:00", R"({"at":"2026-03-03T10:00:00+08:00"})"));
  CHECK(bank({"events", "send", booked}).exit == 0);
  CHECK(bank({"tasks", "list", "--customer", "C1", "--status", "closed"}).out.find("invite.call") != std::string::npos);

  const tests::Ran why = bank({"why", "C1"}, "zh");
  CHECK(why.exit == 0);
  CHECK(why.out.find("首面经营") != std::string::npos);
  CHECK(why.out.find("first_meeting.play:") != std::string::npos);
  CHECK(why.out.find("on leave") != std::string::npos);
  CHECK(bank({"why", "C1", "--task", task}).out.find("with P2") != std::string::npos);
  CHECK(bank({"why", "nobody"}).exit == 1);
  const tests::Ran known = bank({"customers", "show", "C1"});
  CHECK(known.out.find("880000.00 CNY") != std::string::npos);
  CHECK(known.out.find("first_meeting") != std::string::npos);
  const auto value = [&](const std::string& name, const std::string& out) {
    const std::size_t at = out.find("\n" + name + " ");
    if (at == std::string::npos) return std::string("no such line");
    const std::size_t from = out.find_first_not_of(' ', at + 1 + name.size());
    return out.substr(from, out.find('\n', from) - from);
  };
  INFO(known.out);
  CHECK(value("consent.sms", known.out) == "yes");
  CHECK(value("salary_bound", known.out) == "no");
  CHECK(value("salary_bound", bank({"customers", "show", "C1"}, "zh").out) == "否");
  const tests::Ran told = bank({"why", "C1", "--jsonl"});
  CHECK(std::count(told.out.begin(), told.out.end(), '\n') > 3);
  CHECK(daemon::parse_json(told.out.substr(0, told.out.find('\n'))).has_value());
  // A profile that changed nothing is told only to whoever asks for everything.
  CHECK(bank({"customers", "import", customers, "--as", "customers"}).exit == 1);
  const auto profiles = [](const std::string& out) {
    std::size_t count = 0;
    for (std::size_t at = out.find("attributes arrived"); at != std::string::npos; at = out.find("attributes arrived", at + 1)) ++count;
    return count;
  };
  CHECK(profiles(bank({"why", "C1", "--all"}).out) > profiles(bank({"why", "C1"}).out));
  CHECK(bank({"figures"}).out.find("invite.call") != std::string::npos);
  CHECK(bank({"stalls", "list"}, "zh").out == "没有人卡住\n");
  CHECK(bank({"stalls", "list", "--status", "all"}).out.find("no_show") != std::string::npos);
  CHECK(bank({"incidents", "list"}).exit == 0);
  CHECK(bank({"touches", "list", "--customer", "C1"}).exit == 0);

  CHECK(bank({"pause", "--playbook", "first_meeting", "--reason", "test"}).exit == 0);
  CHECK(bank({"resume", "--playbook", "first_meeting"}).exit == 0);
  CHECK(bank({"resume", "--playbook", "first_meeting"}).exit == 4);   // nothing is paused there any more

  // The catalog changes the type of what a live playbook reads: a conflict, and nothing was applied.
  const std::string copy = bank.folder.path + "/copy";
  std::filesystem::copy(tests::source("playbooks"), copy, std::filesystem::copy_options::recursive);
  const std::string catalog = tests::read(copy + "/shared/catalog.play");
  std::ofstream(copy + "/shared/catalog.play") << reworded(catalog, "salary_bound        bool", "salary_bound        text");
  const tests::Ran clash = bank({"apply", copy + "/first_meeting.play"});
  INFO(clash.err);
  CHECK(clash.exit == 4);
  CHECK(clash.err.find("salary_bound") != std::string::npos);
}

TEST_CASE("cli: a file that is cut short, a column that is missing, a list without a name, a waiver for nothing") {
  const Daemon bank;
  REQUIRE(bank({"apply", tests::source("playbooks/first_meeting.play")}).exit == 0);
  const auto import = [&](const std::string& name, const std::string& text) {
    return bank({"customers", "import", bank.folder.write(name, text), "--as", "customers"});
  };
  const tests::Ran cut = import("cut.csv", "id,manager\nc1,\nc2\n");
  CHECK(cut.out == "accepted 1, duplicate 0, refused 1\n");
  const std::size_t where = cut.err.find("cut.csv:3: ");
  REQUIRE(where != std::string::npos);
  CHECK(cut.err.find("cut.csv:3: ", where + 1) == std::string::npos);
  const tests::Ran missing = import("missing.csv", "code,manager\nc1,\n");
  CHECK(missing.exit == 1);
  CHECK(missing.err.find("the file has no column id; --id names the column") != std::string::npos);
  CHECK(tests::cli({"tasks", "list", "--server", "zz"}).exit == 2);
  const std::string text = tests::source("playbooks/first_meeting.play");
  CHECK(bank({"apply", text, "--waive", "first_meeting"}).exit == 2);
  CHECK(bank({"plan", text, "--waive", "first_meeting=a pilot"}).exit == 0);
  CHECK(bank({"plan", "--waive", "first_meeting=a pilot", text, "--json"}).exit == 0);   // the file behind it is no second waiver
  const tests::Ran idle = bank({"apply", text, "--waive", "first_meting=a pilot", "--waive", "first_meeting=a pilot"});
  CHECK(idle.exit == 0);
  CHECK(idle.err.find("there is no playbook first_meting in the files given") != std::string::npos);
  CHECK(idle.err.find("no guarantee of first_meeting is broken") != std::string::npos);
}
