// Reviews: what they show and tell apart, whom they alert, and the tasks they open. Their conditions are about all customers of a branch,
// so that only rates, constants and params may stand in them.
#include <algorithm>

#include "dsl/bind/stages.hpp"
#include "dsl/bind/through.hpp"
#include "dsl/bind/time.hpp"

namespace playmaker::bind {

using syntax::Kind;

namespace {

// Of what reads a customer by itself; everything else reads what it is given.
bool of_customers(Builtin builtin) { return builtin <= Builtin::suitable; }

// The first part of a condition that only one customer has; kNoNode: none.
NodeId read_of_one(const Work& work, const Scope& scope, NodeId node) {
  const auto of_one = [&](std::uint32_t file, NodeId part, const Chain* named) {
    const Kind kind = work.bound.tree(file).kind(part);
    if (kind == Kind::since || kind == Kind::time_since || kind == Kind::held_for) return Look::found;
    if (kind == Kind::call) {
      const auto builtin = static_cast<Builtin>(work.bound.meaning(file, part).ref);
      if (builtin == Builtin::rate) return Look::past;
      if (of_customers(builtin)) return Look::found;
    }
    if (named == nullptr) return Look::below;
    return named->root == Root::poison || named->root == Root::param ? Look::past : Look::found;
  };
  return Through(work, of_one).first(scope, node);
}

// The first part of a goal that reads a task's result, through defines too.
NodeId read_of_task(const Work& work, const Scope& scope, NodeId node, std::string& task) {
  const auto of_task = [&](std::uint32_t, NodeId, const Chain* named) {
    if (named == nullptr) return Look::below;
    if (named->root < Root::task || named->root > Root::task_outcome_is) return Look::past;
    task = work.bound.playbooks[scope.playbook].items[named->index].path;
    return Look::found;
  };
  return Through(work, of_task).first(scope, node);
}

Words figure_words(std::string_view figure) {
  if (figure == "breakpoint") return {"breakpoints", "断点"};
  if (figure == "task") return {"tasks", "任务"};
  if (figure == "touch") return {"touches", "触达"};
  if (figure == "goal") return {"goal", "目标"};
  if (figure == "cost") return {"cost", "成本"};
  return {"funnel", "漏斗"};
}

const Chain* who_of(const Bound& bound, const Declared& role) {
  const Tree& home = bound.tree(role.where);
  const NodeId who = home.child(NodeId{role.where.node}, Kind::who);
  if (!syntax::exists(who)) return nullptr;
  const std::uint32_t chain = bound.meaning(role.where.file, home.child_at(who, 0)).chain;
  return chain == kNone ? nullptr : &bound.chains[chain];
}

class Reviews {
 public:
  Reviews(Work& work, const Scope& scope, NodeId node)
      : work_(work),
        scope_(scope),
        file_(scope.file),
        tree_(scope.tree(work)),
        node_(node),
        playbook_(work.bound.playbooks[scope.playbook]) {
    scope_.reviewing = true;
  }

  void run() {
    bind_regular(work_, scope_, tree_.child(node_, Kind::regular), true);
    for (const NodeId clause : tree_.children(node_)) {
      switch (tree_.kind(clause)) {
        case Kind::show: show(clause); break;
        case Kind::compare: compare(clause); break;
        case Kind::alert: alert(clause); break;
        case Kind::when_step: when(clause); break;
        default: break;
      }
    }
  }

 private:
  void show(NodeId node) {
    const std::string_view figure = tree_.text(node);
    const NodeId of = tree_.child(node, Kind::of_kind), per = tree_.child(node, Kind::per_ref);
    if (syntax::exists(of) && figure != "funnel" && figure != "task" && figure != "touch")
      work_.issues.add(Issue(Code::show_of, tree_.span(of)).arg(figure_words(figure)));
    if (syntax::exists(per)) {
      const NodeId reached = tree_.child_at(per, 0);
      if (figure == "funnel" || figure == "goal")
        work_.issues.add(Issue(Code::show_per, tree_.span(per)).arg(figure_words(figure)).arg(tree_.text(reached)));
      else goal(reached);
    }
    for (const NodeId dim : tree_.children(node, Kind::dim)) dimension(dim, figure);
  }

