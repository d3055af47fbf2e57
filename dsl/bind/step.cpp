#include <algorithm>

#include "dsl/bind/expand.hpp"
#include "dsl/bind/stages.hpp"
#include "dsl/bind/time.hpp"
#include "dsl/bind/value.hpp"

namespace playmaker::bind {

using syntax::Kind;

void bind_steps(Work& work, const Scope& scope, NodeId block) {
  if (!syntax::exists(block)) return;
  const Tree& tree = scope.tree(work);
  for (const NodeId step : tree.children(block)) {
    if (syntax::is_step(tree.kind(step))) bind_step(work, scope, step);
  }
}

namespace {

class Steps {
 public:
  Steps(Work& work, const Scope& scope, NodeId step)
      : work_(work),
        scope_(scope),
        file_(scope.file),
        tree_(scope.tree(work)),
        step_(step) {}

  void run() {
    const Kind kind = tree_.kind(step_);
    const NodeId first = tree_.child_at(step_, 0);
    switch (kind) {
      case Kind::send: return send();
      case Kind::notify: resolve(work_, file_, first, Thing::role); return with(bind_leg(tree_.child_at(step_, 1), true));
      case Kind::wait: bind_length(work_, scope_, first); return;
      case Kind::wait_for:
        bind_trigger(work_, scope_, first);
        bind_length(work_, scope_, tree_.child_at(step_, 1));
        return bind_steps(work_, scope_, tree_.child(step_, Kind::else_block));
      case Kind::wait_until:
        bind_condition(work_, scope_, first);
        bind_length(work_, scope_, tree_.child_at(step_, 1));
        return bind_steps(work_, scope_, tree_.child(step_, Kind::else_block));
      case Kind::repeat: return repeat();
      case Kind::reserve:
        worth(resolve(work_, file_, first, Thing::benefit), first);
        bind_some_length(work_, scope_, tree_.child_at(step_, 1));
        return;
      case Kind::release: resolve(work_, file_, first, Thing::benefit); return;
      case Kind::grant: return grant(resolve(work_, file_, first, Thing::benefit));
      case Kind::set: return set();
      case Kind::assign_to: return assign();
      case Kind::emit: return emit();
      case Kind::hand_off: return hand_off();
      case Kind::when_step: return when();
      case Kind::include: return include();
      case Kind::wave: return wave();
      case Kind::ask: return with(bind_question(work_, scope_, step_));
      case Kind::place: return with(bind_placement(work_, scope_, step_));
      case Kind::invite: bind_invitation(work_, scope_, step_); return with(bind_leg(tree_.child_at(step_, 1), false));
      case Kind::experiment: return bind_experiment(work_, scope_, step_);
      case Kind::hand_over: return bind_hand_over(work_, scope_, step_);
      case Kind::task:
        return syntax::exists(tree_.child(step_, Kind::for_branch)) ? bind_branch_task(work_, scope_, step_)
                                                                    : bind_task(work_, scope_, step_);
      case Kind::decide: return bind_decide(work_, scope_, step_);
      default: return;
    }
  }

 private:
  // The template's index, kNone when it is unknown.
  std::uint32_t bind_leg(NodeId leg, bool to_staff) {
    const NodeId channel_ref = tree_.child_at(leg, 0), template_ref = tree_.child_at(leg, 1);
    const std::uint32_t channel = resolve(work_, file_, channel_ref, Thing::channel);
    const std::uint32_t index = resolve(work_, file_, template_ref, Thing::template_);
    if (index != kNone) check_reader(template_ref, index, to_staff);
    if (channel != kNone && (work_.bound.channels[channel].by_people || work_.bound.channels[channel].pull)) {
      refuse_deaf_channel(work_, file_, channel_ref, channel);
    } else if (channel != kNone && index != kNone) {
      const std::vector<std::uint32_t>& channels = work_.bound.templates[index].channels;
      if (!channels.empty() && std::find(channels.begin(), channels.end(), channel) == channels.end() &&
          std::find(channels.begin(), channels.end(), kNone) == channels.end()) {
        work_.issues.add(Issue(Code::template_channel, tree_.span(leg))
                             .arg(tree_.text(template_ref))
                             .arg(tree_.text(channel_ref))
                             .help({"name another template, or add the channel to this one", "请换一个模板,或给此模板加上该渠道"}));
      }
    }
    if (const NodeId report = tree_.child(leg, Kind::report_within); syntax::exists(report)) {
      const auto length = bind_length(work_, scope_, tree_.child_at(report, 0));
      if (channel != kNone) check_report(channel, report, length);
    }
    return index;
  }

