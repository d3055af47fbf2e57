#pragma once
// The command line within a test: words in, exit code and both outputs out; and folders that go away.
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "daemon/cli/command.hpp"
#include "daemon/json.hpp"
#include "tests/main/here.hpp"

namespace playmaker::tests {

struct Ran {
  int exit = 0;
  std::string out, err;
};
inline Ran cli(std::vector<std::string> words) {
  words.insert(words.begin(), "playmaker");
  std::vector<const char*> argv;
  for (const std::string& word : words) argv.push_back(word.c_str());
  std::ostringstream out, err;
  Ran ran;
  ran.exit = cli::run(static_cast<int>(argv.size()), argv.data(), out, err);
  ran.out = out.str();
  ran.err = err.str();
  return ran;
}

// The program itself, through a shell: `words` as they are typed; `and_errors`: out has what it says of errors too.
inline Ran program(const std::string& words, bool and_errors = false) {
  Ran ran;
  std::FILE* pipe = ::popen((std::string(kBinaryDir) + "/playmaker " + words + (and_errors ? " 2>&1" : " 2>/dev/null")).c_str(), "r");
  if (pipe == nullptr) return {.exit = -1, .out = {}, .err = {}};
  std::array<char, 4096> buffer{};
  for (std::size_t got; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) ran.out.append(buffer.data(), got);
  const int status = ::pclose(pipe);
  ran.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ran;
}

struct Folder {
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "playmaker-test.XXXXXX").string();
    if (::mkdtemp(pattern.data()) != nullptr) path = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    if (!path.empty()) std::filesystem::remove_all(path, ignored);
  }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path + "/" + name, std::ios::binary) << text;
    return path + "/" + name;
  }
  std::string path;
};

inline std::string source(const std::string& path) { return std::string(kSourceDir) + "/" + path; }
inline std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// A whole number of a JSON object by a path of members; -1: none.
inline std::int64_t whole(const engine::RawValue& value, std::initializer_list<std::string_view> path) {
  const engine::RawValue* at = &value;
  for (const std::string_view name : path) { at = at == nullptr ? nullptr : daemon::member(*at, name); }
  const auto* number = at == nullptr ? nullptr : std::get_if<std::int64_t>(&at->value);
  return number == nullptr ? -1 : *number;
}

}  // namespace playmaker::tests
