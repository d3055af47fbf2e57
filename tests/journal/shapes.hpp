#pragma once
// The two journals as one conformance suite sees them: something that can be opened, closed, opened again, and damaged in between.
#include <memory>
#include <string>
#include <vector>

#include "runtime/journal/journal.hpp"
#include "runtime/journal/sqlite/open.hpp"

namespace playmaker::journal_tests {

// A folder of its own under the system's temporary folder, removed at the end.
class Scratch {
 public:
  Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch();
  const std::string& path() const { return path_; }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

class Shape {
 public:
  virtual ~Shape() = default;
  virtual std::string name() const = 0;
  virtual base::Result<std::unique_ptr<journal::Journal>> open() = 0;
  // Damage, done while nobody has it open. `byte` is an offset in the stored row, header included.
  virtual void flip_row(std::uint16_t lane, std::uint64_t seq, std::size_t byte) = 0;
  virtual void cut_row(std::uint16_t lane, std::uint64_t seq, std::size_t keep_bytes) = 0;
  virtual void lose_row(std::uint16_t lane, std::uint64_t seq) = 0;
  virtual void swap_rows(std::uint16_t lane, std::uint64_t a, std::uint64_t b) = 0;
  virtual std::string& snapshot_bytes(std::uint64_t id) = 0;   // as stored; put_snapshot() writes it back
  virtual void put_snapshot(std::uint64_t id) = 0;
};

constexpr std::uint16_t kLanes = 4;
std::vector<std::unique_ptr<Shape>> all_shapes();
std::unique_ptr<journal::Journal> open_whole(Shape& shape);      // REQUIREs success, saying what failed

// A data folder with kLanes lanes in the scratch folder.
journal::FolderOptions folder_of(const Scratch& scratch);
std::unique_ptr<journal::Journal> open_whole(const journal::FolderOptions& options);
base::Failure refused(const journal::FolderOptions& options);    // REQUIREs a failure in both languages

// A file's whole content, and back.
std::string slurp(const std::string& path);
void spit(const std::string& path, const std::string& bytes);

// One row after the lane's last.
journal::LaneRow next_row(const journal::Journal& journal, std::uint16_t lane, std::string bytes, std::uint32_t groups = 1);
// Appends it; REQUIREs success.
void append_row(journal::Journal& journal, std::uint16_t lane, std::string bytes);
// All payloads of a lane; REQUIREs success.
std::vector<std::string> payloads(journal::Journal& journal, std::uint16_t lane, std::uint64_t from_seq = 1);

}  // namespace playmaker::journal_tests
