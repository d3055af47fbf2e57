#include "daemon/cli/eval_values.hpp"

#include <charconv>

#include "runtime/base/time.hpp"
#include "runtime/cel/convert.hpp"
#include "runtime/cel/encode.hpp"
#include "runtime/cel/moment.hpp"
#include "runtime/cel/operators.hpp"

namespace playmaker::cli {

using cel::Value;
using engine::RawList;
using engine::RawRecord;
using engine::RawValue;

namespace {

Value bad(std::string_view what) { return cel::error(cel::Fault::invalid, std::string(what)); }

Value as_json(Value value) {
  value.untyped = true;
  return value;
}

// A kind and the text of a value of it; error: no such kind, or no such value.
Value from_text(std::string_view kind, const std::string& text) {
  if (kind == "int") return cel::to_int(cel::text(text));
  if (kind == "uint") return cel::to_uint(cel::text(text));
  if (kind == "double") return cel::to_double(cel::text(text));
  if (kind == "string") return cel::text(text);
  if (kind == "type") return cel::type(text);
  if (kind == "timestamp") return cel::parse_timestamp(text);
  if (kind == "duration") return cel::parse_duration(text);
  if (kind == "bytes") {
    auto bytes = cel::from_base64(text);
    return bytes ? cel::bytes(std::move(*bytes)) : bad(text);
  }
  if (kind == "money" || kind == "percent") {
    Value amount = as_json(cel::text(text));
    Value like = kind == "money" ? cel::money(0, "CNY") : cel::whole(cel::Kind::percent, 0);
    cel::meet(amount, like);
    return amount.kind == like.kind ? amount : bad(text);
  }
  if (kind == "date") {
    const auto date = base::parse_date(text);
    return date ? cel::whole(cel::Kind::date, date->days) : bad(text);
  }
  if (kind == "time") {
    const auto time = base::parse_time(text);
    return time ? cel::whole(cel::Kind::time, time->minutes) : bad(text);
  }
  return bad(kind);
}

Value entries(const RawValue& raw) {
  const auto* rows = std::get_if<RawList>(&raw.value);
  if (rows == nullptr) return bad("map");
  std::vector<Value> items;
  for (const RawValue& row : *rows) {
    const auto* pair = std::get_if<RawList>(&row.value);
    if (pair == nullptr || pair->size() != 2) return bad("map");
    for (const RawValue& one : *pair) {
      items.push_back(typed_value(one));
      if (items.back().is_error()) return items.back();
    }
  }
  return cel::map(std::move(items));
}

}  // namespace

Value typed_value(const RawValue& raw) {
  const auto* record = std::get_if<RawRecord>(&raw.value);
  if (record == nullptr || record->size() != 1) return bad("no value with its kind");
  const std::string& kind = record->front().name;
  const RawValue& said = record->front().value;
  if (kind == "null") return {};
  if (kind == "bool") {
    const bool* truth = std::get_if<bool>(&said.value);
    return truth == nullptr ? bad(kind) : cel::boolean(*truth);
  }
  if (kind == "map") return entries(said);
  if (kind == "list") {
    const auto* list = std::get_if<RawList>(&said.value);
    if (list == nullptr) return bad(kind);
    std::vector<Value> items;
    for (const RawValue& one : *list) {
      items.push_back(typed_value(one));
      if (items.back().is_error()) return items.back();
    }
    return cel::list(std::move(items));
  }
  const std::string* text = daemon::text_of(&said);
  return text == nullptr ? bad(kind) : from_text(kind, *text);
}

Value plain_value(const RawValue& raw) {
  if (std::holds_alternative<std::monostate>(raw.value)) return {};
  if (const bool* truth = std::get_if<bool>(&raw.value)) return cel::boolean(*truth);
  if (const auto* number = std::get_if<std::int64_t>(&raw.value)) return as_json(cel::integer(*number));
  if (const auto* number = std::get_if<double>(&raw.value)) return as_json(cel::decimal(*number));
  if (const auto* text = std::get_if<std::string>(&raw.value)) return as_json(cel::text(*text));
  std::vector<Value> items;
  if (const auto* list = std::get_if<RawList>(&raw.value)) {
    for (const RawValue& one : *list) {
      items.push_back(plain_value(one));
      if (items.back().is_error()) return items.back();
    }
    return cel::list(std::move(items));
  }
  const auto& record = std::get<RawRecord>(raw.value);
  if (record.size() == 1) {
    if (const std::string* text = daemon::text_of(&record.front().value)) {
      Value typed = from_text(record.front().name, *text);
      if (!typed.is_error()) return typed;
    }
  }
  for (const engine::RawField& field : record) {
    items.push_back(cel::text(field.name));
    items.push_back(plain_value(field.value));
    if (items.back().is_error()) return items.back();
  }
  return cel::map(std::move(items));
}

void write_value(daemon::JsonWriter& json, const Value& value) {
  using cel::Kind;
  json.begin_object();
  switch (value.kind) {
    case Kind::null: json.key("null").raw("null"); break;
    case Kind::boolean: json.field("bool", value.number != 0); break;
    case Kind::integer: json.field("int", std::to_string(value.number)); break;
    case Kind::unsigned_integer: json.field("uint", std::to_string(value.as_unsigned())); break;
    case Kind::decimal: json.field("double", cel::decimal_text(value.as_double())); break;
    case Kind::text: json.field("string", value.text()); break;
    case Kind::bytes: json.field("bytes", cel::base64(value.text())); break;
    case Kind::type: json.field("type", value.text()); break;
    case Kind::timestamp: json.field("timestamp", cel::timestamp_text(value)); break;
    case Kind::duration: json.field("duration", cel::duration_text(value)); break;
    case Kind::list:
    case Kind::optional:
      json.key(value.kind == Kind::list ? "list" : "optional").begin_array();
      for (const Value& one : value.items()) write_value(json, one);
      json.end_array();
      break;
    case Kind::map: {
      json.key("map").begin_array();
      const auto items = value.items();
      for (std::size_t i = 0; i < items.size(); i += 2) {
        json.begin_array();
        write_value(json, items[i]);
        write_value(json, items[i + 1]);
        json.end_array();
      }
      json.end_array();
      break;
    }
    default: json.field(cel::type_name(value), cel::written(value)); break;
  }
  json.end_object();
}

}  // namespace playmaker::cli