  // What is written for staff is not for customers, and the other way round.
  void check_reader(NodeId ref, std::uint32_t index, bool to_staff) {
    if ((work_.bound.templates[index].purpose == plan::Purpose::staff) == to_staff) return;
    const Declared& declared = work_.bound.names.at(Thing::template_, index);
    const Tree& home = work_.bound.tree(declared.where);
    Issue issue(to_staff ? Code::template_customers : Code::template_staff, tree_.span(ref));
    issue.arg(declared.name);
    issue.note(home.span(home.child(NodeId{declared.where.node}, Kind::name)), {"declared here", "在此声明"});
    if (to_staff) issue.help({"name a template of `purpose staff`", "请换用 `purpose staff` 的模板"});
    else issue.help({"name another template, or `notify ROLE via …`", "请换一个模板,或改用 `notify 角色 via …`"});
    work_.issues.add(std::move(issue));
  }

  // No `else` on a report that the channel cannot give, or cannot give in time.
  void check_report(std::uint32_t channel, NodeId report, const std::optional<plan::Length>& within) {
    const Declared& declared = work_.bound.names.at(Thing::channel, channel);
    const Tree& home = work_.bound.tree(declared.where);
    const std::vector<std::string>& reports = work_.bound.channels[channel].reports;
    const std::string_view wanted = tree_.text(report);
    if (std::find(reports.begin(), reports.end(), wanted) == reports.end()) {
      Issue issue(Code::report_never, tree_.span(report));
      issue.arg(declared.name).arg(wanted);
      suggest(work_, issue, head_of(work_, file_, report), wanted, std::vector<std::string_view>(reports.begin(), reports.end()));
      issue.repair.reset();
      work_.issues.add(std::move(issue));
      return;
    }
    for (const NodeId clause : home.children(NodeId{declared.where.node}, Kind::reports)) {
      for (const NodeId row : home.children(clause)) {
        if (home.text(row) != wanted || home.kind(home.child_at(row, 0)) != Kind::lit_duration || !within) continue;
        const auto latest = fixed_millis(length_of(home[home.child_at(row, 0)]));
        const auto waits = fixed_millis(*within);
        if (latest && waits && *waits < *latest) {
          work_.issues.add(Issue(Code::report_too_late, tree_.span(report))
                               .arg(declared.name)
                               .arg(wanted)
                               .arg(written(work_, declared.where.file, home.child_at(row, 0)))
                               .arg(written(work_, file_, tree_.child_at(report, 0)))
                               .note(home.span(row), {"promised here", "在此承诺"}));
        }
      }
    }
  }

  void send() {
    std::vector<std::uint32_t> templates;
    for (const NodeId leg : tree_.children(step_, Kind::leg)) templates.push_back(bind_leg(leg, false));
    bind_offering(work_, file_, step_);
    const NodeId given = tree_.child(step_, Kind::with);
    if (!syntax::exists(given)) {
      for (std::size_t i = 0; i < templates.size(); ++i) missing(templates[i], syntax::kNoNode);
      return;
    }
    bool strange = false;
    for (const NodeId field : tree_.children(given)) {
      const NodeId name = tree_.child_at(field, 0), value = tree_.child_at(field, 1);
      const Field* found = nullptr;
      bool doubtful = false;
      std::vector<std::string_view> candidates;
      for (const std::uint32_t index : templates) {
        if (index == kNone) {
          doubtful = true;
          continue;
        }
        const Fields& with = work_.bound.templates[index].with;
        if (const Field* here = with.find(tree_.text(name))) found = here;
        for (const std::string_view one : with.names()) candidates.push_back(one);
      }
      if (found) {
        set_canonical(work_, file_, name, found->name);
        bind_as(work_, scope_, value, found->type);
        continue;
      }
      strange = true;
      if (!doubtful) {
        Issue issue(Code::field_unknown, tree_.span(name));
        issue.arg(tree_.text(name)).arg({"the template", "模板"});
        suggest(work_, issue, tree_.span(name), tree_.text(name), candidates);
        work_.issues.add(std::move(issue));
      }
      bind_expression(work_, scope_, value);
    }
    if (strange) return;   // probably the missing one, misspelled
    for (const std::uint32_t index : templates) missing(index, given);
  }

