// Hand-offs lead somewhere: to a playbook that is among the files, in their folder or live, and that takes them.
#include <algorithm>

#include "dsl/prove/prove.hpp"

namespace playmaker::prove {

using source::Code;
using source::Issue;

namespace {

const lower::Lowered* find(const Whole& whole, const std::string& name) {
  for (const lower::Lowered& each : whole.playbooks)
    if (each.plan.name == name) return &each;
  return nullptr;
}
const Known* find_known(const Whole& whole, const std::string& name) {
  for (const Known& each : whole.known)
    if (each.name == name) return &each;
  return nullptr;
}
bool takes_hand_offs(const plan::Plan& plan) {
  return std::any_of(plan.audience.entries.begin(), plan.audience.entries.end(),
                     [](const plan::Entry& entry) { return entry.kind == plan::EntryKind::hand_off; });
}

}  // namespace

void prove_hand_offs(const Whole& whole, const lower::Lowered& lowered, source::Issues& issues) {
  for (const plan::HandOff& each : lowered.plan.hand_offs) {
    const std::string& name = lowered.plan.unit.texts[each.playbook];
    const source::Span span = lowered.spans[each.site];
    const lower::Lowered* target = find(whole, name);
    const Known* known = find_known(whole, name);
    if (target ? !takes_hand_offs(target->plan) : known && !known->takes_hand_offs) {
      issues.add(Issue(Code::hand_off_deaf, span)
                     .arg(name)
                     .help({"write `enter on hand_off` in its audience", "请在它的受众中写 `enter on hand_off`"}));
    }
    if (target || known) continue;
    issues.add(Issue(whole.applying ? Code::hand_off_unresolved : Code::hand_off_unresolved_yet, span)
                   .arg(name)
                   .help({"apply it together with this one", "请与它一起应用"}));
  }
  for (const lower::Named& each : lowered.journeys) {
    if (!find(whole, each.name) && !find_known(whole, each.name))
      issues.add(Issue(Code::hand_off_unresolved_yet, each.span).arg(each.name));
  }
}

}  // namespace playmaker::prove
