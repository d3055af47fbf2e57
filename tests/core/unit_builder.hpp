#pragma once
// Condition code and lengths of time by hand, for the builders of plans and catalogs (plan_builder.hpp).
#include <string>
#include <string_view>
#include <vector>

#include "runtime/plan/plan.hpp"

namespace playmaker::core::testing {

namespace pl = ::playmaker::plan;
using pl::kNone;

inline pl::Length millis(base::Millis n) { return {pl::LengthUnit::millis, n}; }
inline pl::Length minutes(std::int64_t n) { return millis(n * base::kMinute); }
inline pl::Length hours(std::int64_t n) { return millis(n * base::kHour); }
inline pl::Length days(std::int64_t n) { return {pl::LengthUnit::days, n}; }
inline pl::Length months(std::int64_t n) { return {pl::LengthUnit::months, n}; }
inline pl::Length working_days(std::int64_t n) { return {pl::LengthUnit::working_days, n}; }

// Condition code of one unit.
class UnitBuilder {
 public:
  explicit UnitBuilder(pl::Unit& unit) : unit_(unit) {}
  pl::TextIndex text(std::string_view value) { return place(unit_.texts, std::string(value)); }
  std::uint32_t event(std::string_view name) { return place(unit_.events, text(name)); }
  std::uint32_t benefit(std::string_view name) { return place(unit_.benefits, text(name)); }
  std::uint32_t attribute(std::string_view name, pl::Kind kind);
  pl::NodeIndex node(pl::NodeOp op, pl::Kind kind, std::uint32_t a = kNone, std::uint32_t b = kNone, std::uint32_t c = kNone);
  pl::NodeIndex constant(pl::Kind kind, std::int64_t number);
  pl::NodeIndex number(std::int64_t value) { return constant(pl::Kind::integer, value); }
  pl::NodeIndex yes() { return constant(pl::Kind::boolean, 1); }
  pl::NodeIndex no() { return constant(pl::Kind::boolean, 0); }
  pl::NodeIndex words(std::string_view value) { return node(pl::NodeOp::constant_text, pl::Kind::text, text(value)); }
  pl::NodeIndex attr(std::string_view name, pl::Kind kind = pl::Kind::integer) {
    return node(pl::NodeOp::attribute, kind, attribute(name, kind));
  }
  pl::NodeIndex field(std::string_view name, pl::Kind kind = pl::Kind::integer) { return node(pl::NodeOp::event_field, kind, text(name)); }
  pl::NodeIndex is(pl::NodeOp op, pl::NodeIndex a, pl::NodeIndex b) { return node(op, pl::Kind::boolean, a, b); }
  pl::NodeIndex equal(pl::NodeIndex a, pl::NodeIndex b) { return is(pl::NodeOp::equal, a, b); }
  pl::NodeIndex at_least(pl::NodeIndex a, pl::NodeIndex b) { return is(pl::NodeOp::greater_equal, a, b); }
  pl::NodeIndex both(pl::NodeIndex a, pl::NodeIndex b) { return is(pl::NodeOp::and_, a, b); }
  pl::NodeIndex either(pl::NodeIndex a, pl::NodeIndex b) { return is(pl::NodeOp::or_, a, b); }
  pl::NodeIndex inverse(pl::NodeIndex a) { return node(pl::NodeOp::not_, pl::Kind::boolean, a); }
  pl::NodeIndex done(std::uint32_t task) { return node(pl::NodeOp::task_done, pl::Kind::boolean, task, kNone, 0); }
  pl::NodeIndex closed(std::uint32_t task) { return node(pl::NodeOp::task_closed, pl::Kind::boolean, task, kNone, 0); }
  pl::NodeIndex outcome(std::uint32_t task, std::string_view name) {
    return node(pl::NodeOp::task_outcome_is, pl::Kind::boolean, task, text(name), 0);
  }
  pl::NodeIndex since_entry(std::string_view name) { return node(pl::NodeOp::since_entry, pl::Kind::boolean, event(name)); }
  pl::NodeIndex time_since(std::string_view name) { return node(pl::NodeOp::time_since, pl::Kind::duration, event(name)); }
  pl::NodeIndex longer_than(pl::NodeIndex a, base::Millis length) {
    return is(pl::NodeOp::greater, a, constant(pl::Kind::duration, length));
  }
  pl::NodeIndex held_for(pl::NodeIndex a, const pl::Length& length);
  pl::NodeIndex in_playbook(std::string_view name) { return node(pl::NodeOp::in_playbook, pl::Kind::boolean, text(name)); }
  pl::NodeIndex member(pl::NodeIndex of, std::string_view name, pl::Kind kind) { return node(pl::NodeOp::member, kind, of, text(name)); }

 protected:
  template <class T>
  static std::uint32_t place(std::vector<T>& table, const T& value) {
    for (std::uint32_t i = 0; i < table.size(); ++i) {
      if (table[i] == value) return i;
    }
    table.push_back(value);
    return static_cast<std::uint32_t>(table.size() - 1);
  }
  pl::Unit& unit_;
};

}  // namespace playmaker::core::testing
