#include "runtime/engine/inbox.hpp"

#include <chrono>

namespace playmaker::engine {

std::size_t items_of(const Command& command) {
  if (const auto* events = std::get_if<Events>(&command)) return std::max<std::size_t>(1, events->events.size());
  if (const auto* rows = std::get_if<Import>(&command)) return std::max<std::size_t>(1, rows->rows.size());
  if (const auto* receipts = std::get_if<Receipts>(&command)) return std::max<std::size_t>(1, receipts->receipts.size());
  if (const auto* reports = std::get_if<Reports>(&command)) return std::max<std::size_t>(1, reports->reports.size());
  return 1;
}

bool urgent(const Command& command) {
  return !std::holds_alternative<Events>(command) && !std::holds_alternative<Import>(command) &&
         !std::holds_alternative<ImportDone>(command);
}

base::Result<void> Inbox::post(Command&& command) {
  const std::size_t items = items_of(command);
  const bool first = urgent(command);
  {
    const std::lock_guard lock(mutex_);
    if (closed_)
      return base::busy("closing", "the daemon is shutting down; send it again after the restart", "服务正在关闭,请在重启后重发");
    const std::size_t room = first ? items_max_ : items_max_ - items_reserved_;
    const std::size_t waiting = urgent_items_ + ordinary_items_;
    // A batch larger than the whole room would never fit: it is taken when nothing else waits.
    if (waiting != 0 && waiting + items > room) {
      return base::busy("inbox_full", "the inbox is full (" + std::to_string(waiting) + " items wait); send it again in a second",
                        "收件箱已满(" + std::to_string(waiting) + " 项待处理),请一秒后重发");
    }
    (first ? urgent_items_ : ordinary_items_) += items;
    (first ? urgent_ : ordinary_).push_back(std::move(command));
  }
  posted_.notify_one();
  return {};
}

bool Inbox::pop(Command& out) {
  const std::lock_guard lock(mutex_);
  std::deque<Command>& queue = urgent_.empty() ? ordinary_ : urgent_;
  if (queue.empty()) return false;
  out = std::move(queue.front());
  queue.pop_front();
  (&queue == &urgent_ ? urgent_items_ : ordinary_items_) -= items_of(out);
  return true;
}

bool Inbox::empty() const {
  const std::lock_guard lock(mutex_);
  return urgent_.empty() && ordinary_.empty();
}

std::size_t Inbox::depth() const {
  const std::lock_guard lock(mutex_);
  return urgent_items_ + ordinary_items_;
}

void Inbox::wait(base::Millis at_most) {
  std::unique_lock lock(mutex_);
  posted_.wait_for(lock, std::chrono::milliseconds(at_most), [this] { return woken_ || !urgent_.empty() || !ordinary_.empty(); });
  woken_ = false;
}

void Inbox::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  posted_.notify_one();
}

void Inbox::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
}

}  // namespace playmaker::engine
