#include "tests/daemon/kill/daemon_process.hpp"
#include "tests/main/here.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

extern char** environ;

namespace playmaker::testing {

DaemonProcess::~DaemonProcess() {
  if (process_ < 0) return;
  signal(SIGKILL);
  wait();
}

bool DaemonProcess::start(const std::string& config_file) {
  int pipe[2];
  if (::pipe2(pipe, O_CLOEXEC) != 0) return false;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
  std::string program = std::string(kBinaryDir) + "/playmaker", serve = "serve", option = "--config", file = config_file;
  char* const arguments[] = {program.data(), serve.data(), option.data(), file.data(), nullptr};
  const int failed = ::posix_spawn(&process_, program.c_str(), &actions, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(pipe[1]);
  std::string said;
  char c = 0;
  while (failed == 0 && said.find('\n') == std::string::npos && ::read(pipe[0], &c, 1) == 1) said += c;
  ::close(pipe[0]);
  const std::size_t colon = said.rfind(':');
  port_ = colon == std::string::npos ? 0 : static_cast<std::uint16_t>(std::atoi(said.c_str() + colon + 1));
  if (port_ == 0 && failed == 0) wait();
  if (failed != 0) process_ = -1;
  return port_ != 0;
}

void DaemonProcess::signal(int number) const {
  if (process_ > 0) ::kill(process_, number);
}

int DaemonProcess::wait() {
  int status = 0;
  if (process_ <= 0 || ::waitpid(process_, &status, 0) != process_) return -1;
  process_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace playmaker::testing
