#pragma once
// Where dispatches go once their SENDING fact is durable: whoever wires the engine routes them to the channel of that name
// (runtime/channel/port.hpp). What became of an attempt comes back through the inbox as Reports.
#include <functional>
#include <utility>

#include "runtime/channel/port.hpp"
#include "runtime/engine/inbox.hpp"

namespace playmaker::engine {

using DispatchTo = std::function<void(channel::Dispatch&&)>;   // on the engine's thread; never blocks

// Reports of adapters, put into an engine's inbox from any thread. A report that finds even the reserved room full is lost, and its
// attempt is taken as unknown at its deadline.
class InboxReports final : public channel::Reports {
 public:
  explicit InboxReports(Inbox& inbox) : inbox_(inbox) {}
  void report(const channel::CustomerKey& customer, core::DeliveryReported report) override {
    (void)inbox_.post(engine::Reports{{{surrogate_of(customer.lane, customer.number), std::move(report)}}});
  }

 private:
  Inbox& inbox_;
};

}  // namespace playmaker::engine
