// completion: what a shell needs to complete our commands, made from the option tables, so that it can never be behind them.
#include <map>
#include <memory>
#include <ostream>

#include "daemon/cli/command.hpp"

namespace playmaker::cli {
namespace {

// "-n,--dry-run" -> "--dry-run"; empty: an argument by its place.
std::string long_flag(const Option& option) {
  const std::size_t at = option.flags.find("--");
  return at == std::string::npos ? std::string() : option.flags.substr(at);
}
std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}
// Options of every command, beside its own.
const std::vector<std::string> kCommon = {"--json", "--jsonl", "--lang", "--server", "--token-file", "--help"};

// First words, and the second words below each.
std::map<std::string, std::vector<std::string>> tree(const std::vector<Command>& all) {
  std::map<std::string, std::vector<std::string>> out;
  for (const Command& command : all) {
    const std::size_t space = command.name.find(' ');
    auto& below = out[command.name.substr(0, space)];
    if (space != std::string::npos) below.push_back(command.name.substr(space + 1));
  }
  return out;
}

void bash(std::ostream& out) {
  const std::vector<Command> all = commands();
  const auto words = tree(all);
  std::vector<std::string> first;
  for (const auto& [word, below] : words) first.push_back(word);
  out << "_playmaker() {\n"
         "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} path= word\n"
         "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
         "    case $word in -*) break ;; *) path=${path:+$path }$word ;; esac\n"
         "  done\n"
         "  local words=\n"
         "  case $path in\n"
         "    '') words='"
      << joined(first) << "' ;;\n";
  for (const auto& [word, below] : words) {
    if (!below.empty()) out << "    '" << word << "') words='" << joined(below) << "' ;;\n";
  }
  for (const Command& command : all) {
    std::vector<std::string> flags;
    out << "    '" << command.name << "'|'" << command.name << " '*)\n      case $prev in\n        --lang) words='zh en' ;;\n";
    for (const Option& option : command.options) {
      const std::string flag = long_flag(option);
      if (!flag.empty()) flags.push_back(flag);
      if (!flag.empty() && !option.among.empty()) out << "        " << flag << ") words='" << joined(option.among) << "' ;;\n";
    }
    flags.insert(flags.end(), kCommon.begin(), kCommon.end());
    out << "        *) [[ $cur == -* ]] && words='" << joined(flags) << "' ;;\n      esac ;;\n";
  }
  out << "  esac\n"
         "  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
         "}\n"
         "complete -o default -F _playmaker playmaker\n";
}

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

void fish(const Session& session, std::ostream& out) {
  const std::vector<Command> all = commands();
  const auto words = tree(all);
  for (const auto& [word, below] : words) {
    if (!below.empty()) out << "complete -c playmaker -f -n __fish_use_subcommand -a " << word << '\n';
  }
  for (const Command& command : all) {
    const std::size_t space = command.name.find(' ');
    const std::string head = command.name.substr(0, space), tail = space == std::string::npos ? "" : command.name.substr(space + 1);
    std::string here = "__fish_seen_subcommand_from " + head;
    if (tail.empty()) {
      out << "complete -c playmaker -n __fish_use_subcommand -a " << head << " -d " << quoted(command.help.in(session.language)) << '\n';
    } else {
      const std::string others = joined(words.at(head));
      out << "complete -c playmaker -f -n " << quoted(here + "; and not __fish_seen_subcommand_from " + others) << " -a " << tail << " -d "
          << quoted(command.help.in(session.language)) << '\n';
      here += "; and __fish_seen_subcommand_from " + tail;
    }
    for (const Option& option : command.options) {
      const std::string flag = long_flag(option);
      if (flag.empty()) continue;
      out << "complete -c playmaker -n " << quoted(here) << " -l " << flag.substr(2);
      if (!option.among.empty()) out << " -x -a " << quoted(joined(option.among));
      else if (!std::holds_alternative<bool*>(option.target)) out << " -r";
      out << " -d " << quoted(option.help.in(session.language)) << '\n';
    }
  }
  for (const std::string& flag : kCommon) {
    out << "complete -c playmaker -l " << flag.substr(2) << (flag == "--lang" ? " -x -a 'zh en'" : "") << '\n';
  }
}

struct Wish {
  std::string shell;
};

}  // namespace

std::vector<Command> completion_commands() {
  auto wish = std::make_shared<Wish>();
  return {{"completion",
           {"print what a shell needs to complete these commands: `source <(playmaker completion bash)`",
            "输出命令补全脚本:`source <(playmaker completion bash)`"},
           {{"shell", &wish->shell, {"which shell", "哪种 shell"}, true, {"bash", "zsh", "fish"}}},
           [wish](const Session& session) {
             if (wish->shell == "fish") {
               fish(session, session.out);
               return Exit::ok;
             }
             // zsh understands what is written for bash once it is told to.
             if (wish->shell == "zsh") session.out << "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n";
             bash(session.out);
             return Exit::ok;
           }}};
}

}  // namespace playmaker::cli
