#pragma once
// Functions of texts. Positions and sizes count code points. Errors: index for a position outside the text.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/cel/value.hpp"

namespace playmaker::cel {

std::string quoted(std::string_view text);                             // with its quotes, specials escaped
std::string cased(std::string_view text, bool upper);                  // ASCII letters only
std::string_view trimmed(std::string_view text);                       // Unicode white space off both ends
std::string reversed(std::string_view text);
Value char_at(std::string_view text, std::int64_t at);                 // "" at the very end
Value index_of(std::string_view text, std::string_view part, std::int64_t from);
Value last_index_of(std::string_view text, std::string_view part, std::optional<std::int64_t> from);
Value substring(std::string_view text, std::int64_t begin, std::optional<std::int64_t> end);
Value replaced(std::string_view text, std::string_view old, std::string_view by, std::int64_t limit);  // limit < 0: all
Value split(std::string_view text, std::string_view by, std::int64_t limit);
Value joined(const Value& list, std::string_view by);
// printf-like: %s %d %f %e %b %o %x %X %%, with %.3f. Errors: index for too few arguments, invalid for a clause that is none.
Value formatted(std::string_view pattern, const Value& arguments);

}  // namespace playmaker::cel
