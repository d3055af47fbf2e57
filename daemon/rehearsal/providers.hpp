#pragma once
// The channels of a story: they report what it says, at the time it says, and else that everything was delivered and nobody read it.
// What is said later waits here until the clock has come to it. One thread.
#include <functional>
#include <vector>

#include "dsl/story/story.hpp"
#include "runtime/channel/port.hpp"

namespace playmaker::rehearsal {

class Providers final : public channel::Channel {
 public:
  using Told = std::function<void(const channel::Dispatch&)>;
  Providers(const std::vector<story::Report>& says, Told told) : says_(says), told_(std::move(told)) {}

  void send(const channel::Dispatch& dispatch, channel::Reports& reports) override;

  base::Instant next() const;                                        // of what waits; kNever: nothing
  void say_due(base::Instant now);                                   // puts into the inbox what is due

 private:
  struct Later {
    base::Instant at;
    channel::CustomerKey customer;
    core::DeliveryReported report;
    channel::Reports* to;
  };
  const std::vector<story::Report>& says_;
  Told told_;
  std::vector<Later> later_;
};

}  // namespace playmaker::rehearsal
