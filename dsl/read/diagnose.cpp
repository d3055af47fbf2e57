// From "the grammar stopped here and would have liked this" to one sentence for a person.
#include <algorithm>
#include <utility>

#include "dsl/read/advice.hpp"
#include "dsl/read/chinese.hpp"
#include "dsl/read/offers.hpp"
#include "dsl/read/reading.hpp"
#include "runtime/base/text.hpp"

namespace playmaker::read {

using source::Code;
using source::Issue;
using source::Words;

namespace {

constexpr std::size_t kListedMax = 6;    // wishes in one message
constexpr std::size_t kWordLettersMax = 40;  // longer words are no misspelt keyword
constexpr std::ptrdiff_t kTokensAfterCut = 8;
constexpr int kSpellingColumns = 40;     // of a token that is quoted in a message

std::string quoted(std::string_view spelling) { return "`" + base::clip(spelling, kSpellingColumns) + "`"; }

std::string clock(std::uint64_t minute) {
  return (minute < 600 ? "0" : "") + std::to_string(minute / 60) + (minute % 60 < 10 ? ":0" : ":") + std::to_string(minute % 60);
}

Words found_words(const Token* token) {
  switch (token->kind) {
    case TokenKind::end: return {"the end of the file", "文件结尾"};
    case TokenKind::word:
    case TokenKind::quoted_name: return quoted(token->written());
    case TokenKind::text:
      return {"the text \"" + base::clip(token->text, kSpellingColumns) + "\"",
              "文本 \"" + base::clip(token->text, kSpellingColumns) + "\""};
    case TokenKind::bytes: return {"bytes", "字节串"};
    case TokenKind::punct: return quoted(spelling(token->punct));
    case TokenKind::integer:
    case TokenKind::unsigned_integer: return quoted(std::to_string(token->number));
    case TokenKind::decimal: return {"a decimal number", "小数"};
    case TokenKind::money: return {"an amount of money", "金额"};
    case TokenKind::percent: return {"a percentage", "百分比"};
    case TokenKind::date: return {"a date", "日期"};
    case TokenKind::time: return quoted(clock(token->number));
    case TokenKind::ordinal: return {quoted(ordinal(token->number)), quoted(std::to_string(token->number) + "日")};
  }
  return {};
}

// A phrase as the text's own language says it.
std::string phrase_of(const Expectation& wanted, base::Language language) {
  const bool last_day = wanted.count == 2 && wanted.words[0] == Word::last && wanted.words[1] == Word::day;
  if (last_day && language == base::Language::zh) return "月末";
  std::string phrase;
  for (const Word word : std::span(wanted.words, wanted.count)) {
    if (!phrase.empty()) phrase += ' ';
    phrase += canonical(word);
  }
  return language == base::Language::zh ? snippet_in_chinese(phrase) : phrase;
}

Words wish_words(const Expectation& wanted, base::Language language) {
  switch (wanted.what) {
    case What::word: return "`" + phrase_of(wanted, language) + "`";
    case What::punct: return quoted(spelling(wanted.punct));
    case What::name: return {"a name", "名称"};
    case What::text: return {"a text in quotes", "带引号的文本"};
    case What::whole_number: return {"a whole number", "整数"};
    case What::number: return {"a number", "数字"};
    case What::money: return {"an amount of money like `50元`", "金额,如 `50元`"};
    case What::percent: return {"a percentage like `20%`", "百分比,如 `20%`"};
    case What::date: return {"a date like `2026-10-01`", "日期,如 `2026-10-01`"};
    case What::time: return {"a time like `09:30`", "时刻,如 `09:30`"};
    case What::ordinal: return {"a day of the month like `15th`", "每月第几日,如 `15th`"};
    case What::month_day: return {"a day of the month like `the 15th`", "每月第几日,如 `the 15th`"};
    case What::duration: return {"a length of time like `3 working days`", "时长,如 `3 working days`"};
    case What::unit: return {"a unit of time", "时间单位"};
    case What::expression: return {"an expression", "表达式"};
    case What::path: return {"a name", "名称"};
    case What::literal: return {"a value", "值"};
    case What::type: return {"a type", "类型"};
    case What::end: return {"the end of the file", "文件结尾"};
  }
  return {};
}

// Signs first, since they are few and certain; mere possibilities only where there is nothing else.
Words listed(const std::vector<Expectation>& wanted, base::Language language) {
  const bool only_quiet = std::all_of(wanted.begin(), wanted.end(), [](const Expectation& one) { return one.quiet; });
  std::vector<Words> words;
  for (const bool signs : {true, false}) {
    for (const Expectation& one : wanted) {
      if ((one.what == What::punct) == signs && (only_quiet || !one.quiet)) words.push_back(wish_words(one, language));
    }
  }
  const bool more = words.size() > kListedMax;
  if (more) words.resize(kListedMax);
  Words out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool last = i + 1 == words.size() && !more;
    out.en += (i == 0 ? "" : last ? " or " : ", ") + words[i].en;
    out.zh += (i == 0 ? "" : last ? "或" : "、") + words[i].zh;
  }
  if (more) {
    out.en += " …";
    out.zh += "等";
  }
  return out;
}

constexpr std::string_view kUnits[] = {"second",  "minute", "hour", "day",   "week",   "month",    "quarter", "year",   "seconds",
                                       "minutes", "hours",  "days", "weeks", "months", "quarters", "years",   "working"};

// 3 个工作日: a unit behind the measure word that it goes without here. Empty: no such thing.
std::string_view without_measure(std::string_view unit) {
  constexpr std::string_view kMeasure = "个";
  if (!unit.starts_with(kMeasure)) return {};
  unit.remove_prefix(kMeasure.size());
  const ChineseWord* meant = find_chinese(unit);
  return meant != nullptr && class_of(meant->words.front()) == WordClass::unit ? unit : std::string_view();
}

}  // namespace

