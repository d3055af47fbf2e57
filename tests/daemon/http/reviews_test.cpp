// Reviews over the line: held at their time with what followed, counted as of now, asked for by name.
#include <catch2/catch.hpp>

#include "tests/daemon/http/bank.hpp"

using namespace playmaker;
using testing::Answer;
using testing::Bank;
using testing::event;

namespace {

const char* const kReviewed = R"play(
calendar office { weekend saturday, sunday  open 09:00 to 17:30 }
playbook reviewed "回检" en "Reviewed" {
  version 1
  calendar office
  ends after 30 days
  target won 3 per month by branch
  audience { enter on opened  again never  hold out 50% from touches }
  goal won "达成" en "Won" = booked since entry within 2 days keep going
  goal quick "快" en "Quick" = booked since entry within 8 working hours keep going
  stage s "阶段" en "Stage" due 3 days { must task call "电话" en "Call" { assign manager  done on held  due 1 day } }
  review weekly "周检" en "Weekly" every week on monday at 09:00 {
    show    funnel of stages by branch
    show    tasks by outcome
    compare with holdout on won
    compare with holdout on quick
    when rate(call.done) < 60% { task for branch improve "整改" en "Improve" { assign head  due 5 days } }
  }
}
)play";

}  // namespace

TEST_CASE("reviews: held once at their time, with the task that followed; figures as of now; unknown ones are named", "[routes]") {
  Bank bank;
  const Answer applied = bank.client->post("/v1/playbooks", testing::apply_body(std::string(testing::kBank) + kReviewed));
  INFO(applied.body);
  REQUIRE(applied.status == 200);
  REQUIRE(bank.client->post("/v1/people", R"([{"id":"p1","name":"Li"},{"id":"p2","name":"Wang"}])").has("\"accepted\":2"));
  REQUIRE(bank.client->post("/v1/branches", R"({"id":"b1","head":"p2"})").has("\"accepted\":1"));
  std::string rows, events;
  for (int i = 0; i < 6; ++i) {
    const std::string id = "c" + std::to_string(i);
    rows += R"({"id":")" + id + R"(","branch":"b1","manager":"p1"})" + "\n";
    events += event("open-" + id, "opened", id, "2026-03-02T09:00:00+08:00");
  }
  REQUIRE(bank.client->post("/v1/customers", rows, "application/x-ndjson").has("\"accepted\":6"));
  REQUIRE(bank.send(events).has("\"accepted\":6"));
  REQUIRE(bank.send(event("b0", "booked", "c0", "2026-03-02T09:00:00+08:00")).has("\"accepted\":1"));

  const Answer before = bank.client->get("/v1/reviews");   // none was held yet: counted as of now
  INFO(before.body);
  CHECK(before.has("\"now\":true"));
  REQUIRE(bank.client->post("/v1/clock", R"({"to":"2026-03-09T10:00:00+08:00"})").status == 200);
  const std::string after = "after=" + std::to_string(testing::number_after(
                                           bank.client->post("/v1/clock", R"({"to":"2026-03-09T10:00:00+08:00"})").body, "\"commit\":"));
  const Answer held = bank.client->get("/v1/reviews?playbook=reviewed&review=weekly&" + after);
  INFO(held.body);
  CHECK(held.has("\"due\":\"2026-03-09T09:00:00+08:00\""));
  CHECK(held.has("\"missed\":0"));
  CHECK(held.has("\"rate\":\"s.call.done\""));
  CHECK(held.has("weekly.improve"));
  CHECK(held.has("\"goal\":\"won\""));
  const std::size_t quick = held.body.find("{\"goal\":\"quick\",\"entered_until\":\"2026-03-0");
  REQUIRE(quick != std::string::npos);
  const auto journeys = [&](const char* group) {
    return testing::number_after(held.body.substr(held.body.find(group, quick)), "\"journeys\":");
  };
  CHECK(journeys("\"treated\"") + journeys("\"held_out\"") == 6);
  CHECK(bank.client->get("/v1/tasks?task=weekly.improve&" + after).has("\"assignee\":\"p2\""));
  CHECK(bank.client->get("/v1/reviews?now=true&" + after).has("\"now\":true"));
  CHECK_FALSE(bank.client->get("/v1/journeys?" + after).has("branch:"));   // a desk is no customer

  const Answer unknown = bank.client->get("/v1/reviews?playbook=reviewed&review=daily");
  CHECK(unknown.status == 404);
  CHECK(unknown.has("reviewed weekly"));
  CHECK(bank.client->get("/v1/reviews?nwo=true").status == 400);
}
