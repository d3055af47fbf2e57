#pragma once
// A few threads for questions that take their time: reading the view, compiling, asking the engine and waiting for its word. They may
// block, so that neither sockets nor the engine ever do. Each has its own connection to the view.
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "daemon/mailbox.hpp"
#include "daemon/view_loop.hpp"

namespace playmaker::daemon {

class Desk {
 public:
  // What a job finds at its seat.
  class Seat {
   public:
    explicit Seat(const ViewLoop& view) : view_(view) {}
    // Opened at the first use, and again when the view was made anew. Valid within the job.
    base::Result<view::Reader*> reader();

   private:
    const ViewLoop& view_;
    std::unique_ptr<view::Reader> reader_;
    std::uint64_t generation_ = 0;
  };
  using Job = std::function<void(Seat&)>;

  Desk(const ViewLoop& view, std::size_t seats);
  ~Desk() { stop(); }
  bool offer(Job job) { return jobs_.offer(std::move(job)); }   // false: too many wait
  void stop();                                                  // does what was taken, then joins

 private:
  const ViewLoop& view_;
  Mailbox<Job> jobs_{256};
  std::vector<std::thread> threads_;
};

}  // namespace playmaker::daemon
