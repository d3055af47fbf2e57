#pragma once
// Every bound in one place, each with its reason.
#include <cstddef>
#include <cstdint>

namespace playmaker::base {

constexpr std::size_t kSourceBytesMax = 4u << 20;        // a playbook is read by people; 4 MB is a thousand pages
constexpr std::size_t kNestingMax = 200;                 // depth of expressions and blocks: bounds every recursive descent
constexpr std::size_t kIssuesMax = 100;                  // more than a screenful of messages helps nobody
constexpr std::size_t kBodyBytesMax = 8u << 20;          // one HTTP request: 500 events of 4 kB, four times over
constexpr std::size_t kHeaderBytesMax = 16u << 10;
constexpr std::size_t kBatchEventsMax = 5'000;           // lines in one NDJSON request
constexpr std::size_t kEventBytesMax = 64u << 10;        // one event: the CloudEvents recommendation for relays
constexpr std::size_t kTextBytesMax = 8u << 10;          // one text value
constexpr std::size_t kInboxMax = 65'536;                // inputs waiting: under two seconds of the slowest measured tick rate
constexpr std::size_t kInboxReserved = 4'096;            // of these, room only receipts and operators may use
constexpr std::size_t kTickInputsMax = 16'384;           // one durable commit's share: keeps a commit under about 100 ms
constexpr std::size_t kFactsPerInputMax =
    10'000;        // consequences of one input; beyond it the rest waits for the next tick, with an incident
constexpr std::size_t kJourneysPerCustomerMax = 64;
constexpr std::size_t kTriggerDepthMax = 16;             // emit and hand-off chains within one input
constexpr std::uint64_t kDedupeHorizonDays = 7;
constexpr std::int64_t kAheadMaxMs = 5 * 60 * 1000;      // an event further ahead of now is refused (rule 4)
constexpr std::int64_t kLateDefaultMs = 24 * 3600 * 1000;

}  // namespace playmaker::base
