// What strangers can send, each as a problem that names the thing and says what to do, in English and in Chinese.
#include <unistd.h>
#include <catch2/catch.hpp>
#include <thread>

#include "daemon/http/problem.hpp"
#include "daemon/http/server.hpp"
#include "daemon/json.hpp"
#include "tests/daemon/http/bank.hpp"

using namespace playmaker;
using testing::Answer;
using testing::Bank;

namespace {

struct Refusal {
  const char *method, *target, *type;
  std::string body;
  int status;
  const char *code, *says;               // says: what to do, in English
};

bool chinese(std::string_view text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {      // U+4E00 ... U+9FFF
    const auto a = static_cast<unsigned char>(text[i]);
    if (a >= 0xe4 && a <= 0xe9) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("refusals: each is a problem with its fix, in both languages", "[http]") {
  Bank bank;
  bank.apply();
  const std::string deep(100'000, '['), json = "application/json";
  const Refusal refusals[] = {
      {"GET", "/v1/nothing", "", "", 404, "path_unknown", "/openapi.json lists what there is"},
      {"PUT", "/v1/tasks", "application/json", "{}", 405, "method_unknown", "here one may GET, HEAD"},
      {"HEAD", "/v1/events", "", "", 405, "", ""},
      {"POST", "/v1/events", "text/csv", "a,b\n", 415, "media_type_unknown", "the body must be"},
      {"POST", "/v1/events", "", "{}", 415, "media_type_unknown", "no Content-Type"},
      {"POST", "/v1/clock", "application/json", "{", 400, "json_invalid", ""},
      {"POST", "/v1/clock", "application/json", "{\"to\":\"\xff\"}", 400, "json_invalid", ""},
      {"POST", "/v1/clock", "application/json", deep, 400, "json_invalid", "deep"},
      {"POST", "/v1/clock", "application/json", "[]", 400, "json_invalid", "must be a JSON object"},
      {"POST", "/v1/clock", "application/json", "{\"too\":1}", 400, "member_unknown", "did you mean"},
      {"POST", "/v1/clock", "application/json", "{}", 400, "member_missing", "\\\"to\\\" is missing"},
      {"GET", "/v1/tasks?overdue=maybe", "", "", 400, "parameter_invalid", "true"},
      {"GET", "/v1/tasks?status=lost", "", "", 400, "parameter_invalid", "open"},
      {"GET", "/v1/tasks?limit=0", "", "", 400, "parameter_invalid", "1"},
      {"GET", "/v1/tasks?limit=5&limit=6", "", "", 400, "parameter_repeated", ""},
      {"GET", "/v1/tasks?cursor=x", "", "", 400, "", ""},
      {"GET", "/v1/tasks?after=99999999999999999999", "", "", 400, "parameter_invalid", ""},
      {"GET", "/v1/customers/%ff", "", "", 404, "path_unknown", ""},
      {"GET", "/v1/customers/nobody", "", "", 404, "customer_unknown", "nobody"},
      {"POST", "/v1/playbooks", "application/json", "{\"files\":{}}", 400, "member_missing", "at least one"},
      {"POST", "/v1/tasks/k_none:complete", "application/json", "{}", 404, "task_unknown", ""},
  };
  for (const Refusal& one : refusals) {
    INFO(one.method << " " << one.target << " " << one.body.substr(0, 40));
    const Answer english = bank.client->ask(one.method, one.target, one.body, one.type);
    INFO(english.body);
    CHECK(english.status == one.status);
    CHECK(english.headers.at("content-type") == "application/problem+json");
    if (std::string_view(one.method) == "HEAD") continue;
    CHECK(english.has(std::string("\"code\":\"") + one.code));
    CHECK(english.has(one.says));
    CHECK(!chinese(english.body));
    const Answer in_chinese = bank.client->ask(one.method, one.target, one.body, one.type, "Accept-Language: zh-CN\r\n");
    INFO(in_chinese.body);
    CHECK(in_chinese.status == one.status);
    CHECK(chinese(in_chinese.body.substr(std::min(in_chinese.body.find("\"detail\":"), in_chinese.body.size()))));
  }
  CHECK(bank.client->get("/healthz").status == 200);
}

TEST_CASE("refusals: a bad line of a batch refuses only itself", "[http]") {
  Bank bank;
  bank.apply();
  const Answer answer = bank.send(testing::event("1", "opened", "c1") + "{\"subject\":\"\xc3\x28\"}\n" + std::string(50'000, '{') + "\n" +
                                  testing::event("2", "opened", "c2"));
  INFO(answer.body.substr(0, 500));
  CHECK(answer.has("\"accepted\":2,\"duplicate\":0,\"refused\":2"));
  CHECK(answer.has(R"({"line":2,"status":"refused","code":"json_invalid")"));
  CHECK(answer.has(R"({"line":3,"status":"refused","code":"json_invalid")"));
}

TEST_CASE("refusals: a request that dawdles is told so and cut off, and holds up nobody", "[http]") {
  http::ServerOptions options;
  options.transfer_ms_max = 50;
  auto server = http::Server::open(
      options, [](const std::shared_ptr<const http::Request>&, http::Respond respond) { respond([] { return http::Response{}; }); });
  REQUIRE(server);
  std::thread thread([&] { (*server)->run(); });
  testing::Client slow((*server)->port()), quick((*server)->port());
  REQUIRE(slow.send("POST /v1/events HTTP/1.1\r\nHost: localhost\r\nAccept-Language: zh\r\nContent-Length: 10\r\n\r\nfive"));
  CHECK(quick.get("/").status == 200);
  const Answer told = slow.read();
  CHECK(told.status == 408);
  CHECK(told.has("\"code\":\"request_slow\""));
  CHECK(told.has("请求到达过慢"));
  CHECK(!slow.is_open());
  (*server)->stop();
  thread.join();
}

TEST_CASE("refusals: a full disk is 503 with when to come again", "[http]") {
  const base::Failure full{base::FailureKind::busy, "disk_full", "the disk is full", "磁盘已满"};
  const http::Response response = http::problem(full, base::Language::zh);
  CHECK(response.status == 503);
  CHECK(response.body.find("磁盘已满") != std::string::npos);
  CHECK(std::any_of(response.headers.begin(), response.headers.end(),
                    [](const http::Header& header) { return header.name == "Retry-After"; }));
}

TEST_CASE("refusals: a data folder or port that is taken is named with what to do, in both languages", "[http]") {
  Bank bank;
  daemon::Config other = bank.config;
  other.data = bank.scratch.file("other");
  other.port = bank.service->port();
  const auto port = daemon::Service::start(other, daemon::Log::silent());
  REQUIRE(!port);
  CHECK(port.error().message.find("127.0.0.1:" + std::to_string(other.port)) != std::string::npos);
  CHECK(port.error().message.find("choose another `listen`") != std::string::npos);
  CHECK(chinese(port.error().zh));
  const auto folder = daemon::Service::start(bank.config, daemon::Log::silent());
  REQUIRE(!folder);
  INFO(folder.error().message);
  CHECK(folder.error().kind == base::FailureKind::busy);
  CHECK(folder.error().message.find(bank.config.data) != std::string::npos);
  CHECK(folder.error().message.find(std::to_string(::getpid())) != std::string::npos);
  CHECK(chinese(folder.error().zh));
}
