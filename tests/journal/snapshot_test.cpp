// Snapshots: written in slices beside appends, verified before they are handed out, the one before when the newest is damaged.
#include <catch2/catch.hpp>

#include "tests/journal/shapes.hpp"

using namespace playmaker::journal;
using namespace playmaker::journal_tests;
using playmaker::base::FailureKind;
using Covers = std::vector<std::uint64_t>;

namespace {

Covers lasts(const Journal& journal) {
  Covers out;
  for (std::uint16_t lane = 0; lane < journal.lanes(); ++lane) out.push_back(journal.last_seq(lane));
  return out;
}

void write_snapshot(Journal& journal, const std::vector<std::string>& chunks) {
  auto writer = journal.begin_snapshot(lasts(journal)).value();
  for (const std::string& chunk : chunks) REQUIRE(writer->add(chunk).has_value());
  REQUIRE(writer->finish().has_value());
}

std::vector<std::string> chunks_of(SnapshotReader& reader) {
  std::vector<std::string> out;
  while (true) {
    auto chunk = reader.next();
    REQUIRE(chunk.has_value());
    if (!chunk->has_value()) return out;
    out.push_back(std::move(**chunk));
  }
}

}  // namespace

TEST_CASE("a snapshot comes back chunk by chunk, with the rows it covers") {
  for (const auto& shape : all_shapes()) DYNAMIC_SECTION(shape->name()) {
      const std::vector<std::string> chunks{"one", std::string(3'000'000, 'x'), std::string("\0", 1)};
      {
        auto journal = open_whole(*shape);
        REQUIRE(journal->latest_snapshot().value() == nullptr);
        append_row(*journal, 1, "before");
        write_snapshot(*journal, chunks);
        REQUIRE(journal->stats().snapshots == 1);
      }
      auto journal = open_whole(*shape);
      auto reader = journal->latest_snapshot().value();
      REQUIRE(reader->covers() == Covers{0, 1, 0, 0});
      REQUIRE(reader->bytes() == 3'000'004);
      REQUIRE(reader->passed_over().empty());
      REQUIRE(chunks_of(*reader) == chunks);
      REQUIRE_FALSE(reader->next()->has_value());
      REQUIRE(journal->verify({}).value().empty());
    }
}

TEST_CASE("appends go on between the slices of a snapshot; one given up leaves nothing") {
  for (const auto& shape : all_shapes()) DYNAMIC_SECTION(shape->name()) {
      {
        auto journal = open_whole(*shape);
        append_row(*journal, 0, "covered");
        auto writer = journal->begin_snapshot(lasts(*journal)).value();
        REQUIRE(writer->add("first slice").has_value());
        append_row(*journal, 0, "while it is written");
        REQUIRE(writer->add("second slice, which knows row 2").has_value());
        REQUIRE(writer->add("").error().code == "chunk_invalid");
        REQUIRE(journal->latest_snapshot().value() == nullptr);
        REQUIRE(writer->finish().has_value());
        writer.reset();

        auto given_up = journal->begin_snapshot(lasts(*journal)).value();
        REQUIRE(given_up->add("never finished").has_value());
      }
      auto journal = open_whole(*shape);
      auto reader = journal->latest_snapshot().value();
      REQUIRE(reader->covers() == Covers{1, 0, 0, 0});
      REQUIRE(chunks_of(*reader).size() == 2);
    }
}

TEST_CASE("the two newest are kept") {
  for (const auto& shape : all_shapes()) DYNAMIC_SECTION(shape->name()) {
      auto journal = open_whole(*shape);
      for (int i = 1; i <= 4; ++i) write_snapshot(*journal, {"snapshot " + std::to_string(i)});
      REQUIRE(journal->latest_snapshot().value()->id() == 4);
      REQUIRE(chunks_of(*journal->latest_snapshot().value()) == std::vector<std::string>{"snapshot 4"});
      journal.reset();
      REQUIRE_FALSE(shape->snapshot_bytes(3).empty());
    }
}

TEST_CASE("a damaged snapshot is passed over and named, wherever it is damaged") {
  for (const auto& shape : all_shapes()) DYNAMIC_SECTION(shape->name()) {
      {
        auto journal = open_whole(*shape);
        append_row(*journal, 0, "row");
        write_snapshot(*journal, {"the one before"});
        write_snapshot(*journal, {"chunk a", "chunk b"});
      }
      const std::string whole = shape->snapshot_bytes(2);
      const auto falls_back = [&](const std::string& damaged) {
        shape->snapshot_bytes(2) = damaged;
        shape->put_snapshot(2);
        auto journal = open_whole(*shape);
        auto reader = journal->latest_snapshot().value();
        CHECK(reader->id() == 1);
        REQUIRE(reader->passed_over().size() == 1);
        CHECK(reader->passed_over()[0].code == "snapshot_damaged");
        CHECK(reader->passed_over()[0].message.find("snapshot 2") != std::string::npos);
        CHECK(chunks_of(*reader) == std::vector<std::string>{"the one before"});
        CHECK(journal->verify({}).value().size() == 1);
      };
      for (std::size_t byte = 0; byte < whole.size(); byte += 3) {
        if (byte == 6 || byte == 7) continue;  // the least reader: a later format, not damage
        INFO("byte " << byte << " of " << whole.size());
        std::string damaged = whole;
        damaged[byte] ^= 0x04;
        falls_back(damaged);
      }
      for (const std::size_t length : {std::size_t{0}, std::size_t{10}, whole.size() / 2, whole.size() - 1})
        falls_back(whole.substr(0, length));
      falls_back(whole + "x");
    }
}

TEST_CASE("when every snapshot is damaged the journal itself is the way back") {
  for (const auto& shape : all_shapes()) DYNAMIC_SECTION(shape->name()) {
      {
        auto journal = open_whole(*shape);
        append_row(*journal, 0, "row");
        write_snapshot(*journal, {"only one"});
      }
      shape->snapshot_bytes(1).resize(30);
      shape->put_snapshot(1);
      auto journal = open_whole(*shape);
      auto reader = journal->latest_snapshot().value();
      REQUIRE(reader->id() == 0);
      REQUIRE(reader->covers() == Covers{0, 0, 0, 0});
      REQUIRE(reader->passed_over().size() == 1);
      REQUIRE(chunks_of(*reader).empty());
      write_snapshot(*journal, {"the next one"});
      REQUIRE(journal->latest_snapshot().value()->id() == 2);
    }
}

TEST_CASE("a journal that ends before its snapshot has lost rows: broken") {
  for (const auto& shape : all_shapes()) DYNAMIC_SECTION(shape->name()) {
      std::string ahead;
      {
        auto journal = open_whole(*shape);
        append_row(*journal, 3, "one");
        write_snapshot(*journal, {"of row 1"});
        journal.reset();
        ahead = shape->snapshot_bytes(1);
      }
      for (const auto& younger : all_shapes()) {
        if (younger->name() != shape->name()) continue;
        {
          auto journal = open_whole(*younger);
          write_snapshot(*journal, {"of nothing"});
        }
        younger->snapshot_bytes(1) = ahead;
        younger->put_snapshot(1);
        auto journal = open_whole(*younger);
        const auto latest = journal->latest_snapshot();
        REQUIRE(latest.error().kind == FailureKind::broken);
        REQUIRE(latest.error().code == "journal_behind");
        REQUIRE(journal->verify({}).value().at(0).code == "journal_behind");
      }
    }
}
