#include <algorithm>

#include "dsl/bind/expression.hpp"

namespace playmaker::bind {
namespace {

using syntax::Kind;

struct Part { NodeId node; std::string_view text; };

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

// One resolution: reads the parts from left to right.
class Resolver {
 public:
  Resolver(Work& work, const Scope& scope, NodeId whole) : work_(work), scope_(scope), whole_(whole) { collect(scope.tree(work), whole, parts_); }

  Chain resolve() {
    const std::string_view head = parts_[0].text;
    if (scope_.self != Self::none && self_field(head)) return chain_;
    if (head == "customer") return customer();
    if (head == "event") return event_at_hand();
    if (head == "answer") return no_event();
    if (head == "now") return plain(Root::now, kInstant);
    if (head == "today") return plain(Root::today, kDate);
    if (scope_.playbook != kNone) {
      if (head == "entry") return plain(Root::entry, kInstant);
      if (head == "due") return plain(Root::due, kInstant);
      if (head == "hand_off" && parts_.size() == 1) return plain(Root::hand_off, kPoison);
      if (item(head)) return chain_;
    }
    if (const std::uint32_t index = work_.bound.names.find(Thing::event, head); index != kNone) return event(index);
    if (const std::uint32_t index = work_.bound.names.find(Thing::benefit, head); index != kNone) return benefit(index);
    if (const std::uint32_t index = work_.bound.names.find(Thing::activity, head); index != kNone) return activity(index);
    if (scope_.playbook != kNone && work_.bound.playbooks[scope_.playbook].has_unsupported_names) return chain_;
    report_unknown(work_, span(0), scope_.happening ? Words{"event or task", "事件或任务"} : Words{"value, event or task", "值、事件或任务"}, head, everything());
    return chain_;
  }

 private:
  Span span(std::size_t part) const { return scope_.tree(work_).span(parts_[part].node); }
  Span span_all() const { return scope_.tree(work_).span(whole_); }
  void canonical(std::size_t part, std::string_view name) {
    set_canonical(work_, scope_.file, parts_[part].node, name);
    if (!chain_.text.empty()) chain_.text += '.';
    chain_.text += name;
  }

  Chain plain(Root root, Type type) {
    chain_.root = root;
    chain_.type = type;
    canonical(0, parts_[0].text);
    return members(1) ? chain_ : poison();
  }
  Chain poison() { return Chain{}; }

  void report_field(std::size_t part, const Words& of, std::vector<std::string_view> candidates) {
    Issue issue(Code::field_unknown, span(part));
    issue.arg(parts_[part].text).arg(of);
    suggest(issue, span(part), parts_[part].text, candidates);
    work_.issues.add(std::move(issue));
  }

  // The fields after what is resolved so far.
  bool members(std::size_t from) {
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
        bind_derived(work_, chain_.type.kind == plan::Kind::person ? Self::person : Self::branch, static_cast<std::uint32_t>(field - fields->list.data()));
      }
      canonical(i, field->name);
      chain_.members.push_back(field->name);
      chain_.of.push_back(chain_.type);
      chain_.type = field->type;
      chain_.maybe = chain_.maybe || field->optional;
    }
    return true;
  }

  void take(const Field& field, Root root, std::uint32_t index) {
    chain_.root = root;
    chain_.index = index;
    chain_.name = field.name;
    chain_.type = field.type;
    chain_.maybe = field.optional;
  }

