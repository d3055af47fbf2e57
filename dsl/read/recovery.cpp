// Blocks, and how reading goes on after a slip: at the next statement, table row or closing brace. A missing brace shows when a word
// comes up that only an outer block knows; indentation then says where the brace was probably forgotten.
#include <algorithm>

#include "dsl/read/grammar/grammar.hpp"
#include "dsl/read/reading.hpp"
#include "runtime/base/limits.hpp"

namespace playmaker::read {

using source::Code;
using source::Issue;

namespace {

// Trials on one line while looking for a place to go on; beyond it the next line is soon enough.
constexpr int kTrialsMax = 64;

// A trial that understood so many tokens of a block has shown enough.
constexpr std::uint32_t kTrialTokensMax = 500;

bool is(const Token* token, Punct punct) { return token->kind == TokenKind::punct && token->punct == punct; }

// What a message between back-quotes calls a token.
std::string spelling_of(const Token* token) {
  if (!token->text.empty()) return std::string(token->text);
  if (token->kind == TokenKind::punct) return std::string(spelling(token->punct));
  if (token->kind == TokenKind::time)
    return std::to_string(token->number / 60) + ":" + (token->number % 60 < 10 ? "0" : "") + std::to_string(token->number % 60);
  return std::to_string(token->number);
}

}  // namespace

// The words an item of the block may begin with: those wanted when it is tried on nothing.
const WordSet& Reading::starts(ContainerId id) {
  std::optional<WordSet>& known = starts_[static_cast<std::size_t>(id)];
  if (!known) {
    known.emplace();
    const Token nothing{};
    source::Issues none;
    Reading trial(&nothing, file_, language_, none);
    trial.trying_ = true;
    Cursor at{&nothing, &trial};
    container(id).item(at, at);
    for (const Expectation& wanted : trial.wanted_) {
      if (wanted.what == What::word) known->set(static_cast<std::size_t>(wanted.words[0]));
    }
  }
  return *known;
}

bool Reading::body(Cursor& at, ContainerId id) {
  const Token* open = at.token;
  if (is(open, Punct::open_brace)) {
    consume(open);
    ++at;
  } else {
    fail(open, Expectation{What::punct, Punct::open_brace});
    if (trying_ || farthest_ != open || !can_read(id, open)) return false;
    report_failure(open - 1);
  }
  opens_.push_back({id, open, open->indent});
  const bool good = items(at);
  opens_.pop_back();
  return good;
}

bool Reading::items(Cursor& at) {
  const std::size_t level = opens_.size() - 1;
  const ContainerId id = opens_.back().id;
  const Container& here = container(id);
  const Cursor last{nullptr, this};
  for (;;) {
    if (here.commas && is(at.token, Punct::comma)) ++at;
    const Token* start = at.token;
    if (trying_ && index(start) > kTrialTokensMax) return true;
    if (start->inside_value && !is(start, Punct::close_brace)) {   // a second statement hidden in a YAML value
      if (trying_) return false;
      if (is(start, Punct::equal)) {
        report(Issue(Code::equals_compares_not, start->span).help({"did you mean `==`?", "是否想写 `==`?"}).fix(start->span, "=="), start);
      } else if (farthest_ > start && farthest_->said) {   // `is: a and`: it went on well, and broke off
        report_part_missing(farthest_);
      } else if (farthest_ != start || (!report_time_habit(start) && !report_part_habit(start))) {
        report(Issue(Code::yaml_trailing, start->span).arg(spelling_of(start)), start);
      }
      // What the same statement says with its other keys goes with it.
      const auto goes_with_it = [](const Token* token) {
        return !token->first_on_line && token->kind != TokenKind::end && !is(token, Punct::open_brace) && !is(token, Punct::close_brace);
      };
      while (at->inside_value || goes_with_it(at.token)) ++at;
      continue;
    }
    if (start->kind == TokenKind::end) {
      if (id == ContainerId::file) return true;
      if (trying_) return true;
      if (closing_to_ == SIZE_MAX) report_brace_missing(opens_.back(), start);
      closing_to_ = 0;
      return true;
    }
    if (closing_to_ < level) return true;
    closing_to_ = SIZE_MAX;
    if (is(start, Punct::close_brace)) {
      if (id == ContainerId::file) {
        if (!trying_) report_brace_stray(start, nullptr);
        ++at;
        return false;
      }
      note_indent(start);
      consume(start);
      last_close_ = start;
      ++at;
      return true;
    }
    note_indent(start);
    const bool head_too_deep = builder_.too_deep();   // of the statement whose body this is: told and left out there
    if (here.item(at, last) && at.token != start) {
      opens_.back().item = start;
      if (builder_.too_deep() && !head_too_deep) {
        builder_.forget_too_deep();
        drop_from(index(start));           // without its parts it means nothing, and nobody downstream may meet it
        report_too_deep(start);
      }
      continue;
    }
    if (trying_) return true;   // its head was understood: a slip in a body is the body's own
    at.token = start;
    const bool ends = recover(at);
    drop_from(index(std::min(start, at.token)));
    if (ends) return true;
  }
}

// Indentation is no law, but where it disagrees with the braces first is the best guess at the one that was forgotten.
void Reading::note_indent(const Token* token) {
  if (trying_ || opens_.size() < 2) return;
  Open& open = opens_.back();
  if (open.indent == 0 || token->line == open.brace->line) return;
  const bool closes = is(token, Punct::close_brace);
  if (closes && suspect_close_ == nullptr && closes_too_early(token)) suspect_close_ = token;
  if (!token->first_on_line) return;
  const bool too_far_left = closes ? token->column < open.indent : token->column <= open.indent;
  if (too_far_left && !suspect_open_) {
    suspect_open_ = open;
    suspect_at_ = token;
  }
  if (closes) return;
  if (open.column == 0) open.column = token->column;
  else if (token->column > open.column && suspect_deep_ == nullptr) suspect_deep_ = token;
}

// Does the layout say that the block of this `}`, begun on an earlier line, goes on after it?
bool Reading::closes_too_early(const Token* brace) const {
  const Open& open = opens_.back();
  if (open.indent == 0 || brace->line == open.brace->line || opens_.size() == 1) return false;
  if (brace->first_on_line) return brace->column > open.indent;
  const Token* next = brace + 1;
  if (!next->first_on_line || next->kind == TokenKind::end) return false;
  return is(next, Punct::close_brace) ? next->column >= open.indent : next->column > open.indent;
}

bool Reading::can_read(ContainerId id, const Token* token) {
  if (token->kind != TokenKind::word || !starts(id).test(static_cast<std::size_t>(token->word))) return false;
  // The trial runs on a reading of its own, so that nothing it says or builds stays.
  source::Issues none;
  Reading trial(token, file_, language_, none);
  trial.trying_ = true;
  trial.starts_ = starts_;
  trial.opens_.push_back({id, token, 0});
  Cursor at{token, &trial};
  return container(id).item(at, Cursor{nullptr, &trial}) && at.token != token;
}

std::optional<std::size_t> Reading::owner_outside(const Token* token) {
  if (token->kind != TokenKind::word || token->word == Word::plain) return std::nullopt;
  for (std::size_t i = opens_.size() - 1; i-- > 0;) {
    if (starts(opens_[i].id).test(static_cast<std::size_t>(token->word))) return i;
  }
  return std::nullopt;
}

// A word of an outer block stands here: was a brace forgotten, or is the clause in the wrong place?
bool Reading::belongs_outside(const Token* token) const {
  const Open& open = opens_.back();
  if (open.indent == 0) return false;
  if (token->line == open.brace->line) return true;
  return token->first_on_line && token->column <= open.indent;
}

// The `else` whose block ends right before this `else`.
const Token* Reading::else_before(const Token* token) const {
  if (token->kind != TokenKind::word || token->word != Word::else_ || token == tokens_ || !is(token - 1, Punct::close_brace))
    return nullptr;
  std::size_t depth = 0;
  for (const Token* at = token - 1; at != tokens_; --at) {
    if (is(at, Punct::close_brace)) ++depth;
    if (!is(at, Punct::open_brace) || --depth > 0) continue;
    return (at - 1)->kind == TokenKind::word && (at - 1)->word == Word::else_ ? at - 1 : nullptr;
  }
  return nullptr;
}

// True: the block is taken to have ended before `at`.
bool Reading::recover(Cursor& at) {
  const Token* start = at.token;
  const Token* bad = std::max(farthest_, start);
  const Open here = opens_.back();
  if (container(here.id).names_start && suspect_open_ && ++rewinds_ <= base::kIssuesMax) {
    // Names tell no block from another: what stands outside reads as an item until something does not fit.
    // Reading goes on where it went wrong, when that is known; else at least where this line began.
    if (suspect_open_->brace == here.brace) at.token = suspect_at_;
    else if (here.item != nullptr && here.item->line == start->line) at.token = here.item;
    report_brace_missing(here, start);
    return true;
  }
  if (bad == start) {
    const std::optional<std::size_t> owner = owner_outside(start);
    if (owner && belongs_outside(start) && can_read(opens_[*owner].id, start)) {
      report_brace_missing(opens_.back(), start);
      closing_to_ = *owner;
      return true;
    }
    if (const Token* first = else_before(start)) {
      report(Issue(Code::clause_twice, start->span)
                 .note(first->span, {"first written here", "首次写于此"})
                 .help({"one `else` takes all the rest; a further case is `else when … { … }` before it",
                        "一个 `else` 已包括其余情况;更多情况请在其前写 `else when … { … }`"}),
             start);
      at = resume(at, start, Word::when);
      farthest_ = at.token;
      wanted_.clear();
      return false;
    }
    // `} else` where nothing may be left open: the brace before it closed something else.
    if (start->word == Word::else_ && here.id == ContainerId::steps && here.indent > 0 && opens_.size() > 1 &&
        is(start - 1, Punct::close_brace)) {
      suspect_open_.reset();
      report_brace_missing(opens_.back(), start);
      return true;
    }
    if (opens_.back().id == ContainerId::file && last_close_ != nullptr && last_close_ + 1 == start &&
        can_read(ContainerId::playbook, start)) {
      after_playbook(at);
      return false;
    }
  }
  Word leading = report_failure(start);
  if (leading == Word::plain) {
    leading = start->word;
    // must task, optional task
    if (leading == Word::must || leading == Word::optional) leading = Word::task;
  }
  if (issues_.list().size() >= base::kIssuesMax) {  // nobody reads more: leave the rest alone
    while (at->kind != TokenKind::end) ++at;
    closing_to_ = 0;
    return false;
  }
  if (is(start, Punct::open_brace) && start - 1 == here.brace) ++at;  // a `{` written twice
  else at = resume(at, bad, leading);
  farthest_ = at.token;
  wanted_.clear();
  // A block begun on the line of the slip and followed by lines that are not its own: its brace went with the slip.
  const bool left_of_it = is(at.token, Punct::close_brace) ? at->column < here.indent : at->column <= here.indent;
  const bool gone = start->line == here.brace->line && opens_.size() > 1 && at->first_on_line && at->line != start->line && left_of_it &&
                    at->kind != TokenKind::end;
  if (gone) guessed_end_ = at.token;
  return gone;
}

// A clause of a playbook after the playbook's end: a brace too many before it. Reading goes on as if it were not there.
void Reading::after_playbook(Cursor& at) {
  report_brace_stray(last_close_, at.token);
  opens_.push_back({ContainerId::playbook, last_close_, 0});
  items(at);
  opens_.pop_back();
}

void Reading::skip_braces(Cursor& at) {
  std::size_t depth = 0;
  for (; at->kind != TokenKind::end; ++at) {
    if (is(at.token, Punct::open_brace)) ++depth;
    if (is(at.token, Punct::close_brace) && --depth == 0) {
      ++at;
      return;
    }
  }
}

Cursor Reading::resume(Cursor at, const Token* bad, Word leading) {
  const Token* start = at.token;
  const ContainerId id = opens_.back().id;
  std::size_t depth = 0;  // braces opened and not closed between the statement's begin and the slip
  for (const Token* t = start; t < bad; ++t) {
    if (is(t, Punct::open_brace)) ++depth;
    if (is(t, Punct::close_brace) && depth > 0) --depth;
  }
  int trials = 0;
  for (at.token = bad; at->kind != TokenKind::end; ++at) {
    const Token* token = at.token;
    if (is(token, Punct::open_brace)) {
      const ContainerId inner = depth == 0 ? body_of(leading) : ContainerId::count;
      leading = Word::plain;
      if (inner != ContainerId::count) body(at, inner);
      else skip_braces(at);
      if (closing_to_ != SIZE_MAX) return at;
      if (at->kind == TokenKind::word && at->word == Word::else_) leading = Word::when;
      --at.token;  // the loop's step; the token before is a brace, never the start again
      continue;
    }
    if (is(token, Punct::close_brace)) {
      if (depth > 0) --depth;
      else if (!closes_too_early(token) || (token->first_on_line && token->line == start->line)) return at;
      continue;
    }
    if (token == start) continue;
    const bool word = token->kind == TokenKind::word && token->word != Word::plain;
    if (token->first_on_line) {
      if (token->line > start->line && token->column > start->indent) continue;  // indented below the statement that failed
      if (container(id).names_start && depth == 0) return at;
      if (word && (starts(id).test(static_cast<std::size_t>(token->word)) || owner_outside(token))) return at;
    } else if (word && depth == 0 && trials < kTrialsMax && starts(id).test(static_cast<std::size_t>(token->word))) {
      ++trials;
      if (can_read(id, token)) return at;
    }
  }
  return at;
}

}  // namespace playmaker::read
