// Numbers and what sticks to them:
//   12  1_000  0x1F  1u  1.5  2e3  .5      50万  1亿  50万元  15元  1000 CZK  20%  09:30  2026-10-01  15th
#include <algorithm>
#include <bit>
#include <charconv>
#include <utility>

#include "dsl/read/lexer/scanner.hpp"
#include "runtime/base/text.hpp"
#include "runtime/base/time.hpp"

namespace playmaker::read {

using source::Code;
using source::Issue;

namespace {

constexpr std::string_view kWan = "万";
constexpr std::string_view kYi = "亿";
constexpr std::string_view kYuan = "元";

// digits[.digits] as number * 10^-scale, trailing zeros of the fraction dropped. False: more than 64 bits.
bool scaled(std::string_view digits, int zeros, std::uint64_t& number, std::uint8_t& scale) {
  std::string whole;
  int places = 0;
  bool fraction = false;
  for (const char c : digits) {
    if (c == '.') {
      fraction = true;
      continue;
    }
    whole += c;
    if (fraction) ++places;
  }
  while (zeros > 0 && places > 0) --zeros, --places;
  whole.append(static_cast<std::size_t>(zeros), '0');
  while (places > 0 && whole.back() == '0') {
    whole.pop_back();
    --places;
  }
  if (places > 18) return false;
  scale = static_cast<std::uint8_t>(places);
  const auto [end, error] = std::from_chars(whole.data(), whole.data() + whole.size(), number);
  return error == std::errc{} && number <= static_cast<std::uint64_t>(INT64_MAX) + 1;
}

}  // namespace

void Scanner::number() {
  const std::size_t begin = at_;
  if (date_or_time() || hexadecimal()) return;
  radix_free_number(begin);
}

bool Scanner::date_or_time() {
  const std::size_t begin = at_;
  const auto digits = [&](std::size_t from, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      if (!is_digit(peek(from + i))) return false;
    }
    return true;
  };
  const auto value = [&](std::size_t from, std::size_t count) {
    int out = 0;
    for (std::size_t i = 0; i < count; ++i) out = out * 10 + (text_[begin + from + i] - '0');
    return out;
  };
  if (digits(0, 4) && peek(4) == '-' && digits(5, 2) && peek(7) == '-' && digits(8, 2) && !is_digit(peek(10))) {
    at_ += 10;
    Token& token = push(TokenKind::date, begin);
    if (base::valid_date(value(0, 4), value(5, 2), value(8, 2))) {
      token.number = static_cast<std::uint64_t>(static_cast<std::int64_t>(base::date_of(value(0, 4), value(5, 2), value(8, 2)).days));
    } else {
      issues_.add(Issue(Code::bad_date, token.span).arg(std::string(text_.substr(begin, 10))));
    }
    return true;
  }
  const std::size_t after_hour = at_ + std::min<std::size_t>(2, text_.size() - at_);
  const std::size_t colon = peek(2) == ':' ? 1 : text_.substr(after_hour).starts_with("\uFF1A") ? 3 : 0;
  if (digits(0, 2) && colon > 0 && digits(2 + colon, 2) && !is_digit(peek(4 + colon))) {
    at_ += 4 + colon;
    Token& token = push(TokenKind::time, begin);
    const int hour = value(0, 2), minute = value(2 + colon, 2);
    if (minute > 59 || hour > 24 || (hour == 24 && minute > 0)) {
      issues_.add(Issue(Code::bad_time, token.span)
                      .arg(std::string(text_.substr(begin, 4 + colon)))
                      .help({"times go from 00:00 to 24:00", "时刻从 00:00 到 24:00"}));
    } else {
      token.number = static_cast<std::uint64_t>(hour * 60 + minute);
    }
    return true;
  }
  return false;
}

bool Scanner::hexadecimal() {
  if (peek() != '0' || (peek(1) != 'x' && peek(1) != 'X')) return false;
  const std::size_t begin = at_;
  at_ += 2;
  const std::size_t digits = at_;
  while (std::string_view("0123456789abcdefABCDEF").contains(peek()) && peek() != '\0') ++at_;
  std::uint64_t number = 0;
  const auto error = std::from_chars(text_.data() + digits, text_.data() + at_, number, 16).ec;
  const std::string_view written = text_.substr(begin, at_ - begin);
  const bool is_unsigned = peek() == 'u' || peek() == 'U';
  if (is_unsigned) ++at_;
  Token& token = push(is_unsigned ? TokenKind::unsigned_integer : TokenKind::integer, begin);
  token.number = number;
  if (at_ == digits || digits + (is_unsigned ? 1 : 0) == at_) {
    issues_.add(Issue(Code::bad_number, token.span).arg(std::string(written)));
  } else if (error != std::errc{} || (!is_unsigned && number > static_cast<std::uint64_t>(INT64_MAX) + 1)) {
    issues_.add(Issue(Code::number_too_big, token.span).arg(std::string(written)));
    token.number = 0;
  }
  return true;
}

