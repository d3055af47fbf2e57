// must: every must-task has an assignee, a due time and an escalation, its own or its role's, that ends at a role marked `final`.
#include <algorithm>

#include "dsl/prove/prove.hpp"
#include "runtime/plan/find.hpp"

namespace playmaker::prove {
namespace {

using source::Code;
using source::Issue;

class Must {
 public:
  Must(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues)
      : catalog_(catalog),
        lowered_(lowered),
        issues_(issues) {}

  void run() {
    for (const plan::Task& task : lowered_.plan.tasks) {
      if (task.must) judge(task);
    }
  }

 private:
  void judge(const plan::Task& task) {
    const std::string& path = lowered_.plan.sites[task.site].path;
    const source::Span span = lowered_.spans[task.site];
    if (task.role == plan::kNone) {
      issues_.add(Issue(Code::task_unassigned, span).arg(path).help({"write `assign ROLE`", "请写 `assign 角色`"}));
    }
    if (!task.due.written && !task.work.acknowledge.written())
      issues_.add(Issue(Code::task_without_due, span).arg(path).help({"write `due 2 working days`", "请写 `due 2 working days`"}));
    std::vector<std::string> targets;
    if (!task.escalate.empty()) targets = {task.escalate.back().role};
    else if (task.role == plan::kNone) return;
    else if (const plan::Role* role = role_of(lowered_.plan.unit.texts[task.role])) {
      if (role->final_) return;
      for (const plan::Escalation& each : role->escalate) targets.push_back(each.role);
    }
    if (targets.empty()) {
      issues_.add(Issue(Code::escalation_missing, span)
                      .arg(path)
                      .help({"write `escalate after 2 working days to ROLE` here or in its role",
                             "请在任务或其角色中写 `escalate after 2 working days to 角色`"}));
      return;
    }
    for (const std::string& target : targets) follow(path, span, target);
  }

  const plan::Role* role_of(const std::string& name) const { return plan::find(catalog_.roles, name); }

  // From role to role, by each one's last escalation, until one is final.
  void follow(const std::string& path, source::Span span, const std::string& first) {
    std::vector<std::string> way;
    for (const plan::Role* role = role_of(first); role != nullptr; role = role_of(role->escalate.back().role)) {
      if (role->final_) return;
      const bool again = std::find(way.begin(), way.end(), role->name) != way.end();
      way.push_back(role->name);
      if (again) {
        std::string circle;
        for (const std::string& name : way) circle += (circle.empty() ? "" : " > ") + name;
        return once(
            Issue(Code::escalation_circle, span).arg(path).arg(circle).help({"mark the last role `final`", "请把最后一个角色标为 `final`"}),
            way.back());
      }
      if (role->escalate.empty())
        return once(Issue(Code::escalation_open, span)
                        .arg(path)
                        .arg(role->name)
                        .help({"mark the role `final`, or let it escalate", "请把该角色标为 `final`,或让它继续升级"}),
                    role->name);
    }
  }

  // One role's fault is told at one task, however many escalate to it.
  void once(Issue issue, const std::string& role) {
    for (const Issue& other : issues_.list()) {
      if (other.code != issue.code) continue;
      const std::string& told = other.args.back().en;   // the role, or the circle that leads to it
      if (told == role || told.ends_with(" > " + role)) return;
    }
    issues_.add(std::move(issue));
  }

  const plan::Catalog& catalog_;
  const lower::Lowered& lowered_;
  source::Issues& issues_;
};

}  // namespace

void prove_must(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues) {
  Must(catalog, lowered, issues).run();
}

}  // namespace playmaker::prove
