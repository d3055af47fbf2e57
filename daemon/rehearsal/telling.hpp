#pragma once
// Outcomes of stories for people and for programs.
#include <string>

#include "daemon/rehearsal/rehearsal.hpp"
#include "dsl/source/source.hpp"

namespace playmaker::rehearsal {

// A failed story: what was expected and what happened near it, with day and clock.
std::string tell(const story::Story& story, const Outcome& outcome, const source::Sources& sources, base::Language language);
// One JSON object without a line end: file, story, ok, expectations, failures [{file, line, column, expected, says, near}].
std::string to_json(const story::Story& story, const Outcome& outcome, const source::Sources& sources, base::Language language);

}  // namespace playmaker::rehearsal
