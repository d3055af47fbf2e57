// Columns stand under their heads, whatever script the words are in.
#include <catch2/catch.hpp>

#include "daemon/cli/progress.hpp"
#include "daemon/table.hpp"

using namespace playmaker;

TEST_CASE("table: a Han character is two columns wide") {
  daemon::Table table({"task", "opened"});
  table.right(1);
  table.add({"meet.kyc", "12"});
  table.add({"电话邀约", "3"});
  table.add({"line\nbreak"});
  CHECK(table.text() ==
        "task        opened\n"
        "meet.kyc        12\n"
        "电话邀约         3\n"
        "line break\n");
}

TEST_CASE("table: long cells are clipped, and the heads can be bold") {
  daemon::Table table({"a"});
  table.add({std::string(100, 'x')});
  const std::string text = table.text(true, 10);
  CHECK(text.starts_with("\x1b[1ma\x1b[0m\n"));
  CHECK(base::display_width(text.substr(text.find('\n') + 1, text.size() - text.find('\n') - 2)) <= 10);
}

TEST_CASE("table: the last column is whole where nobody looks at a screen") {
  daemon::Table table({"a", "b"});
  table.add({std::string(100, 'x'), std::string(100, 'y')});
  CHECK(table.text(false, 10).find(std::string(100, 'y')) != std::string::npos);
  CHECK(table.text(false, 10).find(std::string(100, 'x')) == std::string::npos);
  CHECK(table.text(true, 10).find(std::string(100, 'y')) == std::string::npos);
}

TEST_CASE("progress: share, rate and time left") {
  CHECK(cli::progress_words(50, 200, 10, "reading", base::Language::en) == "reading 25 % · 5/s · 30 s left");
  CHECK(cli::progress_words(50, 200, 10, "读取", base::Language::zh) == "读取 25 % · 5/s · 剩余 30 s");
  CHECK(cli::progress_words(0, 0, 0, "reading", base::Language::en) == "reading 0");
}
