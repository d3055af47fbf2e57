// From words on a line to a command: the tables turned into a parser.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <map>
#include <ostream>
#include <string_view>
#include <vector>

#include "daemon/cli/command.hpp"
#include "daemon/cli/usage.hpp"
#include "runtime/base/typeset.hpp"

namespace playmaker::cli {
namespace {

std::string shown(const Said& said, base::Language language) {
  return language == base::Language::zh ? base::typeset(said.in(language)) : std::string(said.in(language));
}

base::Language language_of(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    std::string_view value;
    if (word == "--lang" && i + 1 < argc) value = argv[i + 1];
    else if (word.starts_with("--lang=")) value = word.substr(7);
    else continue;
    return value == "zh" ? base::Language::zh : base::Language::en;
  }
  const char* lc_all = std::getenv("LC_ALL");
  const char* lang = std::getenv("LANG");
  return base::language_from_environment(lc_all == nullptr ? "" : lc_all, lang == nullptr ? "" : lang);
}

void name_parts(CLI::App& app, base::Language language) {
  if (language != base::Language::zh) return;
  auto formatter = app.get_formatter();
  formatter->label("Usage", "用法");
  formatter->label("OPTIONS", "选项");
  formatter->label("SUBCOMMAND", "命令");
  formatter->label("SUBCOMMANDS", "命令");
  formatter->label("REQUIRED", "必填");
}

constexpr const char* kOptionsZh = "选项";

// Words for a group of commands, by its first word.
const Said& group_words(const std::string& name) {
  static const std::map<std::string, Said> kGroups = {
      {"events", {"send events", "发送事件"}},
      {"customers", {"customers, people, branches, pools: import, show", "客户、人员、支行、人员池:导入、查看"}},
      {"tasks", {"work for people: list, report, hand over", "人工任务:列表、报告、交接"}},
      {"questions", {"what people are asked beside their tasks: list, answer", "任务之外请人答复的事项:列表、答复"}},
      {"leads", {"customers of a list dealt out to people: list, claim, decline", "分派给人员的名单线索:列表、认领、放弃"}},
      {"stalls", {"who is stuck at which breakpoint", "谁卡在哪个断点"}},
      {"journeys", {"customers' runs of playbooks", "客户的旅程"}},
      {"touches", {"what was sent, and what was held back", "已发送与被拦下的触达"}},
      {"incidents", {"what could not go on", "无法继续的事项"}},
      {"playbooks", {"what is in force", "现行剧本"}},
      {"bench", {"measurements of this binary on this machine", "在本机测量本程序"}}};
  static const Said kNone;
  const auto found = kGroups.find(name);
  return found == kGroups.end() ? kNone : found->second;
}

void add_option(CLI::App& app, const Option& option, base::Language language) {
  CLI::Option* added = std::visit(
      [&](auto* target) -> CLI::Option* {
        if constexpr (std::is_same_v<decltype(target), bool*>) return app.add_flag(option.flags, *target, shown(option.help, language));
        else return app.add_option(option.flags, *target, shown(option.help, language));
      },
      option.target);
  if (option.required) added->required();
  if (option.one_each) added->allow_extra_args(false);
  if (!option.among.empty()) added->check(CLI::IsMember(option.among));
  // A shell's variable that is not set must not turn one command into another: `--list "$LIST"` into an import of no list.
  else if (!added->get_positional() && !std::holds_alternative<bool*>(option.target))
    added->check([empty = shown({"is empty: give it a value, or leave it out", "为空:请给出值,或不写该选项"}, language)](
                     const std::string& value) { return value.empty() ? empty : std::string(); });
  if (language == base::Language::zh && !added->get_positional()) added->group(kOptionsZh);
}

// `eval '-x'`: an expression may begin with a minus. One that no option's value can be stands behind `--` for the parser.
std::vector<const char*> with_expression_last(int argc, const char* const* argv) {
  std::vector<const char*> words(argv, argv + argc);
  if (argc < 3 || std::string_view(argv[1]) != "eval") return words;
  const auto takes_value = [](std::string_view word) {
    return word == "--bind" || word == "--cases" || word == "--lang" || word == "--server" || word == "--token-file";
  };
  for (std::size_t i = 2; i < words.size() && std::string_view(words[i]) != "--"; ++i) {
    const std::string_view word = words[i];
    if (word.size() < 2 || word[0] != '-' || word[1] == '-' || word == "-h" || takes_value(words[i - 1])) continue;
    const char* expression = words[i];
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
    words.insert(words.end(), {"--", expression});
    break;
  }
  return words;
}

// "tasks list" is `list` below `tasks`, which is made when it is first met.
CLI::App& app_of(CLI::App& top, const std::string& name, base::Language language) {
  const std::size_t space = name.find(' ');
  if (space == std::string::npos) return *top.add_subcommand(name);
  const std::string first = name.substr(0, space);
  const auto known = top.get_subcommands([&](const CLI::App* app) { return app->get_name() == first; });
  CLI::App* group = known.empty() ? nullptr : known.front();
  if (group == nullptr) {
    group = top.add_subcommand(first, shown(group_words(first), language));
    group->require_subcommand(1);
    name_parts(*group, language);
  }
  return *group->add_subcommand(name.substr(space + 1));
}

}  // namespace

