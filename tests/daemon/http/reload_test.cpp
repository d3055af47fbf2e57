// SIGHUP: what changes while the daemon runs, what is refused as a whole, what must wait for a restart. And what systemd is told.
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include <cstring>
#include <fstream>

#include "daemon/notify.hpp"
#include "tests/daemon/http/bank.hpp"
#include "tests/daemon/kill/daemon_process.hpp"

using namespace playmaker;
using testing::Bank;

namespace {

std::string bearer(const std::string& token) { return "Authorization: Bearer " + token + "\r\n"; }

// The socket that systemd would listen on.
class NotifySocket {
 public:
  explicit NotifySocket(const std::string& path) : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    REQUIRE(::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    const timeval limit{60, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
  }
  ~NotifySocket() {
    ::close(socket_);
    ::unsetenv("NOTIFY_SOCKET");
    ::unsetenv("WATCHDOG_USEC");
  }
  // Whether it is told so before the time is over; whatever else comes meanwhile is passed over.
  bool hears(std::string_view wanted) const {
    char bytes[256];
    while (true) {
      const ssize_t got = ::recv(socket_, bytes, sizeof bytes, 0);
      if (got < 0) return false;
      if (std::string_view(bytes, static_cast<std::size_t>(got)).starts_with(wanted)) return true;
    }
  }

 private:
  int socket_;
};

}  // namespace

TEST_CASE("reload: tokens change for the next request, a bad file changes nothing", "[reload]") {
  testing::Scratch scratch;
  std::ofstream(scratch.file("tokens")) << "first-token-of-the-tests\n";
  daemon::Config config;
  config.token_file = scratch.file("tokens");
  Bank bank(config);
  CHECK(bank.client->get("/v1/clock", bearer("first-token-of-the-tests")).status == 200);
  std::ofstream(scratch.file("tokens")) << "second-token-of-the-tests\n";
  REQUIRE(bank.service->reload(bank.config));
  CHECK(bank.client->get("/v1/clock", bearer("first-token-of-the-tests")).status == 401);
  CHECK(bank.client->get("/v1/clock", bearer("second-token-of-the-tests")).status == 200);
  std::ofstream(scratch.file("tokens")) << "short\n";
  const auto refused = bank.service->reload(bank.config);
  REQUIRE(!refused);
  CHECK(refused.error().code == "token_file_invalid");
  CHECK(bank.client->get("/v1/clock", bearer("second-token-of-the-tests")).status == 200);
}

TEST_CASE("reload: what needs a restart is named by its key", "[reload]") {
  Bank bank;
  daemon::Config fresh = bank.config;
  fresh.port = 1;
  fresh.data = bank.scratch.file("elsewhere");
  fresh.lanes = 8;
  fresh.log_level = daemon::LogLevel::debug;
  fresh.channels["sms"].file = bank.scratch.file("sms.ndjson");
  const auto later = bank.service->reload(fresh);
  REQUIRE(later);
  CHECK(*later == std::vector<std::string>{"listen", "data", "lanes", "channels.sms"});
  fresh.allow_loopback_without_token = false;
  const auto refused = bank.service->reload(fresh);
  REQUIRE(!refused);
  CHECK(refused.error().code == "credentials_missing");
}

TEST_CASE("reload: systemd hears of readiness, reloads, the watchdog and the end", "[reload]") {
  testing::Scratch scratch;
  const NotifySocket systemd(scratch.file("notify"));
  ::setenv("WATCHDOG_USEC", "200000", 1);
  std::ofstream(scratch.file("serve.yaml")) << "listen: 127.0.0.1:0\ndata: data\nlanes: 4\nallow_loopback_without_token: true\n"
                                            << "log: {level: info, file: log.ndjson}\n";
  testing::DaemonProcess daemon;
  REQUIRE(daemon.start(scratch.file("serve.yaml")));
  CHECK(systemd.hears("READY=1"));
  CHECK(systemd.hears("WATCHDOG=1"));
  std::filesystem::rename(scratch.file("log.ndjson"), scratch.file("log.1"));
  daemon.signal(SIGHUP);
  CHECK(systemd.hears("RELOADING=1\nMONOTONIC_USEC="));
  CHECK(systemd.hears("READY=1"));
  std::ifstream log(scratch.file("log.ndjson"));           // the file that was moved away is made again
  const std::string lines(std::istreambuf_iterator<char>(log), {});
  CHECK(lines.find("\"event\":\"reloaded\"") != std::string::npos);
  std::ofstream(scratch.file("serve.yaml")) << "listen: nowhere\n";
  daemon.signal(SIGHUP);                                   // a configuration that does not read changes nothing
  CHECK(systemd.hears("READY=1"));
  CHECK(testing::Client(daemon.port()).get("/healthz").status == 200);
  daemon.signal(SIGTERM);
  CHECK(systemd.hears("STOPPING=1"));
  CHECK(daemon.wait() == 0);
}

TEST_CASE("reload: without systemd nothing is said, and another process's watchdog is not ours", "[reload]") {
  ::unsetenv("NOTIFY_SOCKET");
  daemon::notify("READY=1");
  CHECK(daemon::watchdog_ms() == 0);
  ::setenv("WATCHDOG_USEC", "3000000", 1);
  CHECK(daemon::watchdog_ms() == 1'500);
  ::setenv("WATCHDOG_PID", "1", 1);
  CHECK(daemon::watchdog_ms() == 0);
  ::unsetenv("WATCHDOG_PID");
  ::unsetenv("WATCHDOG_USEC");
}
