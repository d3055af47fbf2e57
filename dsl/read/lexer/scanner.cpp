#include "dsl/read/lexer/scanner.hpp"

#include <array>
#include <utility>

#include "dsl/read/chinese.hpp"
#include "runtime/base/limits.hpp"
#include "runtime/base/text.hpp"

namespace playmaker::read {

using source::Code;
using source::Issue;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Letters of Latin, Greek, Cyrillic, kana and Han: punctuation and symbols of Unicode are no names.
bool starts_name(char32_t c) {
  if (c < 0x80) return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || c == U'_';
  if (c >= 0xC0 && c <= 0x52F) return c != 0xD7 && c != 0xF7;
  return (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) || base::is_han(c);
}
bool continues_name(char32_t c) { return starts_name(c) || (c >= U'0' && c <= U'9'); }

Scanner::Scanner(const source::Source& source, std::string_view text, std::span<const std::uint32_t> offsets, Tokens& out,
                 source::Issues& issues)
    : source_(source),
      text_(text),
      offsets_(offsets),
      out_(out),
      issues_(issues) {
  if (!offsets_.empty()) {
    const source::Position at = source_.position(offsets_[0]);
    line_ = at.line;
    column_ = at.display_column;
    indent_ = column_;
  }
}

source::Span Scanner::span(std::size_t begin, std::size_t end) const {
  if (offsets_.empty()) return {source_.id(), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  return {source_.id(), offsets_[begin], offsets_[end]};
}

char32_t Scanner::code_point(std::size_t at) const {
  if (at >= text_.size()) return 0;
  return base::decode(text_, at);
}

std::string_view Scanner::keep(std::string text) {
  out_.texts.push_back(std::move(text));
  return out_.texts.back();
}

// Columns are counted once, as the scanner moves on; a token asks for the place of its own first byte.
void Scanner::follow_line(std::size_t to) {
  while (followed_ < to) {
    const char32_t c = base::decode(text_, followed_);
    if (c == U'\n') {
      ++line_;
      column_ = 1;
      line_is_empty_ = true;
    } else {
      column_ += c == U'\t' ? 2 : static_cast<std::uint32_t>(base::display_width(c));
    }
  }
}

Token& Scanner::push(TokenKind kind, std::size_t begin) {
  follow_line(begin);
  if (line_is_empty_) indent_ = column_;
  Token token;
  token.kind = kind;
  token.first_on_line = line_is_empty_;
  token.line = line_;
  token.column = column_;
  token.indent = indent_;
  token.span = span(begin, at_);
  line_is_empty_ = false;
  out_.list.push_back(token);
  return out_.list.back();
}

void Scanner::run() {
  if (offsets_.empty() && starts_with("\xEF\xBB\xBF")) {
    at_ = 3;
    followed_ = 3;
  }
  for (;;) {
    space_and_comments();
    if (at_ >= text_.size() || out_.broken) return;
    one_token();
  }
}

void Scanner::space_and_comments() {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == ';') {
      ++at_;
    } else if (c == '#' || starts_with("//")) {
      const std::size_t begin = at_;
      follow_line(begin);
      at_ = std::min(text_.find('\n', at_), text_.size());
      std::size_t end = at_;
      if (end > begin && text_[end - 1] == '\r') --end;
      out_.comments.push_back({span(begin, end), line_is_empty_});
    } else if (starts_with("\xE3\x80\x80") || starts_with("\xE3\x80\x82") || starts_with("\xEF\xBC\x9B")) {  // U+3000, 。, ;
      at_ += 3;
    } else if (starts_with("\xC2\xA0")) {  // no-break space, which editors put in unasked
      at_ += 2;
    } else {
      return;
    }
  }
}

void Scanner::one_token() {
  const char c = peek();
  if (is_digit(c) || (c == '.' && is_digit(peek(1)) && (at_ == 0 || !continues_name(static_cast<unsigned char>(text_[at_ - 1])))))
    return number();
  if (text_literal()) return;
  if (c == '`') return back_quoted();
  if (starts_name(code_point(at_))) return word();
  if (!punct()) stray();
}

void Scanner::word() {
  const std::size_t begin = at_;
  while (at_ < text_.size()) {
    std::size_t next = at_;
    if (!continues_name(base::decode(text_, next))) break;
    at_ = next;
  }
  const std::string_view name = text_.substr(begin, at_ - begin);
  if (out_.language == base::Language::zh) return chinese(begin, name);
  Token& token = push(TokenKind::word, begin);
  token.text = name;
  token.word = find_word(name);
}

void Scanner::chinese(std::size_t begin, std::string_view name) {
  if (out_.list.empty() && name == "language") {   // the first statement may choose the table in English
    Token& token = push(TokenKind::word, begin);
    token.text = name;
    token.word = Word::language;
    return;
  }
  if (name == "天" && counts_days()) return;
  const ChineseWord* row = find_chinese(name);
  const std::string_view known = name_of_chinese(name);
  if (row == nullptr) {
    Token& token = push(TokenKind::word, begin);
    token.text = known.empty() ? name : known;
    token.chinese = name;
    return;
  }
  for (const Word word : row->words) {
    Token& token = push(TokenKind::word, begin);
    token.word = word;
    token.text = row->words.size() > 1 ? canonical(word) : known.empty() ? name : known;
    token.chinese = name;
  }
}

