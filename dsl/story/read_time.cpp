// Days and minutes: `on day 3`, `on day 3 at 10:00`, `on day 3 at 10:00 to 12:00`, `on days 3 to 5`, `on 2026-03-05 at 10:00`;
// 第 3 天 10:00, 在 第 3 至 5 天.
#include "dsl/story/reader.hpp"

namespace playmaker::story {

using source::Code;
using source::Issue;

bool Reader::starts_when() const {
  if (is(Word::on) || now().kind == TokenKind::date) return true;
  return is(Word::day) && (next().kind == TokenKind::integer || (next().kind == TokenKind::punct && next().punct == Punct::minus));
}

std::int32_t Reader::day() {
  if (now().kind == TokenKind::date) {
    const Token& token = now();
    if (!starts_) slip({"`starts` with its date before this", "在此之前写明 `始于` 日期"});
    ++at_;
    return static_cast<std::int32_t>(token.number) - starts_->days + 1;
  }
  const bool negative = take(Punct::minus);
  const std::int64_t number = whole({"the number of a day", "第几天"});
  if (number > 4'000) {
    --at_;
    slip({"a day from -4000 to 4000", "-4000 至 4000 之间的一天"});
  }
  return static_cast<std::int32_t>(negative ? -number : number);
}

std::int32_t Reader::clock() {
  if (now().kind != TokenKind::time) slip({"a time such as 10:00", "时刻,如 10:00"});
  return static_cast<std::int32_t>(tokens_.list[at_++].number);
}

When Reader::when() {
  const Token& first = now();
  const std::size_t began = at_;
  When out;
  out.written = true;
  take(Word::on);
  const bool dated = now().kind == TokenKind::date;
  if (!dated && !take(Word::day)) slip({"a day", "某一天"}, {Word::day});
  out.from_day = day();
  if (is(Word::to)) {
    ++at_;
    take(Word::day);
    out.to_day = day();
  } else {
    out.to_day = out.from_day;
  }
  take(Word::day_after);
  if (take(Word::at) || now().kind == TokenKind::time) {
    out.from_minute = clock();
    out.to_minute = take(Word::to) ? clock() : out.from_minute;
  }
  out.span = since(first);
  trace_.times.push_back({{began, at_}, true});
  if (out.to_day < out.from_day || (out.from_day == out.to_day && out.to_minute < out.from_minute)) {
    const std::string written(source_.text(out.span));
    issues_.add(Issue(Code::story_time_empty, out.span).arg(written).help({"write the earlier one first", "请先写较早的一个"}));
    throw Slip{};
  }
  return out;
}

Minute Reader::minute() {
  const std::size_t began = at_;
  Minute out;
  out.written = true;
  take(Word::on);
  if (now().kind != TokenKind::date && !take(Word::day)) slip({"a day", "某一天"}, {Word::day});
  out.day = day();
  take(Word::day_after);
  if (take(Word::at) || now().kind == TokenKind::time) out.minute = clock();
  trace_.times.push_back({{began, at_}, false});
  return out;
}

std::int64_t Reader::length() {
  const std::int64_t number = whole({"a length of time such as 30 minutes", "时长,如 30 分钟"});
  if (number > 100'000) slip({"at most 100000 of it", "至多 100000"});
  if (take(Word::minute)) return number * base::kMinute;
  if (take(Word::hour)) return number * base::kHour;
  if (take(Word::day) || take(Word::day_after)) {
    mark(at_ - 1, Role::unit);
    return number * base::kDay;
  }
  slip({"a unit of time", "时间单位"}, {Word::minute, Word::hour, Word::day});
}

}  // namespace playmaker::story
