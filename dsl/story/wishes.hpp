#pragma once
// What may come next at a place of a story that is being written: the words the reader asked for there, and which kinds of names.
#include <set>
#include <string>

#include "dsl/source/source.hpp"
#include "dsl/story/words.hpp"

namespace playmaker::story {

enum class NameOf : std::uint8_t {
  arm,
  activity,
  benefit,
  branch,
  breakpoint,
  channel,
  customer,
  event,
  exit,
  field,
  goal,
  import,
  list,
  moment,
  person,
  person_or_role,
  playbook,
  reason,
  result,                                  // `done` or an outcome of the task named before
  review,
  role,
  stage,
  task,
  template_,
  track,
  wave,
};
struct Wishes {
  std::set<Word> words;
  std::set<NameOf> names;
  std::string before;  // the name written last before the place: the event whose fields follow, the task of an outcome
};

// `offset`: bytes; a word that is being written there is not looked at.
Wishes wishes_at(const source::Source& source, std::uint32_t offset);

}  // namespace playmaker::story