Words Reading::wishes() const { return listed(wanted_, language_); }
Words Reading::said_words(const Token* found) { return found_words(found); }

bool Reading::wants(What what) const {
  return std::any_of(wanted_.begin(), wanted_.end(), [&](const Expectation& wanted) { return wanted.what == what; });
}
bool Reading::wants(Punct punct) const {
  return std::any_of(wanted_.begin(), wanted_.end(),
                     [&](const Expectation& wanted) { return wanted.what == What::punct && wanted.punct == punct; });
}

// A text that was never closed has been told; what is odd right after it follows from that.
bool Reading::after_cut(const Token* token) const {
  const Token* from = token - std::min<std::ptrdiff_t>(token - tokens_, kTokensAfterCut);
  return std::any_of(from, token, [](const Token& before) { return before.cut; });
}

// One cause, one message: the first slip of a line. The lexer saw the whole text before; where its slip comes later on the line, it
// is most likely a consequence (a quote that opens because one before it is missing).
void Reading::report(Issue issue, const Token* at) {
  if (trying_ || at == guessed_end_ || after_cut(at)) return;
  const auto [told, fresh] = told_lines_.try_emplace(at->line, std::nullopt);
  if (!fresh) {
    if (!told->second || told->second->begin <= issue.span.begin) return;
    issues_.forget(*told->second);
    told->second = std::nullopt;
  }
  issues_.add(std::move(issue));
}

