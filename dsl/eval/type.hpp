#pragma once
// Types of expressions as CEL's checker knows them: `dyn` fits everything, type variables are found by use.
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace playmaker::eval {

enum class TypeKind : std::uint8_t { dyn, variable, simple, list, map, type, opaque };

struct Type;
using TypeRef = std::shared_ptr<const Type>;
struct Type {
  TypeKind kind = TypeKind::dyn;
  std::string name;              // of a simple or opaque type; of a variable its number
  std::vector<TypeRef> params;
  std::uint32_t size = 1;        // of the written type; beyond kTypeSizeMax it is `dyn`
};
constexpr std::uint32_t kTypeSizeMax = 1'000;

TypeRef dyn();
TypeRef simple(std::string_view name);           // "int", "null_type", "timestamp", "money"
TypeRef list_of(TypeRef item);
TypeRef map_of(TypeRef key, TypeRef value);
TypeRef type_of(TypeRef type);
TypeRef optional_of(TypeRef type);
// "map(string, list(int))", "tuple(T, U)": a single capital letter is a variable. nullptr: no type.
TypeRef parse_type(std::string_view text);
std::string to_text(const Type& type);
bool same(const Type& a, const Type& b);

struct Overload {
  bool method = false;           // the receiver is the first parameter
  std::vector<TypeRef> params;
  TypeRef result;
};
// "(string, int) -> bool", ".(string) -> bool" for a method. REQUIRES a readable one.
Overload parse_overload(std::string_view text);

// What type variables stand for, found while fitting one type to another.
class Fitting {
 public:
  TypeRef fresh();
  TypeRef renamed(const TypeRef& type, std::map<std::string, TypeRef>& names);  // an overload's own variables made fresh
  bool fits(const TypeRef& given, const TypeRef& wanted);                       // remembers what it found; undone when false
  bool all_fit(const std::vector<TypeRef>& given, const std::vector<TypeRef>& wanted);
  TypeRef joined(const TypeRef& a, const TypeRef& b);                           // of two entries of one list; a may be nullptr
  TypeRef resolved(const TypeRef& type, bool free_is_dyn) const;

 private:
  const TypeRef* known(const Type& variable) const;
  bool assignable(const TypeRef& given, const TypeRef& wanted);
  struct Stands {
    bool fits = false;
    bool was_known = false;
  };
  Stands stands_for(const TypeRef& type, const TypeRef& variable);
  bool mentions(const Type& type, const Type& variable) const;
  bool step() const { return ++steps_ <= kStepsMax; }   // false: the expression is a puzzle, and types say no more about it
  void learn(const std::string& variable, TypeRef type);

  static constexpr std::int64_t kStepsMax = 400'000;
  std::map<std::string, TypeRef> known_;
  std::vector<std::pair<std::string, TypeRef>> trail_;  // what was known before, to undo
  mutable std::int64_t steps_ = 0;
  std::uint32_t count_ = 0;
  int depth_ = 0;
};

}  // namespace playmaker::eval
