#pragma once
// A provider that does what it is told: answers each request with the next line of its script, and keeps what it was sent.
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace playmaker::testing {

struct Received {
  std::map<std::string, std::string> headers;
  std::string body;
};   // header names in lower case

class ScriptedServer {
 public:
  // A line is a whole HTTP answer; "reset" resets the connection once the request was read; "silent" never answers; "cut" resets it before.
  explicit ScriptedServer(std::vector<std::string> script);
  ~ScriptedServer();
  std::uint16_t port() const { return port_; }
  std::vector<Received> received() const;

 private:
  void run();
  void serve(int socket, const std::string& line);
  std::vector<std::string> script_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  mutable std::mutex mutex_;
  std::vector<Received> received_;
  std::vector<int> silent_;
  std::thread thread_;
};

std::string answer(const std::string& status, const std::string& headers = {});  // "429 Too Many Requests", "Retry-After: 7\r\n"

}  // namespace playmaker::testing
