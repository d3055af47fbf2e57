#pragma once
// Texts that a test alters: the place is found exactly once, or the test fails and says which words it looked for. So a shipped text may
// change, and who altered it is told where.
#include <string>

namespace playmaker {

// `text` with `to` in the one place where `from` stands.
std::string reworded(std::string text, const std::string& from, const std::string& to);
// `text` with `added` before, or behind, the one place where `mark` stands.
std::string added_before(const std::string& text, const std::string& mark, const std::string& added);
std::string added_after(const std::string& text, const std::string& mark, const std::string& added);

}  // namespace playmaker
