#include "runtime/plan/verifier.hpp"

namespace playmaker::plan {

void verify_work(Verifier& v, const Plan& plan, const WorkRule& rule) {
  v.length(rule.attempts.every, "task attempts");
  v.optional_text(rule.attempts.outcome, "task attempts");
  for (const CallBack& each : rule.call_backs) v.node(each.at, "task call back");
  v.length(rule.claim, "task claim");
  v.length(rule.acknowledge, "task acknowledge");
  v.share(rule.check.share, "task check");
  v.require(rule.check.share == 0 || rule.check.role != kNone, "task check without a role");
  v.optional_text(rule.check.role, "task check");
  v.length(rule.check.within, "task check");
  for (const std::uint32_t each : rule.collect) v.index(each, plan.unit.attributes.size(), "task collect");
  for (const TextIndex each : rule.checklist) v.text(each, "task checklist");
  for (const Evidence& each : rule.evidence) {
    v.text(each.kind, "task evidence");
    v.text(each.what, "task evidence");
  }
  v.optional_text(rule.guide, "task guide");
  for (const TextIndex each : rule.closed_by_report) v.text(each, "task closed by report");
}

}  // namespace playmaker::plan
