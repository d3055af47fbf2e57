// The table of YAML keys in the language reference is made from the reader's own places, and is never older than they.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>

#include "dsl/read/yaml/keys.hpp"
#include "dsl/read/yaml/places.hpp"
#include "dsl/source/render.hpp"
#include "tests/dsl/compile/compiling.hpp"
#include "tests/main/here.hpp"

namespace playmaker {
namespace {

// A place a line: its keys, each with its Chinese word, those it cannot do without in bold.
std::string table(base::Language language) {
  std::string out = language == base::Language::zh ? "| 位置 | 键 |\n|---|---|\n" : "| place | keys |\n|---|---|\n";
  for (const read::YamlPlace* place : read::yaml_places()) {
    out += "| " + place->what.in(language) + " | ";
    for (const std::string_view key : place->keys) {
      const bool needed = std::find(place->needed.begin(), place->needed.end(), key) != place->needed.end();
      const std::string said = "`" + std::string(key) + "`";
      const std::string_view chinese = read::chinese_key(key);
      out += (key == place->keys.front() ? "" : " · ") + (needed ? "**" + said + "**" : said) +
             (chinese.empty() ? "" : " " + std::string(chinese));
    }
    out += " |\n";
  }
  return out;
}

std::string from(const std::string& text, const std::string& heading) {
  const std::size_t at = text.find(heading);
  return at == std::string::npos ? std::string() : text.substr(at);
}

}  // namespace

TEST_CASE("reference: the table of YAML keys is the reader's own") {
  for (const base::Language language : {base::Language::en, base::Language::zh}) {
    const bool zh = language == base::Language::zh;
    const std::string path = std::string(kSourceDir) + "/dsl/reference/" + (zh ? "zh" : "en") + "/11_spellings.md";
    const std::string heading = zh ? "| 位置 | 键 |" : "| place | keys |";
    const std::string text = compiling::slurp(path);
    if (std::getenv("PLAYMAKER_BLESS") != nullptr)
      std::ofstream(path, std::ios::binary) << text.substr(0, text.find(heading)) << table(language);
    INFO(path << ": PLAYMAKER_BLESS=1 makes the table anew");
    CHECK(from(compiling::slurp(path), heading) == table(language));
  }
}

TEST_CASE("YAML: each place takes its keys and no other, and every key has a Chinese word") {
  for (const read::YamlPlace* place : read::yaml_places()) {
    INFO(place->what.en);
    CHECK(!place->keys.empty());
    for (const std::string_view key : place->keys) {
      INFO(key);
      CHECK(std::count(place->keys.begin(), place->keys.end(), key) == 1);
      CHECK(!read::chinese_key(key).empty());
    }
    for (const std::string_view key : place->needed) CHECK(std::count(place->keys.begin(), place->keys.end(), key) == 1);
  }
}

}  // namespace playmaker