// The wanted word that was probably meant: few letters off for its length, and of several the one that begins alike longest.
std::string_view Reading::suggestion(const Token* found, Word& meant) const {
  if (found->kind != TokenKind::word) return {};
  std::vector<std::string_view> candidates;
  for (const Expectation& wanted : wanted_) {
    if (wanted.what == What::unit && language_ == base::Language::en)
      candidates.insert(candidates.end(), std::begin(kUnits), std::end(kUnits));
    if (wanted.what != What::word) continue;
    if (language_ == base::Language::zh) {
      candidates.push_back(chinese_for(wanted.words[0]));
      if (wanted.count > 1) {
        const ChineseWord* row = chinese_for({wanted.words, wanted.count}, syntax::Kind::file, syntax::Kind::file);
        if (row != nullptr) candidates.push_back(row->spelling);
      }
      continue;
    }
    candidates.push_back(canonical(wanted.words[0]));
    candidates.push_back(other_spelling(wanted.words[0]));
  }
  const std::size_t letters = base::count_code_points(found->text);
  if (letters > kWordLettersMax) return {};
  const std::size_t limit = letters <= 4 ? 1 : 2;
  std::size_t best = limit;
  std::size_t alike = 0;
  std::string_view near;
  for (const std::string_view candidate : candidates) {
    if (candidate.empty() || candidate == found->text) continue;
    const std::size_t distance = base::edit_distance(found->text, candidate);
    const auto parting = std::mismatch(found->text.begin(), found->text.end(), candidate.begin(), candidate.end()).first;
    const auto prefix = static_cast<std::size_t>(parting - found->text.begin());
    if (distance > best || distance >= letters || (distance == best && !near.empty() && prefix <= alike)) continue;
    best = distance;
    alike = prefix;
    near = candidate;
  }
  const ChineseWord* row = language_ == base::Language::zh ? find_chinese(near) : nullptr;
  meant = row != nullptr ? row->words.front() : find_word(near);
  return near;
}

void Reading::report_too_deep(const Token* at) {
  report(Issue(Code::expression_too_deep, at->span).help({"name its parts with `define`", "请用 `define` 为各部分命名"}), at);
}

// A YAML value ended in the middle of its clause: what comes next is a key's doing, and written nowhere.
void Reading::report_part_missing(const Token* found) {
  const Token* last = found == tokens_ || (found - 1)->said ? found : found - 1;
  Issue issue(Code::yaml_part_missing, last->span);
  issue.arg(listed(wanted_, language_));
  add_habit(issue, last);
  if (issue.helps.empty()) add_part(issue, last);
  report(std::move(issue), last);
}

