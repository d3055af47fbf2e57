#include "daemon/json.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>
#include <vector>

namespace playmaker::daemon {
namespace {

using engine::RawField;
using engine::RawList;
using engine::RawRecord;
using engine::RawValue;

// Builds the value as the parser meets it: no document tree in between.
struct Building {
  static constexpr std::size_t max_object_size = 100'000;
  static constexpr std::size_t max_array_size = 1'000'000;
  static constexpr std::size_t max_key_size = 4'096;
  static constexpr std::size_t max_string_size = std::size_t{8} << 20;
  using Error = boost::json::error_code;

  RawValue root;
  std::vector<RawValue> open;                // containers not closed yet
  std::vector<std::string> keys;             // the pending key of each open object
  std::string piece;
  bool repeated = false;
  std::string repeated_key;

  void add(RawValue&& value) {
    if (open.empty()) {
      root = std::move(value);
      return;
    }
    if (auto* list = std::get_if<RawList>(&open.back().value)) {
      list->push_back(std::move(value));
      return;
    }
    auto& record = std::get<RawRecord>(open.back().value);
    for (const RawField& field : record) {
      if (field.name == keys.back() && !repeated) {
        repeated = true;
        repeated_key = keys.back();
      }
    }
    record.push_back({std::move(keys.back()), std::move(value)});
    keys.pop_back();
  }
  bool close() {
    RawValue value = std::move(open.back());
    open.pop_back();
    add(std::move(value));
    return true;
  }
  bool number_text(std::string_view s) {
    add(engine::raw(std::string(s)));
    return true;
  }

  bool on_document_begin(Error&) { return true; }
  bool on_document_end(Error&) { return true; }
  bool on_array_begin(Error&) {
    open.push_back({RawList{}});
    return true;
  }
  bool on_array_end(std::size_t, Error&) { return close(); }
  bool on_object_begin(Error&) {
    open.push_back({RawRecord{}});
    return true;
  }
  bool on_object_end(std::size_t, Error&) { return close(); }
  bool on_string_part(boost::json::string_view s, std::size_t, Error&) {
    piece.append(s.data(), s.size());
    return true;
  }
  bool on_string(boost::json::string_view s, std::size_t, Error&) {
    piece.append(s.data(), s.size());
    add(engine::raw(std::move(piece)));
    piece.clear();
    return true;
  }
  bool on_key_part(boost::json::string_view s, std::size_t, Error&) {
    piece.append(s.data(), s.size());
    return true;
  }
  bool on_key(boost::json::string_view s, std::size_t, Error&) {
    piece.append(s.data(), s.size());
    keys.push_back(std::move(piece));
    piece.clear();
    return true;
  }
  bool on_number_part(boost::json::string_view s, Error&) {
    piece.append(s.data(), s.size());
    return true;
  }
  bool on_int64(std::int64_t number, boost::json::string_view, Error&) {
    piece.clear();
    add(engine::raw(number));
    return true;
  }
  bool on_uint64(std::uint64_t, boost::json::string_view s, Error&) {
    piece.append(s.data(), s.size());
    const std::string all = std::move(piece);
    piece.clear();
    return number_text(all);
  }
  bool on_double(double number, boost::json::string_view, Error&) {
    piece.clear();
    add(engine::raw(number));
    return true;
  }
  bool on_bool(bool truth, Error&) {
    add(engine::raw(truth));
    return true;
  }
  bool on_null(Error&) {
    add(RawValue{});
    return true;
  }
  bool on_comment_part(boost::json::string_view, Error&) { return true; }
  bool on_comment(boost::json::string_view, Error&) { return true; }
};

}  // namespace

base::Result<RawValue> parse_json(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = 32;
  boost::json::basic_parser<Building> parser(options);
  boost::json::error_code error;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  const bool trailing = !error && text.find_first_not_of(" \t\r\n", read) != std::string_view::npos;
  if (error || trailing) {
    const std::string words = trailing ? "text after the end of the value" : error.message();
    return base::invalid("json_invalid", "not JSON at byte " + std::to_string(read) + ": " + words,
                         "第 " + std::to_string(read) + " 字节处不是 JSON:" + words);
  }
  if (parser.handler().repeated) {
    const std::string& key = parser.handler().repeated_key;
    return base::invalid("json_invalid", "the member \"" + key + "\" stands twice in one object: keep one",
                         "成员 \"" + key + "\" 在同一个对象里出现两次:只留一个");
  }
  return std::move(parser.handler().root);
}

const RawValue* member(const RawValue& object, std::string_view name) {
  const auto* record = std::get_if<RawRecord>(&object.value);
  if (!record) return nullptr;
  for (const RawField& field : *record) {
    if (field.name == name) return &field.value;
  }
  return nullptr;
}

const std::string* text_of(const RawValue* value) { return value ? std::get_if<std::string>(&value->value) : nullptr; }
bool is_object(const RawValue& value) { return std::holds_alternative<RawRecord>(value.value); }

void append_json_text(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          constexpr char kHex[] = "0123456789abcdef";
          out += "\\u00";
          out += kHex[(c >> 4) & 0xf];
          out += kHex[c & 0xf];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

JsonWriter& JsonWriter::value(double number) {
  if (!std::isfinite(number)) return null();
  lead();
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number);
  out_.append(buffer, end.ptr);
  return *this;
}

JsonWriter& JsonWriter::value(const RawValue& v) {
  if (std::holds_alternative<std::monostate>(v.value)) return null();
  if (const auto* truth = std::get_if<bool>(&v.value)) return value(*truth);
  if (const auto* whole = std::get_if<std::int64_t>(&v.value)) return value(*whole);
  if (const auto* number = std::get_if<double>(&v.value)) return value(*number);
  if (const auto* text = std::get_if<std::string>(&v.value)) return value(*text);
  if (const auto* list = std::get_if<RawList>(&v.value)) {
    begin_array();
    for (const RawValue& item : *list) value(item);
    return end_array();
  }
  begin_object();
  for (const RawField& item : std::get<RawRecord>(v.value)) {
    key(item.name);
    value(item.value);
  }
  return end_object();
}

}  // namespace playmaker::daemon
