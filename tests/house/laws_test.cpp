// Each law is shown what it must refuse and what it must let pass.
#include <catch2/catch.hpp>

#include "tests/house/laws.hpp"

using namespace playmaker::house;

namespace {

const char* const kList = R"(
# a small house
room base :
room core : base
room core/deep : core
room daemon : *
heavy big.h deep/ : core/walled/*.cpp
impure thread sys/ : core
clock : daemon/clock.cpp
sleep : daemon/**
top : base core
  dev
)";

Rooms house() { return parse_rooms(kList); }
File file(std::string path, std::string text) { return file_of(std::move(path), std::move(text)); }
std::string include(std::string_view path) { return "#include " + std::string(path) + "\n"; }

}  // namespace

TEST_CASE("the list of rooms is read, and a line that cannot be read is told") {
  const Rooms rooms = house();
  CHECK(rooms.errors.empty());
  CHECK(rooms.may_include.size() == 4);
  CHECK(rooms.heavy.at(0).headers == std::vector<std::string>{"big.h", "deep/"});
  CHECK(rooms.top == std::vector<std::string>{"base", "core", "dev"});
  CHECK(parse_rooms("room base").errors.size() == 1);
  CHECK(parse_rooms("rom base :").errors.size() == 1);
  CHECK(parse_rooms("room core : base").errors.size() == 1);
  CHECK(room_of(rooms, "core/deep/a.hpp") == "core/deep");
  CHECK(room_of(rooms, "core/walled/a.hpp") == "core");
  CHECK(room_of(rooms, "corex/a.hpp").empty());
}

TEST_CASE("file patterns stay within a folder unless they say otherwise") {
  CHECK(matches("a/*.cpp", "a/b.cpp"));
  CHECK_FALSE(matches("a/*.cpp", "a/b.hpp"));
  CHECK_FALSE(matches("a/*.cpp", "a/b/c.cpp"));
  CHECK(matches("a/*_x.cpp", "a/y_x.cpp"));
  CHECK(matches("a/**", "a/b/c.cpp"));
  CHECK_FALSE(matches("a/**", "b/a/c.cpp"));
  CHECK(matches("a/b.cpp", "a/b.cpp"));
  CHECK_FALSE(matches("a/b.cpp", "a/b.cppx"));
}

TEST_CASE("comments and literals are blanks, and lines stay where they were") {
  CHECK(without_comments_and_literals("a // b\nc /* d\n */ e \"f\\\" g\" 'h' 1'000 R\"(i \" j)\" k").find_first_of("bdfghij") ==
        std::string::npos);
  const std::string text = "int a = 1'000'000; // x\nconst char* s = R\"--(\nnow()\n)--\"; int b;\n";
  const std::string code = without_comments_and_literals(text);
  CHECK(code.size() == text.size());
  CHECK(count_lines(code) == 4);
  CHECK(code.find("1'000'000;") != std::string::npos);
  CHECK(code.find("now") == std::string::npos);
  CHECK(code.find("int b;") == text.find("int b;"));
}

TEST_CASE("law: an include goes down, from the root") {
  const Rooms rooms = house();
  CHECK(
      includes_obey_rooms(rooms, file("core/a.cpp", include("\"base/x.hpp\"") + include("\"core/y.hpp\"") + include("<vector>"))).empty());
  CHECK(includes_obey_rooms(rooms, file("daemon/a.cpp", include("\"core/x.hpp\""))).empty());
  CHECK(includes_obey_rooms(rooms, file("base/a.cpp", include("\"core/x.hpp\""))) == Breaches{"base/a.cpp:1: base may not see core"});
  CHECK(includes_obey_rooms(rooms, file("core/deep/a.cpp", "\n" + include("\"base/x.hpp\""))) ==
        Breaches{"core/deep/a.cpp:2: core/deep may not see base"});
  CHECK(includes_obey_rooms(rooms, file("core/a.cpp", include("\"y.hpp\""))).size() == 1);
  CHECK(includes_obey_rooms(rooms, file("other/a.cpp", "")).size() == 1);
  CHECK(includes_obey_rooms(rooms, file("base/a.cpp", "const char* s = R\"(\n#include \"core/x.hpp\"\n)\";\n// #include \"core/x.hpp\"\n"))
            .empty());
}

TEST_CASE("law: heavy headers have one home") {
  const Rooms rooms = house();
  CHECK(heavy_headers_stay_home(rooms, file("core/walled/a.cpp", include("<big.h>"))).empty());
  CHECK(heavy_headers_stay_home(rooms, file("core/walled/a.hpp", include("<big.h>"))).size() == 1);
  CHECK(heavy_headers_stay_home(rooms, file("core/a.cpp", include("<deep/er.hpp>") + include("<bigger.h>"))).size() == 1);
}