std::vector<Command> commands() {
  std::vector<Command> all;
  const auto add = [&](std::vector<Command> part) { std::move(part.begin(), part.end(), std::back_inserter(all)); };
  // Of designers
  for (auto part : {check_commands(), print_commands(), graph_commands(), docs_commands(), explain_commands(), eval_commands(),
                    test_commands(), lsp_commands()})
    add(std::move(part));
  // Of operators and supervisors
  for (auto part : {data_commands(), apply_commands(), send_commands(), show_commands(), list_commands(), review_commands(),
                    work_commands(), act_commands(), why_commands(), replay_commands(), bench_commands(), bench_eval_commands(),
                    bench_check_commands(), completion_commands()})
    add(std::move(part));
  return all;
}

int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err) {
  const base::Language language = language_of(argc, argv);
  const bool zh = language == base::Language::zh;
  Session session{language, false, false, false, false, {}, {}, out, err};
  session.color = ::isatty(1) == 1 && std::getenv("NO_COLOR") == nullptr;
  session.progress = ::isatty(2) == 1;
  const char* server = std::getenv("PLAYMAKER_SERVER");
  const char* token = std::getenv("PLAYMAKER_TOKEN_FILE");
  session.server = server == nullptr ? "http://127.0.0.1:8730" : server;
  session.token_file = token == nullptr ? "" : token;

  CLI::App top(zh ? "Playmaker:运行银行客户经营剧本的守护进程,以及与它对话的命令。"
                  : "Playmaker: a daemon that runs playbooks for a bank's customers, and the commands to talk to it.");
  top.name("playmaker");
  top.require_subcommand(1);
  name_parts(top, language);
  std::string spoken;
  const auto common = [&](CLI::App& app) {
    if (zh) app.option_defaults()->group(kOptionsZh);
    app.add_option("--lang", spoken, zh ? "语言:zh 或 en(默认取 LC_ALL、LANG)" : "language: zh or en (else LC_ALL, LANG)")
        ->check(CLI::IsMember({"zh", "en"}));
    app.set_help_flag("-h,--help", zh ? "显示本帮助" : "show this help");
    if (zh) app.get_help_ptr()->group(kOptionsZh);
  };
  common(top);

  std::vector<Command> all = commands();
  const Command* chosen = nullptr;
  for (const Command& command : all) {
    CLI::App& app = app_of(top, command.name, language);
    app.description(shown(command.help, language));
    name_parts(app, language);
    common(app);
    app.add_flag("--json", session.json, zh ? "输出 JSON" : "answer as JSON");
    app.add_flag("--jsonl", session.jsonl, zh ? "输出 JSON,每行一个对象" : "answer as JSON, one object a line");
    for (const Option& option : command.options) add_option(app, option, language);
    app.add_option("--server", session.server, zh ? "守护进程地址(或 PLAYMAKER_SERVER)" : "where the daemon is (or PLAYMAKER_SERVER)");
    app.add_option("--token-file", session.token_file,
                   zh ? "令牌文件(或 PLAYMAKER_TOKEN_FILE)" : "file with the token (or PLAYMAKER_TOKEN_FILE)");
    app.footer(shown(command.more, language));
    app.callback([&chosen, &command] { chosen = &command; });
  }
  try {
    const std::vector<const char*> words = with_expression_last(argc, argv);
    top.parse(static_cast<int>(words.size()), words.data());
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {
      top.exit(error, out, err);
      return 0;
    }
    err << (zh ? "playmaker: 用法有误:" : "playmaker: ") << usage_words(error.what(), language) << '\n'
        << (zh ? "用 --help 查看用法\n" : "see --help\n");
    return static_cast<int>(Exit::usage);
  }
  session.json = session.json || session.jsonl;
  session.spoken = spoken;
  return static_cast<int>(chosen == nullptr ? Exit::usage : chosen->act(session));
}

}  // namespace playmaker::cli
