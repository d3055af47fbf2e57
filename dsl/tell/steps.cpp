// Block code told as an outline. Jumps lead forward only; an op that is not known here is shown by its site.
#include <algorithm>

#include "dsl/tell/teller.hpp"
#include "runtime/base/typeset.hpp"

namespace playmaker::tell {

using plan::kNone;
using plan::Op;
using plan::OpIndex;
using plan::OpKind;

namespace {

bool leads_on(OpKind kind) { return kind != OpKind::jump && kind != OpKind::end; }

}  // namespace

std::string Teller::closing(const plan::TaskClosing& closing) const {
  std::string out = closing.on.what != kNone || closing.when == kNone ? trigger(closing.on) : say("when ", "当 ") + condition(closing.when);
  if (closing.outcome != kNone) {
    out += (zh() ? " → " : " → ") + quoted(text(closing.outcome));
  } else if (!closing.done) {
    out += say(" (closed, not done)", "（关闭，不算完成）");
  }
  return out;
}

std::vector<std::string> Teller::closings(const plan::Task& task) const {
  std::vector<std::string> out;
  for (const plan::TaskClosing& each : task.closings) out.push_back(closing(each));
  if (task.by_report || task.closings.empty()) out.push_back(say("reported by its person", "由承办人报告"));
  return out;
}

std::string Teller::task_line(const plan::Task& task) const {
  std::string who = role(text(task.role));
  if (task.with_role != kNone) who += say(" with ", "，协同") + role(text(task.with_role));
  return kinded(task.must ? say("Must", "必做") : say("Optional", "选做"), name(task.site)) + say(" · ", " · ") +
         joined({task.channel == kNone ? std::string() : channel(text(task.channel)), task.role == kNone ? std::string() : who,
                 task_times(task), due(task.due)},
                " · ");
}

std::string Teller::values(const std::vector<plan::WithValue>& with) const {
  std::vector<std::string> parts;
  for (const plan::WithValue& each : with) parts.push_back(text(each.name) + say(": ", "：") + condition(each.value));
  return parts.empty() ? std::string() : (zh() ? "（" + joined(parts, "，") + "）" : " (" + joined(parts, ", ") + ")");
}

std::string Teller::offered(plan::TextIndex product) const {
  const std::string name = quoted(this->product(text(product)));
  return zh() ? "推荐" + name : "offering " + name;
}

std::string Teller::send_line(const plan::Send& send) const {
  std::string out;
  for (std::size_t i = 0; i < send.legs.size(); ++i) {
    const plan::Leg& leg = send.legs[i];
    if (i > 0) {
      const plan::Leg& before = send.legs[i - 1];
      out += before.report == kNone ? say(", if it fails ", "，失败则") : zh() ? "，否则" : ", else ";
    }
    out += channel(text(leg.channel)) + ' ' + quoted(message(text(leg.template_)));
    if (leg.report != kNone) {
      const std::string report = text(leg.report);
      const std::string seen = report == "read"        ? say("read", "已读")
                               : report == "opened"    ? say("opened", "打开")
                               : report == "delivered" ? say("delivered", "送达")
                                                       : report;
      out += zh() ? "，" + length(leg.within) + "内" + seen : ", " + seen + " within " + length(leg.within);
    }
  }
  out += values(send.with);
  if (send.offering != kNone) out += say(", ", "，") + offered(send.offering);
  return zh() ? base::typeset(out) : out;
}

OpIndex Teller::end_of(OpIndex from) const {
  OpIndex furthest = from;
  for (OpIndex at = from; at < plan_.ops.size(); ++at) {
    const Op& op = plan_.ops[at];
    if (op.kind == OpKind::jump) furthest = std::max(furthest, op.a);
    if (leads_on(op.kind) && op.b != kNone && op.b < plan_.ops.size() && op.b > at && op.kind != OpKind::set)
      furthest = std::max(furthest, op.b);
    if (op.kind == OpKind::end && at >= furthest) return at;
  }
  return static_cast<OpIndex>(plan_.ops.size());
}

std::vector<Line> Teller::steps(OpIndex from) const {
  std::vector<Line> out;
  if (from != kNone && from < plan_.ops.size()) walk(from, end_of(from), 0, 0, out);
  return out;
}

void Teller::replies(OpIndex answered, OpIndex silent, plan::SiteIndex site, int depth, int nesting, std::vector<Line>& out) const {
  const auto block = [&](OpIndex first, std::string_view en, std::string_view han) {
    if (first == kNone || first >= plan_.ops.size()) return;
    Line made;
    made.depth = depth + 1;
    made.look = Look::choice;
    made.site = site;
    made.text = say(en, han);
    out.push_back(std::move(made));
    walk(first, end_of(first), depth + 2, nesting + 1, out);
  };
  block(answered, "When answered:", "客户答复后：");
  block(silent, "If no answer comes:", "未得到答复：");
}

void Teller::walk(OpIndex from, OpIndex to, int depth, int nesting, std::vector<Line>& out) const {
  if (nesting > 32) return;
  const auto line = [&](int at, Look look, plan::SiteIndex site, std::string text) -> Line& {
    Line made;
    made.depth = at;
    made.look = look;
    made.site = site;
    made.text = std::move(text);
    out.push_back(std::move(made));
    return out.back();
  };
  to = std::min(to, static_cast<OpIndex>(plan_.ops.size()));
  for (OpIndex at = from; at < to; ++at) {
    const Op& op = plan_.ops[at];
    // The braces that follow a wait or a hand-off run to where its success goes on.
    const auto braces = [&](std::string_view en, std::string_view han) {
      if (op.b == kNone || op.b <= at + 1 || op.b > to) return;
      line(depth + 1, Look::choice, op.site, say(en, han));
      walk(at + 1, op.b, depth + 2, nesting + 1, out);
      at = op.b - 1;
    };
    switch (op.kind) {
      case OpKind::end:
      case OpKind::jump: break;
      case OpKind::send: line(depth, Look::touch, op.site, kinded(say("Send", "触达"), send_line(plan_.sends[op.a]))); break;
      case OpKind::notify: {
        const plan::Notice& notice = plan_.notices[op.a];
        line(depth, Look::notice, op.site,
             kinded(say("Notify", "通知"), role(text(notice.role)) + say(" via ", "，经") + channel(text(notice.channel)) + ' ' +
                                               quoted(message(text(notice.template_))) + values(notice.with)));
        break;
      }
      case OpKind::open_task: {
        const plan::Task& task = plan_.tasks[op.a];
        line(depth, task.must ? Look::must_task : Look::optional_task, task.site, task_line(task));
        break;
      }
      case OpKind::arm_wave: {
        const plan::Wave& wave = plan_.waves[op.a];
        const std::string times = wave_times(wave);
        line(depth, Look::wave, wave.site, kinded(say("Wave", "波次"), name(wave.site)) + (times.empty() ? "" : " · " + times));
        if (wave.block != kNone && wave.block < plan_.ops.size()) walk(wave.block, end_of(wave.block), depth + 1, nesting + 1, out);
        break;
      }
      case OpKind::branch: {
        line(depth, Look::choice, op.site, say("When ", "若 ") + condition(op.a) + say(":", "："));
        if (op.b == kNone || op.b <= at || op.b > plan_.ops.size()) break;
        const Op& last = plan_.ops[op.b - 1];
        const bool has_else = last.kind == OpKind::jump && last.site == op.site && last.a > op.b && op.b - 1 > at;
        walk(at + 1, has_else ? op.b - 1 : op.b, depth + 1, nesting + 1, out);
        at = op.b - 1;
        if (!has_else) break;
        const OpIndex after = std::min(last.a, to);
        line(depth, Look::choice, op.site, say("Otherwise:", "否则："));
        walk(op.b, after, depth + 1, nesting + 1, out);
        at = after - 1;
        break;
      }
      case OpKind::decide: {
        const plan::Decide& decide = plan_.decides[op.a];
        Line& made = line(depth, Look::decision, decide.site, kinded(say("Decide", "决策"), name(decide.site)));
        for (const plan::DecideRow& row : decide.rows) made.tracks.push_back(row.track);
        break;
      }
      case OpKind::wait_for: {
        std::vector<std::string> triggers;
        for (const plan::Trigger& each : plan_.waits[op.a].for_) triggers.push_back(trigger(each));
        line(depth, Look::wait, op.site,
             kinded(say("Wait for", "等待"),
                    joined(triggers, say(" or ", "或")) + say(", up to ", "，最多 ") + length(plan_.waits[op.a].up_to)));
        braces("If not in time:", "逾时：");
        break;
      }
      case OpKind::wait_until:
        line(depth, Look::wait, op.site,
             kinded(say("Wait until", "等到"),
                    condition(plan_.waits[op.a].until) + say(", up to ", "，最多 ") + length(plan_.waits[op.a].up_to)));
        braces("If not in time:", "逾时：");
        break;
      case OpKind::wait: line(depth, Look::wait, op.site, kinded(say("Wait", "等待"), length(plan_.waits[op.a].up_to))); break;
      case OpKind::grant:
        line(depth, Look::benefit, op.site,
             kinded(say("Grant", "发放"), benefit(text(plan_.grants[op.a].benefit)) + values(plan_.grants[op.a].with)));
        break;
      case OpKind::reserve: {
        const plan::Reserve& reserve = plan_.reserves[op.a];
        line(depth, Look::benefit, op.site,
             kinded(say("Reserve", "预留"), benefit(text(reserve.benefit)) + say(" for ", "，保留 ") + length(reserve.hold)));
        break;
      }
      case OpKind::release:
        line(depth, Look::benefit, op.site, kinded(say("Release", "释放"), benefit(text(plan_.releases[op.a].benefit))));
        break;
      case OpKind::repeat: {
        const plan::Repeat& repeat = plan_.repeats[op.a];
        line(depth, Look::wave, op.site, kinded(say("Repeat", "重复"), name(op.site)) + " · " + repeat_times(repeat));
        if (repeat.block != kNone && repeat.block < plan_.ops.size()) walk(repeat.block, end_of(repeat.block), depth + 1, nesting + 1, out);
        break;
      }
      case OpKind::assign: {
        const plan::Assign& assign = plan_.assigns[op.a];
        line(depth, Look::notice, op.site,
             kinded(say("Assign", "指派"), quoted(name(plan_.tasks[assign.task].site)) + say(" to ", "交给") + role(text(assign.role))));
        break;
      }
      case OpKind::hand_off: {
        const plan::HandOff& hand_off = plan_.hand_offs[op.a];
        line(depth, Look::hand_off, op.site, kinded(say("Hand off to", "移交"), playbook(text(hand_off.playbook)) + values(hand_off.with)))
            .playbook = text(hand_off.playbook);
        braces("If refused:", "未被接收：");
        break;
      }
      case OpKind::hand_over: {
        const plan::HandOver& over = plan_.hand_overs[op.a];
        const std::string own = op.site < origin_.sites.size() ? label(origin_.sites[op.site].label, "") : std::string();
        line(depth, Look::hand_off, op.site,
             kinded(say("Hand over to", "承接移交"), role(text(over.role)) + (own.empty() ? own : say(" (", "（") + own + say(")", "）")) +
                                                         say(", accepted within ", "，承接期限 ") + length(over.within)));
        braces("If not accepted:", "未承接：");
        break;
      }
      case OpKind::branch_task: {
        const plan::Task& task = plan_.tasks[op.a];
        line(depth, Look::must_task, task.site, kinded(say("Branch task", "机构任务"), name(task.site)));
        break;
      }
      case OpKind::tag: line(depth, Look::other, op.site, kinded(say("Tag", "打标"), quoted(text(op.a)))); break;
      case OpKind::set:
        line(depth, Look::other, op.site, kinded(say("Set", "记录"), text(plan_.unit.attributes[op.a].name) + " = " + condition(op.b)));
        break;
      case OpKind::emit:
        line(depth, Look::other, op.site,
             kinded(say("Emit", "发出事件"), quoted(event(text(plan_.emits[op.a].event))) + values(plan_.emits[op.a].with)));
        break;
      case OpKind::finish: line(depth, Look::finish, op.site, kinded(say("Finish as", "结束为"), quoted(text(op.a)))); break;
      case OpKind::ask: {
        const plan::Question& question = plan_.questions[op.a];
        line(depth, Look::touch, op.site,
             kinded(say("Ask", "问询"),
                    send_line(plan_.sends[question.send]) + say(", answer within ", "，答复限 ") + length(question.within)));
        replies(question.answered, question.silent, op.site, depth, nesting, out);
        break;
      }
      case OpKind::place: {
        const plan::Placement& placement = plan_.placements[op.a];
        line(depth, Look::touch, op.site,
             kinded(say("Place", "投放"), send_line(plan_.sends[placement.send]) + say(", for ", "，投放 ") + length(placement.length) +
                                              say(", priority ", "，优先级 ") + std::to_string(placement.priority)));
        replies(placement.answered, placement.silent, op.site, depth, nesting, out);
        break;
      }
      case OpKind::invite: {
        const plan::Invitation& invitation = plan_.invitations[op.a];
        line(depth, Look::touch, op.site,
             kinded(say("Invite to", "邀约"),
                    quoted(activity(text(invitation.activity))) + say(" · ", " · ") + send_line(plan_.sends[invitation.send])));
        break;
      }
      case OpKind::experiment: {
        const plan::Experiment& experiment = plan_.experiments[op.a];
        line(depth, Look::decision, op.site,
             kinded(say("Experiment", "实验"), name(op.site) + say(", measured by ", "，测量 ") + trigger(plan_.measures[op.a]) +
                                                   say(" within ", "，限 ") + length(experiment.within)));
        for (std::size_t i = 0; i < experiment.arms.size(); ++i) {
          const plan::Arm& arm = experiment.arms[i];
          const OpIndex next = i + 1 < experiment.arms.size() ? experiment.arms[i + 1].first : op.b;
          line(depth + 1, Look::choice, arm.site, kinded(say("Arm", "组"), name(arm.site)) + ' ' + percent(arm.share));
          if (next != kNone && next > arm.first) walk(arm.first, std::min(to, next), depth + 2, nesting + 1, out);
        }
        if (experiment.control != 0) line(depth + 1, Look::choice, op.site, say("Control ", "对照 ") + percent(experiment.control));
        if (op.b != kNone && op.b > at) at = std::min(op.b, to) - 1;
        break;
      }
      default:
        line(depth, Look::other, op.site,
             op.site < plan_.sites.size() ? kinded(kind(plan_.sites[op.site].kind), name(op.site)) : say("step", "步骤"));
        break;
    }
  }
}

}  // namespace playmaker::tell
