#pragma once
// A `.story` text to its tree. Never throws, never hangs: texts are bounded (limits.hpp). What could not be read is left out, with an
// issue; each statement has at most one.
#include <functional>

#include "dsl/source/issue.hpp"
#include "dsl/source/source.hpp"
#include "dsl/story/story.hpp"

namespace playmaker::story {

StoryFile read(const source::Source& source, source::Issues& issues);

// A story text with what the stories it uses declare: people, branches, pools, customers.
struct Gathered {
  StoryFile file;
  std::vector<std::string> playbooks;      // texts of playbooks that are used, normalised, each once
};
using Loader = std::function<std::optional<std::string>(const std::string& path)>;
Gathered gather(const source::Source& source, const Loader& loader, source::Sources& sources, source::Issues& issues);

}  // namespace playmaker::story
