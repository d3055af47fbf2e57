// The ingest benchmark runs through: events answered, killed, started again, checked. Its figures are for the machine's owner to judge.
#include <catch2/catch.hpp>

#include <array>
#include <cstdio>

#include "tests/daemon/cli/cli_run.hpp"
#include "tests/main/here.hpp"

using namespace playmaker;

TEST_CASE("cli: bench ingest ends clean, with counts that agree and enough events that change a journey") {
  const std::string command = std::string(kBinaryDir) + "/playmaker bench ingest --json --customers 400 --events 4000 --playbooks " +
                              tests::source("playbooks") + " 2>/dev/null";
  std::FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string out;
  std::array<char, 4096> buffer{};
  for (std::size_t got; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) out.append(buffer.data(), got);
  CHECK(::pclose(pipe) == 0);
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
