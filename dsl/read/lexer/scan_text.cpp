// Texts as CEL writes them: "…", '…', triple of either, raw r"…", bytes b"…", both br"…"; and “…”, which Chinese keyboards give.
#include <algorithm>
#include <utility>

#include "dsl/read/lexer/scanner.hpp"
#include "runtime/base/text.hpp"

namespace playmaker::read {

using source::Code;
using source::Issue;

namespace {
constexpr std::string_view kCurlyOpen = "“";
constexpr std::string_view kCurlyClose = "”";
}  // namespace

bool Scanner::text_literal() {
  if (starts_with(kCurlyOpen)) {
    curly_text();
    return true;
  }
  const auto lower = [&](std::size_t i) { return static_cast<char>(peek(i) | 0x20); };
  std::size_t prefix = 0;
  bool raw = false, bytes = false;
  if (lower(0) == 'r') {
    raw = true;
    prefix = 1;
  } else if (lower(0) == 'b') {
    bytes = true;
    prefix = 1;
    if (lower(1) == 'r') {
      raw = true;
      prefix = 2;
    }
  }
  if (peek(prefix) != '"' && peek(prefix) != '\'') return false;
  const std::size_t begin = at_;
  at_ += prefix;
  quoted(begin, raw, bytes);
  return true;
}

void Scanner::curly_text() {
  const std::size_t begin = at_;
  at_ += kCurlyOpen.size();
  const std::size_t content = at_;
  const std::size_t line_end = std::min(text_.find('\n', at_), text_.size());
  const std::size_t close = text_.find(kCurlyClose, at_);
  if (close == std::string_view::npos || close > line_end) return unclosed(begin, content, line_end);
  at_ = close + kCurlyClose.size();
  push(TokenKind::text, begin).text = text_.substr(content, close - content);
}

// at_ stands on the opening quote.
void Scanner::quoted(std::size_t begin, bool raw, bool bytes) {
  const char quote = peek();
  const bool triple = peek(1) == quote && peek(2) == quote;
  at_ += triple ? 3 : 1;
  const std::size_t content = at_;
  std::string out;
  for (;;) {
    const char c = peek();
    if (at_ >= text_.size() || (!triple && (c == '\n' || c == '\r'))) {
      const std::size_t line_end = std::min(text_.find('\n', triple ? begin : content), text_.size());
      return unclosed(begin, content, line_end);
    }
    if (c == quote && (!triple || (peek(1) == quote && peek(2) == quote))) {
      at_ += triple ? 3 : 1;
      break;
    }
    if (c != '\\') {
      out += c;
      ++at_;
    } else if (raw) {
      out += c;
      ++at_;
      if (at_ < text_.size() && peek() == quote) out += text_[at_++];  // a raw quote after a backslash does not close
    } else {
      const std::size_t start = at_;
      if (!escape(out, bytes)) {
        at_ = std::max(at_, start + 1);
        issues_.add(Issue(Code::bad_escape, span(start, at_))
                        .arg(std::string(text_.substr(start, at_ - start)))
                        .help({"a backslash itself is written `\\\\`", "反斜杠本身写作 `\\\\`"}));
      }
    }
  }
  const std::string_view kept = keep(std::move(out));
  push(bytes ? TokenKind::bytes : TokenKind::text, begin).text = kept;
}

// One slip, one message: the text is taken to end where the line does, or before a brace that probably follows it.
void Scanner::unclosed(std::size_t begin, std::size_t content, std::size_t line_end) {
  const std::string_view rest = text_.substr(content, line_end - content);
  std::size_t length = std::min({rest.find(" {"), rest.find(" }"), rest.size()});
  if (length > 0 && length == rest.size() && rest.back() == '\r') --length;
  at_ = content + length;
  Token& token = push(TokenKind::text, begin);
  token.text = text_.substr(content, length);
  token.cut = true;
  issues_.add(Issue(Code::text_open, token.span).help({"close it with the quote it began with", "请用与开头相同的引号结束"}));
}

bool Scanner::escape(std::string& out, bool bytes) {
  const auto hex = [&](std::size_t digits, char32_t& value) {
    value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      const char c = peek(i);
      const int digit = is_digit(c) ? c - '0' : (c >= 'a' && c <= 'f') ? c - 'a' + 10 : (c >= 'A' && c <= 'F') ? c - 'A' + 10 : -1;
      if (digit < 0) return false;
      value = value * 16 + static_cast<char32_t>(digit);
    }
    at_ += digits;
    return true;
  };
  const auto put = [&](char32_t value) {
    if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return false;
    base::append_utf8(out, value);
    return true;
  };
  ++at_;  // the backslash
  if (at_ >= text_.size()) return false;
  const char c = text_[at_];
  char32_t value = 0;
  if (c >= '0' && c <= '3') {
    if (peek(1) < '0' || peek(1) > '7' || peek(2) < '0' || peek(2) > '7') return false;
    value = static_cast<char32_t>((c - '0') * 64 + (peek(1) - '0') * 8 + (peek(2) - '0'));
    at_ += 3;
  } else if (c == 'x' || c == 'X') {
    ++at_;
    if (!hex(2, value)) return false;
  } else if ((c == 'u' || c == 'U') && !bytes) {
    ++at_;
    return hex(c == 'u' ? 4 : 8, value) && put(value);
  } else {
    constexpr std::string_view kLetters = "abfnrtv\\?\"'`";
    constexpr std::string_view kMeanings = "\a\b\f\n\r\t\v\\?\"'`";
    const std::size_t which = kLetters.find(c);
    if (which == std::string_view::npos) {
      base::decode(text_, at_);
      return false;
    }
    ++at_;
    out += kMeanings[which];
    return true;
  }
  if (!bytes) return put(value);
  out += static_cast<char>(value);
  return true;
}

}  // namespace playmaker::read
