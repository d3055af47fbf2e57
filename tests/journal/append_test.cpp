// Rows, epochs, personal data and named values, against every journal.
#include <catch2/catch.hpp>
#include <map>

#include "tests/journal/shapes.hpp"

using namespace playmaker::journal;
using namespace playmaker::journal_tests;
using playmaker::base::FailureKind;
using Payloads = std::vector<std::string>;

TEST_CASE("rows come back in order, lane by lane, also after opening again") {
  for (const auto& shape : all_shapes()) DYNAMIC_SECTION(shape->name()) {
      std::string binary("\0\xff a row may hold anything \0", 28);
      {
        auto journal = open_whole(*shape);
        REQUIRE(journal->lanes() == kLanes);
        REQUIRE(journal->last_seq(0) == 0);
        const LaneRow rows[] = {{0, 1, "a1", 3}, {2, 1, binary, 1}, {0, 2, "a2", 0}, {3, 1, "", 0}};
        REQUIRE(journal->append(rows, {}).has_value());
        append_row(*journal, 0, "a3");
        REQUIRE(journal->last_seq(0) == 3);
        REQUIRE(payloads(*journal, 0) == Payloads{"a1", "a2", "a3"});
        REQUIRE(journal->stats().commits == 2);
        REQUIRE(journal->stats().rows == 5);
        REQUIRE(journal->stats().bytes == 6 + binary.size());
      }
      auto journal = open_whole(*shape);
      REQUIRE(journal->last_seq(0) == 3);
      REQUIRE(payloads(*journal, 0) == Payloads{"a1", "a2", "a3"});
      REQUIRE(payloads(*journal, 0, 3) == Payloads{"a3"});
      REQUIRE(payloads(*journal, 0, 4).empty());
      REQUIRE(payloads(*journal, 1).empty());
      REQUIRE(payloads(*journal, 2) == Payloads{binary});
      REQUIRE(payloads(*journal, 3) == Payloads{""});
      REQUIRE(journal->verify({}).value().empty());
    }
}

TEST_CASE("a reader may stop early, and read one row by its sequence") {
  for (const auto& shape : all_shapes()) DYNAMIC_SECTION(shape->name()) {
      auto journal = open_whole(*shape);
      for (int i = 0; i < 5; ++i) append_row(*journal, 1, "row " + std::to_string(i));
      int seen = 0;
      REQUIRE(journal->read(1, 2, [&](const RowView&) { return ++seen < 2; }).has_value());
      REQUIRE(seen == 2);
      const auto row = journal->read_row(1, 4);
      REQUIRE(row->bytes == "row 3");
      REQUIRE(row->groups == 1);
      for (const std::uint64_t seq : {0, 6}) {
        const auto none = journal->read_row(1, seq);
        REQUIRE(none.error().kind == FailureKind::gone);
        REQUIRE(none.error().code == "row_unknown");
      }
      REQUIRE(journal->read(kLanes, 1, [](const RowView&) { return true; }).error().code == "lane_unknown");
    }
}

TEST_CASE("a request that is wrong is refused before anything is touched") {
  for (const auto& shape : all_shapes()) DYNAMIC_SECTION(shape->name()) {
      auto journal = open_whole(*shape);
      append_row(*journal, 0, "one");
      const auto refused = [&](std::vector<LaneRow> rows, Changes changes) {
        const auto result = journal->append(rows, changes);
        REQUIRE_FALSE(result.has_value());
        REQUIRE(result.error().kind == FailureKind::invalid);
        REQUIRE_FALSE(result.error().zh.empty());
        return result.error().code;
      };
      CHECK(refused({{0, 3, "gap", 1}}, {}) == "sequence_gap");
      CHECK(refused({{0, 1, "again", 1}}, {}) == "sequence_gap");
      CHECK(refused({{0, 2, "good", 1}, {0, 4, "gap in one append", 1}}, {}) == "sequence_gap");
      CHECK(refused({{1, 1, "good", 1}, {kLanes, 1, "lane", 1}}, {}) == "lane_unknown");
      CHECK(refused({{1, 1, std::string(kRowBytesMax + 1, 'x'), 1}}, {}) == "row_too_large");
      CHECK(refused({{1, 1, "good", 1}}, {{{7, "p"}}, {{"", "no name"}}}) == "meta_name_invalid");
      CHECK(refused({{1, 1, "good", 1}}, {{{kPersonKeyMax + 1, "p"}}, {}}) == "person_key_invalid");
      CHECK(journal->last_seq(0) == 1);
      CHECK(journal->last_seq(1) == 0);
      CHECK_FALSE(journal->person(7).value().has_value());
      append_row(*journal, 0, "two");  // and the journal is as good as before
      CHECK(payloads(*journal, 0) == Payloads{"one", "two"});
    }
}

TEST_CASE("an append of nothing is no commit") {
  for (const auto& shape : all_shapes()) DYNAMIC_SECTION(shape->name()) {
      auto journal = open_whole(*shape);
      REQUIRE(journal->append({}, {}).has_value());
      REQUIRE(journal->stats().commits == 0);
    }
}

