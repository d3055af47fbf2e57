// Bytes of journal.db that rot, and files cut short: found wherever it happens, never read as something else.
#include <catch2/catch.hpp>

#include "tests/journal/shapes.hpp"

using namespace playmaker::journal;
using namespace playmaker::journal_tests;
using playmaker::base::FailureKind;

TEST_CASE("a byte that rots in journal.db is found wherever it lies") {
  Scratch scratch;
  const FolderOptions options = folder_of(scratch);
  const std::string file = options.folder + "/journal.db";
  {
    auto journal = open_whole(options);
    for (int i = 0; i < 40; ++i)
      append_row(*journal, static_cast<std::uint16_t>(i % 2), "payload " + std::to_string(i) + std::string(3000, 'p'));
    REQUIRE(journal->append({}, {{{5, "person five" + std::string(500, 'q')}}, {{"named", "value" + std::string(500, 'v')}}}).has_value());
  }
  const std::string whole = slurp(file);
  const auto with_flip = [&](std::size_t at) {
    std::string damaged = whole;
    damaged[at] ^= 0x01;
    spit(file, damaged);
  };
  SECTION("in a row") {
    with_flip(whole.find("payload 10"));
    auto journal = open_whole(options);
    const auto read = journal->read(0, 1, [](const RowView&) { return true; });
    CHECK(read.error().code == "row_damaged");
    CHECK(journal->verify({}).value().at(0).seq == 6);
  }
  SECTION("in a person's row") {
    with_flip(whole.find("person five"));
    auto journal = open_whole(options);
    CHECK(journal->person(5).error().code == "person_damaged");
    CHECK(journal->for_each_person([](std::uint64_t, std::string_view) { return true; }).error().kind == FailureKind::broken);
    CHECK(journal->verify({}).value().at(0).code == "person_damaged");
  }
  SECTION("in a named value") {
    with_flip(whole.find("value" + std::string(50, 'v')));
    auto journal = open_whole(options);
    CHECK(journal->meta("named").error().code == "meta_damaged");
    CHECK(journal->for_each_meta("", [](std::string_view, std::string_view) { return true; }).error().kind == FailureKind::broken);
    CHECK(journal->verify({}).value().at(0).code == "meta_damaged");
  }
  SECTION("anywhere: never a wrong row, and verify sees every one that matters") {
    FolderOptions inspect = options;
    inspect.inspect = true;
    std::size_t refused_to_open = 0, found = 0, harmless = 0;
    for (std::size_t at = 100; at < whole.size(); at += 997) {
      with_flip(at);
      auto journal = open_folder(inspect);
      if (!journal) {
        ++refused_to_open;
        continue;
      }
      bool right = true;
      std::uint64_t rows = 0;
      bool whole_walk = true;
      for (std::uint16_t lane = 0; lane < 2; ++lane) {
        const auto read = (*journal)->read(lane, 1, [&](const RowView& row) {
          const std::uint64_t i = (row.seq - 1) * 2 + lane;
          right = right && row.bytes == "payload " + std::to_string(i) + std::string(3000, 'p');
          ++rows;
          return true;
        });
        whole_walk = whole_walk && read.has_value();
      }
      INFO("byte " << at);
      CHECK(right);
      const auto findings = (*journal)->verify({});
      if (!findings || !findings->empty()) ++found;
      else {
        ++harmless;  // unused space of a page
        CHECK((whole_walk && rows == 40));
      }
    }
    CHECK(found > harmless);
    CHECK(refused_to_open < found);
  }
}

TEST_CASE("a file cut short is refused or found damaged, and never read as a shorter journal") {
  Scratch scratch;
  FolderOptions options = folder_of(scratch);
  const std::string file = options.folder + "/journal.db";
  {
    auto journal = open_whole(options);
    for (int i = 0; i < 40; ++i) append_row(*journal, 0, std::string(3000, 'p'));
  }
  const std::string whole = slurp(file);
  for (std::size_t pages = 1; pages < whole.size() / 4096; pages += 7) {
    spit(file, whole.substr(0, pages * 4096));
    const auto journal = open_folder(options);
    INFO(pages << " pages of " << whole.size() / 4096);
    if (!journal) continue;
    const auto findings = (*journal)->verify({});
    CHECK((!findings || !findings->empty()));
  }
}

TEST_CASE("a damaged journal can be inspected, and not written") {
  Scratch scratch;
  FolderOptions options = folder_of(scratch);
  {
    auto journal = open_whole(options);
    for (int i = 0; i < 3; ++i) append_row(*journal, 1, "payload " + std::to_string(i));
  }
  std::string bytes = slurp(options.folder + "/journal.db");
  bytes[bytes.find("payload 2")] ^= 0x01;
  spit(options.folder + "/journal.db", bytes);
  CHECK(refused(options).code == "row_damaged");
  options.inspect = true;
  auto journal = open_whole(options);
  const auto findings = journal->verify({}).value();
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].lane == 1);
  CHECK(findings[0].seq == 3);
  const LaneRow row{0, 1, "x", 1};
  CHECK(journal->append({&row, 1}, {}).error().code == "journal_stopped");
  CHECK(journal->tend().error().code == "journal_stopped");
  CHECK(journal->begin_snapshot(std::vector<std::uint64_t>(kLanes)).error().code == "journal_stopped");
  CHECK(slurp(options.folder + "/journal.db") == bytes);
}
