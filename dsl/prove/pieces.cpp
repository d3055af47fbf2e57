#include "dsl/prove/pieces.hpp"

#include <algorithm>
#include <bit>
#include <cstdio>
#include <set>
#include <string>

#include "runtime/base/time.hpp"

namespace playmaker::prove {
namespace {

using plan::Cell;
using plan::CellKind;
using plan::NodeIndex;
using plan::NodeOp;
using source::Words;

class Cutting {
 public:
  Cutting(const plan::Catalog& catalog, const plan::Unit& unit, NodeIndex by, const std::vector<Cell>& cells)
      : catalog_(catalog),
        unit_(unit),
        by_(by),
        cells_(cells) {}

  std::optional<Column> run() {
    column_.covers.resize(cells_.size());
    const plan::Type type = unit_.nodes[by_].type;
    bool good = true;
    switch (type.kind) {
      case plan::Kind::boolean:
        for (const std::int64_t value : {std::int64_t{1}, std::int64_t{0}}) {
          piece(Words(value ? "true" : "false"), [&](const Cell& cell) { return number(cell.a) == static_cast<double>(value); });
        }
        break;
      case plan::Kind::one_of:
      case plan::Kind::level_of: ranked(type); break;
      case plan::Kind::text: good = texts(); break;
      case plan::Kind::person:
      case plan::Kind::branch:
      case plan::Kind::list:
      case plan::Kind::record: return std::nullopt;
      default: stretches(type.kind); break;
    }
    if (!good) return std::nullopt;
    if (may_be_unknown(by_)) {
      column_.pieces.push_back({"unknown", "未知"});
      for (std::size_t row = 0; row < cells_.size(); ++row)
        column_.covers[row].push_back(cells_[row].kind == CellKind::any || cells_[row].kind == CellKind::unknown);
    }
    return std::move(column_);
  }

 private:
  template <class Equal>
  void piece(Words words, Equal equal) {   // one value: `equal` says whether a value cell is it
    column_.pieces.push_back(std::move(words));
    for (std::size_t row = 0; row < cells_.size(); ++row) {
      const Cell& cell = cells_[row];
      bool covered = cell.kind == CellKind::any;
      if (cell.kind == CellKind::equal) covered = equal(cell);
      if (cell.kind == CellKind::one_of) {
        for (const NodeIndex item : items(cell.a)) covered = covered || equal(Cell{CellKind::equal, item, plan::kNone});
      }
      column_.covers[row].push_back(covered);
    }
  }
  std::vector<NodeIndex> items(NodeIndex list) const {
    const plan::Node& node = unit_.nodes[list];
    return {unit_.children.begin() + node.a, unit_.children.begin() + node.a + node.b};
  }
  double number(NodeIndex at) const {
    const plan::Node& node = unit_.nodes[at];
    if (node.op != NodeOp::constant) return 0;
    const std::int64_t value = unit_.numbers[node.a];
    return node.type.kind == plan::Kind::decimal ? std::bit_cast<double>(value) : static_cast<double>(value);
  }
  std::string text(NodeIndex at) const {
    return unit_.nodes[at].op == NodeOp::constant_text ? unit_.texts[unit_.nodes[at].a] : std::string();
  }

  // An enumeration's values, in their order.
  void ranked(plan::Type type) {
    const std::vector<plan::TextIndex>& values = unit_.enumerations[type.detail];
    const auto rank = [&](NodeIndex at) {
      const std::string word = text(at);
      return std::find_if(values.begin(), values.end(), [&](plan::TextIndex value) { return unit_.texts[value] == word; }) - values.begin();
    };
    for (std::ptrdiff_t i = 0; i < static_cast<std::ptrdiff_t>(values.size()); ++i) {
      const std::size_t before = column_.pieces.size();
      piece(Words("\"" + unit_.texts[values[static_cast<std::size_t>(i)]] + "\""), [&](const Cell& cell) { return rank(cell.a) == i; });
      for (std::size_t row = 0; row < cells_.size(); ++row) {
        const Cell& cell = cells_[row];
        if (cell.kind == CellKind::range) column_.covers[row][before] = rank(cell.a) <= i && i <= rank(cell.b);
        if (cell.kind == CellKind::at_least) column_.covers[row][before] = i >= rank(cell.a);
        if (cell.kind == CellKind::above) column_.covers[row][before] = i > rank(cell.a);
        if (cell.kind == CellKind::at_most) column_.covers[row][before] = i <= rank(cell.a);
        if (cell.kind == CellKind::below) column_.covers[row][before] = i < rank(cell.a);
      }
    }
  }

  // The texts a closed expression can give, or those the cells name and any other.
  bool texts() {
    std::set<std::string> values;
    const bool closed = leaves(by_, values);
    for (const Cell& cell : cells_) {
      if (cell.kind == CellKind::equal) values.insert(text(cell.a));
      else if (cell.kind == CellKind::one_of)
        for (const NodeIndex item : items(cell.a)) values.insert(text(item));
      else if (cell.kind != CellKind::any && cell.kind != CellKind::unknown) return false;
    }
    for (const std::string& value : values) piece(Words("\"" + value + "\""), [&](const Cell& cell) { return text(cell.a) == value; });
    if (!closed) piece({"any other text", "其他文本"}, [](const Cell&) { return false; });
    return true;
  }
  bool leaves(NodeIndex at, std::set<std::string>& out) const {
    const plan::Node& node = unit_.nodes[at];
    if (node.op == NodeOp::constant_text) {
      out.insert(unit_.texts[node.a]);
      return true;
    }
    if (node.op == NodeOp::unknown) return true;
    return node.op == NodeOp::choose && leaves(node.b, out) && leaves(node.c, out);
  }

