#include <optional>

#include "dsl/read/reading.hpp"

namespace playmaker::read {

bool is_name(const Token& token) {
  if (token.kind == TokenKind::quoted_name) return !token.text.empty();
  return token.kind == TokenKind::word && !is_reserved(token.word) && !token.said;   // a YAML key is no name of the value before it
}

std::optional<syntax::Unit> unit_of(Word word) {
  using syntax::Unit;
  switch (word) {
    case Word::second: return Unit::second;
    case Word::minute: return Unit::minute;
    case Word::hour: return Unit::hour;
    case Word::day: return Unit::day;
    case Word::week: return Unit::week;
    case Word::month: return Unit::month;
    case Word::quarter: return Unit::quarter;
    case Word::year: return Unit::year;
    default: return std::nullopt;
  }
}

}  // namespace playmaker::read
