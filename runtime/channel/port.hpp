#pragma once
// The port to whatever carries a touch to a customer: an SMS gateway, a file, a person's tool. The engine hands a dispatch over only after
// its TouchSending fact is durable; what became of it comes back as reports, in the inbox, like any other input.
//
//   engine ── Dispatch ──> Channel            exactly once a TouchSending fact
//   engine <── Report ──── Channel            one result of the attempt, then receipts in any order and number
//
// Laws of an adapter (tests/engine/channel_conformance.hpp):
//   - `send` never blocks and never throws; an adapter with I/O queues the dispatch and works elsewhere.
//   - The result is one of accepted, failed_temporary, failed_permanent, throttled, unknown, and names the attempt. An adapter that cannot
//     tell (the line broke after the bytes left) says unknown; one that says nothing by `deadline` is taken as unknown too.
//   - It attempts nothing after `deadline`, and tells the provider `time_to_live` where the provider understands one.
//   - It hands `idempotency_key` to providers that honour one; the key and the fields are the same in every attempt of a touch.
//   - Receipts (delivered, read, opened, answered, a late failure) name attempt 0 when they do not know which it was.
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/core/input.hpp"

namespace playmaker::channel {

// Whose inbox a report goes to.
struct CustomerKey {
  std::uint8_t lane = 0;
  std::uint32_t number = 0;                // within the lane
  bool operator==(const CustomerKey&) const = default;
};

struct Field {
  std::string name, text;
};  // as the template names it, already in words; may be personal: never logged

struct Dispatch {
  std::string touch;                       // the sealed id, as the outside knows it
  std::string idempotency_key;             // the same in every attempt
  CustomerKey customer;
  core::ThingRef ref;
  std::string channel, template_;          // names
  std::string address;                     // where the channel reaches the customer; may be empty for channels that know by themselves
  std::string customer_id;                 // the outside id
  std::vector<Field> fields;
  std::uint16_t attempt = 1;
  base::Instant at;                        // when the attempt was decided
  base::Instant deadline;                  // later its result is taken as unknown
  base::Millis time_to_live = 0;           // what is left of the touch's window
};

// Where adapters say what became of a dispatch. Outlives every channel. Callable from any thread; never blocks an engine thread.
class Reports {
 public:
  virtual ~Reports() = default;
  virtual void report(const CustomerKey& customer, core::DeliveryReported report) = 0;
};

class Channel {
 public:
  virtual ~Channel() = default;
  virtual void send(const Dispatch& dispatch, Reports& reports) = 0;
};

// The report of an attempt's result, or (attempt 0) of a receipt.
core::DeliveryReported report_of(const Dispatch& dispatch, core::DeliveryOutcome outcome, base::Instant at);

}  // namespace playmaker::channel
