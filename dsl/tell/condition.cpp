// Conditions as sentences. Each piece knows how loosely it binds, so that parentheses stand only where they change the meaning.
#include <algorithm>
#include <cstdlib>
#include <optional>

#include "dsl/tell/teller.hpp"
#include "runtime/base/time.hpp"
#include "runtime/base/typeset.hpp"
#include "runtime/plan/library.hpp"
#include "runtime/plan/spell.hpp"

namespace playmaker::tell {
namespace {

using plan::Kind;
using plan::Node;
using plan::NodeIndex;
using plan::NodeOp;
using plan::Unit;

enum Loose { kChoice, kOr, kAnd, kNot, kCompare, kSum, kProduct, kDefault, kAtom };   // loosest first

struct Piece {
  std::string text;
  Loose loose = kAtom;
};

class Speaker {
 public:
  Speaker(const Teller& teller, const Unit& unit) : t_(teller), unit_(unit) {}

  // A plan's conditions are shallower by far; a deeper one is spelled as it is.
  Piece said(NodeIndex index, int nesting = 0) const {
    if (index >= unit_.nodes.size()) return {"?"};
    if (nesting > 64) return {"…"};
    const Node& node = unit_.nodes[index];
    const auto left = [&](Loose least) { return within(node.a, least, nesting); };
    const auto right = [&](Loose least) { return within(node.b, least, nesting); };
    switch (node.op) {
      case NodeOp::constant: return {constant(node)};
      case NodeOp::constant_text: return {t_.quoted(unit_.texts[node.a])};
      case NodeOp::list_of: return {list(node, nesting)};
      case NodeOp::unknown: return {t_.say("unknown", "未知")};
      case NodeOp::attribute: return {attribute(unit_.texts[unit_.attributes[node.a].name])};
      case NodeOp::member:
      case NodeOp::item: return {left(kAtom) + (t_.zh() ? "的" : ".") + unit_.texts[node.b]};
      case NodeOp::event_field: return {t_.say("event's ", "事件的") + unit_.texts[node.a]};
      case NodeOp::event_name: return {t_.say("the event", "事件")};
      case NodeOp::answer_field: return {t_.say("answer's ", "回复的") + unit_.texts[node.a]};
      case NodeOp::grant_field: return {t_.benefit(unit_.texts[unit_.benefits[node.a]]) + (t_.zh() ? "的" : "'s ") + unit_.texts[node.b]};
      case NodeOp::task_done: return {task(node) + t_.say(" is done", "已完成"), kCompare};
      case NodeOp::task_closed: return {task(node) + t_.say(" is closed", "已关闭"), kCompare};
      case NodeOp::task_outcome_is: return {task(node) + t_.say(" ended as ", "的结论为") + t_.quoted(unit_.texts[node.b]), kCompare};
      case NodeOp::task_outcome: return {task(node) + t_.say("'s outcome", "的结论")};
      case NodeOp::task_closed_at: return {t_.say("the close of ", "") + task(node) + t_.say("", "的关闭时间")};
      case NodeOp::entered_at: return {t_.say("the time of entry", "进入时间")};
      case NodeOp::in_playbook:
        return {t_.say("customer is in playbook ", "客户正在剧本") + t_.quoted(t_.playbook(unit_.texts[node.a])) + t_.say("", "中"),
                kCompare};
      case NodeOp::in_segment: return {t_.say("customer belongs to ", "客户属于") + t_.quoted(segment(unit_.texts[node.a])), kCompare};
      case NodeOp::score: return {score(unit_.texts[node.a])};
      case NodeOp::suitable: return {t_.say("suitable for ", "适合购买") + t_.quoted(product(unit_.texts[node.a])), kCompare};
      case NodeOp::rate: return {rate(unit_.texts[node.a])};
      case NodeOp::window: return {window(unit_.windows[node.a], nesting)};
      case NodeOp::last_field:
        return {t_.say("the last ", "最近一次") + t_.quoted(event(node.a)) + t_.say("'s ", "的") +
                (unit_.texts[node.b] == "at" ? t_.say("time", "时间") : unit_.texts[node.b])};
      case NodeOp::last_at: return {t_.say("the last ", "最近一次") + t_.quoted(event(node.a))};
      case NodeOp::time_since: return {t_.say("time since the last ", "距上次") + t_.quoted(event(node.a)) + t_.say("", "的时间")};
      case NodeOp::since_entry: return {t_.quoted(event(node.a)) + t_.say(" has happened since entry", "自进入后发生过"), kCompare};
      case NodeOp::held_for:
        return {left(kCompare) + t_.say(" for ", "，并持续") + t_.length(unit_.lengths[node.c]), t_.zh() ? kAnd : kCompare};
      case NodeOp::now: return {t_.say("now", "此刻")};
      case NodeOp::today: return {t_.say("today", "今天")};
      case NodeOp::not_: return negated(node, nesting);
      case NodeOp::and_: return {left(kAnd) + t_.say(" and ", " 且 ") + right(kAnd), kAnd};
      case NodeOp::or_: return {left(kOr) + t_.say(" or ", " 或 ") + right(kOr), kOr};
      case NodeOp::equal: return compared(node, " = ", nesting);
      case NodeOp::not_equal: return compared(node, " ≠ ", nesting);
      case NodeOp::less: return compared(node, " < ", nesting);
      case NodeOp::less_equal: return compared(node, " ≤ ", nesting);
      case NodeOp::greater: return compared(node, " > ", nesting);
      case NodeOp::greater_equal: return compared(node, " ≥ ", nesting);
      case NodeOp::in: return {left(kSum) + t_.say(" is one of ", " 属于 ") + right(kSum), kCompare};
      case NodeOp::is_known: return {left(kSum) + t_.say(" is known", " 已知"), kCompare};
      case NodeOp::otherwise:
        if (const std::optional<Piece> varies = varying(node, nesting)) return *varies;
        return {left(kDefault) + t_.say(" (", "（未知按 ") + right(kSum) + t_.say(" if unknown)", "）"), kDefault};
      case NodeOp::add: return {left(kSum) + " + " + right(kProduct), kSum};
      case NodeOp::subtract: return {left(kSum) + " − " + right(kProduct), kSum};
      case NodeOp::multiply: return {left(kProduct) + " × " + right(kDefault), kProduct};
      case NodeOp::divide: return {left(kProduct) + " ÷ " + right(kDefault), kProduct};
      case NodeOp::negate: return {"−" + left(kAtom), kDefault};
      case NodeOp::choose:
        return {t_.say("if ", "若 ") + within(node.a, kOr, nesting) + t_.say(" then ", " 则 ") + right(kOr) + t_.say(", else ", "，否则 ") +
                    within(node.c, kChoice, nesting),
                kChoice};
      case NodeOp::between:
        return {left(kSum) + t_.say(" between ", " 介于 ") + right(kSum) + t_.say(" and ", " 与 ") + within(node.c, kSum, nesting) +
                    t_.say("", " 之间"),
                kCompare};
      case NodeOp::shift: return {left(kSum) + (node.c == 1 ? " − " : " + ") + t_.length(unit_.lengths[node.b]), kSum};
      case NodeOp::variable: return {t_.say("the item", "该项")};
      case NodeOp::call: return call(node, nesting);
      default: return {plan::spell(unit_, index, &unit_ == &t_.plan().unit ? &t_.plan() : nullptr)};
    }
  }

