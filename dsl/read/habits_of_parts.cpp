// Parts of a statement that are often left out, turned round or put in another form: said so that the mend can be read off.
#include <optional>
#include <string>
#include <utility>

#include "dsl/read/chinese.hpp"
#include "dsl/read/offers.hpp"
#include "dsl/read/reading.hpp"
#include "runtime/base/numerals.hpp"

namespace playmaker::read {

using source::Code;
using source::Fix;
using source::Issue;
using source::Words;

namespace {

bool is_word(const Token* token, Word word) { return token->kind == TokenKind::word && token->word == word; }
bool is_punct(const Token* token, Punct punct) { return token->kind == TokenKind::punct && token->punct == punct; }
bool is_unit(const Token* token) { return token->kind == TokenKind::word && class_of(token->word) == WordClass::unit; }

// Comparisons in words, the longer before what it begins with.
constexpr std::pair<std::string_view, std::string_view> kCompared[] = {
    {"大于等于", ">="}, {"小于等于", "<="}, {"不低于", ">="}, {"不少于", ">="}, {"不高于", "<="},
    {"不多于", "<="},   {"不等于", "!="},   {"大于", ">"},    {"小于", "<"},    {"高于", ">"},
    {"低于", "<"},      {"等于", "=="},     {"equals", "=="}, {"exceeds", ">"}, {"below", "<"}};

bool plain_letters(std::string_view text) {
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    if (!letter) return false;
  }
  return !text.empty();
}

}  // namespace

// customer.aum 大于等于 50万元
bool Reading::report_comparison(const Token* found) {
  if (found->kind != TokenKind::word || !wants(Punct::greater_equal)) return false;
  for (const auto& [written, sign] : kCompared) {
    if (found->written() != written) continue;
    const std::string better(sign);
    report(Issue(Code::word_unknown, found->span).arg(std::string(written)).help(write(better)).fix(found->span, better), found);
    return true;
  }
  return false;
}

// 于 第一天 · 于 第1天上午10点: what should be 第, a number and 天
bool Reading::report_day_run_on(const Token* found) {
  constexpr std::string_view kThe = "第", kDay = "天";
  if (language_ != base::Language::zh || found->kind != TokenKind::word || !found->written().starts_with(kThe) || !wants(Word::day))
    return false;
  const std::string_view rest = found->written().substr(kThe.size());
  const std::size_t day = rest.find(kDay);
  if (day == std::string_view::npos) return false;
  const std::string_view counted = rest.substr(0, day);
  const bool digits = !counted.empty() && counted.find_first_not_of("0123456789") == std::string_view::npos;
  const auto number = digits ? std::nullopt : base::chinese_number(counted);
  if (!digits && !number) return false;
  const std::string better = "第 " + (digits ? std::string(counted) : std::to_string(*number)) + " 天";
  const bool whole = day + kDay.size() == rest.size();
  Issue issue(Code::word_unknown, found->span);
  issue.arg(std::string(found->written())).help(write(whole ? better : better + " 时刻 10:00"));
  if (whole) issue.fix(found->span, better);
  report(std::move(issue), found);
  return true;
}

