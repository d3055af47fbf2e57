#pragma once
// A paper: what stands on it, before it is known in which marks. Pure; any thread.
#include <string>
#include <variant>
#include <vector>

#include "dsl/draw/picture.hpp"

namespace playmaker::docs {

using Cell = std::vector<std::string>;       // lines
struct Heading {
  std::string text;
};
struct Paragraph {
  std::string text;
};
struct Outline {                             // one line below the other, indented
  std::vector<std::pair<int, std::string>> lines;
};
struct Table {
  std::vector<std::string> head;             // empty: a table of names and values
  std::vector<std::vector<Cell>> rows;
};
struct Drawing {
  draw::Picture picture;
};
struct Signatures {
  std::vector<std::string> roles;            // who signs
  std::string name, date;                    // words beside the lines
};
using Block = std::variant<Heading, Paragraph, Outline, Table, Drawing, Signatures>;
struct Document {
  base::Language language = base::Language::en;
  std::string title, below;
  std::vector<Block> blocks;
};

// What checking said of this playbook without being an error.
struct Warning {
  std::string code, words, place;            // "W0417", "…", "a.play:12"
};
// A law or a guarantee, what became of it, what that stands on or leaves open, and the warnings that say so.
struct Proof {
  std::string promise, verdict;
  std::vector<std::string> assumes;
  std::vector<std::string> codes;            // of the warnings told here: they are not told again
};
// REQUIRES a plan that compiled without errors, and the certificates of its laws in `proofs`.
Document document_of(const plan::Plan& plan, const plan::Origin& origin, const plan::Catalog& catalog, const std::vector<Warning>& warnings,
                     base::Language language, const std::vector<Proof>& proofs = {}, const tell::Titles* titles = nullptr);

std::string to_html(const Document& document);       // one page; no script, nothing from outside
std::string to_markdown(const Document& document);   // the picture as Mermaid

}  // namespace playmaker::docs
