// The tables of commands: help in both languages, usage errors, exit codes.
#include <catch2/catch.hpp>

#include <iterator>
#include <set>

#include "tests/daemon/cli/cli_run.hpp"
#include "tests/main/reworded.hpp"

using namespace playmaker;

namespace {

bool has_han(const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    if (base::is_han(base::decode(text, at))) return true;
  }
  return false;
}

std::vector<std::string> words_of(const std::string& name) {
  std::istringstream in(name);
  return {std::istream_iterator<std::string>(in), std::istream_iterator<std::string>()};
}

}  // namespace

TEST_CASE("cli: every command and every option has its words in both languages") {
  std::set<std::string> names;
  for (const cli::Command& command : playmaker::cli::commands()) {
    INFO(command.name);
    CHECK(names.insert(command.name).second);
    CHECK_FALSE(command.help.en.empty());
    CHECK(has_han(command.help.zh));
    for (const cli::Option& option : command.options) {
      INFO(option.flags);
      CHECK_FALSE(option.help.en.empty());
      CHECK_FALSE(has_han(option.help.en));
      CHECK(has_han(option.help.zh));
    }
    for (const char* language : {"en", "zh"}) {
      std::vector<std::string> words = words_of(command.name);
      words.insert(words.end(), {"--help", "--lang", language});
      const tests::Ran ran = tests::cli(words);
      CHECK(ran.exit == 0);
      for (const cli::Option& option : command.options)
        CHECK(ran.out.find(option.flags.substr(0, option.flags.find(','))) != std::string::npos);
    }
  }
  for (const char* wanted :
       {"serve",          "check",        "plan",           "apply",         "events send",    "customers import", "tasks list",
        "tasks done",     "tasks assign", "stalls list",    "journeys list", "touches list",   "incidents list",   "why",
        "replay",         "fsck",         "bench ingest",   "figures",       "pause",          "resume",           "clock",
        "playbooks list", "explain",      "customers show", "completion",    "touches resolve"}) {
    CHECK(names.contains(wanted));
  }
}

TEST_CASE("cli: wrong use is exit 2, in the language asked for") {
  CHECK(tests::cli({}).exit == 2);
  CHECK(tests::cli({"nonsense"}).exit == 2);
  CHECK(tests::cli({"check"}).exit == 2);
  CHECK(tests::cli({"check", "--until", "never", "x.play"}).exit == 2);
  CHECK(has_han(tests::cli({"check", "--lang", "zh"}).err));
  CHECK_FALSE(has_han(tests::cli({"check", "--lang", "en"}).err));
}

TEST_CASE("cli: completion knows every command and option, and is a script its shell can read") {
  const tests::Folder folder;
  const std::string bash = tests::cli({"completion", "bash"}).out, fish = tests::cli({"completion", "fish", "--lang", "en"}).out;
  for (const cli::Command& command : playmaker::cli::commands()) {
    INFO(command.name);
    CHECK(bash.find("'" + command.name + "'|'") != std::string::npos);
    CHECK(fish.find(" -a " + words_of(command.name).back() + " -d ") != std::string::npos);
    for (const cli::Option& option : command.options) {
      const std::size_t flag = option.flags.find("--");
      if (flag == std::string::npos) continue;
      CHECK(bash.find(option.flags.substr(flag)) != std::string::npos);
      CHECK(fish.find(" -l " + option.flags.substr(flag + 2)) != std::string::npos);
    }
  }
  CHECK(std::system(("bash -n " + folder.write("bash", bash)).c_str()) == 0);
  // What the script answers where the table says so.
  const std::string ask = bash +
                          "COMP_WORDS=(playmaker tasks list --status ''); COMP_CWORD=4; _playmaker; echo \"${COMPREPLY[*]}\"\n"
                          "COMP_WORDS=(playmaker tasks ''); COMP_CWORD=2; _playmaker; echo \"${COMPREPLY[*]}\"\n";
  const std::string script = folder.write("ask", ask), answer = folder.path + "/answer";
  REQUIRE(std::system(("bash " + script + " > " + answer).c_str()) == 0);
  CHECK(tests::read(answer) == "open closed all\nlist done claim acknowledge assign\n");
  CHECK(tests::cli({"completion", "zsh"}).out.find("bashcompinit") != std::string::npos);
  CHECK(tests::cli({"completion", "tcsh"}).exit == 2);
}

