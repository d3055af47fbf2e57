#include "dsl/bind/resolver.hpp"

#include <algorithm>

#include "runtime/base/numerals.hpp"
#include "runtime/plan/flow.hpp"
#include "runtime/plan/library.hpp"

namespace playmaker::bind {

using syntax::Kind;

namespace {

using Part = Resolver::Part;

void collect(const Tree& tree, NodeId node, std::vector<Part>& parts) {
  switch (tree.kind(node)) {
    case Kind::path:
      for (const NodeId name : tree.children(node)) parts.push_back({name, tree.text(name)});
      break;
    case Kind::member:
      collect(tree, tree.child_at(node, 0), parts);
      parts.push_back({tree.child_at(node, 1), tree.text(tree.child_at(node, 1))});
      break;
    default: parts.push_back({node, tree.text(node)});
  }
}

}  // namespace

Resolver::Resolver(Work& work, const Scope& scope, NodeId whole) : work_(work), scope_(scope), whole_(whole) {
  collect(scope.tree(work), whole, parts_);
}

Chain Resolver::resolve() {
  const std::string_view head = parts_[0].text;
  if (scope_.self != Self::none && self_field(head)) return chain_;
  for (std::size_t i = scope_.variables.size(); i-- > 0;) {
    if (head != scope_.variables[i].first) continue;
    chain_.index = plan::kMacroVariable + static_cast<std::uint32_t>(i);
    return plain(Root::item, scope_.variables[i].second);
  }
  if (!scope_.item.empty() && head == scope_.item) {
    chain_.index = plan::kItemVariable;
    return plain(Root::item, scope_.item_type);
  }
  if (head == "customer") return customer();
  if (head == "event") return event_at_hand();
  if (head == "answer") return answer();
  if (head == "now") return plain(Root::now, kInstant);
  if (head == "today") return plain(Root::today, kDate);
  if (scope_.playbook != kNone) {
    if (head == "entry") return plain(Root::entry, kInstant);
    if (head == "due") return plain(Root::due, kInstant);
    // An entry's own word; elsewhere the catalog's event of that name, where it declares one.
    const bool declared = work_.bound.names.find(Thing::event, "hand_off") != kNone;
    if (head == "hand_off" && parts_.size() == 1 && (scope_.happening || !declared)) return plain(Root::hand_off, kPoison);
    if (item(head)) return chain_;
  }
  if (const std::uint32_t index = work_.bound.names.find(Thing::event, head); index != kNone) return event(index);
  if (const std::uint32_t index = work_.bound.names.find(Thing::benefit, head); index != kNone) return benefit(index);
  if (const std::uint32_t index = work_.bound.names.find(Thing::activity, head); index != kNone) return activity(index);
  if (scope_.playbook != kNone && work_.bound.playbooks[scope_.playbook].has_unsupported_names) return chain_;
  if (report_bare_function(head)) return chain_;
  if (report_written_otherwise(head)) return chain_;
  report_unknown(work_, span(0), scope_.happening ? Words{"event or task", "事件或任务"} : Words{"value, event or task", "值、事件或任务"},
                 head, suggesting(work_) ? everything() : std::vector<std::string_view>{});
  return chain_;
}

void Resolver::canonical(std::size_t part, std::string_view name) {
  set_canonical(work_, scope_.file, parts_[part].node, name);
  if (!chain_.text.empty()) chain_.text += '.';
  chain_.text += name;
}

Chain Resolver::plain(Root root, Type type) {
  chain_.root = root;
  chain_.type = type;
  canonical(0, parts_[0].text);
  return members(1) ? chain_ : poison();
}

// 限期 三天, 客户的资产: a number in words, a field as it is spoken of.
bool Resolver::report_written_otherwise(std::string_view head) {
  constexpr std::string_view kOf = "的";
  std::string better = parts_.size() == 1 ? base::length_meant(head) : std::string();
  const std::size_t of = head.find(kOf);
  if (better.empty() && of != std::string_view::npos && of > 0 && of + kOf.size() < head.size())
    better = std::string(head.substr(0, of)) + "." + std::string(head.substr(of + kOf.size()));
  if (better.empty()) return false;
  Issue issue(Code::name_unknown, span(0));
  issue.arg(head)
      .arg({"value, event or task", "值、事件或任务"})
      .help({"write `" + better + "`", "请写 `" + better + "`"})
      .fix(span(0), better);
  work_.issues.add(std::move(issue));
  return true;
}

bool Resolver::report_bare_function(std::string_view head) {
  struct Row {
    std::string_view name;
    Thing of;
    std::string_view after;
  };
  static constexpr Row kRows[] = {{"score", Thing::score, ""},
                                  {"segment", Thing::segment, ""},
                                  {"count", Thing::event, " over last 30 days"},
                                  {"last", Thing::event, ""}};
  const auto* row = std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& each) { return each.name == head; });
  if (row == std::end(kRows) || parts_.size() != 1) return false;
  std::vector<std::string_view> names;
  work_.bound.names.candidates(row->of, names);
  const std::string better =
      std::string(head) + "(" + (names.empty() ? std::string("NAME") : std::string(names.front())) + std::string(row->after) + ")";
  Issue issue(Code::name_unknown, span(0));
  issue.arg(head).arg({"value, event or task", "值、事件或任务"}).help({"write `" + better + "`", "请写 `" + better + "`"});
  if (names.size() == 1) issue.fix(span(0), better);
  work_.issues.add(std::move(issue));
  return true;
}

