#include "dsl/eval/environment.hpp"

#include <array>
#include <utility>

namespace playmaker::eval {

using syntax::Kind;
using syntax::NodeId;
using syntax::Tree;

std::vector<std::string> candidates(std::string_view container, std::string_view name) {
  if (name.starts_with('.')) return {std::string(name.substr(1))};
  std::vector<std::string> out;
  while (!container.empty()) {
    out.push_back(std::string(container) + "." + std::string(name));
    const std::size_t dot = container.rfind('.');
    container = dot == std::string_view::npos ? std::string_view() : container.substr(0, dot);
  }
  out.emplace_back(name);
  return out;
}

std::optional<std::string> dotted(const Tree& tree, NodeId node) {
  std::vector<std::string_view> parts;
  while (tree.kind(node) == Kind::member) {
    parts.push_back(tree.text(tree.child_at(node, 1)));
    node = tree.child_at(node, 0);
  }
  if (tree.kind(node) != Kind::variable) return std::nullopt;
  std::string out(tree.text(node));
  for (std::size_t i = parts.size(); i > 0; --i) out.append(".").append(parts[i - 1]);
  return out;
}

TypeRef denoted_type(std::string_view name) {
  constexpr std::array<std::string_view, 8> kPlain = {"bool", "int", "uint", "double", "string", "bytes", "null_type", "optional_type"};
  for (const std::string_view one : kPlain) {
    if (one == name) return parse_type(name);
  }
  if (name == "list" || name == "map" || name == "type" || name == "google.protobuf.Timestamp" || name == "google.protobuf.Duration")
    return parse_type(name);
  return nullptr;
}

NodeId argument(const Tree& tree, NodeId call, std::size_t index) {
  const NodeId arg = tree.child_at(call, index + 1);
  return syntax::exists(arg) ? tree.child_at(arg, 0) : syntax::kNoNode;
}

bool plain_arguments(const Tree& tree, NodeId call) {
  for (const NodeId child : tree.children(call)) {
    if (tree.kind(child) == Kind::arg && tree.child_count(child) != 1) return false;
  }
  return true;
}

namespace {

struct Shape {
  std::string_view name;
  Macro::Kind kind;
  std::size_t variables;
  bool test;      // an argument before the result
  bool result;
};
constexpr std::array kShapes = {
    Shape{"all", Macro::Kind::all, 1, true, false},
    Shape{"exists", Macro::Kind::exists, 1, true, false},
    Shape{"exists_one", Macro::Kind::exists_one, 1, true, false},
    Shape{"existsOne", Macro::Kind::exists_one, 1, true, false},
    Shape{"filter", Macro::Kind::filter, 1, true, false},
    Shape{"map", Macro::Kind::map, 1, false, true},
    Shape{"map", Macro::Kind::map, 1, true, true},
    Shape{"all", Macro::Kind::all, 2, true, false},
    Shape{"exists", Macro::Kind::exists, 2, true, false},
    Shape{"exists_one", Macro::Kind::exists_one, 2, true, false},
    Shape{"existsOne", Macro::Kind::exists_one, 2, true, false},
    Shape{"transformList", Macro::Kind::transform_list, 2, false, true},
    Shape{"transformList", Macro::Kind::transform_list, 2, true, true},
    Shape{"transformMap", Macro::Kind::transform_map, 2, false, true},
    Shape{"transformMap", Macro::Kind::transform_map, 2, true, true},
    Shape{"optMap", Macro::Kind::opt_map, 1, false, true},
    Shape{"optFlatMap", Macro::Kind::opt_flat_map, 1, false, true},
};

bool plain_name(const Tree& tree, NodeId node) { return tree.kind(node) == Kind::variable && !tree.text(node).starts_with('.'); }

std::optional<Macro> binding(const Tree& tree, NodeId call) {
  if (tree.child_count(call, Kind::arg) != 3 || !plain_name(tree, argument(tree, call, 0))) return std::nullopt;
  Macro out;
  out.kind = Macro::Kind::bind;
  out.first = tree.text(argument(tree, call, 0));
  out.range = argument(tree, call, 1);
  out.result = argument(tree, call, 2);
  return out;
}

}  // namespace

std::optional<Macro> macro_of(const Tree& tree, NodeId call) {
  const NodeId callee = tree.child_at(call, 0);
  const std::size_t count = tree.child_count(call, Kind::arg);
  if (!plain_arguments(tree, call)) return std::nullopt;
  if (tree.kind(callee) == Kind::variable) {
    if (tree.text(callee) != "has" || count != 1 || tree.kind(argument(tree, call, 0)) != Kind::member) return std::nullopt;
    Macro out;
    out.kind = Macro::Kind::has;
    out.range = tree.child_at(argument(tree, call, 0), 0);
    out.field = tree.text(tree.child_at(argument(tree, call, 0), 1));
    return out;
  }
  const std::string_view name = tree.text(tree.child_at(callee, 1));
  const NodeId target = tree.child_at(callee, 0);
  if (name == "bind" && tree.kind(target) == Kind::variable && tree.text(target) == "cel") return binding(tree, call);
  for (const Shape& shape : kShapes) {
    if (shape.name != name || shape.variables + (shape.test ? 1 : 0) + (shape.result ? 1 : 0) != count) continue;
    if (!plain_name(tree, argument(tree, call, 0))) return std::nullopt;
    if (shape.variables == 2 && !plain_name(tree, argument(tree, call, 1))) { continue; }
    Macro out;
    out.kind = shape.kind;
    out.range = target;
    out.first = tree.text(argument(tree, call, 0));
    std::size_t next = 1;
    if (shape.variables == 2) out.second = tree.text(argument(tree, call, next++));
    if (shape.test) out.test = argument(tree, call, next++);
    if (shape.result) out.result = argument(tree, call, next);
    return out;
  }
  return std::nullopt;
}

}  // namespace playmaker::eval