// `wait call up to 5 days`, `holdout 10%`, `stalls 5 days`, `purpose "service"`, `every 06:00`, `at 7:30pm`
bool Reading::report_part_habit(const Token* found) {
  if (report_comparison(found) || report_day_run_on(found)) return true;
  const bool zh = language_ == base::Language::zh;
  const std::ptrdiff_t behind = found - tokens_;
  if (behind >= 2 && (is_word(found, Word::up) || is_word(found, Word::else_)) && is_word(found - 2, Word::wait) &&
      (found - 1)->kind == TokenKind::word) {
    const source::Span wait = (found - 2)->span;
    report_habit(found, write("wait for " + std::string((found - 1)->written())), Fix{wait, zh ? "等待" : "wait for"});
    return true;
  }
  if (behind >= 3 && found->kind == TokenKind::word && is_word(found - 2, Word::send) && is_word(found - 3, Word::else_)) {
    const source::Span twice{found->span.file, (found - 2)->span.begin, (found - 1)->span.begin};
    report(Issue(Code::word_unknown, (found - 2)->span)
               .arg(std::string((found - 2)->written()))
               .help({"behind `else` stands the next channel alone", "`else` 之后直接写下一个渠道"})
               .fix(twice, ""),
           found - 2);
    return true;
  }
  if (found->kind == TokenKind::word) {
    for (const Expectation& wanted : wanted_) {
      std::string joined, spaced;
      for (std::size_t i = 0; wanted.what == What::word && i < wanted.count; ++i) {
        joined += canonical(wanted.words[i]);
        spaced += (i == 0 ? "" : " ") + std::string(canonical(wanted.words[i]));
      }
      if (wanted.count < 2 || joined != found->text) continue;
      report(Issue(Code::word_unknown, found->span).arg(std::string(found->written())).help(write(spaced)).fix(found->span, spaced), found);
      return true;
    }
  }
  if (behind >= 3 && wants(Word::after) && is_unit(found - 1)) {
    const Token* number = (found - 2)->kind == TokenKind::integer ? found - 2 : found - 3;
    const std::string_view unit((found - 1)->written());
    const bool counts = number->kind == TokenKind::integer && number > tokens_ && number->line == found->line;
    if (counts && !is_word(number - 1, Word::after) && !is_word(number - 1, Word::within)) {
      const std::string working = number == found - 3 && !zh ? "working " : "";
      const std::string better = (zh ? "满 " : "after ") + std::to_string(number->number) + " " + working + std::string(unit);
      report_habit(found, write(better), Fix{{number->span.file, number->span.begin, number->span.begin}, zh ? "满 " : "after "});
      return true;
    }
  }
  if (found->kind == TokenKind::text && wants(What::name) && plain_letters(found->text)) {
    const std::string better(found->text);
    report_habit(found, {"a name stands without quotes: `" + better + "`", "名称不加引号:`" + better + "`"}, Fix{found->span, better});
    return true;
  }
  if (found->kind == TokenKind::integer && wants(What::time) && is_punct(found + 1, Punct::colon) &&
      (found + 2)->kind == TokenKind::integer) {
    const std::string minutes = std::to_string((found + 2)->number % 60);
    const std::string better = std::to_string(found->number % 12 + 12) + ":" + (minutes.size() < 2 ? "0" : "") + minutes;
    report_habit(found, {"hours are counted to 24: `" + better + "`", "请用 24 小时制:`" + better + "`"}, std::nullopt);
    return true;
  }
  return false;
}

// What is missing at the end of a line is told there, and not where the next one begins.
bool Reading::report_line_end(const Token* start, const Token* found) {
  const Token* before = found == tokens_ ? found : found - 1;
  if (found == start || before == found || !found->first_on_line || before->line >= found->line || opens_.empty() || before->said)
    return false;
  const bool brace = wants(Punct::open_brace);
  const bool next = found->kind == TokenKind::end || is_punct(found, Punct::close_brace) ||
                    (found->kind == TokenKind::word && found->word != Word::plain &&
                     (starts(opens_.back().id).test(static_cast<std::size_t>(found->word)) || owner_outside(found)));
  if (!brace && !next) return false;
  Issue issue(Code::expected, before->span);
  issue.arg(brace ? Words("`{`") : wishes()).arg({"the end of the line", "行尾"});
  if (!brace) add_part(issue, before);
  report(std::move(issue), before);
  return true;
}

// What a statement that broke off is made of.
void Reading::add_part(Issue& issue, const Token* last) {
  if (last->kind == TokenKind::integer && wants(What::unit)) return add_habit(issue, last);
  if (last - tokens_ < 1 || last->kind != TokenKind::word) return;
  const std::string name(last->written());
  const Token* before = last - 1;
  if (is_word(before, Word::send) && wants(What::name)) {
    issue.help({"a channel, then its template: `send CHANNEL " + name + "`", "先写渠道,再写模板:`send 渠道 " + name + "`"});
  } else if (is_word(before, Word::notify) && wants(Word::via)) {
    issue.help(
        {"say by which message: `notify " + name + " via CHANNEL TEMPLATE`", "请写明以何消息通知:`notify " + name + " via 渠道 模板`"});
  }
}

}  // namespace playmaker::read
