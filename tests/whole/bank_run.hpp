#pragma once
// The demo's hundred days, lived through a daemon's HTTP door: what examples/bank/demo does, within a test. The daemon runs in this
// process on a scratch folder, a stepped clock and a free port.
#include <filesystem>
#include <memory>
#include <string>

#include "daemon/cli/client.hpp"
#include "daemon/service.hpp"

namespace playmaker::whole {

class BankRun {
 public:
  explicit BankRun(int customers, int days = 100);
  ~BankRun();
  BankRun(const BankRun&) = delete;
  BankRun& operator=(const BankRun&) = delete;

  // Empty, or what went wrong first.
  std::string live();
  // A query's answer, after the view has seen all that was answered; its items.
  engine::RawList items(const std::string& target);
  void stop() { service_.reset(); }
  std::string data() const { return (folder_ / "data").string(); }

 private:
  std::string set_up();
  std::string day(int day);
  std::string post(const std::string& target, const std::string& body, const char* type);
  std::string post_file(const std::string& target, const std::filesystem::path& file);
  std::string receipts();                      // of what was sent since the last time

  int customers_, days_;
  std::uintmax_t answered_ = 0;                // bytes of what was sent that receipts were made for
  std::filesystem::path folder_;
  std::unique_ptr<daemon::Service> service_;
  std::unique_ptr<cli::Session> session_;
  std::unique_ptr<cli::Client> client_;
};

}  // namespace playmaker::whole
