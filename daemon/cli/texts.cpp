#include "daemon/cli/texts.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>

#include "daemon/beside.hpp"
#include "dsl/source/render.hpp"

namespace playmaker::cli {

bool is_text(const std::string& path) { return path.ends_with(".play") || path.ends_with(".yaml") || path.ends_with(".yml"); }

base::Result<std::string> read_file(const std::string& path) {
  errno = 0;
  std::error_code ignored;
  std::ifstream in(path, std::ios::binary);
  if (std::filesystem::is_directory(path, ignored)) {
    const std::string all = (std::filesystem::path(path) / "*.play").string();
    return base::invalid("file_unreadable", path + " is a folder: name its files, such as " + all,
                         path + " 是文件夹:请写出其中的文件,如 " + all);
  }
  if (!in) {
    const std::string why = errno == 0 ? "not a file" : std::strerror(errno);
    return base::invalid("file_unreadable", "cannot read " + path + ": " + why, "无法读取 " + path + ":" + why);
  }
  return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

base::Result<std::string> read_text(const std::string& path) {
  if (path.ends_with(".story")) {
    return base::invalid("text_is_story", path + " is a story, no playbook: `playmaker test " + path + "` plays it",
                         path + " 是故事,不是剧本:用 `playmaker test " + path + "` 演练");
  }
  return read_file(path);
}

base::Result<std::vector<dsl::Input>> read_texts(const std::vector<std::string>& paths) {
  std::vector<dsl::Input> out;
  for (const std::string& path : paths) {
    auto text = read_text(path);
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

std::vector<dsl::Input> texts_beside(const std::vector<std::string>& paths) {
  namespace fs = std::filesystem;
  std::vector<std::string> beside;
  std::error_code ignored;
  for (const std::string& path : paths) {
    const fs::path folder = fs::path(path).parent_path();
    for (const auto& entry : fs::directory_iterator(folder.empty() ? fs::path(".") : folder, ignored)) {
      const std::string name = (folder / entry.path().filename()).string();
      const bool given =
          std::find(paths.begin(), paths.end(), name) != paths.end() || std::find(beside.begin(), beside.end(), name) != beside.end();
      if (entry.is_regular_file(ignored) && is_text(name) && !given) beside.push_back(name);
    }
  }
  std::sort(beside.begin(), beside.end());
  std::vector<dsl::Input> out;
  for (const std::string& path : beside) {
    if (auto text = read_file(path)) out.push_back({path, std::move(*text)});
  }
  return out;
}

std::vector<dsl::Known> known_beside(const std::vector<std::string>& paths) { return daemon::playbooks_in(texts_beside(paths)); }

std::map<std::string, plan::Label, std::less<>> titles_around(const std::vector<std::string>& paths) {
  std::vector<dsl::Input> texts = texts_beside(paths);
  if (auto given = read_texts(paths)) texts.insert(texts.begin(), given->begin(), given->end());
  return daemon::titles_in(texts);
}

void print_issues(const Session& session, const source::Issues& issues, const source::Sources& sources) {
  if (session.json) {
    for (const source::Issue& issue : issues.list()) session.out << source::render_json(issue, sources, session.language) << '\n';
  } else {
    session.err << source::render(issues, sources, session.language);
  }
}

bool declares_nothing(const dsl::CompiledFile& file) {
  if (!file.given || !file.file || !syntax::exists(file.file->root)) return false;
  return file.file->tree.children(file.file->root).empty();
}

std::expected<dsl::Compiled, Exit> playbooks_of(const Session& session, const std::vector<std::string>& paths) {
  auto texts = read_texts(paths);
  if (!texts) return std::unexpected(session.failed(texts.error()));
  Shelf shelf;
  dsl::Options options;
  options.known = known_beside(paths);
  dsl::Compiled made = dsl::compile(*texts, shelf.loader(), options);
  if (!made.ok) {
    print_issues(session, made.issues, made.sources);
    return std::unexpected(Exit::check_errors);
  }
  if (made.plans.empty()) {
    return std::unexpected(session.failed({base::FailureKind::invalid, "playbook_missing",
                                           paths.front() + ": no playbook is declared here: name a file with one",
                                           paths.front() + ":没有声明剧本:请给出含剧本的文件"}));
  }
  return made;
}

core::Applied applied_of(const dsl::Compiled& compiled) {
  core::Applied applied;
  applied.catalog = compiled.catalog;
  applied.plans = compiled.plans;
  applied.origins = compiled.origins;
  return applied;
}

}  // namespace playmaker::cli
