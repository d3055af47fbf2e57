// YAML in Chinese: its keys are a function both ways, it says the same as its English twin, and slips are told in its own words.
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "dsl/compile.hpp"
#include "dsl/print/print.hpp"
#include "dsl/read/yaml/keys.hpp"
#include "tests/dsl/compile/compiling.hpp"
#include "tests/dsl/yaml/slip.hpp"
#include "tests/main/here.hpp"

using namespace playmaker;
using yaml_tests::compile_yaml;
using yaml_tests::only;

namespace {

const std::string kHead =
    "语言: 中文\n引用: shared/bank.play\n剧本: p\n日历: cn\n遵循: quiet_bank\n终止: 满 90 天\n"
    "受众: { 进入: { 事件: account_opened }, 再入: 不再 }\n";

}  // namespace

TEST_CASE("YAML in Chinese: a whole playbook, with params, goals and handlers named in Chinese") {
  const dsl::Compiled made =
      compile_yaml(kHead +
                   "参数: { 目标: 50万元 }\n"
                   "目标:\n  达标: { 是: '客户.aum >= 目标', 限: 30 天 }\n"
                   "处理:\n  错过: [{ 标记: 未达标 }]\n"
                   "阶段:\n  - 阶段: s\n    天数: 1 至 30\n    步骤:\n"
                   "      - 必做任务: t\n        指派: 经理\n        限期: 3 工作日\n        完成: { 由: 报告 }\n"
                   "      - 波次: w\n        时间: 15日 时刻 10:00\n        步骤: [{ 发送: [短信 hello, push hello] }]\n");
  INFO(compiling::issues_of(made));
  CHECK(made.ok);
}

TEST_CASE("YAML in Chinese: slips are told at their place, and what was meant in Chinese") {
  CHECK(only(kHead + "断点: []\nplaybook: q\n") == "9:1 E0055");
  const dsl::Compiled near = compile_yaml(kHead + "优先及: 3\n");
  CHECK(compiling::issues_of(near).find("优先级") != std::string::npos);
  const dsl::Compiled english = compile_yaml(kHead + "stages: []\n");
  CHECK(compiling::issues_of(english).find("阶段") != std::string::npos);
  CHECK(only("language: zh\n" + kHead.substr(kHead.find("引用")) + "版本: 三\n").starts_with("8:"));
}

TEST_CASE("YAML in Chinese: what ships has one text hash in all four spellings") {
  namespace fs = std::filesystem;
  const auto hash = [](const std::string& name, const std::string& text) {
    const dsl::Loader from = [](const std::string& path) -> std::optional<std::string> {
      std::string found = compiling::slurp(std::string(kSourceDir) + "/" + path);
      return found.empty() ? std::nullopt : std::optional(std::move(found));
    };
    const dsl::Compiled made = dsl::compile({{name, text}}, from, {});
    INFO(compiling::issues_of(made));
    REQUIRE(made.ok);
    return made.files.front().text_hash;
  };
  for (const std::string name : {"first_meeting", "prospects", "churn_recovery"}) {
    INFO(name);
    const std::string text = compiling::slurp(std::string(kSourceDir) + "/playbooks/" + name + ".play");
    const print::Printed yaml = print::to_yaml(source::Source(0, name + ".play", text), base::Language::zh);
    REQUIRE(yaml.ok);
    CHECK(yaml.text.starts_with("语言: 中文\n"));
    CHECK(hash("playbooks/own.yaml", yaml.text) == hash("playbooks/own.play", text));
  }
}

TEST_CASE("YAML in Chinese: every key of the schema has a word, and the word means that key") {
  for (const char* key :
       {"playbook", "stages", "stage", "must_task", "optional_task", "branch_task", "hold_out", "at_most", "up_to", "first_of",
        "answer_within", "asked_of", "starts_when", "for_each", "on_consent_lost", "keep_going", "handlers"}) {
    INFO(key);
    CHECK(!read::chinese_key(key).empty());
  }
  CHECK(read::chinese_key("stages") == read::chinese_key("stage"));
  CHECK(read::chinese_key("nothing").empty());
}
