#include "tests/house/tree.hpp"
#include "tests/main/here.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

namespace playmaker::house {

namespace {

// The end of the literal or comment that begins at `at`, or `at` itself when none does.
std::size_t end_of_blank(std::string_view text, std::size_t at) {
  const auto from = [&](std::size_t found, std::size_t length) { return found == std::string_view::npos ? text.size() : found + length; };
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("//")) return from(text.find('\n', at), 0);
  if (rest.starts_with("/*")) return from(text.find("*/", at + 2), 2);
  if (rest.starts_with("R\"")) {
    const std::size_t open = text.find('(', at);
    if (open == std::string_view::npos) return text.size();
    const std::string close = ")" + std::string(text.substr(at + 2, open - at - 2)) + "\"";
    return from(text.find(close, open), close.size());
  }
  const char quote = rest.front();
  // A quote between digits separates thousands.
  const bool separator = quote == '\'' && at > 0 && std::isxdigit(static_cast<unsigned char>(text[at - 1])) != 0 && rest.size() > 1 &&
                         std::isxdigit(static_cast<unsigned char>(rest[1])) != 0 && (rest.size() < 3 || rest[2] != '\'');
  if ((quote != '"' && quote != '\'') || separator) return at;
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\') ++i;
    else if (text[i] == quote || text[i] == '\n') return i + 1;
  }
  return text.size();
}

}  // namespace

std::string root() { return kSourceDir; }

std::string read(const std::string& path) {
  std::ifstream in(root() + "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

bool exists(const std::string& path) { return std::filesystem::exists(root() + "/" + path); }

std::vector<std::string> top_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(root())) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string without_comments_and_literals(std::string_view text) {
  std::string code(text);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = end_of_blank(text, at);
    for (std::size_t i = at; i < end; ++i) {
      if (code[i] != '\n') code[i] = ' ';
    }
    at = std::max(end, at + 1);
  }
  return code;
}

std::size_t count_lines(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + (text.empty() || text.back() == '\n' ? 0 : 1);
}

std::size_t line_at(std::string_view text, std::size_t offset) {
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

File file_of(std::string path, std::string text) {
  File file{.path = std::move(path), .text = std::move(text), .code = {}, .includes = {}};
  file.code = without_comments_and_literals(file.text);
  static const std::regex include(R"re(^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"])re", std::regex::multiline);
  for (std::sregex_iterator i(file.text.begin(), file.text.end(), include), end; i != end; ++i) {
    const auto at = static_cast<std::size_t>(i->position());
    // Inside a raw string or a comment the '#' is blank in the code.
    if (file.code.find('#', at) > at + static_cast<std::size_t>(i->length())) continue;
    file.includes.push_back({line_at(file.text, at), (*i)[2].str(), (*i)[1].str() == "<"});
  }
  return file;
}

std::vector<File> cpp_files() {
  std::vector<File> files;
  for (const std::string folder : {"runtime", "dsl", "daemon", "tests", "examples"}) {
    if (!exists(folder)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root() + "/" + folder)) {
      const auto extension = entry.path().extension();
      if (!entry.is_regular_file() || (extension != ".cpp" && extension != ".hpp")) continue;
      const std::string path = entry.path().lexically_relative(root()).generic_string();
      files.push_back(file_of(path, read(path)));
    }
  }
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.path < b.path; });
  return files;
}

}  // namespace playmaker::house
