// Hand-offs lead somewhere: to a playbook that is among the files, in their folder or live, and that takes them. What they hand over fits:
// nobody declares what a playbook is given, so a name means one type to all who hand off to it. (What `emit` gives was bound to the fields
// of its event.)
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

using plan::Kind;
using source::Words;

Words kind_words(Kind kind) {
  switch (kind) {
    case Kind::boolean: return {"a yes or no", "是否"};
    case Kind::integer:
    case Kind::unsigned_integer: return {"a whole number", "整数"};
    case Kind::decimal: return {"a number", "数"};
    case Kind::money: return {"money", "金额"};
    case Kind::percent: return {"a percentage", "百分比"};
    case Kind::date: return {"a date", "日期"};
    case Kind::time: return {"a time of day", "时刻"};
    case Kind::instant: return {"an instant", "时间点"};
    case Kind::duration: return {"a length of time", "时长"};
    case Kind::person: return {"a person", "人员"};
    case Kind::branch: return {"a branch", "机构"};
    case Kind::list: return {"a list", "列表"};
    case Kind::record: return {"a record", "记录"};
    default: return {"text", "文本"};
  }
}
// A value of an enumeration is its text to whoever is given it.
Kind kind_of(const plan::Unit& unit, plan::NodeIndex node) {
  const Kind kind = unit.nodes[node].type.kind;
  return kind == Kind::one_of || kind == Kind::level_of ? Kind::text : kind;
}

// What the first of all playbooks that gives this name to that one gives it as; unknown: none before this very value.
Kind first_given(const Whole& whole, const std::string& playbook, const std::string& name) {
  for (const lower::Lowered& each : whole.playbooks) {
    const plan::Unit& unit = each.plan.unit;
    for (const plan::HandOff& step : each.plan.hand_offs) {
      if (unit.texts[step.playbook] != playbook) continue;
      for (const plan::WithValue& with : step.with) {
        if (unit.texts[with.name] == name && kind_of(unit, with.value) != Kind::unknown) return kind_of(unit, with.value);
      }
    }
  }
  return Kind::unknown;
}

void judge_payload(const Whole& whole, const lower::Lowered& lowered, const plan::HandOff& step, source::Issues& issues) {
  const plan::Unit& unit = lowered.plan.unit;
  for (const plan::WithValue& with : step.with) {
    const Kind own = kind_of(unit, with.value), first = first_given(whole, unit.texts[step.playbook], unit.texts[with.name]);
    if (own == Kind::unknown || own == first) continue;
    issues.add(Issue(Code::payload_differs, lowered.spans[step.site])
                   .arg(unit.texts[with.name])
                   .arg(unit.texts[step.playbook])
                   .arg(kind_words(own))
                   .arg(kind_words(first))
                   .help({"give it as one type, or under another name", "请统一类型,或换一个名称"}));
  }
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
    judge_payload(whole, lowered, each, issues);
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