TEST_CASE("cli: a dry run shows what would be sent, and needs no daemon") {
  const tests::Ran ran = tests::cli({"touches", "resolve", "t_00", "--as", "not-sent", "--reason", "asked them", "--dry-run"});
  CHECK(ran.exit == 0);
  CHECK(ran.out == "POST /v1/touches/t_00:resolve {\"sent\":false,\"actor\":\"cli\",\"reason\":\"asked them\"}\n");
  CHECK(tests::cli({"touches", "resolve", "t_00", "--as", "perhaps"}).exit == 2);
  const tests::Folder folder;
  const std::string rows = folder.write("rows.csv", "id,name\nC1,a\nC2,b,c\n");
  const tests::Ran dry = tests::cli({"customers", "import", rows, "--as", "customers", "--dry-run", "--lang", "en"});
  CHECK(dry.exit == 1);
  CHECK(dry.out == "could be read 1, refused 1; nothing was sent\n");
  CHECK(dry.err.find("rows.csv:3:") != std::string::npos);
}

TEST_CASE("cli: an option whose value is empty is refused, whatever it is") {
  const tests::Ran import = tests::cli({"customers", "import", "rows.csv", "--as", "customers", "--list", "", "--lang", "en"});
  CHECK(import.exit == 2);
  CHECK(import.err.find("--list") != std::string::npos);
  CHECK(import.err.find("is empty") != std::string::npos);
  CHECK(tests::cli({"tasks", "list", "--branch", "", "--lang", "zh"}).err.find("为空") != std::string::npos);
}

TEST_CASE("cli: a story given for a playbook is told from one, with the command that plays it") {
  const std::string story = tests::source("playbooks/uplift.story");
  for (const char* command : {"check", "graph", "docs"}) {
    INFO(command);
    const tests::Ran ran = tests::cli({command, story, "--lang", "en"});
    CHECK(ran.exit != 0);
    CHECK(ran.err.find("is a story, no playbook: `playmaker test") != std::string::npos);
    CHECK(ran.err.find("E0") == std::string::npos);
  }
}

TEST_CASE("cli: nobody listening is exit 5, with the way out") {
  const tests::Ran ran = tests::cli({"tasks", "list", "--server", "http://127.0.0.1:1", "--lang", "en"});
  CHECK(ran.exit == 5);
  CHECK(ran.err.find("playmaker serve") != std::string::npos);
  CHECK(tests::cli({"figures", "--server", "ftp://x", "--lang", "en"}).exit == 2);
}

TEST_CASE("cli: check says no errors, or what is wrong with exit 3; hashes are printed a line each") {
  const std::string good = tests::source("examples/bpic2012/bpic2012.play");
  const tests::Ran ran = tests::cli({"check", good, "--lang", "en"});
  INFO(ran.err);
  CHECK(ran.exit == 0);
  const tests::Ran hashed = tests::cli({"check", "--hash", good, "--lang", "en"});
  CHECK(hashed.exit == 0);
  CHECK(hashed.out.size() == good.size() + 1 + 64 + 1);

  const tests::Folder folder;
  folder.write("catalog.play", tests::read(tests::source("examples/bpic2012/catalog.play")));
  const std::string bad = folder.write("bpic2012.play", reworded(tests::read(good), "enter on A_SUBMITTED", "enter on A_SUBMITED "));
  for (const char* language : {"en", "zh"}) {
    const tests::Ran wrong = tests::cli({"check", bad, "--lang", language});
    CHECK(wrong.exit == 3);
    CHECK(wrong.err.find("[E02") != std::string::npos);
    CHECK(wrong.err.find("^^^") != std::string::npos);
    CHECK(wrong.err.find("A_SUBMITTED") != std::string::npos);
    CHECK(has_han(wrong.err.substr(0, wrong.err.find('\n'))) == (std::string(language) == "zh"));
  }
  const tests::Ran json = tests::cli({"check", bad, "--json", "--lang", "en"});
  CHECK(json.exit == 3);
  const auto issue = daemon::parse_json(json.out.substr(0, json.out.find('\n')));
  REQUIRE(issue);
  CHECK(daemon::text_of(daemon::member(*issue, "code")) != nullptr);
  CHECK(tests::cli({"check", folder.path + "/none.play"}).exit == 1);
}

TEST_CASE("cli: explain tells a code of check") {
  const tests::Ran ran = tests::cli({"explain", "E0102", "--lang", "en"});
  CHECK(ran.exit == 0);
  CHECK(ran.out.find("word_unknown") != std::string::npos);
  CHECK(has_han(tests::cli({"explain", "E0102", "--lang", "zh"}).out));
  CHECK(tests::cli({"explain", "E9999"}).exit == 1);
}
