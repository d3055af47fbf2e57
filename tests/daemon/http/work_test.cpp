// Work that people take on and questions they answer, over the line: claims, acknowledgements, checks, reasons, customers handed over.
#include <catch2/catch.hpp>

#include "tests/daemon/http/bank.hpp"

using namespace playmaker;
using testing::Answer;
using testing::Bank;
using testing::event;
using testing::number_after;
using testing::text_between;

namespace {

const char* const kWork = R"play(
playbook work "工作" en "Work" {
  version 1
  ends after 60 days
  audience { enter on opened  again never }
  must task taken "认领" en "Take" { assign seat  claim within 1 day  done by report  due 3 days }
  must task read "宣导" en "Read" { assign manager  acknowledge within 1 day  done by report  due 3 days }
  must task looked "复核" en "Look" { assign manager  done by report  check 100% by head within 2 days  due 3 days }
  breakpoint no_show "没来" en "No show" from booked to held stalls after 24 hours {
    reasons "太忙", "太远" asked of manager
  }
}
role seat "坐席" en "Seat" { who pool agents least busy  final }
)play";

struct Desk {
  Bank bank;
  std::string after;

  Desk() {
    const Answer applied = bank.client->post("/v1/playbooks", testing::apply_body(std::string(testing::kBank) + kWork));
    INFO(applied.body);
    REQUIRE(applied.status == 200);
    REQUIRE(bank.client->post("/v1/people", R"([{"id":"p1","name":"Li"},{"id":"p2","name":"Wang"},{"id":"p3","name":"Zhao"}])")
                .has("\"accepted\":3"));
    REQUIRE(bank.client->post("/v1/pools", R"({"id":"agents","members":["p1","p3"]})").has("\"accepted\":1"));
    REQUIRE(bank.client->post("/v1/branches", R"({"id":"b1","head":"p2"})").has("\"accepted\":1"));
    REQUIRE(bank.client->post("/v1/customers", R"({"id":"c1","branch":"b1","manager":"p1"})").has("\"accepted\":1"));
    seen(bank.send(event("1", "opened", "c1", "2026-03-02T09:00:00+08:00")));
  }
  void seen(const Answer& answer) {
    INFO(answer.body);
    REQUIRE(answer.status == 200);
    if (const std::uint64_t commit = number_after(answer.body, "\"commit\":"); commit != 0) after = "after=" + std::to_string(commit);
  }
  std::string task(const std::string& name) {
    const Answer listed = bank.client->get("/v1/tasks?task=" + name + "&" + after);
    INFO(listed.body);
    const std::string id = text_between(listed.body, "\"id\":\"", "\"");
    REQUIRE_FALSE(id.empty());
    return id;
  }
  Answer tasks(const std::string& name) { return bank.client->get("/v1/tasks?task=" + name + "&" + after); }
  Answer questions(const std::string& filter) { return bank.client->get("/v1/questions?" + filter + "&" + after); }
};

}  // namespace

TEST_CASE("work: a task is claimed once, by somebody it is for", "[routes]") {
  Desk desk;
  const std::string id = desk.task("taken");
  CHECK(desk.tasks("taken").has("\"claim\":\"open\""));
  const Answer nobody = desk.bank.client->post("/v1/tasks/" + id + ":claim", R"({"person":"p9"})");
  INFO(nobody.body);
  CHECK(nobody.status >= 400);
  desk.seen(desk.bank.client->post("/v1/tasks/" + id + ":claim", R"({"person":"p3","actor":"p3"})"));
  const Answer claimed = desk.tasks("taken");
  INFO(claimed.body);
  CHECK(claimed.has("\"claim\":\"in_time\""));
  CHECK(claimed.has("\"assignee\":\"p3\""));
  const Answer again = desk.bank.client->post("/v1/tasks/" + id + ":claim", R"({"person":"p1"})");
  INFO(again.body);
  CHECK(again.status == 409);
  CHECK(again.has("claimed by p3"));
  CHECK(desk.bank.client->post("/v1/tasks/" + id + ":claim", R"({"person":"p3"})").status == 200);   // said twice
  CHECK(desk.bank.client->post("/v1/tasks/" + desk.task("read") + ":claim", R"({"person":"p1"})").has("nothing_to_claim"));
  CHECK(desk.bank.client->post("/v1/tasks/" + id + ":claim", R"({"persn":"p1"})").status == 400);
}

TEST_CASE("work: what is to be acknowledged is acknowledged", "[routes]") {
  Desk desk;
  desk.seen(desk.bank.client->post("/v1/tasks/" + desk.task("read") + ":acknowledge", R"({"person":"p1"})"));
  const Answer read = desk.tasks("read");
  INFO(read.body);
  CHECK(read.has("\"acknowledge\":\"in_time\""));
}

TEST_CASE("work: a check and a reason are asked, listed with what may be answered, and answered once", "[routes]") {
  Desk desk;
  desk.seen(desk.bank.client->post("/v1/tasks/" + desk.task("looked") + ":complete", R"({"actor":"p1"})"));
  const Answer checks = desk.questions("kind=check");
  INFO(checks.body);
  CHECK(checks.has("\"answers\":[\"passed\",\"failed\"]"));
  CHECK(checks.has("\"assignee\":\"p2\""));
  const std::string check = text_between(checks.body, "\"id\":\"", "\"");
  const Answer wrong = desk.bank.client->post("/v1/questions/" + check + ":answer", R"({"answer":"maybe","person":"p2"})");
  INFO(wrong.body);
  CHECK(wrong.status >= 400);
  desk.seen(desk.bank.client->post("/v1/questions/" + check + ":answer", R"({"answer":"passed","person":"p2","actor":"p2"})"));
  CHECK(desk.questions("kind=check").has("\"answer\":\"passed\""));
  CHECK(desk.bank.client->post("/v1/questions/" + check + ":answer", R"({"answer":"failed","person":"p2"})").status == 404);
  CHECK(desk.bank.client->post("/v1/questions/nothing:answer", R"({"answer":"passed"})").status == 404);

  desk.seen(desk.bank.send(event("2", "booked", "c1", "2026-03-02T09:00:00+08:00")));
  desk.seen(desk.bank.client->post("/v1/clock", R"({"to":"2026-03-04T09:00:00+08:00"})"));
  const Answer reasons = desk.questions("kind=reason&status=open");
  INFO(reasons.body);
  CHECK(reasons.has("太远"));
  const std::string reason = text_between(reasons.body, "\"id\":\"", "\"");
  desk.seen(desk.bank.client->post("/v1/questions/" + reason + ":answer", R"({"answer":"太远","person":"p1"})"));
  CHECK(desk.questions("kind=reason").has("\"answer\":\"太远\""));
  CHECK(desk.questions("kind=nothing").status == 400);
}
