// The papers of the shipped playbooks, as `playmaker docs` writes them: whatever the plan holds that its owner answers for has its row,
// in the chapter it belongs to, with who and until when - looked for by walking the plan, in both languages and both marks.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "daemon/cli/command.hpp"
#include "dsl/tell/teller.hpp"
#include "runtime/base/typeset.hpp"
#include "tests/main/here.hpp"
#include "tests/whole/shipped.hpp"

using namespace playmaker;

namespace {

std::string slurp(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Without what marks need: backslashes in Markdown, tags and entities in HTML.
std::string bare_markdown(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    out += text[i];
  }
  return out;
}
std::string bare_html(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '<') {
      out += text[i];
      continue;
    }
    i = std::min(text.find('>', i), text.size() - 1);
  }
  for (const auto& [entity, sign] : {std::pair{"&quot;", "\""}, {"&lt;", "<"}, {"&gt;", ">"}, {"&#39;", "'"}, {"&amp;", "&"}}) {
    for (std::size_t at = out.find(entity); at != std::string::npos; at = out.find(entity, at + 1))
      out.replace(at, std::string_view(entity).size(), sign);
  }
  return out;
}

struct Paper {
  std::vector<std::pair<std::string, std::vector<std::string>>> chapters;   // heading, its rows and paragraphs
  std::string html;

  // Whether one row of that chapter says all of it; and the other marks say it too.
  bool has(const std::string& chapter, const std::vector<std::string>& parts) const {
    const auto all_in = [&](const std::string& text) {
      return std::ranges::all_of(parts, [&](const std::string& part) { return !part.empty() && text.find(part) != std::string::npos; });
    };
    const auto found = std::ranges::find(chapters, chapter, [](const auto& each) { return each.first; });
    return found != chapters.end() && std::ranges::any_of(found->second, all_in) && all_in(html);
  }
};
Paper paper_of(const std::filesystem::path& folder, const std::string& name) {
  Paper out;
  std::istringstream lines(bare_markdown(slurp(folder / (name + ".md"))));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("## ")) out.chapters.emplace_back(line.substr(3), std::vector<std::string>{});
    else if (!out.chapters.empty() && !line.empty()) out.chapters.back().second.push_back(line);
  }
  out.html = bare_html(slurp(folder / (name + ".html")));
  return out;
}

class Walk {
 public:
  Walk(const Paper& paper, const tell::Teller& teller) : paper_(paper), t_(teller), plan_(teller.plan()) {}

  void run() {
    audience();
    calendar();
    tasks();
    budget();
    breakpoints();
    tables();
  }

 private:
  void expect(std::string_view en, std::string_view zh, const std::vector<std::string>& parts) {
    INFO(t_.say(en, zh) << ": " << tell::joined(parts, " | "));
    CHECK(paper_.has(t_.say(en, zh), parts));
  }

