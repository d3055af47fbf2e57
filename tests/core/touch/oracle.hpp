#pragma once
// An oracle that shares no code with the permit: every rule said again, minute by minute, over all that was sent; and random policies
// written both ways.
#include <algorithm>
#include <string>
#include <vector>

#include "runtime/base/prng.hpp"
#include "tests/core/touch/one_customer.hpp"

namespace playmaker::core::touch_testing {

using namespace testing;

struct Rules {
  struct Cap {
    std::size_t at_most;
    int days;
    plan::Period period;
    bool sliding;
    std::vector<std::string> channels;
    std::string channel;
  };
  struct Gap {
    int hours;
    std::vector<std::string> channels;
  };
  int quiet_from = -1, quiet_to = -1;      // minutes; -1: none
  std::vector<Cap> caps;
  std::vector<Gap> gaps;
  bool consent_sms = false, service_exempt = false;
};
struct Sent {
  Instant at;
  std::string channel;
  plan::Purpose purpose;
};

bool named(const std::vector<std::string>& names, const std::string& name);

class Oracle {
 public:
  Oracle(const Rules& rules, base::Zone zone) : rules_(rules), zone_(zone) {}

  bool quiet(Instant t) const;
  // Do caps and distances hold over all that was sent?
  bool holds(const std::vector<Sent>& all) const;
  bool free(Instant t, const std::string& channel, plan::Purpose purpose, std::vector<Sent> all) const;

 private:
  std::vector<Sent> of(const std::vector<Sent>& all, const std::vector<std::string>& channels, const std::string& channel) const;
  // Same wall clock so many civil days later is out of the window.
  bool within(Instant first, Instant other, int days) const;
  bool same_period(Instant a, Instant b, plan::Period period) const;
  Rules rules_;
  base::Zone zone_;
};

inline const std::vector<std::string> kChannels = {"sms", "push", "wecom"};

Rules random_rules(base::Prng& chance);

void write_policy(OneCustomer& c, const Rules& rules);

}  // namespace playmaker::core::touch_testing
