// A real new-customer population: its size is known, one breakpoint is counted again here, and the view agrees with the replay's own fold.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

#include "daemon/replay/record_lines.hpp"
#include "runtime/base/time.hpp"
#include "tests/daemon/cli/cli_run.hpp"

using namespace playmaker;
using tests::whole;

namespace {

const std::string kFolder = tests::source("../shared/data/berka");

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> out;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, ';');) {
    std::erase(cell, '"');
    out.push_back(cell);
  }
  return out;
}

int day_of(const std::string& text) {                        // YYMMDD
  return base::date_of(1900 + std::stoi(text.substr(0, 2)), std::stoi(text.substr(2, 2)), std::stoi(text.substr(4, 2))).days;
}

// Accounts opened by 1993-12-20 without a cash deposit of 1,000 CZK or more up to the tenth day after.
std::int64_t unfunded() {
  std::map<std::string, int> opened;
  std::map<std::string, bool> funded;
  std::string line;
  auto accounts = replay::Lines::open(kFolder + "/account.asc");
  for (; accounts && (*accounts)->append_next(line).value_or(false); line.clear()) {
    const auto row = cells(line);
    if (row.size() == 4 && row[3][0] == '9' && row[3] <= "931220") opened[row[0]] = day_of(row[3]);
  }
  auto moves = replay::Lines::open(kFolder + "/trans_1993-01-01_1994-03-31.asc.gz");
  for (line.clear(); moves && (*moves)->append_next(line).value_or(false); line.clear()) {
    const auto row = cells(line);
    if (row.size() < 8 || row[4] != "VKLAD" || row[7] == "UROK" || std::stod(row[5]) < 1000 || !opened.contains(row[1])) continue;
    if (day_of(row[2]) <= opened[row[1]] + 10) funded[row[1]] = true;
  }
  CHECK(opened.size() == 1'108);
  return static_cast<std::int64_t>(opened.size() - funded.size());
}

}  // namespace

TEST_CASE("replay: the Berka bank's new customers, their first hundred days") {
  if (!std::filesystem::exists(kFolder + "/account.asc")) {
    WARN("skipped: no shared data");
    return;
  }
  const tests::Folder folder;
  const std::string data = folder.path + "/data";
  const tests::Ran ran = tests::cli({"replay", tests::source("examples/berka/berka.play"), "--customers", kFolder + "/account.asc",
                                     "--events", kFolder + "/account.asc", kFolder + "/trans_1993-01-01_1994-03-31.asc.gz", "--map",
                                     tests::source("examples/berka/map.yaml"), "--json", "--data", data});
  INFO(ran.err);
  REQUIRE(ran.exit == 0);
  const auto json = daemon::parse_json(ran.out);
  REQUIRE(json);
  CHECK(whole(*json, {"customers"}) == 4'500);
  CHECK(whole(*json, {"events", "read"}) == 4'500 + 49'102);
  CHECK(whole(*json, {"events", "used"}) == whole(*json, {"events", "read"}));
  const engine::RawValue& book = *daemon::member(*daemon::member(*json, "playbooks"), "berka_100");
  CHECK(whole(book, {"entered"}) == 1'108);
  CHECK(whole(book, {"live"}) == 0);
  CHECK(whole(book, {"ended", "lively"}) + whole(book, {"ended", "quiet"}) == 1'108);
  CHECK(whole(book, {"breakpoints", "unfunded", "armed"}) == 1'108);
  CHECK(whole(book, {"breakpoints", "unfunded", "tripped"}) == unfunded());
  CHECK(whole(book, {"waves", "arrive.hello", "reached"}) == 1'108);
  CHECK(whole(book, {"waves", "arrive.hello", "touches"}) == 1'108 - whole(book, {"held_out"}));
  for (const char* reason : {"capped", "gap", "quiet", "held_out"}) CHECK(whole(book, {"blocked", reason}) > 0);

  const tests::Ran figures = tests::cli({"figures", "--data", data, "--jsonl"});
  REQUIRE(figures.exit == 0);
  const auto of_view = daemon::parse_json(figures.out);
  REQUIRE(of_view);
  for (const char* table : {"ended", "touches", "blocked"}) {
    const auto& counts = std::get<engine::RawRecord>(daemon::member(book, table)->value);
    CHECK_FALSE(counts.empty());
    for (const auto& field : counts) CHECK(whole(*of_view, {table, field.name}) == std::get<std::int64_t>(field.value.value));
  }
  for (const auto& [table, keys] : std::initializer_list<std::pair<const char*, std::vector<const char*>>>{
           {"waves", {"reached", "skipped", "touches", "responded"}},
           {"tasks", {"opened", "done", "overdue", "escalated"}},
           {"breakpoints", {"armed", "cleared", "tripped", "recovered", "open"}}}) {
    for (const auto& field : std::get<engine::RawRecord>(daemon::member(book, table)->value)) {
      INFO(table << ' ' << field.name);
      for (const char* key : keys) CHECK(whole(*of_view, {table, field.name, key}) == whole(field.value, {key}));
    }
  }

  // A blocked touch's `why`: rule with file and line, operands, the touch that won, the first free minute.
  const tests::Ran capped = tests::cli({"touches", "list", "--data", data, "--reason", "capped", "--limit", "1", "--jsonl"});
  REQUIRE(capped.exit == 0);
  const auto touch = daemon::parse_json(capped.out);
  REQUIRE(touch);
  const tests::Ran why = tests::cli({"why", *daemon::text_of(daemon::member(*touch, "customer")), "--data", data, "--touch",
                                     *daemon::text_of(daemon::member(*touch, "id")), "--lang", "en"});
  INFO(why.out);
  CHECK(why.out.find("at most 2 contacts per 30 days") != std::string::npos);
  CHECK(why.out.find("contact.play:") != std::string::npos);
  CHECK(why.out.find("2 counted, limit 2") != std::string::npos);
  CHECK(why.out.find("came first") != std::string::npos);
  CHECK(why.out.find("first free minute") != std::string::npos);
  CHECK(tests::cli({"fsck", data}).exit == 0);
}
