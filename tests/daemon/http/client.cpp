#include "tests/daemon/http/client.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace playmaker::testing {

bool Client::open() {
  close();
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port_);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int yes = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  const timeval limit{60, 0};                    // a test that hangs fails
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) close();
  return is_open();
}

void Client::close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
  buffer_.clear();
}

bool Client::send(std::string_view bytes) {
  if (!is_open() && !open()) return false;
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Client::fill() {
  char bytes[65536];
  const ssize_t got = is_open() ? ::recv(socket_, bytes, sizeof bytes, 0) : -1;
  if (got <= 0) return false;
  buffer_.append(bytes, static_cast<std::size_t>(got));
  return true;
}

Answer Client::read(bool head) {
  Answer answer;
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
    if (!fill()) {
      close();
      return answer;
    }
  }
  const std::string lines = buffer_.substr(0, end + 2);
  buffer_.erase(0, end + 4);
  for (std::size_t at = lines.find("\r\n") + 2; at < lines.size();) {
    const std::size_t line_end = lines.find("\r\n", at), colon = lines.find(':', at);
    std::string name = lines.substr(at, colon - at);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    answer.headers[name] = lines.substr(colon + 2, line_end - colon - 2);
    at = line_end + 2;
  }
  const std::size_t size =
      head || !answer.headers.contains("content-length") ? 0 : std::strtoul(answer.headers["content-length"].c_str(), nullptr, 10);
  while (buffer_.size() < size) {
    if (!fill()) {
      close();
      return {};
    }
  }
  answer.status = std::atoi(lines.c_str() + 9);
  answer.body = buffer_.substr(0, size);
  buffer_.erase(0, size);
  if (answer.headers["connection"] == "close") close();
  return answer;
}

Answer Client::ask(const std::string& method, const std::string& target, const std::string& body, const std::string& type,
                   const std::string& headers) {
  std::string request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers;
  if (!type.empty()) request += "Content-Type: " + type + "\r\n";
  if (!body.empty() || method == "POST") request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  request += "\r\n" + body;
  if (!send(request)) {
    close();
    return {};
  }
  return read(method == "HEAD");
}

std::string text_between(const std::string& text, std::string_view before, std::string_view after) {
  const std::size_t at = text.find(before);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + before.size(), end = text.find(after, begin);
  return end == std::string::npos ? std::string() : text.substr(begin, end - begin);
}

std::uint64_t number_after(const std::string& text, std::string_view before) {
  const std::size_t at = text.find(before);
  return at == std::string::npos ? 0 : std::strtoull(text.c_str() + at + before.size(), nullptr, 10);
}

}  // namespace playmaker::testing
