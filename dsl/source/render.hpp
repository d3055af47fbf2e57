#pragma once
// Issues as people read them, and as programs do.
//
//   error[E0102]: `evnt` is not understood here                          catalog.play:3:5
//    3 │     evnt meeting_booked
//      │     ^^^^ here
//     help: did you mean `event`?
//
// Carets count screen columns, so they stand right under Chinese text; long lines are cut around the place.
#include <string>
#include <string_view>

#include "dsl/source/issue.hpp"
#include "dsl/source/source.hpp"

namespace playmaker::source {

std::string render(const Issue& issue, const Sources& sources, base::Language language);
std::string render(const Issues& issues, const Sources& sources, base::Language language);  // all, and how many were dropped

// One JSON object without a line end: code, severity, message, file, line, column, end_line, end_column, here, notes, help, fix.
// Columns are characters, from 1.
std::string render_json(const Issue& issue, const Sources& sources, base::Language language);

void append_json_string(std::string& out, std::string_view text);  // quoted and escaped; REQUIRES valid UTF-8

}  // namespace playmaker::source