Word Reading::report_failure(const Token* start) {
  const Token* found = std::max(farthest_, start);
  const Token* before = found == tokens_ ? found : found - 1;
  if (too_deep_ != nullptr) {
    report_too_deep(too_deep_);
    too_deep_ = nullptr;
    depth_ = 0;
    return Word::plain;
  }
  if (found->kind == TokenKind::integer && found->number > static_cast<std::uint64_t>(INT64_MAX)) {
    report(Issue(Code::number_too_big, found->span).arg(std::to_string(found->number)), found);
    return Word::plain;
  }
  if (found->said && found != start) {
    report_part_missing(found);
    return Word::plain;
  }
  if (report_sign(found) || report_part_habit(found) || report_time_habit(found) || report_run_on(found) || report_line_end(start, found))
    return Word::plain;
  if (found->kind == TokenKind::punct && found->punct == Punct::equal && wants(Punct::equal_equal)) {
    report(Issue(Code::equals_compares_not, found->span).help(did_you_mean("==")).fix(found->span, "=="), found);
    return Word::plain;
  }
  if (const Word foreign = report_foreign(found); foreign != Word::plain) return found == start ? foreign : Word::plain;
  Word meant = Word::plain;
  const std::string_view near = suggestion(found, meant);
  if (!near.empty()) {
    const bool unit = before->kind == TokenKind::integer && std::find(std::begin(kUnits), std::end(kUnits), near) != std::end(kUnits);
    const Code code = unit ? Code::unit_unknown : Code::word_unknown;
    report(Issue(code, found->span).arg(std::string(found->text)).help(did_you_mean(near)).fix(found->span, std::string(near)), found);
    return found == start ? meant : Word::plain;
  }
  if (found->kind == TokenKind::word && is_reserved(found->word) && wants(What::name)) {
    const std::string fixed = "`" + std::string(found->written()) + "`";
    report(Issue(Code::name_reserved, found->span)
               .arg(std::string(found->written()))
               .help({"a name is wanted here; put this one in back-quotes if it is meant", "此处应为名称;若确为名称,请加反引号"})
               .fix(found->span, fixed),
           found);
    return Word::plain;
  }
  if (found->kind == TokenKind::word && before->kind == TokenKind::integer && before->line == found->line && wants(What::unit)) {
    Issue issue(Code::unit_unknown, found->span);
    issue.arg(std::string(found->text));
    if (const std::string_view bare = without_measure(found->text); !bare.empty()) {
      report(issue.help(did_you_mean(bare)).fix(found->span, std::string(bare)), found);
      return Word::plain;
    }
    report(issue.help({"as in `3 minutes`, `3 hours`, `3 days`, `3 weeks`, `3 months`, `3 working days`, `3 working hours`",
                       "如 `3 minutes`、`3 hours`、`3 days`、`3 weeks`、`3 months`、`3 working days`、`3 working hours`"}),
           found);
    return Word::plain;
  }
  const Words wishes = listed(wanted_, language_);
  if (found == start && found->kind != TokenKind::end && !opens_.empty()) {
    const Container& here = container(opens_.back().id);
    Issue issue(Code::clause_unknown, found->span);
    issue.arg(found_words(found)).arg({here.en, here.zh});
    const bool text = found->kind == TokenKind::word && found->word == Word::plain && (wants(What::text) || wants(What::literal));
    const std::string quote = "\"" + std::string(found->text) + "\"";
    if (text) issue.help({"a text stands in quotes: `" + quote + "`", "文本须加引号:`" + quote + "`"}).fix(found->span, quote);
    if (!wishes.en.empty()) issue.help({"here may stand " + wishes.en, "此处可写 " + wishes.zh});
    report(std::move(issue), found);
    return Word::plain;
  }
  Issue issue(Code::expected, found->span);
  issue.arg(wishes).arg(found_words(found));
  add_habit(issue, found);
  report(std::move(issue), found);
  return Word::plain;
}

void Reading::report_brace_missing(const Open& open, const Token* at) {
  const Open& guilty = suspect_open_ ? *suspect_open_ : open;
  const Token* place = suspect_open_ ? suspect_at_ : at;
  const Container& block = container(guilty.id);
  report(Issue(Code::brace_missing, place->span)
             .arg({block.en, block.zh})
             .arg(found_words(place))
             .note(guilty.brace->span, {"it begins here", "它从这里开始"})
             .help({"close it with `}`", "请用 `}` 结束"}),
         place);
  suspect_open_.reset();
  suspect_at_ = nullptr;
}

void Reading::report_brace_stray(const Token* brace, const Token* next) {
  const Token* guess = suspect_close_;
  suspect_close_ = nullptr;
  if (suspect_deep_ != nullptr && (guess == nullptr || suspect_deep_ < guess)) {
    report(Issue(Code::brace_open_missing, suspect_deep_->span)
               .arg(found_words(suspect_deep_))
               .note(brace->span, {"this `}` finds no `{`", "这个 `}` 没有对应的 `{`"})
               .help({"by its indentation this line belongs to a block: begin that with `{`", "按缩进此行属于一个块:请用 `{` 开始它"}),
           suspect_deep_);
    suspect_deep_ = nullptr;
    return;
  }
  if (guess != nullptr) brace = guess;
  if (next == nullptr) {
    report(Issue(Code::brace_closes_nothing, brace->span).help({"take it out", "请删去"}).fix(brace->span, ""), brace);
  } else {
    report(Issue(Code::brace_stray, brace->span)
               .arg(found_words(next))
               .note(next->span, {"this belongs before it", "这一句应在它之前"})
               .fix(brace->span, ""),
           brace);
  }
}

}  // namespace playmaker::read
