// Altered texts: the first message stands at the slip or right after it, and a slip has one message.
#include <catch2/catch.hpp>
#include <string>

#include "tests/dsl/read/reading_of.hpp"
#include "tests/main/here.hpp"
#include "tests/main/reworded.hpp"

namespace playmaker::tests {
namespace {

struct Slip {
  const char* from;
  const char* to;
  std::uint32_t line;
  std::uint32_t column;
  const char* code;
};

constexpr Slip kSlips[] = {
    {"playbook first", "playbok first", 3, 1, "E0102"},
    {"\"First meeting\" {", "\"First meeting\"", 3, 34, "E0100"},
    {"version   3", "verson   3", 4, 3, "E0102"},
    {"version   3", "version   three", 4, 13, "E0100"},
    {"calendar  cn_bank", "calendar", 5, 3, "E0100"},
    {"more than 3 contacts", "more then 3 contacts", 6, 24, "E0102"},
    {"per 7 days over", "per 7 dys over", 6, 46, "E0107"},
    {"= 50万元 vary", "50万元 vary", 7, 26, "E0100"},
    {"vary by branch within", "vary by branch witin", 7, 48, "E0102"},
    {">= 4", ">=", 10, 12, "E0105"},
    {"last 14 days)", "last 14 days", 8, 53, "E0100"},
    {"over last 14", "ovr last 14", 8, 35, "E0102"},
    {"audience \"", "audiense \"", 10, 3, "E0102"},
    {">= entry_aum within", "= entry_aum within", 11, 30, "E0103"},
    {"30 days of", "30 days off", 11, 58, "E0102"},
    {"only   customer", "onyl   customer", 12, 5, "E0102"},
    {"in segment(staff)", "in segment(staff", 13, 50, "E0100"},
    {"again  after", "again  atfer", 14, 12, "E0102"},
    {"hold out 5%", "hold out 5", 15, 14, "E0100"},
    {"from touches", "from toches", 15, 22, "E0102"},
    {"goal  closed", "gaol  closed", 17, 3, "E0102"},
    {"and plan.done within", "and within", 17, 50, "E0105"},
    {"15 working days", "15 wroking days", 17, 63, "E0107"},
    {"unwilling \"未约成\" when", "unwilling \"未约成\" wen", 18, 25, "E0102"},
    {"until complaint", "untill complaint", 19, 37, "E0102"},
    {"stage invite", "stage", 21, 9, "E0100"},
    {"due 3 working days {", "due 3 working days", 21, 35, "E0100"},
    {"due 3 working days {", "deu 3 working days {", 21, 21, "E0102"},
    {"must task call", "must tsk call", 22, 10, "E0102"},
    {"\"电话邀约\"", "\"电话邀约", 22, 20, "E0004"},
    {"by phone {\n      assign   ", "by phone {\n      asign   ", 23, 7, "E0102"},
    {"done     on meeting", "done     meeting", 24, 16, "E0100"},
    {"== \"declined\"", "= \"declined\"", 25, 51, "E0103"},
    {"up to 3 times every", "3 times every", 26, 16, "E0100"},
    {"due      2 working days", "due      2", 27, 16, "E0100"},
    {"due      2 working days", "due      2 wroking days", 27, 18, "E0107"},
    {"remind   after 1", "remind   1", 28, 30, "E0100"},
    {"escalate after 2 working days to", "escalate after 2 working days", 29, 37, "E0100"},
    {"to branch_manager\n    }", "to branch_manager\n", 31, 5, "E0101"},
    {"on day 1 at 10:00", "on dya 1 at 10:00", 31, 26, "E0102"},
    {"at 10:00", "at 10:75", 31, 35, "E0008"},
    {"at 10:00", "at ten", 31, 35, "E0100"},
    {"unless call", "unles call", 31, 41, "E0102"},
    {"fm_invite read within", "fm_invite raed within", 32, 28, "E0102"},
    {"read within 2 hours", "read 2 hours", 32, 33, "E0100"},
    {"else sms fm_invite_sms", "els sms fm_invite_sms", 32, 48, "E0102"},
    {"send wecom fm_invite read", "sned wecom fm_invite read", 32, 7, "E0102"},
    {"fm_invite_sms\n    }\n  }", "fm_invite_sms\n    }\n", 36, 3, "E0101"},
    {"fm_invite_sms\n    }\n  }", "fm_invite_sms\n    }\n  }\n  }", 35, 3, "E0106"},
    {"\"话题\", \"垫板\"", "\"话题\" \"垫板\"", 40, 22, "E0105"},
    {"\"话题\", \"垫板\"", "话题, \"垫板\"", 40, 17, "E0100"},
    {"wait for kyc.done up to 5 days", "wait for kyc.done 5 days", 44, 23, "E0100"},
    {"up to 5 days else", "up to 5 dais else", 44, 31, "E0107"},
    {"else { tag", "esle { tag", 44, 36, "E0102"},
    {"> 20万元 {", "=> 20万元 {", 45, 23, "E0102"},
    {"grant coffee", "grant", 46, 7, "E0100"},
    {"{ voucher: coffee.code }", "{ voucher coffee.code }", 47, 42, "E0100"},
    {"{ voucher: coffee.code }", "{ voucher: coffee.code", 48, 7, "E0101"},
    {"} else { notify", "} els { notify", 48, 7, "E0102"},
    {"from meeting_booked to", "form meeting_booked to", 51, 29, "E0102"},
    {"stalls 1 working", "stall 1 working", 51, 65, "E0102"},
    {"asked of", "asekd of", 52, 27, "E0102"},
    {"\"private\", *         -> visit", "\"private\", *         > visit", 57, 26, "E0100"},
    {"\"private\", *         -> visit", "\"private\" *         -> visit", 57, 15, "E0100"},
    {"-> sorry", "-> \"sorry\"", 58, 29, "E0100"},
    {"1 to 5 ", "1 too 5 ", 59, 18, "E0102"},
    {"hand off to", "hand of to", 61, 27, "E0102"},
    {"finish as lost", "finish lost", 63, 22, "E0100"},
    {"on missed {", "on {", 63, 6, "E0100"},
    {"zone \"Asia", "zone Asia", 67, 8, "E0100"},
    {"name text personal", "name", 70, 10, "E0105"},
    {"[\"mass\", \"gold\"]", "[\"mass\", \"gold\"", 70, 33, "E0100"},
    {"fresh 36 hours", "fresh 36", 71, 25, "E0100"},
    {"score churn from 0 to 1", "score churn form 0 to 1", 75, 15, "E0102"},
    {"quiet from 21:00", "quiet from 25:00", 79, 14, "E0008"},
    {"quiet from 21:00", "quite from 21:00", 79, 3, "E0102"},
    {"then skip", "than skip", 82, 31, "E0102"},
    {"contact per day", "contact a day", 80, 29, "E0100"},
    {"contacts\n  blocked", "contatcs\n  blocked", 81, 26, "E0102"},
    {"only   customer.consent", "only   customer..consent", 12, 21, "E0100"},
    {"version   3", "version   3 @", 4, 15, "E0003"},
    {"kyc.done and plan", "kyc.done an plan", 17, 39, "E0102"},
    {"call.closed and not", "call.closed && & not", 18, 45, "E0003"},
    {"use \"shared", "sue \"shared", 1, 1, "E0102"},
    {"task app \"", "task for \"", 43, 23, "E0100"},
    {"track visit \"", "track when \"", 61, 9, "E0104"},
};

std::string good_text() { return text_of_file(std::string(kSourceDir) + "/tests/dsl/read/slips.play"); }

std::string altered(std::string text, const Slip& slip, std::size_t& at) {
  at = text.find(slip.from);
  return reworded(std::move(text), slip.from, slip.to);
}

}  // namespace

TEST_CASE("the text that is altered reads without issues") {
  const ReadingOf reading(good_text());
  REQUIRE(reading.source.text().size() > 1000);
  CHECK(reading.said() == "");
}

TEST_CASE("a slip has one message, at the slip or right after it") {
  STATIC_REQUIRE(std::size(kSlips) >= 60);
  for (const Slip& slip : kSlips) {
    std::size_t at = 0;
    const ReadingOf reading(altered(good_text(), slip, at));
    INFO(slip.from << "  ->  " << slip.to << "\n" << reading.said());
    CHECK(reading.first() == std::to_string(slip.line) + ":" + std::to_string(slip.column) + " " + slip.code);
    CHECK(reading.issues.errors() == 1);
    // Never before the slip, and no further than the next line that says something.
    const source::Issue& issue = reading.issues.list().front();
    const std::uint32_t last = reading.source.line_of(static_cast<std::uint32_t>(at + std::string(slip.to).size()));
    CHECK(issue.span.begin >= at);
    CHECK(reading.source.line_of(issue.span.begin) <= last + 2);
  }
}

TEST_CASE("each message of a slip is there in Chinese too") {
  for (const Slip& slip : kSlips) {
    std::size_t at = 0;
    const ReadingOf reading(altered(good_text(), slip, at));
    INFO(slip.from << "  ->  " << slip.to);
    CHECK(reading.said(base::Language::zh).starts_with("错误["));
    CHECK(reading.said(base::Language::zh) != reading.said());
  }
}

TEST_CASE("six slips in six blocks have six messages") {
  std::string text = good_text();
  const auto alter = [&](const std::string& from, const std::string& to) { text = reworded(text, from, to); };
  alter("only   customer", "onyl   customer");            // audience
  alter("due      2 working days", "due      2 wroking days");  // task
  alter("fm_invite read within", "fm_invite raed within");  // wave
  alter("asked of", "asekd of");                            // breakpoint
  alter("fresh 36 hours", "fresh 36");                      // catalog
  alter("quiet from 21:00", "quite from 21:00");            // policy
  const ReadingOf reading(text);
  INFO(reading.said());
  REQUIRE(reading.issues.errors() == 6);
  const auto line = [&](std::size_t i) { return reading.source.line_of(reading.issues.list()[i].span.begin); };
  CHECK(line(0) == 12);
  CHECK(line(1) == 27);
  CHECK(line(2) == 32);
  CHECK(line(3) == 52);
  CHECK(line(4) == 71);
  CHECK(line(5) == 79);
}

TEST_CASE("a slip in a head does not hide the slip in its block") {
  const ReadingOf reading("playbook p {\n  stage a due 3 wroking days {\n    wave w on dya 1 {\n      sned sms a\n    }\n  }\n}\n");
  INFO(reading.said());
  REQUIRE(reading.issues.errors() == 3);
}

TEST_CASE("braces that do not match are found by the layout") {
  // The `{` after `7 days` is lost: all reads well until a brace is left over.
  const std::string lost =
      "playbook p {\n  track a {\n    place c on h for 7 days\n      when x {\n        tag \"t\"\n      }\n    }\n  }\n  track b { }\n}\n";
  CHECK(ReadingOf(lost).first() == "4:7 E0109");
  CHECK(ReadingOf(lost).issues.errors() == 1);
  CHECK(ReadingOf("playbook p {\n  track a {\n    tag \"t\"\n    }\n  }\n  track b { }\n}\n").first() == "4:5 E0106");
  CHECK(ReadingOf("playbook p {\n  stage a {\n    wave w on day 1 {\n      send sms t\n  }\n  stage b { }\n}\n").first() == "5:3 E0101");
  CHECK(ReadingOf("playbook p { stage a { wave w on day 1 { send sms t } stage b { } }").first() == "1:55 E0101");
  CHECK(ReadingOf("playbook p {\n}\n}\n").first() == "3:1 E0108");
}

TEST_CASE("a fix that is offered mends the text") {
  for (const Slip& slip : kSlips) {
    std::size_t at = 0;
    const ReadingOf reading(altered(good_text(), slip, at));
    const source::Issue& issue = reading.issues.list().front();
    if (!issue.repair) continue;
    std::string mended(reading.source.text());
    mended.replace(issue.repair->span.begin, issue.repair->span.end - issue.repair->span.begin, issue.repair->replacement);
    const ReadingOf again(mended);
    INFO(slip.from << "  ->  " << slip.to << "\n" << again.said());
    CHECK(again.first() != reading.first());
  }
}

}  // namespace playmaker::tests
