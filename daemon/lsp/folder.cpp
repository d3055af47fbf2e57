#include "daemon/lsp/folder.hpp"

#include "daemon/beside.hpp"

namespace playmaker::lsp {

std::optional<std::string> Folder::read(const std::string& path) {
  if (!ports_.read) return std::nullopt;
  if (!ports_.stamp) return ports_.read(path);
  const std::optional<Stamp> stamp = ports_.stamp(path);
  const auto held = texts_.find(path);
  if (stamp && held != texts_.end() && held->second.stamp == *stamp) return held->second.text;
  if (held != texts_.end()) texts_.erase(held);
  std::optional<std::string> text = stamp ? ports_.read(path) : std::nullopt;
  if (text) texts_.emplace(path, Held{*stamp, *text});
  return text;
}

std::vector<std::string> Folder::beside(const std::string& path) const {
  return ports_.beside ? ports_.beside(path) : std::vector<std::string>();
}

const std::vector<dsl::Known>& Folder::playbooks(const std::string& path, const std::string& text) {
  Declared& declared = declared_[path];
  if (declared.text != text) declared = {text, daemon::playbooks_in({{path, text}})};
  return declared.playbooks;
}

}  // namespace playmaker::lsp
