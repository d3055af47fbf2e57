// Whatever number a person writes, the compiler answers it at its place: no figure of a sound text, made nothing, large or endless, ends
// in a plan that the runtime would refuse.
#include <catch2/catch.hpp>

#include "dsl/read/lexer/lexer.hpp"
#include "tests/dsl/compile/compiling.hpp"
#include "tests/main/here.hpp"

using namespace playmaker;

namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += word + " ";
  return out;
}

// The text's tokens, with every figure cut from the letters that touch it (`50万元`, `15th`, `7.5%`).
std::vector<std::string> tokens_of(const std::string& text) {
  source::Sources sources;
  source::Issues issues;
  std::vector<std::string> out;
  for (const read::Token& token : read::lex(sources.add("text.play", text), issues).list)
    out.push_back(text.substr(token.span.begin, token.span.end - token.span.begin));
  return out;
}

std::size_t digits(const std::string& word) {
  std::size_t size = 0;
  while (size < word.size() && word[size] >= '0' && word[size] <= '9') ++size;
  return size;
}

}  // namespace

TEST_CASE("compile: no number is a fault of the compiler") {
  const std::string journey = compiling::slurp(std::string(kSourceDir) + "/tests/dsl/lower/golden/journey.play");
  const std::string bank = compiling::slurp(compiling::folder() + "/shared/bank.play");
  std::size_t tried = 0;
  for (const bool shared : {false, true}) {
    const std::vector<std::string> words = tokens_of(shared ? bank : journey);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::size_t size = digits(words[i]);
      if (size == 0 || words[i].find('-') != std::string::npos || words[i].find(':') != std::string::npos) continue;
      for (const char* number : {"0", "32", "45", "400", "40000", "99999999", "9000000000000000000"}) {
        std::vector<std::string> changed = words;
        changed[i] = number + words[i].substr(size);
        const std::string text = joined(changed);
        INFO((shared ? "bank: " : "journey: ") << (i > 2 ? words[i - 2] + " " + words[i - 1] : "") << " " << changed[i]);
        const dsl::Compiled made =
            shared ? dsl::compile({{"journey.play", journey}},
                                  [&](const std::string& path) { return path == "shared/bank.play" ? std::optional(text) : std::nullopt; })
                   : compiling::compile_text(text);
        for (const source::Issue& issue : made.issues.list()) CHECK(issue.code != source::Code::plan_unsound);
        ++tried;
      }
    }
  }
  CHECK(tried > 300);
}

TEST_CASE("compile: no unit of time is a fault of the compiler") {
  const std::vector<std::string> units = {"minutes", "hours", "days", "working days", "weeks", "months", "quarters", "years"};
  const std::vector<std::string> words = tokens_of(compiling::slurp(std::string(kSourceDir) + "/tests/dsl/lower/golden/journey.play"));
  std::size_t tried = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] != "days" && words[i] != "day" && words[i] != "hours" && words[i] != "week" && words[i] != "month") continue;
    for (const std::string& unit : units) {
      std::vector<std::string> changed = words;
      changed[i] = unit;
      INFO((i > 2 ? words[i - 2] + " " + words[i - 1] : "") << " " << unit);
      const dsl::Compiled made = compiling::compile_text(joined(changed));
      for (const source::Issue& issue : made.issues.list()) CHECK(issue.code != source::Code::plan_unsound);
      ++tried;
    }
  }
  CHECK(tried > 200);
}