TEST_CASE("each opening that writes has an epoch above all before it") {
  for (const auto& shape : all_shapes()) DYNAMIC_SECTION(shape->name()) {
      for (std::uint32_t epoch = 1; epoch <= 3; ++epoch) {
        auto journal = open_whole(*shape);
        REQUIRE(journal->epoch() == epoch);
        append_row(*journal, 0, "lane 0");
        if (epoch == 2) append_row(*journal, 1, "lane 1");
      }
      auto journal = open_whole(*shape);
      REQUIRE(journal->epoch() == 4);
      std::vector<std::uint32_t> epochs;
      REQUIRE(journal
                  ->read(0, 1,
                         [&](const RowView& row) {
                           epochs.push_back(row.epoch);
                           return true;
                         })
                  .has_value());
      REQUIRE(epochs == std::vector<std::uint32_t>{1, 2, 3});
      REQUIRE(journal->read_row(1, 1).value().epoch == 2);
      journal.reset();
      REQUIRE(open_whole(*shape)->epoch() == 4);  // an opening that wrote nothing left no trace
    }
}

TEST_CASE("personal data change in the same commit and can be erased") {
  for (const auto& shape : all_shapes()) DYNAMIC_SECTION(shape->name()) {
      {
        auto journal = open_whole(*shape);
        const LaneRow row{0, 1, "fact", 1};
        REQUIRE(
            journal
                ->append({&row, 1}, {{{7, "张三"}, {9, "Li"}, {kPersonKeyMax, ""}, {8, "gone in the same commit"}, {8, std::nullopt}}, {}})
                .has_value());
        REQUIRE(journal->append({}, {{{9, "Li Si"}}, {}}).has_value());
        REQUIRE(journal->append({}, {{{7, std::nullopt}, {4711, std::nullopt}}, {}}).has_value());
        REQUIRE(journal->tend().has_value());
      }
      auto journal = open_whole(*shape);
      REQUIRE_FALSE(journal->person(7).value().has_value());
      REQUIRE_FALSE(journal->person(8).value().has_value());
      REQUIRE(journal->person(9).value().value() == "Li Si");
      REQUIRE(journal->person(kPersonKeyMax).value().value().empty());
      std::vector<std::uint64_t> keys;
      REQUIRE(journal
                  ->for_each_person([&](std::uint64_t key, std::string_view) {
                    keys.push_back(key);
                    return true;
                  })
                  .has_value());
      REQUIRE(keys == std::vector<std::uint64_t>{9, kPersonKeyMax});
    }
}

TEST_CASE("named values are put, replaced, and listed by prefix in byte order") {
  for (const auto& shape : all_shapes()) DYNAMIC_SECTION(shape->name()) {
      {
        auto journal = open_whole(*shape);
        REQUIRE(
            journal->append({}, {{}, {{"plan/b", "B"}, {"plan/a", "A"}, {"plane", "no"}, {"key", std::string("\0k", 2)}, {"plan/a", "A2"}}})
                .has_value());
        REQUIRE(journal->append({}, {{}, {{"计划/一", "1"}}}).has_value());
      }
      auto journal = open_whole(*shape);
      REQUIRE(journal->meta("key").value().value() == std::string("\0k", 2));
      REQUIRE_FALSE(journal->meta("ke").value().has_value());
      std::map<std::string, std::string> seen;
      std::string order;
      const auto collect = [&](std::string_view name, std::string_view bytes) {
        seen[std::string(name)] = bytes;
        order += std::string(name) + " ";
        return true;
      };
      REQUIRE(journal->for_each_meta("plan/", collect).has_value());
      REQUIRE(order == "plan/a plan/b ");
      REQUIRE(seen["plan/a"] == "A2");
      REQUIRE(journal->for_each_meta("", collect).has_value());
      REQUIRE(seen.size() == 5);
      int visits = 0;
      REQUIRE(journal
                  ->for_each_meta("",
                                  [&](std::string_view, std::string_view) {
                                    ++visits;
                                    return false;
                                  })
                  .has_value());
      REQUIRE(visits == 1);
    }
}

TEST_CASE("what is open already is not opened twice") {
  for (const auto& shape : all_shapes()) DYNAMIC_SECTION(shape->name()) {
      auto journal = open_whole(*shape);
      const auto second = shape->open();
      REQUIRE(second.error().kind == FailureKind::busy);
      REQUIRE(second.error().code == "folder_in_use");
      append_row(*journal, 0, "the first goes on");
      journal.reset();
      REQUIRE(payloads(*open_whole(*shape), 0) == Payloads{"the first goes on"});
    }
}

TEST_CASE("a position finds row and offset again, and none is no position") {
  const Position position = Position::at(kSequenceMax, kGroupOffsetMax);
  REQUIRE(position.seq() == kSequenceMax);
  REQUIRE(position.offset() == kGroupOffsetMax);
  REQUIRE(position.value == INT64_MAX);
  REQUIRE(Position{}.none());
  REQUIRE_FALSE(Position::at(1, 0).none());
  REQUIRE(Position::at(1, kGroupOffsetMax) < Position::at(2, 0));
}
