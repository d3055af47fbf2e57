#pragma once
// One customer's life through the engine's own core, in memory: the same `decide` and `apply` that run in production, a clock that fires
// what is due, channels and resources that answer at once, a few
// people whom a lead is dealt to, each once. Keeps what counts: the contacts.
#include <functional>
#include <vector>

#include "runtime/core/decide.hpp"

namespace playmaker::refute {

struct Contacted {
  base::Instant at;
  core::ThingRef touch;
  std::uint32_t plan = 0;                    // the roster's
  std::uint32_t channel = 0;                 // the dictionary's
  plan::Purpose purpose = plan::Purpose::marketing;
};

class Life {
 public:
  // What a channel answers for a leg of a plan: accepted (and nobody reads), read, or failed_permanent.
  using Answers = std::function<core::DeliveryOutcome(const plan::Plan& plan, std::uint32_t site)>;

  Life(const core::Roster& roster, base::Instant start, Answers answers);   // the roster outlives it
  Life(const Life& other);                   // goes its own way from here on
  Life& operator=(const Life&) = delete;

  core::Customer& customer() { return customer_; }
  const core::World& world() const { return world_; }
  base::Instant now() const { return now_; }
  // Fires what is due until `at`, in order, then decides on `input`.
  void give(const core::Input& input, base::Instant at);
  void advance(base::Instant to);            // and what is due at `to` itself
  // Given again a minute before every midnight from now on, as an import is: a value that must be `fresh` stays so.
  void nightly(core::AttributesSet values);
  // The next instant something is due; kNever: nothing waits.
  base::Instant next() const;
  const std::vector<Contacted>& contacts() const { return contacts_; }
  std::size_t entered() const { return entered_; }   // journeys so far
  bool overrun() const { return overrun_; }  // it never came to rest: nothing it says counts

 private:
  void fire(base::Instant until, bool inclusive);
  void import_tonight();
  void decide_on(const core::Input& input, base::Instant when);
  void take(const core::Fact& fact, std::vector<core::Input>& follow);

  const core::Roster& roster_;
  core::Directory directory_;
  std::vector<core::WidePause> pauses_;
  core::World world_;
  core::Customer customer_;
  Answers answers_;
  base::Instant now_;
  core::AttributesSet nightly_;
  base::Instant night_ = base::kNever;       // the next one
  std::vector<Contacted> contacts_;
  std::vector<std::uint32_t> plan_of_;       // by journey
  std::size_t entered_ = 0;
  bool overrun_ = false;
};

}  // namespace playmaker::refute