 private:
  bool never(NodeIndex index) const {
    const Node& node = unit_.nodes[index];
    return node.op == NodeOp::constant && node.type.kind == Kind::boolean && unit_.numbers[node.a] == 0;
  }
  std::string within(NodeIndex index, Loose least, int nesting) const {
    Piece piece = said(index, nesting + 1);
    if (piece.loose >= least) return piece.text;
    return t_.zh() ? "（" + piece.text + "）" : "(" + piece.text + ")";
  }
  Piece compared(const Node& node, const char* sign, int nesting) const {
    // An event is compared by its name, and told by its label.
    const bool event = node.a < unit_.nodes.size() && unit_.nodes[node.a].op == NodeOp::event_name;
    const bool named = node.b < unit_.nodes.size() && unit_.nodes[node.b].op == NodeOp::constant_text;
    const std::string right = event && named ? t_.quoted(t_.event(unit_.texts[unit_.nodes[node.b].a])) : within(node.b, kSum, nesting);
    return {within(node.a, kSum, nesting) + sign + right, kCompare};
  }
  Piece negated(const Node& node, int nesting) const {
    if (node.a < unit_.nodes.size()) {
      const Node& inner = unit_.nodes[node.a];
      if (inner.op == NodeOp::is_known) return {within(inner.a, kSum, nesting) + t_.say(" is unknown", " 未知"), kCompare};
      if (t_.zh() && inner.op == NodeOp::attribute) return {t_.quoted(said(node.a, nesting).text) + "为否", kCompare};
      if (inner.op == NodeOp::task_done) return {task(inner) + t_.say(" is not done", "未完成"), kCompare};
      if (inner.op == NodeOp::task_closed) return {task(inner) + t_.say(" is open", "未关闭"), kCompare};
      if (inner.op == NodeOp::since_entry)
        return {t_.quoted(event(inner.a)) + t_.say(" has not happened since entry", "自进入后未发生"), kCompare};
    }
    return {t_.say("not ", "不是 ") + within(node.a, kNot, nesting), kNot};
  }
  std::string constant(const Node& node) const {
    const std::int64_t number = unit_.numbers[node.a];
    switch (node.type.kind) {
      case Kind::boolean: return number != 0 ? t_.say("yes", "是") : t_.say("no", "否");
      case Kind::integer:
      case Kind::unsigned_integer: return t_.number(number);
      case Kind::money: return t_.money(number);
      case Kind::percent: return t_.percent(number);
      case Kind::time: return t_.clock(static_cast<std::int32_t>(number));
      case Kind::instant: {
        const auto zone = base::find_zone(t_.catalog().zone);
        return base::format_minute({number}, zone ? *zone : base::Zone{});
      }
      case Kind::date: return base::format_date({static_cast<std::int32_t>(number)});
      case Kind::duration:
        return t_.length({number % base::kDay == 0 ? plan::LengthUnit::days : plan::LengthUnit::millis,
                          number % base::kDay == 0 ? number / base::kDay : number});
      default: break;
    }
    const auto index = static_cast<NodeIndex>(&node - unit_.nodes.data());
    return plan::spell(unit_, index);
  }
  // `vary by branch`: what is written unless a branch has a value of its own, which is held within bounds.
  std::optional<Piece> varying(const Node& node, int nesting) const {
    const auto inside = [&](const Node& of, plan::Function function) -> const std::uint32_t* {
      const bool it = of.op == NodeOp::call && of.b == 2 && !plan::is_macro(of.c) && static_cast<plan::Function>(of.c) == function;
      return it ? unit_.children.data() + of.a : nullptr;
    };
    const Node* own = &unit_.nodes[node.a];
    std::string bounds;
    if (const std::uint32_t* most = inside(*own, plan::Function::minimum)) {
      const std::uint32_t* least = inside(unit_.nodes[most[0]], plan::Function::maximum);
      if (least == nullptr) return std::nullopt;
      own = &unit_.nodes[least[0]];
      bounds = within(least[1], kSum, nesting) + t_.say(" to ", "至") + within(most[1], kSum, nesting);
    }
    if (own->op != NodeOp::member || !unit_.texts[own->b].starts_with("vary.")) return std::nullopt;
    const std::string plain = within(node.b, kDefault, nesting);
    if (bounds.empty()) return Piece{plain + t_.say(" (or as the branch has it)", "（机构另有规定的从其规定）"), kDefault};
    return Piece{plain + t_.say(" (a branch may set ", "（机构可定为") + bounds + t_.say(")", "）"), kDefault};
  }
  Piece call(const Node& node, int nesting) const {
    const std::uint32_t* child = unit_.children.data() + node.a;
    const auto said_of_two = [&](const char* en, const char* zh, const char* after) {
      return Piece{within(child[0], kSum, nesting) + t_.say(en, zh) + within(child[1], kSum, nesting) + t_.say("", after), kCompare};
    };
    switch (static_cast<plan::Function>(node.c)) {
      case plan::Function::contains: return said_of_two(" contains ", "包含", "");
      case plan::Function::starts_with: return said_of_two(" begins with ", "以", "开头");
      case plan::Function::ends_with: return said_of_two(" ends with ", "以", "结尾");
      case plan::Function::size:
        return {t_.say("the size of ", "") + within(child[0], kDefault, nesting) +
                    t_.say("", unit_.nodes[child[0]].type.kind == Kind::text ? "的长度" : "的个数"),
                kDefault};
      default: break;
    }
    if (!plan::is_macro(node.c)) return {std::string(plan::spell_function(node.c)) + "(" + list(node, nesting) + ")"};
    const std::string of = within(child[0], kSum, nesting), what = within(child[2], kOr, nesting);
    switch (static_cast<plan::Macro>(node.c)) {
      case plan::Macro::all: return {t_.say("for every item of ", "对") + of + t_.say(", ", "的每一项，") + what, kChoice};
      case plan::Macro::exists: return {t_.say("for some item of ", "") + of + t_.say(", ", "中有一项，") + what, kChoice};
      case plan::Macro::exists_one: return {t_.say("for just one item of ", "") + of + t_.say(", ", "中恰有一项，") + what, kChoice};
      case plan::Macro::filter:
        return t_.zh() ? Piece{of + "中满足" + within(child[2], kAtom, nesting) + "的各项", kAtom}
                       : Piece{"the items of " + of + " where " + what, kChoice};
      case plan::Macro::map: return t_.zh() ? Piece{of + "各项的" + what, kAtom} : Piece{what + " of each of " + of, kChoice};
    }
    return {"?"};
  }
  std::string list(const Node& node, int nesting) const {
    std::vector<std::string> parts;
    for (std::uint32_t i = 0; i < node.b; ++i) parts.push_back(within(unit_.children[node.a + i], kSum, nesting));
    return joined(parts, t_.say(", ", "、"));
  }
  std::string task(const Node& node) const {
    const plan::Plan& plan = t_.plan();
    return node.a < plan.tasks.size() ? t_.quoted(t_.name(plan.tasks[node.a].site)) : "?";
  }
  // "the rate of “Call” done": the tasks it counts by their labels, each once.
  std::string rate(const std::string& name) const {
    for (const plan::Rate& each : t_.plan().rates) {
      if (each.name >= unit_.texts.size() || unit_.texts[each.name] != name) continue;
      std::vector<std::string> tasks;
      for (const std::uint32_t task : each.tasks) {
        const std::string said = t_.quoted(t_.name(t_.plan().tasks[task].site));
        if (std::find(tasks.begin(), tasks.end(), said) == tasks.end()) tasks.push_back(said);
      }
      const std::string end =
          each.outcome == plan::kNone ? t_.say(" done", "完成") : t_.say(" ended as ", "结论为") + t_.quoted(unit_.texts[each.outcome]);
      return t_.say("the rate of ", "") + joined(tasks, t_.say(", ", "、")) + end + t_.say("", "的比率");
    }
    return t_.say("the rate of ", "") + t_.quoted(name) + t_.say("", "的比率");
  }
  std::string event(std::uint32_t index) const { return t_.event(unit_.texts[unit_.events[index]]); }
  template <class Thing>
  std::string labelled(const std::vector<Thing>& things, const std::string& name) const {
    const auto found = std::find_if(things.begin(), things.end(), [&](const Thing& thing) { return thing.name == name; });
    return found == things.end() ? name : t_.label(found->label, name);
  }
  std::string attribute(const std::string& name) const { return t_.attribute(name); }
  std::string segment(const std::string& name) const { return labelled(t_.catalog().segments, name); }
  std::string score(const std::string& name) const { return labelled(t_.catalog().scores, name); }
  std::string product(const std::string& name) const { return t_.product(name); }

