#include "runtime/engine/timers.hpp"

#include <algorithm>
#include <tuple>

namespace playmaker::engine {
namespace {

std::int64_t minute_of(base::Instant at) {
  const std::int64_t whole = at.ms / base::kMinute;
  return at.ms % base::kMinute < 0 ? whole - 1 : whole;
}

bool later(const TimerEntry& a, const TimerEntry& b) {
  return std::tie(a.ms, a.lane, a.customer, a.timer) > std::tie(b.ms, b.lane, b.customer, b.timer);
}

}  // namespace

void Timers::add(Surrogate customer, std::uint32_t timer, base::Instant due) {
  if (due == base::kNever) return;
  const std::int64_t minute = minute_of(due);
  const TimerEntry entry{number_of(customer), timer, static_cast<std::uint16_t>(lane_of(customer)),
                         static_cast<std::uint16_t>(due.ms - minute * base::kMinute)};
  ++size_;
  if (minute == near_minute_) {
    near_.push_back(entry);
    std::push_heap(near_.begin(), near_.end(), later);
    return;
  }
  if (minute < near_minute_ && near_minute_ != INT64_MAX) {  // an earlier minute than the open one: that one is shelved again
    auto& shelf = minutes_[near_minute_];
    shelf.insert(shelf.end(), near_.begin(), near_.end());
    near_.clear();
    near_minute_ = INT64_MAX;
  }
  minutes_[minute].push_back(entry);
  open_earliest();
}

void Timers::open_earliest() {
  if (near_minute_ != INT64_MAX && !near_.empty()) return;
  near_minute_ = INT64_MAX;
  if (minutes_.empty()) return;
  const auto first = minutes_.begin();
  near_minute_ = first->first;
  near_ = std::move(first->second);
  minutes_.erase(first);
  std::make_heap(near_.begin(), near_.end(), later);
}

base::Instant Timers::next() const {
  if (near_.empty()) return base::kNever;
  return {near_minute_ * base::kMinute + near_.front().ms};
}

bool Timers::pop(base::Instant until, std::size_t most, base::Instant& due, std::vector<TimerEntry>& out) {
  out.clear();
  if (near_.empty() || next() > until) return false;
  due = next();
  while (!near_.empty() && next() == due) {
    const TimerEntry& first = near_.front();
    if (out.size() >= most && (first.customer != out.back().customer || first.lane != out.back().lane)) break;
    out.push_back(first);
    drop_front();
  }
  return true;
}

void Timers::drop_front() {
  std::pop_heap(near_.begin(), near_.end(), later);
  near_.pop_back();
  --size_;
  open_earliest();
}

void Timers::clear() {
  minutes_.clear();
  near_.clear();
  near_minute_ = INT64_MAX;
  size_ = 0;
}

}  // namespace playmaker::engine