  // A customer's field, whose name may have two parts ("consent.marketing"); `at` is its first part. 0: none.
  std::size_t customer_field(std::size_t at) {
    const auto matches = [](std::string_view name, std::string_view alias, std::string_view written) { return written == name || (!alias.empty() && written == alias); };
    const std::vector<Field>& fields = work_.bound.customer.list;
    for (std::uint32_t i = 0; i < fields.size(); ++i) {
      const std::string_view name = fields[i].name, alias = fields[i].alias;
      const std::size_t dot = name.find('.'), alias_dot = alias.find('.');
      if (!matches(name.substr(0, dot), alias.substr(0, alias_dot), parts_[at].text)) continue;
      if (dot == std::string_view::npos) {
        if (fields[i].derived.node != kNone) bind_derived(work_, Self::customer, i);
        take(fields[i], Root::attribute, i);
        canonical(at, name);
        return 1;
      }
      if (at + 1 >= parts_.size() || !matches(name.substr(dot + 1), alias.empty() ? alias : alias.substr(alias_dot + 1), parts_[at + 1].text)) continue;
      take(fields[i], Root::attribute, i);
      canonical(at, name.substr(0, dot));
      canonical(at + 1, name.substr(dot + 1));
      return 2;
    }
    return 0;
  }

  Chain customer() {
    canonical(0, "customer");
    if (parts_.size() == 1) {
      chain_.root = Root::customer;
      return chain_;
    }
    const std::size_t used = customer_field(1);
    if (used != 0) return members(1 + used) ? chain_ : poison();
    // A record's own fields, or everything.
    std::vector<std::string_view> candidates;
    const std::string prefix = std::string(parts_[1].text) + ".";
    bool is_record = false;
    for (const Field& field : work_.bound.customer.list) {
      if (field.name.starts_with(prefix) || (!field.alias.empty() && field.alias.starts_with(prefix))) {
        is_record = true;
        candidates.push_back(std::string_view(field.name).substr(field.name.find('.') + 1));
      }
    }
    if (is_record && parts_.size() > 2) {
      report_field(2, {"`customer." + std::string(parts_[1].text) + "`"}, std::move(candidates));
      return poison();
    }
    if (is_record) {
      work_.issues.add(Issue(Code::name_no_value, span_all()).arg("customer." + std::string(parts_[1].text)).arg({"a record", "记录"}));
      return poison();
    }
    candidates.clear();
    for (const std::string_view name : work_.bound.customer.names()) {
      const std::string_view first = name.substr(0, name.find('.'));
      if (std::find(candidates.begin(), candidates.end(), first) == candidates.end()) candidates.push_back(first);
    }
    report_field(1, {"the customer", "客户"}, std::move(candidates));
    return poison();
  }

