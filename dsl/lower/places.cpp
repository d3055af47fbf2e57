#include "dsl/bind/stages.hpp"
#include "dsl/lower/playbook.hpp"

namespace playmaker::lower {

using bind::Thing;

PlaybookLowering::PlaybookLowering(const Bound& bound, std::uint32_t playbook, source::Issues& issues)
    : bound_(bound),
      playbook_(bound.playbooks[playbook]),
      file_(playbook_.where.file),
      tree_(bound.tree(file_)),
      node_(NodeId{playbook_.where.node}),
      plan_(out_.plan),
      unit_(plan_.unit, bound.types),
      issues_(issues),
      expressions_(bound, unit_, issues, playbook) {}

SiteIndex PlaybookLowering::add_site(SiteKind kind, SiteIndex parent, std::uint32_t index, std::string path, NodeId node) {
  plan_.sites.push_back({kind, parent, index, std::move(path)});
  out_.origin.sites.push_back({place(node), bind::label_of(tree_, node)});
  source::Span head = tree_.span(node);
  const NodeId name = tree_.child(node, kind == SiteKind::handler ? syntax::Kind::ref : syntax::Kind::name);
  if (syntax::exists(name)) head.end = tree_.span(name).end;
  out_.spans.push_back(head);
  return static_cast<SiteIndex>(plan_.sites.size() - 1);
}

SiteIndex PlaybookLowering::add_step(SiteKind kind, std::string_view word, std::uint32_t index, NodeId node) {
  const std::uint32_t number = ++numbered_[{prefix_, std::string(word)}];
  return add_site(kind, container_, index, (prefix_.empty() ? "" : prefix_ + ".") + std::string(word) + "_" + std::to_string(number), node);
}

std::uint32_t PlaybookLowering::around(std::uint32_t index) const {
  do { index = item(index).parent; } while (index != kNone && item(index).thing == Thing::include);
  return index;
}

// Every named thing gets its site and its row, in the order of the text, so that parents stand before their children.
void PlaybookLowering::place_items() {
  const std::vector<bind::Item>& items = playbook_.items;
  sites_.assign(items.size(), 0);
  index_.assign(items.size(), kNone);
  const auto row = [](auto& table) {
    table.emplace_back();
    return static_cast<std::uint32_t>(table.size() - 1);
  };
  for (std::uint32_t i = 0; i < items.size(); ++i) {
    const NodeId node{items[i].where.node};
    items_[node] = i;
    SiteKind kind = SiteKind::playbook;
    switch (items[i].thing) {
      case Thing::goal:
        kind = SiteKind::goal;
        index_[i] = row(plan_.goals);
        break;
      case Thing::exit:
        kind = SiteKind::exit;
        index_[i] = row(plan_.exits);
        break;
      case Thing::stage:
        kind = SiteKind::stage;
        index_[i] = row(plan_.stages);
        break;
      case Thing::wave:
        kind = SiteKind::wave;
        index_[i] = row(plan_.waves);
        break;
      case Thing::task:
        kind = SiteKind::task;
        index_[i] = row(plan_.tasks);
        break;
      case Thing::breakpoint:
        kind = SiteKind::breakpoint;
        index_[i] = row(plan_.breakpoints);
        break;
      case Thing::moment:
        kind = SiteKind::moment;
        index_[i] = row(plan_.moments);
        break;
      case Thing::decide:
        kind = SiteKind::decide;
        index_[i] = row(plan_.decides);
        break;
      case Thing::track:
        kind = SiteKind::track;
        index_[i] = row(plan_.tracks);
        break;
      case Thing::handler: kind = SiteKind::handler; break;
      case Thing::repeat:
        kind = SiteKind::repeat;
        index_[i] = row(plan_.repeats);
        break;
      case Thing::review:
        kind = SiteKind::review;
        index_[i] = row(plan_.reviews);
        break;
      case Thing::include: sites_[i] = items[i].parent == kNone ? 0 : sites_[items[i].parent]; continue;   // a name in paths, no place
      default: continue;
    }
    const std::uint32_t parent = items[i].parent;
    sites_[i] = add_site(kind, parent == kNone ? 0 : sites_[parent], index_[i], items[i].path, node);
    if (items[i].thing == Thing::task) expressions_.tasks[i] = index_[i];
  }
}

}  // namespace playmaker::lower