  void missing(std::uint32_t index, NodeId given) {
    if (index == kNone) return;
    for (const Field& field : work_.bound.templates[index].with.list) {
      if (!field.optional)
        require_given(field, given,
                      {"the template `" + work_.bound.names.at(Thing::template_, index).name + "`",
                       "模板 `" + work_.bound.names.at(Thing::template_, index).name + "` "});
    }
  }
  void require_given(const Field& field, NodeId given, const Words& by) {
    if (syntax::exists(given)) {
      for (const NodeId one : tree_.children(given)) {
        const std::string_view name = tree_.text(tree_.child_at(one, 0));
        if (name == field.name || (!field.alias.empty() && name == field.alias)) return;
      }
    }
    const Span span = head_of(work_, file_, step_);
    work_.issues.add(Issue(Code::with_missing, span)
                         .arg(by)
                         .arg(field.name)
                         .help({"add `with { " + field.name + ": … }`", "请加上 `with { " + field.name + ": … }`"}));
  }

  // Values for the fields of one declared thing; false: one of the names is none of its fields.
  bool given_fields(const Fields& fields, const Words& of) {
    const NodeId given = tree_.child(step_, Kind::with);
    if (!syntax::exists(given)) return true;
    bool known = true;
    for (const NodeId one : tree_.children(given)) {
      const NodeId name = tree_.child_at(one, 0), value = tree_.child_at(one, 1);
      const Field* field = fields.find(tree_.text(name));
      if (!field) {
        Issue issue(Code::field_unknown, tree_.span(name));
        issue.arg(tree_.text(name)).arg(of);
        suggest(work_, issue, tree_.span(name), tree_.text(name), fields.names());
        work_.issues.add(std::move(issue));
        bind_expression(work_, scope_, value);
        known = false;
        continue;
      }
      set_canonical(work_, file_, name, field->name);
      bind_as(work_, scope_, value, field->type);
    }
    return known;
  }
  void with_fields(const Fields& fields, const Words& of) {
    if (!given_fields(fields, of)) return;
    for (const Field& field : fields.list) {
      if (!field.optional) require_given(field, tree_.child(step_, Kind::with), of);
    }
  }
  // What the step does not give, the benefit's own ledger or catalog does.
  void grant(std::uint32_t index) {
    if (index == kNone) return with_any();
    worth(index, tree_.child_at(step_, 0));
    const std::string& name = work_.bound.names.at(Thing::benefit, index).name;
    given_fields(work_.bound.gives[index], {"the benefit `" + name + "`", "权益 `" + name + "` "});
  }
  void with(std::uint32_t index) {
    if (index == kNone) return with_any();
    const std::string& name = work_.bound.names.at(Thing::template_, index).name;
    with_fields(work_.bound.templates[index].with, {"the template `" + name + "`", "模板 `" + name + "` "});
  }
  void with_any() {
    const NodeId given = tree_.child(step_, Kind::with);
    if (!syntax::exists(given)) return;
    for (const NodeId one : tree_.children(given)) bind_expression(work_, scope_, tree_.child_at(one, 1));
  }

