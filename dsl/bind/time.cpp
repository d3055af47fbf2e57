#include "dsl/bind/time.hpp"

#include "dsl/bind/value.hpp"

namespace playmaker::bind {

using syntax::Kind;

namespace {

// No length reaches beyond what a civil date can say.
bool sane(const plan::Length& length) {
  constexpr std::int64_t kDays = 36'500;
  switch (length.unit) {
    case plan::LengthUnit::millis:
    case plan::LengthUnit::working_millis: return length.amount >= 0 && length.amount <= kDays * 86'400'000;
    case plan::LengthUnit::months: return length.amount >= 0 && length.amount <= 1'200;
    default: return length.amount >= 0 && length.amount <= kDays;
  }
}

bool counts_working(const plan::Length& length) {
  return length.unit == plan::LengthUnit::working_days || length.unit == plan::LengthUnit::working_millis;
}

// What comes about only by arriving has nothing before it that is not past.
bool only_when_here(Root root) {
  return root == Root::event || root == Root::task_closed || root == Root::entry || root == Root::container;
}

}  // namespace

bool check_length(Work& work, std::uint32_t file, NodeId literal) {
  const Tree& tree = work.bound.tree(file);
  if (sane(length_of(tree[literal]))) return true;
  work.issues.add(Issue(Code::length_too_long, tree.span(literal)).arg(written(work, file, literal)));
  return false;
}

void require_calendar(Work& work, const Scope& scope, Span span, std::string_view written) {
  if (scope.playbook == kNone) return;
  Playbook& playbook = work.bound.playbooks[scope.playbook];
  const Tree& tree = work.bound.tree(playbook.where);
  if (playbook.calendar_missed || syntax::exists(tree.child(NodeId{playbook.where.node}, Kind::use_calendar))) return;
  playbook.calendar_missed = true;
  Issue issue(Code::calendar_missing, span);
  issue.arg(written);
  const std::vector<Declared>& calendars = work.bound.names.all(Thing::calendar);
  std::string names;
  for (const Declared& each : calendars) names += (names.empty() ? "`calendar " : "`, `calendar ") + each.name;
  if (names.empty())
    issue.help({"declare one, `calendar NAME { weekend saturday, sunday  open 09:00 to 17:30 }`, and write `calendar NAME` here",
                "请声明 `calendar 名称 { weekend saturday, sunday  open 09:00 to 17:30 }`,并在剧本中写 `calendar 名称`"});
  else issue.help({"write in the playbook: " + names + "`", "请在剧本中写:" + names + "`"});
  work.issues.add(std::move(issue));
}

std::optional<plan::Length> bind_some_length(Work& work, const Scope& scope, NodeId node) {
  const std::optional<plan::Length> length = bind_length(work, scope, node);
  if (length && length->amount == 0)
    work.issues.add(Issue(Code::length_zero, scope.tree(work).span(node)).arg(written(work, scope.file, node)));
  return length;
}

std::optional<plan::Length> bind_length(Work& work, const Scope& scope, NodeId node) {
  const Tree& tree = scope.tree(work);
  work.bound.meaning(scope.file, node).type = kDuration;
  const auto counted = [&](const plan::Length& length) {
    if (counts_working(length)) require_calendar(work, scope, tree.span(node), written(work, scope.file, node));
    return length;
  };
  if (tree.kind(node) == Kind::lit_duration) {
    if (!check_length(work, scope.file, node)) return std::nullopt;
    return counted(length_of(tree[node]));
  }
  if (scope.playbook == kNone) {
    report_unknown(work, tree.span(node), {"length of time", "时长"}, tree.text(node), {});
    return std::nullopt;
  }
  const Chain& chain = bind_chain(work, scope, node);
  if (chain.root == Root::poison) return std::nullopt;
  if (chain.root == Root::param) {
    const Where expression = work.bound.playbooks[scope.playbook].items[chain.index].expression;
    const Tree& home = work.bound.tree(expression);
    if (home.kind(NodeId{expression.node}) == Kind::lit_duration) {
      const plan::Length length = length_of(home[NodeId{expression.node}]);
      if (!sane(length)) return std::nullopt;   // told where it is written
      return counted(length);
    }
    if (poisoned(chain.type)) return std::nullopt;
  }
  Issue issue(Code::type_mismatch, tree.span(node));
  issue.arg({"a length of time, or a param that is one", "时长,或值为时长的参数"}).arg(words(work, scope, chain));
  work.issues.add(std::move(issue));
  return std::nullopt;
}

namespace {

// Nothing can stand in for a point in time that may be unknown: only a test helps.
void report_doubtful_anchor(Work& work, const Scope& scope, NodeId path) {
  const std::string text = written(work, scope.file, path);
  work.issues.add(Issue(Code::unknown_not_false, scope.tree(work).span(path))
                      .arg(text)
                      .help({"test it first: `when " + text + " is known`", "先判断是否已知:`when " + text + " is known`"}));
}

}  // namespace

void bind_anchor(Work& work, const Scope& scope, NodeId path) {
  const Chain& chain = bind_chain(work, scope, path);
  const auto is_time = [](Type type) { return type.kind == plan::Kind::date || type.kind == plan::Kind::instant; };
  switch (chain.root) {
    case Root::poison:
    case Root::event:
    case Root::task_closed:
    case Root::entry:
    case Root::due:
    case Root::activity_time: return;
    case Root::container:
      if (work.bound.playbooks[scope.playbook].items[chain.index].thing == Thing::stage) return;
      break;
    case Root::last_field:
      if (is_time(chain.type)) {   // the event itself is waited for; what it need not bring must have been tested
        const Field* field = work.bound.events[chain.index].fields.find(chain.name);
        if (field == nullptr || !field->optional || scope.known.contains(chain.text)) return;
        report_doubtful_anchor(work, scope, path);
        return;
      }
      break;
    case Root::attribute:
    case Root::event_field:
    case Root::param:
    case Root::define:
    case Root::benefit_field:
      if (is_time(chain.type)) {
        if (chain.maybe && !scope.known.contains(chain.text)) report_doubtful_anchor(work, scope, path);
        return;
      }
      if (poisoned(chain.type)) return;
      break;
    default: break;
  }
  report_no_value(work, scope, path, chain, Code::anchor_wanted);
}

void bind_tick(Work& work, const Scope& scope, NodeId tick) {
  const Tree& tree = scope.tree(work);
  const std::optional<plan::Length> length = bind_length(work, scope, tree.child_at(tick, 0));
  if (tree.kind(tick) == Kind::tick_after) return;
  const NodeId path = tree.child_at(tick, 1);
  bind_anchor(work, scope, path);
  const std::uint32_t chain = work.bound.meaning(scope.file, path).chain;
  if (tree.kind(tick) != Kind::offset_before || chain == kNone || !length || length->amount == 0) return;
  if (!only_when_here(work.bound.chains[chain].root)) return;
  const std::string text = written(work, scope.file, path);
  work.issues.add(Issue(Code::before_past, tree.span(tick))
                      .arg(text)
                      .help({"say `after " + text + "`, or name a date that is known ahead", "请改用之后的时间,或写事先已知的日期"}));
}

void bind_due_tick(Work& work, const Scope& scope, NodeId tick) {
  const Tree& tree = scope.tree(work);
  if (tree.kind(tick) == Kind::tick_after) {
    bind_length(work, scope, tree.child_at(tick, 0));
    return;
  }
  const NodeId path = tree.child_at(tick, 1);
  if (scope.playbook != kNone && tree.path_text(path) != "due") return bind_tick(work, scope, tick);
  bind_length(work, scope, tree.child_at(tick, 0));
  if (tree.path_text(path) == "due") return;
  work.issues.add(Issue(Code::tick_of_role, tree.span(path))
                      .arg(written(work, scope.file, path))
                      .help({"write it in the task: `remind 1 day before " + written(work, scope.file, path) + "`",
                             "请写在任务中:`remind 1 day before " + written(work, scope.file, path) + "`"}));
}

namespace {

void report_misplaced(Work& work, std::uint32_t file, NodeId node, const Words& why) {
  work.issues.add(Issue(Code::time_misplaced, work.bound.tree(file).span(node)).arg(written(work, file, node)).arg(why));
}

}  // namespace

void bind_number(Work& work, std::uint32_t file, NodeId literal, std::int64_t low, std::int64_t high) {
  const Tree& tree = work.bound.tree(file);
  const std::int64_t number = tree.number(literal);
  if (number >= low && number <= high) return;
  work.issues.add(
      Issue(Code::number_out_of_range, tree.span(literal)).arg(std::to_string(number)).arg(std::to_string(low)).arg(std::to_string(high)));
}

void bind_share(Work& work, std::uint32_t file, NodeId percent) {
  const Tree& tree = work.bound.tree(file);
  const auto share = millionths(tree[percent]);
  if (share && *share >= 0 && *share <= 1'000'000) return;
  work.issues.add(Issue(Code::number_out_of_range, tree.span(percent)).arg(written(work, file, percent)).arg("0%").arg("100%"));
}

void bind_stage_timing(Work& work, const Scope& scope, NodeId timing) {
  const Tree& tree = scope.tree(work);
  const NodeId what = tree.child_at(timing, 0);
  if (tree.kind(what) != Kind::on_days) return bind_timing(work, scope, timing);
  const NodeId from = tree.child_at(what, 0), to = tree.child_at(what, 1);
  bind_number(work, scope.file, from, 1, 36'500);
  bind_number(work, scope.file, to, 1, 36'500);
  if (tree.number(from) > tree.number(to)) {
    work.issues.add(Issue(Code::range_empty, tree.span(what)).arg(std::to_string(tree.number(from))).arg(std::to_string(tree.number(to))));
  }
  if (const NodeId times = tree.child(timing, Kind::times); syntax::exists(times))
    report_misplaced(work, scope.file, times, {"a stage begins once", "阶段只开始一次"});
}

void bind_timing(Work& work, const Scope& scope, NodeId timing) {
  const Tree& tree = scope.tree(work);
  const NodeId what = tree.child_at(timing, 0);
  switch (tree.kind(what)) {
    case Kind::offset_after:
    case Kind::offset_before: bind_tick(work, scope, what); break;
    case Kind::on_day: bind_number(work, scope.file, tree.child_at(what, 0), 1, 36'500); break;
    case Kind::month_day: bind_number(work, scope.file, what, 1, 31); break;
    case Kind::on_days: report_misplaced(work, scope.file, what, {"only a stage lasts several days", "只有阶段持续多日"}); break;
    default: break;
  }
  if (const NodeId times = tree.child(timing, Kind::times); syntax::exists(times)) {
    bind_number(work, scope.file, tree.child_at(times, 0), 1, 1'000);
    if (tree.kind(what) != Kind::weekday && tree.kind(what) != Kind::month_day && tree.kind(what) != Kind::last_day) {
      report_misplaced(work, scope.file, times, {"only a weekday and a day of the month come again", "只有星期与月内日期会再次到来"});
    }
  }
}

void bind_after(Work& work, const Scope& scope, NodeId path) {
  const Chain& chain = bind_chain(work, scope, path);
  if (chain.root == Root::task || chain.root == Root::poison) return;
  if (chain.root == Root::container) {
    const Thing thing = work.bound.playbooks[scope.playbook].items[chain.index].thing;
    if (thing == Thing::stage || thing == Thing::wave) return;
  }
  Issue issue(Code::type_mismatch, scope.tree(work).span(path));
  issue.arg({"a task, wave or stage", "任务、波次或阶段"}).arg(words(work, scope, chain));
  work.issues.add(std::move(issue));
}

std::vector<std::uint32_t> bind_trigger(Work& work, const Scope& scope, NodeId trigger, Triggers own) {
  const Tree& tree = scope.tree(work);
  const NodeId what = tree.child_at(trigger, 0);
  const NodeId where = tree.child(trigger, Kind::where);
  if (const NodeId lookback = tree.child(trigger, Kind::lookback); syntax::exists(lookback))
    bind_length(work, scope, tree.child_at(lookback, 0));
  if (tree.kind(what) == Kind::import_ref) {
    resolve(work, scope.file, what, Thing::import_);
    if (const NodeId lookback = tree.child(trigger, Kind::lookback); syntax::exists(lookback))
      work.issues.add(Issue(Code::import_lookback, tree.span(lookback))
                          .help({"ask what it brought: a condition, `when …`, is looked at here and now, whenever it was loaded",
                                 "请询问其带来的内容:条件 `when …` 就在此时判断,不论何时导入"}));
    if (syntax::exists(where)) bind_condition(work, scope, tree.child_at(where, 0));
    return {};
  }
  Scope looking = scope;
  looking.happening = true;
  looking.in_any = syntax::exists(tree.child(trigger, Kind::in_any));
  const Chain& chain = bind_chain(work, looking, what);
  std::vector<std::uint32_t> at_hand;
  switch (chain.root) {
    case Root::event: at_hand = {chain.index}; break;
    case Root::poison:
    case Root::task:
    case Root::task_done:
    case Root::task_closed:
    case Root::task_outcome_is: break;
    case Root::entry:
      if (own == Triggers::watch) break;
      report_no_value(work, scope, what, chain, Code::trigger_wanted);
      break;
    case Root::hand_off:
      if (own == Triggers::entry) {              // what it is given along, where the catalog says what that is
        if (const std::uint32_t given = work.bound.names.find(Thing::event, "hand_off"); given != kNone) at_hand = {given};
        break;
      }
      [[fallthrough]];
    default: report_no_value(work, scope, what, chain, Code::trigger_wanted);
  }
  if (syntax::exists(where)) {
    Scope inside = scope;
    inside.events = at_hand;
    if (chain.root == Root::poison) return {};   // what its fields are is not known
    bind_condition(work, inside, tree.child_at(where, 0));
  }
  return at_hand;
}

}  // namespace playmaker::bind
