// What names mean: attributes of the customer, of people and branches, fields of events, and what the catalog derives from them.
#include <algorithm>

#include "runtime/core/evaluate/evaluator.hpp"

namespace playmaker::core {

using plan::Datum;
using plan::Kind;
using plan::NodeIndex;

Value Evaluator::attribute(NodeIndex at) { return stored(unit_->attributes[node(at).a], at); }

Value Evaluator::stored(std::uint32_t number, NodeIndex at) {
  if (number >= frame_.roster->attributes.size()) return {};
  const plan::Field* field = frame_.roster->attributes[number].field;
  if (field == nullptr) return {};
  if (field->derived != plan::kNone) {
    const Kind self = std::exchange(self_kind_, Kind::unknown);
    const Value value = run_in(frame_.roster->catalog_unit, field->derived, at);
    self_kind_ = self;
    return value;
  }
  const Customer& customer = *frame_.customer;
  if (number >= customer.attributes.size()) return {};
  const Attribute& own = customer.attributes[number];
  // A value kept from before its field was retyped says nothing now.
  if (own.kind == Kind::unknown || (field->type.kind != Kind::unknown && field->type.kind != own.kind)) return {};
  if (field->fresh.written()) {  // rule 42
    const base::Instant set{std::int64_t{own.set_minute} * base::kMinute};
    const auto stale = after({zone(), nullptr}, set, field->fresh);
    if (stale && *stale < frame_.now) return Value::error(Fault::stale, at);
    if (stale) recheck(*stale + 1);
  }
  const auto slot = static_cast<std::size_t>(own.number);
  switch (own.kind) {
    case Kind::text:
    case Kind::bytes: return Value::words(customer.texts[slot], own.kind);
    case Kind::list:
    case Kind::record:
    case Kind::map: {
      Value value = Value::of(own.kind, 0);
      value.items = &customer.lists[slot];
      value.record = field->type.detail;
      return value;
    }
    default: return Value::of(own.kind, own.number);
  }
}

Value Evaluator::member(NodeIndex at) {
  const plan::Node& n = node(at);
  const Value of = run(n.a);
  if (of.is_error() || !of.known()) return of;
  const bool person = of.kind == Kind::person;
  if (!person && of.kind != Kind::branch) return Value::error(Fault::type, at);
  const std::uint32_t number = unit_->number(person ? Names::person_attribute : Names::branch_attribute, n.b);
  const auto& declared = person ? frame_.roster->person_attributes : frame_.roster->branch_attributes;
  if (number >= declared.size() || declared[number].field == nullptr) return {};
  if (const NodeIndex derived = declared[number].field->derived; derived != plan::kNone) {
    const Kind outer_kind = std::exchange(self_kind_, of.kind);
    const std::int64_t outer = std::exchange(self_, of.number);
    const Value value = run_in(frame_.roster->catalog_unit, derived, at);
    self_kind_ = outer_kind;
    self_ = outer;
    return value;
  }
  if (frame_.directory == nullptr) return {};
  const auto& entries = person ? frame_.directory->persons : frame_.directory->branches;
  const auto entry = static_cast<std::uint64_t>(of.number);
  if (entry >= entries.size() || number >= entries[entry].fields.size()) return {};
  return view(entries[entry].fields[number], declared[number].field->type.detail);
}

Value Evaluator::event_field(NodeIndex at) {
  const EventAtHand& event = frame_.event;
  if (event.event >= frame_.roster->events.size() || event.fields == nullptr) return {};
  const LinkedEvent& linked = frame_.roster->events[event.event];
  const std::uint32_t field = linked.field(unit_->unit->texts[node(at).a]);
  if (field >= event.fields->size()) return {};
  return view((*event.fields)[field], linked.fields[field]->type.detail);
}

// What the customer answered to the nearest question around, said in the run that its answer began or in one below it.
Value Evaluator::answer_field(NodeIndex at) {
  const Run* run = frame_.run;
  for (std::size_t steps = 0; run != nullptr && frame_.journey != nullptr && steps <= frame_.journey->runs.size(); ++steps) {
    for (const Said& said : run->answers) {
      if (said.name == unit_->unit->texts[node(at).a]) return view(said.value, node(at).type.detail);
    }
    if (!run->answers.empty()) return {};
    const std::uint32_t parent = run->parent;
    const auto& runs = frame_.journey->runs;
    const auto found = std::find_if(runs.begin(), runs.end(), [&](const Run& each) { return each.run == parent; });
    run = parent == 0 || found == runs.end() ? nullptr : &*found;
  }
  return {};
}

// A field of a record, by the place its name has in the catalog's declaration.
Value Evaluator::item(NodeIndex at) {
  const plan::Node& n = node(at);
  const Value of = run(n.a);
  if (of.is_error() || !of.known()) return of;
  const auto& records = frame_.roster->catalog->records;
  if (of.items == nullptr || of.record >= records.size()) return Value::error(Fault::no_such_key, at);
  const auto& fields = records[of.record].fields;
  const std::string& name = unit_->unit->texts[n.b];
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == name) return i < of.items->size() ? view((*of.items)[i], fields[i].type.detail) : Value{};
  }
  return Value::error(Fault::no_such_key, at);
}

