#pragma once
// Values of expressions in JSON. Plain JSON says what it can ({"aum": "600000.00"}); a value with its kind says the rest, as CEL's
// published cases write it: {"uint": "7"}, {"timestamp": "2026-01-05T00:00:00Z"}, {"map": [[{"string": "k"}, {"int": "1"}]]}.
#include "daemon/json.hpp"
#include "runtime/cel/value.hpp"

namespace playmaker::cli {

// Only kinds written out. Error values: the JSON says no value.
cel::Value typed_value(const engine::RawValue& raw);
// Plain JSON; an object whose only member is a kind with a text is that value.
cel::Value plain_value(const engine::RawValue& raw);
void write_value(daemon::JsonWriter& json, const cel::Value& value);

}  // namespace playmaker::cli
