// check: findings about files as wholes, in words and as JSON.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/daemon/cli/cli_run.hpp"

using namespace playmaker;

namespace {

// Each line one JSON object.
bool is_json_lines(const std::string& text) {
  std::istringstream in(text);
  bool any = false;
  for (std::string line; std::getline(in, line); any = true) {
    if (!daemon::parse_json(line)) return false;
  }
  return any;
}

}  // namespace

TEST_CASE("check: a missing file is one finding, the others are checked") {
  const tests::Folder folder;
  const std::string good = tests::source("playbooks/first_meeting.play"), none = folder.path + "/none.play";
  const tests::Ran words = tests::cli({"check", none, good, "--lang", "en"});
  CHECK(words.exit == 1);
  CHECK(words.err.find("cannot read " + none) != std::string::npos);
  CHECK(words.out == good + ": no errors\n");
  const tests::Ran json = tests::cli({"check", none, good, "--json"});
  CHECK(json.exit == 1);
  CHECK(is_json_lines(json.out));
  CHECK(json.out.find("\"code\":\"file_unreadable\"") != std::string::npos);
  CHECK(json.err == "");
  const std::string bad = folder.write("bad.play", "nonsense\n");
  CHECK(tests::cli({"check", none, bad, "--json"}).exit == 3);           // errors within a text weigh more
  const tests::Ran wrong = tests::cli({"check", bad, "--json"});
  CHECK(std::count(wrong.out.begin(), wrong.out.end(), '\n') == 1);
  CHECK(wrong.out.find("file_empty") == std::string::npos);              // it follows from the error
}

TEST_CASE("check: a folder is named, with what to write instead") {
  const tests::Ran en = tests::cli({"check", tests::source("playbooks"), "--lang", "en"});
  CHECK(en.exit == 1);
  CHECK(en.err.find("is a folder: name its files, such as ") != std::string::npos);
  CHECK(tests::cli({"check", tests::source("playbooks"), "--lang", "zh"}).err.find("是文件夹") != std::string::npos);
}

TEST_CASE("check: an empty file declares nothing, and is told so") {
  const tests::Folder folder;
  const std::string empty = folder.write("empty.play", "# only a remark\n");
  const tests::Ran words = tests::cli({"check", empty, "--lang", "en"});
  CHECK(words.exit == 0);
  CHECK(words.err.find("nothing is declared here") != std::string::npos);
  CHECK(words.out == "");
  const tests::Ran json = tests::cli({"check", empty, "--json"});
  CHECK(json.out.find("\"code\":\"file_empty\",\"severity\":\"warning\"") != std::string::npos);
  CHECK(tests::cli({"apply", empty, "--dry-run", "--lang", "en"}).exit == 1);
}

TEST_CASE("check: what is no YAML is told in Chinese too, with what it often is") {
  const tests::Folder folder;
  const std::string open = folder.write("open.yaml", "playbook: p\nversion: [1\n");
  const std::string wide = folder.write("wide.yaml", "playbook: p\nversion： 1\npriority: 2\n");
  const tests::Ran zh = tests::cli({"check", open, wide, "--lang", "zh"}), en = tests::cli({"check", open, wide, "--lang", "en"});
  INFO(zh.err << en.err << zh.out << en.out);
  CHECK((zh.err + zh.out).find("这个 `[` 没有关闭") != std::string::npos);
  CHECK((zh.err + zh.out).find("全角") != std::string::npos);
  CHECK((en.err + en.out).find("full-width") != std::string::npos);
}

TEST_CASE("check: hashes as JSON, equal for twins") {
  const tests::Ran ran =
      tests::cli({"check", "--hash", "--json", tests::source("playbooks/uplift.play"), tests::source("playbooks/uplift.yaml")});
  CHECK(ran.exit == 0);
  REQUIRE(is_json_lines(ran.out));
  std::istringstream in(ran.out);
  std::vector<std::string> hashes;
  for (std::string line; std::getline(in, line);) {
    const auto value = daemon::parse_json(line);
    const std::string* hash = value ? daemon::text_of(daemon::member(*value, "text_hash")) : nullptr;
    if (hash != nullptr) hashes.push_back(*hash);
  }
  REQUIRE(hashes.size() == 2);
  CHECK(hashes[0] == hashes[1]);
}

