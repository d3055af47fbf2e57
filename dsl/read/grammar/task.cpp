// Tasks and waves.
#include <boost/spirit/home/x3.hpp>

#include "dsl/read/parts.hpp"

namespace playmaker::read {
namespace {

const auto as = node(Kind::as, w(Word::as) >> spelt_name);
const auto texts = text % comma;

bool parse_closing(Cursor& first, const Cursor& last) {
  static const auto kBy = w(Word::on) >> E | guard_when | flag(Kind::by_report, Word::by, Word::report);
  static const auto kClosing = node(Kind::done, w(Word::done) >> kBy >> -as) | node(Kind::closed, w(Word::closed) >> kBy >> -as);
  return run(kClosing, first, last);
}

bool parse_clock(Cursor& first, const Cursor& last) {
  static const auto kAttempts = node(Kind::attempts, w(Word::attempt) >> times >> w(Word::every) >> D >> w(Word::on) >> E >> -as);
  static const auto kCallBack = node(Kind::call_back, w(Word::call, Word::back, Word::at) >> C >> w(Word::on) >> E);
  static const auto kClaim = node(Kind::claim, w(Word::claim, Word::within) >> D);
  static const auto kAcknowledge = node(Kind::acknowledge, w(Word::acknowledge, Word::within) >> D);
  return run(rule(parse_due) | rule(parse_remind) | rule(parse_escalate) | expires_after | kAttempts | kCallBack | kClaim | kAcknowledge,
             first, last);
}

bool parse_work(Cursor& first, const Cursor& last) {
  static const auto kAssign = node(Kind::assign, w(Word::assign) >> ref >> -(w(Word::with) >> ref));
  static const auto kCheck = node(Kind::check, w(Word::check) >> percent >> w(Word::by) >> ref >> within >> D);
  static const auto kCollect = node(Kind::collect, w(Word::collect) >> path % comma);
  static const auto kChecklist = node(Kind::checklist, w(Word::checklist) >> texts);
  static const auto kEvidence = node(Kind::evidence, w(Word::evidence) >> ref >> text);
  static const auto kGuide = node(Kind::guide, w(Word::guide) >> text);
  static const auto kPurpose = node(Kind::purpose, w(Word::purpose) >> ref);
  return run(kAssign | kCheck | kCollect | kChecklist | kEvidence | kGuide | kPurpose | offering, first, last);
}

}  // namespace

bool parse_task(Cursor& first, const Cursor& last) {
  static const auto kMust = -(w(Word::must) | flag(Kind::optional_flag, Word::optional));
  static const auto kHead = node(Kind::by_channel, w(Word::by) >> ref) | after_thing | timing | unless | guard_when;
  static const auto kTask = node(Kind::task, kMust >> w(Word::task) >> -flag(Kind::for_branch, Word::for_, Word::branch) >> name >> L >>
                                                 *kHead >> body(ContainerId::task));
  return run(kTask, first, last);
}

bool parse_task_item(Cursor& first, const Cursor& last) {
  static const auto kItem = rule(parse_closing) | rule(parse_work) | rule(parse_clock);
  return run(kItem, first, last);
}

bool parse_wave(Cursor& first, const Cursor& last) {
  static const auto kHead = timing | at_time | after_thing | unless | guard_when | stale_after;
  static const auto kWave = node(Kind::wave, w(Word::wave) >> name >> L >> *kHead >> block);
  return run(kWave, first, last);
}

}  // namespace playmaker::read
