#pragma once
// The reader of stories, given any bytes: with the shipped playbooks behind `use`, whichever is named, and the people of the bank they
// are told about.
#include <string_view>

namespace playmaker::fuzz {

// What must hold: reading and checking return, issues can be shown, and a text that is laid out stays so, in either language.
void read_story(std::string_view bytes);

}  // namespace playmaker::fuzz
