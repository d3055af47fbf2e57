// What is on disk comes back as it was, and what was damaged on the way is refused or still sound: nothing else may happen.
#include <catch2/catch.hpp>

#include "tests/plan/large_plan.hpp"

using namespace playmaker;
using namespace playmaker::plan;
using namespace playmaker::plan::testing;

TEST_CASE("a large plan and a large catalog are sound and come back from their bytes") {
  const Plan plan = large_plan();
  REQUIRE(verify(plan) == "");
  const std::string bytes = encode(plan);
  const auto read = decode_plan(bytes);
  REQUIRE(read);
  CHECK(encode(*read) == bytes);
  CHECK(plan_hash(*read) == plan_hash(plan));
  CHECK(read->unit == plan.unit);
  const Catalog catalog = large_catalog();
  REQUIRE(verify(catalog) == "");
  const auto read_catalog = decode_catalog(encode(catalog));
  REQUIRE(read_catalog);
  CHECK(encode(*read_catalog) == encode(catalog));
  Origin origin;
  origin.sites.resize(plan.sites.size());
  origin.sites[1].place = {"large.play", 12, 3};
  origin.sites[1].label = {"进入", "Enter"};
  const auto read_origin = decode_origin(encode(origin));
  REQUIRE(read_origin);
  CHECK(encode(*read_origin) == encode(origin));
}

TEST_CASE("every single damaged byte of a plan is refused or leaves a sound plan") {
  const std::string bytes = encode(large_plan());
  std::size_t refused = 0, sound = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const int change : {0x01, 0x02, 0x10, 0x40, 0x80, 0xff}) {
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(damaged[at] ^ change);
      const auto read = decode_plan(damaged);
      if (!read) {
        ++refused;
        continue;
      }
      ++sound;
      if (verify(*read) != "" || dump(*read, Origin{}).empty()) FAIL("byte " << at << " xor " << change);
    }
    if (decode_plan(std::string_view(bytes).substr(0, at))) FAIL("cut at " << at);
  }
  CHECK(refused > 0);
  CHECK(sound > 0);   // a letter of a name, a bit of a number: still a plan
}

TEST_CASE("every single damaged byte of a catalog is refused or leaves a sound catalog") {
  const std::string bytes = encode(large_catalog());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (int change = 1; change < 256; change += 5) {
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(damaged[at] ^ change);
      const auto read = decode_catalog(damaged);
      if (read && verify(*read) != "") FAIL("byte " << at << " xor " << change);
    }
    if (decode_catalog(std::string_view(bytes).substr(0, at))) FAIL("cut at " << at);
  }
}

TEST_CASE("a plan of another format is refused by name, in both languages") {
  std::string bytes = encode(large_plan());
  bytes[0] = static_cast<char>(kPlanFormat + 1);
  const auto read = decode_plan(bytes);
  REQUIRE_FALSE(read);
  CHECK(read.error().code == "plan_unreadable");
  CHECK(read.error().message.find("format 2") != std::string::npos);
  CHECK_FALSE(read.error().zh.empty());
}
