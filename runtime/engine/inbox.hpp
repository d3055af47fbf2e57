#pragma once
// The bounded mailbox between whoever asks and the engine. Threads: post() from any, the rest from the engine's. Counted in items, not
// commands, so that a batch takes the room it needs. Receipts, reports and operators have room of their own: a flood of events can
// neither delay nor refuse the word that a touch was delivered or that everything is to stop.
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>

#include "runtime/base/limits.hpp"
#include "runtime/base/time.hpp"
#include "runtime/engine/commands/command.hpp"

namespace playmaker::engine {

class Inbox {
 public:
  explicit Inbox(std::size_t items_max = base::kInboxMax, std::size_t items_reserved = base::kInboxReserved)
      : items_max_(items_max),
        items_reserved_(items_reserved) {}

  // Takes the command, or leaves it as it was and answers busy inbox_full (429, try again in a second) or busy closing.
  base::Result<void> post(Command&& command);

  bool pop(Command& out);                      // operators and receipts first; false: empty
  bool empty() const;
  std::size_t depth() const;                   // items waiting
  // Sleeps until something is posted or `at_most` is over; a wake() ends it too.
  void wait(base::Millis at_most);
  void wake();
  void close();                                // from here on post() refuses; what is in it is still popped

 private:
  mutable std::mutex mutex_;
  std::condition_variable posted_;
  std::deque<Command> urgent_, ordinary_;
  std::size_t items_max_, items_reserved_, urgent_items_ = 0, ordinary_items_ = 0;
  bool closed_ = false, woken_ = false;
};

std::size_t items_of(const Command& command);
bool urgent(const Command& command);

}  // namespace playmaker::engine
