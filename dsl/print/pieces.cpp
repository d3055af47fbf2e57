// From tokens to pieces: each word as the wanted language says it at its place.
#include "dsl/print/piece.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "dsl/print/own_names.hpp"
#include "dsl/read/chinese.hpp"

namespace playmaker::print {
namespace {

using base::Language;
using read::Punct;
using read::Token;
using read::TokenKind;
using read::Word;
using syntax::Kind;
using syntax::kNoNode;
using syntax::NodeId;
using syntax::Tree;

bool is_leaf_name(Kind kind) {
  return kind == Kind::name || kind == Kind::ref || kind == Kind::variable || kind == Kind::dim || kind == Kind::alias ||
         kind == Kind::type_name;
}

// Whose each token is: the innermost node over it, and the one around that.
struct Owner {
  NodeId node = kNoNode;
  NodeId outer = kNoNode;
};

class Owners {
 public:
  Owners(const Tree& tree, NodeId root, const std::vector<Token>& tokens) : tree_(tree), tokens_(tokens), owners_(tokens.size()) {
    walk(root, kNoNode);
  }
  const Owner& operator[](std::size_t token) const { return owners_[token]; }

 private:
  void walk(NodeId node, NodeId outer) {
    const source::Span span = tree_.span(node);
    auto at = std::lower_bound(tokens_.begin(), tokens_.end(), span.begin,
                               [](const Token& token, std::uint32_t begin) { return token.span.begin < begin; });
    for (; at != tokens_.end() && at->span.end <= span.end && at->kind != TokenKind::end; ++at)
      owners_[static_cast<std::size_t>(at - tokens_.begin())] = {node, outer};
    for (const NodeId child : tree_.children(node)) walk(child, node);
  }
  const Tree& tree_;
  const std::vector<Token>& tokens_;
  std::vector<Owner> owners_;
};

// In English a noun after a number other than one, or that names all of a kind, is plural.
bool says_all(Kind owner, Word word) {
  switch (owner) {
    case Kind::reasons: return word == Word::reason;
    case Kind::show: return word == Word::breakpoint || word == Word::task || word == Word::touch;
    case Kind::of_kind:
    case Kind::combine:
    case Kind::capacity: return word == Word::task || word == Word::stage || word == Word::moment;
    case Kind::pause:
    case Kind::hold_out_from: return word == Word::touch;
    case Kind::at_most_customers:
    case Kind::stop: return word == Word::customer;
    case Kind::budget: return word == Word::benefit;
    case Kind::leave: return word == Word::contact;
    case Kind::on_days: return word == Word::day;
    case Kind::reports: return word == Word::report;
    case Kind::answers: return word == Word::answer;
    case Kind::places: return word == Word::place;
    default: return false;
  }
}

bool is_counted(Word word) {
  switch (word) {
    case Word::second:
    case Word::minute:
    case Word::hour:
    case Word::day:
    case Word::week:
    case Word::month:
    case Word::quarter:
    case Word::year:
    case Word::time:
    case Word::contact:
    case Word::task: return true;
    default: return false;
  }
}

class Speaker {
 public:
  Speaker(const source::Source& source, const read::Tokens& tokens, const syntax::File& file, Speech speech)
      : source_(source),
        tokens_(tokens.list),
        from_(tokens.language),
        tree_(file.tree),
        speech_(speech),
        owners_(file.tree, file.root, tokens.list),
        own_names_(file.tree, file.root) {}

  std::vector<Piece> run() {
    std::size_t i = language_statement();
    const std::size_t count = tokens_.empty() ? 0 : tokens_.size() - 1;
    while (i < count) i = one(i);
    return std::move(out_);
  }

 private:
  // The statement that chooses the table is said anew: a Chinese text must have it, an English one needs none.
  std::size_t language_statement() {
    const bool has = tokens_.size() > 2 && kind(0) == Kind::language;
    const std::size_t behind = has ? 2 : 0;
    if (speech_.language == Language::en && from_ == Language::zh) return behind;
    if (speech_.language == Language::en || (has && from_ == Language::zh)) return 0;
    for (const std::string_view word : {"语言", "中文"}) {
      Piece piece;
      piece.text = word;
      piece.kind = TokenKind::word;
      piece.span = {source_.id(), 0, 0};
      piece.owner = has ? owners_[0].node : kNoNode;
      out_.push_back(std::move(piece));
    }
    return behind;
  }

