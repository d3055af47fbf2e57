#pragma once
// Builds a tree from the leaves up: what has been added since a mark becomes, in that order, the children of the node that is
// closed over it. A trial that failed is rolled back to its mark, and nothing of it remains.
//
//   const Mark mark = builder.mark();
//   builder.add(Kind::ref, span, "sms");
//   builder.add(Kind::ref, span, "fm_invite_sms");
//   builder.close(mark, Kind::leg, span);              // leg: ref, ref
#include <string_view>
#include <vector>

#include "dsl/syntax/tree.hpp"

namespace playmaker::syntax {

struct Value {  // what a literal carries beside its text
  std::int64_t number = 0;
  Unit unit = Unit::none;
  std::uint8_t scale = 0;
  bool working = false;
};

class Builder {
 public:
  explicit Builder(source::FileId file) : tree_(file) {}

  struct Mark {
    std::uint32_t nodes = 0;
    std::uint32_t pending = 0;
    std::uint32_t texts = 0;
  };
  Mark mark() const;
  void rollback(Mark mark);
  void drop_last();  // forgets the node pending last; the arena keeps it, unreachable

  // A leaf. The text is copied.
  NodeId add(Kind kind, source::Span span, std::string_view text = {}, Value value = {});
  // A node over all that is pending since `mark`.
  NodeId close(Mark mark, Kind kind, source::Span span, std::string_view text = {}, Value value = {});

  NodeId last() const { return pending_.empty() ? kNoNode : pending_.back(); }  // the node added or closed last
  // The mark at which `count` nodes were pending, for close only.
  static Mark pending_mark(std::size_t count) { return {0, static_cast<std::uint32_t>(count), 0}; }
  Node& at(NodeId node) { return tree_.nodes_[static_cast<std::uint32_t>(node)]; }
  bool too_deep() const { return too_deep_; }      // some close went past kDepthMax: its children were dropped
  void forget_too_deep() { too_deep_ = false; }

  // REQUIRES exactly one node pending. The builder is empty afterwards.
  Tree take(NodeId& root);

 private:
  NodeId push(Node node, std::string_view text, Value value);
  Tree tree_;
  std::vector<NodeId> pending_;
  bool too_deep_ = false;
};

}  // namespace playmaker::syntax
