#include "dsl/eval/library.hpp"

#include <array>
#include <utility>

namespace playmaker::eval {

namespace {

// Overloads of one name stand in one text, with ";" between them. A function added to runtime/cel stands here too.
constexpr std::array<std::pair<std::string_view, std::string_view>, 81> kDeclared = {{
    {"_?_:_", "(bool, A, A) -> A"},
    {"_&&_", "(bool, bool) -> bool"},
    {"_||_", "(bool, bool) -> bool"},
    {"!_", "(bool) -> bool"},
    {"_==_", "(A, A) -> bool"},
    {"_!=_", "(A, A) -> bool"},
    {"_in_", "(A, list(A)) -> bool;(A, map(A, B)) -> bool"},
    {"_+_",
     "(int, int) -> int;(uint, uint) -> uint;(double, double) -> double;(string, string) -> string;(bytes, bytes) -> bytes;"
     "(list(A), list(A)) -> list(A);(timestamp, duration) -> timestamp;(duration, timestamp) -> timestamp;(duration, duration) -> duration;"
     "(money, money) -> money;(percent, percent) -> percent;(date, length) -> date;(length, date) -> date;(length, length) -> length"},
    {"_-_",
     "(int, int) -> int;(uint, uint) -> uint;(double, double) -> double;(timestamp, timestamp) -> duration;"
     "(timestamp, duration) -> timestamp;(duration, duration) -> duration;(money, money) -> money;(percent, percent) -> percent;"
     "(date, length) -> date;(date, date) -> length;(length, length) -> length"},
    {"_*_",
     "(int, int) -> int;(uint, uint) -> uint;(double, double) -> double;(money, int) -> money;(int, money) -> money;"
     "(money, percent) -> money;(percent, money) -> money;(money, double) -> money;(double, money) -> money;"
     "(percent, percent) -> percent;(percent, int) -> percent;(int, percent) -> percent;(percent, double) -> percent;"
     "(double, percent) -> percent"},
    {"_/_",
     "(int, int) -> int;(uint, uint) -> uint;(double, double) -> double;(money, int) -> money;(money, money) -> percent;"
     "(money, percent) -> money;(percent, int) -> percent;(percent, percent) -> percent"},
    {"_%_", "(int, int) -> int;(uint, uint) -> uint"},
    {"-_", "(int) -> int;(double) -> double;(money) -> money;(percent) -> percent;(duration) -> duration;(length) -> length"},
    {"_[_]",
     "(list(A), int) -> A;(map(A, B), A) -> B;(optional_type(list(A)), int) -> optional_type(A);"
     "(optional_type(map(A, B)), A) -> optional_type(B)"},
    {"_<_", "order"},
    {"_otherwise_", "(A, A) -> A"},
    {"size",
     "(string) -> int;(bytes) -> int;(list(A)) -> int;(map(A, B)) -> int;.(string) -> int;.(bytes) -> int;.(list(A)) -> int;"
     ".(map(A, B)) -> int"},
    {"matches", "(string, string) -> bool;.(string, string) -> bool"},
    {"contains", ".(string, string) -> bool"},
    {"startsWith", ".(string, string) -> bool"},
    {"endsWith", ".(string, string) -> bool"},
    {"dyn", "(A) -> dyn"},
    {"type", "(A) -> type(A)"},
    {"int", "(int) -> int;(uint) -> int;(double) -> int;(string) -> int;(timestamp) -> int"},
    {"uint", "(uint) -> uint;(int) -> uint;(double) -> uint;(string) -> uint"},
    {"double", "(double) -> double;(int) -> double;(uint) -> double;(string) -> double"},
    {"string",
     "(string) -> string;(bool) -> string;(int) -> string;(uint) -> string;(double) -> string;(bytes) -> string;"
     "(timestamp) -> string;(duration) -> string;(money) -> string;(percent) -> string;(date) -> string;(time) -> string;"
     "(length) -> string"},
    {"bytes", "(bytes) -> bytes;(string) -> bytes"},
    {"bool", "(bool) -> bool;(string) -> bool"},
    {"timestamp", "(timestamp) -> timestamp;(string) -> timestamp;(int) -> timestamp"},
    {"duration", "(duration) -> duration;(string) -> duration"},
    {"getDate", "of_timestamp"},
    {"getDayOfMonth", "of_timestamp"},
    {"getDayOfWeek", "of_timestamp"},
    {"getDayOfYear", "of_timestamp"},
    {"getFullYear", "of_timestamp"},
    {"getMonth", "of_timestamp"},
    {"getHours", "of_moment"},
    {"getMinutes", "of_moment"},
    {"getSeconds", "of_moment"},
    {"getMilliseconds", "of_moment"},
    {"charAt", ".(string, int) -> string"},
    {"indexOf", ".(string, string) -> int;.(string, string, int) -> int"},
    {"lastIndexOf", ".(string, string) -> int;.(string, string, int) -> int"},
    {"lowerAscii", ".(string) -> string"},
    {"upperAscii", ".(string) -> string"},
    {"trim", ".(string) -> string"},
    {"reverse", ".(string) -> string"},
    {"replace", ".(string, string, string) -> string;.(string, string, string, int) -> string"},
    {"split", ".(string, string) -> list(string);.(string, string, int) -> list(string)"},
    {"substring", ".(string, int) -> string;.(string, int, int) -> string"},
    {"join", ".(list(string)) -> string;.(list(string), string) -> string"},
    {"format", ".(string, list(dyn)) -> string"},
    {"strings.quote", "(string) -> string"},
    {"base64.encode", "(bytes) -> string"},
    {"base64.decode", "(string) -> bytes"},
    {"math.ceil", "(double) -> double"},
    {"math.floor", "(double) -> double"},
    {"math.round", "(double) -> double"},
    {"math.trunc", "(double) -> double"},
    {"math.isNaN", "(double) -> bool"},
    {"math.isInf", "(double) -> bool"},
    {"math.isFinite", "(double) -> bool"},
    {"math.abs", "(int) -> int;(uint) -> uint;(double) -> double"},
    {"math.sign", "(int) -> int;(uint) -> uint;(double) -> double"},
    {"math.sqrt", "(int) -> double;(uint) -> double;(double) -> double"},
    {"math.bitAnd", "(int, int) -> int;(uint, uint) -> uint"},
    {"math.bitOr", "(int, int) -> int;(uint, uint) -> uint"},
    {"math.bitXor", "(int, int) -> int;(uint, uint) -> uint"},
    {"math.bitNot", "(int) -> int;(uint) -> uint"},
    {"math.bitShiftLeft", "(int, int) -> int;(uint, int) -> uint"},
    {"math.bitShiftRight", "(int, int) -> int;(uint, int) -> uint"},
    {"optional.of", "(A) -> optional_type(A)"},
    {"optional.ofNonZeroValue", "(A) -> optional_type(A)"},
    {"optional.none", "() -> optional_type(A)"},
    {"hasValue", ".(optional_type(A)) -> bool"},
    {"value", ".(optional_type(A)) -> A"},
    {"or", ".(optional_type(A), optional_type(A)) -> optional_type(A)"},
    {"orValue", ".(optional_type(A), A) -> A"},
    {"math.greatest", "extreme"},
    {"math.least", "extreme"},
}};

// What many names share.
std::string_view meaning(std::string_view written) {
  if (written == "of_timestamp") return ".(timestamp) -> int;.(timestamp, string) -> int";
  if (written == "of_moment") return ".(timestamp) -> int;.(timestamp, string) -> int;.(duration) -> int";
  return written;
}

void add_all(std::vector<Overload>& out, std::string_view written) {
  while (!written.empty()) {
    const std::size_t end = written.find(';');
    out.push_back(parse_overload(written.substr(0, end)));
    if (end == std::string_view::npos) break;
    written.remove_prefix(end + 1);
  }
}

// Numbers compare with numbers of any kind, everything else with its own.
void add_order(std::vector<Overload>& out) {
  constexpr std::array<std::string_view, 3> kNumbers = {"int", "uint", "double"};
  for (const std::string_view a : kNumbers) {
    for (const std::string_view b : kNumbers) out.push_back({false, {simple(a), simple(b)}, simple("bool")});
  }
  for (const std::string_view one : {"bool", "string", "bytes", "timestamp", "duration", "money", "percent", "date", "time", "length"})
    out.push_back({false, {simple(one), simple(one)}, simple("bool")});
}

// Any number of numbers, or one list of them.
void add_extreme(std::vector<Overload>& out) {
  for (const std::string_view one : {"int", "uint", "double"}) {
    out.push_back({false, {simple(one)}, simple(one)});
    out.push_back({false, {list_of(simple(one))}, simple(one)});
  }
}

}  // namespace

const Library& library() {
  static const Library kLibrary = [] {
    Library out;
    for (const auto& [name, written] : kDeclared) {
      std::vector<Overload>& overloads = out[std::string(name)];
      if (written == "order") add_order(overloads);
      else if (written == "extreme") add_extreme(overloads);
      else add_all(overloads, meaning(written));
    }
    for (const char* other : {"_<=_", "_>_", "_>=_"}) out[other] = out["_<_"];
    return out;
  }();
  return kLibrary;
}

}  // namespace playmaker::eval
