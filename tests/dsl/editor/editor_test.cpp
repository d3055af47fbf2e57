// The editor's colours are made from the keyword tables, its schema of YAML from the reader's places. PLAYMAKER_BLESS=1 makes them anew.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "dsl/read/chinese.hpp"
#include "dsl/read/words.hpp"
#include "dsl/source/render.hpp"
#include "dsl/story/words.hpp"
#include "tests/dsl/editor/schema_making.hpp"
#include "tests/main/here.hpp"

using namespace playmaker;

namespace {

const std::string kFile = std::string(kSourceDir) + "/dsl/editor/syntaxes/playmaker.tmLanguage.json";

// Longest first, so that no word hides another that begins as it does.
std::string either(std::set<std::string> words) {
  std::vector<std::string> sorted(words.begin(), words.end());
  std::ranges::stable_sort(sorted, std::greater{}, &std::string::size);
  std::string out;
  for (const std::string& word : sorted) {
    if (!word.empty()) out += (out.empty() ? "" : "|") + word;
  }
  return out;
}

std::string quoted(const std::string& text) {
  std::string out;
  source::append_json_string(out, text);
  return out;
}

// A rule of the grammar: what it matches, and what that is called.
std::string rule(const std::string& scope, const std::string& match) {
  return "    { \"name\": " + quoted(scope + ".playmaker") + ", \"match\": " + quoted(match) + " }";
}

std::string grammar() {
  std::set<std::string> reserved, words;
  for (std::size_t i = 1; i < read::kWordCount; ++i) {
    const auto word = static_cast<read::Word>(i);
    for (const std::string_view spelling : {read::canonical(word), read::other_spelling(word)})
      (read::is_reserved(word) ? reserved : words).emplace(spelling);
  }
  for (const auto wanted :
       {read::WordClass::block, read::WordClass::clause, read::WordClass::logic, read::WordClass::constant, read::WordClass::unit}) {
    for (const std::string_view word : read::keywords(base::Language::zh, wanted))
      (wanted == read::WordClass::logic ? reserved : words).emplace(word);
  }
  for (std::size_t i = 1; i < static_cast<std::size_t>(story::Word::count); ++i) {
    const source::Words both = story::spelling(static_cast<story::Word>(i));
    words.insert(both.en);
    words.insert(both.zh);
  }
  // A word stands by itself: Han characters and letters are parts of words alike.
  const auto whole = [](const std::string& inner) { return "(?<![\\p{L}\\p{N}_.])(?:" + inner + ")(?![\\p{L}\\p{N}_])"; };
  return "{\n  \"$schema\": \"https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json\",\n"
         "  \"name\": \"Playmaker\",\n  \"scopeName\": \"source.playmaker\",\n  \"patterns\": [\n" +
         rule("comment.line", "(#|//).*$") + ",\n" + rule("string.quoted.double", "\"(?:[^\"\\\\\\n]|\\\\.)*\"") + ",\n" +
         rule("string.quoted.single", "'(?:[^'\\\\\\n]|\\\\.)*'") + ",\n" + rule("string.quoted.other", "“[^”\\n]*”") + ",\n" +
         rule("entity.name", "`[^`\\n]*`") + ",\n" + rule("constant.other.date", "\\b\\d{4}-\\d{2}-\\d{2}\\b") + ",\n" +
         rule("constant.other.time", "\\b\\d{2}[:：]\\d{2}\\b") + ",\n" +
         rule("constant.numeric", "\\b\\d[\\d_]*(?:\\.\\d+)?(?:[万亿]+元?|元|%|％| ?[A-Z]{3}\\b|st\\b|nd\\b|rd\\b|th\\b)?") + ",\n" +
         rule("constant.language", whole("true|false|null|unknown")) + ",\n" + rule("keyword.operator.word", whole(either(reserved))) +
         ",\n" + rule("keyword.other", whole(either(words))) + ",\n" + rule("keyword.operator", "->|==|!=|<=|>=|&&|\\|\\||[=<>+*/?-]") +
         "\n  ]\n}\n";
}

std::string slurp(const std::string& path) {
  std::stringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

}  // namespace

TEST_CASE("editor: the colours know every keyword of both tables") {
  if (std::getenv("PLAYMAKER_BLESS") != nullptr) std::ofstream(kFile, std::ios::binary) << grammar();
  CHECK(slurp(kFile) == grammar());
}

TEST_CASE("editor: the schema of YAML allows at each place the keys that the reader takes there, and no other") {
  const std::string file = std::string(kSourceDir) + "/dsl/editor/playbook.schema.json", made = editor_tests::schema_of_places();
  if (std::getenv("PLAYMAKER_BLESS") != nullptr) std::ofstream(file, std::ios::binary) << made;
  INFO(file << ": PLAYMAKER_BLESS=1 makes it anew");
  CHECK(slurp(file) == made);
}

TEST_CASE("editor: the extension names files that are there") {
  const std::string package = slurp(std::string(kSourceDir) + "/dsl/editor/package.json");
  for (const char* file : {"extension.js", "language-configuration.json", "syntaxes/playmaker.tmLanguage.json"}) {
    INFO(file);
    CHECK(package.find(std::string("./") + file) != std::string::npos);
    CHECK_FALSE(slurp(std::string(kSourceDir) + "/dsl/editor/" + file).empty());
  }
}
