#pragma once
// A length of time as people say it: "2 working days", "3 个工作日". One wording for pictures, papers and the daemon's answers.
#include <string>

#include "runtime/base/text.hpp"
#include "runtime/plan/length.hpp"

namespace playmaker::tell {

std::string length_words(const plan::Length& length, base::Language language);   // empty when not written

}  // namespace playmaker::tell
