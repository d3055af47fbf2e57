#include <array>
#include <charconv>

#include "dsl/syntax/tree.hpp"

namespace playmaker::syntax {
namespace {

void quote(std::string& out, std::string_view text, bool bytes) {
  constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || (bytes && byte >= 0x7f)) {
      out += "\\x";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

// number * 10^-scale without floating point: 5 at scale 2 is 0.05.
void scaled(std::string& out, std::int64_t number, int scale) {
  std::string digits = std::to_string(number);
  const bool minus = digits[0] == '-';
  if (minus) digits.erase(0, 1);
  if (scale > 0) {
    const auto places = static_cast<std::size_t>(scale);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    digits.insert(digits.size() - places, 1, '.');
  }
  if (minus) out += '-';
  out += digits;
}

bool has_number(Kind kind) {
  switch (kind) {
    case Kind::lit_int:
    case Kind::lit_money:
    case Kind::lit_percent:
    case Kind::lit_bool:
    case Kind::lit_date:
    case Kind::lit_time:
    case Kind::lit_duration:
    case Kind::weekday:
    case Kind::month_day: return true;
    default: return false;
  }
}

bool has_text(const Tree& tree, NodeId node) {
  const Kind kind = tree.kind(node);
  return !tree.text(node).empty() || kind == Kind::lit_text || kind == Kind::lit_bytes || kind == Kind::label;
}

void line(std::string& out, const Tree& tree, NodeId node) {
  out += to_string(tree.kind(node));
  if (has_text(tree, node)) {
    out += ' ';
    quote(out, tree.text(node), tree.kind(node) == Kind::lit_bytes);
  }
  if (has_number(tree.kind(node))) {
    out += ' ';
    scaled(out, tree.number(node), tree[node].scale);
  } else if (tree.kind(node) == Kind::lit_uint) {
    out += ' ';
    out += std::to_string(static_cast<std::uint64_t>(tree.number(node)));
  } else if (tree.kind(node) == Kind::lit_decimal) {
    std::array<char, 40> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), tree.decimal(node)).ptr;
    out += ' ';
    out.append(digits.data(), end);
  }
  if (tree[node].working) out += " working";
  if (tree[node].unit != Unit::none) {
    out += ' ';
    out += to_string(tree[node].unit);
  }
  out += '\n';
}

void walk(std::string& out, const Tree& tree, NodeId node, std::size_t level) {
  out.append(level * 2, ' ');
  line(out, tree, node);
  for (NodeId child : tree.children(node)) walk(out, tree, child, level + 1);
}

}  // namespace

std::string dump(const Tree& tree, NodeId node) {
  std::string out;
  walk(out, tree, node, 0);
  return out;
}

}  // namespace playmaker::syntax
