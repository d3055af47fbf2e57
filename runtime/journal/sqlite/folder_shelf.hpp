#pragma once
// Snapshots as files: written under a name ending in .part, fsync, renamed, fsync of the folder. What is called .snap is whole, unless the
// disk failed since; what is called .part at an opening was given up by a crash and is removed.
#include <string>

#include "runtime/journal/snapshots.hpp"

namespace playmaker::journal {

class FolderShelf final : public Shelf {
 public:
  explicit FolderShelf(std::string folder) : folder_(std::move(folder)) {}
  Result<void> prepare();  // makes the folder, removes unfinished files
  Result<std::vector<std::uint64_t>> ids() override;
  Result<std::unique_ptr<ByteSource>> open(std::uint64_t id) override;
  Result<std::unique_ptr<ByteSink>> create(std::uint64_t id) override;
  Result<void> drop(std::uint64_t id) override;

 private:
  std::string path(std::uint64_t id) const;
  std::string folder_;
};

}  // namespace playmaker::journal
