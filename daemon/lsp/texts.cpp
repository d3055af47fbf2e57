#include "daemon/lsp/texts.hpp"

#include <algorithm>

namespace playmaker::lsp {
namespace {

// The bytes of the UTF-8 sequence that begins here; a stray byte is one.
std::size_t step(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  std::size_t length = 1;
  while (length < wanted && at + length < text.size() && (static_cast<unsigned char>(text[at + length]) & 0xC0) == 0x80) ++length;
  return length;
}
std::uint32_t units(std::size_t bytes) { return bytes == 4 ? 2 : 1; }

}  // namespace

std::size_t offset_of(std::string_view text, Position at) {
  std::size_t offset = 0;
  for (std::uint32_t line = 0; line < at.line; ++line) {
    const std::size_t end = text.find('\n', offset);
    if (end == std::string_view::npos) return text.size();
    offset = end + 1;
  }
  for (std::uint32_t character = 0; character < at.character && offset < text.size();) {
    if (text[offset] == '\n' || (text[offset] == '\r' && offset + 1 < text.size() && text[offset + 1] == '\n')) break;
    const std::size_t bytes = step(text, offset);
    character += units(bytes);
    offset += bytes;
  }
  return offset;
}

Position position_of(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  Position out;
  std::size_t begin = 0;
  for (std::size_t at = text.find('\n'); at < offset; at = text.find('\n', begin)) {
    ++out.line;
    begin = at + 1;
  }
  for (std::size_t at = begin; at < offset;) {
    const std::size_t bytes = step(text, at);
    out.character += units(bytes);
    at += bytes;
  }
  return out;
}

Range range_of(std::string_view text, std::size_t begin, std::size_t end) { return {position_of(text, begin), position_of(text, end)}; }

std::string path_of(std::string_view uri) {
  constexpr std::string_view kFile = "file://";
  if (!uri.starts_with(kFile)) return std::string(uri);
  uri.remove_prefix(kFile.size());
  const auto digit = [](char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  };
  std::string out;
  for (std::size_t i = 0; i < uri.size(); ++i) {
    if (uri[i] == '%' && i + 2 < uri.size() && digit(uri[i + 1]) >= 0 && digit(uri[i + 2]) >= 0) {
      out += static_cast<char>(digit(uri[i + 1]) * 16 + digit(uri[i + 2]));
      i += 2;
    } else {
      out += uri[i];
    }
  }
  return out;
}

std::string uri_of(std::string_view path) {
  if (path.empty() || path.front() != '/') return std::string(path);
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out = "file://";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
                       std::string_view("-._~/").contains(c);
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

void write(daemon::JsonWriter& json, const Range& range) {
  const auto one = [&](const char* key, Position at) {
    json.key(key).begin_object().field("line", at.line).field("character", at.character).end_object();
  };
  json.begin_object();
  one("start", range.from);
  one("end", range.to);
  json.end_object();
}

std::uint32_t number(const engine::RawValue* value) {
  const auto* whole = value == nullptr ? nullptr : std::get_if<std::int64_t>(&value->value);
  return whole == nullptr || *whole < 0 ? 0 : static_cast<std::uint32_t>(std::min<std::int64_t>(*whole, 0xFFFFFFF));
}
Position position(const engine::RawValue* value) {
  if (value == nullptr) return {};
  return {number(daemon::member(*value, "line")), number(daemon::member(*value, "character"))};
}

}  // namespace playmaker::lsp
