// Damage is found, named by lane and row, and never skipped: against every journal.
#include <catch2/catch.hpp>

#include "runtime/journal/layout.hpp"
#include "tests/journal/shapes.hpp"

using namespace playmaker::journal;
using namespace playmaker::journal_tests;
using playmaker::base::FailureKind;

namespace {

void fill(Shape& shape) {
  for (int opening = 0; opening < 2; ++opening) {
    auto journal = open_whole(shape);
    for (int i = 0; i < 3; ++i) {
      append_row(*journal, 0, "lane 0, payload " + std::to_string(i));
      append_row(*journal, 2, "lane 2, payload " + std::to_string(i));
    }
  }
}

// Reads lane 2 up to the damage: how many rows were seen, and what was said.
std::pair<int, playmaker::base::Failure> read_into(Journal& journal) {
  int seen = 0;
  const auto result = journal.read(2, 1, [&](const RowView&) {
    ++seen;
    return true;
  });
  REQUIRE_FALSE(result.has_value());
  return {seen, result.error()};
}

}  // namespace

TEST_CASE("a flipped bit anywhere in a row is corruption of that row") {
  for (const auto& shape : all_shapes()) DYNAMIC_SECTION(shape->name()) {
      fill(*shape);
      for (const std::size_t byte : {0u, 4u, 8u, 12u, 20u, 24u, 28u, 32u, 36u, 40u, 50u}) {
        shape->flip_row(2, 3, byte);
        {
          auto journal = open_whole(*shape);
          const auto [seen, failure] = read_into(*journal);
          INFO("byte " << byte << ": " << failure.message);
          CHECK(seen == 2);
          CHECK(failure.kind == FailureKind::broken);
          CHECK(failure.code == "row_damaged");
          CHECK(failure.message.find("row 3 of lane 2") != std::string::npos);
          CHECK(failure.zh.find("分道 2 第 3 行") != std::string::npos);
          CHECK(journal->read_row(2, 3).error().code == "row_damaged");
          CHECK(journal->read_row(2, 4).has_value());  // a single row can still be read: what refuses is the walk past the damage
          CHECK(payloads(*journal, 0).size() == 6);
          const auto findings = journal->verify({});
          REQUIRE(findings->size() == 1);
          CHECK((*findings)[0].lane == 2);
          CHECK((*findings)[0].seq == 3);
          CHECK((*findings)[0].code == "row_damaged");
        }
        shape->flip_row(2, 3, byte);  // whole again
      }
      CHECK(open_whole(*shape)->verify({})->empty());
    }
}

TEST_CASE("a row that is cut short, lost, or in another's place is found") {
  for (const auto& shape : all_shapes()) DYNAMIC_SECTION(shape->name()) {
      fill(*shape);
      SECTION("cut in its payload") {
        shape->cut_row(2, 2, 45);
        CHECK(read_into(*open_whole(*shape)).second.code == "row_damaged");
      }
      SECTION("cut in its header") {
        shape->cut_row(2, 2, 39);
        CHECK(read_into(*open_whole(*shape)).second.code == "row_damaged");
      }
      SECTION("lost") {
        shape->lose_row(2, 2);
        auto journal = open_whole(*shape);
        const auto [seen, failure] = read_into(*journal);
        CHECK(seen == 1);
        CHECK(failure.code == "row_missing");
        CHECK(failure.message.find("row 2 of lane 2") != std::string::npos);
        CHECK(journal->read_row(2, 2).error().code == "row_missing");
        const auto findings = journal->verify({});
        REQUIRE(findings->size() == 1);
        CHECK((*findings)[0].code == "row_missing");
      }
      SECTION("the first row lost") {
        shape->lose_row(2, 1);
        CHECK(read_into(*open_whole(*shape)).second.code == "row_missing");
      }
      SECTION("two rows in each other's place") {
        shape->swap_rows(2, 2, 4);
        auto journal = open_whole(*shape);
        CHECK(read_into(*journal).second.code == "row_damaged");
        CHECK(journal->verify({}).value().size() == 2);
      }
    }
}

TEST_CASE("a damaged last row stops the opening: nothing may be written behind it") {
  for (const auto& shape : all_shapes()) DYNAMIC_SECTION(shape->name()) {
      fill(*shape);
      shape->flip_row(2, 6, 41);
      const auto opened = shape->open();
      REQUIRE_FALSE(opened.has_value());
      CHECK(opened.error().kind == FailureKind::broken);
      CHECK(opened.error().code == "row_damaged");
    }
}

TEST_CASE("verify counts its way through all rows") {
  for (const auto& shape : all_shapes()) DYNAMIC_SECTION(shape->name()) {
      fill(*shape);
      auto journal = open_whole(*shape);
      std::uint64_t last_done = 0, total = 0;
      REQUIRE(journal
                  ->verify([&](std::uint64_t done, std::uint64_t of) {
                    CHECK(done == last_done + 1);
                    last_done = done;
                    total = of;
                  })
                  ->empty());
      CHECK(last_done == 12);
      CHECK(total == 12);
    }
}

TEST_CASE("the chain and the epochs of a lane are part of its rows' truth") {
  Tail writer;
  const std::string first = encode_row({5, 1, "first", 1}, 3, writer);
  const Tail after_first = writer;
  const std::string second = encode_row({5, 2, "second", 1}, 4, writer);

  Tail reader;
  CHECK(decode_row(first, 5, 1, reader)->epoch == 3);
  CHECK(decode_row(second, 5, 2, reader)->bytes == "second");
  CHECK(reader.sum == writer.sum);

  SECTION("a row of another history does not follow") {
    Tail other;
    encode_row({5, 1, "another first", 1}, 3, other);
    CHECK(decode_row(second, 5, 2, other).error().message.find("does not follow") != std::string::npos);
  }
  SECTION("an epoch never falls") {
    Tail later = after_first;
    later.epoch = 9;
    CHECK(decode_row(second, 5, 2, later).error().message.find("epoch") != std::string::npos);
  }
  SECTION("a row for a later reader is refused, not called damaged") {
    std::string newer = second;
    newer[6] = 2;
    Tail tail = after_first;
    const auto refused = decode_row(newer, 5, 2, tail);
    CHECK(refused.error().kind == FailureKind::invalid);
    CHECK(refused.error().code == "format_newer");
  }
}

TEST_CASE("the header of a row is what layout.hpp draws: disk format 1") {
  Tail tail{41, 2, 0x01020304, true};
  const std::string row = encode_row({0x0807, 42, "xyz", 5}, 6, tail);
  const std::string drawn = std::string("PMSG") + std::string("\x01\0\x01\0\x07\x08\0\0", 8) + std::string("\x2a\0\0\0\0\0\0\0", 8) +
                            std::string("\x06\0\0\0\x05\0\0\0\x04\x03\x02\x01\x03\0\0\0", 16);
  REQUIRE(row.size() == kRowHeaderBytes + 3);
  CHECK(row.substr(0, 36) == drawn);
  CHECK(row.substr(40) == "xyz");
  CHECK(checksum(0, "123456789") == 0xcbf43926);  // the check value of CRC-32/ISO-HDLC
}