TEST_CASE("law: pure rooms include no clock, chance, thread or file") {
  const Rooms rooms = house();
  CHECK(pure_rooms_stay_pure(rooms, file("core/a.cpp", include("<thread>") + include("<sys/stat.h>") + include("<threads.h>"))).size() ==
        2);
  CHECK(pure_rooms_stay_pure(rooms, file("core/deep/a.cpp", include("<thread>"))).empty());
}

TEST_CASE("law: only listed files name a clock or sleep") {
  const Rooms rooms = house();
  const auto breaches = [&](std::string path, std::string text) {
    return clocks_and_sleeps_are_listed(rooms, file(std::move(path), std::move(text))).size();
  };
  CHECK(breaches("core/a.cpp", "auto t = std::chrono::system_clock::now();") >= 1);
  CHECK(breaches("core/a.cpp", "Clock::now()") == 1);
  CHECK(breaches("core/a.cpp", "auto t = time(nullptr);") == 1);
  CHECK(breaches("core/a.cpp", "std::this_thread::sleep_for(x);") == 1);
  CHECK(breaches("core/a.cpp", "clock_gettime(CLOCK_REALTIME, &t);") == 1);
  CHECK(breaches("core/a.cpp", "Instant Engine::now() const { return now_; }") == 0);   // what it was handed, not what it asked
  CHECK(breaches("core/a.cpp", "// system_clock\nclock.now(); know(); parse_time(0); \"::now()\"") == 0);
  CHECK(breaches("daemon/clock.cpp", "auto t = std::chrono::system_clock::now(); sleep_for(t);") == 0);
}

TEST_CASE("law: no coroutine is made of a lambda where it is awaited") {
  const auto breaches = [](std::string text) { return no_lambda_is_awaited(file("daemon/a.cpp", std::move(text))).size(); };
  CHECK(breaches("co_await f([captures] { return 1; });") == 1);
  CHECK(breaches("co_await async_initiate(token,\n  [&](auto x) { go(x); });") == 1);
  CHECK(breaches("co_await [this]() -> Task { co_return; }();") == 1);
  CHECK(breaches("co_await send(buffers[i]); f([x] { go(x); });") == 0);
  CHECK(breaches("co_await read(a, b[0](c));") == 0);
}

TEST_CASE("law: names say something") {
  const auto breaches = [](std::string path, std::string text) {
    return names_say_something(file(std::move(path), std::move(text))).size();
  };
  for (const char* path : {"core/utils.hpp", "core/string_util.cpp", "core/common.hpp", "core/common/a.cpp", "core/task_manager.cpp",
                           "core/handler.hpp", "core/helpers.cpp"}) {
    CAPTURE(path);
    CHECK(breaches(path, "") == 1);
  }
  CHECK(breaches("core/a.hpp", "class TaskManager;\nstruct EventHandler {};\nnamespace helpers {}\nenum class Common { a };") == 4);
  CHECK(breaches("core/futile.hpp", "class Commonwealth; struct Utility; int manager_id; struct Customer { Person manager; };") == 0);
}

TEST_CASE("law: files stay small, headers say why, nothing is left to do") {
  CHECK(files_stay_small(file("core/a.cpp", std::string(450, '\n'))).empty());
  CHECK(files_stay_small(file("core/a.cpp", std::string(451, '\n'))).size() == 1);
  CHECK(headers_begin_with_why(file("core/a.hpp", "#pragma once\n// Why.\n")).empty());
  CHECK(headers_begin_with_why(file("core/a.hpp", "#pragma once\n#include <vector>\n")).size() == 1);
  CHECK(headers_begin_with_why(file("core/a.hpp", "// Why.\n")).size() == 1);
  CHECK(headers_begin_with_why(file("core/a.cpp", "int a;\n")).empty());
  const std::string mark = std::string("TO") + "DO";
  CHECK(nothing_is_left_to_do(file("core/a.cpp", "// " + mark + ": later\n")).size() == 1);
  CHECK(nothing_is_left_to_do(file("core/a.cpp", "int " + mark + "S;\n")).empty());
}

TEST_CASE("law: a README is there and short") {
  CHECK(readme_is_short("core", "").size() == 1);
  CHECK(readme_is_short("core", "# core\n").empty());
  CHECK(readme_is_short("core", std::string(31, '\n')).size() == 1);
}

TEST_CASE("law: the top of the tree is as listed") {
  CHECK(top_is_as_listed(house(), {"base", "build", "core", "dev"}).empty());
  CHECK(top_is_as_listed(house(), {"base", "notes.txt"}) == Breaches{"notes.txt: does not belong at the top of the tree"});
}
