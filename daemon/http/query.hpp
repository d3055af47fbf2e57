#pragma once
// What stands in a target: segments of the path and parameters of the query, percent-decoded; and cursors of pages.
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/base/result.hpp"

namespace playmaker::http {

// nullopt: a "%" that is not followed by two hex digits, or bytes that are no UTF-8.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space);

class Query {
 public:
  // Code query_invalid.
  static base::Result<Query> parse(std::string_view text);
  const std::string* find(std::string_view name) const;              // nullptr: not given
  // Code parameter_unknown, with the nearest known name; parameter_repeated.
  base::Result<void> only(std::initializer_list<std::string_view> known) const;
  base::Result<std::optional<std::uint64_t>> number(std::string_view name, std::uint64_t most) const;   // code parameter_invalid
  base::Result<std::optional<bool>> truth(std::string_view name) const;                                 // true, false

 private:
  std::vector<std::pair<std::string, std::string>> parameters_;
};

// Where a page ended: two numbers, opaque to whoever carries them.
std::string cursor_text(std::uint64_t first, std::uint64_t rest);
std::optional<std::pair<std::uint64_t, std::uint64_t>> parse_cursor(std::string_view text);

}  // namespace playmaker::http
