#include "dsl/draw/paint.hpp"

namespace playmaker::draw {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out + '"';
}

// A label whose lines are set to the left: `\l` ends each.
std::string label(const Card& card, bool zh) {
  const Paint& paint = paint_of(card.kind);
  std::string out = quoted(std::string(zh ? paint.zh : paint.en) + " · " + card.title);
  out.pop_back();
  const auto line = [&](int depth, std::string_view text) {
    std::string inner = quoted(text);
    out += "\\l" + std::string(static_cast<std::size_t>(depth) * 2, ' ') + inner.substr(1, inner.size() - 2);
  };
  for (const std::string& note : card.notes) line(0, note);
  for (const Row& row : card.rows) line(row.depth + 1, row.text);
  return out + "\\l\"";
}

}  // namespace

std::string to_dot(const Picture& picture) {
  const bool zh = picture.language == base::Language::zh;
  std::string out = "digraph playbook {\n  rankdir=LR;\n  label=" + quoted(picture.title + " — " + picture.below) +
                    ";\n  labelloc=t;\n  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\", fontsize=10];\n";
  for (const Card& card : picture.cards) {
    const Paint& paint = paint_of(card.kind);
    out += "  " + quoted(card.name) + " [label=" + label(card, zh) + ", fillcolor=\"" + std::string(paint.head) + "\", color=\"" +
           std::string(paint.line) + "\"];\n";
  }
  for (const Edge& edge : picture.edges) {
    out += "  " + quoted(picture.cards[edge.from].name) + " -> " + quoted(picture.cards[edge.to].name) +
           (edge.any_time ? " [style=dashed];\n" : ";\n");
  }
  return out + "}\n";
}

}  // namespace playmaker::draw
