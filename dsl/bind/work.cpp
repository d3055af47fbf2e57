#include "dsl/bind/work.hpp"

#include <algorithm>

#include "runtime/base/limits.hpp"
#include "runtime/base/slip.hpp"
#include "runtime/base/text.hpp"

namespace playmaker::bind {

bool suggesting(const Work& work) { return work.issues.list().size() < base::kIssuesMax && work.bound.compared < kComparedMax; }

void suggest(Work& work, Issue& issue, Span span, std::string_view name, const std::vector<std::string_view>& candidates) {
  constexpr std::size_t kNameMax = 200;   // longer than any that is a slip of another
  if (!suggesting(work) || name.size() > kNameMax || work.bound.compared + candidates.size() > kComparedMax) return;
  work.bound.compared += candidates.size();
  const std::string_view near = base::nearest(name, candidates);
  if (!near.empty()) {
    const std::string word(near);
    issue.help({"did you mean `" + word + "`?", "是否想写 `" + word + "`?"});
    if (base::surely_meant(name, near, candidates)) issue.fix(span, word);
    return;
  }
  if (candidates.empty() || candidates.size() > 8) return;
  std::string all;
  for (const std::string_view candidate : candidates) all += (all.empty() ? "`" : ", `") + std::string(candidate) + "`";
  issue.help({"there is: " + all, "现有:" + all});
}

void report_unknown(Work& work, Span span, const Words& what, std::string_view name, const std::vector<std::string_view>& candidates) {
  Issue issue(Code::name_unknown, span);
  issue.arg(name).arg(what);
  suggest(work, issue, span, name, candidates);
  work.issues.add(std::move(issue));
}

void report_twice(Work& work, Span span, std::string_view name, Span first, const Words& help) {
  Issue issue(Code::name_taken, span);
  issue.arg(name).note(first, {"first declared here", "首次声明于此"});
  if (!help.en.empty()) issue.help(help);
  work.issues.add(std::move(issue));
}

void set_canonical(Work& work, std::uint32_t file, NodeId name, std::string_view canonical) {
  if (work.bound.tree(file).text(name) != canonical) work.bound.canonical[key(file, name)] = std::string(canonical);
}

std::uint32_t resolve(Work& work, std::uint32_t file, NodeId ref, Thing thing) {
  const Tree& tree = work.bound.tree(file);
  const std::uint32_t index = work.bound.names.find(thing, tree.text(ref));
  if (index == kNone) {
    if (work.bound.names.all(thing).empty()) {
      work.lost.push_back({tree.span(ref), thing, std::string(tree.text(ref))});
      return kNone;
    }
    std::vector<std::string_view> candidates;
    if (suggesting(work)) work.bound.names.candidates(thing, candidates);
    report_unknown(work, tree.span(ref), words(thing), tree.text(ref), candidates);
    if (work.issues.dropped() == 0 && !work.issues.list().back().repair)
      work.far.push_back({tree.span(ref), thing, std::string(tree.text(ref))});
    return kNone;
  }
  work.bound.meaning(file, ref).ref = index;
  set_canonical(work, file, ref, work.bound.names.at(thing, index).name);
  return index;
}

std::string written(const Work& work, std::uint32_t file, NodeId node) {
  const Span span = work.bound.tree(file).span(node);
  std::string_view text = (*work.bound.sources)[span.file].text(span);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return std::string(text);
}

void once_each(Work& work, std::uint32_t file, NodeId node, std::initializer_list<syntax::Kind> kinds) {
  const Tree& tree = work.bound.tree(file);
  for (const syntax::Kind kind : kinds) {
    const std::vector<NodeId> found = tree.children(node, kind);
    for (std::size_t i = 1; i < found.size(); ++i) {
      work.issues.add(Issue(Code::clause_twice, tree.span(found[i])).note(tree.span(found[0]), {"first written here", "首次写于此"}));
    }
  }
}

bool varies(const Bound& bound, Where expression) {
  for (const Playbook& playbook : bound.playbooks) {
    for (const Item& item : playbook.items) {
      if (item.thing == Thing::param && item.expression == expression)
        return syntax::exists(bound.tree(item.where).child(NodeId{item.where.node}, syntax::Kind::vary));
    }
  }
  return false;
}

plan::Label label_of(const Tree& tree, NodeId node) {
  plan::Label label;
  bool plain_seen = false;
  std::string plain;
  for (const NodeId child : tree.children(node)) {
    if (tree.kind(child) != syntax::Kind::labels) continue;
    for (const NodeId part : tree.children(child)) {
      if (tree.kind(part) == syntax::Kind::label && !plain_seen) {
        plain = tree.text(part);
        plain_seen = true;
      }
      if (tree.kind(part) == syntax::Kind::label_en) label.en = tree.text(part);
      if (tree.kind(part) == syntax::Kind::label_zh) label.zh = tree.text(part);
    }
  }
  if (plain_seen) {
    bool han = !label.en.empty();
    for (std::size_t i = 0; i < plain.size() && !han;) han = base::is_han(base::decode(plain, i));
    (han ? label.zh : label.en) = plain;
  }
  return label;
}

plan::Place place_of(const Bound& bound, std::uint32_t file, NodeId node) {
  const Span span = bound.tree(file).span(node);
  const source::Source& source = (*bound.sources)[span.file];
  const source::Position position = source.position(span.begin);
  return {source.path(), position.line, position.column};
}

}  // namespace playmaker::bind
