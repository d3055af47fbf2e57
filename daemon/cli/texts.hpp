#pragma once
// Texts of playbooks from disk, for check, apply and replay.
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "dsl/compile.hpp"
#include "runtime/base/result.hpp"
#include "runtime/core/roster.hpp"

namespace playmaker::cli {

base::Result<std::string> read_file(const std::string& path);              // code file_unreadable
base::Result<std::vector<dsl::Input>> read_texts(const std::vector<std::string>& paths);

// Reads what texts name, and remembers it: the files a compilation needs besides those given.
class Shelf {
 public:
  dsl::Loader loader();                      // the shelf outlives it
  const std::map<std::string, std::string>& read() const { return read_; }

 private:
  std::map<std::string, std::string> read_;
};

// Playbooks in the folders of `paths` that are not among them: a hand-off may name them.
std::vector<dsl::Known> known_beside(const std::vector<std::string>& paths);

core::Applied applied_of(const dsl::Compiled& compiled);

}  // namespace playmaker::cli
