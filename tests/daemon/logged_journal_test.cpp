// A full disk in the log.
#include "daemon/logged_journal.hpp"

#include <catch2/catch.hpp>

#include "runtime/journal/memory.hpp"

using namespace playmaker;

namespace {

// Keeps what is logged.
class Kept final : public daemon::Log {
 public:
  std::vector<std::string> events, messages;
  void set_level(daemon::LogLevel) override {}
  base::Result<void> reopen() override { return {}; }
  void write(daemon::LogLevel, std::string_view event, std::initializer_list<daemon::LogField> fields) override {
    events.emplace_back(event);
    for (const daemon::LogField& field : fields) {
      if (field.name == "message") messages.emplace_back(std::get<std::string_view>(field.value));
      if (field.name == "next") messages.emplace_back(std::get<std::string_view>(field.value));
    }
  }
};

}  // namespace

TEST_CASE("log: a disk that is full is told once, with what was found and what follows, and so is room again") {
  const auto disk = std::make_shared<journal::MemoryDisk>(3);
  const auto kept = std::make_shared<Kept>();
  auto opened = journal::open_memory(disk);
  REQUIRE(opened);
  const auto journal = daemon::logged(std::move(*opened), kept);
  const auto append = [&] {
    journal::Changes changes;
    changes.metas.push_back({"name", "bytes"});
    return journal->append({}, changes);
  };
  REQUIRE(append());
  CHECK(kept->events.empty());
  for (int round = 0; round < 2; ++round) {      // each time it fills up
    disk->faults.full_append = 1;
    CHECK(append().error().code == "disk_full");
    disk->faults.full_append = 1;                // still full
    CHECK_FALSE(append());
    REQUIRE(append());
    REQUIRE(append());
  }
  CHECK(kept->events == std::vector<std::string>{"disk_full", "disk_has_room", "disk_full", "disk_has_room"});
  REQUIRE(kept->messages.size() == 4);
  CHECK(kept->messages[0].find("the disk of memory is full (") == 0);
  CHECK(kept->messages[1].find("HTTP 503") != std::string::npos);
}
