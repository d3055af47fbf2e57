#include "tests/daemon/channels/scripted_server.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace playmaker::testing {

std::string answer(const std::string& status, const std::string& headers) {
  return "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n" + headers + "\r\n";
}

ScriptedServer::ScriptedServer(std::vector<std::string> script) : script_(std::move(script)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  ::listen(listener_, 16);
  socklen_t size = sizeof address;
  ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { run(); });
}

ScriptedServer::~ScriptedServer() {
  ::shutdown(listener_, SHUT_RDWR);
  thread_.join();
  ::close(listener_);
  for (const int socket : silent_) ::close(socket);
}

std::vector<Received> ScriptedServer::received() const {
  const std::lock_guard lock(mutex_);
  return received_;
}

void ScriptedServer::run() {
  for (std::size_t next = 0;;) {
    const int socket = ::accept(listener_, nullptr, nullptr);
    if (socket < 0) return;
    serve(socket, script_[std::min(next, script_.size() - 1)]);
    ++next;
  }
}

void ScriptedServer::serve(int socket, const std::string& line) {
  const auto reset = [&] {
    const linger at_once{1, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::close(socket);
  };
  if (line == "cut") return reset();
  std::string text;
  std::size_t end = std::string::npos, wanted = 0;
  while (true) {
    char bytes[8192];
    const ssize_t got = ::recv(socket, bytes, sizeof bytes, 0);
    if (got <= 0) return reset();
    text.append(bytes, static_cast<std::size_t>(got));
    end = text.find("\r\n\r\n");
    if (end == std::string::npos) continue;
    const std::size_t length = text.find("Content-Length: ");
    wanted = end + 4 + (length == std::string::npos ? 0 : std::strtoul(text.c_str() + length + 16, nullptr, 10));
    if (text.size() >= wanted) break;
  }
  Received received;
  for (std::size_t at = text.find("\r\n") + 2; at < end;) {
    const std::size_t line_end = text.find("\r\n", at), colon = text.find(": ", at);
    std::string name = text.substr(at, colon - at);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    received.headers[name] = text.substr(colon + 2, line_end - colon - 2);
    at = line_end + 2;
  }
  received.body = text.substr(end + 4);
  {
    const std::lock_guard lock(mutex_);
    received_.push_back(std::move(received));
  }
  if (line == "reset") return reset();
  if (line == "silent") {
    silent_.push_back(socket);
    return;
  }
  (void)::send(socket, line.data(), line.size(), MSG_NOSIGNAL);
  ::close(socket);
}

}  // namespace playmaker::testing
