// A new version and the journeys under way, over the line: told beforehand, refused with the count, taken over, listed.
#include <catch2/catch.hpp>

#include "tests/daemon/http/bank.hpp"
#include "tests/main/reworded.hpp"

using namespace playmaker;
using testing::Answer;
using testing::Bank;

namespace {

std::string next_version(const std::string& clauses) { return reworded(testing::kBank, "version 1\n", "version 2\n  " + clauses + "\n"); }

}  // namespace

TEST_CASE("playbooks: what a version would mean is told, a lost place is refused with the count, journeys are taken over", "[routes]") {
  Bank bank;
  bank.apply();
  REQUIRE(bank.send(testing::event("1", "opened", "c1") + testing::event("2", "opened", "c2")).has("\"accepted\":2"));

  const Answer keep = bank.client->post("/v1/playbooks/plan", testing::apply_body(next_version("")));
  INFO(keep.body);
  CHECK(keep.has("\"fate\":\"stays\""));
  CHECK(keep.has("\"journeys\":2"));

  const std::string lost = reworded(next_version("upgrade now"), "must task call", "must task ring");
  CHECK(bank.client->post("/v1/playbooks/plan", testing::apply_body(lost)).has("\"fate\":\"no_place\",\"from\":\"meet.call\""));
  const Answer refused = bank.client->post("/v1/playbooks", testing::apply_body(lost));
  CHECK(refused.status == 409);
  CHECK(refused.has("\"code\":\"positions_lost\""));
  CHECK(refused.has("2 journeys of version 1 at meet.call"));
  CHECK(bank.client->post("/v1/playbooks", testing::apply_body(lost), "application/json", "Accept-Language: zh\r\n")
            .has("版本 1 的 meet.call 处有 2 个旅程"));

  // Who is moved was greeted by the one version, and can be by the other.
  const Answer both = bank.client->post("/v1/playbooks/plan",
                                        testing::apply_body(next_version("upgrade now  guarantee never more than 1 contact per 7 days")));
  INFO(both.body);
  CHECK(both.has("\"guarantees\":[{\"playbook\":\"welcome\",\"from_version\":1,\"to_version\":2,\"promised\":1,\"most\":2}]"));

  const std::string renamed =
      added_after(reworded(next_version("upgrade now"), "stage meet", "stage talk"), "upgrade now", "  moved stage meet to talk");
  const Answer told = bank.client->post("/v1/playbooks/plan", testing::apply_body(renamed));
  INFO(told.body);
  CHECK(told.has("\"fate\":\"moves\",\"from\":\"meet\",\"to\":\"talk\",\"journeys\":2"));
  const Answer applied = bank.client->post("/v1/playbooks", testing::apply_body(renamed));
  INFO(applied.body);
  REQUIRE(applied.status == 200);
  const Answer clock = bank.client->post("/v1/clock", R"({"to":"2026-03-03T09:00:00+08:00"})");
  const std::string after = "after=" + std::to_string(testing::number_after(clock.body, "\"commit\":"));
  const Answer journeys = bank.client->get("/v1/journeys?live=true&" + after);
  INFO(journeys.body);
  CHECK(journeys.has("\"version\":2"));
  CHECK_FALSE(journeys.has("\"version\":1"));
  // What was decided before the move is told by the version it was decided by, though the tables call its place as it is called now.
  const Answer why = bank.client->get("/v1/customers/c1/why");
  INFO(why.body);
  CHECK(why.has("moved in"));
  const std::size_t moved = why.body.find("\"JourneyMoved\"");
  CHECK(why.body.find("\"meet.call\"") < moved);
  CHECK(why.body.find("\"talk.call\"") == why.body.find("\"talk.call\"", moved));
  const Answer tasks = bank.client->get("/v1/tasks?" + after);
  INFO(tasks.body);
  CHECK(tasks.has("talk.call"));
  CHECK_FALSE(tasks.has("meet.call"));
}
