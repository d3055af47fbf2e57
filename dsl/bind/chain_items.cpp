// Things of the playbook among the names with dots: params, defines, tasks and their results, containers.
#include "dsl/bind/resolver.hpp"

#include <algorithm>
#include <set>

namespace playmaker::bind {

bool Resolver::item(std::string_view head) {
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
  // One that is declared twice is told there, not at each place that names it.
  std::set<std::string_view> paths;
  std::erase_if(found, [&](std::uint32_t i) { return !paths.insert(playbook.items[i].path).second; });
  if (found.size() > 1 &&
      std::all_of(found.begin(), found.end(), [&](std::uint32_t i) { return playbook.items[i].thing == Thing::task; })) {
    std::string all;
    for (const std::uint32_t i : found) all += (all.empty() ? "`" : ", `") + playbook.items[i].path + "`";
    if (scope_.in_any) {
      chain_.others.assign(found.begin() + 1, found.end());
      take_item(found[0], 0);
      return true;
    }
    work_.issues.add(Issue(Code::name_ambiguous, span(0))
                         .arg(head)
                         .arg(all)
                         .help({"write it in full: `" + playbook.items[found[0]].path + "`, or say `in any moment`",
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

bool Resolver::readable(const Item& item) {
  return item.thing != Thing::goal && item.thing != Thing::exit && item.thing != Thing::handler && item.thing != Thing::decide &&
         item.thing != Thing::review;
}

void Resolver::take_item(std::uint32_t index, std::size_t part) {
  Playbook& playbook = work_.bound.playbooks[scope_.playbook];
  set_canonical(work_, scope_.file, parts_[part].node, playbook.items[index].name);
  if (playbook.items[index].of_branch) {   // poison: told here
    const Item& item = playbook.items[index];
    work_.issues.add(Issue(Code::branch_read, span(part)).arg(item.path).note(work_.bound.span(item.where), {"declared here", "在此声明"}));
    return;
  }
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
    for (const Item& item : playbook.items)
      if (item.parent == index) inside.push_back(item.name);
    report_field(part + 1, {"`" + playbook.items[index].path + "`"}, inside);
    chain_ = poison();
    return;
  }
  chain_.root = Root::container;
}

void Resolver::task(std::uint32_t index, std::size_t part) {
  const Item& item = work_.bound.playbooks[scope_.playbook].items[index];
  chain_.root = Root::task;
  if (part >= parts_.size()) return;
  const std::string_view result = parts_[part].text;
  chain_.type = kBool;
  chain_.text += "." + std::string(result);
  if (result == "done") chain_.root = Root::task_done;
  else if (result == "closed") chain_.root = Root::task_closed;
  else if (result == "outcome") {
    chain_.root = Root::task_outcome;
    chain_.maybe = true;
    chain_.type = kText;
    chain_.closed = outcomes(item);
  } else if (built_in(result) || std::find(item.outcomes.begin(), item.outcomes.end(), result) != item.outcomes.end()) {
    chain_.root = Root::task_outcome_is;
    chain_.name = result;
  } else {
    std::vector<std::string_view> candidates = {"done", "closed", "outcome", "expired", "lapsed", "cancelled", "unreached"};
    for (const std::string& outcome : item.outcomes) candidates.push_back(outcome);
    Issue issue(Code::result_unknown, span(part));
    issue.arg(result).arg(item.name);
    suggest(work_, issue, span(part), result, candidates);
    work_.issues.add(std::move(issue));
    chain_ = poison();
    return;
  }
  if (part + 1 < parts_.size()) {
    report_field(part + 1, work_.bound.types.words(chain_.type), {});
    chain_ = poison();
  }
}

std::uint32_t Resolver::outcomes(const Item& item) {
  std::vector<std::string> values = {"done", "expired", "lapsed", "cancelled", "unreached"};
  for (const std::string& outcome : item.outcomes) values.push_back(outcome);
  return work_.bound.types.enumeration(plan::Kind::one_of, std::move(values)).detail;
}

bool Resolver::built_in(std::string_view name) {
  return name == "expired" || name == "lapsed" || name == "cancelled" || name == "unreached";
}

std::vector<std::string_view> Resolver::everything() const {
  std::vector<std::string_view> out = {"customer", "event", "now", "today", "entry"};
  if (scope_.playbook != kNone) {
    for (const Item& item : work_.bound.playbooks[scope_.playbook].items)
      if (readable(item)) out.push_back(item.name);
  }
  for (const Thing thing : {Thing::event, Thing::benefit, Thing::activity}) work_.bound.names.candidates(thing, out);
  if (scope_.self == Self::customer)
    for (const std::string_view name : work_.bound.customer.names()) out.push_back(name);
  if (scope_.self == Self::person)
    for (const std::string_view name : work_.bound.person.names()) out.push_back(name);
  if (scope_.self == Self::branch)
    for (const std::string_view name : work_.bound.branch.names()) out.push_back(name);
  return out;
}

}  // namespace playmaker::bind
