#include "runtime/journal/sqlite/folder_shelf.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <optional>
#include <system_error>

#include "runtime/journal/failures.hpp"
#include "runtime/journal/sqlite/file.hpp"

namespace playmaker::journal {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "snapshot-", kSuffix = ".snap", kUnfinished = ".part";
constexpr std::size_t kDigits = 12;                  // names sort as their numbers do
constexpr std::uint64_t kWriteOutBytes = 8u << 20;   // between two hints to the kernel: the last fsync then waits for little

std::optional<std::uint64_t> id_of(std::string_view name) {
  if (!name.starts_with(kPrefix) || !name.ends_with(kSuffix)) return std::nullopt;
  name.remove_prefix(kPrefix.size());
  name.remove_suffix(kSuffix.size());
  std::uint64_t id = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
  if (error != std::errc() || end != name.data() + name.size() || id == 0) return std::nullopt;
  return id;
}

Refusal failed(const std::string& folder, const std::error_code& error) {
  if (error == std::errc::no_space_on_device) return disk_full(folder, error.message());
  return journal_failed("keeping snapshots in " + folder, "在 " + folder + " 保存快照", error.message());
}

class FileSource final : public ByteSource {
 public:
  explicit FileSource(File file) : file_(std::move(file)) {}
  Result<std::size_t> read(std::span<char> into) override {  // read ahead: a scan asks for a few bytes at a time
    std::size_t done = 0;
    while (done < into.size()) {
      if (at_ == filled_) {
        const auto got = file_.read(buffer_);
        if (!got) return got;
        filled_ = *got;
        at_ = 0;
        if (filled_ == 0) break;
      }
      const std::size_t count = std::min(into.size() - done, filled_ - at_);
      std::copy_n(buffer_.begin() + static_cast<std::ptrdiff_t>(at_), count, into.begin() + static_cast<std::ptrdiff_t>(done));
      at_ += count;
      done += count;
    }
    return done;
  }

 private:
  File file_;
  std::vector<char> buffer_ = std::vector<char>(256u << 10);
  std::size_t at_ = 0, filled_ = 0;
};

class FileSink final : public ByteSink {
 public:
  FileSink(File file, std::string folder, std::string final_path)
      : file_(std::move(file)),
        folder_(std::move(folder)),
        final_path_(std::move(final_path)) {}
  ~FileSink() override {
    std::error_code ignored;  // what cannot be removed now is removed at the next opening
    if (!kept_) fs::remove(file_.path(), ignored);
  }

  Result<void> write(std::string_view bytes) override {
    auto written = file_.write(bytes);
    since_hint_ += bytes.size();
    if (since_hint_ >= kWriteOutBytes) {
      file_.begin_writing_out();
      since_hint_ = 0;
    }
    return written;
  }

  Result<void> keep() override {
    if (auto synced = file_.sync(); !synced) return synced;
    std::error_code error;
    fs::rename(file_.path(), final_path_, error);
    if (error) return failed(folder_, error);
    kept_ = true;
    return sync_folder(folder_);
  }

 private:
  File file_;
  std::string folder_, final_path_;
  std::uint64_t since_hint_ = 0;
  bool kept_ = false;
};

}  // namespace

std::string FolderShelf::path(std::uint64_t id) const {
  std::string digits = std::to_string(id);
  if (digits.size() < kDigits) digits.insert(0, kDigits - digits.size(), '0');
  return folder_ + "/" + std::string(kPrefix) + digits + std::string(kSuffix);
}

Result<void> FolderShelf::prepare() {
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error) return failed(folder_, error);
  std::vector<fs::path> unfinished;
  for (auto at = fs::directory_iterator(folder_, error); !error && at != fs::directory_iterator(); at.increment(error)) {
    if (at->path().extension() == kUnfinished) unfinished.push_back(at->path());
  }
  for (const fs::path& file : unfinished) {
    if (!error) fs::remove(file, error);
  }
  if (error) return failed(folder_, error);
  return {};
}

Result<std::vector<std::uint64_t>> FolderShelf::ids() {
  std::vector<std::uint64_t> out;
  std::error_code error;
  for (auto at = fs::directory_iterator(folder_, error); !error && at != fs::directory_iterator(); at.increment(error)) {
    if (const auto id = id_of(at->path().filename().string())) out.push_back(*id);
  }
  if (error) return failed(folder_, error);
  std::sort(out.begin(), out.end());
  return out;
}

Result<std::unique_ptr<ByteSource>> FolderShelf::open(std::uint64_t id) {
  auto file = File::open(path(id), File::Mode::read);
  if (!file) return std::unexpected(file.error());
  return std::make_unique<FileSource>(std::move(*file));
}

Result<std::unique_ptr<ByteSink>> FolderShelf::create(std::uint64_t id) {
  auto file = File::open(path(id) + std::string(kUnfinished), File::Mode::create);
  if (!file) return std::unexpected(file.error());
  return std::make_unique<FileSink>(std::move(*file), folder_, path(id));
}

Result<void> FolderShelf::drop(std::uint64_t id) {
  std::error_code error;
  fs::remove(path(id), error);
  if (error) return failed(folder_, error);
  return {};
}

}  // namespace playmaker::journal
