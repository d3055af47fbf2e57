// The ingest benchmark runs through: events answered, killed, started again, checked. Its figures are for the machine's owner to judge.
#include <catch2/catch.hpp>

#include "tests/daemon/cli/cli_run.hpp"

using namespace playmaker;

TEST_CASE("cli: bench ingest ends clean, with counts that agree and enough events that change a journey") {
  const tests::Ran ran = tests::program("bench ingest --json --customers 400 --events 4000 --playbooks " + tests::source("playbooks"));
  CHECK(ran.exit == 0);
  const std::string& out = ran.out;
  const auto json = daemon::parse_json(out);
  INFO(out);
  REQUIRE(json);
  CHECK(tests::whole(*json, {"customers"}) == 400);
  CHECK(tests::whole(*json, {"events"}) == 4'000);
  CHECK(tests::whole(*json, {"refused"}) == 0);
  const auto truth = [&](const char* key) {
    const engine::RawValue* value = daemon::member(*json, key);
    return value != nullptr && std::holds_alternative<bool>(value->value) && std::get<bool>(value->value);
  };
  CHECK(truth("fsck_clean"));
  CHECK(truth("counts_agree"));
  const auto figure = [&](const char* key) {
    const engine::RawValue* value = daemon::member(*json, key);
    REQUIRE(value != nullptr);
    REQUIRE(std::holds_alternative<double>(value->value));
    return std::get<double>(value->value);
  };
  CHECK(figure("changing_share") >= 0.3);
  CHECK(figure("fsync_p50_ms") > 0);   // a durable figure without its fsync says nothing
  CHECK(figure("fsync_p99_ms") >= figure("fsync_p50_ms"));
}

TEST_CASE("cli: bench check checks as many playbooks as it is asked to, and proves their guarantees") {
  const tests::Ran ran = tests::cli({"bench", "check", "--json", "--playbooks", "5", tests::source("playbooks/first_meeting.play"),
                                     tests::source("playbooks/new_customer_100.play"), tests::source("playbooks/uplift.play")});
  INFO(ran.out << ran.err);
  CHECK(ran.exit == 0);
  CHECK(ran.out.find("\"playbooks\":6") != std::string::npos);
  CHECK(ran.out.find("\"seconds\":") != std::string::npos);
}

TEST_CASE("cli: bench eval asks its condition as often as it is told, and says how many a second and of how many it holds") {
  const tests::Ran ran = tests::program("bench eval --json --evaluations 20000");
  INFO(ran.out);
  CHECK(ran.exit == 0);
  const auto json = daemon::parse_json(ran.out);
  REQUIRE(json);
  const auto figure = [&](const char* key) {
    const engine::RawValue* value = daemon::member(*json, key);
    REQUIRE(value != nullptr);
    REQUIRE(std::holds_alternative<double>(value->value));
    return std::get<double>(value->value);
  };
  const std::string* condition = daemon::text_of(daemon::member(*json, "condition"));
  REQUIRE(condition != nullptr);
  CHECK(*condition == "customer.aum >= 50万元 and customer.tier in [\"gold\", \"private\"]");
  CHECK(figure("evaluations_per_second") > 0);
  CHECK(figure("held_share") > 0.2);   // half of them have enough, two of three tiers are named: a condition never true would cost less
  CHECK(figure("held_share") < 0.5);
  const tests::Ran told = tests::program("bench eval --lang en --evaluations 1000");
  CHECK(told.exit == 0);
  CHECK(told.out.starts_with("evaluations a second on one core: "));
}
