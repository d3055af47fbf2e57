#pragma once
// One table a command: its words, its options with their help in both languages, and what it does. Help, parsing and (later) completions
// and man pages all come from it. Only run.cpp knows the library that parses.
#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "daemon/cli/session.hpp"

namespace playmaker::cli {

struct Said {
  std::string en, zh;
  const std::string& in(base::Language language) const { return language == base::Language::zh ? zh : en; }
};

// Where a value goes; owned by the command's act.
using Target = std::variant<bool*, std::int64_t*, std::string*, std::vector<std::string>*>;
struct Option {
  std::string flags;                         // "--customers", "-n,--dry-run"; without dashes: by its place
  Target target;
  Said help;
  bool required = false;
  std::vector<std::string> among;            // the only words it takes; empty: any
  bool one_each = false;                     // of a list: `--waive a=b FILE` takes one word each time it is given, not all that follow
};
struct Command {
  std::string name;                          // "tasks list"
  Said help;
  std::vector<Option> options;
  std::function<Exit(const Session&)> act;
  Said more = {};                            // below the options, in the command's own help only
};

std::vector<Command> commands();             // all of them, in the order of the help
// By file.
std::vector<Command> check_commands();
std::vector<Command> test_commands();        // stories
std::vector<Command> lsp_commands();         // for editors: lsp, schema
extern const char* const kPlaybookSchema;    // dsl/editor/playbook.schema.json
std::vector<Command> graph_commands();
std::vector<Command> docs_commands();
std::vector<Command> print_commands();       // fmt, convert
std::vector<Command> explain_commands();
std::vector<Command> eval_commands();
std::vector<Command> apply_commands();
std::vector<Command> show_commands();        // customers show
std::vector<Command> completion_commands();
std::vector<Command> send_commands();        // events send, customers import
std::vector<Command> list_commands();        // tasks, stalls, journeys, touches, incidents, playbooks, figures
std::vector<Command> review_commands();
std::vector<Command> act_commands();         // tasks assign, pause, resume, clock
std::vector<Command> work_commands();        // tasks done, claim, acknowledge; questions answer
std::vector<Command> why_commands();
std::vector<Command> replay_commands();
std::vector<Command> data_commands();        // serve, fsck
std::vector<Command> bench_commands();
std::vector<Command> bench_eval_commands();
std::vector<Command> bench_check_commands();

// Parses and runs; argv[0] is the program. The exit code.
int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err);

}  // namespace playmaker::cli
