#pragma once
// The tree as the laws see it: every C++ file with its text, the text without comments and literals, and its includes.
// Only the file system is read, so the tests hold in an archive without git too.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace playmaker::house {

struct Include {
  std::size_t line = 0;  // from 1
  std::string path;
  bool system = false;  // <path>, else "path"
};

struct File {
  std::string path;  // from the root, with '/'
  std::string text;
  std::string code;  // as long as text, line by line: comments and literals are blanks
  std::vector<Include> includes;
};

std::string root();                  // the folder of the tree
std::string read(const std::string& path);
bool exists(const std::string& path);
std::vector<std::string> top_names();
File file_of(std::string path, std::string text);
std::vector<File> cpp_files();       // *.cpp and *.hpp under runtime, dsl, daemon, tests and examples, sorted by path

std::size_t count_lines(std::string_view text);
std::size_t line_at(std::string_view text, std::size_t offset);
std::string without_comments_and_literals(std::string_view text);

}  // namespace playmaker::house
