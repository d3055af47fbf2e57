#include "daemon/notify.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace playmaker::daemon {

void notify(std::string_view state) {
  const char* path = std::getenv("NOTIFY_SOCKET");
  if (path == nullptr) return;
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::size_t length = std::strlen(path);
  if (length == 0 || length >= sizeof address.sun_path) return;
  std::memcpy(address.sun_path, path, length);
  if (path[0] == '@') address.sun_path[0] = '\0';          // an abstract one
  const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return;
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + length);
  (void)::sendto(socket, state.data(), state.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address), size);
  ::close(socket);
}

std::int64_t watchdog_ms() {
  const char *microseconds = std::getenv("WATCHDOG_USEC"), *process = std::getenv("WATCHDOG_PID");
  if (microseconds == nullptr) return 0;
  if (process != nullptr && std::strtoll(process, nullptr, 10) != ::getpid()) return 0;
  const std::int64_t within = std::strtoll(microseconds, nullptr, 10) / 1000;
  return within <= 0 ? 0 : std::max<std::int64_t>(1, within / 2);
}

}  // namespace playmaker::daemon
