#include "daemon/desk.hpp"

namespace playmaker::daemon {

base::Result<view::Reader*> Desk::Seat::reader() {
  const std::uint64_t generation = view_.generation();
  if (reader_ == nullptr || generation_ != generation) {
    reader_.reset();
    auto opened = view::open_reader(view_.path());
    if (!opened) return base::busy("view_not_ready", "the view is being made anew; try again in a moment", "视图正在重建,请稍后再试");
    reader_ = std::move(*opened);
    generation_ = generation;
  }
  return reader_.get();
}

Desk::Desk(const ViewLoop& view, std::size_t seats) : view_(view) {
  for (std::size_t i = 0; i < seats; ++i) {
    threads_.emplace_back([this] {
      Seat seat(view_);
      while (!jobs_.finished()) {
        for (const Job& job : jobs_.take(1'000, 1)) job(seat);
      }
    });
  }
}

void Desk::stop() {
  jobs_.close();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

}  // namespace playmaker::daemon
