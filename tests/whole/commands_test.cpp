// What a designer does with a playbook, done with every shipped one: checked, drawn, written as a paper, laid out, spelt otherwise.
#include <catch2/catch.hpp>

#include <filesystem>
#include <sstream>

#include "daemon/cli/command.hpp"
#include "dsl/print/print.hpp"
#include "tests/main/here.hpp"
#include "tests/whole/shipped.hpp"

using namespace playmaker;

namespace {

struct Ran {
  int exit = 0;
  std::string out, err;
};
Ran run(const std::vector<std::string>& words) {
  std::vector<const char*> all = {"playmaker"};
  for (const std::string& word : words) all.push_back(word.c_str());
  std::ostringstream out, err;
  Ran ran;
  ran.exit = cli::run(static_cast<int>(all.size()), all.data(), out, err);
  ran.out = out.str();
  ran.err = err.str();
  return ran;
}

const std::string kFolder = std::string(kSourceDir) + "/playbooks/";

std::vector<std::string> texts(const std::string& folder, std::initializer_list<const char*> endings) {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    for (const char* ending : endings) {
      if (entry.path().extension() == ending) out.push_back(entry.path().string());
    }
  }
  return out;
}

}  // namespace

TEST_CASE("shipped: each is checked, drawn and written as a paper in both languages") {
  for (const char* name : whole::kShipped) {
    const std::string path = kFolder + name + ".play";
    for (const char* language : {"en", "zh"}) {
      INFO(name << " " << language);
      const Ran checked = run({"--lang", language, "check", path});
      INFO(checked.out << checked.err);
      CHECK(checked.exit == 0);
      for (const auto& [to, begins] : {std::pair("svg", "<svg"), std::pair("dot", "digraph"), std::pair("mermaid", "---")}) {
        const Ran drawn = run({"--lang", language, "graph", path, "--to", to});
        CHECK(drawn.exit == 0);
        CHECK(drawn.out.starts_with(begins));
      }
      for (const auto& [to, begins] : {std::pair("html", "<!DOCTYPE html>"), std::pair("md", "# ")}) {
        const Ran written = run({"--lang", language, "docs", path, "--to", to});
        CHECK(written.exit == 0);
        CHECK(written.out.starts_with(begins));
      }
    }
  }
}

TEST_CASE("shipped: all of them at once, with their twins, are as many playbooks as there are names") {
  std::vector<std::string> words = {"check"};
  for (const std::string& path : texts(kFolder, {".play", ".yaml"})) words.push_back(path);
  const Ran checked = run(words);
  INFO(checked.out << checked.err);
  CHECK(checked.exit == 0);
}

TEST_CASE("shipped: every text stands in the one true layout") {
  std::vector<std::string> words = {"fmt", "--check"};
  for (const std::string& path : texts(kFolder, {".play", ".yaml"})) words.push_back(path);
  for (const char* folder : {"playbooks/shared", "examples/berka", "examples/bpic2012"}) {
    for (const std::string& path : texts(std::string(kSourceDir) + "/" + folder, {".play"})) words.push_back(path);
  }
  const Ran laid = run(words);
  INFO(laid.out << laid.err);
  CHECK(laid.exit == 0);
}

TEST_CASE("shipped: from one spelling to the other and back, in either language, the text hash stays") {
  for (const char* name : whole::kShipped) {
    INFO(name);
    const std::string text = whole::shipped_text(name);
    const auto hash = [](const std::string& file, const std::string& of) {
      const dsl::Compiled made = whole::compile_beside(file, of, dsl::Until::bind);
      return made.ok ? made.files[0].text_hash : std::string();
    };
    const std::string own = hash("own.play", text);
    CHECK(own != "");
    const print::Printed yaml = print::to_yaml(source::Source(0, "own.play", text));
    REQUIRE(yaml.ok);
    CHECK(hash("own.yaml", yaml.text) == own);
    const print::Printed chinese = print::to_play(source::Source(0, "own.yaml", yaml.text), base::Language::zh);
    REQUIRE(chinese.ok);
    CHECK(hash("own.play", chinese.text) == own);
    const print::Printed back = print::format(source::Source(0, "own.play", chinese.text), base::Language::en);
    REQUIRE(back.ok);
    CHECK(hash("own.play", back.text) == own);
  }
}
