#pragma once
// The state of one reading of a token sequence: the tree under construction, how far the grammar got, what it wanted there.
//
// Building needs no undo. A node is pending under the index of its first token; consuming token i proves that everything pending at
// or after i came from a trial that failed, and drops it; closing a node over tokens [f, e) takes what is pending from f on. So the
// grammar may try alternatives freely.
//
// Messages come from the farthest token that failed and what was wanted there, not from the rule that gave up last.
#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dsl/read/container.hpp"
#include "dsl/read/lexer/token.hpp"
#include "dsl/source/issue.hpp"
#include "dsl/syntax/builder.hpp"

namespace playmaker::read {

class Reading;

// The iterator of the grammar: a token and the reading it belongs to.
struct Cursor {
  using iterator_category = std::forward_iterator_tag;
  using value_type = Token;
  using difference_type = std::ptrdiff_t;
  using pointer = const Token*;
  using reference = const Token&;

  const Token* token = nullptr;
  Reading* reading = nullptr;

  reference operator*() const { return *token; }
  pointer operator->() const { return token; }
  Cursor& operator++() {
    ++token;
    return *this;
  }
  Cursor operator++(int) {
    Cursor old = *this;
    ++token;
    return old;
  }
  bool operator==(const Cursor& other) const { return token == other.token; }
};

// What would have been understood at a token.
enum class What : std::uint8_t {
  word,
  punct,
  name,
  text,
  whole_number,
  number,
  money,
  percent,
  date,
  time,
  ordinal,
  month_day,   // `the 15th`, `the last day`
  duration,
  unit,
  expression,
  path,
  literal,
  type,
  end,
};

struct Expectation {
  What what = What::name;
  Punct punct = Punct::none;
  std::uint8_t count = 0;          // of words, when a phrase
  bool quiet = false;              // a mere possibility (an operator): good for suggestions, too much for a list
  Word words[4] = {};
  bool operator==(const Expectation&) const = default;
};

using WordSet = std::bitset<kWordCount>;

class Reading final {
 public:
  Reading(const Token* tokens, source::FileId file, base::Language language, source::Issues& issues);

  syntax::File read_all();
  syntax::File read_expression();                                     // all tokens are one expression

  // ---- used by the grammar's primitives
  void consume(const Token* token);                                   // `token` was understood
  void fail(const Token* token, Expectation wanted);
  void leaf(syntax::Kind kind, const Token* begin, const Token* end, std::string_view text = {}, syntax::Value value = {});
  void close(syntax::Kind kind, const Token* begin, const Token* end);  // takes the words that were said since `begin` as its text
  void say(const Token* begin, const Token* end);                     // remembers the canonical words of [begin, end)
  void spell(const Token* token);                                     // remembers the token's own text
  void widen(const Token* begin, const Token* end);                   // the node pending last also covers its parentheses
  const Token* last_begin() const;                                    // first token of the node pending last
  std::optional<syntax::Kind> last_kind() const;
  bool body(Cursor& at, ContainerId id);                              // { item* }, mending what is broken inside

  // Entries added for `start` by a rule that failed there are one wish with a name of its own.
  std::size_t wishes_at(const Token* start) const { return farthest_ == start ? wanted_.size() : 0; }
  void sum_up(const Token* start, std::size_t before, What what);

  struct Quiet {  // while alive, wishes are mere possibilities
    explicit Quiet(Reading& reading) : reading(reading) { ++reading.quiet_; }
    ~Quiet() { --reading.quiet_; }
    Quiet(const Quiet&) = delete;
    Quiet& operator=(const Quiet&) = delete;
    Reading& reading;
  };
  struct Inside {  // within ( [ {: a map may be written
    explicit Inside(Reading& reading) : reading(reading) { ++reading.inside_; }
    ~Inside() { --reading.inside_; }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    Reading& reading;
  };
  bool inside() const { return inside_ > 0; }
  bool deeper(const Token* token);                                    // false, and the reading remembers, when recursion went too far
  void shallower() { --depth_; }