void Resolver::report_field(std::size_t part, const Words& of, const std::vector<std::string_view>& candidates) {
  Issue issue(Code::field_unknown, span(part));
  issue.arg(parts_[part].text).arg(of);
  suggest(work_, issue, span(part), parts_[part].text, candidates);
  work_.issues.add(std::move(issue));
}

bool Resolver::members(std::size_t from) {
  for (std::size_t i = from; i < parts_.size(); ++i) {
    const Fields* fields = nullptr;
    if (poisoned(chain_.type)) return false;
    if (chain_.type.kind == plan::Kind::person) fields = &work_.bound.person;
    if (chain_.type.kind == plan::Kind::branch) fields = &work_.bound.branch;
    if (chain_.type.kind == plan::Kind::record) fields = &work_.bound.types.fields(chain_.type);
    const Field* field = fields ? fields->find(parts_[i].text) : nullptr;
    if (!field) {
      report_field(i, work_.bound.types.words(chain_.type), fields ? fields->names() : std::vector<std::string_view>{});
      return false;
    }
    if (field->derived.node != kNone) {
      bind_derived(work_, chain_.type.kind == plan::Kind::person ? Self::person : Self::branch,
                   static_cast<std::uint32_t>(field - fields->list.data()));
    }
    canonical(i, field->name);
    chain_.members.push_back(field->name);
    chain_.of.push_back(chain_.type);
    chain_.type = field->type;
    chain_.maybe = chain_.maybe || field->optional;
  }
  return true;
}

void Resolver::take(const Field& field, Root root, std::uint32_t index) {
  chain_.root = root;
  chain_.index = index;
  chain_.name = field.name;
  chain_.type = field.type;
  chain_.maybe = field.optional;
}

namespace {

// "consent.marketing" as its names.
std::vector<std::string_view> names_of_path(std::string_view path) {
  std::vector<std::string_view> out;
  while (!path.empty()) {
    const std::size_t dot = path.find('.');
    out.push_back(path.substr(0, dot));
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  }
  return out;
}

}  // namespace

std::size_t Resolver::customer_field(std::size_t at) {
  const std::vector<Field>& fields = work_.bound.customer.list;
  for (std::uint32_t i = 0; i < fields.size(); ++i) {
    const std::vector<std::string_view> names = names_of_path(fields[i].name), aliases = names_of_path(fields[i].alias);
    if (at + names.size() > parts_.size()) continue;
    bool fits = true;
    for (std::size_t k = 0; k < names.size() && fits; ++k) {
      const std::string_view written = parts_[at + k].text;
      fits = written == names[k] || (k < aliases.size() && written == aliases[k]);
    }
    if (!fits) continue;
    if (fields[i].derived.node != kNone) bind_derived(work_, Self::customer, i);
    take(fields[i], Root::attribute, i);
    for (std::size_t k = 0; k < names.size(); ++k) canonical(at + k, names[k]);
    return names.size();
  }
  return 0;
}

