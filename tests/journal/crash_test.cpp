// What survives: kill -9 of a writing process at random moments, and logs cut short anywhere (what a power cut leaves of a file whose last
// fsync had not returned).
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstring>
#include <filesystem>

#include "runtime/base/prng.hpp"
#include "tests/journal/script.hpp"
#include "tests/journal/shapes.hpp"

using namespace playmaker::journal;
using namespace playmaker::journal_tests;
namespace fs = std::filesystem;

namespace {

FolderOptions script_folder(const std::string& folder) {
  FolderOptions options;
  options.folder = folder;
  options.lanes = Script::kScriptLanes;
  options.checkpoint_bytes = 96u << 10;  // often, so that kills meet checkpoints too
  return options;
}

std::unique_ptr<Journal> open_script(const std::string& folder) {
  auto journal = open_folder(script_folder(folder));
  INFO((journal ? "" : journal.error().message));
  REQUIRE(journal.has_value());
  return std::move(*journal);
}

// What the writer says to its pipe: after append() or finish() returned, never before.
struct Word {
  enum Kind : std::uint64_t { started, appended, snapshot } kind;
  std::uint64_t commits;
};

struct Child {
  pid_t pid = -1;
  int words = -1;
};

Child start_writer(const std::string& folder) {
  std::array<int, 2> ends{};
  REQUIRE(pipe2(ends.data(), O_CLOEXEC) == 0);
  const std::string fd = std::to_string(ends[1]);
  const pid_t pid = fork();
  REQUIRE(pid >= 0);
  if (pid == 0) {
    fcntl(ends[1], F_SETFD, 0);
    setenv("PLAYMAKER_JOURNAL_WRITER", folder.c_str(), 1);
    setenv("PLAYMAKER_JOURNAL_WORDS", fd.c_str(), 1);
    execl("/proc/self/exe", "tests_journal", "the writer that is killed", static_cast<char*>(nullptr));
    _exit(127);
  }
  close(ends[1]);
  return {pid, ends[0]};
}

bool next_word(int fd, Word& word) {
  return read(fd, &word, sizeof word) == static_cast<ssize_t>(sizeof word);  // written at one go, so read at one go
}

std::uint64_t rounds() {
  if (getenv("PLAYMAKER_SOAK") != nullptr) return 1000;
  return getenv("PLAYMAKER_LIGHT") != nullptr ? 5 : 50;
}

}  // namespace

// Hidden: only ever run by the kill loop, which ends it.
TEST_CASE("the writer that is killed", "[.]") {
  const char* folder = getenv("PLAYMAKER_JOURNAL_WRITER");
  const char* words = getenv("PLAYMAKER_JOURNAL_WORDS");
  if (folder == nullptr || words == nullptr) return;
  const int out = std::atoi(words);
  const auto say = [out](Word::Kind kind, std::uint64_t commits) {
    const Word word{kind, commits};
    if (write(out, &word, sizeof word) != static_cast<ssize_t>(sizeof word)) _exit(3);
  };
  say(Word::started, 0);
  auto opened = open_folder(script_folder(folder));
  if (!opened) _exit(4);
  Journal& journal = **opened;
  const auto counter = journal.meta("commits");
  if (!counter) _exit(5);
  Script script(counter->has_value() ? std::stoull(**counter) : 0);
  std::unique_ptr<SnapshotWriter> writer;
  std::uint64_t begun_behind = 0;
  int slices = 0;
  while (true) {
    if (!append_next(journal, script)) _exit(6);
    say(Word::appended, script.commits());
    if (!journal.tend()) _exit(7);
    const auto done = snapshot_step(journal, script, writer, begun_behind, slices);
    if (!done) _exit(8);
    if (*done) say(Word::snapshot, begun_behind);
  }
}

// Each block of rounds goes on in one folder, whose every row is read again after every kill.
static void kill_rounds(std::uint64_t first, std::uint64_t last) {
  Scratch scratch;
  const std::string folder = scratch / "data";
  std::uint64_t acknowledged = 0, snapshot = 0;
  for (std::uint64_t round = first; round <= last; ++round) {
    playmaker::base::Prng prng(round);
    const Child child = start_writer(folder);
    Word word{};
    REQUIRE(next_word(child.words, word));
    // Some are killed while they recover, most while they write; the idle turns move the moment within a commit.
    const std::uint64_t words = prng.chance(150'000) ? 0 : 1 + prng.below(60);
    for (std::uint64_t i = 0; i < words && next_word(child.words, word); ++i) {
      (word.kind == Word::snapshot ? snapshot : acknowledged) = word.commits;
    }
    volatile std::uint64_t idle = prng.below(3'000'000);
    while (idle != 0) idle = idle - 1;
    REQUIRE(kill(child.pid, SIGKILL) == 0);
    while (next_word(child.words, word)) (word.kind == Word::snapshot ? snapshot : acknowledged) = word.commits;
    close(child.words);
    int status = 0;
    REQUIRE(waitpid(child.pid, &status, 0) == child.pid);
    INFO("round " << round << ", acknowledged " << acknowledged);
    REQUIRE(WIFSIGNALED(status));  // it was killed, it did not give up

    auto journal = open_script(folder);
    const std::uint64_t commits = require_whole(*journal, acknowledged);
    REQUIRE(commits <= acknowledged + 1);  // one may have been durable and not yet acknowledged
    REQUIRE(require_snapshot(*journal) >= snapshot);
    REQUIRE(journal->verify({}).value().empty());
    for (const auto& entry : fs::directory_iterator(folder + "/snapshots")) REQUIRE(entry.path().extension() == ".snap");
    acknowledged = commits;
  }
  REQUIRE(acknowledged > last - first);
}

TEST_CASE("whatever was acknowledged is there after kill -9 at any moment") {
  constexpr std::uint64_t kBlock = 25;
  for (std::uint64_t first = 1; first <= rounds(); first += kBlock) kill_rounds(first, std::min(first + kBlock - 1, rounds()));
}

TEST_CASE("a log cut short anywhere leaves whole commits only") {
  Scratch scratch;
  const std::string folder = scratch / "data";
  auto options = script_folder(folder);
  options.checkpoint_bytes = 1u << 20;
  auto journal = open_folder(options).value();
  Script script(0);
  while (script.commits() < 20) REQUIRE(append_next(*journal, script).has_value());
  REQUIRE(journal->stats().checkpoints == 0);  // all of it is in the log
  const std::string database = slurp(folder + "/journal.db"), log = slurp(folder + "/journal.db-wal");
  journal.reset();

  playmaker::base::Prng prng(7);
  std::uint64_t fewest = 20, most = 0;
  for (int round = 0; round < 40; ++round) {
    const std::string cut_folder = scratch / ("cut" + std::to_string(round));
    fs::create_directories(cut_folder);
    std::string cut = log.substr(0, prng.below(log.size()));
    if (round % 2 == 1) cut.append(prng.below(20'000), static_cast<char>(prng.next()));  // and rubbish where the rest should be
    spit(cut_folder + "/journal.db", database);
    spit(cut_folder + "/journal.db-wal", cut);
    auto opened = open_script(cut_folder);
    const std::uint64_t commits = require_whole(*opened, 0);
    fewest = std::min(fewest, commits);
    most = std::max(most, commits);
    Script rest(commits);
    REQUIRE(append_next(*opened, rest).has_value());
    opened.reset();
    REQUIRE(require_whole(*open_script(cut_folder), commits + 1) == commits + 1);
  }
  REQUIRE(fewest < 5);
  REQUIRE(most > 15);
}
