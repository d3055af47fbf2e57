#pragma once
// Fills a unit: every text, number, length, name and node stands in it once, so that equal expressions are one expression and a plan's
// bytes depend on nothing but what was written.
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "dsl/bind/bound.hpp"

namespace playmaker::lower {

using plan::kNone;
using plan::NodeIndex;
using plan::NodeOp;

class UnitBuilder {
 public:
  // `records`: the catalog's, by bind's list and record types; empty for a plan, whose types name no record.
  UnitBuilder(plan::Unit& unit, const bind::Types& types) : unit_(unit), types_(types) {}

  plan::TextIndex text(std::string_view value);
  std::uint32_t number(std::int64_t value);
  std::uint32_t length(const plan::Length& value);
  std::uint32_t attribute(std::string_view name, bind::Type type);
  std::uint32_t event(std::string_view name);
  std::uint32_t benefit(std::string_view name);
  std::uint32_t window(const plan::Window& value);
  std::uint32_t hold() { return unit_.holds++; }
  plan::Type type(bind::Type type);

  NodeIndex node(NodeOp op, plan::Type type, std::uint32_t a = kNone, std::uint32_t b = kNone, std::uint32_t c = kNone);
  NodeIndex constant(plan::Kind kind, std::int64_t value);
  NodeIndex words(std::string_view value, bind::Type type);       // text, or one of an enumeration's values
  NodeIndex list(plan::Type type, const std::vector<NodeIndex>& items);
  // `times`: how often the last argument runs at most (the body of a macro).
  NodeIndex call(plan::Function function, plan::Type type, const std::vector<NodeIndex>& args, double times = 1);
  NodeIndex logic(NodeOp op, NodeIndex a, NodeIndex b = kNone) { return node(op, {plan::Kind::boolean, kNone}, a, b); }

  std::uint32_t depth(NodeIndex node) const { return depths_[node]; }   // of the deepest chain of operands
  double size(NodeIndex node) const { return sizes_[node]; }            // how many nodes an evaluation may visit
  void set_records(std::map<std::pair<plan::Kind, std::uint32_t>, std::uint32_t> records) { records_ = std::move(records); }
  plan::Unit& unit() { return unit_; }

 private:
  std::uint32_t children(const std::vector<NodeIndex>& nodes);
  plan::Unit& unit_;
  const bind::Types& types_;
  std::map<std::string, plan::TextIndex, std::less<>> texts_;
  std::map<std::int64_t, std::uint32_t> numbers_;
  std::map<std::tuple<NodeOp, plan::Kind, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>, NodeIndex> nodes_;
  std::map<std::vector<NodeIndex>, std::uint32_t> children_;
  std::map<std::uint32_t, std::uint32_t> enumerations_;
  std::map<std::pair<plan::Kind, std::uint32_t>, std::uint32_t> records_;
  std::vector<std::uint32_t> depths_;
  std::vector<double> sizes_;
};

}  // namespace playmaker::lower
