#pragma once
// Files on disk as an editor's folder has them: each is read once for as long as its stamp stays, and what a text declares is found out
// once for as long as its words stay. One thread.
#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dsl/compile.hpp"

namespace playmaker::lsp {

class Folder {
 public:
  struct Stamp {
    std::int64_t bytes = 0, changed = 0;   // `changed`: as fine as the disk tells it; only compared
    auto operator<=>(const Stamp&) const = default;
  };
  struct Ports {
    std::function<std::optional<std::string>(const std::string& path)> read;
    std::function<std::vector<std::string>(const std::string& path)> beside;   // playbooks and stories in the folder of a path and below
    std::function<std::optional<Stamp>(const std::string& path)> stamp;        // nullopt: there is no such file; empty: always read
  };
  explicit Folder(Ports ports) : ports_(std::move(ports)) {}

  std::optional<std::string> read(const std::string& path);
  std::vector<std::string> beside(const std::string& path) const;
  void forget(const std::string& path) { texts_.erase(path); }   // the client saw it change
  // The playbooks that `text`, which stands at `path`, declares; good until the next call.
  const std::vector<dsl::Known>& playbooks(const std::string& path, const std::string& text);

 private:
  struct Held {
    Stamp stamp;
    std::string text;
  };
  struct Declared {
    std::string text;
    std::vector<dsl::Known> playbooks;
  };
  Ports ports_;
  std::map<std::string, Held> texts_;
  std::map<std::string, Declared> declared_;
};

}  // namespace playmaker::lsp
