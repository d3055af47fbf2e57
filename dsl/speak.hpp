#pragma once
// Messages in the words of the text that they are about: who writes `语言 中文` is not told to write `again never`, in whatever language
// the message itself is read.
#include "dsl/compile.hpp"

namespace playmaker::dsl {

// Changes the issues of `made`: what stands between back-quotes is said in the keywords, or the YAML keys, of the issue's own text. What
// is a name there, or is declared anywhere, stays.
void speak_in_their_words(Compiled& made);

}  // namespace playmaker::dsl
