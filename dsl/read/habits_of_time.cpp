// What people write of days, lengths and repetition, and how it is written here: `every month on day 10`, `again every 180 days`, `5号`.
#include <cstdio>
#include <optional>
#include <string>
#include <utility>

#include "dsl/read/chinese.hpp"
#include "dsl/read/offers.hpp"
#include "dsl/read/reading.hpp"

namespace playmaker::read {

using source::Code;
using source::Fix;
using source::Issue;
using source::Words;

namespace {

constexpr std::uint64_t kMonthDays = 31;

Words write(const std::string& first, const std::string& second) {
  return {"write `" + first + "` or `" + second + "`", "请写 `" + first + "` 或 `" + second + "`"};
}

bool is_word(const Token* token, Word word) { return token->kind == TokenKind::word && token->word == word; }
bool is_unit(const Token* token) { return token->kind == TokenKind::word && class_of(token->word) == WordClass::unit; }
bool is_count(const Token* token) { return token->kind == TokenKind::integer; }

// `5号`, `5 日`: how a day of the month is written elsewhere.
bool names_month_day(const Token* token) {
  return token->kind == TokenKind::word && (token->written() == "号" || token->written() == "日" || token->written() == "號");
}

std::string clock(const Token* time) {
  char text[16];
  std::snprintf(text, sizeof text, "%02u:%02u", static_cast<unsigned>(time->number / 60 % 100), static_cast<unsigned>(time->number % 60));
  return text;
}

// "12 months", as it is written from its number on; days where no unit follows.
std::string length_from(const Token* number) {
  std::string out = std::to_string(number->number);
  const Token* unit = number + 1;
  if (!is_unit(unit)) return out + " days";
  for (; is_unit(unit); ++unit) out += " " + std::string(unit->chinese.empty() ? unit->text : unit->chinese);
  return out;
}

struct Numeral {
  std::string_view word, digits;
};
constexpr Numeral kNumerals[] = {{"one", "1"},   {"two", "2"},   {"three", "3"}, {"four", "4"}, {"five", "5"},    {"six", "6"},
                                 {"seven", "7"}, {"eight", "8"}, {"nine", "9"},  {"ten", "10"}, {"twelve", "12"}, {"thirty", "30"},
                                 {"一", "1"},    {"两", "2"},    {"二", "2"},    {"三", "3"},   {"四", "4"},      {"五", "5"},
                                 {"六", "6"},    {"七", "7"},    {"八", "8"},    {"九", "9"},   {"十", "10"}};

std::string_view digits_of(const Token* token) {
  if (token->kind != TokenKind::word && token->kind != TokenKind::quoted_name) return {};
  for (const Numeral& numeral : kNumerals) {
    if (numeral.word == token->written()) return numeral.digits;
  }
  return {};
}

std::string day_of_month(std::uint64_t day, base::Language language) {
  return language == base::Language::zh ? std::to_string(day) + "日" : "the " + ordinal(day);
}

}  // namespace

std::string ordinal(std::uint64_t day) {
  const std::uint64_t last = day / 10 % 10 == 1 ? 0 : day % 10;
  return std::to_string(day) + (last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
}

// A message that says what was expected, with what to write instead of `wrong`.
void Reading::report_habit(const Token* found, const Words& help, std::optional<source::Fix> fix) {
  Issue issue(Code::expected, found->span);
  issue.arg(wishes()).arg(said_words(found)).help(help);
  issue.repair = std::move(fix);
  report(std::move(issue), found);
}

// every month on day 10 · 每月 于 5号 · on 10th · every month the 10th · 该 5日
bool Reading::report_month_day(const Token* found) {
  const bool zh = language_ == base::Language::zh;
  const Token* before = found == tokens_ ? found : found - 1;
  const std::string last_day = zh ? "月末" : "the last day";
  const auto fitting = [](const Token* token) { return is_count(token) && token->number >= 1 && token->number <= kMonthDays; };
  if (wants(What::month_day) || wants(What::ordinal)) {
    const bool of_journey = is_word(found, Word::day) && fitting(found + 1);   // `day 10`, `第 5 天`
    if (of_journey && wants(Word::day)) return false;
    const Token* number = of_journey ? found + 1 : found;
    const bool day_behind = number + 1 != found && names_month_day(number + 1) && (number + 1)->line == number->line;
    if (fitting(number) && (of_journey || day_behind)) {
      const std::string better = day_of_month(number->number, language_);
      const std::string whole = is_word(before, Word::the) && before != found ? better.substr(zh ? 0 : 4) : better;
      const Token* last = day_behind ? number + 1 : number;
      // What closes 第 is no token: a mend would leave it behind.
      report_habit(found, write(better, last_day),
                   of_journey && zh ? std::nullopt : std::optional(Fix{source::join(found->span, last->span), whole}));
      return true;
    }
    if (found->kind == TokenKind::ordinal && wants(What::month_day)) {
      const std::string better = day_of_month(found->number, language_);
      report_habit(found, write(better, last_day), Fix{found->span, better});
      return true;
    }
    if (zh && is_word(before, Word::the) && is_word(found, Word::the) && (found + 1)->kind == TokenKind::ordinal) {   // 该 5日
      const std::string better = day_of_month((found + 1)->number, language_);
      report_habit(found, write(better, last_day), Fix{source::join(before->span, found->span), better});
      return true;
    }
  }
  if (is_word(found, Word::the) && (found + 1)->kind == TokenKind::ordinal && wants(Word::on)) {
    const std::string better = (zh ? "于 " : "on ") + day_of_month((found + 1)->number, language_);
    report_habit(found, write(better), Fix{source::join(found->span, (found + 1)->span), better});
    return true;
  }
  return false;
}

// again every 180 days · again 180 days · again no · guarantee at most 3 … · within 2 months of entry
bool Reading::report_order(const Token* found) {
  const bool zh = language_ == base::Language::zh;
  const Token* before = found == tokens_ ? found : found - 1;
  if (is_word(before, Word::again) && before != found) {
    const std::string after(zh ? "满" : "after"), never(zh ? "不再" : "never");
    if (is_word(found, Word::every) && is_count(found + 1)) {
      report_habit(found, write("again after " + length_from(found + 1)), Fix{found->span, after});
      return true;
    }
    if (is_count(found)) {
      report_habit(found, write("again after " + length_from(found)),
                   Fix{{found->span.file, found->span.begin, found->span.begin}, after + " "});
      return true;
    }
    if (found->kind == TokenKind::word && (found->written() == "no" || found->written() == "false" || found->written() == "否")) {
      report_habit(found, write("again never", "again after 90 days"), Fix{found->span, never});
      return true;
    }
    return false;
  }
  if (found->kind == TokenKind::time && is_word(before, Word::every) && before != found) {
    report_habit(found, write("every day at " + clock(found)), std::nullopt);
    return true;
  }
  if (is_word(before, Word::guarantee) && before != found) {
    report_habit(found, write("guarantee never more than 3 contacts per 7 days"), std::nullopt);
    return true;
  }
  // A goal's length counts from the entry as it is.
  if (is_word(found, Word::of) && found - tokens_ >= 3 && is_word(found + 1, Word::plain) && !wants(Word::of)) {
    const Token* number = is_count(before - 1) ? before - 1 : before - 2;
    if (!is_count(number) || !is_word(number - 1, Word::within)) return false;
    report_habit(found, {"a goal's `within` counts from the entry: leave this out", "目标的 `within` 自进入起算:请去掉这几个字"},
                 Fix{{found->span.file, before->span.end, (found + 1)->span.end}, ""});
    return true;
  }
  return false;
}

// `due three days`: the number is read as a name, and the unit stands alone.
bool Reading::report_numeral(const Token* found) {
  const Token* before = found == tokens_ ? found : found - 1;
  const std::string_view digits = before == found ? std::string_view() : digits_of(before);
  if (digits.empty() || !is_unit(found) || before->line != found->line) return false;
  const std::string better(digits);
  report(Issue(Code::word_unknown, before->span).arg(std::string(before->written())).help(write(better)).fix(before->span, better), before);
  return true;
}

bool Reading::report_time_habit(const Token* found) { return report_numeral(found) || report_month_day(found) || report_order(found); }

}  // namespace playmaker::read
