// A real log: the engine's figures against those its owner published, an independent count handed over with it, and a count made here.
#include <catch2/catch.hpp>

#include <algorithm>

#include "runtime/base/prng.hpp"
#include "tests/daemon/cli/cli_run.hpp"
#include "tests/daemon/replay/independent.hpp"

using namespace playmaker;
using tests::whole;

namespace {

const std::string kFolder = tests::source("../shared/data/bpic2012");

bool there() {
  if (std::filesystem::exists(kFolder + "/events.tsv.gz")) return true;
  WARN("skipped: no shared data");
  return false;
}

tests::Ran replayed(const std::vector<std::string>& playbooks, std::vector<std::string> more) {
  std::vector<std::string> words{"replay"};
  words.insert(words.end(), playbooks.begin(), playbooks.end());
  words.insert(words.end(), {"--customers", kFolder + "/cases.tsv.gz", "--events", kFolder + "/events.tsv.gz", "--map",
                             tests::source("examples/bpic2012/map.yaml"), "--lang", "en"});
  words.insert(words.end(), more.begin(), more.end());
  return tests::cli(std::move(words));
}

struct Watch {
  std::string name, from, to;
  std::int64_t hours;
};
std::string playbook(const std::vector<Watch>& watches) {
  std::string text =
      "use \"catalog.play\"\n\nplaybook generated {\n  version 1\n  ends after 365 days\n  audience { enter on A_SUBMITTED  again never "
      "}\n";
  for (const Watch& w : watches)
    text +=
        "  breakpoint " + w.name + " from `" + w.from + "` to `" + w.to + "` stalls after " + std::to_string(w.hours) + " hours once { }\n";
  return text + "}\n";
}

}  // namespace

