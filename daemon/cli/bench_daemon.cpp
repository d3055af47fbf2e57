#include "daemon/cli/bench_daemon.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

extern char** environ;

namespace playmaker::cli {
namespace {

std::unexpected<base::Failure> failed(const std::string& why) {
  return base::broken("bench_failed", "the benchmark's daemon did not start: " + why, "基准测试的守护进程未能启动:" + why);
}

}  // namespace

base::Result<std::unique_ptr<BenchDaemon>> BenchDaemon::make(const std::string& start) {
  const char* base = std::getenv("TMPDIR");
  std::string pattern = std::string(base == nullptr ? "/tmp" : base) + "/playmaker-bench.XXXXXX";
  if (::mkdtemp(pattern.data()) == nullptr) return failed(std::strerror(errno));
  auto daemon = std::unique_ptr<BenchDaemon>(new BenchDaemon());
  daemon->folder_ = pattern;
  std::ofstream config(pattern + "/playmaker.yaml");
  config << "listen: 127.0.0.1:0\ndata: " << daemon->data() << "\nclock: stepped\nstart: " << start
         << "\nallow_loopback_without_token: true\nlog: { level: warning, file: " << daemon->log() << " }\nchannels:\n";
  for (const char* channel : {"sms", "push", "wecom"})
    config << "  " << channel << ": { adapter: outfile, file: " << pattern << "/sent.ndjson }\n";
  config.close();
  if (!config) return failed("cannot write " + pattern);
  return daemon;
}

BenchDaemon::~BenchDaemon() {
  kill();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

base::Result<void> BenchDaemon::start() {
  int line[2];
  if (::pipe2(line, O_CLOEXEC) != 0) return failed(std::strerror(errno));
  const std::string config = folder_ + "/playmaker.yaml";
  const char* argv[] = {"playmaker", "serve", "--config", config.c_str(), nullptr};
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, line[1], 1);
  const int error = ::posix_spawn(&pid_, "/proc/self/exe", &actions, nullptr, const_cast<char* const*>(argv), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(line[1]);
  if (error != 0) {
    ::close(line[0]);
    pid_ = -1;
    return failed(std::strerror(error));
  }
  out_ = line[0];
  std::string said;
  char byte = 0;
  while (said.find('\n') == std::string::npos && ::read(out_, &byte, 1) == 1) said += byte;
  const std::size_t at = said.find("http://");
  if (at == std::string::npos) {
    kill();
    return failed("it ended before it listened");
  }
  server_ = said.substr(at, said.find_first_of(" \r\n", at) - at);
  return {};
}

void BenchDaemon::end(int signal) {
  if (pid_ > 0) {
    ::kill(pid_, signal);
    int status = 0;
    ::waitpid(pid_, &status, 0);
  }
  if (out_ >= 0) ::close(out_);
  pid_ = -1;
  out_ = -1;
}
void BenchDaemon::kill() { end(SIGKILL); }
void BenchDaemon::stop() { end(SIGTERM); }

}  // namespace playmaker::cli
