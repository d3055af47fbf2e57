#include <catch2/catch.hpp>

#include "runtime/base/hash.hpp"
#include "runtime/base/layout.hpp"
#include "runtime/base/prng.hpp"

using namespace playmaker::base;

namespace {

enum class Colour : std::uint8_t { none, red, green };

struct Item {
  std::string name;
  std::optional<std::int64_t> price;
  bool operator==(const Item&) const = default;
};

struct First {
  std::uint32_t id = 0;
  std::int32_t shift = 0;
  Colour colour = Colour::none;
  bool open = false;
  double share = 0;
  std::vector<Item> items;
  std::map<std::string, std::uint16_t> counts;
  std::array<std::uint8_t, 2> pair{};
  bool operator==(const First&) const = default;
};

struct Narrow {
  std::int8_t small = 0;
  std::uint8_t after = 0;
};

struct Grown {  // First as a later release might have it
  std::uint32_t id = 0;
  std::int32_t shift = 0;
  Colour colour = Colour::none;
  bool open = false;
  double share = 0;
  std::vector<Item> items;
  std::map<std::string, std::uint16_t> counts;
  std::array<std::uint8_t, 2> pair{};
  std::int64_t added = -1;
};

First sample() {
  return {.id = 300,
          .shift = -2,
          .colour = Colour::green,
          .open = true,
          .share = 0.25,
          .items = {{"a", 7}, {"礼", {}}},
          .counts = {{"x", 1}, {"y", 65'535}},
          .pair = {8, 9}};
}

}  // namespace

TEST_CASE("a struct is written field by field and read back") {
  const std::string bytes = encoded(sample());
  CHECK(hex(bytes) ==
        "ac02"
        "03"
        "02"
        "01"
        "000000000000d03f"
        "02"
        "0161010e"
        "03e7a4bc00"
        "02"
        "017801"
        "0179ffff03"
        "0809");
  First back;
  Reader in(bytes);
  read(in, back);
  CHECK(in.done());
  CHECK_FALSE(in.bad());
  CHECK(back == sample());
}

TEST_CASE("a struct that has grown reads its older bytes, with defaults for the rest") {
  const std::string bytes = encoded(sample());
  Grown grown;
  Reader in(bytes);
  read_growing(in, grown);
  CHECK_FALSE(in.bad());
  CHECK(grown.pair == sample().pair);
  CHECK(grown.added == -1);
}

TEST_CASE("numbers too large for their field are bad, not cut") {
  for (const std::int64_t v : {128LL, -129LL, INT64_MIN + 0LL}) {
    Writer out;
    out.sint(v);
    out.uint(1);
    Narrow narrow;
    Reader in(out.bytes());
    read(in, narrow);
    CHECK(in.bad());
    CHECK(narrow.small == 0);
  }
}

TEST_CASE("corrupt structs are bad or something else, never a fault, and every cut of one is bad") {
  const std::string bytes = encoded(sample());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    First back;
    Reader in(std::string_view(bytes).substr(0, length));
    read(in, back);
    CHECK(in.bad());
  }
  Prng random(5);
  std::size_t bad = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string changed = bytes;
    changed[random.below(changed.size())] = static_cast<char>(random.next());
    First back;
    Reader in(changed);
    read(in, back);
    bad += in.bad() ? 1 : 0;
  }
  CHECK(bad > 1'000);
}
