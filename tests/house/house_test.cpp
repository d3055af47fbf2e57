// The laws, shown the tree as it is.
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include "tests/house/laws.hpp"

using namespace playmaker::house;

namespace {

const Rooms& rooms() {
  static const Rooms list = parse_rooms(read("tests/house/rooms.txt"));
  return list;
}

const std::vector<File>& files() {
  static const std::vector<File> all = cpp_files();
  return all;
}

void none(const Breaches& breaches) {
  for (const std::string& breach : breaches) FAIL_CHECK(breach);
}

}  // namespace

TEST_CASE("house: the list of rooms can be read and the tree is there") {
  none(rooms().errors);
  CHECK(rooms().may_include.size() >= 15);
  CHECK(files().size() > 20);
}

TEST_CASE("house: every include obeys its room") {
  for (const File& file : files()) none(includes_obey_rooms(rooms(), file));
}

TEST_CASE("house: every include in quotes is a file of the tree") {
  for (const File& file : files()) {
    for (const Include& include : file.includes) {
      if (!include.system && !exists(include.path)) FAIL_CHECK(file.path << ":" << include.line << ": no such file: " << include.path);
    }
  }
}

TEST_CASE("house: heavy headers stay home") {
  for (const File& file : files()) none(heavy_headers_stay_home(rooms(), file));
}

TEST_CASE("house: plan, core and dsl include no clock, chance, thread or file") {
  for (const File& file : files()) none(pure_rooms_stay_pure(rooms(), file));
}

TEST_CASE("house: nobody asks what time it is but the clock, and nobody sleeps") {
  for (const File& file : files()) none(clocks_and_sleeps_are_listed(rooms(), file));
}

TEST_CASE("house: no coroutine temporaries") {
  for (const File& file : files()) none(no_lambda_is_awaited(file));
}

TEST_CASE("house: names say something") {
  for (const File& file : files()) none(names_say_something(file));
}

TEST_CASE("house: files stay small, headers say why, nothing is left to do") {
  for (const File& file : files()) {
    none(files_stay_small(file));
    none(headers_begin_with_why(file));
    none(nothing_is_left_to_do(file));
  }
}

TEST_CASE("house: every room has a short README") {
  std::set<std::string> inhabited;
  for (const File& file : files()) inhabited.insert(room_of(rooms(), file.path));
  for (const std::string& room : inhabited) none(readme_is_short(room, read(room + "/README.md")));
}

TEST_CASE("house: the top of the tree is as listed") { none(top_is_as_listed(rooms(), top_names())); }

TEST_CASE("house: what is run before a landing is the command README.md gives") {
  CHECK(read(".ci/run").find("\nexec ./dev test\n") != std::string::npos);
  if (exists("README.md")) CHECK(read("README.md").find("./dev test") != std::string::npos);
}
