#pragma once
// The playbooks a story names, compiled together, with the words a story may use for them.
#include <memory>

#include "dsl/compile.hpp"
#include "dsl/story/check.hpp"

namespace playmaker::rehearsal {

struct Book {
  dsl::Compiled compiled;                  // not ok: its issues say why, and the vocabulary is empty
  story::Vocabulary vocabulary;
};
std::unique_ptr<Book> open_book(const std::vector<std::string>& paths, const dsl::Loader& loader, const std::vector<dsl::Known>& known);

}  // namespace playmaker::rehearsal