  void set() {
    const NodeId path = tree_.child_at(step_, 0), value = tree_.child_at(step_, 1);
    const Chain& chain = bind_chain(work_, scope_, path);
    if (chain.root == Root::poison) {
      bind_expression(work_, scope_, value);
      return;
    }
    if (chain.root != Root::attribute || !chain.members.empty() || work_.bound.customer.list[chain.index].derived.node != kNone) {
      Issue issue(Code::type_mismatch, tree_.span(path));
      issue.arg({"a field of the customer that is sent, not computed", "客户的非计算字段"}).arg(words(work_, scope_, chain));
      work_.issues.add(std::move(issue));
      bind_expression(work_, scope_, value);
      return;
    }
    if (const auto permit = work_.bound.permits.find(chain.index);
        permit != work_.bound.permits.end() || chain.name.starts_with("consent.")) {
      Issue issue(Code::consent_taken, tree_.span(path));
      issue.arg(written(work_, file_, path));
      if (permit != work_.bound.permits.end())
        issue.note({"the policy `" + permit->second + "` reads it", "规范 `" + permit->second + "` 读取它"});
      issue.help({"ask the customer, and let the system that records the answer send it", "请询问客户,由记录其答复的系统送来"});
      work_.issues.add(std::move(issue));
    }
    bind_as(work_, scope_, value, chain.type);
  }

  void assign() {
    resolve(work_, file_, tree_.child_at(step_, 0), Thing::role);
    const NodeId path = tree_.child_at(step_, 1);
    const Chain& chain = bind_chain(work_, scope_, path);
    if (chain.root == Root::task || chain.root == Root::poison) return;
    Issue issue(Code::type_mismatch, tree_.span(path));
    issue.arg({"a task", "任务"}).arg(words(work_, scope_, chain));
    work_.issues.add(std::move(issue));
  }

  void emit() {
    const std::uint32_t index = resolve(work_, file_, tree_.child_at(step_, 0), Thing::event);
    if (index == kNone) return with_any();
    const std::string& name = work_.bound.names.at(Thing::event, index).name;
    with_fields(work_.bound.events[index].fields, {"the event `" + name + "`", "事件 `" + name + "` "});
  }

  // Whether the playbook is known at all is a law of the whole: it may be applied already.
  void hand_off() {
    const NodeId ref = tree_.child_at(step_, 0);
    const std::uint32_t index = work_.bound.names.find(Thing::playbook, tree_.text(ref));
    if (index != kNone) set_canonical(work_, file_, ref, work_.bound.names.at(Thing::playbook, index).name);
    const std::uint32_t given = work_.bound.names.find(Thing::event, "hand_off");   // one event for all who give and all who read
    if (given == kNone) with_any();
    else with_fields(work_.bound.events[given].fields, {"the event `hand_off`", "事件 `hand_off` "});
    bind_steps(work_, scope_, tree_.child(step_, Kind::else_block));
  }

  void when() {
    Scope rest = scope_;
    const auto branch = [&](NodeId node) {
      const NodeId condition = tree_.child_at(node, 0);
      bind_condition(work_, rest, condition);
      bind_steps(work_, knowing(work_, rest, condition, true), tree_.child(node, Kind::block));
      rest = knowing(work_, rest, condition, false);
    };
    branch(step_);
    for (const NodeId more : tree_.children(step_, Kind::else_when)) branch(more);
    bind_steps(work_, rest, tree_.child(step_, Kind::else_block));
  }

  // Under a budget every benefit says what it is worth.
  void worth(std::uint32_t index, NodeId ref) {
    const Where playbook = work_.bound.playbooks[scope_.playbook].where;
    const NodeId budget = work_.bound.tree(playbook).child(NodeId{playbook.node}, Kind::budget);
    if (index == kNone || !syntax::exists(budget)) return;
    const Declared& declared = work_.bound.names.at(Thing::benefit, index);
    const Tree& home = work_.bound.tree(declared.where);
    if (syntax::exists(home.child(NodeId{declared.where.node}, Kind::value))) return;
    work_.issues.add(Issue(Code::benefit_worthless, tree_.span(ref))
                         .arg(declared.name)
                         .note(home.span(home.child(NodeId{declared.where.node}, Kind::name)), {"declared here", "在此声明"})
                         .note(tree_.span(budget), {"the budget", "预算"})
                         .help({"add `value 10元` to the benefit", "请给该权益加上 `value 10元`"}));
  }

