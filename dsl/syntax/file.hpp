#pragma once
// What reading a text gives: its tree, and the comments, which the formatter puts back.
#include <vector>

#include "dsl/syntax/tree.hpp"

namespace playmaker::syntax {

struct Comment {
  source::Span span;      // from its `#` or `//` to the end of its line, exclusive
  bool own_line = false;  // nothing but space before it
};

struct File {
  Tree tree;
  NodeId root = kNoNode;  // always a Kind::file, also after errors
  std::vector<Comment> comments;
};

}  // namespace playmaker::syntax
