#pragma once
// The kinds of the syntax tree. Their shapes are written in kinds.def: that file is the contract between the readers (text and
// YAML), which make trees, and bind and the formatter, which read them.
#include <cstdint>
#include <string_view>

namespace playmaker::syntax {

enum class Kind : std::uint16_t {
#define KIND(name, group, shape) name,
#include "dsl/syntax/kinds.def"
#undef KIND
};

enum class Group : std::uint8_t { leaf, part, file, item, clause, step, cell, expression, literal };

std::string_view to_string(Kind kind);   // "send"
std::string_view shape_of(Kind kind);    // what kinds.def says about its children
Group group_of(Kind kind);

inline bool is_step(Kind kind) { return group_of(kind) == Group::step; }
inline bool is_literal(Kind kind) { return group_of(kind) == Group::literal; }
inline bool is_expression(Kind kind) { return group_of(kind) == Group::expression || is_literal(kind); }

enum class Unit : std::uint8_t { none, second, minute, hour, day, week, month, quarter, year };
std::string_view to_string(Unit unit);   // "day"; "" for none

}  // namespace playmaker::syntax
