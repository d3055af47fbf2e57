#include "tests/main/reworded.hpp"

#include <catch2/catch.hpp>

namespace playmaker {

std::string reworded(std::string text, const std::string& from, const std::string& to) {
  REQUIRE_FALSE(from.empty());
  const std::size_t at = text.find(from);
  const std::size_t again = at == std::string::npos ? at : text.find(from, at + 1);
  INFO("the test alters these words of a text: " << from);
  if (at == std::string::npos) FAIL("they are no longer in it:\n" << text);
  if (again != std::string::npos) FAIL("they stand in it more than once");
  return text.replace(at, from.size(), to);
}

std::string added_before(const std::string& text, const std::string& mark, const std::string& added) {
  return reworded(text, mark, added + mark);
}
std::string added_after(const std::string& text, const std::string& mark, const std::string& added) {
  return reworded(text, mark, mark + added);
}

}  // namespace playmaker
