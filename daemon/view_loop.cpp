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
  if (projector_->watermark() != commit) state_ = State::discarding;   // until the journal is read
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
  if (given_up()) return;
  const std::size_t groups = committed.batch.items.size() + 1;
  mailbox_.put({Mail::commit, std::move(committed)}, groups);
}

void ViewLoop::begin_catching_up() { mailbox_.put({Mail::begin, {}}); }
void ViewLoop::piece_ends(bool last) { mailbox_.put({last ? Mail::last_piece_end : Mail::piece_end, {}}); }

void ViewLoop::give_up() {
  enter(State::given_up);
  log_->write(LogLevel::error, "view_given_up", {{"file", path_}});
}

void ViewLoop::enter(State state) {
  const std::lock_guard lock(mutex_);
  state_ = state;
  moved_.notify_all();
}

void ViewLoop::start_over() {
  enter(State::discarding);
  seen(0);
  if (auto made = make_anew(); !made) {
    log_->failed("view_unusable", made.error());
    ++failures_;
  }
  ++generation_;
  if (failures_ < kFailuresMax) asks_.begin(0);
  else give_up();
}

void ViewLoop::run() {
  while (!mailbox_.finished()) {
    std::vector<Mail> mails = mailbox_.take(kLookMs, kGroupsAtOnce);
    if (state_ != State::discarding && state_ != State::given_up && !file_is_ours()) {
      log_->write(LogLevel::warning, "view_gone", {{"file", path_}});
      start_over();
    }
    take(std::move(mails));
    if (mailbox_.weight() == 0 && state_ == State::following) even_ns_ = monotonic_nanoseconds();
  }
  projector_.reset();
}

void ViewLoop::take(std::vector<Mail> mails) {
  std::vector<view::Batch> batches;
  for (Mail& mail : mails) {
    if (state_ == State::given_up) return;
    if (mail.kind == Mail::begin) {
      batches.clear();
      enter(State::catching_up);
    } else if (state_ == State::discarding) {
      continue;                                  // of before, or of a rebuild that was begun again
    } else if (mail.kind == Mail::commit) {
      if (mail.committed.batch.roster != nullptr) batches.push_back(std::move(mail.committed.batch));
    } else if (mail.kind == Mail::piece_end) {
      asks_.go_on();                             // the next piece is read while this one is folded
    } else {
      if (!fold(batches)) continue;
      enter(State::following);
    }
  }
  fold(batches);
}

bool ViewLoop::fold(std::vector<view::Batch>& batches) {
  if (batches.empty() || projector_ == nullptr) return true;
  const auto folded = projector_->project(batches);
  batches.clear();
  if (!folded) {
    log_->failed("view_failed", folded.error());
    ++failures_;
    start_over();
    return false;
  }
  failures_ = 0;
  seen(projector_->watermark());
  return true;
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

bool ViewLoop::wait_until_followed(std::int64_t ms_max) const {
  std::unique_lock lock(mutex_);
  return moved_.wait_for(lock, std::chrono::milliseconds(ms_max), [&] { return !behind(); });
}

std::int64_t ViewLoop::lag_ms() const {
  return waiting() == 0 && state_ == State::following ? 0 : (monotonic_nanoseconds() - even_ns_) / 1'000'000;
}

void ViewLoop::stop() { mailbox_.close(); }

}  // namespace playmaker::daemon
