#pragma once
// Texts of playbooks from disk, for check, apply and replay.
#include <expected>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "daemon/cli/session.hpp"
#include "dsl/compile.hpp"
#include "runtime/base/result.hpp"
#include "runtime/core/roster/roster.hpp"

namespace playmaker::cli {

base::Result<std::string> read_file(const std::string& path);              // code file_unreadable
base::Result<std::string> read_text(const std::string& path);              // of a playbook; also text_is_story
bool is_text(const std::string& path);                                     // .play, .yaml, .yml
base::Result<std::vector<dsl::Input>> read_texts(const std::vector<std::string>& paths);

// Reads what texts name, and remembers it: the files a compilation needs besides those given.
class Shelf {
 public:
  dsl::Loader loader();                      // the shelf outlives it
  const std::map<std::string, std::string>& read() const { return read_; }

 private:
  std::map<std::string, std::string> read_;
};

// Texts in the folders of `paths` that are not among them; and the playbooks they declare: a hand-off may name them.
std::vector<dsl::Input> texts_beside(const std::vector<std::string>& paths);
std::vector<dsl::Known> known_beside(const std::vector<std::string>& paths);

// What the playbooks of these files and of those beside them are called, by name.
std::map<std::string, plan::Label, std::less<>> titles_around(const std::vector<std::string>& paths);

// As --json asks: an object a line on the output, else words on the error output.
void print_issues(const Session& session, const source::Issues& issues, const source::Sources& sources);

// A given text without a single block: read, right, and surely not what was meant.
bool declares_nothing(const dsl::CompiledFile& file);

// Compiles to show: errors are printed and end the command; warnings are left to `check`. A file without a playbook is a failure too.
std::expected<dsl::Compiled, Exit> playbooks_of(const Session& session, const std::vector<std::string>& paths);

core::Applied applied_of(const dsl::Compiled& compiled);

}  // namespace playmaker::cli
