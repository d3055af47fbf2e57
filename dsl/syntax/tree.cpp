#include "dsl/syntax/tree.hpp"

namespace playmaker::syntax {

NodeId Tree::child(NodeId node, Kind kind) const {
  for (NodeId child : children(node)) {
    if (this->kind(child) == kind) return child;
  }
  return kNoNode;
}

NodeId Tree::child_at(NodeId node, std::size_t index) const {
  for (NodeId child : children(node)) {
    if (index-- == 0) return child;
  }
  return kNoNode;
}

std::size_t Tree::child_count(NodeId node) const {
  std::size_t count = 0;
  for ([[maybe_unused]] NodeId child : children(node)) ++count;
  return count;
}

std::size_t Tree::child_count(NodeId node, Kind kind) const {
  std::size_t count = 0;
  for (NodeId child : children(node)) count += this->kind(child) == kind ? 1 : 0;
  return count;
}

std::vector<NodeId> Tree::children(NodeId node, Kind kind) const {
  std::vector<NodeId> found;
  for (NodeId child : children(node)) {
    if (this->kind(child) == kind) found.push_back(child);
  }
  return found;
}

std::string_view Tree::child_text(NodeId node, Kind kind) const {
  const NodeId found = child(node, kind);
  return exists(found) ? text(found) : std::string_view{};
}

std::string Tree::path_text(NodeId path) const {
  if (kind(path) != Kind::path) return std::string(text(path));
  std::string out;
  for (NodeId part : children(path)) {
    if (!out.empty()) out += '.';
    out += text(part);
  }
  return out;
}

namespace {

bool is_label(Kind kind) { return kind == Kind::labels; }

// The first of `from` and its later siblings that counts.
NodeId skip(const Tree& tree, NodeId from, bool labels_too) {
  while (exists(from) && !labels_too && is_label(tree.kind(from))) from = tree[from].next_sibling;
  return from;
}

}  // namespace

bool same(const Tree& a, NodeId x, const Tree& b, NodeId y, bool labels_too) {
  const Node& m = a[x];
  const Node& n = b[y];
  if (m.kind != n.kind || m.number != n.number || m.unit != n.unit || m.scale != n.scale || m.working != n.working ||
      a.text(x) != b.text(y)) {
    return false;
  }
  NodeId i = skip(a, m.first_child, labels_too);
  NodeId j = skip(b, n.first_child, labels_too);
  while (exists(i) && exists(j)) {
    if (!same(a, i, b, j, labels_too)) return false;
    i = skip(a, a[i].next_sibling, labels_too);
    j = skip(b, b[j].next_sibling, labels_too);
  }
  return !exists(i) && !exists(j);
}

}  // namespace playmaker::syntax
