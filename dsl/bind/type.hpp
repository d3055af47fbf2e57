#pragma once
// The types of expressions, as LANGUAGE.md lists them: the plan's kinds, with the descriptions of enumerations, records and lists kept
// here. There is no implicit conversion; a type of kind `error` stands for a mistake already reported, and silences whatever uses it.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/source/issue.hpp"
#include "runtime/plan/catalog.hpp"
#include "runtime/plan/type.hpp"

namespace playmaker::bind {

using plan::kNone;
using Type = plan::Type;  // detail: into Types::enumerations (one_of, level_of), Types::records (record), Types::lists (list)

constexpr Type kPoison{plan::Kind::error, kNone};
constexpr Type kBool{plan::Kind::boolean, kNone};
constexpr Type kInt{plan::Kind::integer, kNone};
constexpr Type kText{plan::Kind::text, kNone};
constexpr Type kDate{plan::Kind::date, kNone};
constexpr Type kInstant{plan::Kind::instant, kNone};
constexpr Type kDuration{plan::Kind::duration, kNone};

inline bool poisoned(Type type) { return type.kind == plan::Kind::error; }
inline bool is_enumeration(Type type) { return type.kind == plan::Kind::one_of || type.kind == plan::Kind::level_of; }
bool is_number(Type type);   // int, decimal, money, percent, duration
bool is_ordered(Type type);  // may stand beside < and in `between`

struct Where {  // a node of one of the files
  std::uint32_t file = 0;
  std::uint32_t node = kNone;
  bool operator==(const Where&) const = default;
};

struct Field {
  std::string name;           // of the customer: with its record's name before it, "consent.marketing"
  std::string alias;          // likewise
  Type type;
  bool optional = false, personal = false;
  std::string from;
  plan::Length fresh;
  Where derived;              // its expression; node kNone: sent, not computed
  std::uint8_t progress = 0;  // of a derived one: 0 not bound, 1 under way, 2 bound
  plan::Label label;
  Where where;
};

struct Fields {
  std::vector<Field> list;
  const Field* find(std::string_view name) const;    // by name or alias; nullptr: none
  std::vector<std::string_view> names() const;
};

struct ListType {
  Type item;
  std::uint32_t at_most = 0;
};

class Types {
 public:
  Type enumeration(plan::Kind kind, std::vector<std::string> values);   // equal ones share their description
  Type record(Fields fields);
  Type list(Type item, std::uint32_t at_most);

  const std::vector<std::string>& values(Type type) const { return enumerations_[type.detail]; }
  const std::vector<std::string>& values(std::uint32_t enumeration) const { return enumerations_[enumeration]; }
  const Fields& fields(Type type) const { return records_[type.detail]; }
  const ListType& list(Type type) const { return lists_[type.detail]; }
  const std::vector<ListType>& lists() const { return lists_; }

  bool same(Type a, Type b) const;                  // poison equals everything
  source::Words words(Type type) const;             // "money", "一个金额" … for messages

 private:
  std::vector<std::vector<std::string>> enumerations_;
  std::vector<Fields> records_;
  std::vector<ListType> lists_;
};

}  // namespace playmaker::bind
