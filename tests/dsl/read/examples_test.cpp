// The acceptance texts of the language and the published cases of CEL, where they are at hand.
#include <catch2/catch.hpp>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <string>

#include "runtime/base/text.hpp"
#include "tests/dsl/read/reading_of.hpp"
#include "tests/main/here.hpp"

namespace playmaker::tests {
namespace {

const std::filesystem::path kShared = std::filesystem::path(kSourceDir) / ".." / "shared";

bool absent(const std::filesystem::path& path) {
  if (std::filesystem::exists(path)) return false;
  std::cout << "skipped: no shared data\n";
  return true;
}

// The value of a JSON string member, without its escapes.
std::string json_member(const std::string& line, const std::string& key) {
  std::size_t at = line.find("\"" + key + "\": \"");
  if (at == std::string::npos) return "";
  std::string out;
  const auto hex = [&](std::size_t from) { return static_cast<char32_t>(std::stoul(line.substr(from, 4), nullptr, 16)); };
  for (at += key.size() + 5; line[at] != '"'; ++at) {
    if (line[at] != '\\') {
      out += line[at];
      continue;
    }
    ++at;
    if (line[at] == 'u') {
      char32_t c = hex(at + 1);
      at += 4;
      if (c >= 0xD800 && c < 0xDC00) {
        c = 0x10000 + ((c - 0xD800) << 10) + (hex(at + 3) - 0xDC00);
        at += 6;
      }
      base::append_utf8(out, c);
    } else {
      const std::string letters = "nrtbf";
      const std::size_t which = letters.find(line[at]);
      out += which == std::string::npos ? line[at] : "\n\r\t\b\f"[which];
    }
  }
  return out;
}

}  // namespace

TEST_CASE("the examples of the language read without issues") {
  const std::filesystem::path folder = kShared / "design" / "examples";
  if (absent(folder)) return;
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string path = entry.path().string();
    if (entry.path().extension() != ".play") continue;
    const ReadingOf reading(text_of_file(path));
    INFO(path << "\n" << reading.said());
    CHECK(reading.issues.empty());
    CHECK(reading.file.tree.size() > 50);
    ++count;
  }
  CHECK(count >= 12);
}

TEST_CASE("a table that nobody wrote is refused with a word") {
  CHECK(ReadingOf("language fr\nplaybook p { }\n").first() == "1:10 E0500");
  CHECK(ReadingOf("language zh\n剧本 p { }\n").first() == "fine");
  CHECK(ReadingOf("语言 中文\n剧本 p { }\n").first() == "fine");
  CHECK(ReadingOf("language en\nplaybook p { }\n").first() == "fine");
}

TEST_CASE("the published CEL cases read, put in parentheses") {
  const std::filesystem::path cases = kShared / "data" / "cel" / "cases.jsonl";
  if (absent(cases)) return;
  std::istringstream lines(text_of_file(cases.string()));
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const std::string expression = json_member(line, "expr");
    const ReadingOf reading("fragment f() { set x = (" + expression + ") }");
    INFO(expression << "\n" << reading.said());
    CHECK(reading.issues.empty());
  }
  CHECK(count > 1'000);
}

}  // namespace playmaker::tests
