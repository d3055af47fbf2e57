#include "daemon/http/query.hpp"

#include <charconv>

#include "runtime/base/text.hpp"

namespace playmaker::http {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_value(text[i + 1]), low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  if (base::first_bad_utf8(out) != base::kValidUtf8) return std::nullopt;
  return out;
}

base::Result<Query> Query::parse(std::string_view text) {
  Query query;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('&'), text.size());
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    auto name = percent_decoded(pair.substr(0, equals), true);
    auto value = percent_decoded(equals < pair.size() ? pair.substr(equals + 1) : std::string_view{}, true);
    if (!name || !value) {
      return base::invalid("query_invalid", "the query holds a broken percent sequence or bytes that are no UTF-8: encode them as %XX",
                           "查询串里有损坏的百分号编码或非 UTF-8 字节:请用 %XX 编码");
    }
    query.parameters_.emplace_back(std::move(*name), std::move(*value));
  }
  return query;
}

const std::string* Query::find(std::string_view name) const {
  for (const auto& [key, value] : parameters_) {
    if (key == name) return &value;
  }
  return nullptr;
}

base::Result<void> Query::only(std::initializer_list<std::string_view> known) const {
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    const std::string& name = parameters_[i].first;
    bool found = false;
    for (const std::string_view one : known) found = found || one == name;
    if (!found) {
      const std::string_view near = base::nearest(name, std::span(known.begin(), known.size()));
      const std::string hint(near);
      return base::invalid("parameter_unknown",
                           "no such parameter \"" + name + "\" here" + (near.empty() ? "" : "; did you mean \"" + hint + "\"?"),
                           "这里没有参数 \"" + name + "\"" + (near.empty() ? "" : ";是否想写 \"" + hint + "\"?"));
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (parameters_[j].first == name)
        return base::invalid("parameter_repeated", "the parameter \"" + name + "\" is given twice: keep one",
                             "参数 \"" + name + "\" 给了两次:只留一个");
    }
  }
  return {};
}

base::Result<std::optional<std::uint64_t>> Query::number(std::string_view name, std::uint64_t most) const {
  const std::string* text = find(name);
  if (text == nullptr) return std::optional<std::uint64_t>{};
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc{} || end != text->data() + text->size() || value > most) {
    const std::string key(name), limit = std::to_string(most);
    return base::invalid("parameter_invalid", "\"" + key + "\" is a whole number from 0 to " + limit + ", not \"" + *text + "\"",
                         "\"" + key + "\" 应为 0 到 " + limit + " 的整数,而不是 \"" + *text + "\"");
  }
  return std::optional<std::uint64_t>{value};
}

base::Result<std::optional<bool>> Query::truth(std::string_view name) const {
  const std::string* text = find(name);
  if (text == nullptr) return std::optional<bool>{};
  if (*text == "true") return std::optional<bool>{true};
  if (*text == "false") return std::optional<bool>{false};
  const std::string key(name);
  return base::invalid("parameter_invalid", "\"" + key + "\" is true or false, not \"" + *text + "\"",
                       "\"" + key + "\" 应为 true 或 false,而不是 \"" + *text + "\"");
}

std::string cursor_text(std::uint64_t first, std::uint64_t rest) {
  char buffer[40] = "c";
  char* at = std::to_chars(buffer + 1, buffer + sizeof buffer, first, 36).ptr;
  *at++ = '_';
  at = std::to_chars(at, buffer + sizeof buffer, rest, 36).ptr;
  return {buffer, at};
}

std::optional<std::pair<std::uint64_t, std::uint64_t>> parse_cursor(std::string_view text) {
  if (!text.starts_with('c')) return std::nullopt;
  std::uint64_t first = 0, rest = 0;
  const char* const end = text.data() + text.size();
  const auto one = std::from_chars(text.data() + 1, end, first, 36);
  if (one.ec != std::errc{} || one.ptr == end || *one.ptr != '_') return std::nullopt;
  const auto two = std::from_chars(one.ptr + 1, end, rest, 36);
  if (two.ec != std::errc{} || two.ptr != end) return std::nullopt;
  return std::pair{first, rest};
}

}  // namespace playmaker::http
