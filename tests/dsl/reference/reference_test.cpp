// Every example of the language reference is compiled, in the frame its first line names; both languages show the same examples.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "dsl/read/words.hpp"
#include "dsl/source/render.hpp"
#include "dsl/story/check.hpp"
#include "dsl/story/read.hpp"
#include "tests/dsl/compile/compiling.hpp"
#include "tests/main/here.hpp"

namespace playmaker {
namespace {

struct Example {
  std::string spelling, frame;   // play, yaml, story; file, playbook, stage …
  std::string text;
  std::string at;                // chapter and line, for the message
};

std::string reference() { return std::string(kSourceDir) + "/dsl/reference/"; }

std::vector<std::string> chapters() {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator(reference() + "en")) found.push_back(entry.path().filename().string());
  std::sort(found.begin(), found.end());
  return found;
}

// The fenced texts whose first line names a spelling and a frame: ```play stage
std::vector<Example> examples(const std::string& path) {
  std::vector<Example> found;
  const std::string text = compiling::slurp(reference() + path);
  bool inside = false;
  std::size_t line = 0;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    const std::string row = text.substr(from, end - from);
    from = end + 1;
    ++line;
    if (inside && row == "```") {
      inside = false;
    } else if (inside) {
      found.back().text += row + "\n";
    } else if (row.starts_with("```play ") || row.starts_with("```yaml ") || row.starts_with("```story ")) {
      inside = true;
      const std::size_t space = row.find(' ');
      found.push_back({row.substr(3, space - 3), row.substr(space + 1), {}, path + ":" + std::to_string(line)});
    }
  }
  return found;
}

bool says(const std::string& text, const std::string& clause) {
  return text.starts_with(clause) || text.find("\n" + clause) != std::string::npos;
}

const std::string kUses =
    "use \"shared/catalog.play\"\nuse \"shared/contact.play\"\nuse \"shared/templates.play\"\nuse \"shared/benefits.play\"\n";

std::string in_playbook(const std::string& body) {
  std::string head = kUses + "playbook example { calendar cn_bank  follow retail_standard\n";
  if (!says(body, "goal ")) head += "ends after 100 days\n";
  if (!says(body, "audience ")) head += "audience { enter on account_opened  again never }\n";
  return head + body + "}\n";
}

// The same in YAML: what of a playbook's keys the example does not write.
std::string in_yaml_playbook(const std::string& body) {
  std::string head =
      "use: [shared/catalog.play, shared/contact.play, shared/templates.play, shared/benefits.play]\n"
      "playbook: example\ncalendar: cn_bank\nfollow: retail_standard\n";
  if (!says(body, "goal:")) head += "ends: after 100 days\n";
  if (!says(body, "audience:")) head += "audience: { enter: { event: account_opened }, again: never }\n";
  return head + body;
}

std::string framed(const Example& example) {
  const std::string& body = example.text;
  if (example.frame == "file" || example.frame == "shared") return body;
  if (example.frame == "playbook") return example.spelling == "yaml" ? in_yaml_playbook(body) : in_playbook(body);
  if (example.frame == "stage") return in_playbook("stage s \"阶段\" {\n" + body + "}\n");
  if (example.frame == "task") return in_playbook("stage s \"阶段\" {\nmust task t \"任务\" by phone {\n" + body + "}\n}\n");
  if (example.frame != "expression") return {};
  std::string all;
  int number = 0;
  for (std::size_t from = 0; from < body.size();) {
    const std::size_t end = std::min(body.find('\n', from), body.size());
    const std::string name = "x" + std::to_string(++number);
    all += "define " + name + " = " + body.substr(from, end - from) + "\nwave w" + name + " on day 2 when " + name + " { tag \"x\" }\n";
    from = end + 1;
  }
  return in_playbook(all);
}

std::optional<std::string> from(const std::string& path) {
  std::string text = compiling::slurp(std::string(kSourceDir) + "/" + path);
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

dsl::Compiled compile(const Example& example) {
  const std::string name = example.spelling == "yaml" ? "playbooks/example.yaml" : "playbooks/example.play";
  return dsl::compile({{name, framed(example)}}, from, {});
}

// A story is about playbooks: its names are checked against theirs. Frame `story`: what stands in the braces of one.
std::string issues_of_story(const Example& example) {
  source::Sources sources;
  source::Issues issues;
  std::string text = example.text;
  if (example.frame == "story") {
    const char* const head =
        "use \"first_meeting.play\"\nuse \"uplift.play\"\nuse \"prospects.play\"\nuse \"new_customer_100.play\"\n"
        "use \"allocation.play\"\nuse \"churn_recovery.play\"\nuse \"shared/bank.story\"\nstory s {\n";
    const bool starts = says(text, "  starts") || says(text, "  始于");
    text = head + std::string(starts ? "" : "starts 2026-03-02\n") +
           (text.find("given customer") != std::string::npos ? "" : "given customer regular\n") + text +
           (text.find("expect") != std::string::npos || text.find("预期") != std::string::npos ? "" : "expect nothing\n") + "}\n";
  }
  story::Gathered gathered = story::gather(sources.add("playbooks/example.story", text), from, sources, issues);
  std::vector<dsl::Input> texts;
  for (const std::string& path : gathered.playbooks) texts.push_back({path, from(path).value_or("")});
  const dsl::Compiled made = dsl::compile(texts, from, {});
  if (!made.ok) return compiling::issues_of(made);
  story::check(gathered.file, {made.catalog.get(), made.plans, {}}, issues);
  return source::render(issues, sources, base::Language::en);
}

}  // namespace

TEST_CASE("reference: every example compiles in its frame") {
  for (const std::string& chapter : chapters()) {
    for (const Example& example : examples("en/" + chapter)) {
      if (example.spelling == "story") {
        INFO(example.at << "\n" << example.text);
        CHECK(issues_of_story(example) == "");
        continue;
      }
      INFO(example.at << "\n" << framed(example));
      REQUIRE(!framed(example).empty());
      const dsl::Compiled made = compile(example);
      INFO(compiling::issues_of(made));
      CHECK(made.ok);
    }
  }
}

TEST_CASE("reference: both languages have the same chapters, with the same examples in the same order") {
  for (const std::string& chapter : chapters()) {
    INFO(chapter);
    const auto en = examples("en/" + chapter), zh = examples("zh/" + chapter);
    CHECK(!en.empty());
    REQUIRE(en.size() == zh.size());
    for (std::size_t i = 0; i < en.size(); ++i) {
      CHECK(en[i].text == zh[i].text);
      CHECK(en[i].frame == zh[i].frame);
    }
  }
}

}  // namespace playmaker
