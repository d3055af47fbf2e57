#pragma once
// What may be written at a place of a text: for completion while somebody types. Pure; a place inside a comment or a text has no wishes.
#include <string>
#include <string_view>
#include <vector>

#include "dsl/read/container.hpp"
#include "dsl/read/words.hpp"
#include "dsl/source/source.hpp"

namespace playmaker::read {

struct Wishes {
  ContainerId container = ContainerId::file;   // the block around the place
  std::vector<Word> words;                     // keywords that the grammar takes there
  bool name = false;                           // a name or an expression may stand there
  std::vector<std::string> before;             // the words and signs of the statement up to there, keywords in English
};

// `offset`: a byte; a word that ends there is being written and does not count.
Wishes wishes_at(const source::Source& source, std::uint32_t offset);

}  // namespace playmaker::read
