// Every failure speaks both languages, names its thing, and keeps to the house's manner.
#include "runtime/journal/failures.hpp"

#include <catch2/catch.hpp>
#include <cctype>
#include <set>

using namespace playmaker::journal;

TEST_CASE("each failure has a code of its own and a message in both languages") {
  std::vector<playmaker::base::Failure> all;
  const auto add = [&](const Refusal& refusal) { all.push_back(refusal.error()); };
  add(sequence_gap(1, 2, 3));
  add(lane_unknown(17, 16));
  add(row_too_large(1, 2, 3));
  add(meta_name_invalid(0));
  add(value_too_large(9));
  add(person_key_invalid(UINT64_MAX));
  add(chunk_invalid(0));
  add(row_unknown(1, 2));
  add(row_damaged(1, 2, "why", "为何"));
  add(row_missing(1, 2));
  add(person_damaged(1));
  add(meta_damaged("name {} with braces"));
  add(journal_damaged("detail"));
  add(snapshot_damaged(1, "why", "为何"));
  add(journal_behind(1, 2, 3, 4));
  add(journal_stopped());
  add(journal_failed("writing", "写入", "detail"));
  add(disk_full("folder", "detail"));
  add(format_newer("", 2));
  add(not_a_journal("file"));
  add(journal_missing("folder"));
  add(lanes_fixed("folder", 16, 32));
  add(folder_unusable("folder", "detail"));
  add(folder_in_use("folder", ""));
  std::set<std::string> codes;
  for (const auto& failure : all) {
    INFO(failure.code << ": " << failure.message);
    CHECK(codes.insert(failure.code).second);
    REQUIRE_FALSE(failure.message.empty());
    CHECK(std::islower(static_cast<unsigned char>(failure.message.front())) != 0);
    CHECK(failure.message.back() != '.');
    REQUIRE_FALSE(failure.zh.empty());
    CHECK(std::any_of(failure.zh.begin(), failure.zh.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xe4; }));
  }
  CHECK(meta_damaged("name {} with braces").error().message.find("'name {} with braces'") != std::string::npos);
  CHECK(sequence_gap(1, 2, 3).error().message == "lane 1 goes on at row 2, but row 3 was to be written");
  CHECK(folder_in_use("/d", "").error().message == "data folder /d is in use by another process: stop it first, or choose another folder");
  CHECK(folder_in_use("/d", "").error().zh == "数据目录 /d 正被另一个进程使用:请先停止它,或换一个目录");
}