  // The goal's item; kNone: reported.
  std::uint32_t goal(NodeId ref) {
    std::vector<std::string_view> goals;
    for (std::uint32_t i = 0; i < playbook_.items.size(); ++i) {
      const Item& item = playbook_.items[i];
      if (item.thing != Thing::goal) continue;
      goals.push_back(item.name);
      if (item.name != tree_.text(ref) && (item.alias.empty() || item.alias != tree_.text(ref))) continue;
      set_canonical(work_, file_, ref, item.name);
      return i;
    }
    report_unknown(work_, tree_.span(ref), words(Thing::goal), tree_.text(ref), goals);
    return kNone;
  }

  bool asks_reasons() const {
    const NodeId playbook{playbook_.where.node};
    for (const NodeId clause : tree_.children(playbook, Kind::breakpoint)) {
      if (syntax::exists(tree_.child(clause, Kind::reasons))) return true;
    }
    return false;
  }

  // What stands for a value that is noted at the entry: few values, none of them personal.
  static bool few(const Type& type, std::uint32_t closed) {
    return is_enumeration(type) || type.kind == plan::Kind::boolean || type.kind == plan::Kind::integer ||
           (type.kind == plan::Kind::text && closed != kNone);
  }

  void dimension(NodeId dim, std::string_view figure) {
    const std::string_view name = tree_.text(dim);
    const Fields& customer = work_.bound.customer;
    std::vector<std::string_view> candidates;
    const auto offer = [&](std::string_view candidate) {
      candidates.push_back(candidate);
      return candidate == name;
    };
    const Field* branch = customer.find("branch");
    if (branch != nullptr && branch->type.kind == plan::Kind::branch && offer("branch")) return;
    if (figure == "breakpoint" && asks_reasons() && offer("reason")) return;
    if (figure == "task" && offer("outcome")) return;
    for (const Item& item : playbook_.items) {
      if (item.thing == Thing::decide && offer(item.name)) return;
      if (item.thing == Thing::define && few(item.type, item.closed) && offer(item.name)) return;
    }
    for (std::uint32_t role = 0; role < work_.bound.names.all(Thing::role).size(); ++role) {
      const Declared& declared = work_.bound.names.at(Thing::role, role);
      if (!of_manager(work_.bound, declared)) continue;
      if (!declared.alias.empty() && declared.alias == name) {
        set_canonical(work_, file_, dim, declared.name);
        return;
      }
      if (offer(declared.name)) return;
    }
    for (const Field& field : customer.list) {
      if (!field.personal && few(field.type, kNone) && offer(field.name)) return;
    }
    Issue issue(Code::review_dimension, tree_.span(dim));
    issue.arg(name).arg(figure_words(figure));
    suggest(work_, issue, tree_.span(dim), name, candidates);
    if (!candidates.empty()) {
      std::string all;
      for (const std::string_view each : candidates) all += (all.empty() ? "`" : ", `") + std::string(each) + "`";
      issue.help({"there is: " + all, "可用:" + all});
    }
    work_.issues.add(std::move(issue));
  }

  void compare(NodeId node) {
    const NodeId ref = tree_.child_at(node, 0);
    const std::uint32_t index = goal(ref);
    if (index == kNone) return;
    const Item& item = playbook_.items[index];
    const NodeId audience = tree_.child(NodeId{playbook_.where.node}, Kind::audience);
    const NodeId own = syntax::exists(audience) ? tree_.child(audience, Kind::hold_out) : syntax::kNoNode;
    if (!syntax::exists(own) && !bank_holds_out()) {
      work_.issues.add(Issue(Code::compare_nobody, tree_.span(ref))
                           .arg(item.name)
                           .help({"hold some out: `audience { … hold out 10% from touches }`",
                                  "请设留白组:`audience { … hold out 10% from touches }`"}));
      return;
    }
    if (!syntax::exists(own) || tree_.child_text(own, Kind::hold_out_from) != "all") return;
    const NodeId goal_node{item.where.node};
    for (const NodeId child : tree_.children(goal_node)) {
      if (!syntax::is_expression(tree_.kind(child))) continue;
      std::string task;
      const NodeId found = read_of_task(work_, scope_, child, task);
      if (!syntax::exists(found)) break;
      work_.issues.add(Issue(Code::compare_denied, tree_.span(ref))
                           .arg(item.name)
                           .arg(task)
                           .note(tree_.span(found), {"it is read here", "在此读取"})
                           .note(tree_.span(own), {"those held out have no tasks", "留白客户没有任务"})
                           .help({"compare on a goal that reads events and fields only, or `hold out … from touches`",
                                  "请以只读取事件与字段的目标对比,或改为 `hold out … from touches`"}));
      break;
    }
  }

