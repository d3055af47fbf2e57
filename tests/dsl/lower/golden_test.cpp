// What plans texts become, as text. PLAYMAKER_BLESS=1 writes them anew; look at the difference.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>

#include "tests/dsl/compile/compiling.hpp"
#include "tests/main/here.hpp"

using namespace playmaker;

TEST_CASE("lower: every container and step of the language, as a plan") {
  const std::string folder = std::string(kSourceDir) + "/tests/dsl/lower/golden/";
  for (const std::string name : {"journey", "work"}) {
    const dsl::Compiled made = compiling::compile_text(compiling::slurp(folder + name + ".play"));
    INFO(name << '\n' << compiling::issues_of(made));
    REQUIRE(made.ok);
    REQUIRE(made.plans.size() == 1);
    const std::string text = plan::dump(*made.plans[0], *made.origins[0]);
    if (std::getenv("PLAYMAKER_BLESS") != nullptr) std::ofstream(folder + name + ".plan", std::ios::binary) << text;
    CHECK(compiling::slurp(folder + name + ".plan") == text);
  }
}
