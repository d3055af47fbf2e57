#include "dsl/syntax/builder.hpp"

#include <algorithm>
#include <utility>

#include "runtime/base/check.hpp"

namespace playmaker::syntax {

Builder::Mark Builder::mark() const {
  return {static_cast<std::uint32_t>(tree_.nodes_.size()), static_cast<std::uint32_t>(pending_.size()),
          static_cast<std::uint32_t>(tree_.texts_.size())};
}

void Builder::rollback(Mark mark) {
  CHECK(mark.nodes <= tree_.nodes_.size() && mark.pending <= pending_.size());
  tree_.nodes_.resize(mark.nodes);
  tree_.texts_.resize(mark.texts);
  pending_.resize(mark.pending);
}

void Builder::drop_last() {
  CHECK(!pending_.empty());
  pending_.pop_back();
}

NodeId Builder::push(Node node, std::string_view text, Value value) {
  node.unit = value.unit;
  node.scale = value.scale;
  node.working = value.working;
  node.number = value.number;
  node.text_at = static_cast<std::uint32_t>(tree_.texts_.size());
  node.text_size = static_cast<std::uint32_t>(text.size());
  tree_.texts_.append(text);
  const NodeId id{static_cast<std::uint32_t>(tree_.nodes_.size())};
  tree_.nodes_.push_back(node);
  pending_.push_back(id);
  return id;
}

NodeId Builder::add(Kind kind, source::Span span, std::string_view text, Value value) {
  Node node;
  node.kind = kind;
  node.file = span.file;
  node.begin = span.begin;
  node.end = span.end;
  return push(node, text, value);
}

NodeId Builder::close(Mark mark, Kind kind, source::Span span, std::string_view text, Value value) {
  CHECK(mark.pending <= pending_.size());
  Node node;
  node.kind = kind;
  node.file = span.file;
  node.begin = span.begin;
  node.end = span.end;
  std::uint32_t depth = 0;
  for (std::size_t i = mark.pending; i < pending_.size(); ++i) depth = std::max<std::uint32_t>(depth, at(pending_[i]).depth);
  if (depth >= kDepthMax) {
    too_deep_ = true;  // the children stay in the arena, unreachable: whoever reads the tree must never meet this depth
    depth = 0;
  } else {
    for (std::size_t i = mark.pending; i < pending_.size(); ++i) {
      if (i == mark.pending) node.first_child = pending_[i];
      at(pending_[i]).next_sibling = i + 1 < pending_.size() ? pending_[i + 1] : kNoNode;
    }
  }
  node.depth = static_cast<std::uint16_t>(depth + 1);
  pending_.resize(mark.pending);
  return push(node, text, value);
}

Tree Builder::take(NodeId& root) {
  CHECK(pending_.size() == 1);
  root = pending_.back();
  pending_.clear();
  Tree out(tree_.file_);
  std::swap(out, tree_);
  return out;
}

}  // namespace playmaker::syntax
