#include "dsl/read/yaml/offsets.hpp"

namespace playmaker::read {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Bytes an escape of a double-quoted scalar takes in the source, its backslash included.
std::size_t escape_length(std::string_view source, std::size_t at) {
  if (at + 1 >= source.size()) return 1;
  switch (source[at + 1]) {
    case 'x': return 4;
    case 'u': return 6;
    case 'U': return 10;
    default: return 2;
  }
}

// Bytes of `text` one escape decodes to: a whole character for \u and \U, else one byte.
std::size_t decoded_length(std::string_view source, std::size_t at, std::string_view text, std::size_t byte) {
  const std::size_t escape = escape_length(source, at);
  if (escape < 4) return 1;
  std::size_t length = 1;
  while (byte + length < text.size() && (static_cast<unsigned char>(text[byte + length]) & 0xC0) == 0x80) ++length;
  return length;
}

// A block scalar's text starts on the line after its header.
std::size_t first_content(std::string_view source, std::size_t at) {
  if (at < source.size() && (source[at] == '|' || source[at] == '>')) {
    while (at < source.size() && source[at] != '\n') ++at;
  }
  return at;
}

}  // namespace

std::vector<std::uint32_t> yaml_offsets(std::string_view source, std::uint32_t begin, std::string_view text) {
  std::vector<std::uint32_t> offsets(text.size() + 1, begin);
  const char quote = begin < source.size() && (source[begin] == '"' || source[begin] == '\'') ? source[begin] : '\0';
  std::size_t at = quote ? begin + 1 : first_content(source, begin);
  std::size_t byte = 0;
  while (byte < text.size() && at < source.size()) {
    if (quote == '"' && source[at] == '\\') {
      if (at + 1 < source.size() && is_space(source[at + 1])) {   // an escaped line end stands for nothing
        ++at;
        while (at < source.size() && is_space(source[at])) ++at;
        continue;
      }
      const std::size_t decoded = decoded_length(source, at, text, byte);
      for (std::size_t i = 0; i < decoded; ++i) offsets[byte + i] = static_cast<std::uint32_t>(at);
      byte += decoded;
      at += escape_length(source, at);
    } else if (source[at] == text[byte] && !(source[at] == '\n' && quote)) {
      offsets[byte++] = static_cast<std::uint32_t>(at++);
      if (quote == '\'' && source[at - 1] == '\'') ++at;          // '' is one quote
    } else if (is_space(source[at])) {                            // folding: line end and indentation become at most one space
      if (text[byte] == ' ' || text[byte] == '\n') { offsets[byte++] = static_cast<std::uint32_t>(at); }
      while (at < source.size() && is_space(source[at])) ++at;
    } else {
      break;
    }
  }
  if (byte == text.size()) offsets[byte] = static_cast<std::uint32_t>(at);
  return offsets;
}

std::uint32_t yaml_scalar_end(std::string_view source, std::uint32_t begin, const std::vector<std::uint32_t>& offsets) {
  const std::uint32_t end = offsets.back() < begin ? begin : offsets.back();
  const bool quoted = begin < source.size() && (source[begin] == '"' || source[begin] == '\'');
  return quoted && end < source.size() && source[end] == source[begin] ? end + 1 : end;
}

}  // namespace playmaker::read
