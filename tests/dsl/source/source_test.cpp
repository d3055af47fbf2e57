#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "dsl/source/issue.hpp"
#include "dsl/source/render.hpp"
#include "dsl/source/source.hpp"

namespace playmaker::source {
namespace {

bool has_han(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (base::is_han(base::decode(text, at))) return true;
  }
  return false;
}

std::set<char> placeholders(std::string_view pattern) {
  std::set<char> found;
  for (std::size_t i = 0; i + 2 < pattern.size(); ++i) {
    if (pattern[i] == '{' && pattern[i + 2] == '}') found.insert(pattern[i + 1]);
  }
  return found;
}

}  // namespace

TEST_CASE("a place is counted in lines, characters and screen columns") {
  Sources sources;
  const Source& source = sources.add("a.play", "stage\n  邀约 on\r\n\tx");
  const auto at = static_cast<std::uint32_t>(source.text().find("on"));
  CHECK(source.position(at).line == 2);
  CHECK(source.position(at).column == 6);
  CHECK(source.position(at).display_column == 8);
  CHECK(source.line(2) == "  邀约 on");
  const auto tabbed = static_cast<std::uint32_t>(source.text().find('x'));
  CHECK(source.position(tabbed).column == 2);
  CHECK(source.position(tabbed).display_column == 3);
  CHECK(source.position(9999).line == 3);
  CHECK(source.line_count() == 3);
}

TEST_CASE("bytes that are no UTF-8 keep their offsets") {
  Sources sources;
  const Source& source = sources.add("a.play", "ab\xff\xfe邀\xe9");
  REQUIRE(source.bad_utf8());
  CHECK(*source.bad_utf8() == 2);
  CHECK(source.text() == "ab??邀?");
  CHECK_FALSE(sources.add("b.play", "邀约").bad_utf8());
}

TEST_CASE("every issue speaks both languages and has a code of its own") {
  std::set<std::string_view> codes;
  for (std::size_t i = 0; i < kCodeCount; ++i) {
    const Code code = static_cast<Code>(i);
    const std::string_view en = message_template(code, base::Language::en);
    const std::string_view zh = message_template(code, base::Language::zh);
    INFO(code_text(code) << " " << code_name(code));
    CHECK(codes.insert(code_text(code)).second);
    CHECK_FALSE(en.empty());
    CHECK(has_han(zh));
    CHECK_FALSE(has_han(en));
    CHECK(placeholders(en) == placeholders(zh));
    CHECK(code_text(code).size() == 5);
    CHECK(code_text(code)[0] == (severity_of(code) == Severity::error ? 'E' : 'W'));
    CHECK_FALSE(en.ends_with('.'));
  }
}

TEST_CASE("an issue is shown with its line, carets by screen width, notes and help") {
  Sources sources;
  const Source& source = sources.add("a.play", "wave nudge \"邀约提醒\" on dya 1 {\n  send sms a\n}\n");
  const auto at = static_cast<std::uint32_t>(source.text().find("dya"));
  const Span here{source.id(), at, at + 3};
  const auto label = static_cast<std::uint32_t>(source.text().find("\"邀"));
  Issues issues;
  issues.add(Issue(Code::word_unknown, here)
                 .arg("dya")
                 .here({"here", "这里"})
                 .note({source.id(), label, label + 14}, {"its label", "它的标签"})
                 .note({"a word about nothing", "一句话"})
                 .help({"did you mean `day`?", "是否想写 `day`?"})
                 .fix(here, "day"));
  CHECK(render(issues, sources, base::Language::en) ==
        "error[E0102]: `dya` is not understood here                                        a.play:1:22\n"
        " 1 │ wave nudge \"邀约提醒\" on dya 1 {\n"
        "   │                          ^^^ here\n"
        " 1 │ wave nudge \"邀约提醒\" on dya 1 {\n"
        "   │            ^^^^^^^^^^ its label\n"
        "  note: a word about nothing\n"
        "  help: did you mean `day`?\n");
  CHECK(render(issues, sources, base::Language::zh) ==
        "错误[E0102]: `dya` 在此无法理解                                                   a.play:1:22\n"
        " 1 │ wave nudge \"邀约提醒\" on dya 1 {\n"
        "   │                          ^^^ 这里\n"
        " 1 │ wave nudge \"邀约提醒\" on dya 1 {\n"
        "   │            ^^^^^^^^^^ 它的标签\n"
        "  说明：一句话\n"
        "  帮助：是否想写 `day`？\n");
  CHECK(render_json(issues.list()[0], sources, base::Language::en) ==
        R"({"code":"E0102","severity":"error","message":"`dya` is not understood here","file":"a.play","line":1,"column":22,)"
        R"("end_line":1,"end_column":25,"here":"here","notes":[{"message":"its label","file":"a.play","line":1,"column":12,"end_line":1,)"
        R"("end_column":18},{"message":"a word about nothing"}],"help":["did you mean `day`?"],)"
        R"("fix":{"file":"a.play","line":1,"column":22,"end_line":1,"end_column":25,"replacement":"day"}})");
}

TEST_CASE("a long line is cut around the place") {
  Sources sources;
  const Source& source = sources.add("a.play", std::string(100'000, 'x') + " here " + std::string(100'000, 'y'));
  const std::string shown = render(Issue(Code::stray_character, {source.id(), 100'001, 100'005}).arg("here"), sources, base::Language::en);
  CHECK(shown.size() < 1'000);
  CHECK(shown.find(" here ") != std::string::npos);
  CHECK(shown.find("^^^^\n") != std::string::npos);
}

TEST_CASE("text is escaped for JSON") {
  std::string out;
  append_json_string(out, "a\"b\\c\n\t\x01 邀");
  CHECK(out == "\"a\\\"b\\\\c\\n\\t\\u0001 邀\"");
}

TEST_CASE("issues are counted beyond the limit, sorted, forgotten") {
  Issues issues;
  for (std::uint32_t i = 0; i < 150; ++i) issues.add(Issue(Code::stray_character, {0, 1000 - i, 1001 - i}));
  CHECK(issues.list().size() == 100);
  CHECK(issues.errors() == 150);
  CHECK(issues.dropped() == 50);
  issues.sort();
  CHECK(issues.list().front().span.begin == 901);
  issues.forget({0, 901, 902});
  CHECK(issues.list().front().span.begin == 902);
  CHECK(issues.errors() == 149);
}

}  // namespace playmaker::source
