#pragma once
// What a story text says, as lines: two texts that say the same have equal lines, wherever and in whichever language they say it.
#include <string>

#include "dsl/story/story.hpp"

namespace playmaker::story {

std::string dump(const StoryFile& file);

}  // namespace playmaker::story
