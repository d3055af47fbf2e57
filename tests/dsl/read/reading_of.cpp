#include "tests/dsl/read/reading_of.hpp"

#include <fstream>
#include <sstream>

namespace playmaker::tests {

std::string text_of_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace playmaker::tests
