#include "dsl/bind/text_hash.hpp"

#include <algorithm>

#include "runtime/base/hash.hpp"

namespace playmaker::bind {
namespace {

using syntax::Kind;
using syntax::Tree;

// Their clauses may be written in any order; steps among them keep theirs.
bool free_order(Kind kind) {
  switch (kind) {
    case Kind::file:
    case Kind::catalog:
    case Kind::calendar:
    case Kind::policy:
    case Kind::role:
    case Kind::benefit:
    case Kind::playbook:
    case Kind::audience:
    case Kind::stage:
    case Kind::breakpoint:
    case Kind::moment:
    case Kind::wave:
    case Kind::task:
    case Kind::review:
    case Kind::experiment:
    case Kind::event:
    case Kind::list:
    case Kind::product:
    case Kind::activity:
    case Kind::channel:
    case Kind::template_:
    case Kind::field: return true;
    default: return false;
  }
}

// Fragments count where they are included, with what was given to them.
bool silent(Kind kind) { return kind == Kind::labels || kind == Kind::use || kind == Kind::language || kind == Kind::fragment; }

class Writer {
 public:
  Writer(const Bound& bound, std::uint32_t file) : bound_(bound), file_(file), tree_(bound.tree(file)) {}

  // (kind 3:abc 42 day) with the children inside: lengths stand before texts, so no two trees are written alike.
  std::string write(NodeId node) const {
    const syntax::Node& own = tree_[node];
    std::string out = "(" + std::string(syntax::to_string(own.kind));
    const auto canonical = bound_.canonical.find(key(file_, node));
    const std::string_view text = canonical == bound_.canonical.end() ? tree_.text(node) : std::string_view(canonical->second);
    if (!text.empty() || own.kind == Kind::lit_text) out += " " + std::to_string(text.size()) + ":" + std::string(text);
    std::int64_t number = own.number;
    std::uint8_t scale = own.scale;
    for (; scale > 0 && number % 10 == 0; --scale) number /= 10;   // 1.50 is 1.5
    if (number != 0 || scale != 0 || syntax::is_literal(own.kind)) out += " " + std::to_string(number);
    if (scale != 0) out += "e-" + std::to_string(scale);
    if (own.working) out += " working";
    if (own.unit != syntax::Unit::none) out += " " + std::string(syntax::to_string(own.unit));
    children(node, out);
    return out + ")";
  }

 private:
  void children(NodeId node, std::string& out) const {
    const bool any_order = free_order(tree_.kind(node));
    std::vector<std::string> clauses;
    std::string steps;
    for (const NodeId child : tree_.children(node)) {
      const Kind kind = tree_.kind(child);
      if (silent(kind) || (tree_.kind(node) == Kind::include && syntax::is_expression(kind))) continue;
      if (any_order && !syntax::is_step(kind)) clauses.push_back(write(child));
      else steps += write(child);
    }
    std::sort(clauses.begin(), clauses.end());
    for (const std::string& clause : clauses) out += clause;
    out += steps;
  }

  const Bound& bound_;
  std::uint32_t file_;
  const Tree& tree_;
};

}  // namespace

std::string canonical_text(const Bound& bound, std::uint32_t file) { return Writer(bound, file).write(bound.files[file]->root); }

std::string text_hash(const Bound& bound, std::uint32_t file) { return base::hex(base::sha256(canonical_text(bound, file))); }

}  // namespace playmaker::bind
