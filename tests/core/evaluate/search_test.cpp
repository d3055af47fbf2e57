// Where a text stands in another: the same places that trying each one anew finds.
#include <catch2/catch.hpp>

#include <string>

#include "runtime/cel/search.hpp"
#include "runtime/cel/text.hpp"

namespace playmaker::cel {
namespace {

// All texts of these letters with `length` of them, by their number.
std::string numbered(int length, int number) {
  std::string out;
  for (int i = 0; i < length; ++i, number /= 2) out += number % 2 == 0 ? 'a' : 'b';
  return out;
}

TEST_CASE("search: every short text in every other, from every place") {
  int compared = 0;
  for (int size = 0; size <= 7; ++size) {
    for (int number = 0; number < 1 << size; ++number) {
      const std::string text = numbered(size, number);
      for (int part_size = 0; part_size <= 4; ++part_size) {
        for (int part_number = 0; part_number < 1 << part_size; ++part_number) {
          const std::string part = numbered(part_size, part_number);
          for (std::size_t from = 0; from <= text.size() + 1; ++from, ++compared) {
            if (first_place(text, part, from) == text.find(part, from) && last_place(text, part, from) == text.rfind(part, from)) continue;
            FAIL_CHECK("\"" << part << "\" in \"" << text << "\" from " << from);
          }
        }
      }
    }
  }
  CHECK(compared > 50'000);
}

TEST_CASE("search: a long part that nearly stands everywhere is looked for once, not once a place") {
  const std::string text(1 << 20, 'a'), half(1 << 19, 'a');
  CHECK(first_place(text, half + "b") == std::string_view::npos);
  CHECK(last_place(text, "b" + half) == std::string_view::npos);
  CHECK(last_place(text, half) == text.size() - half.size());
}

TEST_CASE("search: positions count code points, and stand between them") {
  const std::string text = "理财产品,理财";
  CHECK(index_of(text, "理财", 1).number == 5);
  CHECK(index_of(text, "理财", 6).number == -1);
  CHECK(index_of(text, "", 7).number == 7);
  CHECK(index_of(text, "理", 8).fault() == Fault::index);
  CHECK(index_of(text, "理", -1).fault() == Fault::index);
  CHECK(last_index_of(text, "财", std::nullopt).number == 6);
  CHECK(last_index_of(text, "理财", 4).number == 0);
  CHECK(last_index_of(text, "", std::nullopt).number == 7);
  CHECK(last_index_of(text, "理", 8).fault() == Fault::index);
}

}  // namespace
}  // namespace playmaker::cel
