#pragma once
// Compiling from the folder of cases, and texts made up on the spot.
#include <map>
#include <optional>
#include <string>

#include "dsl/compile.hpp"
#include "dsl/source/render.hpp"

namespace playmaker::compiling {

std::string folder();                                             // tests/dsl/compile/cases
std::string slurp(const std::string& path);                       // "" when there is none
dsl::Compiled compile_case(const std::string& name, const dsl::Options& options = {});
// `text` as if it stood in the folder of cases, so that it can `use "shared/bank.play"`.
dsl::Compiled compile_text(const std::string& text, const dsl::Options& options = {});
// The same with its own playbook around `body`: audience, end, calendar and policy are given.
dsl::Compiled compile_body(const std::string& body, const dsl::Options& options = {});
std::string issues_of(const dsl::Compiled& made);                 // rendered in English; "" when there are none
const plan::Plan& only_plan(const dsl::Compiled& made);           // REQUIRES one; throws with the issues otherwise
dsl::Compiled compile_file(const std::string& path, const dsl::Options& options = {});   // from the project's folder

}  // namespace playmaker::compiling
