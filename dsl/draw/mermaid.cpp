#include <set>

#include "dsl/draw/paint.hpp"

namespace playmaker::draw {
namespace {

// Quotes, marks of its own syntax and angle brackets are written as entities, which Mermaid reads inside quoted labels.
std::string entities(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '"': out += "#quot;"; break;
      case '<': out += "#lt;"; break;
      case '>': out += "#gt;"; break;
      case '#': out += "#35;"; break;
      case '&': out += "#amp;"; break;
      case '`': out += "#96;"; break;
      default: out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return out;
}

constexpr std::string_view kNames[kCardKinds] = {"entry",      "journey", "stage", "steps",   "decision", "track", "moment",
                                                 "breakpoint", "goal",    "exit",  "handoff", "review",   "other"};

}  // namespace

std::string to_mermaid(const Picture& picture) {
  const bool zh = picture.language == base::Language::zh;
  std::string out = "---\ntitle: \"" + entities(picture.title) + "\"\n---\nflowchart LR\n";
  std::set<CardKind> kinds;
  for (std::size_t i = 0; i < picture.cards.size(); ++i) {
    const Card& card = picture.cards[i];
    const Paint& paint = paint_of(card.kind);
    out += "  c" + std::to_string(i) + "[\"" + std::string(zh ? paint.zh : paint.en) + " · <b>" + entities(card.title) + "</b>";
    for (const std::string& note : card.notes) out += "<br/><i>" + entities(note) + "</i>";
    for (const Row& row : card.rows) {
      out += "<br/>";
      for (int depth = 0; depth < row.depth; ++depth) out += "#emsp;";
      out += "• " + entities(row.text);
    }
    out += "\"]:::" + std::string(kNames[static_cast<std::size_t>(card.kind)]) + '\n';
    kinds.insert(card.kind);
  }
  for (const Edge& edge : picture.edges)
    out += "  c" + std::to_string(edge.from) + (edge.any_time ? " -.-> c" : " --> c") + std::to_string(edge.to) + '\n';
  for (const CardKind kind : kinds) {
    const Paint& paint = paint_of(kind);
    out += "  classDef " + std::string(kNames[static_cast<std::size_t>(kind)]) + " fill:" + std::string(paint.head) +
           ",stroke:" + std::string(paint.line) + ",color:#1d2733,text-align:left\n";
  }
  return out;
}

}  // namespace playmaker::draw
