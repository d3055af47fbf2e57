#pragma once
// A page about each code of `check`: why it is said, a text that fails and the same text mended. The texts are compiled by a test, so
// that they fail and pass as the page says; the small bank they speak of is the tests' own.
#include <span>
#include <string_view>

#include "dsl/source/issue.hpp"

namespace playmaker::cli {

enum class Frame : std::uint8_t {
  body,     // stands within a playbook
  file,     // stands at the top of a file
  whole,    // the whole file, without what others share
  yaml,     // the whole file, in the YAML spelling
  story,    // the whole file, a story of playbooks
  untold,   // cannot be shown in a few words: only said
};
struct Page {
  std::string_view name;                     // of the code: "word_unknown"
  std::string_view en, zh;                   // why
  Frame frame = Frame::untold;
  std::string_view wrong, right;
};

// By hundreds, as issue_codes.def is.
std::span<const Page> reading_pages();       // E00xx, E01xx
std::span<const Page> name_pages();          // E02xx
std::span<const Page> type_pages();          // E03xx
std::span<const Page> law_pages();           // E04xx, E05xx
std::span<const Page> work_pages();          // E047x: people at work
std::span<const Page> review_pages();        // E052x
std::span<const Page> version_pages();       // E054x: what a version says of the journeys under way
std::span<const Page> story_pages();         // E060x
std::span<const Page> place_pages();         // E061x, E062x: what has no place where it stands
const Page* page_of(source::Code code);      // nullptr: none written yet

}  // namespace playmaker::cli
