#pragma once
// What a picture of a playbook says, before it is known where: cards with rows, and edges between them. Pure; any thread.
//
//   entry ─> journey ─> stage ─> goal ─> hand-off        a solid edge: what follows
//                  ╌╌╌> moment, breakpoint, exit         a dashed edge: what may happen at any time
//         review                                         no edge: it looks at all journeys at once
#include <cstdint>
#include <string>
#include <vector>

#include "dsl/tell/teller.hpp"

namespace playmaker::draw {

enum class CardKind : std::uint8_t {
  entry,
  journey,
  stage,
  steps,
  decision,
  track,
  moment,
  breakpoint,
  goal,
  exit,
  hand_off,
  review,
  other
};
constexpr std::size_t kCardKinds = 13;

struct Row {
  int depth = 0;                     // indentation
  tell::Look look = tell::Look::other;
  std::string text;
};
struct Card {
  CardKind kind = CardKind::other;
  std::string name;                  // what it is known by in DOT and Mermaid: "stage_invite"
  std::string title;
  std::vector<std::string> notes;    // below the title: times, conditions
  std::vector<Row> rows;
};
constexpr std::uint32_t kHead = 0xffff'ffff;
struct Edge {
  std::uint32_t from = 0;            // card
  std::uint32_t row = kHead;         // of `from`; kHead: from the card as a whole
  std::uint32_t to = 0;
  bool any_time = false;             // dashed
};
struct Picture {
  base::Language language = base::Language::en;
  std::string title;
  std::string below;                 // name, version, owner, policy
  std::vector<Card> cards;
  std::vector<Edge> edges;
};

// All four outlive the call only. Every named thing of the plan is shown, kinds that are not known here as plain rows.
// `titles`: what other playbooks are called, where that is known.
Picture picture_of(const plan::Plan& plan, const plan::Origin& origin, const plan::Catalog& catalog, base::Language language,
                   const tell::Titles* titles = nullptr);

std::string to_svg(const Picture& picture);      // one <svg> element with a line end; no script, no outside reference
std::string to_dot(const Picture& picture);      // Graphviz
std::string to_mermaid(const Picture& picture);  // flowchart LR

}  // namespace playmaker::draw