 private:
  struct Pending {
    std::uint32_t token;
  };
  struct Said {
    std::uint32_t token;
    std::string words;
  };
  struct Open {  // a block being read
    ContainerId id;
    const Token* brace;      // its `{`; the statement's last token where that is missing
    std::uint32_t indent;    // of the line of the brace
    std::uint32_t column = 0;  // of its first item on a line of its own; 0 before there is one
    const Token* item = nullptr;  // where the last good item begins
  };

  std::uint32_t index(const Token* token) const { return static_cast<std::uint32_t>(token - tokens_); }
  void drop_from(std::uint32_t token);
  source::Span span(const Token* begin, const Token* end) const;

  // recovery.cpp
  bool items(Cursor& at);                                             // the items of opens_.back(), to its `}`
  bool recover(Cursor& at);
  std::optional<std::size_t> owner_outside(const Token* token);       // the open block around this one that the word belongs to
  const Token* else_before(const Token* token) const;
  bool belongs_outside(const Token* token) const;
  Cursor resume(Cursor at, const Token* bad, Word leading);
  bool closes_too_early(const Token* brace) const;
  bool can_read(ContainerId id, const Token* token);
  void note_indent(const Token* token);
  void skip_braces(Cursor& at);
  const WordSet& starts(ContainerId id);
  void after_playbook(Cursor& at);

  // diagnose.cpp
  void report(source::Issue issue, const Token* at);                  // one message a line
  bool after_cut(const Token* token) const;
  Word report_failure(const Token* start);                            // returns the word meant, when it was a misspelt one
  void report_too_deep(const Token* at);
  void report_part_missing(const Token* found);
  void report_brace_missing(const Open& open, const Token* at);
  void report_brace_stray(const Token* brace, const Token* next);     // next: what comes after it; nullptr: it closes nothing
  std::string_view suggestion(const Token* found, Word& meant) const;
  bool wants(What what) const;
  bool wants(Punct punct) const;

  // habits.cpp
  bool wants(Word word) const;
  bool report_sign(const Token* found);
  bool report_run_on(const Token* found);
  Word report_foreign(const Token* found);
  void add_habit(source::Issue& issue, const Token* found);
  bool add_length_alone(source::Issue& issue, const Token* found);

  source::Words wishes() const;                                       // what was wanted at the farthest token
  static source::Words said_words(const Token* found);

  // habits_of_time.cpp
  bool report_time_habit(const Token* found);
  bool report_month_day(const Token* found);
  bool report_order(const Token* found);
  bool report_numeral(const Token* found);

  // habits_of_parts.cpp
  bool report_part_habit(const Token* found);
  bool report_comparison(const Token* found);
  bool report_day_run_on(const Token* found);
  bool report_line_end(const Token* start, const Token* found);
  void add_part(source::Issue& issue, const Token* last);
  void report_habit(const Token* found, const source::Words& help, std::optional<source::Fix> fix);

  const Token* tokens_;
  source::FileId file_;
  base::Language language_;
  source::Issues& issues_;
  syntax::Builder builder_;
  std::vector<Pending> pending_;
  std::vector<Said> said_;

  const Token* farthest_;
  std::vector<Expectation> wanted_;
  int quiet_ = 0;
  int inside_ = 0;
  std::size_t depth_ = 0;
  const Token* too_deep_ = nullptr;

  std::vector<Open> opens_;
  std::size_t closing_to_ = SIZE_MAX;      // blocks deeper than this end now: a word of an outer one was met
  bool trying_ = false;                    // a trial of recovery: report nothing, mend nothing
  const Token* last_close_ = nullptr;      // the last `}` of a block
  // Where indentation first disagreed with the braces: the best guess when one turns out to be missing or too many.
  std::optional<Open> suspect_open_;
  const Token* suspect_at_ = nullptr;
  const Token* suspect_close_ = nullptr;
  const Token* guessed_end_ = nullptr;     // a block was taken to end before it: what is missed there has been told
  std::size_t rewinds_ = 0;                // bounded, so that reading stays linear
  const Token* suspect_deep_ = nullptr;    // an item further right than the others: a `{` before it may be lost
  std::unordered_map<std::uint32_t, std::optional<source::Span>> told_lines_;  // lines that have a message; where, when the lexer's
  std::vector<std::optional<WordSet>> starts_;
};

std::string ordinal(std::uint64_t day);                               // "15th"

}  // namespace playmaker::read
