#pragma once
// What an expression may name from outside: variables with their types, functions, and the container that short names belong to
// (`x.y`: a name `z` is looked for as x.y.z, x.z, z).
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/eval/library.hpp"
#include "dsl/syntax/tree.hpp"
#include "runtime/cel/value.hpp"

namespace playmaker::eval {

struct Environment {
  std::string container;
  std::map<std::string, TypeRef, std::less<>> names;
  Library functions;                                   // besides those of CEL
};
using Bindings = std::map<std::string, cel::Value, std::less<>>;

// The full names that `name` may mean, in the order in which they are tried.
std::vector<std::string> candidates(std::string_view container, std::string_view name);
// "a.b.c" of names with dots between; nullopt: something else.
std::optional<std::string> dotted(const syntax::Tree& tree, syntax::NodeId node);
// The type a name of CEL's own denotes (`int`, `google.protobuf.Duration`); nullptr: it is none.
TypeRef denoted_type(std::string_view name);

// A macro as it stands in a call: its variables, and the expressions they are for.
struct Macro {
  enum class Kind : std::uint8_t { all, exists, exists_one, map, filter, transform_list, transform_map, opt_map, opt_flat_map, bind, has };
  Kind kind = Kind::all;
  syntax::NodeId range = syntax::kNoNode;              // what is gone through; of bind the value; of has the operand
  std::string_view first, second;                      // variables; second empty: one only
  syntax::NodeId test = syntax::kNoNode;               // of filter, all, …; the optional test of map and transforms
  syntax::NodeId result = syntax::kNoNode;             // of map, transforms, opt_map, bind
  std::string_view field;                              // of has
};
std::optional<Macro> macro_of(const syntax::Tree& tree, syntax::NodeId call);
// The expression of the index-th argument; kNoNode when there is none.
syntax::NodeId argument(const syntax::Tree& tree, syntax::NodeId call, std::size_t index);
// No argument says more than an expression (`over last 30 days`).
bool plain_arguments(const syntax::Tree& tree, syntax::NodeId call);

}  // namespace playmaker::eval
