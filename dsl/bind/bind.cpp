#include "dsl/bind/bind.hpp"

#include "dsl/bind/stages.hpp"

namespace playmaker::bind {

Bound bind(const source::Sources& sources, const std::vector<const syntax::File*>& files, source::Issues& issues) {
  Bound bound;
  bound.sources = &sources;
  bound.files = files;
  for (const syntax::File* file : files) bound.meanings.emplace_back(file->tree.size(), Meaning{kPoison, kNone, kNone});
  Work work{bound, issues};
  collect_names(work);
  bind_types(work);
  bind_shared(work);
  bind_policies(work);
  if (bound.catalog.node == kNone && !bound.playbooks.empty()) {
    const Where where = bound.playbooks.front().where;
    issues.add(Issue(Code::catalog_missing, head_of(work, where.file, NodeId{where.node}))
                   .help({"declare one, `catalog NAME { zone \"…\" currency CNY customer { … } event … }`, or `use` the file that does",
                          "请声明 `catalog 名称 { zone \"…\" currency CNY customer { … } event … }`,或 `use` 声明它的文件"}));
    return bound;
  }
  for (std::uint32_t i = 0; i < bound.playbooks.size(); ++i) declare_items(work, i);
  for (std::uint32_t i = 0; i < bound.playbooks.size(); ++i) bind_playbook(work, i);
  return bound;
}

}  // namespace playmaker::bind
