#pragma once
// Whether a guarantee that could not be proved is broken: its suspected runs are lived through by the engine's core, on real dates. Only
// what happened there is called refuted.
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "daemon/refute/life.hpp"
#include "dsl/compile.hpp"

namespace playmaker::refute {

// A run in which the engine itself made more contacts than were promised.
struct Broken {
  base::Instant entered;
  struct Step {
    std::uint32_t task = plan::kNone;        // Plan::tasks, else an event
    std::uint32_t event = plan::kNone;       // Unit::events
    base::Instant at;
  };
  std::vector<Step> steps;                   // what happened meanwhile
  std::vector<Contacted> contacts;           // of the window, by time
};

// How many contacts of `plan` that `cap` counts fall into one window at most, and which; `cap` as promised.
std::vector<Contacted> fullest(const core::Roster& roster, const core::LinkedPlan& plan, const plan::Cap& cap,
                               const std::vector<Contacted>& contacts);

inline constexpr int kLivesTried = 6'000;
struct Effort {
  int runs = kLivesTried;                          // lives tried for one guarantee; 0: none, what is remembered is all that is known
  std::function<bool()> stop{};              // asked before each life: true gives up on the guarantee, which stays as it was
};
struct Replayed {
  std::optional<Broken> broken;
  bool given_up = false;                     // told to stop: nothing is known
};
Replayed replay(const core::Roster& roster, const core::LinkedPlan& plan, const prove::Promise& promise, const Effort& effort = {});

// What became of guarantees that were tried, by what their texts mean: a text that comes again is not lived through again.
class Memory {
 public:
  const std::optional<Broken>* find(const std::string& key) const;   // nullptr: not tried yet
  void keep(const std::string& key, std::optional<Broken> found);

 private:
  std::map<std::string, std::optional<Broken>> found_;               // a few hundred; then it begins anew
};

// Somebody answers for a playbook whose guarantee is broken: it may run all the same, and says so wherever it is listed.
struct Waiver {
  std::string playbook, reason;
};
// PLAYBOOK=REASON; nullopt: one of the two is missing.
std::optional<Waiver> waiver_of(const std::string& written);

// Lives through what is suspected of all guarantees of `made` and says what is broken in its issues, in place of the doubt; what is waived
// becomes a warning. A doubt that stays says that the engine was asked. Leaves what cannot be linked as it is.
struct Refuted {
  bool kept = true;                          // no guarantee is broken, but for those waived
  bool untried = false;                      // some were not tried, or given up
  std::vector<std::string> waived;           // beside made.plans: the reason where a broken guarantee was waived, else empty
};
Refuted refute(dsl::Compiled& made, const std::vector<Waiver>& waivers = {}, const Effort& effort = {}, Memory* memory = nullptr);

}  // namespace playmaker::refute
