// Each law beside its texts: five at least that keep it, five at least that break it, and what is said of each.
// PLAYMAKER_BLESS=1 writes what is said anew; look at the difference.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>

#include "tests/dsl/compile/compiling.hpp"
#include "tests/dsl/prove/law_texts.hpp"
#include "tests/main/here.hpp"

using namespace playmaker;
using law_texts::Law;

namespace {

bool told(const Law& law, const dsl::Compiled& made) {
  return std::ranges::any_of(made.issues.list(), [&](const source::Issue& issue) {
    return std::ranges::find(law.codes, source::code_name(issue.code)) != law.codes.end();
  });
}
bool all_proven(const Law& law, const dsl::Compiled& made) {
  return std::ranges::all_of(
      made.certificates, [&](const prove::Certificate& each) { return each.law != law.name || each.verdict == prove::Verdict::proven; });
}
bool has_certificate(const Law& law, const dsl::Compiled& made) {
  return std::ranges::any_of(made.certificates, [&](const prove::Certificate& each) { return each.law == law.name; });
}

// Promises are certificates of their own; fallbacks are warned of and need no proof.
bool without_certificate(const Law& law) { return std::string_view(law.name) == "contacts" || std::string_view(law.name) == "fallback"; }

// What its certificates and promises stand on.
std::string stands_on(const Law& law, const dsl::Compiled& made) {
  std::string out;
  for (const prove::Certificate& each : made.certificates) {
    if (each.law != law.name) continue;
    for (const source::Words& words : each.assumes) out += "  on: " + words.en + "\n";
  }
  for (const prove::Promise& each : made.promises) {
    if (each.verdict == prove::Verdict::proven) out += "  at most " + std::to_string(each.most) + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("laws: the texts that keep each one pass, those that break it are told so") {
  std::map<std::string, std::string> said;
  for (const Law& law : law_texts::all()) {
    std::string& golden = said[law.name];
    for (const std::string& text : law.kept) {
      const dsl::Compiled made = law_texts::compile(law, text);
      INFO(law.name << ": " << text << "\n" << compiling::issues_of(made));
      CHECK(made.ok);
      CHECK_FALSE(told(law, made));
      CHECK(all_proven(law, made));
      CHECK((has_certificate(law, made) || without_certificate(law)));
      golden += "== kept: " + text + "\n" + stands_on(law, made);
    }
    for (const std::string& text : law.broken) {
      const dsl::Compiled made = law_texts::compile(law, text);
      INFO(law.name << ": " << text << "\n" << compiling::issues_of(made));
      CHECK(told(law, made));
      CHECK((!has_certificate(law, made) || !all_proven(law, made)));
      golden += "== broken: " + text + "\n" + compiling::issues_of(made);
    }
  }
  for (const auto& [law, golden] : said) {
    const std::string path = std::string(kSourceDir) + "/tests/dsl/prove/golden/" + law + ".golden";
    if (std::getenv("PLAYMAKER_BLESS") != nullptr) std::ofstream(path, std::ios::binary) << golden;
    INFO(path);
    CHECK(compiling::slurp(path) == golden);
  }
}

TEST_CASE("laws: each has five texts at least that keep it, and five that break it") {
  std::map<std::string, std::pair<std::size_t, std::size_t>> counts;
  for (const Law& law : law_texts::all()) {
    counts[law.name].first += law.kept.size();
    counts[law.name].second += law.broken.size();
  }
  const dsl::Compiled made = compiling::compile_body("tag \"x\"");
  REQUIRE(made.certificates.size() >= 19);
  for (const prove::Certificate& each : made.certificates) counts[std::string(each.law)];   // none of them may be without
  counts["contacts"];
  for (const auto& [law, count] : counts) {
    INFO(law << ": " << count.first << " keep it, " << count.second << " break it");
    CHECK(count.first >= 5);
    CHECK(count.second >= 5);
  }
}
