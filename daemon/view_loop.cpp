#include "daemon/view_loop.hpp"

#include <sys/stat.h>

#include <filesystem>

#include "daemon/clock.hpp"

namespace playmaker::daemon {
namespace {

constexpr std::int64_t kLookMs = 500;          // how often an idle view looks whether its file is still there
constexpr std::size_t kGroupsAtOnce = 50'000;  // in one transaction
constexpr int kFailuresMax = 3;                // in a row, before the view is given up

bool identity(const std::string& path, std::uint64_t& device, std::uint64_t& number) {
  struct stat found{};
  if (::stat(path.c_str(), &found) != 0) return false;
  device = found.st_dev;
  number = found.st_ino;
  return true;
}

}  // namespace

base::Result<std::uint64_t> ViewLoop::open(std::uint64_t commit) {
  auto opened = view::open_projector(path_);
  if (opened && (*opened)->watermark() <= commit) {
    projector_ = std::move(*opened);
    identity(path_, file_device_, file_number_);
  } else {
    if (opened) opened->reset();
    else log_->failed("view_made_anew", opened.error());
    if (auto made = make_anew(); !made) return std::unexpected(made.error());
  }
  even_ns_ = monotonic_nanoseconds();
  seen(projector_->watermark());
  return projector_->watermark();
}

base::Result<void> ViewLoop::make_anew() {
  projector_.reset();
  std::error_code ignored;
  for (const char* part : {"", "-wal", "-shm"}) std::filesystem::remove(path_ + part, ignored);
  auto opened = view::open_projector(path_);
  if (!opened) return std::unexpected(opened.error());
  projector_ = std::move(*opened);
  identity(path_, file_device_, file_number_);
  return {};
}

bool ViewLoop::file_is_ours() const {
  std::uint64_t device = 0, number = 0;
  return identity(path_, device, number) && device == file_device_ && number == file_number_;
}

void ViewLoop::feed(engine::Committed&& committed) {
  const std::size_t groups = committed.batch.items.size() + 1;
  mailbox_.put({false, std::move(committed)}, groups);
}

void ViewLoop::begin_rebuild() { mailbox_.put({true, {}}); }

void ViewLoop::start_over() {
  rebuilding_ = true;
  seen(0);
  if (auto made = make_anew(); !made) {
    log_->failed("view_unusable", made.error());
    ++failures_;
  }
  ++generation_;
  if (failures_ < kFailuresMax) ask_rebuild_();
  else log_->write(LogLevel::error, "view_given_up", {{"file", path_}});
}

void ViewLoop::run() {
  while (!mailbox_.finished()) {
    std::vector<Mail> mails = mailbox_.take(kLookMs, kGroupsAtOnce);
    if (!file_is_ours() && !rebuilding_) {
      log_->write(LogLevel::warning, "view_gone", {{"file", path_}});
      start_over();
    }
    fold(std::move(mails));
    if (mailbox_.weight() == 0 && !rebuilding_) even_ns_ = monotonic_nanoseconds();
  }
  projector_.reset();
}

void ViewLoop::fold(std::vector<Mail> mails) {
  std::vector<view::Batch> batches;
  for (Mail& mail : mails) {
    if (mail.rebuild) {
      batches.clear();
      rebuilding_ = false;
    } else if (!rebuilding_ && mail.committed.batch.roster != nullptr) {
      batches.push_back(std::move(mail.committed.batch));
    }
  }
  if (batches.empty() || projector_ == nullptr) return;
  if (auto folded = projector_->project(batches); !folded) {
    log_->failed("view_failed", folded.error());
    ++failures_;
    return start_over();
  }
  failures_ = 0;
  seen(projector_->watermark());
}

void ViewLoop::seen(std::uint64_t watermark) {
  const std::lock_guard lock(mutex_);
  watermark_ = watermark;
  moved_.notify_all();
}

bool ViewLoop::wait_for(std::uint64_t commit, std::int64_t ms_max) const {
  std::unique_lock lock(mutex_);
  return moved_.wait_for(lock, std::chrono::milliseconds(ms_max), [&] { return watermark_ >= commit; });
}

std::int64_t ViewLoop::lag_ms() const { return waiting() == 0 && !rebuilding_ ? 0 : (monotonic_nanoseconds() - even_ns_) / 1'000'000; }

void ViewLoop::stop() { mailbox_.close(); }

}  // namespace playmaker::daemon
