#pragma once
// The syntax tree: one arena of nodes of one shape. What a kind's children are is written in kinds.def.
//
// A node knows its first child and its next sibling; children stand before their parents in the arena, so a tree is built from the
// leaves up and a trial that failed is undone by cutting the arena's end off (builder.hpp).
#include <bit>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/source/span.hpp"
#include "dsl/syntax/kind.hpp"

namespace playmaker::syntax {

enum class NodeId : std::uint32_t {};
constexpr NodeId kNoNode{0xffffffffu};
constexpr bool exists(NodeId node) { return node != kNoNode; }

// No tree is deeper: the builder refuses, so whoever walks a tree may recurse.
constexpr std::uint32_t kDepthMax = 500;

struct Node {
  Kind kind = Kind::name;
  Unit unit = Unit::none;
  std::uint8_t scale = 0;    // decimals of `number` (money, percent)
  bool working = false;      // working days, working hours
  std::uint16_t depth = 1;   // 1 for a leaf
  source::FileId file = 0;   // of its words: a fragment's steps keep theirs where they are included
  std::uint32_t begin = 0;   // byte offsets in that file
  std::uint32_t end = 0;
  NodeId first_child = kNoNode;
  NodeId next_sibling = kNoNode;
  std::uint32_t text_at = 0;
  std::uint32_t text_size = 0;
  std::int64_t number = 0;
};

// The children of a node, for range-for.
class Children {
 public:
  class Iterator {
   public:
    using value_type = NodeId;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    Iterator(const std::vector<Node>* nodes, NodeId at) : nodes_(nodes), at_(at) {}
    NodeId operator*() const { return at_; }
    Iterator& operator++() {
      at_ = (*nodes_)[static_cast<std::uint32_t>(at_)].next_sibling;
      return *this;
    }
    Iterator operator++(int) {
      Iterator old = *this;
      ++*this;
      return old;
    }
    bool operator==(const Iterator& other) const { return at_ == other.at_; }

   private:
    const std::vector<Node>* nodes_ = nullptr;
    NodeId at_ = kNoNode;
  };
  Children(const std::vector<Node>* nodes, NodeId first) : nodes_(nodes), first_(first) {}
  Iterator begin() const { return {nodes_, first_}; }
  Iterator end() const { return {nodes_, kNoNode}; }
  bool empty() const { return first_ == kNoNode; }

 private:
  const std::vector<Node>* nodes_;
  NodeId first_;
};

class Tree {
 public:
  explicit Tree(source::FileId file = 0) : file_(file) {}

  // REQUIRES of all below: `node` exists.
  const Node& operator[](NodeId node) const { return nodes_[static_cast<std::uint32_t>(node)]; }
  Kind kind(NodeId node) const { return (*this)[node].kind; }
  std::string_view text(NodeId node) const { return std::string_view(texts_).substr((*this)[node].text_at, (*this)[node].text_size); }
  std::int64_t number(NodeId node) const { return (*this)[node].number; }
  double decimal(NodeId node) const { return std::bit_cast<double>((*this)[node].number); }  // of a lit_decimal
  source::Span span(NodeId node) const { return {(*this)[node].file, (*this)[node].begin, (*this)[node].end}; }

  Children children(NodeId node) const { return {&nodes_, (*this)[node].first_child}; }
  NodeId child(NodeId node, Kind kind) const;             // the first child of that kind, or kNoNode
  NodeId child_at(NodeId node, std::size_t index) const;  // the index-th child (from 0), or kNoNode
  std::size_t child_count(NodeId node) const;
  std::size_t child_count(NodeId node, Kind kind) const;
  std::vector<NodeId> children(NodeId node, Kind kind) const;
  std::string_view child_text(NodeId node, Kind kind) const;  // the text of the first child of that kind, or ""
  std::string_view name(NodeId node) const { return child_text(node, Kind::name); }
  std::string path_text(NodeId path) const;               // "meeting_booked.at"; also for a ref or name

  std::size_t size() const { return nodes_.size(); }
  source::FileId file() const { return file_; }

 private:
  friend class Builder;
  source::FileId file_;
  std::vector<Node> nodes_;
  std::string texts_;
};

// One node a line, two spaces a level: `kind "text" number unit`. The golden form.
std::string dump(const Tree& tree, NodeId node);

// Same kinds, texts and values; spans are not looked at. With `labels_too` false, labels and aliases are not either.
bool same(const Tree& a, NodeId x, const Tree& b, NodeId y, bool labels_too = true);

}  // namespace playmaker::syntax