Chain Resolver::customer() {
  canonical(0, "customer");
  if (parts_.size() == 1) {
    chain_.root = Root::customer;
    return chain_;
  }
  const std::size_t used = customer_field(1);
  if (used != 0) return members(1 + used) ? chain_ : poison();
  // The fields of the innermost record that is named, or everything.
  std::vector<std::string_view> candidates;
  std::string record = std::string(parts_[1].text), inner = record;
  std::size_t deep = 0;                  // names that are records, from the first
  while (deep + 1 < parts_.size()) {
    std::vector<std::string_view> inside;
    for (const Field& field : work_.bound.customer.list) {
      const bool own = field.name.starts_with(inner + "."), other = !field.alias.empty() && field.alias.starts_with(inner + ".");
      if (!own && !other) continue;
      std::string_view rest = std::string_view(own ? field.name : field.alias).substr(inner.size() + 1);
      rest = rest.substr(0, rest.find('.'));
      if (std::find(inside.begin(), inside.end(), rest) == inside.end()) inside.push_back(rest);
    }
    if (inside.empty()) break;
    ++deep;
    record = inner;
    candidates = std::move(inside);
    if (deep + 1 < parts_.size()) inner += "." + std::string(parts_[deep + 1].text);
  }
  if (deep > 0 && deep + 1 < parts_.size()) {
    report_field(deep + 1, {"`customer." + record + "`"}, candidates);
    return poison();
  }
  if (deep > 0) {
    work_.issues.add(Issue(Code::name_no_value, span_all()).arg("customer." + record).arg({"a record", "记录"}));
    return poison();
  }
  candidates.clear();
  for (const std::string_view name : work_.bound.customer.names()) {
    const std::string_view first = name.substr(0, name.find('.'));
    if (std::find(candidates.begin(), candidates.end(), first) == candidates.end()) candidates.push_back(first);
  }
  report_field(1, {"the customer", "客户"}, candidates);
  return poison();
}

bool Resolver::self_field(std::string_view head) {
  if (scope_.self == Self::customer) {
    if (head == "customer") return false;
    chain_.text = "customer";
    const std::size_t used = customer_field(0);
    if (used == 0) {
      chain_.text.clear();
      return false;
    }
    if (!members(used)) chain_ = poison();
    return true;
  }
  const Fields& fields = scope_.self == Self::person ? work_.bound.person : work_.bound.branch;
  const Field* field = fields.find(head);
  if (!field) return false;
  const auto index = static_cast<std::uint32_t>(field - fields.list.data());
  if (field->derived.node != kNone) bind_derived(work_, scope_.self, index);
  take(*field, Root::self, index);
  canonical(0, field->name);
  if (!members(1)) chain_ = poison();
  return true;
}

Chain Resolver::no_event() {
  work_.issues.add(Issue(Code::event_not_at_hand, span_all()).arg(written(work_, scope_.file, whole_)));
  return poison();
}

Chain Resolver::answer() {
  if (scope_.answering == kNone) {
    work_.issues.add(Issue(Code::answer_not_at_hand, span_all()).arg(written(work_, scope_.file, whole_)));
    return poison();
  }
  canonical(0, "answer");
  if (parts_.size() == 1) {
    work_.issues.add(Issue(Code::name_no_value, span_all()).arg("answer").arg({"the answer at hand", "客户的答复"}));
    return poison();
  }
  const Fields& answers = work_.bound.templates[scope_.answering].answers;
  const Field* field = answers.find(parts_[1].text);
  if (!field) {
    const std::string& name = work_.bound.names.at(Thing::template_, scope_.answering).name;
    report_field(1, {"the answer to `" + name + "`", "`" + name + "` 的答复"}, answers.names());
    return poison();
  }
  take(*field, Root::answer_field, kNone);
  canonical(1, field->name);
  return members(2) ? chain_ : poison();
}

Chain Resolver::event_at_hand() {
  if (scope_.events.empty()) return no_event();
  canonical(0, "event");
  if (parts_.size() == 1) {
    work_.issues.add(Issue(Code::name_no_value, span_all())
                         .arg("event")
                         .arg({"the event at hand", "正在处理的事件"})
                         .help({"read one of its fields: `event.name`", "请读取其字段:`event.name`"}));
    return poison();
  }
  const std::string_view wanted = parts_[1].text;
  const Field* first = nullptr;
  bool optional = false;
  for (const std::uint32_t event : scope_.events) {
    const Field* field = work_.bound.events[event].fields.find(wanted);
    if (!field) {
      if (wanted == "name") return event_name();
      std::vector<std::string_view> candidates = work_.bound.events[event].fields.names();
      candidates.push_back("name");
      const std::string& name = work_.bound.names.at(Thing::event, event).name;
      report_field(1, {"the event `" + name + "`", "事件 `" + name + "` "}, candidates);
      return poison();
    }
    if (first && !work_.bound.types.same(first->type, field->type)) {
      work_.issues.add(Issue(Code::fields_differ, span_all()).arg(wanted));
      return poison();
    }
    if (!first) first = field;
    optional = optional || field->optional;
  }
  take(*first, Root::event_field, kNone);
  chain_.maybe = optional;
  canonical(1, first->name);
  return members(2) ? chain_ : poison();
}

