// Channels, templates, policies, roles, benefits, calendars: how much a customer is asked to bear, and who does the work.
#include <boost/spirit/home/x3.hpp>

#include "dsl/read/parts.hpp"

namespace playmaker::read {
namespace {

const auto for_list = node(Kind::for_list, w(Word::for_) >> ref % comma);
const auto over_list = node(Kind::over_list, w(Word::over) >> ref % comma);
const auto at_most = w(Word::at, Word::most);

const auto calendar_period = make([](Cursor& first, const Cursor& last) {
  if (first->kind != TokenKind::word || (first->word != Word::week && first->word != Word::month)) {
    first.reading->fail(first.token, Expectation{What::word, Punct::none, 1, false, {Word::week}});
    first.reading->fail(first.token, Expectation{What::word, Punct::none, 1, false, {Word::month}});
    return false;
  }
  return run(unit(Kind::calendar_period), first, last);
});

bool parse_quiet(Cursor& first, const Cursor& last) {
  static const auto kHours = node(Kind::quiet_hours, w(Word::quiet, Word::from) >> time_of_day >> w(Word::to) >> time_of_day >> -for_list);
  static const auto kHolidays =
      node(Kind::quiet_holidays, w(Word::quiet, Word::all, Word::day, Word::on) >> w(Word::holiday, Word::of) >> ref >> -for_list);
  static const auto kWhile = node(Kind::silence_while, w(Word::silence, Word::while_) >> C >> -for_list);
  static const auto kAfter = node(Kind::silence_after, w(Word::silence) >> span >> w(Word::after) >> path >> -for_list);
  return run(kHours | kHolidays | kWhile | kAfter, first, last);
}

bool parse_limits(Cursor& first, const Cursor& last) {
  static const auto kLeave = node(Kind::leave, w(Word::leave) >> span >> w(Word::between, Word::contact) >> -over_list);
  static const auto kThen = node(Kind::blocked_then, said(w(Word::skip) | w(Word::next, Word::channel) | w(Word::leave)));
  static const auto kBlocked = node(Kind::blocked, w(Word::blocked, Word::wait, Word::up, Word::to) >> D >> w(Word::then) >> kThen);
  static const auto kAsk = node(Kind::ask_limit, w(Word::ask, Word::at, Word::most) >> whole >> w(Word::per) >> span);
  static const auto kCombine = node(Kind::combine, w(Word::combine, Word::task, Word::of, Word::one) >>
                                                       w(Word::role, Word::per, Word::customer, Word::per) >> w(Word::day));
  return run(kLeave | kBlocked | kAsk | kCombine, first, last);
}

}  // namespace

bool parse_cap(Cursor& first, const Cursor& last) {
  static const auto kPer = w(Word::calendar) >> calendar_period | wish(What::duration, span | period);
  static const auto kCap =
      node(Kind::cap, w(Word::never, Word::more, Word::than) >> whole >> (flag(Kind::any_contact, Word::contact) | ref) >> w(Word::per) >>
                          kPer >> -over_list >> -for_list);
  return run(kCap, first, last);
}

bool parse_hold_out(Cursor& first, const Cursor& last) {
  static const auto kFrom = node(Kind::hold_out_from, w(Word::from) >> said(w(Word::touch) | w(Word::all)));
  static const auto kHoldOut = node(Kind::hold_out, w(Word::hold, Word::out) >> percent >> -kFrom);
  return run(kHoldOut, first, last);
}

bool parse_remind(Cursor& first, const Cursor& last) {
  static const auto kRemind = node(Kind::remind, w(Word::remind) >> rule(parse_tick) >> -node(Kind::via, w(Word::via) >> ref));
  return run(kRemind, first, last);
}

bool parse_escalate(Cursor& first, const Cursor& last) {
  static const auto kEscalate = node(Kind::escalate, w(Word::escalate) >> rule(parse_tick) >> w(Word::to) >> ref);
  return run(kEscalate, first, last);
}

bool parse_channel_item(Cursor& first, const Cursor& last) {
  static const auto kReport = node(Kind::report_within, spelt_name >> within >> D);
  static const auto kItem = flag(Kind::contact, Word::contact) | flag(Kind::pull, Word::pull) |
                            flag(Kind::by_people, Word::by, Word::people) | node(Kind::places, w(Word::place) >> whole) |
                            node(Kind::reports, w(Word::report) >> kReport % comma) |
                            node(Kind::rate, w(Word::rate) >> whole >> w(Word::per, Word::second)) |
                            node(Kind::cost, w(Word::cost) >> money) | node(Kind::reachable, w(Word::reachable, Word::when) >> C) |
                            node(Kind::confirmed_by, w(Word::confirmed, Word::by) >> ref >> within >> D) |
                            node(Kind::retry, w(Word::retry) >> times >> within >> D) |
                            node(Kind::on_unknown, w(Word::on, Word::unknown) >> said(w(Word::resend) | w(Word::skip) | w(Word::ask)));
  return run(kItem, first, last);
}

bool parse_template_item(Cursor& first, const Cursor& last) {
  static const auto kItem = node(Kind::template_channels, w(Word::channel) >> ref % comma) | node(Kind::purpose, w(Word::purpose) >> ref) |
                            node(Kind::uses, w(Word::uses) >> path % comma) | node(Kind::with_fields, w(Word::with) >> fields) |
                            node(Kind::answers, w(Word::answer) >> fields);
  return run(kItem, first, last);
}

bool parse_policy_item(Cursor& first, const Cursor& last) {
  static const auto kItem = rule(parse_quiet) | node(Kind::default_at, w(Word::default_, Word::at) >> time_of_day) | rule(parse_cap) |
                            node(Kind::needs, w(Word::needs) >> path >> w(Word::before) >> ref) |
                            node(Kind::exempt, w(Word::exempt) >> ref % comma) | rule(parse_limits) | rule(parse_hold_out);
  return run(kItem, first, last);
}

bool parse_role_item(Cursor& first, const Cursor& last) {
  static const auto kPool = node(Kind::pool_least_busy, w(Word::pool) >> ref >> w(Word::least, Word::busy)) |
                            node(Kind::pool_in_turn, w(Word::pool) >> ref >> w(Word::in, Word::turn));
  static const auto kWho = node(Kind::who, w(Word::who) >> (kPool | path) >> -node(Kind::backup, w(Word::backup) >> path));
  static const auto kCapacity = node(Kind::capacity, w(Word::capacity) >> whole >> w(Word::task, Word::per, Word::day));
  return run(kWho | kCapacity | rule(parse_remind) | rule(parse_escalate) | flag(Kind::final, Word::final_), first, last);
}

bool parse_benefit_item(Cursor& first, const Cursor& last) {
  static const auto kRefill = node(Kind::refill, w(Word::refill) >> whole >> w(Word::per) >> period);
  static const auto kItem = node(Kind::stock, w(Word::stock) >> (whole | flag(Kind::unlimited, Word::unlimited)) >> -kRefill) |
                            node(Kind::each_customer, w(Word::each, Word::customer) >> at_most >> whole >> w(Word::per) >> span) |
                            node(Kind::value, w(Word::value) >> money) | node(Kind::gives, w(Word::gives) >> fields) |
                            node(Kind::expires_after_grant, w(Word::expires) >> D >> w(Word::after, Word::grant)) |
                            node(Kind::when_empty, w(Word::when, Word::empty, Word::grant) >> ref);
  return run(kItem, first, last);
}

bool parse_calendar_item(Cursor& first, const Cursor& last) {
  static const auto kItem = node(Kind::weekend, w(Word::weekend) >> rule(parse_weekday) % comma) |
                            node(Kind::holidays, w(Word::holiday, Word::from) >> content) |
                            node(Kind::open_hours, w(Word::open) >> time_of_day >> w(Word::to) >> time_of_day);
  return run(kItem, first, last);
}

}  // namespace playmaker::read
