// What names with dots stand for, as condition code; and calls.
#include <algorithm>

#include "dsl/bind/library_call.hpp"
#include "dsl/lower/catalog.hpp"
#include "dsl/lower/expression.hpp"
#include "runtime/base/time.hpp"

namespace playmaker::lower {

using bind::Builtin;
using bind::Thing;
using syntax::Kind;

NodeIndex Expressions::chain(const Chain& chain, bind::Type wanted) {
  NodeIndex out = root(chain, wanted);
  for (std::size_t i = 0; i < chain.members.size(); ++i) {
    const bind::Type of = chain.of[i];
    const bind::Fields& fields = of.kind == plan::Kind::person   ? bound_.person
                                 : of.kind == plan::Kind::branch ? bound_.branch
                                                                 : bound_.types.fields(of);
    const bind::Field* field = fields.find(chain.members[i]);
    out = unit_.node(of.kind == plan::Kind::record ? NodeOp::item : NodeOp::member, unit_.type(field->type), out,
                     unit_.text(chain.members[i]));
  }
  return out;
}

NodeIndex Expressions::root(const Chain& chain, bind::Type wanted) {
  const bind::Type first = chain.of.empty() ? chain.type : chain.of.front();
  const plan::Type type = unit_.type(first);
  constexpr plan::Type kBool{plan::Kind::boolean, kNone};
  const auto task = [&](NodeOp op, plan::Type of, std::uint32_t b = kNone) {
    const auto found = tasks.find(chain.index);
    if (found == tasks.end()) return unit_.node(NodeOp::unknown, of);
    return unit_.node(op, of, found->second, b);
  };
  switch (chain.root) {
    case Root::attribute: return unit_.node(NodeOp::attribute, type, unit_.attribute(chain.name, first));
    case Root::self: {
      const NodeIndex self = unit_.node(NodeOp::variable, {self_is_branch ? plan::Kind::branch : plan::Kind::person, kNone}, 0);
      return unit_.node(NodeOp::member, type, self, unit_.text(chain.name));
    }
    case Root::event_field: return unit_.node(NodeOp::event_field, type, unit_.text(chain.name));
    case Root::answer_field: return unit_.node(NodeOp::answer_field, type, unit_.text(chain.name));
    case Root::event_name: return unit_.node(NodeOp::event_name, type);
    case Root::now: return unit_.node(NodeOp::now, type);
    case Root::today: return unit_.node(NodeOp::today, type);
    case Root::param:
      if (bind::is_enumeration(wanted) && chain.members.empty()) {   // a text constant in the place of an enumeration's value
        const bind::Where expression = bound_.playbooks[playbook_].items[chain.index].expression;
        return unit_.words(bound_.tree(expression).text(NodeId{expression.node}), wanted);
      }
      return definition(chain.index);
    case Root::define: return definition(chain.index);
    case Root::task_done: return task(NodeOp::task_done, kBool);
    case Root::task_closed: return task(NodeOp::task_closed, kBool);
    case Root::task_outcome_is: return task(NodeOp::task_outcome_is, kBool, unit_.text(chain.name));
    case Root::task_outcome: return task(NodeOp::task_outcome, {plan::Kind::text, kNone});
    case Root::last_field:
      return unit_.node(NodeOp::last_field, type, unit_.event(bound_.names.at(Thing::event, chain.index).name), unit_.text(chain.name));
    case Root::benefit_field:
      return unit_.node(NodeOp::grant_field, type, unit_.benefit(bound_.names.at(Thing::benefit, chain.index).name),
                        unit_.text(chain.name));
    case Root::activity_time: {
      const bind::Where where = bound_.names.at(Thing::activity, chain.index).where;
      const Tree& tree = bound_.tree(where);
      const bool starts = chain.name == "starts";
      const NodeId clause = tree.child(NodeId{where.node}, starts ? Kind::starts : Kind::sign_up_by);
      if (!syntax::exists(clause)) return unit_.node(NodeOp::unknown, type);
      const auto day = static_cast<std::int32_t>(tree.number(tree.child_at(clause, 0)));
      if (!starts) return unit_.constant(plan::Kind::date, day);
      const base::Result<base::Zone> zone = base::find_zone(bound_.zone);
      const base::TimeOfDay time{static_cast<std::int32_t>(tree.number(tree.child_at(clause, 1)))};
      return unit_.constant(plan::Kind::instant, base::to_instant(zone ? *zone : base::Zone{}, base::Date{day}, time).ms);
    }
    case Root::item: return unit_.node(NodeOp::variable, type, chain.index);
    case Root::entry: return unit_.node(NodeOp::entered_at, {plan::Kind::instant, kNone});
    default: return unit_.node(NodeOp::unknown, {});
  }
}

NodeIndex Expressions::definition(std::uint32_t item) {
  if (const auto found = defines_.find(item); found != defines_.end()) return found->second;
  const bind::Where expression = bound_.playbooks[playbook_].items[item].expression;
  const NodeIndex written = lower(expression.file, NodeId{expression.node});
  return defines_[item] = item_varies(item, written);
}

// The branch's own value where it was given one, held within its bounds; else what is written. It arrives with the branches, as a field
// "vary.PLAYBOOK.PARAM" (core/roster).
NodeIndex Expressions::item_varies(std::uint32_t item, NodeIndex written) {
  const bind::Item& param = bound_.playbooks[playbook_].items[item];
  const Tree& tree = bound_.tree(param.where);
  const NodeId vary = param.thing == Thing::param ? tree.child(NodeId{param.where.node}, Kind::vary) : syntax::kNoNode;
  if (!syntax::exists(vary)) return written;
  const plan::Type type = unit_.type(param.type);
  const bind::Field* field = bound_.customer.find("branch");
  const NodeIndex branch = unit_.node(NodeOp::attribute, unit_.type(field->type), unit_.attribute("branch", field->type));
  NodeIndex out = unit_.node(NodeOp::member, type, branch, unit_.text("vary." + bound_.playbooks[playbook_].name + "." + param.name));
  std::vector<NodeIndex> bounds;
  for (const NodeId child : tree.children(vary)) {
    if (syntax::is_literal(tree.kind(child))) bounds.push_back(lower(param.where.file, child));
  }
  if (bounds.size() == 2) {
    out = unit_.call(plan::Function::maximum, type, {out, bounds[0]});
    out = unit_.call(plan::Function::minimum, type, {out, bounds[1]});
  }
  return unit_.node(NodeOp::otherwise, type, out, written);
}

NodeIndex Expressions::call(std::uint32_t file, NodeId node, std::uint8_t keep) {
  const Tree& tree = bound_.tree(file);
  const std::uint32_t meaning = bound_.meaning(file, node).ref;
  const auto builtin = static_cast<Builtin>(meaning);
  const NodeId head = tree.child_at(node, 0);
  std::vector<NodeId> values;
  if (tree.kind(head) == Kind::member) values.push_back(tree.child_at(head, 0));
  for (const NodeId arg : tree.children(node, Kind::arg)) values.push_back(tree.child_at(arg, 0));
  const plan::Type type = type_of(file, node);
  const auto name = [&]() {
    const auto canonical = bound_.canonical.find(bind::key(file, values[0]));
    return unit_.text(canonical == bound_.canonical.end() ? std::string_view(tree.text(values[0])) : std::string_view(canonical->second));
  };
  const auto function = [&](plan::Function function) {
    std::vector<NodeIndex> args;
    args.reserve(values.size());
    for (const NodeId value : values) args.push_back(lower(file, value));
    return unit_.call(function, type, args);
  };
  if (bind::is_library(meaning)) {
    const std::uint32_t number = meaning - bind::kLibraryMeaning;
    if (number == plan::kFormatCall) return format(file, values);
    if (plan::is_macro(number)) return macro(file, node, values, number);
    const plan::LibraryCall* call = plan::library_call(number);
    if (call != nullptr && !call->method && tree.kind(head) == Kind::member) values.erase(values.begin());   // `math.ceil(x)`
    return function(static_cast<plan::Function>(number));
  }
  switch (builtin) {
    case Builtin::count:
    case Builtin::sum:
    case Builtin::avg:
    case Builtin::min:
    case Builtin::max:
    case Builtin::change: return window(file, node, builtin, keep);
    case Builtin::segment: return unit_.node(NodeOp::in_segment, type, name());
    case Builtin::score: return unit_.node(NodeOp::score, type, name());
    case Builtin::journey: return unit_.node(NodeOp::in_playbook, type, name());
    case Builtin::suitable: return unit_.node(NodeOp::suitable, type, name());
    case Builtin::has: return unit_.logic(NodeOp::is_known, lower(file, values[0]));
    case Builtin::last:   // without a field: whether there was one
      return unit_.node(NodeOp::last_at, {plan::Kind::instant, kNone},
                        unit_.event(bound_.names.at(Thing::event, chain_of(file, values[0])->index).name));
    case Builtin::rate: return rate(file, node);
    case Builtin::size: return function(plan::Function::size);
    case Builtin::contains: return function(plan::Function::contains);
    case Builtin::starts_with: return function(plan::Function::starts_with);
    case Builtin::ends_with: return function(plan::Function::ends_with);
    case Builtin::lower: return function(plan::Function::lower);
    case Builtin::upper: return function(plan::Function::upper);
    case Builtin::trim: return function(plan::Function::trim);
    case Builtin::absolute: return function(plan::Function::absolute);
    case Builtin::minimum: return function(plan::Function::minimum);
    case Builtin::maximum: return function(plan::Function::maximum);
    case Builtin::to_int: return function(plan::Function::to_int);
    case Builtin::to_decimal: return function(plan::Function::to_decimal);
    case Builtin::to_text: return function(plan::Function::to_text);
  }
  return unit_.node(NodeOp::unknown, type);
}

// `values`: the text, and the list of what is put into it. What the library does not know is put in as its text.
NodeIndex Expressions::format(std::uint32_t file, const std::vector<NodeId>& values) {
  const plan::Type text{plan::Kind::text, kNone};
  std::vector<NodeIndex> args{lower(file, values[0])};
  for (const NodeId item : bound_.tree(file).children(values[1])) {
    const plan::Kind kind = bound_.meaning(file, item).type.kind;
    const bool as_text = kind == plan::Kind::date || kind == plan::Kind::one_of || kind == plan::Kind::level_of;
    const NodeIndex value = lower(file, item);
    args.push_back(as_text ? unit_.call(plan::Function::to_text, text, {value}) : value);
  }
  return unit_.call(static_cast<plan::Function>(plan::kFormatCall), text, args);
}

// `values`: the list, the item's name, the body.
NodeIndex Expressions::macro(std::uint32_t file, NodeId node, const std::vector<NodeId>& values, std::uint32_t number) {
  const NodeIndex list = lower(file, values[0]);
  const bind::Type item = bound_.meaning(file, values[1]).type;
  const NodeIndex variable = unit_.node(NodeOp::variable, unit_.type(item), bound_.meaning(file, values[1]).ref);
  const NodeIndex body = lower(file, values[2]);
  const bind::Type type = bound_.meaning(file, values[0]).type;
  const double times = type.kind == plan::Kind::list && type.detail != kNone ? bound_.types.list(type).at_most : 1;
  return unit_.call(static_cast<plan::Function>(number), type_of(file, node), {list, variable, body}, times);
}

NodeIndex Expressions::rate(std::uint32_t file, NodeId node) {
  const Tree& tree = bound_.tree(file);
  const NodeId arg = tree.child(node, Kind::arg);
  const Chain& subject = *chain_of(file, tree.child_at(arg, 0));
  const bind::Item& task = bound_.playbooks[playbook_].items[subject.index];
  const std::string result = subject.root == Root::task_done ? "done" : subject.name;
  plan::Rate out;
  out.name =
      unit_.text(syntax::exists(tree.child(arg, Kind::in_any)) ? task.name + "." + result + " in any moment" : task.path + "." + result);
  if (subject.root != Root::task_done) out.outcome = unit_.text(result);
  const auto add = [&](std::uint32_t item) {
    if (const auto found = tasks.find(item); found != tasks.end()) out.tasks.push_back(found->second);
  };
  add(subject.index);
  for (const std::uint32_t other : subject.others) add(other);
  const std::uint32_t name = out.name;
  if (std::none_of(rates.begin(), rates.end(), [&](const plan::Rate& known) { return known.name == name; }))
    rates.push_back(std::move(out));
  return unit_.node(NodeOp::rate, type_of(file, node), name);
}

NodeIndex Expressions::window(std::uint32_t file, NodeId node, Builtin builtin, std::uint8_t keep) {
  const Tree& tree = bound_.tree(file);
  const NodeId arg = tree.child(node, Kind::arg);
  const Chain& subject = *chain_of(file, tree.child_at(arg, 0));
  plan::Window out;
  switch (builtin) {
    case Builtin::sum: out.function = plan::WindowFunction::sum; break;
    case Builtin::avg: out.function = plan::WindowFunction::average; break;
    case Builtin::min: out.function = plan::WindowFunction::minimum; break;
    case Builtin::max: out.function = plan::WindowFunction::maximum; break;
    case Builtin::change: out.function = plan::WindowFunction::change; break;
    default: out.function = plan::WindowFunction::count; break;
  }
  if (subject.root == Root::attribute) {
    out.attribute = unit_.attribute(subject.name, subject.type);
  } else {
    out.event = unit_.event(bound_.names.at(Thing::event, subject.index).name);
    if (subject.root == Root::last_field) out.field = unit_.text(subject.name);
  }
  if (const NodeId where = tree.child(arg, Kind::where); syntax::exists(where)) out.where = lower(file, tree.child_at(where, 0));
  if (const NodeId last = tree.child(arg, Kind::over_last); syntax::exists(last)) {
    out.last = length(file, tree.child_at(last, 0));
    out.daily = syntax::exists(tree.child(last, Kind::daily));
  }
  for (const Kind kind : {Kind::over_this, Kind::over_previous}) {
    if (const NodeId over = tree.child(arg, kind); syntax::exists(over)) {
      out.period = period_of(tree[over].unit);
      out.previous = kind == Kind::over_previous;
    }
  }
  out.keep = builtin == Builtin::count ? keep : std::uint8_t{0};
  return unit_.node(NodeOp::window, type_of(file, node), unit_.window(out));
}

}  // namespace playmaker::lower
