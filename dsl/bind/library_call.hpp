#pragma once
// Calls of what the Common Expression Language (CEL) has beyond the functions that playbooks say in their own words: its library, and
// the macros that look at each item of a list (see runtime/plan/library.hpp).
#include <optional>
#include <string_view>
#include <vector>

#include "dsl/bind/expression.hpp"
#include "runtime/plan/library.hpp"

namespace playmaker::bind {

// What a call node means (Meaning::ref), from here on: kLibraryMeaning + the number of the function or macro. Below: a Builtin.
constexpr std::uint32_t kLibraryMeaning = 1'000;
constexpr std::uint32_t kSplitMost = 100;        // how many texts `split` is taken to give where the cost of an expression is bounded
constexpr bool is_library(std::uint32_t meaning) { return meaning >= kLibraryMeaning; }

std::optional<plan::Macro> macro_named(std::string_view name);   // CEL spells one of them in two ways
// Is there a function of that name, called in that way? `method`: `x.f(…)`.
bool library_has(std::string_view name, bool method);
std::vector<std::string_view> library_names(bool method);        // macros among the methods

// `arguments`: the receiver first, where there is one. Reports what does not fit.
Typed bind_library(Work& work, const Scope& scope, NodeId call, std::string_view name, bool method, const std::vector<NodeId>& arguments);
// `"…".format([a, b])`: the list is written there, its items of any types that have a text.
Typed bind_format(Work& work, const Scope& scope, NodeId call, const std::vector<NodeId>& arguments);
Typed bind_macro(Work& work, const Scope& scope, NodeId call, plan::Macro macro, const std::vector<NodeId>& arguments);

}  // namespace playmaker::bind
