#include "daemon/serve.hpp"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <thread>

#include "daemon/service.hpp"

namespace playmaker::daemon {
namespace {

constexpr int kDrained = 0, kFailed = 1, kUnavailable = 5;

int complain(const base::Failure& failure, base::Language language) {
  const std::string& words = language == base::Language::zh && !failure.zh.empty() ? failure.zh : failure.message;
  std::fprintf(stderr, "playmaker serve: %s\n", words.c_str());
  return failure.kind == base::FailureKind::busy ? kUnavailable : kFailed;
}

}  // namespace

int serve(const std::string& config_file, base::Language language) {
  auto config = load_config(config_file);
  if (!config) return complain(config.error(), language);
  auto log = Log::open(config->log_level, config->log_file);
  if (!log) return complain(log.error(), language);

  // Before any thread is made, so that only the one below ever meets these signals.
  sigset_t signals;
  sigemptyset(&signals);
  for (const int number : {SIGTERM, SIGINT}) sigaddset(&signals, number);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);

  auto service = Service::start(*config, *log);
  if (!service) return complain(service.error(), language);
  const bool six = config->address.find(':') != std::string::npos;
  std::printf("listening on http://%s%s%s:%u\n", six ? "[" : "", config->address.c_str(), six ? "]" : "",
              static_cast<unsigned>((*service)->port()));
  std::fflush(stdout);

  std::thread([&signals, &service = **service] {
    int number = 0;
    sigwait(&signals, &number);
    service.stop_soon();
    sigwait(&signals, &number);                  // a second one: whoever sent it does not want to wait
    _exit(kFailed);
  }).detach();
  if (auto ended = (*service)->wait(); !ended) {
    complain(ended.error(), language);
    _exit(kFailed);                              // the engine has stopped: nothing may be written any more
  }
  (*service)->stop();
  (*log)->write(LogLevel::info, "stopped");
  _exit(kDrained);                               // the signal's thread still looks at what would be taken down
}

std::string serve_help(base::Language language) { return config_help(language); }

}  // namespace playmaker::daemon