Chain Resolver::event_name() {
  chain_.root = Root::event_name;
  chain_.type = kText;
  std::vector<std::string> names;
  names.reserve(scope_.events.size());
  for (const std::uint32_t event : scope_.events) names.push_back(work_.bound.names.at(Thing::event, event).name);
  chain_.closed = work_.bound.types.enumeration(plan::Kind::one_of, std::move(names)).detail;
  canonical(1, "name");
  return members(2) ? chain_ : poison();
}

Chain Resolver::event(std::uint32_t index) {
  canonical(0, work_.bound.names.at(Thing::event, index).name);
  chain_.index = index;
  if (parts_.size() == 1) {
    chain_.root = Root::event;
    return chain_;
  }
  const Field* field = work_.bound.events[index].fields.find(parts_[1].text);
  if (!field) {
    const std::string& name = work_.bound.names.at(Thing::event, index).name;
    report_field(1, {"the event `" + name + "`", "事件 `" + name + "` "}, work_.bound.events[index].fields.names());
    return poison();
  }
  take(*field, Root::last_field, index);
  chain_.maybe = true;
  canonical(1, field->name);
  return members(2) ? chain_ : poison();
}

Chain Resolver::benefit(std::uint32_t index) {
  const std::string& name = work_.bound.names.at(Thing::benefit, index).name;
  canonical(0, name);
  if (parts_.size() == 1) {
    work_.issues.add(Issue(Code::name_no_value, span_all()).arg(name).arg({"a benefit", "权益"}));
    return poison();
  }
  const Field* field = work_.bound.gives[index].find(parts_[1].text);
  if (!field) {
    report_field(1, {"what the benefit `" + name + "` gives", "权益 `" + name + "` 所给的内容"}, work_.bound.gives[index].names());
    return poison();
  }
  take(*field, Root::benefit_field, index);
  chain_.maybe = true;
  canonical(1, field->name);
  return members(2) ? chain_ : poison();
}

Chain Resolver::activity(std::uint32_t index) {
  const std::string& name = work_.bound.names.at(Thing::activity, index).name;
  canonical(0, name);
  if (parts_.size() == 2 && (parts_[1].text == "starts" || parts_[1].text == "sign_up_by")) {
    chain_.root = Root::activity_time;
    chain_.index = index;
    chain_.name = parts_[1].text;
    chain_.type = chain_.name == "starts" ? kInstant : kDate;
    canonical(1, chain_.name);
    return chain_;
  }
  if (parts_.size() == 2 && (parts_[1].text == "signed_up" || parts_[1].text == "attended")) {
    chain_.root = Root::event;
    chain_.index = work_.bound.names.find(Thing::event, name + "." + std::string(parts_[1].text));
    canonical(1, parts_[1].text);
    return chain_;
  }
  if (parts_.size() == 1) work_.issues.add(Issue(Code::name_no_value, span_all()).arg(name).arg({"an activity", "活动"}));
  else report_field(1, {"the activity `" + name + "`", "活动 `" + name + "` "}, {"starts", "sign_up_by", "signed_up", "attended"});
  return poison();
}

bool is_chain(const Tree& tree, NodeId node) {
  while (tree.kind(node) == Kind::member) node = tree.child_at(node, 0);
  return tree.kind(node) == Kind::variable || tree.kind(node) == Kind::path || tree.kind(node) == Kind::ref ||
         tree.kind(node) == Kind::name;
}

const Chain& bind_chain(Work& work, const Scope& scope, NodeId node) {
  if (const std::uint32_t bound = work.bound.meaning(scope.file, node).chain; bound != kNone) return work.bound.chains[bound];
  Resolver resolver(work, scope, node);
  Chain chain = resolver.resolve();
  Meaning& meaning = work.bound.meaning(scope.file, node);
  meaning.type = chain.type;
  meaning.chain = static_cast<std::uint32_t>(work.bound.chains.size());
  work.bound.chains.push_back(std::move(chain));
  return work.bound.chains.back();
}

}  // namespace playmaker::bind
