#pragma once
// The JSON Schema of the YAML spelling, made from the places that its reader judges by.
#include <string>

namespace playmaker::editor_tests {

std::string schema_of_places();

}  // namespace playmaker::editor_tests
