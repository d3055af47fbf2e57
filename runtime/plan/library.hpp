#pragma once
// The functions and macros of the Common Expression Language (CEL) that conditions have beyond plan::Function: which number each has on
// disk, what it takes and what it gives. What they compute stands in runtime/cel, once for playbooks and for `playmaker eval`; macros
// run their body for each item of a list. Numbers are on disk: never renumber.
#include <cstdint>
#include <span>
#include <string_view>

#include "runtime/plan/type.hpp"

namespace playmaker::plan {

constexpr std::uint32_t kLibraryFirst = 32;           // numbers below are plan::Function

// One way to call a function. Letters of `takes`, the receiver first: t text · i int · d decimal · b bool · n instant · l duration · T a
// list of texts.
struct LibraryCall {
  std::uint32_t number = 0;                           // of the name, shared by all the ways to call it
  std::string_view name;                              // CEL's: "indexOf", "math.ceil"
  bool method = false;                                // `x.f(…)`; else `f(…)`
  std::string_view takes;
  char gives = 't';
};
std::span<const LibraryCall> library();               // by number, the ways of one name side by side
const LibraryCall* library_call(std::uint32_t number);   // any way; nullptr: there is none
Kind library_kind(char letter);                       // REQUIRES one of the letters above

// `"…".format([a, b])`: its children are the text and the items, as many as there are.
constexpr std::uint32_t kFormatCall = 64;
constexpr std::size_t kFormatItemsMax = 16;

// `list.exists(x, C)`: a call whose children are the list, the variable and the body. An item of the list is at hand as the variable
// kMacroVariable + how many macros stand around it.
enum class Macro : std::uint8_t { all = 160, exists = 161, exists_one = 162, filter = 163, map = 164 };
constexpr std::uint32_t kMacroVariable = 0xe100;
constexpr std::uint32_t kMacrosNestedMax = 4;
constexpr bool is_macro(std::uint32_t function) {
  return function >= static_cast<std::uint32_t>(Macro::all) && function <= static_cast<std::uint32_t>(Macro::map);
}
std::string_view macro_name(Macro macro);

}  // namespace playmaker::plan
