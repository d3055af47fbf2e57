#include "daemon/cli/texts.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace playmaker::cli {
namespace {

bool is_text(const std::filesystem::path& path) {
  return path.extension() == ".play" || path.extension() == ".yaml" || path.extension() == ".yml";
}

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
    if (!known.name.empty()) out.push_back(std::move(known));
  }
}

}  // namespace

base::Result<std::string> read_file(const std::string& path) {
  errno = 0;
  std::error_code ignored;
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(path, ignored)) {
    const std::string why = errno == 0 ? "not a file" : std::strerror(errno);
    return base::invalid("file_unreadable", "cannot read " + path + ": " + why, "无法读取 " + path + ":" + why);
  }
  return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

base::Result<std::vector<dsl::Input>> read_texts(const std::vector<std::string>& paths) {
  std::vector<dsl::Input> out;
  for (const std::string& path : paths) {
    auto text = read_file(path);
    if (!text) return std::unexpected(text.error());
    out.push_back({path, std::move(*text)});
  }
  return out;
}

dsl::Loader Shelf::loader() {
  return [this](const std::string& path) -> std::optional<std::string> {
    auto text = read_file(path);
    if (!text) return std::nullopt;
    read_[path] = *text;
    return std::move(*text);
  };
}

std::vector<dsl::Known> known_beside(const std::vector<std::string>& paths) {
  namespace fs = std::filesystem;
  std::vector<std::string> beside;
  std::error_code ignored;
  for (const std::string& path : paths) {
    const fs::path folder = fs::path(path).parent_path();
    for (const auto& entry : fs::directory_iterator(folder.empty() ? fs::path(".") : folder, ignored)) {
      const std::string name = (folder / entry.path().filename()).string();
      const bool given =
          std::find(paths.begin(), paths.end(), name) != paths.end() || std::find(beside.begin(), beside.end(), name) != beside.end();
      if (entry.is_regular_file(ignored) && is_text(entry.path()) && !given) beside.push_back(name);
    }
  }
  std::sort(beside.begin(), beside.end());
  std::vector<dsl::Known> out;
  for (const std::string& path : beside) {
    auto text = read_file(path);
    if (!text) continue;
    dsl::Options options;
    options.until = dsl::Until::read;
    const dsl::Compiled made = dsl::compile({{path, std::move(*text)}}, {}, options);
    for (const dsl::CompiledFile& file : made.files) {
      if (file.file) add_playbooks(*file.file, out);
    }
  }
  return out;
}

core::Applied applied_of(const dsl::Compiled& compiled) {
  core::Applied applied;
  applied.catalog = compiled.catalog;
  applied.plans = compiled.plans;
  applied.origins = compiled.origins;
  return applied;
}

}  // namespace playmaker::cli
