// Every code has a page in both languages, and the texts on it fail and pass as it says.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

#include "daemon/cli/pages.hpp"
#include "dsl/compile.hpp"
#include "dsl/source/render.hpp"
#include "dsl/story/read.hpp"
#include "tests/daemon/cli/cli_run.hpp"

using namespace playmaker;
using cli::Frame;

namespace {

// Stories are only read here: the playbooks they name are nobody's.
dsl::Compiled read_story(std::string_view text) {
  dsl::Compiled made;
  const source::Source& source = made.sources.add("page.story", std::string(text));
  story::gather(source, [](const std::string&) { return std::optional<std::string>(""); }, made.sources, made.issues);
  return made;
}

dsl::Compiled compile(Frame frame, std::string_view text) {
  if (frame == Frame::story) return read_story(text);
  const std::string head = "use \"shared/bank.play\"\n", shown(text);
  std::string whole = shown;
  if (frame == Frame::file) whole = head + shown;
  if (frame == Frame::body) {
    whole = head +
            "playbook p {\n  calendar cn  follow quiet_bank  ends after 90 days\n  audience { enter on account_opened  again never }\n" +
            shown + "\n}\n";
  }
  const dsl::Loader loader = [](const std::string& path) -> std::optional<std::string> {
    const std::string file = tests::source("tests/dsl/compile/cases/" + path);
    return std::filesystem::exists(file) ? std::optional(tests::read(file)) : std::nullopt;
  };
  return dsl::compile({{frame == Frame::yaml ? "page.yaml" : "page.play", whole}}, loader);
}

bool says(const dsl::Compiled& made, source::Code code) {
  return std::ranges::any_of(made.issues.list(), [&](const source::Issue& issue) { return issue.code == code; });
}

// Pages without a text that is compiled here, and why.
const std::map<std::string_view, std::string_view>& not_compiled() {
  static const std::map<std::string_view, std::string_view> kNot = {
      {"bad_utf8", "a page is UTF-8 itself"},
      {"file_too_big", "it takes more than 4 MB"},
      {"nested_too_deep", "it takes two hundred brackets, which nobody reads"},
      {"expression_too_deep", "it takes hundreds of operators, which nobody reads"},
      {"too_large", "it takes definitions that double twenty times"},
      {"decide_unproven", "it takes a table of hundreds of thousands of cases"},
      {"use_circle", "it takes two files"},
      {"data_invalid", "it takes a data file beside the text"},
      {"hand_off_unresolved", "said where playbooks are applied; the text of hand_off_unresolved_yet shows the same"},
      {"calendar_ends", "it hangs on the day of the check"},
      {"guarantee_broken", "said once the engine has replayed the run, which the compiler alone does not"},
      {"guarantee_waived", "it takes somebody who waives it"},
      {"plan_unsound", "a fault of the compiler itself: no text is known"},
  };
  return kNot;
}

}  // namespace

TEST_CASE("explain: every code has a page, and its texts fail and pass as it says") {
  std::size_t shown = 0;
  for (std::size_t i = 0; i < source::kCodeCount; ++i) {
    const auto code = static_cast<source::Code>(i);
    INFO(source::code_text(code) << ' ' << source::code_name(code));
    const cli::Page* page = cli::page_of(code);
    CHECK(page != nullptr);
    if (page == nullptr) continue;
    CHECK(page->en.size() > 20);
    CHECK(page->zh.size() > 20);
    const auto without = not_compiled().find(page->name);
    CHECK((without != not_compiled().end()) == (page->frame == Frame::untold || page->wrong.empty()));
    if (without != not_compiled().end()) continue;
    CHECK((source::severity_of(code) == source::Severity::warning || !page->right.empty()));
    ++shown;
    const dsl::Compiled wrong = compile(page->frame, page->wrong), right = compile(page->frame, page->right);
    {
      INFO(source::render(wrong.issues, wrong.sources, base::Language::en));
      CHECK(says(wrong, code));
    }
    if (page->right.empty()) continue;
    INFO(source::render(right.issues, right.sources, base::Language::en));
    CHECK_FALSE(says(right, code));
    CHECK(right.issues.errors() == 0);
  }
  CHECK(shown + not_compiled().size() == source::kCodeCount);
}

TEST_CASE("explain: a code in any case, a name, both languages, JSON, and the list of all") {
  const tests::Ran page = tests::cli({"explain", "e0103", "--lang", "en"});
  CHECK(page.exit == 0);
  CHECK(page.out.starts_with("E0103 equals_compares_not (error)\n"));
  CHECK(page.out.find("this fails\n    exit a when customer.products = 3\n") != std::string::npos);
  CHECK(page.out.find("{0}") == std::string::npos);
  CHECK(tests::cli({"explain", "equals_compares_not", "--lang", "en"}).out == page.out);
  CHECK(tests::cli({"explain", "E0103", "--lang", "zh"}).out.find("应当这样写") != std::string::npos);
  const tests::Ran json = tests::cli({"explain", "E0103", "--json"});
  CHECK(daemon::parse_json(json.out.substr(0, json.out.size() - 1)).has_value());
  CHECK(json.out.find("\"wrong\":") != std::string::npos);
  const tests::Ran all = tests::cli({"explain", "--lang", "en"});
  CHECK(static_cast<std::size_t>(std::count(all.out.begin(), all.out.end(), '\n')) == source::kCodeCount);
  const tests::Ran none = tests::cli({"explain", "E9999", "--json"});
  CHECK(none.exit == 1);
  CHECK(none.err.find("\"code\":\"code_unknown\"") != std::string::npos);
}
