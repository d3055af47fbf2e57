#pragma once
// The laws that runtime/channel/port.hpp asks of every channel, as one check that each adapter's test calls.
#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "runtime/channel/port.hpp"

namespace playmaker::channel::testing {

// Keeps what is reported, from whichever thread.
class Collected final : public Reports {
 public:
  void report(const CustomerKey& customer, core::DeliveryReported report) override {
    const std::scoped_lock lock(mutex_);
    reports_.emplace_back(customer, std::move(report));
  }
  std::vector<std::pair<CustomerKey, core::DeliveryReported>> taken() const {
    const std::scoped_lock lock(mutex_);
    return reports_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::pair<CustomerKey, core::DeliveryReported>> reports_;
};

inline Dispatch dispatch(std::uint32_t customer, std::uint16_t attempt = 1) {
  Dispatch made;
  made.touch = made.idempotency_key = "t_" + std::to_string(customer);
  made.customer = {3, customer};
  made.ref = {customer, 7, 2};
  made.channel = "sms";
  made.template_ = "offer";
  made.customer_id = "c-" + std::to_string(customer);
  made.fields = {{"name", "王芳"}};
  made.attempt = attempt;
  made.at = base::Instant{1'772'416'800'000};   // 2026-03-02T10:00:00+08:00
  made.deadline = made.at + 5 * base::kMinute;
  made.time_to_live = base::kHour;
  return made;
}

inline bool is_result(core::DeliveryOutcome outcome) {
  using enum core::DeliveryOutcome;
  return outcome == accepted || outcome == failed_temporary || outcome == failed_permanent || outcome == throttled || outcome == unknown;
}

// `quiet` lets an adapter work until it has nothing left to do. The adapter must answer every attempt.
inline void conforms(Channel& channel, const std::function<void()>& quiet) {
  const std::vector<Dispatch> sent = {dispatch(1), dispatch(2, 3), dispatch(3)};
  Collected reports;
  for (const Dispatch& each : sent) channel.send(each, reports);
  quiet();
  for (const Dispatch& each : sent) {
    int results = 0;
    for (const auto& [customer, report] : reports.taken()) {
      if (!(report.touch == each.ref)) continue;
      CHECK(customer == each.customer);
      CHECK(report.at >= each.at);
      if (is_result(report.outcome) && report.attempt != 0) {
        ++results;
        CHECK(report.attempt == each.attempt);
      } else {
        CHECK(report.attempt == 0);
      }
    }
    CHECK(results == 1);
  }
  const auto all = reports.taken();
  CHECK(std::all_of(all.begin(), all.end(), [&](const auto& one) {
    return std::any_of(sent.begin(), sent.end(), [&](const Dispatch& each) { return each.ref == one.second.touch; });
  }));
}

}  // namespace playmaker::channel::testing
