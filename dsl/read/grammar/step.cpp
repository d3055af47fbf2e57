// Steps: what is sent, asked, waited for, given; and the blocks around them.
#include <boost/spirit/home/x3.hpp>

#include "dsl/read/parts.hpp"

namespace playmaker::read {
namespace {

const auto up_to = w(Word::up, Word::to);
const auto report_within = node(Kind::report_within, said(w(Word::delivered) | w(Word::read) | w(Word::opened)) >> within >> D);
const auto leg = node(Kind::leg, ref >> ref >> -report_within);
const auto plain_leg = node(Kind::leg, ref >> ref);

bool parse_touch_step(Cursor& first, const Cursor& last) {
  static const auto kSend = node(Kind::send, w(Word::send) >> leg >> *(w(Word::else_) >> leg) >> -with >> -offering);
  static const auto kNotify = node(Kind::notify, w(Word::notify) >> ref >> w(Word::via) >> plain_leg >> -with);
  static const auto kAsk =
      node(Kind::ask, w(Word::ask) >> ref >> w(Word::via) >> ref >> w(Word::answer, Word::within) >> D >> block >> -else_);
  static const auto kInvite = node(Kind::invite, w(Word::invite) >> ref >> w(Word::via) >> plain_leg);
  static const auto kPlace = node(Kind::place, w(Word::place) >> ref >> w(Word::on) >> ref >> w(Word::for_) >> D >> -priority >> -with >>
                                                   -offering >> -(&p(Punct::open_brace) >> block >> -else_));
  return run(kSend | kNotify | kAsk | kInvite | kPlace, first, last);
}

bool parse_wait_step(Cursor& first, const Cursor& last) {
  static const auto kFor = node(Kind::wait_for, w(Word::wait, Word::for_) >> E >> up_to >> D >> -else_);
  static const auto kUntil = node(Kind::wait_until, w(Word::wait, Word::until) >> C >> up_to >> D >> -else_);
  static const auto kPlain = node(Kind::wait, w(Word::wait) >> D);
  static const auto kRepeat =
      node(Kind::repeat, w(Word::repeat) >> name >> L >> rule(parse_regular) >> times >> -node(Kind::until, w(Word::until) >> C) >> block);
  return run(kFor | kUntil | kPlain | kRepeat, first, last);
}

bool parse_small_step(Cursor& first, const Cursor& last) {
  static const auto kGrant = node(Kind::grant, w(Word::grant) >> ref >> -with);
  static const auto kReserve = node(Kind::reserve, w(Word::reserve) >> ref >> w(Word::for_) >> D);
  static const auto kRelease = node(Kind::release, w(Word::release) >> ref);
  static const auto kTag = node(Kind::tag, w(Word::tag) >> content);
  static const auto kSet = node(Kind::set, w(Word::set) >> path >> p(Punct::equal) >> C);
  static const auto kAssign = node(Kind::assign_to, w(Word::assign) >> ref >> w(Word::to) >> path);
  static const auto kEmit = node(Kind::emit, w(Word::emit) >> ref >> -with);
  static const auto kFinish = node(Kind::finish, w(Word::finish, Word::as) >> ref);
  static const auto kArguments = inside(p(Punct::open_paren) >> -(C % comma) >> p(Punct::close_paren));
  static const auto kInclude = node(Kind::include, w(Word::include) >> ref >> -node(Kind::as, w(Word::as) >> spelt_name) >> -kArguments);
  return run(kGrant | kReserve | kRelease | kTag | kSet | kAssign | kEmit | kFinish | kInclude, first, last);
}

bool parse_hand_step(Cursor& first, const Cursor& last) {
  static const auto kOff = node(Kind::hand_off, w(Word::hand, Word::off, Word::to) >> ref >> -with >> -else_);
  static const auto kElse = w(Word::else_) >> (flag(Kind::keep, Word::keep) | node(Kind::else_block, body(ContainerId::steps)));
  static const auto kOver =
      node(Kind::hand_over, w(Word::hand, Word::over, Word::to) >> ref >> L >> w(Word::accept, Word::within) >> D >> kElse);
  return run(kOff | kOver, first, last);
}

}  // namespace

bool parse_with(Cursor& first, const Cursor& last) {
  static const auto kField = node(Kind::with_field, name >> p(Punct::colon) >> C);
  static const auto kWith = node(Kind::with, w(Word::with) >> inside(p(Punct::open_brace) >> *(kField >> -comma) >> p(Punct::close_brace)));
  return run(kWith, first, last);
}

bool parse_offering(Cursor& first, const Cursor& last) {
  static const auto kOffering = node(Kind::offering, w(Word::offering) >> ref);
  return run(kOffering, first, last);
}

bool parse_else(Cursor& first, const Cursor& last) {
  static const auto kElse = node(Kind::else_block, w(Word::else_) >> body(ContainerId::steps));
  return run(kElse, first, last);
}

bool parse_when(Cursor& first, const Cursor& last) {
  static const auto kElseWhen = node(Kind::else_when, w(Word::else_, Word::when) >> C >> block);
  static const auto kWhen = node(Kind::when_step, w(Word::when) >> C >> block >> *kElseWhen >> -else_);
  return run(kWhen, first, last);
}

bool parse_step(Cursor& first, const Cursor& last) {
  static const auto kStep = rule(parse_touch_step) | rule(parse_task) | rule(parse_wave) | rule(parse_when) | rule(parse_wait_step) |
                            rule(parse_small_step) | rule(parse_hand_step) | rule(parse_decide) | rule(parse_experiment);
  return run(kStep, first, last);
}

}  // namespace playmaker::read
