#pragma once
// What an issue says, as it is shown: Chinese is typeset, whatever pieces the words were put together from.
#include <string>

#include "dsl/source/issue.hpp"

namespace playmaker::source {

std::string said(const Words& words, base::Language language);

}  // namespace playmaker::source