  Kind kind(std::size_t token) const { return syntax::exists(owners_[token].node) ? tree_.kind(owners_[token].node) : Kind::file; }
  Kind outer(std::size_t token) const { return syntax::exists(owners_[token].outer) ? tree_.kind(owners_[token].outer) : Kind::file; }

  // A word that is somebody's name, not a keyword.
  bool is_name(std::size_t i) const {
    const Token& token = tokens_[i];
    if (token.kind == TokenKind::quoted_name) return true;
    if (token.kind != TokenKind::word) return false;
    if (is_leaf_name(kind(i))) return true;
    const source::Span span = syntax::exists(owners_[i].node) ? tree_.span(owners_[i].node) : source::Span{};
    switch (kind(i)) {
      case Kind::as:
      case Kind::import_ref:
      case Kind::currency:
      case Kind::language: return token.span.begin != span.begin;
      case Kind::report_within: return token.span.begin == span.begin;
      default: return false;
    }
  }

  void put(std::size_t i, std::string text) {
    const Token& token = tokens_[i];
    Piece piece = piece_of(token, std::move(text), owners_[i].node);
    if (i > 0 && !token.first_on_line && tokens_[i - 1].span.end <= token.span.begin) {
      const std::string_view between = source_.text({source_.id(), tokens_[i - 1].span.end, token.span.begin});
      if (between.find('\n') == std::string_view::npos) piece.gap = source::screen_width(between);
    }
    out_.push_back(std::move(piece));
  }

  std::size_t one(std::size_t i) {
    const Token& token = tokens_[i];
    if (is_name(i)) {
      put(i, from_ == speech_.language && token.kind == TokenKind::word ? std::string(token.written()) : name(i));
      return i + 1;
    }
    if (token.kind != TokenKind::word) {
      put(i, literal(token));
      return i + 1;
    }
    return speech_.language == Language::zh ? chinese(i) : english(i);
  }

  // A name in the other language: what the language itself calls so is said in its words, what somebody declared stays.
  std::string name(std::size_t i) const {
    const Token& token = tokens_[i];
    const bool quoted = token.kind == TokenKind::quoted_name;
    const bool own = !quoted && own_names_.own(owners_[i].node, owners_[i].outer, token.text);
    if (!quoted && !own && kind(i) == Kind::type_name && token.word != Word::plain) {   // a kind of thing by its keyword: `template`
      if (speech_.language == Language::en) return std::string(read::canonical(token.word));
      return std::string(read::chinese_for(token.word));
    }
    return name_in(token.text, speech_.language, speech_.careful || quoted, own);
  }

  std::size_t english(std::size_t i) {
    const Token& token = tokens_[i];
    if (from_ == Language::en || token.word == Word::plain) {
      put(i, std::string(token.text));
      return i + 1;
    }
    bool many = says_all(kind(i), token.word);
    if (is_counted(token.word) && i > 0) {
      const std::size_t number = tokens_[i - 1].word == Word::working && i > 1 ? i - 2 : i - 1;
      many = many || (tokens_[number].kind == TokenKind::integer && tokens_[number].number != 1 && kind(i) != Kind::on_day);
    }
    const std::string_view plural = read::other_spelling(token.word);
    put(i,
        std::string(many && !plural.empty() && read::canonical(token.word).size() < plural.size() ? plural : read::canonical(token.word)));
    return i + 1;
  }

  // The longest phrase that one Chinese word stands for.
  std::size_t chinese(std::size_t i) {
    if (i == 0 && kind(0) == Kind::language) {
      put(i, "语言");
      return i + 1;
    }
    if (kind(i) == Kind::month_day) return chinese_month_day(i);
    if (tokens_[i].word == Word::the && tokens_[i + 1].kind == TokenKind::ordinal) return chinese_month_day(i);
    const bool alone = speech_.keyed && ((kind(i) == Kind::regular && tokens_[i].word == Word::every) ||
                                         (kind(i) == Kind::after_import && tokens_[i].word == Word::after));
    std::array<Word, read::kChinesePhraseMax> phrase{};
    std::size_t length = 0;
    const read::ChineseWord* best = nullptr;
    std::size_t taken = 0;
    while (length < (alone ? 1 : phrase.size()) && tokens_[i + length].kind == TokenKind::word && tokens_[i + length].word != Word::plain &&
           !is_name(i + length)) {
      phrase[length] = tokens_[i + length].word;
      ++length;
      if (const read::ChineseWord* row = read::chinese_for({phrase.data(), length}, kind(i), outer(i))) {
        best = row;
        taken = length;
      }
    }
    if (best == nullptr) {
      put(i, std::string(tokens_[i].written()));
      return i + 1;
    }
    put(i, std::string(best->spelling));
    if (best->spelling == "第" && taken == 1) return chinese_days(i + 1);
    return i + taken;
  }

