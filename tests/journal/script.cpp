#include "tests/journal/script.hpp"

#include <catch2/catch.hpp>

#include "runtime/base/prng.hpp"

namespace playmaker::journal_tests {

using namespace playmaker::journal;

namespace {

constexpr std::string_view kCounter = "commits";

std::string filler(std::uint64_t seed, std::size_t bytes) {
  base::Prng prng(seed);
  std::string out;
  while (out.size() < bytes) out.push_back(static_cast<char>(prng.next()));
  return out;
}

std::string person_bytes(std::uint64_t commit) { return "person of commit " + std::to_string(commit); }

}  // namespace

Script::Script(std::uint64_t commits_done) : last_(kScriptLanes) {
  for (commits_ = 0; commits_ < commits_done; ++commits_) {
    for (std::uint16_t lane = 0; lane < kScriptLanes; ++lane) last_[lane] += touches(commits_ + 1, lane) ? 1 : 0;
  }
}

bool Script::touches(std::uint64_t commit, std::uint16_t lane) {
  return (base::mix64(commit) >> lane & 1) != 0 || commit % kScriptLanes == lane;
}

std::string Script::payload(std::uint16_t lane, std::uint64_t seq) {
  const std::uint64_t seed = seq * kScriptLanes + lane;
  return std::to_string(lane) + "/" + std::to_string(seq) + "/" + filler(seed, base::mix64(seed) % 6000);  // over a page, and under
}

std::string Script::slice(std::uint64_t commits, int number) {
  return std::to_string(commits) + "/" + std::to_string(number) + "/" + filler(commits + static_cast<std::uint64_t>(number), 20'000);
}

Script::Commit Script::next() {
  ++commits_;
  Commit commit;
  for (std::uint16_t lane = 0; lane < kScriptLanes; ++lane) {
    if (touches(commits_, lane)) commit.rows.push_back({lane, last_[lane] + 1, payload(lane, last_[lane] + 1), 1});
  }
  for (const LaneRow& row : commit.rows) last_[row.lane] = row.seq;
  commit.changes.persons.push_back({commits_, person_bytes(commits_)});
  if (commits_ > kPersonsKept) commit.changes.persons.push_back({commits_ - kPersonsKept, std::nullopt});
  commit.changes.metas.push_back({std::string(kCounter), std::to_string(commits_)});
  return commit;
}

std::uint64_t require_whole(Journal& journal, std::uint64_t at_least) {
  const auto counter = journal.meta(kCounter);
  REQUIRE(counter.has_value());
  const std::uint64_t commits = counter->has_value() ? std::stoull(**counter) : 0;
  REQUIRE(commits >= at_least);
  const Script script(commits);
  for (std::uint16_t lane = 0; lane < Script::kScriptLanes; ++lane) {
    REQUIRE(journal.last_seq(lane) == script.last_seq(lane));
    std::uint64_t seq = 0;
    std::uint32_t epoch = 0;
    bool right = true;
    const auto read = journal.read(lane, 1, [&](const RowView& row) {
      right = right && row.seq == ++seq && row.epoch >= epoch && row.bytes == Script::payload(lane, row.seq);
      epoch = row.epoch;
      return right;
    });
    INFO((read ? "" : read.error().message));
    REQUIRE(read.has_value());
    REQUIRE(right);
    REQUIRE(seq == script.last_seq(lane));
  }
  std::vector<std::uint64_t> keys, expected;
  bool right = true;
  const auto persons = journal.for_each_person([&](std::uint64_t key, std::string_view bytes) {
    right = right && bytes == person_bytes(key);
    keys.push_back(key);
    return true;
  });
  REQUIRE(persons.has_value());
  for (std::uint64_t key = commits > Script::kPersonsKept ? commits - Script::kPersonsKept + 1 : 1; key <= commits; ++key)
    expected.push_back(key);
  REQUIRE(right);
  REQUIRE(keys == expected);
  return commits;
}

std::uint64_t require_snapshot(Journal& journal) {
  const auto latest = journal.latest_snapshot();
  INFO((latest ? "" : latest.error().message));
  REQUIRE(latest.has_value());
  if (*latest == nullptr) return 0;
  SnapshotReader& reader = **latest;
  REQUIRE(reader.passed_over().empty());
  std::uint64_t behind = 0;
  int number = 0;
  for (auto chunk = reader.next(); chunk.has_value() && chunk->has_value(); chunk = reader.next(), ++number) {
    if (number == 0) behind = std::stoull(**chunk);
    REQUIRE(**chunk == Script::slice(behind, number));
  }
  REQUIRE(number == Script::kSlices);
  const Script script(behind);
  for (std::uint16_t lane = 0; lane < Script::kScriptLanes; ++lane) REQUIRE(reader.covers()[lane] == script.last_seq(lane));
  return behind;
}

base::Result<void> append_next(Journal& journal, Script& script) {
  const Script::Commit commit = script.next();
  return journal.append(commit.rows, commit.changes);
}

base::Result<bool> snapshot_step(Journal& journal, const Script& script, std::unique_ptr<SnapshotWriter>& writer,
                                 std::uint64_t& begun_behind, int& slices) {
  if (writer == nullptr) {
    std::vector<std::uint64_t> covers;
    for (std::uint16_t lane = 0; lane < Script::kScriptLanes; ++lane) covers.push_back(script.last_seq(lane));
    auto begun = journal.begin_snapshot(covers);
    if (!begun) return std::unexpected(begun.error());
    writer = std::move(*begun);
    begun_behind = script.commits();
    slices = 0;
  }
  if (slices < Script::kSlices) {
    if (const auto added = writer->add(Script::slice(begun_behind, slices++)); !added) return std::unexpected(added.error());
    return false;
  }
  const auto finished = writer->finish();
  writer.reset();
  if (!finished) return std::unexpected(finished.error());
  return true;
}

}  // namespace playmaker::journal_tests
