// When: days, dates, anchors, repetition, events.
#include <boost/spirit/home/x3.hpp>

#include "dsl/read/parts.hpp"

namespace playmaker::read {
namespace {

const auto of_month = wish(What::month_day, w(Word::the) >> (valued(TokenKind::ordinal, Kind::month_day, What::ordinal) |
                                                             flag(Kind::last_day, Word::last, Word::day)));
const auto week_day = rule(parse_weekday);
const auto offset_after = node(Kind::offset_after, span >> w(Word::after) >> path);
const auto offset_before = node(Kind::offset_before, span >> w(Word::before) >> path);

}  // namespace

bool parse_weekday(Cursor& first, const Cursor&) {
  constexpr std::array kDays = {Word::monday, Word::tuesday, Word::wednesday, Word::thursday, Word::friday, Word::saturday, Word::sunday};
  for (std::size_t i = 0; i < kDays.size(); ++i) {
    if (first->kind != TokenKind::word || first->word != kDays[i]) continue;
    first.reading->consume(first.token);
    first.reading->leaf(Kind::weekday, first.token, first.token + 1, {}, {.number = static_cast<std::int64_t>(i)});
    ++first;
    return true;
  }
  for (const Word day : kDays) first.reading->fail(first.token, Expectation{What::word, Punct::none, 1, true, {day}});
  return false;
}

bool parse_timing(Cursor& first, const Cursor& last) {
  static const auto kWhen = node(Kind::on_days, w(Word::day) >> whole >> w(Word::to) >> whole) | node(Kind::on_day, w(Word::day) >> whole) |
                            of_month | date | week_day;
  static const auto kTiming = node(Kind::timing, (w(Word::on) >> kWhen | offset_after | offset_before) >> -at_time >> -times);
  return run(kTiming, first, last);
}

bool parse_regular(Cursor& first, const Cursor& last) {
  static const auto kRegular =
      node(Kind::regular, w(Word::every) >> wish(What::duration, span | period) >> -(w(Word::on) >> (of_month | week_day)) >> -at_time);
  return run(kRegular, first, last);
}

bool parse_tick(Cursor& first, const Cursor& last) {
  static const auto kTick = node(Kind::tick_after, w(Word::after) >> D) | offset_after | offset_before;
  return run(kTick, first, last);
}

// due 3 working days · due on friday · due 2 days before wealth_salon.starts · due speed after kyc.closed
bool parse_due(Cursor& first, const Cursor& last) {
  static const auto kAnchored = node(Kind::timing, node(Kind::offset_after, D >> w(Word::after) >> path) >> -at_time >> -times) |
                                node(Kind::timing, node(Kind::offset_before, D >> w(Word::before) >> path) >> -at_time >> -times);
  static const auto kDue = node(Kind::due, w(Word::due) >> (timing | kAnchored | D));
  return run(kDue, first, last);
}

bool parse_trigger(Cursor& first, const Cursor& last) {
  static const auto kWhat = node(Kind::import_ref, w(Word::import) >> spelt_name) | path;
  static const auto kTrigger = node(Kind::trigger, kWhat >> -(quiet(w(Word::in, Word::any)) >> node(Kind::in_any, said(kind_name))) >>
                                                       -where >> -node(Kind::lookback, quiet(w(Word::lookback)) >> D));
  return run(kTrigger, first, last);
}

}  // namespace playmaker::read
