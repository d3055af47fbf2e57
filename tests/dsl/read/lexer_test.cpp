#include <bit>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "dsl/read/lexer/lexer.hpp"
#include "runtime/base/time.hpp"

namespace playmaker::read {
namespace {

struct Lexed {
  explicit Lexed(std::string text) : source(sources.add("a.play", std::move(text))), tokens(lex(source, issues)) {}
  // The tokens as a person would name them, with a space between.
  std::string said() const;
  std::string code() const { return issues.empty() ? "" : std::string(source::code_text(issues.list()[0].code)); }

  source::Sources sources;
  source::Issues issues;
  const source::Source& source;
  Tokens tokens;
};

std::string named(const Token& token) {
  const std::string number = std::to_string(token.number) + (token.scale > 0 ? "e-" + std::to_string(token.scale) : "");
  switch (token.kind) {
    case TokenKind::end: return "end";
    case TokenKind::word: return std::string(token.text) + (token.word == Word::plain ? "" : "!");
    case TokenKind::quoted_name: return "name:" + std::string(token.text);
    case TokenKind::integer: return number;
    case TokenKind::unsigned_integer: return number + "u";
    case TokenKind::decimal: return "real:" + std::to_string(std::bit_cast<double>(token.number));
    case TokenKind::money: return "money:" + number + std::string(token.text);
    case TokenKind::percent: return "percent:" + number;
    case TokenKind::date: return "date:" + base::format_date({static_cast<std::int32_t>(token.number)});
    case TokenKind::time: return "time:" + number;
    case TokenKind::ordinal: return "nth:" + number;
    case TokenKind::text: return "'" + std::string(token.text) + "'";
    case TokenKind::bytes: return "b'" + std::string(token.text) + "'";
    case TokenKind::punct: return std::string(spelling(token.punct));
  }
  return "?";
}

std::string Lexed::said() const {
  std::string out;
  for (const Token& token : tokens.list) out += (out.empty() ? "" : " ") + named(token);
  return out;
}

}  // namespace

TEST_CASE("words, names and comments") {
  CHECK(Lexed("wave sends 登录App KYC已完成 _x1").said() == "wave! sends 登录App KYC已完成 _x1 end");
  CHECK(Lexed("stages `and` a.`content-type`").said() == "stages! name:and a . name:content-type end");
  const Lexed lexed(
      "a # one\n  // two\nb;c\xE3\x80\x82"
      "d\xE3\x80\x80"
      "e");
  CHECK(lexed.said() == "a b c d e end");
  REQUIRE(lexed.tokens.comments.size() == 2);
  CHECK(lexed.source.text(lexed.tokens.comments[0].span) == "# one");
  CHECK_FALSE(lexed.tokens.comments[0].own_line);
  CHECK(lexed.source.text(lexed.tokens.comments[1].span) == "// two");
  CHECK(lexed.tokens.comments[1].own_line);
}

TEST_CASE("nothing of the text is lost between tokens and comments but space") {
  const Lexed lexed("playbook p { # x\n  owner \"零售\"  version 3;\n}\n");
  std::string left(lexed.source.text());
  for (const Token& token : lexed.tokens.list)
    left.replace(token.span.begin, token.span.end - token.span.begin, token.span.end - token.span.begin, ' ');
  for (const syntax::Comment& comment : lexed.tokens.comments)
    left.replace(comment.span.begin, comment.span.end - comment.span.begin, comment.span.end - comment.span.begin, ' ');
  CHECK(left.find_first_not_of(" \n;") == std::string::npos);
}

TEST_CASE("numbers take their units with them") {
  CHECK(Lexed("1_000 0x1F 0xfu 7u 15th 1st").said() == "1000 31 15u 7u nth:15 nth:1 end");
  CHECK(Lexed("50万元 1亿元 0.05元 1000 CZK 1亿 1.5万 3万天").said() ==
        "money:500000CNY money:100000000CNY money:5e-2CNY money:1000CZK 100000000 15000 30000 天 end");
  CHECK(Lexed("20%, 0.50%, 7%3 7 % 3 20% 3 20% by x%3").said() ==
        "percent:20 , percent:5e-1 , 7 % 3 7 % 3 20 % 3 percent:20 by! x % 3 end");
  CHECK(Lexed("09:30 24:00 2026-10-01 1.5 .5 2e3 1.5e-2").said() ==
        "time:570 time:1440 date:2026-10-01 real:1.500000 real:0.500000 real:2000.000000 real:0.015000 end");
  CHECK(Lexed("a.b 1.x [1].size").said() == "a . b 1 . x [ 1 ] . size end");
  CHECK(Lexed("1000 CZKX 3 days").said() == "1000 CZKX 3 days! end");
}

TEST_CASE("texts of every kind") {
  CHECK(Lexed(R"("a\n\"\x41\101\u9080" 'b"' r"\n" """c
"d" """ '''e''' b"\xff" bR'\x')")
            .said() == "'a\n\"AA邀' 'b\"' '\\n' 'c\n\"d\" ' 'e' b'\xff' b'\\x' end");
  CHECK(Lexed("“零售客户部” \"\" ''").said() == "'零售客户部' '' '' end");
  CHECK(Lexed("rx bx b r").said() == "rx bx b r end");
}

TEST_CASE("full-width punctuation reads as its half-width twin") {
  std::string wide;
  const std::string narrow = "{}()[]:,!=<>%=";
  for (const char c : narrow) base::append_utf8(wide, static_cast<char32_t>(static_cast<unsigned char>(c)) + 0xFEE0);
  CHECK(Lexed(wide).said() == "{ } ( ) [ ] : , != < > % = end");
  std::string compare = "a";
  for (const char32_t c : {U'\xFF1D', U'\xFF1D', U'\xFF1E', U'\xFF1D'}) base::append_utf8(compare, c);
  CHECK(Lexed(compare).said() == "a == >= end");
  CHECK(Lexed("a ≥ b ≤ c ≠ d、e 【f】 → g").said() == "a >= b <= c != d , e [ f ] -> g end");
  CHECK(Lexed("50\xEF\xBC\x85 09\xEF\xBC\x9A"
              "30")
            .said() == "percent:50 time:570 end");
}

TEST_CASE("what is no token has a code and a place") {
  CHECK(Lexed("a @@ b").code() == "E0003");
  CHECK(Lexed("a @@ b").said() == "a b end");
  CHECK(Lexed("\"abc\nx").code() == "E0004");
  CHECK(Lexed("\"\"\"abc\nx").code() == "E0004");
  CHECK(Lexed("label \"a { b }\nx").said() == "label 'a' { b } x end");  // the braces are taken to follow the text
  CHECK(Lexed("\"\\q\"").code() == "E0005");
  CHECK(Lexed("\"\\ud800\"").code() == "E0005");
  CHECK(Lexed("b\"\\u0041\"").code() == "E0005");
  CHECK(Lexed("99999999999999999999").code() == "E0006");
  CHECK(Lexed("9_000_000_000_000亿元").code() == "E0006");
  CHECK(Lexed("0xfffffffffffffffff").code() == "E0006");
  CHECK(Lexed("2026-02-30").code() == "E0007");
  CHECK(Lexed("25:00").code() == "E0008");
  CHECK(Lexed("24:01").code() == "E0008");
  CHECK(Lexed("5abc").code() == "E0009");
  CHECK(Lexed("0x").code() == "E0009");
  CHECK(Lexed("`abc\n").code() == "E0011");
}

TEST_CASE("tokens know their line, column and indentation") {
  const Lexed lexed("a\n  邀约 b\n\tc");
  REQUIRE(lexed.tokens.list.size() == 5);
  const Token& b = lexed.tokens.list[2];
  CHECK(b.line == 2);
  CHECK(b.column == 8);
  CHECK(b.indent == 3);
  CHECK_FALSE(b.first_on_line);
  CHECK(lexed.tokens.list[3].first_on_line);
  CHECK(lexed.tokens.list[3].column == 3);
}

TEST_CASE("a piece of another spelling keeps the places of its source") {
  source::Sources sources;
  source::Issues issues;
  const source::Source& source = sources.add("a.yaml", "due: \"3\\u0020days\"");
  Tokens tokens;
  const std::vector<std::uint32_t> offsets = {6, 7, 13, 14, 15, 16, 17};
  lex_piece(source, "3 days", offsets, tokens, issues);
  REQUIRE(tokens.list.size() == 2);
  CHECK(tokens.list[0].span == source::Span{0, 6, 7});
  CHECK(tokens.list[1].span == source::Span{0, 13, 17});
  CHECK(tokens.list[1].word == Word::day);
  CHECK(issues.empty());
}

}  // namespace playmaker::read