  bool self_field(std::string_view head) {
    if (scope_.self == Self::customer) {
      if (head == "customer") return false;
      chain_.text = "customer";
      const std::size_t used = customer_field(0);
      if (used == 0) { chain_.text.clear(); return false; }
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

  Chain no_event() {
    work_.issues.add(Issue(Code::event_not_at_hand, span_all()).arg(written(work_, scope_.file, whole_)));
    return poison();
  }

  Chain event_at_hand() {
    if (scope_.events.empty()) return no_event();
    canonical(0, "event");
    if (parts_.size() == 1) {
      work_.issues.add(Issue(Code::name_no_value, span_all()).arg("event").arg({"the event at hand", "正在处理的事件"}).help({"read one of its fields: `event.name`", "请读取其字段:`event.name`"}));
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
        report_field(1, {"the event `" + name + "`", "事件 `" + name + "` "}, std::move(candidates));
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
  Chain event_name() {
    chain_.root = Root::event_name;
    chain_.type = kText;
    std::vector<std::string> names;
    for (const std::uint32_t event : scope_.events) names.push_back(work_.bound.names.at(Thing::event, event).name);
    chain_.closed = work_.bound.types.enumeration(plan::Kind::one_of, std::move(names)).detail;
    canonical(1, "name");
    return members(2) ? chain_ : poison();
  }

  Chain event(std::uint32_t index) {
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

  Chain benefit(std::uint32_t index) {
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

  Chain activity(std::uint32_t index) {
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
    if (parts_.size() == 2 && parts_[1].text == "attended") {
      report_not_yet(work_, span_all(), {"attendance of an activity", "活动的到场"});
      return poison();
    }
    if (parts_.size() == 1) work_.issues.add(Issue(Code::name_no_value, span_all()).arg(name).arg({"an activity", "活动"}));
    else report_field(1, {"the activity `" + name + "`", "活动 `" + name + "` "}, {"starts", "sign_up_by"});
    return poison();
  }

  // Things of the playbook: from inside, a bare name means this occurrence; from outside it must be unique, or be written in full.
  bool item(std::string_view head) {
    Playbook& playbook = work_.bound.playbooks[scope_.playbook];
    std::vector<std::uint32_t> found;
    for (std::uint32_t container = scope_.container;; container = playbook.items[container].parent) {
      for (std::uint32_t i = 0; i < playbook.items.size(); ++i) {
        if (playbook.items[i].parent == container && readable(playbook.items[i]) && named(playbook.items[i], head)) found.push_back(i);
      }
      if (!found.empty() || container == kNone) break;
    }
    if (found.empty()) {
      for (std::uint32_t i = 0; i < playbook.items.size(); ++i) {
        if (readable(playbook.items[i]) && named(playbook.items[i], head)) found.push_back(i);
      }
    }
    if (found.empty()) return false;
    if (found.size() > 1 && std::all_of(found.begin(), found.end(), [&](std::uint32_t i) { return playbook.items[i].thing == Thing::task; })) {
      std::string all;
      for (const std::uint32_t i : found) all += (all.empty() ? "`" : ", `") + playbook.items[i].path + "`";
      if (in_any_) {
        chain_.others.assign(found.begin() + 1, found.end());
        take_item(found[0], 0);
        return true;
      }
      work_.issues.add(Issue(Code::name_ambiguous, span(0)).arg(head).arg(all).help({"write it in full: `" + playbook.items[found[0]].path + "`, or say `in any moment`",
                                                                                     "请写全:`" + playbook.items[found[0]].path + "`,或写 `in any moment`"}));
      return true;
    }
    std::uint32_t index = found[0];
    std::size_t part = 0;
    while (playbook.items[index].thing != Thing::task && part + 1 < parts_.size()) {   // in full: container, then what it holds
      std::uint32_t child = kNone;
      for (std::uint32_t i = 0; i < playbook.items.size(); ++i) {
        if (playbook.items[i].parent == index && named(playbook.items[i], parts_[part + 1].text)) child = i;
      }
      if (child == kNone) break;
      set_canonical(work_, scope_.file, parts_[part].node, playbook.items[index].name);
      index = child;
      ++part;
    }
    take_item(index, part);
    return true;
  }
  static bool readable(const Item& item) {
    return item.thing != Thing::goal && item.thing != Thing::exit && item.thing != Thing::handler && item.thing != Thing::decide;
  }
  static bool named(const Item& item, std::string_view name) { return item.name == name || (!item.alias.empty() && item.alias == name); }

  void take_item(std::uint32_t index, std::size_t part) {
    Playbook& playbook = work_.bound.playbooks[scope_.playbook];
    if (playbook.items[index].skipped) return;
    set_canonical(work_, scope_.file, parts_[part].node, playbook.items[index].name);
    chain_.text = playbook.items[index].path;
    chain_.index = index;
    const Thing thing = playbook.items[index].thing;
    if (thing == Thing::param || thing == Thing::define) {
      bind_definition(work_, scope_.playbook, index);
      const Item& item = work_.bound.playbooks[scope_.playbook].items[index];
      chain_.root = thing == Thing::param ? Root::param : Root::define;
      chain_.type = item.type;
      chain_.maybe = item.maybe;
      chain_.closed = item.closed;
      if (!members(part + 1)) chain_ = poison();
      return;
    }
    if (thing == Thing::task) return task(index, part + 1);
    if (part + 1 < parts_.size()) {
      std::vector<std::string_view> inside;
      for (const Item& item : playbook.items) if (item.parent == index) inside.push_back(item.name);
      report_field(part + 1, {"`" + playbook.items[index].path + "`"}, std::move(inside));
      chain_ = poison();
      return;
    }
    chain_.root = Root::container;
  }

  void task(std::uint32_t index, std::size_t part) {
    const Item& item = work_.bound.playbooks[scope_.playbook].items[index];
    chain_.root = Root::task;
    if (part >= parts_.size()) return;
    const std::string_view result = parts_[part].text;
    chain_.type = kBool;
    chain_.text += "." + std::string(result);
    if (result == "done") chain_.root = Root::task_done;
    else if (result == "closed") chain_.root = Root::task_closed;
    else if (result == "outcome") { chain_.root = Root::task_outcome; chain_.maybe = true; chain_.type = kText; chain_.closed = outcomes(item); }
    else if (built_in(result) || std::find(item.outcomes.begin(), item.outcomes.end(), result) != item.outcomes.end()) {
      chain_.root = Root::task_outcome_is;
      chain_.name = result;
    } else {
      std::vector<std::string_view> candidates = {"done", "closed", "outcome", "expired", "lapsed", "cancelled", "unreached"};
      for (const std::string& outcome : item.outcomes) candidates.push_back(outcome);
      Issue issue(Code::result_unknown, span(part));
      issue.arg(result).arg(item.name);
      suggest(issue, span(part), result, candidates);
      work_.issues.add(std::move(issue));
      chain_ = poison();
      return;
    }
    if (part + 1 < parts_.size()) {
      report_field(part + 1, work_.bound.types.words(chain_.type), {});
      chain_ = poison();
    }
  }
  std::uint32_t outcomes(const Item& item) {
    std::vector<std::string> values = {"done", "expired", "lapsed", "cancelled", "unreached"};
    for (const std::string& outcome : item.outcomes) values.push_back(outcome);
    return work_.bound.types.enumeration(plan::Kind::one_of, std::move(values)).detail;
  }
  static bool built_in(std::string_view name) { return name == "expired" || name == "lapsed" || name == "cancelled" || name == "unreached"; }

  std::vector<std::string_view> everything() const {
    std::vector<std::string_view> out = {"customer", "event", "now", "today", "entry"};
    if (scope_.playbook != kNone) {
      for (const Item& item : work_.bound.playbooks[scope_.playbook].items) if (readable(item)) out.push_back(item.name);
    }
    for (const Thing thing : {Thing::event, Thing::benefit, Thing::activity}) work_.bound.names.candidates(thing, out);
    if (scope_.self == Self::customer) for (const std::string_view name : work_.bound.customer.names()) out.push_back(name);
    if (scope_.self == Self::person) for (const std::string_view name : work_.bound.person.names()) out.push_back(name);
    if (scope_.self == Self::branch) for (const std::string_view name : work_.bound.branch.names()) out.push_back(name);
    return out;
  }

  Work& work_;
  const Scope& scope_;
  NodeId whole_;
  std::vector<Part> parts_;
  Chain chain_;

 public:
  bool in_any_ = false;
};

}  // namespace

bool is_chain(const Tree& tree, NodeId node) {
  while (tree.kind(node) == Kind::member) node = tree.child_at(node, 0);
  return tree.kind(node) == Kind::variable || tree.kind(node) == Kind::path || tree.kind(node) == Kind::ref || tree.kind(node) == Kind::name;
}

const Chain& bind_chain(Work& work, const Scope& scope, NodeId node) {
  if (const std::uint32_t bound = work.bound.meaning(scope.file, node).chain; bound != kNone) return work.bound.chains[bound];
  Resolver resolver(work, scope, node);
  resolver.in_any_ = scope.in_any;
  Chain chain = resolver.resolve();
  Meaning& meaning = work.bound.meaning(scope.file, node);
  meaning.type = chain.type;
  meaning.chain = static_cast<std::uint32_t>(work.bound.chains.size());
  work.bound.chains.push_back(std::move(chain));
  return work.bound.chains.back();
}

}  // namespace playmaker::bind
