#include "dsl/bind/bind.hpp"

#include "dsl/bind/stages.hpp"

namespace playmaker::bind {

Bound bind(const source::Sources& sources, const std::vector<const syntax::File*>& files, source::Issues& issues) {
  Bound bound;
  bound.sources = &sources;
  bound.files = files;
  for (const syntax::File* file : files) bound.meanings.emplace_back(file->tree.size(), Meaning{kPoison, kNone, kNone});
  source::Issues found;
  Work work{bound, found};
  collect_names(work);
  const bool no_catalog = bound.catalog.node == kNone;
  bind_types(work);
  bind_shared(work);
  bind_policies(work);
  for (std::uint32_t i = 0; i < bound.playbooks.size(); ++i) declare_items(work, i);
  for (std::uint32_t i = 0; i < bound.playbooks.size(); ++i) bind_playbook(work, i);
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
  return bound;
}

}  // namespace playmaker::bind
