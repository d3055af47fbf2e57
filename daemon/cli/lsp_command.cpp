// lsp: the language server on standard input and output. schema: what an editor checks YAML against.
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <ostream>

#include "daemon/cli/command.hpp"
#include "daemon/cli/texts.hpp"
#include "daemon/lsp/server.hpp"
#include "daemon/lsp/wire.hpp"

namespace playmaker::cli {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kFilesMax = 500;     // a folder of playbooks holds far fewer; an editor may have been opened on a whole disk

// Texts in the folder of a file, in the folders below, and where the file lies in `shared`, in the one above.
std::vector<std::string> beside(const std::string& path) {
  fs::path folder = fs::path(path).parent_path();
  if (folder.filename() == "shared") folder = folder.parent_path();
  std::vector<std::string> out;
  std::error_code ignored;
  for (auto at = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, ignored);
       at != fs::recursive_directory_iterator() && out.size() < kFilesMax; at.increment(ignored)) {
    if (at.depth() > 2) at.disable_recursion_pending();
    const std::string name = at->path().string();
    if (at->is_regular_file(ignored) && (is_text(name) || name.ends_with(".story"))) out.push_back(name);
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::optional<lsp::Folder::Stamp> stamp(const std::string& path) {
  struct ::stat found{};
  if (::stat(path.c_str(), &found) != 0) return std::nullopt;
  return lsp::Folder::Stamp{found.st_size, found.st_mtim.tv_sec * 1'000'000'000 + found.st_mtim.tv_nsec};
}

// Readable, or at its end.
bool more_on_input(int milliseconds) {
  ::pollfd input{STDIN_FILENO, POLLIN, 0};
  return ::poll(&input, 1, milliseconds) != 0;
}

Exit serve(const Session& session) {
  lsp::Server::Ports ports;
  ports.read = [](const std::string& path) -> std::optional<std::string> {
    auto text = read_file(path);
    return text ? std::optional(std::move(*text)) : std::nullopt;
  };
  ports.beside = beside;
  ports.stamp = stamp;
  lsp::Server server(std::move(ports), session.language);
  std::ios::sync_with_stdio(false);        // so that what waits in the pipe can be seen
  return lsp::serve(server, std::cin, session.out, more_on_input) == 0 ? Exit::ok : Exit::failed;
}

}  // namespace

std::vector<Command> lsp_commands() {
  auto what = std::make_shared<std::string>();
  return {
      {"lsp",
       {"the language server for editors: diagnostics, completion, hover, definition, rename (Language Server Protocol on standard input "
        "and output)",
        "编辑器的语言服务:诊断、补全、悬停、跳转、改名(标准输入输出上的 Language Server Protocol)"},
       {},
       [](const Session& session) { return serve(session); }},
      {"schema",
       {"the JSON Schema of a text for editors: `schema playbook` is that of the YAML spelling",
        "供编辑器使用的 JSON Schema:`schema playbook` 为 YAML 写法"},
       {{"what", what.get(), {"what it is of", "哪一种文本"}, true, {"playbook"}}},
       [what](const Session& session) {
         session.out << kPlaybookSchema;
         return Exit::ok;
       }}};
}

}  // namespace playmaker::cli
