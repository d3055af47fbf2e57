#pragma once
// A checker that knows nothing of the engine's judgement: it reads the journal's groups in order and finds every send that broke the
// house's contact policy (playbooks/shared/contact.play, its figures written out here by hand), over all *possible* sends: a contact
// counts from the moment its slot is reserved, unless it definitely failed.
//
//   quiet 21:00 to 08:30 · 1 a day over sms, push, wecom · 3 in 7 days · 4 sms a calendar month · 20 hours apart over sms, push, wecom
//   consent.marketing before marketing, consent.CHANNEL before CHANNEL · nothing while do_not_contact · 7 days after complaint_opened for
//   marketing · service and regulatory are neither counted nor blocked, but quiet hours hold for them too
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "runtime/engine/engine.hpp"

namespace playmaker::engine_tests {

class BreachOracle {
 public:
  void see(const core::Roster& roster, std::uint64_t customer, const core::Group& group);
  void finish(const core::Roster& roster);                 // the caps, over everything seen
  const std::vector<std::string>& breaches() const { return breaches_; }
  std::size_t sends() const { return sends_; }
  std::size_t contacts() const { return contacts_; }

 private:
  struct Slot {
    base::Instant at;
    std::string channel;
    plan::Purpose purpose = plan::Purpose::marketing;
  };
  struct Known {
    std::map<std::string, bool> truths;                    // consents and do_not_contact, as last set
    base::Instant complaint{INT64_MIN};
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint16_t>, Slot> slots;
  };
  void sending(const Known& known, std::uint64_t customer, const core::ThingRef& ref, base::Instant at);
  void breach(std::uint64_t customer, base::Instant at, const std::string& what);
  std::map<std::uint64_t, Known> customers_;
  std::vector<std::string> breaches_;
  std::size_t sends_ = 0, contacts_ = 0;
};

}  // namespace playmaker::engine_tests
