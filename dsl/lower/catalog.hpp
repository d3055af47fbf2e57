#pragma once
// The shared things of all files as one catalog. Everything keeps the order in which it was written, files in the order given.
#include "dsl/lower/expression.hpp"
#include "dsl/lower/lower.hpp"

namespace playmaker::lower {

class CatalogLowering {
 public:
  CatalogLowering(const Bound& bound, const Loader& loader, source::Issues& issues);
  LoweredCatalog run();

 private:
  // ---- what is known (catalog.cpp)
  void records();
  std::vector<plan::Field> fields(const bind::Fields& fields);
  void items();
  void list(NodeId node);
  void product(NodeId node);
  bool compared(std::string_view field) const;         // by suitability; any level is where none is declared
  void activity(NodeId node);
  void suitability(NodeId node);
  void calendar(NodeId node);

  // ---- how customers are reached (contact.cpp)
  void channel(NodeId node);
  void template_of(NodeId node);
  void policy(NodeId node);
  void role(NodeId node);
  void benefit(NodeId node);
  plan::Tick tick(NodeId node) const;

  template <class Visit>
  void each(syntax::Kind kind, Visit visit);           // sets file_ and tree_
  std::string name(NodeId node) const { return std::string(tree_->name(node)); }
  std::string name_of(NodeId ref) const;               // canonical
  std::int64_t number(NodeId node) const { return tree_->number(node); }
  std::int32_t minute(NodeId node) const { return static_cast<std::int32_t>(tree_->number(node)); }
  NodeIndex condition(NodeId node) {   // kept for the laws
    const NodeIndex out = expressions_.lower(file_, node);
    out_.tests.push_back({out, tree_->span(node)});
    return out;
  }
  plan::Length length(NodeId node) const { return expressions_.length(file_, node); }
  plan::Label label(NodeId node) const { return bind::label_of(*tree_, node); }
  plan::Place place(NodeId node) const { return bind::place_of(bound_, file_, node); }
  source::Span head(NodeId node) const { return {file_, tree_->span(node).begin, tree_->span(tree_->child(node, syntax::Kind::name)).end}; }
  std::int64_t money(NodeId node) const;

  const Bound& bound_;
  const Loader& loader_;
  source::Issues& issues_;
  LoweredCatalog out_;
  plan::Catalog& catalog_;
  UnitBuilder unit_;
  Expressions expressions_;
  std::uint32_t file_ = 0;
  const Tree* tree_ = nullptr;
};

plan::Period period_of(syntax::Unit unit);

template <class Visit>
void CatalogLowering::each(syntax::Kind kind, Visit visit) {
  for (file_ = 0; file_ < bound_.files.size(); ++file_) {
    tree_ = &bound_.tree(file_);
    for (const NodeId child : tree_->children(bound_.files[file_]->root)) {
      if (tree_->kind(child) == kind) visit(child);
      if (tree_->kind(child) != syntax::Kind::catalog) continue;
      for (const NodeId item : tree_->children(child)) {
        if (tree_->kind(item) == kind) visit(item);
      }
    }
  }
}

}  // namespace playmaker::lower
