// The blocks of a playbook: who enters, stages, breakpoints, moments, reviews, experiments, decisions.
#include <boost/spirit/home/x3.hpp>

#include "dsl/read/parts.hpp"

namespace playmaker::read {
namespace {

bool parse_enter(Cursor& first, const Cursor& last) {
  static const auto kEvent = node(Kind::enter_event, w(Word::enter, Word::on) >> E);
  static const auto kWhen =
      node(Kind::enter_when, w(Word::enter, Word::when) >> C >> -node(Kind::within, within >> D >> w(Word::of) >> path));
  static const auto kSkip = w(Word::else_) >> node(Kind::sweep_else, said(w(Word::skip) | w(Word::run)));
  static const auto kImport =
      node(Kind::after_import, w(Word::after, Word::import) >> ref >> -node(Kind::latest, w(Word::latest) >> time_of_day) >> -kSkip);
  static const auto kSweep = node(Kind::enter_sweep, w(Word::enter) >> rule(parse_regular) >> -kImport >> -where);
  static const auto kNext = w(Word::else_) >> node(Kind::claim_else, said(w(Word::next) | w(Word::back)));
  static const auto kClaim = node(Kind::claim, w(Word::claim, Word::within) >> D >> -kNext);
  static const auto kDealt = node(Kind::dealt, w(Word::dealt, Word::by) >> dim >> w(Word::to) >> ref >> -kClaim);
  static const auto kList = node(Kind::enter_list, w(Word::enter, Word::from, Word::list) >> ref >> -kDealt);
  return run(kEvent | kWhen | kSweep | kList, first, last);
}

bool parse_again(Cursor& first, const Cursor& last) {
  static const auto kPer = node(Kind::per, w(Word::per) >> path);
  static const auto kAgain =
      flag(Kind::again_never, Word::again, Word::never) |
      node(Kind::again_after, w(Word::again, Word::after) >> D >> -(flag(Kind::since_exit, Word::since, Word::exit) | kPer)) |
      node(Kind::again_per, w(Word::again, Word::per) >> path);
  return run(kAgain, first, last);
}

}  // namespace

bool parse_audience(Cursor& first, const Cursor& last) {
  static const auto kAudience = node(Kind::audience, w(Word::audience) >> L >> body(ContainerId::audience));
  return run(kAudience, first, last);
}

bool parse_audience_item(Cursor& first, const Cursor& last) {
  static const auto kItem = rule(parse_enter) | node(Kind::only, w(Word::only) >> C) | node(Kind::except, w(Word::except) >> C) |
                            rule(parse_again) | rule(parse_hold_out) |
                            node(Kind::at_most_customers, w(Word::at, Word::most) >> whole >> w(Word::customer));
  return run(kItem, first, last);
}

bool parse_stage(Cursor& first, const Cursor& last) {
  static const auto kHead = after_thing | timing | rule(parse_due) | guard_when | unless;
  static const auto kStage = node(Kind::stage, w(Word::stage) >> name >> L >> *kHead >> block);
  return run(kStage, first, last);
}

bool parse_breakpoint(Cursor& first, const Cursor& last) {
  static const auto kWatch =
      node(Kind::from, w(Word::from) >> E) >> node(Kind::to, w(Word::to) >> E) >> w(Word::stalls) >> rule(parse_tick);
  static const auto kBreakpoint = node(Kind::breakpoint, w(Word::breakpoint) >> name >> L >> kWatch >> -flag(Kind::once, Word::once) >>
                                                             -times >> body(ContainerId::breakpoint));
  return run(kBreakpoint, first, last);
}

bool parse_breakpoint_item(Cursor& first, const Cursor& last) {
  static const auto kItem = node(Kind::reasons, w(Word::reason) >> text % comma >> w(Word::asked, Word::of) >> ref) | rule(parse_step);
  return run(kItem, first, last);
}

bool parse_moment(Cursor& first, const Cursor& last) {
  static const auto kMoment = node(Kind::moment, w(Word::moment) >> name >> L >> body(ContainerId::moment));
  return run(kMoment, first, last);
}

bool parse_moment_item(Cursor& first, const Cursor& last) {
  static const auto kStart = node(Kind::on_event, w(Word::on) >> E) | node(Kind::starts_when, w(Word::starts, Word::when) >> C) |
                             node(Kind::among, w(Word::among) >> C) |
                             node(Kind::for_each, w(Word::for_, Word::each) >> name >> w(Word::in) >> path >> -where);
  static const auto kOverlap = node(Kind::overlap, w(Word::overlap) >> said(w(Word::merge) | w(Word::queue) | w(Word::drop)));
  return run(kStart | rule(parse_again) | expires_after | kOverlap | rule(parse_step), first, last);
}

bool parse_review(Cursor& first, const Cursor& last) {
  static const auto kReview = node(Kind::review, w(Word::review) >> name >> L >> rule(parse_regular) >> body(ContainerId::review));
  return run(kReview, first, last);
}

bool parse_review_item(Cursor& first, const Cursor& last) {
  static const auto kFigure = said(w(Word::funnel) | w(Word::breakpoint) | w(Word::goal) | w(Word::task) | w(Word::cost) | w(Word::touch));
  static const auto kShow = node(Kind::show, w(Word::show) >> kFigure >> -node(Kind::of_kind, w(Word::of) >> said(kind_name)) >>
                                                 -node(Kind::per_ref, w(Word::per) >> ref) >> -(w(Word::by) >> dim % comma));
  static const auto kCompare = node(Kind::compare, w(Word::compare, Word::with, Word::holdout, Word::on) >> ref);
  static const auto kAlert = node(Kind::alert, w(Word::alert) >> ref >> w(Word::when) >> C);
  return run(kShow | kCompare | kAlert | rule(parse_when), first, last);
}

bool parse_experiment(Cursor& first, const Cursor& last) {
  static const auto kExperiment = node(Kind::experiment, w(Word::experiment) >> name >> L >> body(ContainerId::experiment));
  return run(kExperiment, first, last);
}

bool parse_experiment_item(Cursor& first, const Cursor& last) {
  static const auto kItem =
      node(Kind::arm, w(Word::arm) >> name >> L >> percent >> block) | node(Kind::control, w(Word::control) >> percent) |
      node(Kind::measure, w(Word::measure) >> E >> within >> D) |
      node(Kind::stop, w(Word::stop, Word::when, Word::sure) >> percent >> w(Word::after) >> whole >> w(Word::customer));
  return run(kItem, first, last);
}

bool parse_decide(Cursor& first, const Cursor& last) {
  static const auto kDecide =
      node(Kind::decide, w(Word::decide) >> name >> L >> node(Kind::by, w(Word::by) >> path % comma) >> body(ContainerId::decide));
  return run(kDecide, first, last);
}

bool parse_decide_row(Cursor& first, const Cursor& last) {
  static const auto kCell =
      node(Kind::cell_any, p(Punct::star)) | flag(Kind::cell_unknown, Word::unknown) |
      node(Kind::cell_range, literal >> w(Word::to) >> literal) | node(Kind::cell_value, literal) |
      node(Kind::cell_at_least, p(Punct::greater_equal) >> literal) | node(Kind::cell_at_most, p(Punct::less_equal) >> literal) |
      node(Kind::cell_more_than, p(Punct::greater) >> literal) | node(Kind::cell_less_than, p(Punct::less) >> literal) |
      node(Kind::cell_one_of, p(Punct::open_bracket) >> literal % comma >> p(Punct::close_bracket));
  static const auto kRow = node(Kind::decide_row, kCell % comma >> p(Punct::arrow) >> ref);
  return run(kRow, first, last);
}

}  // namespace playmaker::read
