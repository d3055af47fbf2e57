// The shipped playbooks' stories, as `playmaker test playbooks` plays them; and that each playbook has stories of its main path and of
// every breakpoint.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "daemon/cli/command.hpp"
#include "dsl/story/read.hpp"
#include "tests/main/here.hpp"
#include "tests/whole/shipped.hpp"

using namespace playmaker;

namespace {

struct Ran {
  int exit = 0;
  std::string out, err;
};
Ran run(std::vector<const char*> words) {
  words.insert(words.begin(), "playmaker");
  std::ostringstream out, err;
  Ran ran;
  ran.exit = cli::run(static_cast<int>(words.size()), words.data(), out, err);
  ran.out = out.str();
  ran.err = err.str();
  return ran;
}
const std::string kFolder = std::string(kSourceDir) + "/playbooks";

}  // namespace

TEST_CASE("stories: the shipped playbooks do as their stories expect") {
  for (const char* language : {"en", "zh"}) {
    const Ran ran = run({"--lang", language, "test", kFolder.c_str()});
    INFO(ran.out << ran.err);
    CHECK(ran.exit == 0);
    CHECK(ran.err.empty());
  }
}

TEST_CASE("stories: every shipped playbook has a main path, and a stall of each of its breakpoints") {
  const dsl::Compiled made = whole::compile_all_shipped();
  REQUIRE(made.ok);
  for (const auto& plan : made.plans) {
    INFO(plan->name);
    source::Sources sources;
    source::Issues issues;
    const std::string path = kFolder + "/" + plan->name + ".story";
    REQUIRE(std::filesystem::exists(path));
    std::stringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    const story::StoryFile file = story::read(sources.add(path, text.str()), issues);
    CHECK(issues.empty());
    CHECK(std::ranges::any_of(file.stories, [](const story::Story& each) { return each.name.text == "main"; }));
    for (const plan::Breakpoint& breakpoint : plan->breakpoints) {
      const std::string& name = plan->sites[breakpoint.site].path;
      INFO(name);
      CHECK(std::ranges::any_of(file.stories, [&](const story::Story& each) {
        return std::ranges::any_of(each.expectations, [&](const story::Expectation& e) {
          return e.subject == story::Subject::stall && e.name.text == name && e.state == story::Word::none && e.most > 0;
        });
      }));
    }
  }
}