TEST_CASE("check: --fix writes what is sure, and says what is left") {
  const tests::Folder folder;
  const std::string shared = tests::source("playbooks/shared/catalog.play");
  const std::string text = "use \"" + shared + "\"\nplaybook p { ends after 5 days  calendar cn_bank\n" +
                           "  audience { enter on acount_opened  agian never  only customer.nothing_such } }\n";
  const std::string path = folder.write("slips.play", text);
  const tests::Ran ran = tests::cli({"check", "--fix", path, "--lang", "en"});
  INFO(ran.err);
  CHECK(ran.exit == 3);                                            // no field is called so, and none is near
  CHECK(ran.err.find(path + ": fixed 2\n") != std::string::npos);
  const std::string now = tests::read(path);
  CHECK(now.find("on account_opened  again never  only customer.nothing_such") != std::string::npos);
  const tests::Ran again = tests::cli({"check", "--fix", path, "--lang", "en"});
  CHECK(again.err.find("fixed") == std::string::npos);
  CHECK(tests::read(path) == now);
}

TEST_CASE("check: --sarif is one JSON document, with and without findings") {
  const tests::Folder folder;
  const std::string bad = folder.write("bad.play", "nonsense\n");
  const tests::Ran wrong = tests::cli({"check", "--sarif", bad}),
                   right = tests::cli({"check", "--sarif", tests::source("playbooks/first_meeting.play")});
  CHECK(wrong.exit == 3);
  CHECK(right.exit == 0);
  CHECK(daemon::parse_json(wrong.out).has_value());
  CHECK(wrong.out.find("\"version\":\"2.1.0\"") != std::string::npos);
  CHECK(daemon::parse_json(right.out).has_value());
}

TEST_CASE("graph and docs: to the output or to files") {
  const tests::Folder folder;
  const std::string uplift = tests::source("playbooks/uplift.play");
  CHECK(tests::cli({"graph", uplift, "--lang", "zh"}).out.starts_with("<svg "));
  CHECK(tests::cli({"graph", uplift, "--to", "dot"}).out.starts_with("digraph "));
  CHECK(tests::cli({"graph", uplift, "--to", "mermaid", "--out", folder.path + "/u.mmd"}).exit == 0);
  CHECK(tests::read(folder.path + "/u.mmd").find("flowchart LR") != std::string::npos);
  CHECK(tests::cli({"graph", tests::source("playbooks/shared/catalog.play")}).exit == 1);
  CHECK(tests::cli({"graph", folder.path + "/none.play"}).exit == 1);
  const std::string two = folder.write("two.play",
                                       "catalog c { zone \"Asia/Shanghai\" currency CNY event e }\n"
                                       "playbook one { ends after 3 days audience { enter on e again never } }\n"
                                       "playbook two { ends after 3 days audience { enter on e again never } }\n");
  const auto unsaid = tests::cli({"graph", two});
  CHECK(unsaid.exit == 1);
  CHECK(unsaid.err.find("one, two") != std::string::npos);
  const auto said = tests::cli({"graph", two, "--playbook", "two", "--to", "dot"});
  CHECK(said.exit == 0);
  CHECK(said.out.find("digraph") == said.out.rfind("digraph"));
  CHECK(tests::cli({"graph", two, "--playbook", "three"}).exit == 1);
  CHECK(tests::cli({"graph", folder.write("bad.play", "nonsense\n")}).exit == 3);
  CHECK(tests::cli({"docs", uplift, "--to", "md"}).out.starts_with("# "));
  CHECK(tests::cli({"docs", uplift}).out.starts_with("<!DOCTYPE html>"));
  CHECK(tests::cli({"docs", uplift, "--out", folder.path + "/papers"}).exit == 0);
  CHECK(tests::read(folder.path + "/papers/uplift.html").ends_with("</html>\n"));
  CHECK(tests::read(folder.path + "/papers/uplift.md").starts_with("# "));
  CHECK(tests::cli({"graph", uplift, "--out", folder.path + "/no/such/folder.svg"}).exit == 1);
}
