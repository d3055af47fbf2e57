// personal: what is personal goes only where that is declared. A template prints what its `uses` names, or what its own field marks
// `personal`; an event carries it in fields marked so; nothing else takes it, for everything else is recorded or handed on as it is. The
// outcome of a test is not personal, only the value is.
#include <algorithm>
#include <set>

#include "dsl/prove/prove.hpp"
#include "runtime/plan/find.hpp"
#include "runtime/plan/operands.hpp"

namespace playmaker::prove {
namespace {

using plan::kNone;
using plan::NodeIndex;
using plan::NodeOp;
using source::Code;
using source::Issue;
using source::Words;
using Names = std::set<std::string>;   // "customer.name", "event.note"

class Personal {
 public:
  Personal(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues)
      : catalog_(catalog),
        lowered_(lowered),
        plan_(lowered.plan),
        issues_(issues) {}

  void run() {
    for (const plan::Send& send : plan_.sends) {
      for (const plan::Leg& leg : send.legs) printed(send.with, plan_.unit.texts[leg.template_], leg.site);
    }
    for (const plan::Notice& notice : plan_.notices) printed(notice.with, plan_.unit.texts[notice.template_], notice.site);
    for (const plan::Emit& emit : plan_.emits) {
      const std::string& event = plan_.unit.texts[emit.event];
      for (const plan::WithValue& value : emit.with) {
        const plan::Field* field = field_of(event, plan_.unit.texts[value.name]);
        if (field != nullptr && field->personal) continue;
        left(value.value, emit.site, {"the event `" + event + "`", "事件 `" + event + "`"},
             {"mark the event's field: `" + plan_.unit.texts[value.name] + " … personal`",
              "请标记该事件的字段:`" + plan_.unit.texts[value.name] + " … personal`"});
      }
    }
    const Words leave_out{"leave it out: the other playbook reads the customer itself", "请去掉:对方剧本可自行读取该客户"};
    for (const plan::HandOff& each : plan_.hand_offs) {
      for (const plan::WithValue& value : each.with)
        left(value.value, each.site,
             {"the hand-off to `" + plan_.unit.texts[each.playbook] + "`", "移交 `" + plan_.unit.texts[each.playbook] + "`"}, leave_out);
    }
    for (const plan::Grant& each : plan_.grants) {
      for (const plan::WithValue& value : each.with)
        left(value.value, each.site,
             {"the grant of `" + plan_.unit.texts[each.benefit] + "`", "发放 `" + plan_.unit.texts[each.benefit] + "`"},
             {"leave it out", "请去掉"});
    }
    for (const plan::Op& op : plan_.ops) {
      if (op.kind != plan::OpKind::set) continue;
      const std::string& name = plan_.unit.texts[plan_.unit.attributes[op.a].name];
      const plan::Field* field = plan::find(catalog_.customer, name);
      if (field != nullptr && field->personal) continue;
      left(op.b, op.site, {"`customer." + name + "`", "`customer." + name + "`"},
           {"mark it in the catalog: `" + name + " … personal`", "请在目录中标记:`" + name + " … personal`"});
    }
    const Words key{"a key, which is recorded", "会被记录的键"};
    const Words other{"use a key that is not personal", "请改用非个人信息的键"};
    left(plan_.audience.again.key, 0, key, other);
    for (const plan::Moment& moment : plan_.moments) left(moment.again.key, moment.site, key, other);
  }

 private:
  const plan::Field* field_of(const std::string& event, const std::string& name) const {
    const plan::Event* declared = plan::find(catalog_.events, event);
    return declared == nullptr ? nullptr : plan::find(declared->fields, name);
  }

