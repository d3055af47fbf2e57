// What is wrong with a command line is said in the user's language, though the parser of options knows English only.
#include <catch2/catch.hpp>

#include "daemon/cli/usage.hpp"
#include "tests/daemon/cli/cli_run.hpp"

using namespace playmaker;

namespace {

std::string chinese(const char* english) { return cli::usage_words(english, base::Language::zh); }

// The line below the words is how to get help.
std::string said(std::vector<std::string> words) {
  words.insert(words.end(), {"--lang", "zh"});
  const tests::Ran ran = tests::cli(std::move(words));
  CHECK(ran.exit == static_cast<int>(cli::Exit::usage));
  return ran.err.substr(0, ran.err.find('\n'));
}

}  // namespace

TEST_CASE("usage: what the parser of options says when it is run has Chinese words") {
  CHECK(said({"check"}) == "playmaker: 用法有误:缺少 files");
  CHECK(said({}) == "playmaker: 用法有误:请写明命令");
  CHECK(said({"check", "a.play", "--colour"}) == "playmaker: 用法有误:多余的参数:--colour");
  CHECK(said({"check", "a.play", "--json=maybe"}) == "playmaker: 用法有误:--json 的值无法读取:maybe");
  CHECK(said({"docs", "a.play", "--to", "pdf"}) == "playmaker: 用法有误:--to 不能取值 pdf,可取:html,md");
}

TEST_CASE("usage: its other sentences") {
  CHECK(chinese("The following arguments were not expected: b a") == "多余的参数:b a");
  CHECK(chinese("Could not convert: --limit = ten") == "--limit 的值无法读取:ten");
  CHECK(chinese("--to: 1 required TEXT missing") == "--to 之后须写值");
  CHECK(chinese("--to: At Most 1 required but received 2") == "--to 至多写 1 个值,却有 2 个");
  CHECK(chinese("Expected exactly 1 arguments to --to, got 2") == "--to 应有 1 个值,却有 2 个");
  CHECK(chinese("--a requires --b") == "写了 --a,还须写 --b");
}

TEST_CASE("usage: English stays, and so does a sentence that nobody knows") {
  CHECK(cli::usage_words("files is required", base::Language::en) == "files is required");
  CHECK(chinese("out of luck") == "out of luck");
}
