#pragma once
// A small bank and a daemon in this process that runs its one playbook, on a scratch folder and a free port, on a stepped clock.
#include <filesystem>
#include <memory>
#include <string>

#include "daemon/service.hpp"
#include "tests/daemon/http/client.hpp"

namespace playmaker::testing {

struct Scratch {
  std::filesystem::path path;
  Scratch();
  ~Scratch();
  std::string file(const std::string& name) const { return (path / name).string(); }
};

extern const char* const kBank;          // catalog, channel, role and the playbook `welcome`
std::string quoted(const std::string& text);           // as a JSON text
std::string apply_body(const std::string& text);       // for POST /v1/playbooks
// One structured CloudEvent on one line.
std::string event(const std::string& id, const std::string& type, const std::string& customer, const std::string& time = {},
                  const std::string& data = "{}");

struct Bank {
  explicit Bank(daemon::Config given = {});
  void start();
  void stop() { service.reset(); }
  std::uint64_t apply();                 // the bank's texts; the commit
  Answer send(const std::string& lines) { return client->post("/v1/events", lines, "application/x-ndjson"); }

  Scratch scratch;
  daemon::Config config;
  std::unique_ptr<daemon::Service> service;
  std::unique_ptr<Client> client;
};

}  // namespace playmaker::testing
