#pragma once
// What is wrong with a command line, in the user's language: the parser of options speaks English only.
#include <string>
#include <string_view>

#include "runtime/base/text.hpp"

namespace playmaker::cli {

// `english`: what the parser said. A sentence that is not known stays as it is.
std::string usage_words(std::string_view english, base::Language language);

}  // namespace playmaker::cli
