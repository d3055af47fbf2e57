#pragma once
// The keys of the YAML spelling in Chinese: one word each, and a function both ways. A list of blocks and the block itself have one word;
// which is meant is seen by the value, since only the first is a list.
#include <string_view>

#include "dsl/read/yaml/events.hpp"

namespace playmaker::read {

std::string_view chinese_key(std::string_view english);   // "": none; keys are then said as they are

std::string_view english_key(std::string_view chinese);  // "": no key; where one block and a list of them share a word: that of the block

// Every Chinese key of the tree as its English one, so that one reader serves both. What is no key, or one in English, is told. Names
// (of params, goals, fields …) are left as they are.
void say_keys_in_english(YamlNode& root, source::Issues& issues);

}  // namespace playmaker::read
