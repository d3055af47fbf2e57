// What people write who know other languages, or who forget a small word: seen here, so that the message says how it is written.
#include <algorithm>
#include <cstdio>
#include <utility>

#include "dsl/read/chinese.hpp"
#include "dsl/read/offers.hpp"
#include "dsl/read/reading.hpp"

namespace playmaker::read {

using source::Code;
using source::Issue;
using source::Words;

namespace {

struct Pair {  // two signs that touch
  Punct first, second;
  std::string_view written, better;
};
constexpr Pair kPairs[] = {
    {Punct::equal, Punct::greater, "=>", ">="},     {Punct::equal, Punct::less, "=<", "<="},
    {Punct::less, Punct::greater, "<>", "!="},      {Punct::equal_equal, Punct::equal, "===", "=="},
    {Punct::bang_equal, Punct::equal, "!==", "!="}, {Punct::colon, Punct::equal, ":=", "="},
    {Punct::arrow, Punct::greater, "->>", "->"},    {Punct::greater, Punct::equal_equal, ">==", ">="},
    {Punct::less_equal, Punct::equal, "<==", "<="}, {Punct::greater_equal, Punct::equal, ">==", ">="},
};

struct Foreign {
  std::string_view written;
  Word wanted;               // what the message makes sense for: this word is wanted here
  std::string_view better;
};
constexpr Foreign kForeign[] = {
    {"if", Word::when, "when"},           {"elif", Word::else_, "else when"}, {"elsif", Word::else_, "else when"},
    {"elseif", Word::else_, "else when"}, {"let", Word::define, "define"},    {"var", Word::define, "define"},
    {"const", Word::param, "param"},      {"schedule", Word::wave, "wave"},   {"journey", Word::playbook, "playbook"},
};

// Chinese words near to ours, some of which are keywords of something else.
constexpr Foreign kForeignZh[] = {
    {"客群", Word::audience, "受众"},   {"人群", Word::audience, "受众"},     {"分支", Word::track, "路径"},
    {"试验", Word::experiment, "实验"}, {"静默", Word::quiet, "免扰"},        {"时刻", Word::moment, "时机"},
    {"必办", Word::must, "必做"},       {"征询", Word::ask, "问询"},          {"展示", Word::place, "投放"},
    {"试验组", Word::arm, "组别"},      {"期限", Word::due, "限期"},          {"剧目", Word::playbook, "剧本"},
    {"模版", Word::template_, "模板"},  {"和", Word::with, "会同"},           {"仅限", Word::only, "条件"},
    {"如果", Word::when, "若"},         {"否则如果", Word::else_, "否则 若"},
};

bool is(const Token* token, Punct punct) { return token->kind == TokenKind::punct && token->punct == punct; }
bool touch(const Token* left, const Token* right) { return left->span.end == right->span.begin; }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

// 2026/1/5 and 2026-1-5 are numbers and signs to the lexer.
std::string date_of(const Token* at) {
  const Token* sign = at + 1;
  if (at->kind != TokenKind::integer || at->number < 1000 || at->number > 9999 || (!is(sign, Punct::slash) && !is(sign, Punct::minus)))
    return {};
  const Token *month = at + 2, *again = at + 3, *day = at + 4;
  if (month->kind != TokenKind::integer || !is(again, sign->punct) || day->kind != TokenKind::integer) return {};
  if (month->number < 1 || month->number > 12 || day->number < 1 || day->number > 31) return {};
  char text[16];
  std::snprintf(text, sizeof text, "%04u-%02u-%02u", static_cast<unsigned>(at->number), static_cast<unsigned>(month->number),
                static_cast<unsigned>(day->number));
  return text;
}

}  // namespace

bool Reading::wants(Word word) const {
  return std::any_of(wanted_.begin(), wanted_.end(),
                     [&](const Expectation& wanted) { return wanted.what == What::word && wanted.words[0] == word; });
}

// Signs of other languages: `=>`, `<>`, `===`, `:=`.
bool Reading::report_sign(const Token* found) {
  for (const Pair& pair : kPairs) {
    const Token* first = is(found, pair.second) && found != tokens_ && is(found - 1, pair.first) ? found - 1 : found;
    if (!is(first, pair.first) || !is(first + 1, pair.second) || !touch(first, first + 1)) continue;
    const bool row = pair.second == Punct::greater && wants(Punct::arrow);
    const std::string better(row ? std::string_view("->") : pair.better);
    const source::Span span = source::join(first->span, (first + 1)->span);
    report(Issue(Code::word_unknown, span).arg(pair.written).help(write(better)).fix(span, better), first);
    return true;
  }
  return false;
}

// A Chinese keyword that runs into the next word (`且客户`), which makes one name of both.
bool Reading::report_run_on(const Token* found) {
  if (language_ != base::Language::zh || found->kind != TokenKind::word || found->word != Word::plain) return false;
  const std::string_view text = found->written();
  std::string_view best;
  for (const ChineseWord& row : chinese_words()) {
    if (row.spelling.size() <= best.size() || row.spelling.size() >= text.size() || !text.starts_with(row.spelling)) continue;
    if (wants(row.words.front())) best = row.spelling;
  }
  if (best.empty()) return false;
  const std::uint32_t behind = found->span.begin + static_cast<std::uint32_t>(best.size());
  report(Issue(Code::word_runs_on, found->span)
             .arg(std::string(best))
             .arg(std::string(text.substr(best.size())))
             .help({"put a space after `" + std::string(best) + "`", "请在 `" + std::string(best) + "` 之后加空格"})
             .fix({found->span.file, behind, behind}, " "),
         found);
  return true;
}

// Words of other languages, and ours in capitals. Returns the word meant.
Word Reading::report_foreign(const Token* found) {
  const Token* before = found == tokens_ ? found : found - 1;
  if (before != found && before->kind == TokenKind::word && before->word == Word::plain && lower(before->text) == "not" &&
      before->line == found->line) {   // it was read as a name
    report(Issue(Code::word_unknown, before->span).arg(std::string(before->text)).help(write("not")).fix(before->span, "not"), before);
    return Word::not_;
  }
  if (language_ == base::Language::zh && found->kind == TokenKind::word) {
    for (const Foreign& near : kForeignZh) {
      if (near.written != found->written() || !wants(near.wanted)) continue;
      const std::string better(near.better);
      report(Issue(Code::word_unknown, found->span).arg(std::string(found->written())).help(write(better)).fix(found->span, better), found);
      return near.wanted;
    }
  }
  if (found->kind != TokenKind::word || found->word != Word::plain) return Word::plain;
  const std::string small = lower(found->text);
  Word meant = find_word(small);
  std::string better = small;
  if (meant == Word::plain || !wants(meant)) {
    meant = Word::plain;
    for (const Foreign& foreign : kForeign) {
      const bool after_else = foreign.wanted == Word::when && before->word == Word::else_;
      if (foreign.written != small || (!wants(foreign.wanted) && !after_else)) continue;
      meant = foreign.wanted;
      better = foreign.better;
    }
  }
  if (meant == Word::plain) return meant;
  if (language_ == base::Language::zh) better = spelling(meant, language_);
  report(Issue(Code::word_unknown, found->span).arg(std::string(found->text)).help(write(better)).fix(found->span, better), found);
  return meant;
}

// `wave w after 1 day`: a stage's `after` names a stage; a length of time counts from something, or is a day of the journey.
bool Reading::add_length_alone(Issue& issue, const Token* found) {
  const Token* before = found == tokens_ ? found : found - 1;
  const Token* unit = found + 1;
  if (found->kind != TokenKind::integer || before->word != Word::after || before->kind != TokenKind::word || !wants(What::name))
    return false;
  if (unit->kind != TokenKind::word || found->number > 36'500) return false;
  const bool working = unit->word == Word::working;
  const Token* last = working && (unit + 1)->kind == TokenKind::word ? unit + 1 : unit;
  const std::string number = std::to_string(found->number);
  std::string length = number + " " + std::string(spelling(unit->word, base::Language::en));
  if (last != unit) length += " " + std::string(spelling(last->word, base::Language::en));
  if (found->number != 1 && !length.ends_with('s')) length += 's';
  std::string better = "`" + length + " after entry`", zh = better;
  if (unit->word == Word::day && !working) {
    const std::string day = "`on day " + std::to_string(found->number + 1) + "`";
    better += " or " + day;
    zh += " 或 " + day;
  }
  issue.help({"count it from something: " + better, "请写明自何时起算:" + zh});
  return true;
}

// What is added to "expected …": a date as it is written here, the `at` before a time, quotes around a text, the types there are.
void Reading::add_habit(Issue& issue, const Token* found) {
  if (const std::string date = date_of(found); !date.empty() && wants(What::date)) {
    issue.help(write(date)).fix(source::join(found->span, (found + 4)->span), date);
    return;
  }
  const Token* counted = found->kind != TokenKind::integer && found != tokens_ ? found - 1 : found;
  if (counted->kind == TokenKind::integer && wants(What::unit)) {
    const std::string number = std::to_string(counted->number), many = counted->number == 1 ? "" : "s";
    issue.help({"say of what: `" + number + " day" + many + "`, `" + number + " working day" + many + "`",
                "请写明单位:`" + number + " day" + many + "`、`" + number + " working day" + many + "`"});
    return;
  }
  if (add_length_alone(issue, found)) return;
  if (found->kind == TokenKind::time && wants(Word::at)) {
    char text[16];
    std::snprintf(text, sizeof text, "at %02u:%02u", static_cast<unsigned>(found->number / 60 % 100),
                  static_cast<unsigned>(found->number % 60));
    issue.help(write(text)).fix(found->span, text);
    return;
  }
  if (wants(What::type)) {
    issue.help({"types are bool, int, money, percent, text, date, time, instant, duration, person, branch, `one of [\"a\", \"b\"]`",
                "类型有 bool、int、money、percent、text、date、time、instant、duration、person、branch、`one of [\"a\", \"b\"]`"});
    return;
  }
  if (wants(Punct::colon) && found->kind == TokenKind::word && wants(Punct::equal)) {
    issue.help({"a type stands behind `:`, a value behind `=`", "类型写在 `:` 之后,值写在 `=` 之后"});
    return;
  }
  if (wants(Punct::equal) && found->kind != TokenKind::word && found->kind != TokenKind::punct && found->kind != TokenKind::end) {
    issue.help({"write `=` before the value", "请在值之前写 `=`"}).fix({found->span.file, found->span.begin, found->span.begin}, "= ");
    return;
  }
  const bool text_only = !wanted_.empty() && std::all_of(wanted_.begin(), wanted_.end(), [](const Expectation& wanted) {
    return wanted.quiet || wanted.what == What::text;
  }) && wants(What::text);
  if (!text_only || found->kind != TokenKind::word) return;
  std::string text;
  const Token* last = found;
  for (const Token* at = found; at->line == found->line; ++at) {
    const bool part = at->kind == TokenKind::word || is(at, Punct::slash) || is(at, Punct::minus) || is(at, Punct::dot);
    if (!part || (at != found && at->word != Word::plain)) break;
    if (at != found && !touch(last, at)) text += ' ';
    text += at->kind == TokenKind::word ? at->text : spelling(at->punct);
    last = at;
  }
  const std::string better = "\"" + text + "\"";
  issue.help(write(better)).fix(source::join(found->span, last->span), better);
}

}  // namespace playmaker::read
