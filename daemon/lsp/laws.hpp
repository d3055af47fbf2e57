#pragma once
// What was proved of the text under the cursor, for a hover: of a guarantee its proof, of a playbook's name all laws together. Pure.
#include <string>

#include "daemon/lsp/names.hpp"

namespace playmaker::lsp {

// Markdown; "": nothing is proved there. `named`: what is named there, nullptr: nothing.
std::string laws_at(const dsl::Compiled& made, std::uint32_t offset, const Declaration* named, base::Language language);

}  // namespace playmaker::lsp
