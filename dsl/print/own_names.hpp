#pragma once
// Which names of a text are the language's own (`customer`, `task.done`, `on missed`, the type `money`), by the place they stand at. All
// others were declared by somebody, here or in another text, and keep their spelling in every language even where it equals one of
// these words. A name that is taken for a declared one by mistake only stays English, which every table reads. Pure.
#include <set>
#include <string>
#include <string_view>

#include "dsl/syntax/tree.hpp"

namespace playmaker::print {

class OwnNames {
 public:
  OwnNames(const syntax::Tree& tree, syntax::NodeId root);   // the tree outlives it
  // Whether the name `text` of the leaf `node`, whose parent is `outer`, is the language's own there.
  bool own(syntax::NodeId node, syntax::NodeId outer, std::string_view text) const;

 private:
  void walk(syntax::NodeId node);
  bool result(syntax::NodeId outer, syntax::NodeId node, std::string_view text) const;

  const syntax::Tree& tree_;
  std::set<std::string, std::less<>> values_;   // what this text gives names to that may have fields: `let`, `param`, `for each`
};

}  // namespace playmaker::print
