#include "dsl/bind/stages.hpp"
#include "dsl/bind/value.hpp"

namespace playmaker::bind {

using syntax::Kind;

namespace {

class Table {
 public:
  Table(Work& work, const Scope& scope, NodeId decide)
      : work_(work),
        scope_(scope),
        file_(scope.file),
        tree_(scope.tree(work)),
        decide_(decide) {}

  void run() {
    for (const NodeId path : tree_.children(tree_.child(decide_, Kind::by)))
      columns_.push_back({path, bind_value_chain(work_, scope_, path)});
    for (const NodeId row : tree_.children(decide_, Kind::decide_row)) bind_row(row);
  }

 private:
  struct Column {
    NodeId path;
    Typed typed;
  };

  void bind_row(NodeId row) {
    std::vector<NodeId> cells;
    for (const NodeId child : tree_.children(row)) {
      if (syntax::group_of(tree_.kind(child)) == syntax::Group::cell) cells.push_back(child);
      else track(child);
    }
    if (cells.size() != columns_.size()) {
      work_.issues.add(Issue(Code::row_width, tree_.span(row)).arg(std::to_string(cells.size())).arg(std::to_string(columns_.size())));
      return;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) bind_cell(cells[i], columns_[i]);
  }

  void bind_cell(NodeId cell, const Column& column) {
    const Kind kind = tree_.kind(cell);
    if (kind == Kind::cell_any || kind == Kind::cell_unknown || poisoned(column.typed.type)) return;
    const bool needs_order = kind != Kind::cell_value && kind != Kind::cell_one_of;
    if (needs_order && !is_ordered(column.typed.type)) {
      report_mismatch(work_, scope_, column.path, {"something that has an order", "可比较大小的值"}, column.typed.type);
      return;
    }
    for (const NodeId literal : tree_.children(cell)) value(literal, column);
    if (kind == Kind::cell_range) {
      const NodeId low = tree_.child_at(cell, 0), high = tree_.child_at(cell, 1);
      const bool alike =
          tree_.kind(low) == tree_.kind(high) && tree_[low].scale == tree_[high].scale && tree_[low].unit == tree_[high].unit;
      if (alike && tree_.kind(low) != Kind::lit_text && tree_.kind(low) != Kind::lit_decimal && tree_.number(low) > tree_.number(high)) {
        work_.issues.add(Issue(Code::range_empty, tree_.span(cell)).arg(written(work_, file_, low)).arg(written(work_, file_, high)));
      }
    }
  }

  void value(NodeId literal, const Column& column) {
    const Words of{"`" + written(work_, file_, column.path) + "`"};
    if (is_enumeration(column.typed.type) && adapt(work_, scope_, literal, column.typed.type, of)) return;
    const Typed typed = bind_expression(work_, scope_, literal);
    if (!work_.bound.types.same(typed.type, column.typed.type))
      return report_mismatch(work_, scope_, literal, work_.bound.types.words(column.typed.type), typed.type);
    if (column.typed.closed != kNone && tree_.kind(literal) == Kind::lit_text) {
      adapt(work_, scope_, literal, {plan::Kind::one_of, column.typed.closed}, of);
      work_.bound.meaning(file_, literal).type = kText;
    }
  }

  void track(NodeId ref) {
    std::vector<std::string_view> candidates;
    const std::vector<Item>& items = work_.bound.playbooks[scope_.playbook].items;
    for (std::uint32_t i = 0; i < items.size(); ++i) {
      if (items[i].thing != Thing::track) continue;
      candidates.push_back(items[i].name);
      if (items[i].name != tree_.text(ref) && (items[i].alias.empty() || items[i].alias != tree_.text(ref))) continue;
      work_.bound.meaning(file_, ref).ref = i;
      set_canonical(work_, file_, ref, items[i].name);
      return;
    }
    report_unknown(work_, tree_.span(ref), words(Thing::track), tree_.text(ref), candidates);
  }

  Work& work_;
  const Scope& scope_;
  std::uint32_t file_;
  const Tree& tree_;
  NodeId decide_;
  std::vector<Column> columns_;
};

}  // namespace

void bind_decide(Work& work, const Scope& scope, NodeId decide) { Table(work, scope, decide).run(); }

}  // namespace playmaker::bind
