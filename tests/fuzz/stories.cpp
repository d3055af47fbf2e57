#include "tests/fuzz/stories.hpp"

#include <fstream>
#include <iterator>
#include <string>

#include "dsl/compile.hpp"
#include "dsl/story/check.hpp"
#include "dsl/story/format.hpp"
#include "dsl/story/read.hpp"
#include "tests/fuzz/readers.hpp"
#include "tests/fuzz/targets.hpp"
#include "tests/main/here.hpp"

namespace playmaker::fuzz {
namespace {

std::optional<std::string> slurp(const std::string& path) {
  std::ifstream in(std::string(kSourceDir) + "/" + path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

// What a story can speak of: a playbook of each sort - dates and calls, benefits and arms, lists and leads, answers and reviews.
const dsl::Compiled& shipped() {
  static const dsl::Compiled kShipped = [] {
    std::vector<dsl::Input> texts;
    for (const char* name : {"first_meeting", "new_customer_100", "prospects", "allocation"}) {
      const std::string path = std::string("playbooks/") + name + ".play";
      texts.push_back({path, slurp(path).value_or(std::string())});
    }
    return dsl::compile(texts, slurp);
  }();
  expect(kShipped.ok, "the shipped playbooks compile");
  return kShipped;
}

}  // namespace

void read_story(std::string_view bytes) {
  static const std::optional<std::string> kBank = slurp("playbooks/shared/bank.story");
  expect(kBank.has_value(), "the bank of the shipped stories is there");
  source::Sources sources;
  source::Issues issues;
  const source::Source& source = sources.add("a.story", std::string(bytes));
  story::Gathered gathered = story::gather(
      source, [](const std::string& path) { return path.ends_with(".story") ? kBank : std::optional<std::string>(""); }, sources, issues);
  story::Vocabulary vocabulary{shipped().catalog.get(), shipped().plans, {{"开户", "account_opened"}, {"短信", "sms"}}};
  story::check(gathered.file, vocabulary, issues);
  expect_shown(issues, sources);
  for (const base::Language language : {base::Language::en, base::Language::zh}) {
    const print::Printed once = story::format(source, language);
    if (!once.ok) continue;
    const source::Source laid(0, "a.story", once.text);
    const print::Printed twice = story::format(laid, language);
    expect(twice.ok && twice.text == once.text, "a text that is laid out stays so");
  }
}

}  // namespace playmaker::fuzz
