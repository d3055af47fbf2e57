#pragma once
// CEL's published conformance cases, one JSON object a line: what an expression must give.
#include <string>
#include <string_view>
#include <vector>

#include "runtime/base/result.hpp"

namespace playmaker::cli {

enum class Outcome : std::uint8_t { passed, failed, refused };  // refused: it is not read, or its types are not accepted, and should be

struct CaseResult {
  std::string name;       // "fields/map_has/has_empty"
  Outcome outcome = Outcome::failed;
  std::string found;      // what came instead
};

// Code json_invalid or case_invalid, with the line.
base::Result<std::vector<CaseResult>> run_cases(std::string_view lines);

}  // namespace playmaker::cli
