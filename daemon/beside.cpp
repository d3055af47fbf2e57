#include "daemon/beside.hpp"

#include <algorithm>

#include "dsl/bind/bound.hpp"

namespace playmaker::daemon {
namespace {

// A playbook's name and whether an entry of it says `on hand_off`, from its tree.
void add_playbooks(const syntax::File& file, std::vector<dsl::Known>& out) {
  using syntax::Kind;
  const syntax::Tree& tree = file.tree;
  if (!syntax::exists(file.root)) return;
  for (const syntax::NodeId block : tree.children(file.root)) {
    if (tree.kind(block) != Kind::playbook) continue;
    dsl::Known known;
    known.takes_hand_offs = false;
    for (const syntax::NodeId clause : tree.children(block)) {
      if (tree.kind(clause) == Kind::name && known.name.empty()) known.name = std::string(tree.text(clause));
      if (tree.kind(clause) != Kind::audience) continue;
      for (const syntax::NodeId entry : tree.children(clause, Kind::enter_event)) {
        const syntax::NodeId trigger = tree.child(entry, Kind::trigger);
        const syntax::NodeId path = syntax::exists(trigger) ? tree.child(trigger, Kind::path) : syntax::kNoNode;
        known.takes_hand_offs = known.takes_hand_offs || (syntax::exists(path) && tree.path_text(path) == "hand_off");
      }
    }
    const bool there = std::any_of(out.begin(), out.end(), [&](const dsl::Known& one) { return one.name == known.name; });
    if (!known.name.empty() && !there) out.push_back(std::move(known));
  }
}

template <class Visit>
void each_file(const std::vector<dsl::Input>& texts, const Visit& visit) {
  dsl::Options options;
  options.until = dsl::Until::read;
  for (const dsl::Input& text : texts) {
    const dsl::Compiled made = dsl::compile({text}, {}, options);
    for (const dsl::CompiledFile& file : made.files) {
      if (file.file && syntax::exists(file.file->root)) visit(*file.file);
    }
  }
}

}  // namespace

std::map<std::string, plan::Label, std::less<>> titles_in(const std::vector<dsl::Input>& texts) {
  std::map<std::string, plan::Label, std::less<>> out;
  each_file(texts, [&](const syntax::File& file) {
    for (const syntax::NodeId block : file.tree.children(file.root, syntax::Kind::playbook))
      out.emplace(file.tree.name(block), bind::label_of(file.tree, block));
  });
  return out;
}

std::vector<dsl::Known> playbooks_in(const std::vector<dsl::Input>& texts) {
  std::vector<dsl::Known> out;
  each_file(texts, [&](const syntax::File& file) { add_playbooks(file, out); });
  return out;
}

}  // namespace playmaker::daemon
