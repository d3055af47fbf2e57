#pragma once
// The descent over tokens: private to the room. A statement that is not understood throws Slip after its issue was added; the caller goes
// on at the next statement.
#include <initializer_list>

#include "dsl/read/lexer/lexer.hpp"
#include "dsl/story/read.hpp"
#include "dsl/story/trace.hpp"
#include "dsl/story/wishes.hpp"

namespace playmaker::story {

constexpr bool among(Word word, std::initializer_list<Word> words) {
  for (const Word each : words) {
    if (each == word) return true;
  }
  return false;
}
constexpr std::initializer_list<Word> kActs = {Word::event, Word::set,   Word::task,    Word::assign,      Word::expect,
                                               Word::enter, Word::leave, Word::pause,   Word::resume,      Word::import,
                                               Word::list,  Word::claim, Word::decline, Word::acknowledge, Word::answer};

class Reader {
 public:
  // `wishes`: gathers what was asked for at the end of the text.
  Reader(const source::Source& source, source::Issues& issues, Wishes* wishes = nullptr);
  StoryFile file();
  Trace trace() &&;                        // after file()

 private:
  using Token = read::Token;
  using TokenKind = read::TokenKind;
  using Punct = read::Punct;
  struct Slip {};

  // reader.cpp: the tokens
  const Token& now() const { return tokens_.list[at_]; }
  const Token& next(std::size_t ahead = 1) const { return tokens_.list[std::min(at_ + ahead, tokens_.list.size() - 1)]; }
  static Word word_of(const Token& token) { return token.kind == TokenKind::word ? find_word(token.text) : Word::none; }
  bool is(Word word) const {
    wish({word});
    return word_of(now()) == word;
  }
  bool is(Punct punct) const { return now().kind == TokenKind::punct && now().punct == punct; }
  bool take(Word word);
  bool take(Punct punct);
  void need(Punct punct);
  [[noreturn]] void slip(source::Words expected, std::initializer_list<Word> words = {});
  Span since(const Token& first) const;
  std::int64_t whole(source::Words what);
  Name name(source::Words what, bool path = false);
  std::string text(source::Words what);
  void labels(std::string& zh, std::string& en);
  template <class Statement>
  void block(const Statement& statement, bool fields = false);
  template <class Statement>
  void guarded(const Statement& statement);
  void go_on(std::size_t began, std::size_t depth);
  // Nothing is asked any more once a statement could not go on for want of more text.
  bool wishing() const { return wishes_ != nullptr && !wished_ && now().kind == TokenKind::end; }
  void wish(std::initializer_list<Word> words) const {
    if (wishing()) wishes_->words.insert(words);
  }
  void wish(const source::Words& what) const;
  void mark(std::size_t token, Role role) { trace_.roles[token] = role; }

  // reader.cpp: what stands where
  void top(StoryFile& out);
  Thing thing(bool customer);
  Story story();
  void statement(Story& story);
  void customer(Story& story, const Token& first);
  void finish(Story& story, const Token& first);

  // read_time.cpp
  bool starts_when() const;
  When when();
  std::int32_t day();
  Minute minute();
  std::int32_t clock();
  std::int64_t length();

  // read_value.cpp
  std::vector<Field> fields();
  Value value();
  Value number_value(bool negative);

  // read_act.cpp
  void acts(Story& story, const When& when);
  void taken(Act& out);
  void answer(Act& out);
  void by(Act& out);
  bool act(Story& story, const When& when);
  bool near_act() const;
  Report report(bool given);

  // read_crowd.cpp
  std::vector<Crowd> crowds();
  Crowd crowd();
  Stock stock();
  void lead(Expectation& out);
  bool branch(Name& out);

  // read_expect.cpp
  Expectation expectation(const When& when);
  [[noreturn]] void one_at_a_time(const Expectation& out);
  void count(Expectation& out);
  void subject(Expectation& out);
  void state(Expectation& out, std::initializer_list<Word> states);
  bool bare(std::initializer_list<Word> states) const;
  bool begins_act(std::initializer_list<Word> states) const;
  void review(Expectation& out);
  void known(Expectation& out);
  void reason(Expectation& out);

  const source::Source& source_;
  source::Issues& issues_;
  read::Tokens tokens_;
  std::size_t at_ = 0, depth_ = 0;
  std::optional<base::Date> starts_;       // of the story being read
  Trace trace_;
  Wishes* wishes_;
  bool wished_ = false;
  std::string last_name_, fields_of_;      // for wishes
};

template <class Statement>
void Reader::guarded(const Statement& statement) {
  const std::size_t began = at_, depth = depth_;
  try {
    statement();
  } catch (const Slip&) { go_on(began, depth); }
  if (at_ == began && now().kind != TokenKind::end && !is(Punct::close_brace)) ++at_;
}

template <class Statement>
void Reader::block(const Statement& statement, bool fields) {
  Trace::Braces braces;
  braces.open = at_;
  braces.fields = fields;
  need(Punct::open_brace);
  while (now().kind != TokenKind::end && !is(Punct::close_brace)) {
    const std::size_t began = at_;
    guarded(statement);
    // A comma behind an item is the block's.
    const bool comma = at_ > began + 1 && tokens_.list[at_ - 1].kind == TokenKind::punct && tokens_.list[at_ - 1].punct == Punct::comma;
    braces.items.push_back({began, comma ? at_ - 1 : at_});
  }
  if (wishing()) guarded(statement);       // one more may come
  braces.close = at_;
  need(Punct::close_brace);
  trace_.braces.push_back(std::move(braces));
}

}  // namespace playmaker::story