  static bool names(NodeOp op) {
    switch (op) {
      case NodeOp::attribute:
      case NodeOp::member:
      case NodeOp::item:
      case NodeOp::event_field:
      case NodeOp::last_field:
      case NodeOp::answer_field: return true;
      default: return false;
    }
  }
  // The personal fields that a value shows. What is only tested does not show.
  void shown(const plan::Unit& unit, NodeIndex at, Names& out) const {
    if (at == kNone) return;
    const plan::Node& node = unit.nodes[at];
    if (node.type.kind == plan::Kind::boolean && !names(node.op)) return;
    switch (node.op) {
      case NodeOp::attribute: attribute(unit.texts[unit.attributes[node.a].name], out); return;
      case NodeOp::member: {
        const plan::Kind of = unit.nodes[node.a].type.kind;
        const plan::Field* field = plan::find(of == plan::Kind::person ? catalog_.person : catalog_.branch, unit.texts[node.b]);
        if (field != nullptr && field->personal) out.insert((of == plan::Kind::person ? "person." : "branch.") + field->name);
        break;
      }
      case NodeOp::item: {
        const plan::Type of = unit.nodes[node.a].type;
        const plan::Field* field =
            of.detail < catalog_.records.size() ? plan::find(catalog_.records[of.detail].fields, unit.texts[node.b]) : nullptr;
        if (field != nullptr && field->personal) out.insert(field->name);
        break;
      }
      case NodeOp::event_field:
        for (const plan::TextIndex event : unit.events) {
          const plan::Field* field = field_of(unit.texts[event], unit.texts[node.a]);
          if (field != nullptr && field->personal) out.insert("event." + field->name);
        }
        return;
      case NodeOp::last_field: {
        const plan::Field* field = field_of(unit.texts[unit.events[node.a]], unit.texts[node.b]);
        if (field != nullptr && field->personal) out.insert(unit.texts[unit.events[node.a]] + "." + field->name);
        return;
      }
      case NodeOp::answer_field:
        for (const plan::Question& each : plan_.questions) answer(plan_.sends[each.send], unit.texts[node.a], out);
        for (const plan::Placement& each : plan_.placements) answer(plan_.sends[each.send], unit.texts[node.a], out);
        return;
      case NodeOp::window: {
        const plan::Window& window = unit.windows[node.a];
        if (window.function == plan::WindowFunction::count) return;
        if (window.attribute != kNone) attribute(unit.texts[unit.attributes[window.attribute].name], out);
        if (window.event != kNone && window.field != kNone) {
          const plan::Field* field = field_of(unit.texts[unit.events[window.event]], unit.texts[window.field]);
          if (field != nullptr && field->personal) out.insert(unit.texts[unit.events[window.event]] + "." + field->name);
        }
        return;
      }
      default: break;
    }
    plan::for_each_child(unit, node, [&](NodeIndex child) { shown(unit, child, out); });
  }
  // A field that is computed shows what it is computed of.
  void attribute(const std::string& name, Names& out) const {
    const plan::Field* field = plan::find(catalog_.customer, name);
    if (field == nullptr) return;
    if (field->personal) out.insert("customer." + name);
    else if (field->derived != kNone) shown(catalog_.unit, field->derived, out);
  }
  void answer(const plan::Send& send, const std::string& name, Names& out) const {
    for (const plan::Leg& leg : send.legs) {
      const plan::Template* text = plan::find(catalog_.templates, plan_.unit.texts[leg.template_]);
      if (text == nullptr) continue;
      const plan::Field* field = plan::find(text->answers, name);
      if (field != nullptr && field->personal) out.insert("answer." + name);
    }
  }

  void printed(const std::vector<plan::WithValue>& with, const std::string& name, plan::SiteIndex site) {
    const plan::Template* text = plan::find(catalog_.templates, name);
    if (text == nullptr) return;
    for (const plan::WithValue& value : with) {
      const plan::Field* field = plan::find(text->with, plan_.unit.texts[value.name]);
      if (field == nullptr || field->personal) continue;   // a template that does not take it does not print it
      Names names;
      shown(plan_.unit, value.value, names);
      for (const std::string& each : names) {
        const std::string own = each.starts_with("customer.") ? each.substr(9) : std::string();
        if (!own.empty() && std::ranges::any_of(text->uses, [&](const std::string& used) { return used == own || used == each; })) continue;
        Issue issue(Code::personal_undeclared, lowered_.spans[site]);
        issue.arg(name).arg(each);
        if (!own.empty()) issue.help({"write in the template: `uses " + each + "`", "请在模板中写:`uses " + each + "`"});
        issue.help({"or mark what it takes: `" + field->name + " … personal`", "或标记其字段:`" + field->name + " … personal`"});
        issues_.add(std::move(issue));
      }
    }
  }

  void left(NodeIndex value, plan::SiteIndex site, const Words& to, const Words& help) {
    Names names;
    shown(plan_.unit, value, names);
    for (const std::string& each : names) issues_.add(Issue(Code::personal_leaves, lowered_.spans[site]).arg(each).arg(to).help(help));
  }

  const plan::Catalog& catalog_;
  const lower::Lowered& lowered_;
  const plan::Plan& plan_;
  source::Issues& issues_;
};

}  // namespace

void prove_personal(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues) {
  Personal(catalog, lowered, issues).run();
}

}  // namespace playmaker::prove