void Scanner::radix_free_number(std::size_t begin) {
  std::string digits;
  const auto take = [&] {
    while (is_digit(peek()) || (peek() == '_' && is_digit(peek(1)))) {
      if (peek() != '_') digits += peek();
      ++at_;
    }
  };
  take();
  bool real = false;
  if (peek() == '.' && is_digit(peek(1))) {
    if (digits.empty()) digits += '0';
    digits += '.';
    ++at_;
    real = true;
    take();
  }
  const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
  if ((peek() == 'e' || peek() == 'E') && is_digit(peek(sign))) {
    digits += 'e';
    if (sign == 2 && peek(1) == '-') digits += '-';
    at_ += sign;
    take();
    double value = 0;
    const auto error = std::from_chars(digits.data(), digits.data() + digits.size(), value).ec;
    Token& token = push(TokenKind::decimal, begin);
    token.number = std::bit_cast<std::uint64_t>(value);
    if (error != std::errc{} && !digits.contains("e-"))
      issues_.add(Issue(Code::number_too_big, token.span).arg(std::string(text_.substr(begin, at_ - begin))));
    return;
  }
  if (!real && (peek() == 'u' || peek() == 'U') && !continues_name(code_point(at_ + 1))) {
    ++at_;
    Token& token = push(TokenKind::unsigned_integer, begin);
    if (std::from_chars(digits.data(), digits.data() + digits.size(), token.number).ec != std::errc{}) {
      issues_.add(Issue(Code::number_too_big, token.span).arg(digits));
    }
    return;
  }
  with_unit(begin, std::move(digits));
}

void Scanner::with_unit(std::size_t begin, std::string digits) {
  int zeros = 0;
  for (;;) {
    if (starts_with(kWan)) zeros += 4;
    else if (starts_with(kYi)) zeros += 8;
    else break;
    at_ += kWan.size();
  }
  TokenKind kind = TokenKind::integer;
  std::string_view currency;
  if (starts_with(kYuan)) {
    at_ += kYuan.size();
    kind = TokenKind::money;
    currency = "CNY";
  } else if (peek() == '%' && !operand_follows(at_ + 1)) {
    ++at_;
    kind = TokenKind::percent;
  } else if (starts_with("\uFF05")) {
    at_ += 3;
    kind = TokenKind::percent;
  } else {
    std::size_t code = 0;
    while (peek(code) == ' ') ++code;
    const auto capital = [&](std::size_t i) { return peek(code + i) >= 'A' && peek(code + i) <= 'Z'; };
    const std::string_view suffix = text_.substr(std::min(at_, text_.size()), 2);
    if (capital(0) && capital(1) && capital(2) && !continues_name(code_point(at_ + code + 3))) {
      currency = text_.substr(at_ + code, 3);
      at_ += code + 3;
      kind = TokenKind::money;
    } else if ((suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th") && !continues_name(code_point(at_ + 2))) {
      at_ += 2;
      kind = TokenKind::ordinal;
    }
  }
  if (kind == TokenKind::integer && out_.language == base::Language::zh && starts_with("日")) {
    at_ += std::string_view("日").size();
    kind = TokenKind::ordinal;
    Token& the = push(TokenKind::word, begin);
    the.word = Word::the;
    the.text = canonical(Word::the);
    the.chinese = text_.substr(begin, at_ - begin);
  }
  std::uint64_t number = 0;
  std::uint8_t scale = 0;
  const bool fits = scaled(digits, zeros, number, scale);
  if (kind == TokenKind::integer && (scale > 0 || digits.contains('.'))) {  // 0.7; also 1.55万, which is a decimal when it is not whole
    if (scale > 0 || zeros == 0 || !fits) kind = TokenKind::decimal;
  }
  // A letter that touches a number belongs to no unit: 5abc. Han may follow without a space.
  const std::size_t number_end = at_;
  while (at_ < text_.size() && static_cast<unsigned char>(peek()) < 0x80 && continues_name(code_point(at_))) ++at_;
  Token& token = push(kind, begin);
  token.number = number;
  token.scale = kind == TokenKind::decimal ? std::uint8_t{0} : scale;
  token.text = currency;
  if (at_ != number_end) {
    issues_.add(Issue(Code::bad_number, token.span)
                    .arg(std::string(text_.substr(begin, at_ - begin)))
                    .help({"a name begins with a letter; a unit needs a space before it", "名称以字母开头;单位前要有空格"}));
    return;
  }
  if (kind == TokenKind::decimal) {
    double value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    for (int i = 0; i < zeros; ++i) value *= 10;
    token.number = std::bit_cast<std::uint64_t>(value);
  } else if (!fits) {
    token.number = 0;
    issues_.add(Issue(Code::number_too_big, token.span).arg(digits));
  }
}

// After `20%`: is there something to divide by? Touching, any operand; after a space, only a number or a parenthesis, since no
// statement begins with one.
bool Scanner::operand_follows(std::size_t at) const {
  if (at >= text_.size()) return false;
  const char32_t touching = code_point(at);
  if (continues_name(touching) || touching == U'(' || touching == U'"' || touching == U'\'') return true;
  while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\t')) ++at;
  return at < text_.size() && (is_digit(text_[at]) || text_[at] == '(');
}

}  // namespace playmaker::read