// Whether 天 only closes a 第: `第 3 天`, `第 3 至 9 天` are `day 3`, `day 3 to 9`.
bool Scanner::counts_days() const {
  const std::size_t size = out_.list.size();
  const auto is_number = [&](std::size_t back) { return size >= back && out_.list[size - back].kind == TokenKind::integer; };
  const auto is_word = [&](std::size_t back, Word word, std::string_view spelling) {
    return size >= back && out_.list[size - back].word == word && out_.list[size - back].text == spelling;
  };
  if (!is_number(1)) return false;
  return is_word(2, Word::day, "第") || (is_word(2, Word::to, "至") && is_number(3) && is_word(4, Word::day, "第"));
}

void Scanner::back_quoted() {
  const std::size_t begin = at_++;
  const std::size_t close = text_.find_first_of("`\n", at_);
  if (close == std::string_view::npos || text_[close] == '\n' || close == at_) {
    while (at_ < text_.size() && continues_name(code_point(at_))) base::decode(text_, at_);
    issues_.add(Issue(Code::back_quote_open, span(begin, at_)).help({"close it with a second back-quote", "请补上另一个反引号"}));
    push(TokenKind::quoted_name, begin).text = text_.substr(begin + 1, at_ - begin - 1);
    return;
  }
  const std::string_view name = text_.substr(at_, close - at_);
  at_ = close + 1;
  push(TokenKind::quoted_name, begin).text = name;
}

namespace {

struct Sign {
  std::string_view spelling;
  Punct punct;
};

// Longest first where one begins another. An ASCII sign may also be written with full-width characters.
constexpr std::array kSigns = {
    Sign{"->", Punct::arrow},
    Sign{"==", Punct::equal_equal},
    Sign{"!=", Punct::bang_equal},
    Sign{"<=", Punct::less_equal},
    Sign{">=", Punct::greater_equal},
    Sign{"&&", Punct::and_and},
    Sign{"||", Punct::or_or},
    Sign{"{", Punct::open_brace},
    Sign{"}", Punct::close_brace},
    Sign{"(", Punct::open_paren},
    Sign{")", Punct::close_paren},
    Sign{"[", Punct::open_bracket},
    Sign{"]", Punct::close_bracket},
    Sign{",", Punct::comma},
    Sign{":", Punct::colon},
    Sign{"?", Punct::question},
    Sign{".", Punct::dot},
    Sign{"-", Punct::minus},
    Sign{"+", Punct::plus},
    Sign{"*", Punct::star},
    Sign{"/", Punct::slash},
    Sign{"%", Punct::percent},
    Sign{"!", Punct::bang},
    Sign{"=", Punct::equal},
    Sign{"<", Punct::less},
    Sign{">", Punct::greater},
    Sign{"\u2192", Punct::arrow},
    Sign{"\u2260", Punct::bang_equal},
    Sign{"\u2264", Punct::less_equal},
    Sign{"\u2265", Punct::greater_equal},
    Sign{"\u3001", Punct::comma},
    Sign{"\u3010", Punct::open_bracket},
    Sign{"\u3011", Punct::close_bracket},
};

}  // namespace

std::string_view spelling(Punct punct) {
  for (const Sign& sign : kSigns) {
    if (sign.punct == punct) return sign.spelling;
  }
  return "";
}

// How many bytes at at_ spell the sign, counting U+FF01 ... U+FF5E as the ASCII characters they widen; 0 where they do not.
std::size_t Scanner::sign_length(std::string_view sign) const {
  if (starts_with(sign)) return sign.size();
  std::size_t at = at_;
  for (const char c : sign) {
    const char32_t here = code_point(at);
    if (here != static_cast<char32_t>(static_cast<unsigned char>(c)) &&
        here != static_cast<char32_t>(static_cast<unsigned char>(c)) + 0xFEE0)
      return 0;
    base::decode(text_, at);
  }
  return at - at_;
}

bool Scanner::punct() {
  for (const Sign& sign : kSigns) {
    const std::size_t length = sign_length(sign.spelling);
    if (length == 0) continue;
    const std::size_t begin = at_;
    at_ += length;
    push(TokenKind::punct, begin).punct = sign.punct;
    switch (sign.punct) {
      case Punct::open_brace:
      case Punct::open_paren:
      case Punct::open_bracket: open_bracket(); break;
      case Punct::close_brace:
      case Punct::close_paren:
      case Punct::close_bracket: nesting_ -= nesting_ > 0 ? 1 : 0; break;
      default: break;
    }
    return true;
  }
  return false;
}

// The grammar recurses once a bracket: bounding brackets here bounds the stack there.
void Scanner::open_bracket() {
  if (++nesting_ <= base::kNestingMax) return;
  issues_.add(Issue(Code::nested_too_deep, out_.list.back().span).arg(std::to_string(base::kNestingMax)));
  out_.broken = true;
}

void Scanner::stray() {
  const std::size_t begin = at_;
  base::decode(text_, at_);
  const std::size_t one = at_;
  while (at_ < text_.size()) {  // a run of them is one slip
    const char32_t c = code_point(at_);
    if (c < 0x80 && c != U'@' && c != U'$' && c != U'^' && c != U'~' && c != U'\\' && c != U'&' && c != U'|') break;
    if (c >= 0x80 &&
        (starts_name(c) || c == 0x3000 || c == 0x3002 || c == 0xA0 || (c >= 0xFF00 && c <= 0xFF5E) || c == 0x201C || c == 0x201D))
      break;
    base::decode(text_, at_);
  }
  Issue issue(Code::stray_character, span(begin, at_));
  issue.arg(std::string(text_.substr(begin, one - begin)));
  if (text_[begin] == '&') issue.help({"write `and`", "请写 `and`"}).fix(span(begin, at_), "and");
  if (text_[begin] == '|') issue.help({"write `or`", "请写 `or`"}).fix(span(begin, at_), "or");
  issues_.add(std::move(issue));
}

}  // namespace playmaker::read
