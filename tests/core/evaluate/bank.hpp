#pragma once
// One customer of a small bank, for tests of conditions: expressions are written into the playbook's unit (or the catalog's), then
// `open()` links both, and every question is asked of a frame at `now`.
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/core/evaluate/evaluate.hpp"
#include "tests/core/plan_builder.hpp"

namespace playmaker::core::testing::bank {

using base::Instant;
using pl::Datum;
using pl::Kind;
using pl::NodeIndex;
using pl::NodeOp;

inline Instant at(std::string_view text) { return *base::parse_instant(text); }   // "2026-03-02T09:00:00+08:00"
inline Datum number(Kind kind, std::int64_t value) {
  Datum datum;
  datum.kind = kind;
  datum.number = value;
  return datum;
}
inline Datum money(std::int64_t yuan) { return number(Kind::money, yuan * 100); }
inline Datum percent(std::int64_t hundredths) { return number(Kind::percent, hundredths * 10'000); }
inline Datum date(int year, int month, int day) { return number(Kind::date, base::date_of(year, month, day).days); }
inline Datum truth(bool value) { return number(Kind::boolean, value ? 1 : 0); }
inline Datum words(std::string text) {
  Datum datum;
  datum.kind = Kind::text;
  datum.text = std::move(text);
  return datum;
}

struct Bank {
  CatalogBuilder c;
  PlanBuilder p{"journey"};
  std::shared_ptr<const Roster> roster;
  Directory directory;
  Customer customer;
  Journey journey;
  Findings findings;
  Instant now = at("2026-03-02T09:00:00+08:00");
  bool in_journey = false;
  const Run* run = nullptr;
  EventAtHand event;

  Bank() { customer.appeared = at("2025-01-01T00:00:00+08:00"); }

  pl::Type enumeration(pl::Unit& unit, Kind kind, const std::vector<std::string>& values) {
    UnitBuilder builder(unit);
    std::vector<pl::TextIndex> texts;
    for (const std::string& value : values) texts.push_back(builder.text(value));
    unit.enumerations.push_back(std::move(texts));
    return {kind, static_cast<std::uint32_t>(unit.enumerations.size() - 1)};
  }
  // An attribute whose type has an enumeration, and the node that reads it in `unit`.
  NodeIndex typed(UnitBuilder& builder, pl::Unit& unit, std::string_view name, pl::Type type) {
    const std::uint32_t attribute = builder.attribute(name, type.kind);
    unit.attributes[attribute].type = type;
    const NodeIndex node = builder.node(NodeOp::attribute, type.kind, attribute);
    unit.nodes[node].type = type;
    return node;
  }
  NodeIndex symbol(UnitBuilder& builder, pl::Unit& unit, std::string_view value, pl::Type type) {
    const NodeIndex node = builder.node(NodeOp::constant_text, type.kind, builder.text(value));
    unit.nodes[node].type = type;
    return node;
  }
  NodeIndex list(UnitBuilder& builder, pl::Unit& unit, const std::vector<NodeIndex>& nodes) {
    const auto first = static_cast<std::uint32_t>(unit.children.size());
    unit.children.insert(unit.children.end(), nodes.begin(), nodes.end());
    return builder.node(NodeOp::list_of, Kind::list, first, static_cast<std::uint32_t>(nodes.size()));
  }
  NodeIndex call(pl::Function function, Kind kind, const std::vector<NodeIndex>& nodes) {
    const auto first = static_cast<std::uint32_t>(p.plan.unit.children.size());
    p.plan.unit.children.insert(p.plan.unit.children.end(), nodes.begin(), nodes.end());
    return p.node(NodeOp::call, kind, first, static_cast<std::uint32_t>(nodes.size()), static_cast<std::uint32_t>(function));
  }
  // A window of the unit and the node that reads it.
  NodeIndex window(UnitBuilder& builder, pl::Unit& unit, const pl::Window& window, Kind kind = Kind::integer) {
    unit.windows.push_back(window);
    return builder.node(NodeOp::window, kind, static_cast<std::uint32_t>(unit.windows.size() - 1));
  }
  pl::Window count_of(UnitBuilder& builder, std::string_view event, const pl::Length& last, std::uint8_t keep = 0) {
    pl::Window w;
    w.function = pl::WindowFunction::count;
    w.event = builder.event(event);
    w.last = last;
    w.keep = keep;
    return w;
  }
  pl::Window of_attribute(UnitBuilder& builder, pl::WindowFunction function, std::string_view name, Kind kind, const pl::Length& last) {
    pl::Window w;
    w.function = function;
    w.attribute = builder.attribute(name, kind);
    w.last = last;
    return w;
  }

  void open() { roster = roster_of(c.catalog, {p.plan}, roster.get()); }
  const LinkedPlan& plan() const { return *roster->plans.back(); }
  std::uint32_t number_of(Names kind, std::string_view name) const { return roster->dictionary->find(kind, name); }

  void set(std::string_view name, const Datum& value, Instant when) {
    const std::uint32_t attribute = number_of(Names::attribute, name);
    std::vector<WindowPoint> points;
    window_points(frame(), attribute, value, when, points);
    set_attribute(customer, attribute, value, when);
    for (const WindowPoint& each : points) add_point(*roster, customer, each);
  }
  void set(std::string_view name, const Datum& value) { set(name, value, now); }
  void set_symbol(std::string_view name, Kind kind, std::string_view value) { set(name, number(kind, number_of(Names::symbol, value))); }
  // The event happens: windows and memory, as apply folds it.
  void happens(std::string_view name, Instant when, std::vector<Datum> fields = {}) {
    EventArrived arrived;
    arrived.event = number_of(Names::event, name);
    arrived.at = when;
    arrived.fields = std::move(fields);
    std::vector<WindowPoint> points;
    window_points(frame(), arrived, points, findings);
    for (const WindowPoint& each : points) add_point(*roster, customer, each);
    for (EventMemory& each : customer.events) {
      if (each.event == arrived.event) {
        if (when >= each.last) each.last = when, each.fields = arrived.fields;
        return;
      }
    }
    customer.events.push_back({arrived.event, when, arrived.fields});
  }

  Frame frame() {
    Frame frame;
    frame.roster = roster.get();
    frame.directory = &directory;
    frame.unit = &plan().unit;
    frame.customer = &customer;
    frame.plan = in_journey ? &plan() : nullptr;
    frame.journey = in_journey ? &journey : nullptr;
    frame.run = run;
    frame.event = event;
    frame.now = now;
    return frame;
  }
  Datum value(NodeIndex node) {
    findings = {};
    return evaluate(frame(), node, findings);
  }
  // "yes", "no", "unknown", or the fault's name.
  std::string says(NodeIndex node) {
    const Datum datum = value(node);
    if (datum.kind == Kind::error) return std::string(fault_name(static_cast<Fault>(datum.number)));
    if (!datum.known()) return "unknown";
    if (datum.kind != Kind::boolean) return "not a truth";
    return datum.number != 0 ? "yes" : "no";
  }
};

}  // namespace playmaker::core::testing::bank
