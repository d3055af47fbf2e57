#pragma once
// A small blocking HTTP client over plain sockets, so that tests see what really goes over the line.
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace playmaker::testing {

struct Answer {
  int status = 0;                        // 0: the connection ended without one
  std::map<std::string, std::string> headers;   // names in lower case
  std::string body;
  bool has(std::string_view text) const { return body.find(text) != std::string::npos; }
};

class Client {
 public:
  explicit Client(std::uint16_t port) : port_(port) {}
  ~Client() { close(); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  Answer get(const std::string& target, const std::string& headers = {}) { return ask("GET", target, {}, {}, headers); }
  Answer post(const std::string& target, const std::string& body, const std::string& type = "application/json",
              const std::string& headers = {}) {
    return ask("POST", target, body, type, headers);
  }
  // One request over a kept connection, opened where there is none. `headers`: whole lines, each with its line end.
  Answer ask(const std::string& method, const std::string& target, const std::string& body, const std::string& type,
             const std::string& headers = {});

  bool send(std::string_view bytes);     // false: the connection is gone
  Answer read(bool head = false);        // the next answer on the connection
  bool open();
  void close();
  bool is_open() const { return socket_ >= 0; }

 private:
  bool fill();
  std::uint16_t port_;
  int socket_ = -1;
  std::string buffer_;
};

std::string text_between(const std::string& text, std::string_view before, std::string_view after);  // of the first `before`; empty: none
std::uint64_t number_after(const std::string& text, std::string_view before);  // 0: none

}  // namespace playmaker::testing
