#include "dsl/lower/unit_builder.hpp"

#include <algorithm>

#include "runtime/plan/operands.hpp"

namespace playmaker::lower {
namespace {

template <class T>
std::uint32_t place(std::vector<T>& table, const T& value) {
  const auto found = std::find(table.begin(), table.end(), value);
  if (found != table.end()) return static_cast<std::uint32_t>(found - table.begin());
  table.push_back(value);
  return static_cast<std::uint32_t>(table.size() - 1);
}

}  // namespace

plan::TextIndex UnitBuilder::text(std::string_view value) {
  if (const auto found = texts_.find(value); found != texts_.end()) return found->second;
  const auto index = static_cast<plan::TextIndex>(unit_.texts.size());
  unit_.texts.emplace_back(value);
  texts_.emplace(value, index);
  return index;
}

std::uint32_t UnitBuilder::number(std::int64_t value) {
  const auto [at, fresh] = numbers_.emplace(value, static_cast<std::uint32_t>(unit_.numbers.size()));
  if (fresh) unit_.numbers.push_back(value);
  return at->second;
}

std::uint32_t UnitBuilder::length(const plan::Length& value) { return place(unit_.lengths, value); }

std::uint32_t UnitBuilder::attribute(std::string_view name, bind::Type type) {
  const plan::AttributeName value{text(name), this->type(type)};
  return place(unit_.attributes, value);
}

std::uint32_t UnitBuilder::event(std::string_view name) { return place(unit_.events, text(name)); }
std::uint32_t UnitBuilder::benefit(std::string_view name) { return place(unit_.benefits, text(name)); }
std::uint32_t UnitBuilder::window(const plan::Window& value) { return place(unit_.windows, value); }

plan::Type UnitBuilder::type(bind::Type type) {
  if (type.detail == kNone) return {type.kind, kNone};
  if (bind::is_enumeration(type)) {
    const auto [at, fresh] = enumerations_.emplace(type.detail, static_cast<std::uint32_t>(unit_.enumerations.size()));
    if (fresh) {
      std::vector<plan::TextIndex> values;
      for (const std::string& value : types_.values(type)) values.push_back(text(value));
      unit_.enumerations.push_back(std::move(values));
    }
    return {type.kind, at->second};
  }
  const auto record = records_.find({type.kind, type.detail});
  return {type.kind, record == records_.end() ? kNone : record->second};
}

NodeIndex UnitBuilder::node(NodeOp op, plan::Type type, std::uint32_t a, std::uint32_t b, std::uint32_t c) {
  const auto [at, fresh] = nodes_.emplace(std::tuple(op, type.kind, type.detail, a, b, c), static_cast<NodeIndex>(unit_.nodes.size()));
  if (!fresh) return at->second;
  unit_.nodes.push_back({op, type, a, b, c});
  std::uint32_t depth = 1;
  double size = 1;
  plan::for_each_child(unit_, unit_.nodes.back(), [&](NodeIndex child) {
    depth = std::max(depth, depths_[child] + 1);
    size += sizes_[child];
  });
  depths_.push_back(depth);
  sizes_.push_back(size);
  return at->second;
}

NodeIndex UnitBuilder::constant(plan::Kind kind, std::int64_t value) { return node(NodeOp::constant, {kind, kNone}, number(value)); }

NodeIndex UnitBuilder::words(std::string_view value, bind::Type type) {
  return node(NodeOp::constant_text, bind::is_enumeration(type) ? this->type(type) : plan::Type{type.kind, kNone}, text(value));
}

std::uint32_t UnitBuilder::children(const std::vector<NodeIndex>& nodes) {
  const auto [at, fresh] = children_.emplace(nodes, static_cast<std::uint32_t>(unit_.children.size()));
  if (fresh) unit_.children.insert(unit_.children.end(), nodes.begin(), nodes.end());
  return at->second;
}

NodeIndex UnitBuilder::list(plan::Type type, const std::vector<NodeIndex>& items) {
  const std::uint32_t first = children(items);
  return node(NodeOp::list_of, type, first, static_cast<std::uint32_t>(items.size()));
}

NodeIndex UnitBuilder::call(plan::Function function, plan::Type type, const std::vector<NodeIndex>& args, double times) {
  const std::uint32_t first = children(args);
  const auto before = static_cast<NodeIndex>(unit_.nodes.size());
  const NodeIndex made = node(NodeOp::call, type, first, static_cast<std::uint32_t>(args.size()), static_cast<std::uint32_t>(function));
  if (made == before && !args.empty()) sizes_[made] += (times - 1) * sizes_[args.back()];
  return made;
}

}  // namespace playmaker::lower
