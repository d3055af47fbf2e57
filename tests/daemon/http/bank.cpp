#include "tests/daemon/http/bank.hpp"

#include <stdlib.h>

#include <stdexcept>

#include "daemon/json.hpp"

namespace playmaker::testing {

Scratch::Scratch() {
  std::string name = (std::filesystem::temp_directory_path() / "playmaker-daemon-XXXXXX").string();
  path = mkdtemp(name.data());
}
Scratch::~Scratch() {
  std::error_code ignored;
  std::filesystem::remove_all(path, ignored);
}

const char* const kBank = R"play(
catalog small_bank "小银行" en "Small bank" {
  zone     "Asia/Shanghai"
  currency CNY
  import daily "日批" expected at 05:00
  customer {
    name    text optional personal
    branch  branch optional
    manager person optional
    aum     money optional
    gold    bool optional
  }
  person { name text personal }
  branch { parent branch optional, head person }
  pool   agents "坐席组"
  event opened "开户" { amount money optional }
  event booked "约访"
  event held   "面谈"
}
channel sms "短信" { contact  rate 500 per second }
template hello "欢迎" { channel sms  purpose service  uses customer.name }
role manager "客户经理" en "Manager" { who customer.manager backup customer.branch.head  escalate 1 day after due to head }
role head "行长" en "Head" { who customer.branch.head  final }
playbook welcome "欢迎" en "Welcome" {
  version 1
  ends after 60 days
  audience "新户" en "New customers" {
    enter on opened
    again never
  }
  stage meet "面谈" en "Meet" on days 1 to 50 {
    must task call "电话" en "Call" { assign manager  done on held  done by report  due 2 days }
    wave hi "问好" en "Hello" on day 1 at 10:00 { send sms hello }
  }
  breakpoint no_show "没来" en "No show" from booked to held stalls after 24 hours { }
}
)play";

std::string quoted(const std::string& text) {
  std::string out;
  daemon::append_json_text(out, text);
  return out;
}

std::string apply_body(const std::string& text) {
  return R"({"actor":"tests","files":[{"path":"bank.play","text":)" + quoted(text) + "}]}";
}

std::string event(const std::string& id, const std::string& type, const std::string& customer, const std::string& time,
                  const std::string& data) {
  return R"({"specversion":"1.0","source":"tests","id":)" + quoted(id) + R"(,"type":)" + quoted(type) + R"(,"subject":)" +
         quoted(customer) + (time.empty() ? "" : ",\"time\":" + quoted(time)) + ",\"data\":" + data + "}\n";
}

Bank::Bank(daemon::Config given) : config(std::move(given)) {
  config.port = 0;
  config.data = scratch.file("data");
  config.stepped = true;
  config.start = *base::parse_instant("2026-03-02T09:00:00+08:00");
  if (config.token_file.empty()) config.allow_loopback_without_token = true;
  config.lanes = 4;
  start();
}

void Bank::start() {
  auto started = daemon::Service::start(config, daemon::Log::silent());
  if (!started) throw std::runtime_error(started.error().message);
  service = std::move(*started);
  client = std::make_unique<Client>(service->port());
}

std::uint64_t Bank::apply() {
  const Answer answer = client->post("/v1/playbooks", apply_body(kBank));
  if (answer.status != 200) throw std::runtime_error(answer.body);
  return number_after(answer.body, "\"commit\":");
}

}  // namespace playmaker::testing