  bool bank_holds_out() const {
    for (const NodeId follow : tree_.children(NodeId{playbook_.where.node}, Kind::follow)) {
      const std::uint32_t policy = work_.bound.names.find(Thing::policy, tree_.text(tree_.child_at(follow, 0)));
      if (policy == kNone) continue;
      const Where where = work_.bound.names.at(Thing::policy, policy).where;
      if (syntax::exists(work_.bound.tree(where).child(NodeId{where.node}, Kind::hold_out))) return true;
    }
    return false;
  }

  void alert(NodeId node) {
    const NodeId ref = tree_.child_at(node, 0);
    const std::uint32_t role = resolve(work_, file_, ref, Thing::role);
    if (role != kNone) {
      const Chain* who = who_of(work_.bound, work_.bound.names.at(Thing::role, role));
      const bool of_branch = who == nullptr || who->root == Root::poison || (who->root == Root::attribute && who->name == "branch");
      if (!of_branch) {
        work_.issues.add(Issue(Code::alert_role, tree_.span(ref))
                             .arg(tree_.text(ref))
                             .help({"alert a role that hangs on `customer.branch`, or one of a pool",
                                    "请通知以 `customer.branch` 确定的角色,或由人员组担任的角色"}));
      }
    }
    condition(tree_.child_at(node, 1));
  }

  void condition(NodeId node) {
    bind_condition(work_, scope_, node);
    const NodeId found = read_of_one(work_, scope_, node);
    if (!syntax::exists(found)) return;
    work_.issues.add(Issue(Code::review_reads, tree_.span(found))
                         .arg(written(work_, file_, found))
                         .help({"ask for a rate: `rate(TASK.done) < 60%`", "请以比率判断:`rate(任务.done) < 60%`"}));
  }

  void when(NodeId node) {
    condition(tree_.child_at(node, 0));
    for (const Kind other : {Kind::else_when, Kind::else_block}) {
      if (const NodeId found = tree_.child(node, other); syntax::exists(found)) refuse(found);
    }
    for (const NodeId step : tree_.children(tree_.child(node, Kind::block))) {
      if (!syntax::is_step(tree_.kind(step))) continue;
      if (tree_.kind(step) == Kind::task && syntax::exists(tree_.child(step, Kind::for_branch))) bind_branch_task(work_, scope_, step);
      else refuse(step);
    }
  }

  void refuse(NodeId node) {
    const Span head = head_of(work_, file_, node);
    work_.issues.add(Issue(Code::review_step, head)
                         .arg((*work_.bound.sources)[head.file].text(head))
                         .help({"write `when … { task for branch NAME { … } }`", "请写 `when … { task for branch 名称 { … } }`"}));
  }

  Work& work_;
  Scope scope_;
  std::uint32_t file_;
  const Tree& tree_;
  NodeId node_;
  const Playbook& playbook_;
};

}  // namespace

bool of_manager(const Bound& bound, const Declared& role) {
  const Chain* who = who_of(bound, role);
  return who != nullptr && who->root == Root::attribute && who->name == "manager" && who->members.empty();
}

void bind_review(Work& work, const Scope& scope, NodeId review) { Reviews(work, scope, review).run(); }

}  // namespace playmaker::bind
