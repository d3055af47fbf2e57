#include "runtime/plan/library.hpp"

#include <algorithm>
#include <array>

namespace playmaker::plan {
namespace {

constexpr std::array kCalls = {
    LibraryCall{32, "matches", true, "tt", 'b'},
    LibraryCall{33, "matches", false, "tt", 'b'},
    LibraryCall{34, "charAt", true, "ti", 't'},
    LibraryCall{35, "indexOf", true, "tt", 'i'},
    LibraryCall{35, "indexOf", true, "tti", 'i'},
    LibraryCall{36, "lastIndexOf", true, "tt", 'i'},
    LibraryCall{36, "lastIndexOf", true, "tti", 'i'},
    LibraryCall{37, "substring", true, "ti", 't'},
    LibraryCall{37, "substring", true, "tii", 't'},
    LibraryCall{38, "replace", true, "ttt", 't'},
    LibraryCall{38, "replace", true, "ttti", 't'},
    LibraryCall{39, "reverse", true, "t", 't'},
    LibraryCall{40, "split", true, "tt", 'T'},
    LibraryCall{40, "split", true, "tti", 'T'},
    LibraryCall{41, "join", true, "T", 't'},
    LibraryCall{41, "join", true, "Tt", 't'},
    LibraryCall{42, "bool", false, "t", 'b'},
    LibraryCall{42, "bool", false, "b", 'b'},
    LibraryCall{43, "timestamp", false, "t", 'n'},
    LibraryCall{43, "timestamp", false, "i", 'n'},
    LibraryCall{43, "timestamp", false, "n", 'n'},
    LibraryCall{44, "duration", false, "t", 'l'},
    LibraryCall{44, "duration", false, "l", 'l'},
    LibraryCall{45, "getFullYear", true, "n", 'i'},
    LibraryCall{45, "getFullYear", true, "nt", 'i'},
    LibraryCall{46, "getMonth", true, "n", 'i'},
    LibraryCall{46, "getMonth", true, "nt", 'i'},
    LibraryCall{47, "getDate", true, "n", 'i'},
    LibraryCall{47, "getDate", true, "nt", 'i'},
    LibraryCall{48, "getDayOfMonth", true, "n", 'i'},
    LibraryCall{48, "getDayOfMonth", true, "nt", 'i'},
    LibraryCall{49, "getDayOfWeek", true, "n", 'i'},
    LibraryCall{49, "getDayOfWeek", true, "nt", 'i'},
    LibraryCall{50, "getDayOfYear", true, "n", 'i'},
    LibraryCall{50, "getDayOfYear", true, "nt", 'i'},
    LibraryCall{51, "getHours", true, "n", 'i'},
    LibraryCall{51, "getHours", true, "nt", 'i'},
    LibraryCall{51, "getHours", true, "l", 'i'},
    LibraryCall{52, "getMinutes", true, "n", 'i'},
    LibraryCall{52, "getMinutes", true, "nt", 'i'},
    LibraryCall{52, "getMinutes", true, "l", 'i'},
    LibraryCall{53, "getSeconds", true, "n", 'i'},
    LibraryCall{53, "getSeconds", true, "nt", 'i'},
    LibraryCall{53, "getSeconds", true, "l", 'i'},
    LibraryCall{54, "getMilliseconds", true, "n", 'i'},
    LibraryCall{54, "getMilliseconds", true, "nt", 'i'},
    LibraryCall{54, "getMilliseconds", true, "l", 'i'},
    LibraryCall{55, "math.ceil", false, "d", 'd'},
    LibraryCall{56, "math.floor", false, "d", 'd'},
    LibraryCall{57, "math.round", false, "d", 'd'},
    LibraryCall{58, "math.trunc", false, "d", 'd'},
    LibraryCall{59, "math.sign", false, "d", 'd'},
    LibraryCall{59, "math.sign", false, "i", 'i'},
    LibraryCall{60, "math.sqrt", false, "d", 'd'},
    LibraryCall{60, "math.sqrt", false, "i", 'd'},
    LibraryCall{61, "math.isNaN", false, "d", 'b'},
    LibraryCall{62, "math.isInf", false, "d", 'b'},
    LibraryCall{63, "math.isFinite", false, "d", 'b'},
    LibraryCall{kFormatCall, "format", true, "t", 't'},
};

constexpr std::array<std::string_view, 5> kMacros = {"all", "exists", "exists_one", "filter", "map"};

}  // namespace

std::span<const LibraryCall> library() { return kCalls; }

const LibraryCall* library_call(std::uint32_t number) {
  const auto* found = std::ranges::lower_bound(kCalls, number, {}, &LibraryCall::number);
  return found != kCalls.end() && found->number == number ? found : nullptr;
}

Kind library_kind(char letter) {
  switch (letter) {
    case 't': return Kind::text;
    case 'i': return Kind::integer;
    case 'd': return Kind::decimal;
    case 'b': return Kind::boolean;
    case 'n': return Kind::instant;
    case 'l': return Kind::duration;
    default: return Kind::list;
  }
}

std::string_view macro_name(Macro macro) { return kMacros[static_cast<std::size_t>(macro) - static_cast<std::size_t>(Macro::all)]; }

}  // namespace playmaker::plan
