#include "dsl/bind/bind.hpp"

#include <algorithm>
#include <set>

#include "dsl/bind/expand.hpp"
#include "dsl/bind/stages.hpp"

namespace playmaker::bind {
namespace {

// `coffee.code` where the benefit `coffee` is lost: it is named there.
void forget_lost(Work& work) {
  std::vector<Span> explained;
  for (const Issue& issue : work.issues.list()) {
    if (issue.code != Code::name_unknown || issue.args.empty()) continue;
    if (std::any_of(work.lost.begin(), work.lost.end(), [&](const Lost& lost) { return lost.name == issue.args[0].en; }))
      explained.push_back(issue.span);
  }
  for (const Span span : explained) work.issues.forget(span);
}

// So many names that nothing is like are no slips: a file that declares them is missing, even where another declares some of a kind.
// Where they are the same few over and over, each is told where it stands first.
void lose_far(Work& work) {
  constexpr std::size_t kToldMax = 8, kSlipsMax = 3;
  for (std::uint32_t file = 0; file < work.bound.files.size(); ++file) {
    std::vector<const Lost*> here;
    std::set<std::pair<Thing, std::string>> names;
    for (const Lost& far : work.far) {
      if (far.span.file == file) here.push_back(&far);
    }
    if (here.size() <= kToldMax) continue;
    for (const Lost* far : here) names.emplace(far->thing, far->name);
    const bool lost = names.size() > kSlipsMax;
    for (const Lost* far : here) {
      if (!lost && names.erase({far->thing, far->name}) > 0) continue;   // the first
      work.issues.forget(far->span);
      if (lost) work.lost.push_back(*far);
    }
  }
}

// One message a file, at the first name that is lost: the rest of them are named beside it.
void report_lost(Work& work) {
  constexpr std::size_t kNamedMax = 6;
  for (std::uint32_t file = 0; file < work.bound.files.size(); ++file) {
    const Lost* first = nullptr;
    std::set<std::pair<Thing, std::string>> others;
    for (const Lost& lost : work.lost) {
      if (lost.span.file != file) continue;
      if (first == nullptr || lost.span.begin < first->span.begin) first = &lost;
    }
    if (first == nullptr) continue;
    for (const Lost& lost : work.lost) {
      if (lost.span.file == file && (lost.thing != first->thing || lost.name != first->name)) others.emplace(lost.thing, lost.name);
    }
    Issue issue(Code::name_unknown, first->span);
    issue.arg(first->name).arg(words(first->thing));
    Words more;
    std::size_t named = 0;
    for (const auto& [thing, name] : others) {
      if (named++ == kNamedMax) break;
      more.en += (named == 1 ? "" : ", ") + words(thing).en + " `" + name + "`";
      more.zh += (named == 1 ? "" : "、") + words(thing).zh + " `" + name + "`";
    }
    if (others.size() > kNamedMax) {
      const std::string rest = std::to_string(others.size() - kNamedMax);
      more.en += " and " + rest + " more";
      more.zh += "等,另有 " + rest + " 个";
    }
    if (!others.empty()) issue.note({"also missing: " + more.en, "同样缺少:" + more.zh});
    issue.help({"is a line `use \"…\"` missing, with the file that declares it?", "是否漏了一行 `use \"…\"`,即声明它的文件?"});
    work.issues.add(std::move(issue));
  }
}

}  // namespace

Bound bind(const source::Sources& sources, const std::vector<const syntax::File*>& files, source::Issues& issues) {
  Bound bound;
  bound.sources = &sources;
  source::Issues found;
  Expansion expansion = expand(files, found);
  for (std::size_t i = 0; i < files.size(); ++i) bound.files.push_back(expansion.files[i] ? expansion.files[i].get() : files[i]);
  bound.expanded = std::move(expansion.files);
  bound.inclusions = std::move(expansion.inclusions);
  for (const syntax::File* file : bound.files) bound.meanings.emplace_back(file->tree.size(), Meaning{kPoison, kNone, kNone});
  Work work{bound, found, {}, {}};
  collect_names(work);
  const bool no_catalog = bound.catalog.node == kNone;
  bind_types(work);
  bind_shared(work);
  bind_policies(work);
  for (std::uint32_t i = 0; i < bound.playbooks.size(); ++i) declare_items(work, i);
  for (std::uint32_t i = 0; i < bound.playbooks.size(); ++i) bind_playbook(work, i);
  lose_far(work);
  forget_lost(work);
  report_lost(work);
  // Without a catalog hardly a name means anything: that is one cause, told once.
  if (no_catalog && (!bound.playbooks.empty() || found.has_errors())) {
    const Where where = bound.playbooks.empty() ? Where{} : bound.playbooks.front().where;
    const Span span = bound.playbooks.empty() ? found.list().front().span : head_of(work, where.file, NodeId{where.node});
    issues.add(Issue(Code::catalog_missing, span)
                   .help({"declare one, `catalog NAME { zone \"…\" currency CNY customer { … } event … }`, or `use` the file that does",
                          "请声明 `catalog 名称 { zone \"…\" currency CNY customer { … } event … }`,或 `use` 声明它的文件"}));
    return bound;
  }
  for (const Issue& issue : found.list()) issues.add(issue);
  for (std::size_t i = 0; i < found.dropped(); ++i) issues.add(found.list().back());   // counted: what follows must not build on them
  return bound;
}

}  // namespace playmaker::bind
