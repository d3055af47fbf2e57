#pragma once
// JSON in and out. Boost.JSON parses (in json.cpp only) straight into engine::RawValue, strict RFC 8259: duplicate keys, bad UTF-8,
// depth over 32 and trailing text are errors. Numbers too large for 64 bits arrive as text, so that no digit is lost.
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/base/result.hpp"
#include "runtime/engine/commands/raw_value.hpp"

namespace playmaker::daemon {

// Code json_invalid: names what is wrong and the byte offset.
base::Result<engine::RawValue> parse_json(std::string_view text);

const engine::RawValue* member(const engine::RawValue& object, std::string_view name);   // nullptr: no object, or no such member
const std::string* text_of(const engine::RawValue* value);                              // nullptr: not a text
bool is_object(const engine::RawValue& value);

void append_json_text(std::string& out, std::string_view text);                          // quoted and escaped

// Writes JSON from left to right; commas are its own business. REQUIRES balanced calls; keys only inside objects.
class JsonWriter {
 public:
  JsonWriter& begin_object() {
    lead();
    out_ += '{';
    first_ = true;
    return *this;
  }
  JsonWriter& end_object() {
    out_ += '}';
    first_ = false;
    return *this;
  }
  JsonWriter& begin_array() {
    lead();
    out_ += '[';
    first_ = true;
    return *this;
  }
  JsonWriter& end_array() {
    out_ += ']';
    first_ = false;
    return *this;
  }
  JsonWriter& key(std::string_view name) {
    lead();
    append_json_text(out_, name);
    out_ += ':';
    after_key_ = true;
    return *this;
  }
  JsonWriter& value(std::string_view text) {
    lead();
    append_json_text(out_, text);
    return *this;
  }
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(std::same_as<bool> auto truth) {
    lead();
    out_ += truth ? "true" : "false";
    return *this;
  }
  JsonWriter& value(double number);
  template <std::integral Number>
    requires(!std::same_as<Number, bool>)
  JsonWriter& value(Number number) {
    lead();
    out_ += std::to_string(number);
    return *this;
  }
  JsonWriter& null() {
    lead();
    out_ += "null";
    return *this;
  }
  JsonWriter& raw(std::string_view json) {
    lead();
    out_ += json;
    return *this;
  }          // REQUIRES well-formed JSON
  JsonWriter& value(const engine::RawValue& value);
  template <class Value>
  JsonWriter& field(std::string_view name, const Value& v) {
    key(name);
    return value(v);
  }
  const std::string& text() const { return out_; }
  std::string take() { return std::move(out_); }

 private:
  void lead() {
    if (after_key_) {
      after_key_ = false;
      first_ = false;
      return;
    }
    if (!first_) out_ += ',';
    first_ = false;
  }
  std::string out_;
  bool first_ = true, after_key_ = false;
};

}  // namespace playmaker::daemon