  std::string window(const plan::Window& window, int nesting) const {
    std::string what =
        window.event != plan::kNone ? t_.quoted(event(window.event)) : attribute(unit_.texts[unit_.attributes[window.attribute].name]);
    if (window.where != plan::kNone) what += t_.say(" with ", "（") + within(window.where, kCompare, nesting) + t_.say("", "）");
    std::string over;
    if (window.last.written()) {
      over = t_.say("in the last ", "近 ") + t_.length(window.last);
    } else if (t_.zh()) {
      over = (window.previous ? "上" : "本") + t_.period(window.period);
    } else {
      over = (window.previous ? "in the previous " : "in this ") + t_.period(window.period);
    }
    const std::string field = window.event != plan::kNone && window.field != plan::kNone ? unit_.texts[window.field] : std::string();
    const auto built = [&](std::string_view en, std::string_view zh) {
      if (t_.zh()) return over + what + (field.empty() ? "" : "的 " + field + " ") + std::string(zh);
      return std::string(en) + (field.empty() ? "" : field + " of ") + what + ' ' + over;
    };
    switch (window.function) {
      case plan::WindowFunction::count: return built("number of ", "次数");
      case plan::WindowFunction::sum: return built("total ", "合计");
      case plan::WindowFunction::average: return built("average ", "平均值");
      case plan::WindowFunction::change: return built("change of ", "变化");
      case plan::WindowFunction::minimum: return built("least ", "最小值");
      case plan::WindowFunction::maximum: return built("greatest ", "最大值");
    }
    return plan::spell(unit_, window);
  }

  const Teller& t_;
  const Unit& unit_;
};

}  // namespace

std::string Teller::condition(const plan::Unit& unit, plan::NodeIndex node) const {
  if (node == plan::kNone) return {};
  const std::string out = Speaker(*this, unit).said(node).text;
  return zh() ? base::typeset(out) : out;
}

std::string Teller::cell(const plan::Cell& cell) const {
  switch (cell.kind) {
    case plan::CellKind::any: return say("any", "任意");
    case plan::CellKind::unknown: return say("unknown", "未知");
    case plan::CellKind::equal:
    case plan::CellKind::one_of: return condition(cell.a);
    case plan::CellKind::range: return condition(cell.a) + say(" to ", " 至 ") + condition(cell.b);
    case plan::CellKind::at_least: return "≥ " + condition(cell.a);
    case plan::CellKind::above: return "> " + condition(cell.a);
    case plan::CellKind::at_most: return "≤ " + condition(cell.a);
    case plan::CellKind::below: return "< " + condition(cell.a);
  }
  return "?";
}

}  // namespace playmaker::tell
