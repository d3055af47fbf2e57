#pragma once
// A bounded mailbox between two threads. put() waits for room: only the engine may do that (towards the view); whoever must not wait
// uses offer().
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <vector>

namespace playmaker::daemon {

template <class Item>
class Mailbox {
 public:
  explicit Mailbox(std::size_t weight_max) : weight_max_(weight_max) {}

  // Waits until there is room, or nobody takes any more (then the item is dropped). An item heavier than all the room goes in alone.
  void put(Item item, std::size_t weight = 1) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return closed_ || weight_ == 0 || weight_ + weight <= weight_max_; });
    if (closed_) return;
    add(std::move(item), weight);
  }
  bool offer(Item item, std::size_t weight = 1) {
    const std::lock_guard lock(mutex_);
    if (closed_ || (weight_ != 0 && weight_ + weight > weight_max_)) return false;
    add(std::move(item), weight);
    return true;
  }
  // Waits for something, at most so long, and takes all there is up to about `weight`. Empty: nothing came, or closed and taken out.
  std::vector<Item> take(std::int64_t ms_max, std::size_t weight) {
    std::unique_lock lock(mutex_);
    arrived_.wait_for(lock, std::chrono::milliseconds(ms_max), [&] { return closed_ || woken_ || !items_.empty(); });
    woken_ = false;
    std::vector<Item> out;
    std::size_t taken = 0;
    while (!items_.empty() && taken < weight) {
      taken += items_.front().weight;
      weight_ -= items_.front().weight;
      out.push_back(std::move(items_.front().item));
      items_.pop_front();
    }
    room_.notify_all();
    return out;
  }
  void wake() {
    const std::lock_guard lock(mutex_);
    woken_ = true;
    arrived_.notify_all();
  }
  void close() {                         // what is in it is still taken
    const std::lock_guard lock(mutex_);
    closed_ = true;
    arrived_.notify_all();
    room_.notify_all();
  }
  bool finished() const {                // closed, and everything taken
    const std::lock_guard lock(mutex_);
    return closed_ && items_.empty();
  }
  std::size_t weight() const {
    const std::lock_guard lock(mutex_);
    return weight_;
  }

 private:
  struct Weighed {
    Item item;
    std::size_t weight;
  };
  void add(Item item, std::size_t weight) {
    items_.push_back({std::move(item), weight});
    weight_ += weight;
    arrived_.notify_all();
  }
  mutable std::mutex mutex_;
  std::condition_variable arrived_, room_;
  std::deque<Weighed> items_;
  std::size_t weight_max_, weight_ = 0;
  bool closed_ = false, woken_ = false;
};

}  // namespace playmaker::daemon
