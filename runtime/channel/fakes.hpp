#pragma once
// Channels without a world: for replay and simulation, and for tests that script what a provider would say.
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "runtime/channel/port.hpp"

namespace playmaker::channel {

// Accepts and delivers at the instant of the attempt; nobody ever reads. What `replay` sends through.
class Instant final : public Channel {
 public:
  void send(const Dispatch& dispatch, Reports& reports) override;
};

// Keeps every dispatch. Says what was scripted: per template first, then for any touch, in order; afterwards "accepted". A line that says
// nothing leaves the attempt without a result.
class Recorded final : public Channel {
 public:
  struct Line {
    std::vector<core::DeliveryOutcome> says;   // the result, then receipts
    std::string provider;
    base::Millis retry_after = 0, after = 0;   // after: how long after the attempt it is said
  };
  void script(Line line) { any_.push_back(std::move(line)); }
  void script(const std::string& template_, Line line) { by_template_[template_].push_back(std::move(line)); }
  void send(const Dispatch& dispatch, Reports& reports) override;
  const std::vector<Dispatch>& sent() const { return sent_; }

 private:
  Line next(const std::string& template_);
  std::deque<Line> any_;
  std::map<std::string, std::deque<Line>> by_template_;
  std::vector<Dispatch> sent_;
};

}  // namespace playmaker::channel
