#pragma once
// From a story's tokens to pieces: each word as the wanted language says it at its place. Private to the room.
#include <vector>

#include "dsl/print/piece.hpp"
#include "dsl/story/trace.hpp"

namespace playmaker::story {

// `owners`: beside the tokens, the innermost node over each.
std::vector<print::Piece> pieces_of(const source::Source& source, const Trace& trace, const std::vector<syntax::NodeId>& owners,
                                    base::Language language);

}  // namespace playmaker::story