  // `day 3`, `day 3 to 9` end with 天.
  std::size_t chinese_days(std::size_t i) {
    const std::size_t last = kind(i - 1) == Kind::on_days ? i + 2 : i;
    for (; i <= last; ++i) put(i, tokens_[i].kind == TokenKind::word ? "至" : literal(tokens_[i]));
    put(last, "天");
    out_.back().gap = 0;
    return i;
  }

  // `the 15th` is 15日.
  std::size_t chinese_month_day(std::size_t i) {
    const std::size_t number = tokens_[i].kind == TokenKind::ordinal ? i : i + 1;
    put(i, std::to_string(tokens_[number].number) + "日");
    return number + 1;
  }

  std::string literal(const Token& token) const {
    const std::string_view written = source_.text(token.span);
    char text[16];
    switch (token.kind) {
      case TokenKind::punct: return std::string(read::spelling(token.punct));
      case TokenKind::time:
        std::snprintf(text, sizeof text, "%02u:%02u", static_cast<unsigned>(token.number / 60 % 100),
                      static_cast<unsigned>(token.number % 60));
        return text;
      case TokenKind::ordinal: return ordinal(token.number);
      case TokenKind::percent: {
        const std::size_t wide = written.find("\uFF05");
        return wide == std::string_view::npos ? std::string(written) : std::string(written.substr(0, wide)) + "%";
      }
      case TokenKind::money: {   // one space before a currency's code, none before 元
        const std::size_t space = written.find(' ');
        return space == std::string_view::npos ? std::string(written)
                                               : std::string(written.substr(0, space)) + " " + std::string(token.text);
      }
      case TokenKind::text: {
        const bool plain = written.starts_with('"') && !written.starts_with("\"\"\"");
        const bool raw = written.starts_with('r') || written.starts_with('R') || written.contains('\n');
        return plain || raw ? std::string(written) : quoted(token.text);
      }
      default: return std::string(written);
    }
  }

  static std::string ordinal(std::uint64_t number) {
    const std::uint64_t last = number % 10;
    const bool teen = number / 10 % 10 == 1;
    const char* ending = teen ? "th" : last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th";
    return std::to_string(number) + ending;
  }

  const source::Source& source_;
  const std::vector<Token>& tokens_;
  Language from_;
  const Tree& tree_;
  Speech speech_;
  Owners owners_;
  OwnNames own_names_;
  std::vector<Piece> out_;
};

}  // namespace

Piece piece_of(const read::Token& token, std::string text, syntax::NodeId owner) {
  Piece piece;
  piece.text = std::move(text);
  piece.kind = token.kind;
  piece.punct = token.punct;
  piece.span = token.span;
  piece.line = token.line;
  piece.column = token.column;
  piece.owner = owner;
  return piece;
}

std::vector<Piece> pieces_of(const source::Source& source, const read::Tokens& tokens, const syntax::File& file, Speech speech) {
  return Speaker(source, tokens, file, speech).run();
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default: out += c;
    }
  }
  return out + '"';
}

std::string name_in(std::string_view name, Language language, bool careful, bool own) {
  const auto in_quotes = [&] { return "`" + std::string(name) + "`"; };
  bool plain = !name.empty();
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t begin = at;
    const char32_t c = base::decode(name, at);
    const bool letter = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || c == U'_' || base::is_han(c);
    const bool digit = c >= U'0' && c <= U'9';
    if (!letter && !(digit && begin > 0)) plain = false;
  }
  const Word word = read::find_word(name);
  const bool english = word != Word::plain || !read::chinese_of_name(name).empty();   // a type's word, too
  if (language == Language::en) return !plain || read::is_reserved(word) || (careful && english) ? in_quotes() : std::string(name);
  if (const std::string_view known = read::chinese_of_name(name); own && !known.empty()) return std::string(known);
  const read::ChineseWord* row = read::find_chinese(name);
  const bool reserved = row != nullptr && (row->words.size() > 1 || read::is_reserved(row->words.front()));
  const bool taken = reserved || !read::name_of_chinese(name).empty() || (careful && (row != nullptr || english));
  return !plain || taken ? in_quotes() : std::string(name);
}

}  // namespace playmaker::print