  // An ordered type: each bound that a cell names, and the stretches around them.
  void stretches(plan::Kind kind) {
    std::set<double> bounds;
    for (const Cell& cell : cells_) {
      if (cell.kind == CellKind::one_of)
        for (const NodeIndex item : items(cell.a)) bounds.insert(number(item));
      else if (cell.a != plan::kNone) bounds.insert(number(cell.a));
      if (cell.b != plan::kNone) bounds.insert(number(cell.b));
    }
    const std::vector<double> at(bounds.begin(), bounds.end());
    const bool whole = kind != plan::Kind::decimal;   // everything else is kept in whole units
    if (at.empty()) return stretch({"any value", "任意值"}, 0, kind);
    stretch({"below " + spell(kind, at.front()), "小于 " + spell(kind, at.front())}, at.front() - 1, kind);
    for (std::size_t i = 0; i < at.size(); ++i) {
      stretch(Words(spell(kind, at[i])), at[i], kind);
      if (i + 1 == at.size()) stretch({"above " + spell(kind, at[i]), "大于 " + spell(kind, at[i])}, at[i] + 1, kind);
      else if (!whole || at[i + 1] - at[i] > 1)
        stretch({"between " + spell(kind, at[i]) + " and " + spell(kind, at[i + 1]),
                 "介于 " + spell(kind, at[i]) + " 与 " + spell(kind, at[i + 1])},
                (at[i] + at[i + 1]) / 2, kind);
    }
  }
  void stretch(Words words, double sample, plan::Kind) {
    const std::size_t before = column_.pieces.size();
    piece(std::move(words), [&](const Cell& cell) { return number(cell.a) == sample; });
    for (std::size_t row = 0; row < cells_.size(); ++row) {
      const Cell& cell = cells_[row];
      if (cell.kind == CellKind::range) column_.covers[row][before] = number(cell.a) <= sample && sample <= number(cell.b);
      if (cell.kind == CellKind::at_least) column_.covers[row][before] = sample >= number(cell.a);
      if (cell.kind == CellKind::above) column_.covers[row][before] = sample > number(cell.a);
      if (cell.kind == CellKind::at_most) column_.covers[row][before] = sample <= number(cell.a);
      if (cell.kind == CellKind::below) column_.covers[row][before] = sample < number(cell.a);
    }
  }
  std::string spell(plan::Kind kind, double value) const {
    const auto plain = [](double number) {
      char buffer[40];
      std::snprintf(buffer, sizeof buffer, "%.15g", number);
      return std::string(buffer);
    };
    switch (kind) {
      case plan::Kind::percent: return plain(value / 10'000) + "%";
      case plan::Kind::money: return plain(value / 100) + " " + catalog_.currency;
      case plan::Kind::date: return base::format_date({static_cast<std::int32_t>(value)});
      case plan::Kind::time: return base::format_time({static_cast<std::int32_t>(value)});
      case plan::Kind::duration: return base::format_length(static_cast<base::Millis>(value));
      default: return plain(value);
    }
  }

  // By declaration: an optional field, what comes from an event, a grant or an open task. A value that merely was not sent yet finds
  // no row at run time, and that is recorded there.
  bool may_be_unknown(NodeIndex at) const {
    const plan::Node& node = unit_.nodes[at];
    const auto optional = [](const std::vector<plan::Field>& fields, const std::string& name) {
      return std::any_of(fields.begin(), fields.end(), [&](const plan::Field& field) { return field.name == name && field.optional; });
    };
    switch (node.op) {
      case NodeOp::attribute: return optional(catalog_.customer, unit_.texts[unit_.attributes[node.a].name]);
      case NodeOp::member:
        return may_be_unknown(node.a) || optional(catalog_.person, unit_.texts[node.b]) || optional(catalog_.branch, unit_.texts[node.b]);
      case NodeOp::unknown:
      case NodeOp::last_field:
      case NodeOp::grant_field:
      case NodeOp::task_outcome: return true;
      case NodeOp::otherwise: return may_be_unknown(node.b);
      case NodeOp::choose: return may_be_unknown(node.b) || may_be_unknown(node.c);
      case NodeOp::add:
      case NodeOp::subtract:
      case NodeOp::multiply:
      case NodeOp::divide:
      case NodeOp::modulo: return may_be_unknown(node.a) || may_be_unknown(node.b);
      case NodeOp::negate:
      case NodeOp::shift: return may_be_unknown(node.a);
      default: return false;
    }
  }

  const plan::Catalog& catalog_;
  const plan::Unit& unit_;
  NodeIndex by_;
  const std::vector<Cell>& cells_;
  Column column_;
};

}  // namespace

std::optional<Column> cut(const plan::Catalog& catalog, const plan::Unit& unit, NodeIndex by, const std::vector<Cell>& cells) {
  return Cutting(catalog, unit, by, cells).run();
}

}  // namespace playmaker::prove
