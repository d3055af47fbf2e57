// The language server as a program of its own, on pipes: what only a pause brings comes without being asked for.
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/daemon/lsp/editor_client.hpp"

extern char** environ;

using namespace playmaker;
using daemon::member;

namespace {

constexpr int kPatienceMs = 120'000;

class Program {
 public:
  Program() {
    int in[2], out[2];
    if (::pipe2(in, O_CLOEXEC) != 0 || ::pipe2(out, O_CLOEXEC) != 0) return;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    std::string program = std::string(kBinaryDir) + "/playmaker", lsp = "lsp", option = "--lang", en = "en";
    char* const arguments[] = {program.data(), lsp.data(), option.data(), en.data(), nullptr};
    if (::posix_spawn(&process_, program.c_str(), &actions, nullptr, arguments, environ) != 0) process_ = -1;
    posix_spawn_file_actions_destroy(&actions);
    ::close(in[0]);
    ::close(out[1]);
    to_ = in[1];
    from_ = out[0];
  }
  ~Program() {
    if (to_ >= 0) end();
    ::close(from_);
  }
  void say(std::string& words) {
    const bool all = ::write(to_, words.data(), words.size()) == static_cast<ssize_t>(words.size());
    REQUIRE(all);
    words.clear();
  }
  // Reads on until a message has these words; that message, or "" when none came.
  std::string until(const std::string& words) {
    for (;;) {
      if (const std::size_t at = heard_.find(words); at != std::string::npos) {
        const std::size_t head = heard_.rfind("Content-Length: ", at);
        const auto length = static_cast<std::size_t>(std::atoi(heard_.c_str() + head + 16));
        const std::size_t body = heard_.find("\r\n\r\n", head) + 4;
        if (heard_.size() >= body + length) {
          std::string out = heard_.substr(body, length);
          heard_.erase(0, body + length);
          return out;
        }
      }
      ::pollfd input{from_, POLLIN, 0};
      char some[4096];
      const ssize_t got = ::poll(&input, 1, kPatienceMs) == 1 ? ::read(from_, some, sizeof some) : 0;
      if (got <= 0) return {};
      heard_.append(some, static_cast<std::size_t>(got));
    }
  }
  int end() {
    ::close(to_);
    to_ = -1;
    int status = -1;
    if (process_ > 0) ::waitpid(process_, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t process_ = -1;
  int to_ = -1, from_ = -1;
  std::string heard_;
};

}  // namespace

TEST_CASE("lsp: the program says by itself what came of a guarantee when nobody types any more") {
  tests::Client client;   // for its words
  Program program;
  const std::string path = tests::source("playbooks/first_meeting.play"), shipped = tests::read(path);
  const std::string lowered = reworded(shipped, "never more than 3 contacts per", "never more than 2 contacts per");
  client.open(path, shipped);
  program.say(client.said);
  CHECK(program.until(R"("version":1)").find(R"("diagnostics":[])") != std::string::npos);
  client.change(path, lowered, 2);
  program.say(client.said);
  CHECK(program.until(R"("version":2)").find("W0440") != std::string::npos);
  CHECK(program.until(R"("version":2)").find("E0417") != std::string::npos);
  client.change(path, shipped, 3);
  program.say(client.said);
  CHECK(program.until(R"("version":3)").find(R"("diagnostics":[])") != std::string::npos);
  client.ask("shutdown", "null");
  client.tell("exit", "null");
  program.say(client.said);
  CHECK(program.end() == 0);
}