  void audience() {
    const plan::Audience& rules = plan_.audience;
    for (const plan::Entry& each : rules.entries) expect("Audience", "受众", {t_.entry(each)});
    for (const plan::NodeIndex each : rules.only) expect("Audience", "受众", {t_.say("Only", "仅限"), t_.condition(each)});
    for (const plan::NodeIndex each : rules.except) expect("Audience", "受众", {t_.say("Except", "排除"), t_.condition(each)});
    expect("Audience", "受众", {t_.again(rules.again)});
    if (rules.hold_out > 0) expect("Audience", "受众", {t_.percent(rules.hold_out)});
    if (rules.at_most > 0) expect("Audience", "受众", {t_.customers(rules.at_most)});
  }
  // What a block sends stands beside the wave.
  std::vector<std::string> lines(plan::OpIndex block) const {
    std::vector<std::string> out;
    for (const tell::Line& line : t_.steps(block)) out.push_back(line.text);
    return out;
  }
  void calendar() {
    for (const plan::Wave& wave : plan_.waves) {
      std::vector<std::string> parts = lines(wave.block);
      CHECK_FALSE(parts.empty());
      parts.push_back(t_.name(wave.site));
      if (wave.timing.kind == plan::TimingKind::day) parts.push_back(std::to_string(wave.timing.number));
      if (wave.timing.at_minute >= 0) parts.push_back(t_.clock(wave.timing.at_minute));
      if (wave.when != plan::kNone) parts.push_back(t_.condition(wave.when));
      if (wave.unless != plan::kNone) parts.push_back(t_.condition(wave.unless));
      expect("Calendar of waves", "波次日历", parts);
    }
    for (const plan::Repeat& repeat : plan_.repeats)
      expect("Calendar of waves", "波次日历", {t_.name(repeat.site), t_.repeat_times(repeat)});
  }
  void tasks() {
    for (const plan::Task& task : plan_.tasks) {
      std::vector<std::string> parts = {t_.name(task.site), task.must ? t_.say("must", "必做") : t_.say("optional", "选做")};
      if (task.must) CHECK(task.role != plan::kNone);
      if (task.role != plan::kNone) parts.push_back(t_.role(t_.text(task.role)));
      if (task.due.written) parts.push_back(t_.due(task.due));
      for (const plan::TaskClosing& closing : task.closings) parts.push_back(t_.closing(closing));
      for (const plan::Escalation& each : task.escalate) parts.push_back(t_.role(each.role));
      expect("Tasks", "任务", parts);
    }
  }
  void budget() {
    const auto& policies = t_.catalog().policies;
    const auto policy = std::ranges::find(policies, t_.text(plan_.policy), &plan::Policy::name);
    REQUIRE(policy != policies.end());
    for (const plan::Cap& cap : policy->caps) expect("Contact budget", "触达预算", {std::to_string(cap.at_most), t_.cap(cap)});
    for (const plan::Gap& gap : policy->gaps) expect("Contact budget", "触达预算", {t_.length(gap.least)});
    for (const plan::QuietHours& quiet : policy->quiet) {
      if (quiet.holidays_of.empty()) expect("Contact budget", "触达预算", {t_.clock(quiet.from_minute), t_.clock(quiet.to_minute)});
      else expect("Contact budget", "触达预算", {quiet.holidays_of});
    }
    for (const plan::Send& send : plan_.sends) expect("Every message", "全部触达", {t_.send_line(send)});
    if (plan_.budget > 0) expect("Benefits and their cost", "权益与成本", {t_.money(plan_.budget)});
    for (const plan::Grant& grant : plan_.grants) expect("Benefits and their cost", "权益与成本", {t_.benefit(t_.text(grant.benefit))});
  }
  void breakpoints() {
    for (const plan::Breakpoint& each : plan_.breakpoints) {
      std::vector<std::string> parts = lines(each.block);
      for (std::string part : {t_.name(each.site), t_.trigger(each.from), t_.trigger(each.to), t_.stall_rule(each)})
        parts.push_back(std::move(part));
      if (const std::string why = t_.reasons(each); !why.empty()) parts.push_back(why);
      expect("Breakpoints", "断点", parts);
    }
  }
  void tables() {
    for (const plan::Decide& decide : plan_.decides) {
      std::vector<std::string> head;
      for (const plan::NodeIndex column : decide.by) head.push_back(t_.condition(column));
      expect("Decision tables", "决策表", head);
      for (const plan::DecideRow& row : decide.rows) {
        std::vector<std::string> parts;
        for (const plan::Cell& cell : row.cells) parts.push_back(t_.cell(cell));
        parts.push_back(t_.name(plan_.tracks[row.track].site));
        expect("Decision tables", "决策表", parts);
      }
    }
  }

  const Paper& paper_;
  const tell::Teller& t_;
  const plan::Plan& plan_;
};

}  // namespace

TEST_CASE("papers: what the owner of a shipped playbook signs for stands on its paper") {
  const dsl::Compiled made = whole::compile_all_shipped();
  REQUIRE(made.ok);
  const std::filesystem::path folder = std::filesystem::path(kBinaryDir) / "papers";
  for (const base::Language language : {base::Language::en, base::Language::zh}) {
    std::vector<std::string> words = {"playmaker", "--lang", language == base::Language::zh ? "zh" : "en", "docs", "--out", folder};
    for (const char* name : whole::kShipped) words.push_back(std::string(kSourceDir) + "/playbooks/" + name + ".play");
    std::vector<const char*> argv;
    for (const std::string& word : words) argv.push_back(word.c_str());
    std::ostringstream out, err;
    CHECK(cli::run(static_cast<int>(argv.size()), argv.data(), out, err) == 0);
    INFO(err.str());
    tell::Titles titles;                       // one playbook calls another as that one's owner does
    for (std::uint32_t i = 0; i < made.plans.size(); ++i) titles.emplace(made.plans[i]->name, made.origins[i]->label);
    for (std::uint32_t i = 0; i < made.plans.size(); ++i) {
      const plan::Plan& plan = *made.plans[i];
      INFO(plan.name << (language == base::Language::zh ? ", Chinese" : ", English"));
      const tell::Teller teller(plan, *made.origins[i], *made.catalog, language, &titles);
      const Paper paper = paper_of(folder, plan.name);
      Walk(paper, teller).run();
      const std::string proved = teller.say("What was proved", "已证明的规则"), verdict = teller.say("proven", "已证明");
      std::size_t laws = 0;
      for (const prove::Certificate& each : made.certificates) {
        if (each.playbook != i) continue;
        ++laws;
        INFO(each.law);
        CHECK(each.verdict == prove::Verdict::proven);
        CHECK(paper.has(proved, {teller.zh() ? base::typeset(each.says.zh) : each.says.en, verdict}));
      }
      CHECK(laws >= 18);
      for (const prove::Promise& each : made.promises) {
        if (each.playbook == i) CHECK(paper.has(proved, {std::to_string(each.cap.at_most), verdict}));
      }
    }
  }
  std::filesystem::remove_all(folder);
}
