// What strangers can send: limits, methods, media types, pipelines, tokens. Nothing of it reaches a route or ends the daemon.
#include <catch2/catch.hpp>
#include <fstream>

#include "daemon/http/problem.hpp"
#include "tests/daemon/http/bank.hpp"

using namespace playmaker;
using testing::Answer;
using testing::Bank;

TEST_CASE("the wire: unknown paths, methods and media types are told what there is", "[http]") {
  Bank bank;
  const Answer nothing = bank.client->get("/v1/nothing");
  CHECK(nothing.status == 404);
  CHECK(nothing.headers.at("content-type") == "application/problem+json");
  CHECK(nothing.has("\"code\":\"path_unknown\""));
  const Answer method = bank.client->ask("DELETE", "/v1/events", {}, {});
  CHECK(method.status == 405);
  CHECK(method.headers.at("allow") == "POST");
  const Answer media = bank.client->post("/v1/events", "x", "text/plain");
  CHECK(media.status == 415);
  CHECK(media.has("application/x-ndjson"));
  const Answer chinese = bank.client->get("/v1/nothing", "Accept-Language: zh-CN,zh;q=0.9,en;q=0.8\r\n");
  CHECK(chinese.has("不存在"));
  CHECK(bank.client->get("/v1/tasks?statuss=open").has("did you mean \\\"status\\\"?"));
  CHECK(bank.client->get("/v1/tasks?status=%zz").status == 400);
}

TEST_CASE("the wire: HEAD is GET without a body, and the connection goes on", "[http]") {
  Bank bank;
  const Answer head = bank.client->ask("HEAD", "/version", {}, {});
  CHECK(head.status == 200);
  CHECK(head.body.empty());
  CHECK(bank.client->is_open());
  CHECK(bank.client->get("/version").has("playmaker"));
}

TEST_CASE("the wire: pipelined requests are answered in order", "[http]") {
  Bank bank;
  const std::string one = "GET /version HTTP/1.1\r\nHost: localhost\r\n\r\n", two = "GET /v1/clock HTTP/1.1\r\nHost: localhost\r\n\r\n",
                    three = "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n";
  REQUIRE(bank.client->send(one + two + three));
  CHECK(bank.client->read().has("\"version\""));
  CHECK(bank.client->read().has("\"now\""));
  CHECK(bank.client->read().status == 404);
}

TEST_CASE("the wire: too large, malformed and expecting requests", "[http]") {
  Bank bank;
  CHECK(bank.client->send("POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n"));
  CHECK(bank.client->read().status == 413);
  bank.client->close();
  CHECK(bank.client->get("/version", "X-Long: " + std::string(20'000, 'x') + "\r\n").status == 431);
  bank.client->close();
  CHECK(bank.client->send("this is no request\r\n\r\n"));
  CHECK(bank.client->read().status == 400);
  bank.client->close();
  CHECK(
      bank.client->send("POST /v1/imports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\nExpect: "
                        "100-continue\r\n\r\n"));
  CHECK(bank.client->read().status == 100);
  CHECK(bank.client->send("{}"));
  CHECK(bank.client->read().has("member_missing"));
}

TEST_CASE("the wire: tokens are asked for, and web pages may not use the loopback", "[http]") {
  testing::Scratch scratch;
  std::ofstream(scratch.file("tokens")) << "# who may\nsecret-token-of-the-tests\nsha256:"
                                        << base::hex(base::sha256("another-token-of-the-tests")) << "\n";
  daemon::Config config;
  config.token_file = scratch.file("tokens");
  Bank bank(config);
  CHECK(bank.client->get("/v1/clock").status == 401);
  CHECK(bank.client->get("/v1/clock", "Authorization: Bearer wrong-token-of-the-tests\r\n").has("token_wrong"));
  CHECK(bank.client->get("/v1/clock", "Authorization: Bearer secret-token-of-the-tests\r\n").status == 200);
  CHECK(bank.client->get("/v1/clock", "Authorization: Bearer another-token-of-the-tests\r\n").status == 200);
  CHECK(bank.client->get("/healthz").status == 200);
  Bank open;
  CHECK(open.client->get("/v1/clock", "Origin: https://example.com\r\n").status == 403);
  CHECK(open.client->send("GET /v1/clock HTTP/1.1\r\nHost: evil.example\r\n\r\n"));
  CHECK(open.client->read().status == 403);
}

TEST_CASE("the wire: the language is what the sender weighs most", "[http]") {
  CHECK(http::language_of("zh") == base::Language::zh);
  CHECK(http::language_of("en-US,zh;q=0.5") == base::Language::en);
  CHECK(http::language_of("en;q=0.3,zh-CN;q=0.5") == base::Language::zh);
  CHECK(http::language_of("fr") == base::Language::en);
}
