#pragma once
// YAML as lines: keys, values with the quotes they need, lists, comments where they belong.
#include <string>
#include <string_view>
#include <vector>

#include "dsl/source/source.hpp"
#include "dsl/syntax/file.hpp"

namespace playmaker::print {

// As a value or a key: bare where that reads as the same text everywhere, else in quotes.
std::string yaml_scalar(std::string_view text, bool in_list = false);

class YamlText {
 public:
  YamlText(const source::Source& source, const std::vector<syntax::Comment>& comments) : source_(source), comments_(comments) {}

  // The comments of the source before that byte, which were not written yet.
  void comments_before(std::uint32_t begin);
  // A key; its value follows on the line, or is what is written one level deeper until `end`.
  void key(std::string_view name, std::string_view value) { line(std::string(yaml_scalar(name)) + ": " + std::string(value)); }
  void open(std::string_view name);
  void item(std::string_view value) { line("- " + std::string(value)); }
  void begin_item() { dash_ = true, ++depth_; }       // the next line is the first one of a list's item
  void end() { --depth_; }
  std::string take();

 private:
  void line(const std::string& text);
  const source::Source& source_;
  const std::vector<syntax::Comment>& comments_;
  std::size_t next_comment_ = 0;
  int depth_ = 0;
  bool dash_ = false;
  std::string out_;
};

}  // namespace playmaker::print