Value Evaluator::element(NodeIndex at) {
  const plan::Node& n = node(at);
  const Value of = run(n.a), place = run(n.b);
  if (of.is_error() || !of.known()) return of;
  if (place.is_error() || !place.known()) return place;
  if (of.items == nullptr || (place.kind != Kind::integer && place.kind != Kind::unsigned_integer)) return Value::error(Fault::type, at);
  const auto i = static_cast<std::uint64_t>(place.number);
  return i < of.items->size() ? view((*of.items)[i], of.record) : Value::error(Fault::no_such_key, at);
}

// A segment from a list, and a list itself, are attributes that arrive with the customers: not set means not a member.
Value Evaluator::segment(NodeIndex at) {
  const plan::TextIndex text = node(at).a;
  const Roster& roster = *frame_.roster;
  const std::uint32_t number = unit_->number(Names::segment, text);
  if (number < roster.segments.size() && roster.segments[number] != nullptr && roster.segments[number]->is != plan::kNone) {
    return run_in(roster.catalog_unit, roster.segments[number]->is, at);
  }
  const std::string& name = unit_->unit->texts[text];
  for (const char* prefix : {"segment.", "list."}) {
    const std::uint32_t attribute = roster.dictionary->find(Names::attribute, prefix + name);
    if (attribute == plan::kNone) continue;
    const Value value = stored(attribute, at);
    if (value.known()) return value;
  }
  return Value::truth(false);
}

Value Evaluator::score(NodeIndex at) {
  return stored(frame_.roster->dictionary->find(Names::attribute, "score." + unit_->unit->texts[node(at).a]), at);
}

// On sale today, its risk covered by the customer's level, the assessment not expired; what is unknown makes it no (rule 43). A product
// that declares no risk needs no assessment.
Value Evaluator::suitable(NodeIndex at) { return suits(unit_->number(Names::product, node(at).a), at); }

Value Evaluator::suits(std::uint32_t number, NodeIndex at) {
  const Roster& roster = *frame_.roster;
  if (number >= roster.products.size() || roster.products[number] == nullptr) return Value::truth(false);
  const plan::Product& product = *roster.products[number];
  recheck_tomorrow();
  const base::Date day = today();
  if (day.days < product.on_sale_from || day.days > product.on_sale_to) return Value::truth(false);
  if (product.risk < 0) return Value::truth(true);
  const plan::Suitability& rule = roster.catalog->suitability;
  if (!rule.declared || rule.level == plan::kNone) return Value::truth(false);
  const Value level = run_in(roster.catalog_unit, rule.level, at);
  if (level.is_error()) return level;
  if (level.kind != Kind::level_of) return Value::truth(false);
  const std::uint32_t detail = roster.catalog->unit.nodes[rule.level].type.detail;
  if (detail >= roster.catalog_unit.enumerations.size()) return Value::truth(false);
  const auto& ranks = roster.catalog_unit.enumerations[detail];
  const auto rank = std::find(ranks.begin(), ranks.end(), static_cast<std::uint32_t>(level.number)) - ranks.begin();
  if (rank == static_cast<std::ptrdiff_t>(ranks.size()) || rank < product.risk) return Value::truth(false);
  if (rule.assessed == plan::kNone) return Value::truth(true);
  const Value assessed = run_in(roster.catalog_unit, rule.assessed, at);
  if (assessed.is_error()) return assessed;
  const Value since = instant_of(assessed);
  if (since.kind != Kind::instant) return Value::truth(false);
  const auto expires = after({zone(), nullptr}, {since.number}, rule.valid);
  return Value::truth(expires && frame_.now < *expires);
}

const EventMemory* Evaluator::memory(std::uint32_t event) const {
  for (const EventMemory& each : frame_.customer->events) {
    if (each.event == event) return &each;
  }
  return nullptr;
}

Value Evaluator::last_field(NodeIndex at) {
  const plan::Node& n = node(at);
  const std::uint32_t event = unit_->events[n.a];
  const EventMemory* last = memory(event);
  if (last == nullptr || event >= frame_.roster->events.size()) return {};
  const LinkedEvent& linked = frame_.roster->events[event];
  const std::uint32_t field = linked.field(unit_->unit->texts[n.b]);
  return field < last->fields.size() ? view(last->fields[field], linked.fields[field]->type.detail) : Value{};
}

Value Evaluator::last_at(NodeIndex at) {
  const EventMemory* last = memory(unit_->events[node(at).a]);
  return last != nullptr ? Value::of(Kind::instant, last->last.ms) : Value{};
}

// Never seen: at least as long ago as the customer has been watched.
Value Evaluator::time_since(NodeIndex at) {
  const EventMemory* last = memory(unit_->events[node(at).a]);
  Value value = Value::of(Kind::duration, frame_.now - (last != nullptr ? last->last : frame_.customer->appeared));
  value.slope = 1;
  if (last == nullptr) {
    value.kind = Kind::unknown;
    value.at_least = true;
  }
  return value;
}

}  // namespace playmaker::core