TEST_CASE("replay: BPI 2012 equals what was published and what was counted independently") {
  if (!there()) return;
  const tests::Folder folder;
  folder.write("catalog.play", tests::read(tests::source("examples/bpic2012/catalog.play")));
  const std::string shipped = folder.write("bpic2012.play", tests::read(tests::source("examples/bpic2012/bpic2012.play")));

  // Twenty more breakpoints between any two activities.
  const auto expected = daemon::parse_json(tests::read(kFolder + "/expected.json"));
  REQUIRE(expected);
  std::vector<std::string> activities;
  for (const auto& field : std::get<engine::RawRecord>(daemon::member(*expected, "activities")->value)) activities.push_back(field.name);
  REQUIRE(activities.size() == 24);
  base::Prng prng(20121);
  std::vector<Watch> watches;
  for (int i = 0; i < 20; ++i) {
    const std::size_t from = prng.below(activities.size()), step = 1 + prng.below(activities.size() - 1);
    watches.push_back({"watch_" + std::to_string(i), activities[from], activities[(from + step) % activities.size()],
                       static_cast<std::int64_t>(1 + prng.below(500))});
  }
  const std::string generated = folder.write("generated.play", playbook(watches));

  const std::string data = folder.path + "/data";
  const tests::Ran ran = replayed({shipped, generated}, {"--json", "--data", data});
  INFO(ran.err);
  REQUIRE(ran.exit == 0);
  const auto json = daemon::parse_json(ran.out);
  REQUIRE(json);
  CHECK(whole(*json, {"customers"}) == 13'087);
  CHECK(whole(*json, {"events", "read"}) == 262'200);
  CHECK(whole(*json, {"events", "used"}) == 262'200);
  CHECK(whole(*json, {"events", "late"}) == 0);
  CHECK(whole(*json, {"events", "duplicate"}) == 0);
  CHECK(whole(*json, {"playbooks", "bpic2012", "entered"}) == 13'087);
  for (const std::string& name : activities) {
    INFO(name);
    CHECK(whole(*json, {"events", "by_name", name}) == whole(*expected, {"activities", name}));
  }
  const std::string published = tests::read(kFolder + "/published_in_log.json");
  const auto log = daemon::parse_json(published);
  REQUIRE(log);
  const engine::RawValue* totals = daemon::member(*log, "meta_concept:named_events_total");
  REQUIRE(totals != nullptr);
  const auto& of = std::get<engine::RawRecord>(daemon::member(*totals, "of")->value);
  CHECK(of.size() == 24);
  for (const auto& field : of) {
    INFO(field.name);
    CHECK(std::to_string(whole(*json, {"events", "by_name", field.name})) == *daemon::text_of(&field.value));
  }

  static constexpr std::pair<const char*, const char*> kSpans[] = {{"1", "1d"}, {"3", "3d"}, {"7", "7d"}, {"14", "14d"}, {"30", "30d"}};
  const auto& breakpoints = std::get<engine::RawList>(daemon::member(*expected, "breakpoints")->value);
  for (std::size_t b = 0; b < 2; ++b) {
    for (const auto& [days, suffix] : kSpans) {
      const std::string name = std::string(b == 0 ? "preaccept_" : "sent_back_") + suffix;
      INFO(name);
      const std::int64_t armed = whole(breakpoints[b], {"entered"}), cleared = whole(breakpoints[b], {"passed"}),
                         within = whole(breakpoints[b], {"passed_within_days", days});
      CHECK(whole(*json, {"playbooks", "bpic2012", "breakpoints", name, "armed"}) == armed);
      CHECK(whole(*json, {"playbooks", "bpic2012", "breakpoints", name, "cleared"}) == cleared);
      CHECK(whole(*json, {"playbooks", "bpic2012", "breakpoints", name, "tripped"}) == armed - within);
      CHECK(whole(*json, {"playbooks", "bpic2012", "breakpoints", name, "recovered"}) == cleared - within);
      CHECK(whole(*json, {"playbooks", "bpic2012", "breakpoints", name, "open"}) == armed - cleared);
    }
  }

  const tests::Cases cases = tests::read_cases(kFolder + "/events.tsv.gz");
  CHECK(cases.size() == 13'087);
  std::int64_t trips = 0;
  for (const Watch& w : watches) {
    INFO(w.name << " from " << w.from << " to " << w.to << " after " << w.hours << " hours");
    const tests::Counted counted = tests::count(cases, "A_SUBMITTED", w.from, w.to, w.hours * base::kHour);
    CHECK(whole(*json, {"playbooks", "generated", "breakpoints", w.name, "armed"}) == counted.armed);
    CHECK(whole(*json, {"playbooks", "generated", "breakpoints", w.name, "cleared"}) == counted.cleared);
    CHECK(whole(*json, {"playbooks", "generated", "breakpoints", w.name, "tripped"}) == counted.tripped);
    CHECK(whole(*json, {"playbooks", "generated", "breakpoints", w.name, "recovered"}) == counted.recovered);
    trips += counted.tripped;
  }
  CHECK(trips > 10'000);

  // The journal that was left answers by itself, and the view's SQL agrees with the replay's own fold.
  const tests::Ran checked = tests::cli({"fsck", data, "--json"});
  INFO(checked.out);
  CHECK(checked.exit == 0);
  const tests::Ran figures = tests::cli({"figures", "--data", data, "--jsonl"});
  REQUIRE(figures.exit == 0);
  std::istringstream lines(figures.out);
  int books = 0;
  for (std::string line; std::getline(lines, line); ++books) {
    const auto book = daemon::parse_json(line);
    REQUIRE(book);
    const std::string& name = *daemon::text_of(daemon::member(*book, "playbook"));
    const engine::RawValue* replayed_book = daemon::member(*daemon::member(*json, "playbooks"), name);
    REQUIRE(replayed_book != nullptr);
    for (const char* key : {"entered", "held_out", "live"}) CHECK(whole(*book, {key}) == whole(*replayed_book, {key}));
    const auto& of_view = std::get<engine::RawRecord>(daemon::member(*book, "breakpoints")->value);
    CHECK(of_view.size() == (name == "generated" ? 20 : 10));
    for (const auto& field : of_view) {
      for (const char* key : {"armed", "cleared", "tripped", "recovered", "open"})
        CHECK(whole(field.value, {key}) == whole(*replayed_book, {"breakpoints", field.name, key}));
    }
  }
  CHECK(books == 2);
  const tests::Ran stalls = tests::cli({"stalls", "list", "--data", data, "--playbook", "bpic2012", "--limit", "600", "--jsonl"});
  CHECK(stalls.exit == 0);
  CHECK(std::count(stalls.out.begin(), stalls.out.end(), '\n') == 600);
  const tests::Ran why = tests::cli({"why", "173688", "--data", data, "--lang", "zh"});
  CHECK(why.exit == 0);
  CHECK(why.out.find("bpic2012.play:14") != std::string::npos);
  CHECK(why.out.find("提交未预批") != std::string::npos);

  // The same again, in memory: the same journal.
  const tests::Ran again = replayed({shipped, generated}, {});
  REQUIRE(again.exit == 0);
  const auto report = daemon::parse_json(checked.out);
  REQUIRE(report);
  const std::string* hash = daemon::text_of(daemon::member(*report, "hash"));
  REQUIRE(hash != nullptr);
  CHECK(again.out.find("journal " + *hash) != std::string::npos);
}
