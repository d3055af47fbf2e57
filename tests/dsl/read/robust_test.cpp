// No input crashes or hangs the reader.
#include <catch2/catch.hpp>
#include <string>

#include "runtime/base/limits.hpp"
#include "runtime/base/prng.hpp"
#include "tests/dsl/read/reading_of.hpp"
#include "tests/main/here.hpp"

namespace playmaker::tests {
namespace {

std::string many(std::size_t count, const std::string& piece) {
  std::string out;
  out.reserve(count * piece.size());
  for (std::size_t i = 0; i < count; ++i) out += piece;
  return out;
}

std::string in_define(const std::string& expression) { return "playbook p {\n  define x = " + expression + "\n}\n"; }

}  // namespace

TEST_CASE("ten thousand brackets of any kind are one message") {
  CHECK(ReadingOf(in_define(many(10'000, "(") + "1" + many(10'000, ")"))).first() == "2:213 E0010");
  CHECK(ReadingOf(in_define(many(10'000, "["))).first() == "2:213 E0010");
  CHECK(ReadingOf(many(10'000, "{")).first() == "1:201 E0010");
  CHECK(ReadingOf("playbook p {\n" + many(10'000, "when a { ")).first().ends_with("E0010"));
  CHECK(ReadingOf(in_define(many(150, "(") + "1" + many(150, ")"))).first() == "fine");
}

TEST_CASE("what recurses without brackets is bounded too") {
  CHECK(ReadingOf(in_define(many(10'000, "a ? b : ") + "c")).first().ends_with("E0012"));
  CHECK(ReadingOf(in_define(many(10'000, "not ") + "c")).first().ends_with("E0012"));
  CHECK(ReadingOf(in_define(many(10'000, "!") + "c")).first().ends_with("E0012"));
  CHECK(ReadingOf(in_define(many(10'000, "a + ") + "c")).first().ends_with("E0012"));
  CHECK(ReadingOf(in_define("a" + many(10'000, ".b"))).first().ends_with("E0012"));
  CHECK(ReadingOf(in_define("a" + many(10'000, "[0]"))).first().ends_with("E0012"));
  CHECK(ReadingOf(in_define(many(300, "a or ") + "c")).first() == "fine");
  CHECK(ReadingOf("fragment f() { when a { } " + many(5'000, "else when b { } ") + "}").first() == "fine");
}

TEST_CASE("a text beyond the limit is refused, one at the limit is read") {
  const ReadingOf big(std::string(10u << 20, 'x'));
  CHECK(big.first() == "1:1 E0002");
  CHECK(big.said().size() < 1'000);
  CHECK(ReadingOf(std::string(base::kSourceBytesMax, 'x')).first() == "1:1 E0105");
  CHECK(ReadingOf(std::string(base::kSourceBytesMax, ' ')).first() == "fine");
  CHECK(ReadingOf(std::string(base::kSourceBytesMax, '@')).first() == "1:1 E0003");
  CHECK(ReadingOf(std::string(base::kSourceBytesMax, '"')).issues.errors() >= 1);
}

TEST_CASE("long lines and many slips stay quick and few") {
  CHECK(ReadingOf(many(100'000, "send a b ")).issues.errors() == 1);
  CHECK(ReadingOf(many(100'000, "must\n")).issues.list().size() <= base::kIssuesMax);
  CHECK(ReadingOf("playbook p {" + many(50'000, " wave w { sned a b }") + "}").issues.errors() >= 1);
  CHECK(ReadingOf("playbook p {" + many(100'000, "\n wave w { sned a b }") + "}").issues.list().size() == base::kIssuesMax);
  CHECK(ReadingOf("catalog c { customer {" + many(100'000, "\n a {") + "}").issues.errors() >= 1);
  CHECK(ReadingOf("catalog c {" + many(100'000, "\ncustomer { a one\nproduct x { \n")).issues.errors() >= 1);
  CHECK(ReadingOf(many(500'000, "}\n")).issues.errors() >= 1);
  CHECK(ReadingOf(in_define("[" + many(500'000, "1, ") + "1]")).first() == "fine");
}

TEST_CASE("bad UTF-8 is one message with the byte's offset") {
  const ReadingOf reading("playbook p {\n  owner \"\xff\xfe\"\n}\n");
  CHECK(reading.first() == "2:10 E0001");
  CHECK(reading.said().find("offset 22") != std::string::npos);
  CHECK(ReadingOf(std::string("\xe9\x82", 2)).first() == "1:1 E0001");
  CHECK(ReadingOf("\xEF\xBB\xBFplaybook p { }\n").first() == "fine");
}

TEST_CASE("nothing, and next to nothing, reads") {
  CHECK(ReadingOf("").first() == "fine");
  CHECK(ReadingOf("").dump() == "file\n");
  CHECK(ReadingOf("# only a comment").first() == "fine");
  CHECK(ReadingOf("}").first() == "1:1 E0108");
  CHECK(ReadingOf("playbook").issues.errors() == 1);
  CHECK(ReadingOf("playbook p {").first() == "1:13 E0101");
  CHECK(ReadingOf(std::string(1, '\0')).first() == "1:1 E0003");
}

TEST_CASE("texts cut anywhere, and texts with any byte changed, end with a tree") {
  const std::string good = text_of_file(std::string(kSourceDir) + "/tests/dsl/read/slips.play");
  for (std::size_t size = 0; size < good.size(); size += 7) {
    const ReadingOf reading(good.substr(0, size));
    CHECK(syntax::exists(reading.file.root));
  }
  base::Prng chance(20260302);
  for (int round = 0; round < 1'500; ++round) {
    std::string text = good;
    for (int i = 0; i < 3; ++i) text[chance.below(text.size())] = "{}()[]\"'`,.=-x3 \n#%\xff"[chance.below(20)];
    const ReadingOf reading(text);
    CHECK(syntax::exists(reading.file.root));
    CHECK(reading.said().size() < 200'000);
  }
}

}  // namespace playmaker::tests
