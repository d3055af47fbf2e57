#include "dsl/story/speak.hpp"

#include <algorithm>

namespace playmaker::story {
namespace {

using base::Language;
using print::Piece;
using read::Token;
using read::TokenKind;

class Speaker {
 public:
  Speaker(const source::Source& source, const Trace& trace, const std::vector<syntax::NodeId>& owners, Language language)
      : source_(source),
        trace_(trace),
        tokens_(trace.tokens.list),
        owners_(owners),
        english_(language == Language::en),
        language_(language),
        begins_item_(trace.tokens.list.size()) {
    for (const Trace::Braces& braces : trace.braces) {
      for (const Trace::Range& item : braces.items) begins_item_[item.first] = true;
    }
  }

  std::vector<Piece> run() {
    for (std::size_t i = 0; i + 1 < tokens_.size();) {
      const auto time = std::ranges::find(trace_.times, i, [](const Trace::Time& one) { return one.at.first; });
      if (time != trace_.times.end()) {
        day(*time);
        i = time->at.end;
      } else {
        one(i++);
      }
    }
    return std::move(out_);
  }

 private:
  Word word(std::size_t i) const {
    return tokens_[i].kind == TokenKind::word && trace_.roles[i] != Role::name ? find_word(tokens_[i].text) : Word::none;
  }
  bool is_number(std::size_t i) const { return tokens_[i].kind == TokenKind::integer; }
  bool many_before(std::size_t i) const { return i > 0 && is_number(i - 1) && tokens_[i - 1].number != 1; }

  void put(std::size_t i, std::string text) {
    const Token& token = tokens_[i];
    Piece piece = print::piece_of(token, std::move(text), owners_[i]);
    if (i > 0 && tokens_[i - 1].line == token.line && tokens_[i - 1].span.end <= token.span.begin)
      piece.gap = source::screen_width(source_.text({source_.id(), tokens_[i - 1].span.end, token.span.begin}));
    // What separates statements on one line is no column that an author made.
    if (begins_item_[i]) piece.gap = std::min(piece.gap, 1U);
    out_.push_back(std::move(piece));
  }
  // A word that was not written: before token i, or behind it.
  void add(std::size_t i, std::string_view text, bool behind = false) {
    Piece piece;
    piece.text = text;
    piece.kind = TokenKind::word;
    const std::uint32_t at = behind ? tokens_[i].span.end : tokens_[i].span.begin;
    piece.span = {source_.id(), at, at};
    piece.line = tokens_[i].line;
    piece.column = tokens_[i].column;
    piece.owner = owners_[i];
    out_.push_back(std::move(piece));
  }
  std::string literal(std::size_t i) const {
    const Token& token = tokens_[i];
    if (token.kind == TokenKind::punct) return std::string(read::spelling(token.punct));
    if (token.kind == TokenKind::text) return print::quoted(token.text);
    return std::string(source_.text(token.span));
  }

  // on day 3 at 10:00 to 12:00, on days 3 to 5, on 2026-03-05 at 10:00; 第 3 天 10:00 至 12:00, 第 3 至 5 天, 2026-03-05 10:00.
  void day(const Trace::Time& time) {
    const auto& [first, end] = time.at;
    std::size_t numbers = 0, clock = end;
    for (std::size_t i = first; i < end; ++i) {
      if (is_number(i)) ++numbers;
      if (tokens_[i].kind == TokenKind::time) clock = std::min(clock, i);
    }
    if (time.statement && english_) add(first, "on");
    bool named = false;                  // `day` was said for all that follows
    for (std::size_t i = first; i < end; ++i) {
      const bool number = is_number(i) || (tokens_[i].kind == TokenKind::punct && i + 1 < end && is_number(i + 1));
      if (number && !named) add(i, english_ ? (numbers == 2 ? "days" : "day") : "第");
      if (number) named = true;
      if (i == clock) {
        if (numbers > 0 && !english_) add(i, "天");
        if (english_) add(i, "at");
      }
      if (word(i) == Word::to) put(i, english_ ? "to" : "至");
      else if (tokens_[i].kind != TokenKind::word) put(i, literal(i));
    }
    if (clock == end && numbers > 0 && !english_) add(end - 1, "天", true);
  }

  void one(std::size_t i) {
    as_its_role(i);
    if (behind_ == i && i > 0) add(i, "后", true);
  }
  void as_its_role(std::size_t i) {
    switch (trace_.roles[i]) {
      case Role::skipped: return;
      case Role::name: return put(i, literal(i));
      case Role::measure: return english_ ? void() : put(i, literal(i));
      case Role::unit: return put(i, english_ ? (many_before(i) ? "days" : "day") : "天");
      case Role::kept: return put(i, english_ ? "held" : "持有");
      case Role::by_person: return put(i, english_ ? "by" : "由");
      case Role::phrase:
        if (english_) return put(i, word(i) == Word::held ? "held out" : "hand off");
        return put(i, say(word(i), language_, {}, false));
      case Role::reason: return put(i, reason(tokens_[i].text));
      case Role::answer: return put(i, answer(tokens_[i].text));
      case Role::after:
        if (english_) return put(i, "after");
        behind_ = i + 2;                 // the length's unit
        return;
      case Role::after_number:
        if (english_) add(i, "after");
        return put(i, literal(i));
      case Role::after_behind: return english_ ? void() : put(i, "后");
      case Role::none: break;
    }
    const Word here = word(i);
    if (here == Word::none) put(i, literal(i));
    else keyword(i, here);
  }
  void keyword(std::size_t i, Word here) {
    const auto next = i + 1 < tokens_.size() ? word(i + 1) : Word::none;
    if (here == Word::at && (next == Word::least || next == Word::most)) return;   // said with the word that follows
    if ((here == Word::least || here == Word::most) && english_) add(i, "at");
    const bool length = here == Word::minute || here == Word::hour;
    put(i, say(here, language_, length ? std::string_view() : tokens_[i].text, many_before(i)));
  }
  std::string reason(std::string_view written) const {
    std::size_t many = 0;
    const ReasonWord* known = reasons(many);
    for (std::size_t i = 0; i < many; ++i) {
      if (written == known[i].code || written == known[i].zh) return std::string(english_ ? known[i].code : known[i].zh);
    }
    return std::string(written);
  }
  std::string answer(std::string_view written) const {
    for (const AnswerWord& each : kAnswers) {
      if (written == each.en || written == each.zh) return std::string(english_ ? each.en : each.zh);
    }
    return std::string(written);
  }

  const source::Source& source_;
  const Trace& trace_;
  const std::vector<Token>& tokens_;
  const std::vector<syntax::NodeId>& owners_;
  bool english_;
  Language language_;
  std::vector<bool> begins_item_;
  std::size_t behind_ = 0;
  std::vector<Piece> out_;
};

}  // namespace

std::vector<Piece> pieces_of(const source::Source& source, const Trace& trace, const std::vector<syntax::NodeId>& owners,
                             base::Language language) {
  return Speaker(source, trace, owners, language).run();
}

}  // namespace playmaker::story
