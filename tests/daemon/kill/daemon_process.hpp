#pragma once
// The real binary as a process of its own, to be killed.
#include <sys/types.h>

#include <cstdint>
#include <string>

namespace playmaker::testing {

class DaemonProcess {
 public:
  ~DaemonProcess();
  bool start(const std::string& config_file);    // returns when it listens; false: it ended instead
  std::uint16_t port() const { return port_; }
  void signal(int number) const;
  int wait();                                    // its exit code, or minus the signal that ended it

 private:
  pid_t process_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace playmaker::testing
