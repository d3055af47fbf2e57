#pragma once
// Each law beside its texts: those that keep it, those that break it.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dsl/compile.hpp"

namespace playmaker::law_texts {

enum class Frame : std::uint8_t { body, file, house };  // within a playbook, beside one, in a small house with offers and secrets

struct Law {
  const char* name;                                     // of its certificate
  std::vector<std::string> codes;                       // any of these says that it is broken
  std::vector<std::string> kept, broken;
  Frame frame = Frame::body;
};

std::vector<Law> all();                                 // the names of some come twice
std::vector<Law> of_steps();                            // what one playbook does
std::vector<Law> of_reach();                            // what can come about, and how often
std::vector<Law> of_playbooks();                        // how they end, and what they begin in each other

dsl::Compiled compile(const Law& law, const std::string& text);

}  // namespace playmaker::law_texts
