#include "daemon/serve.hpp"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <thread>

#include "daemon/clock.hpp"
#include "daemon/notify.hpp"
#include "daemon/service.hpp"

namespace playmaker::daemon {
namespace {

constexpr int kDrained = 0, kFailed = 1, kUnavailable = 5;

int complain(const base::Failure& failure, base::Language language) {
  const std::string& words = language == base::Language::zh && !failure.zh.empty() ? failure.zh : failure.message;
  std::fprintf(stderr, "playmaker serve: %s\n", words.c_str());
  return failure.kind == base::FailureKind::busy ? kUnavailable : kFailed;
}

// The configuration again, for what may change while it runs.
void reload(Service& service, const std::string& config_file, Log& log) {
  notify("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(monotonic_nanoseconds() / 1000));
  auto config = load_config(config_file);
  const auto later = config ? service.reload(*config) : std::unexpected(config.error());
  if (!later) log.failed("reload_refused", later.error());
  else log.write(LogLevel::info, "reloaded");
  if (later) {
    for (const std::string& key : *later) log.write(LogLevel::warning, "reload_needs_restart", {{"key", key}});
  }
  notify("READY=1");
}

// The signals' thread, for the rest of the process.
void heed(const sigset_t& signals, Service& service, const std::string& config_file, Log& log) {
  const std::int64_t every = watchdog_ms();
  const timespec wait{every > 0 ? every / 1000 : 3'600, every > 0 ? every % 1000 * 1'000'000 : 0};
  bool stopping = false;
  while (true) {
    const int number = sigtimedwait(&signals, nullptr, &wait);
    if (number < 0) {
      if (every > 0 && (stopping || service.beats())) notify("WATCHDOG=1");
    } else if (number == SIGHUP) {
      if (!stopping) reload(service, config_file, log);
    } else if (stopping) {
      _exit(kFailed);                                      // a second one: whoever sent it does not want to wait
    } else {
      stopping = true;
      notify("STOPPING=1");
      service.stop_soon();
    }
  }
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
  for (const int number : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, number);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);

  auto service = Service::start(*config, *log);
  if (!service) return complain(service.error(), language);
  const bool six = config->address.find(':') != std::string::npos;
  std::printf("listening on http://%s%s%s:%u\n", six ? "[" : "", config->address.c_str(), six ? "]" : "",
              static_cast<unsigned>((*service)->port()));
  std::fflush(stdout);

  notify("READY=1");
  std::thread([&] { heed(signals, **service, config_file, **log); }).detach();
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
