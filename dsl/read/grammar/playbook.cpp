// Files and playbooks.
#include <boost/spirit/home/x3.hpp>

#include "dsl/read/parts.hpp"

namespace playmaker::read {
namespace {

bool parse_head_clause(Cursor& first, const Cursor& last) {
  static const auto kUpgrade =
      node(Kind::upgrade, w(Word::upgrade) >> said(w(Word::keep) | w(Word::at, Word::next, Word::stage) | w(Word::now)) >>
                              -flag(Kind::recompute, Word::recompute));
  static const auto kMoved = node(Kind::moved, w(Word::moved) >> said(kind_name) >> path >> w(Word::to) >> path);
  static const auto kClause = node(Kind::version, w(Word::version) >> whole) | node(Kind::owner, w(Word::owner) >> content) |
                              node(Kind::use_calendar, w(Word::calendar) >> ref) | node(Kind::follow, w(Word::follow) >> ref) | priority |
                              node(Kind::ends_after, w(Word::ends, Word::after) >> D) | stale_after | kUpgrade | kMoved;
  return run(kClause, first, last);
}

bool parse_promise_clause(Cursor& first, const Cursor& last) {
  static const auto kTarget = node(Kind::target, w(Word::target) >> ref >> whole >> w(Word::per) >> period >> -(w(Word::by) >> dim));
  static const auto kClause = node(Kind::guarantee, w(Word::guarantee) >> rule(parse_cap)) |
                              node(Kind::budget, w(Word::budget) >> money >> w(Word::on, Word::benefit)) | kTarget;
  return run(kClause, first, last);
}

bool parse_value_clause(Cursor& first, const Cursor& last) {
  static const auto kVary = node(Kind::vary, w(Word::vary, Word::by) >> dim >> -(within >> literal >> w(Word::to) >> literal));
  static const auto kParam =
      node(Kind::param, w(Word::param) >> name >> L >> -(p(Punct::colon) >> rule(parse_type)) >> p(Punct::equal) >> C >> -kVary);
  static const auto kDefine = node(Kind::define, w(Word::define) >> name >> L >> p(Punct::equal) >> C);
  return run(kParam | kDefine, first, last);
}

bool parse_end_clause(Cursor& first, const Cursor& last) {
  static const auto kGoal = node(Kind::goal, w(Word::goal) >> name >> L >> p(Punct::equal) >> C >> -node(Kind::within, within >> D) >>
                                                 -flag(Kind::keep_going, Word::keep, Word::going));
  static const auto kExit = node(Kind::exit, w(Word::exit) >> name >> L >> (w(Word::on) >> E | guard_when));
  static const auto kTimers = node(Kind::timers, w(Word::timer) >> said(w(Word::extend) | w(Word::elapse)));
  static const auto kPause =
      node(Kind::pause, w(Word::pause) >> said(w(Word::touch) | w(Word::all)) >> w(Word::on) >> E >> w(Word::until) >> E >> -kTimers);
  static const auto kLost = node(Kind::on_consent_lost, w(Word::on, Word::consent, Word::lost) >>
                                                            (node(Kind::hold, w(Word::hold) >> D) | flag(Kind::consent_skip, Word::skip) |
                                                             flag(Kind::consent_exit, Word::exit)));
  static const auto kHandler = node(Kind::on_handler, w(Word::on) >> ref >> block);
  return run(kGoal | kExit | kPause | kLost | kHandler, first, last);
}

bool parse_block_clause(Cursor& first, const Cursor& last) {
  static const auto kTrack = node(Kind::track, w(Word::track) >> name >> L >> block);
  static const auto kBlock =
      rule(parse_audience) | rule(parse_stage) | rule(parse_breakpoint) | rule(parse_moment) | kTrack | rule(parse_review);
  return run(kBlock, first, last);
}

bool parse_fragment(Cursor& first, const Cursor& last) {
  static const auto kParam = node(Kind::fragment_param, name >> p(Punct::colon) >> rule(parse_type));
  static const auto kFragment =
      node(Kind::fragment, w(Word::fragment) >> name >> p(Punct::open_paren) >> -(kParam % comma) >> p(Punct::close_paren) >> L >> block);
  return run(kFragment, first, last);
}

template <class Parser>
constexpr auto named_block(Kind kind, const Parser& word, ContainerId id) {
  return node(kind, word >> name >> L >> body(id));
}

}  // namespace

bool parse_playbook_item(Cursor& first, const Cursor& last) {
  static const auto kItem = rule(parse_head_clause) | rule(parse_promise_clause) | rule(parse_value_clause) | rule(parse_end_clause) |
                            rule(parse_block_clause) | rule(parse_step);
  return run(kItem, first, last);
}

bool parse_file_item(Cursor& first, const Cursor& last) {
  static const auto kItem =
      node(Kind::use, w(Word::use) >> content) | node(Kind::language, w(Word::language) >> spelt_name) |
      named_block(Kind::catalog, w(Word::catalog), ContainerId::catalog) |
      named_block(Kind::calendar, w(Word::calendar), ContainerId::calendar) |
      named_block(Kind::policy, w(Word::policy), ContainerId::policy) | named_block(Kind::role, w(Word::role), ContainerId::role) |
      named_block(Kind::benefit, w(Word::benefit), ContainerId::benefit) |
      named_block(Kind::playbook, w(Word::playbook), ContainerId::playbook) | rule(parse_fragment) | rule(parse_catalog_item);
  return run(kItem, first, last);
}

}  // namespace playmaker::read
