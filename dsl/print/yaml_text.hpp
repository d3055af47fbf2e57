#pragma once
// YAML as lines: keys, values with the quotes they need, lists, comments where they belong.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/source/source.hpp"
#include "dsl/syntax/file.hpp"
#include "runtime/base/text.hpp"

namespace playmaker::print {

// As a value or a key: bare where that reads as the same text everywhere, else in quotes.
std::string yaml_scalar(std::string_view text, bool in_list = false);

// What is short stands on one line: a list or a map of values within its key's line, as `[a, b]` or `{ k: a, m: b }`.
enum class Shape : std::uint8_t { either, tall };

class YamlText {
 public:
  YamlText(const source::Source& source, const std::vector<syntax::Comment>& comments, base::Language language)
      : source_(source),
        comments_(comments),
        language_(language) {}

  // The comments of the source before that byte, which were not written yet.
  void comments_before(std::uint32_t begin);
  // A key; its value follows on the line, or is what is written one level deeper until `end`.
  void key(std::string_view key, std::string_view value) { named(word(key), value); }
  void open(std::string_view key, Shape shape = Shape::either) { open_named(word(key), shape); }
  // The same with a name that somebody gave for a key.
  void named(std::string_view name, std::string_view value);
  void open_named(std::string_view name, Shape shape = Shape::either);
  std::string_view word(std::string_view key) const;  // as the language says it
  void item(std::string_view value);
  void begin_item(Shape shape = Shape::tall);         // the next line is the first one of a list's item
  void end();
  std::string take();

 private:
  // What was opened and not ended yet.
  struct Open {
    std::string key;                 // empty: an item of a list
    std::size_t begin = 0;           // of its first line in out_
    bool dash = false;               // that line begins with one
    bool flat = true;                // nothing but values so far
    bool list = false;               // of items; else a map of keys
    std::size_t count = 0;           // of them
    std::string inside;              // as they stand between brackets
  };
  void line(const std::string& text);
  void add(std::string_view key, std::string_view value);
  void raise() {                     // what is open holds more than values
    for (Open& open : open_) open.flat = false;
  }
  const source::Source& source_;
  const std::vector<syntax::Comment>& comments_;
  base::Language language_;
  std::size_t next_comment_ = 0;
  std::vector<Open> open_;
  int depth_ = 0;
  bool dash_ = false;
  std::string out_;
};

}  // namespace playmaker::print