  void repeat() {
    Scope scope = scope_;
    scope.container = item_of(work_, scope_.playbook, file_, step_);
    bind_regular(work_, scope_, tree_.child(step_, Kind::regular), false);
    bind_number(work_, file_, tree_.child_at(tree_.child(step_, Kind::times), 0), 1, plan::kRepeatTimesMax);
    if (const NodeId until = tree_.child(step_, Kind::until); syntax::exists(until)) {
      bind_condition(work_, scope_, tree_.child_at(until, 0));
      learn(work_, file_, tree_.child_at(until, 0), false, scope.known);
    }
    bind_steps(work_, scope, tree_.child(step_, Kind::block));
  }

  // The steps stand in the tree already; what is left are the arguments that are values.
  void include() {
    const NodeId ref = tree_.child(step_, Kind::ref);
    const std::uint32_t index = resolve(work_, file_, ref, Thing::fragment);
    if (index == kNone) return;
    const Where where = work_.bound.names.at(Thing::fragment, index).where;
    const Tree& home = work_.bound.tree(where);
    const std::vector<NodeId> wanted = home.children(NodeId{where.node}, Kind::fragment_param);
    std::size_t at = 0;
    for (const NodeId given : tree_.children(step_)) {
      if (!syntax::is_expression(tree_.kind(given)) || at >= wanted.size()) continue;
      argument(home, wanted[at++], given);
    }
    Scope scope = scope_;
    scope.container = item_of(work_, scope_.playbook, file_, step_);
    bind_steps(work_, scope, tree_.child(step_, Kind::block));
  }
  void argument(const Tree& home, NodeId param, NodeId given) {
    const NodeId type = home.child_at(param, 1);
    Thing thing{};
    if (home.kind(type) != Kind::type_name || names_thing(home.text(type), thing)) return;   // looked up where it is used
    const Type want = plain_type(work_, home.text(type));
    if (poisoned(want)) {
      report_unknown(
          work_, home.span(type), {"type for a parameter", "参数类型"}, home.text(type),
          {"text", "bool", "int", "money", "percent", "date", "time", "instant", "duration", "template", "role", "channel", "event"});
      return;
    }
    if (tree_.kind(given) == Kind::lit_duration) {
      if (want.kind != plan::Kind::duration) report_mismatch(work_, scope_, given, work_.bound.types.words(want), kDuration);
      return;
    }
    bind_as(work_, scope_, given, want);
  }

  void wave() {
    Scope scope = scope_;
    scope.container = item_of(work_, scope_.playbook, file_, step_);
    once_each(work_, file_, step_, {Kind::timing, Kind::at, Kind::after, Kind::stale_after});
    // `on day 1 at 10:00 at 11:00`: the day has its time of day already.
    if (const NodeId timing = tree_.child(step_, Kind::timing), at = tree_.child(step_, Kind::at);
        syntax::exists(timing) && syntax::exists(at) && syntax::exists(tree_.child(timing, Kind::at))) {
      work_.issues.add(
          Issue(Code::clause_twice, tree_.span(at)).note(tree_.span(tree_.child(timing, Kind::at)), {"first written here", "首次写于此"}));
    }
    for (const NodeId clause : tree_.children(step_)) {
      switch (tree_.kind(clause)) {
        case Kind::guard_when:
        case Kind::unless:
          bind_condition(work_, scope_, tree_.child_at(clause, 0));
          learn(work_, file_, tree_.child_at(clause, 0), tree_.kind(clause) == Kind::guard_when, scope.known);
          break;
        default: break;
      }
    }
    for (const NodeId clause : tree_.children(step_)) {
      switch (tree_.kind(clause)) {
        case Kind::timing: bind_timing(work_, scope, clause); break;
        case Kind::after: bind_after(work_, scope_, tree_.child_at(clause, 0)); break;
        case Kind::stale_after: bind_length(work_, scope_, tree_.child_at(clause, 0)); break;
        default: break;
      }
    }
    bind_steps(work_, scope, tree_.child(step_, Kind::block));
  }

  Work& work_;
  const Scope& scope_;
  std::uint32_t file_;
  const Tree& tree_;
  NodeId step_;
};

}  // namespace

void bind_step(Work& work, const Scope& scope, NodeId step) { Steps(work, scope, step).run(); }

}  // namespace playmaker::bind
