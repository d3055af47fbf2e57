#pragma once
// What a story may expect, heard from the engine's commits: one happening for each decision that people would notice, with its sentence.
// One thread.
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "daemon/words/words.hpp"
#include "dsl/story/story.hpp"
#include "runtime/channel/port.hpp"
#include "runtime/view/batch.hpp"

namespace playmaker::rehearsal {

struct Happening {
  base::Instant at;
  bool told = false;                       // else only for the difference: nothing can be expected of it
  bool desk = false;                       // a branch's own, such as its task: no matter of the customer's
  story::Subject subject = story::Subject::nothing;
  story::Word state = story::Word::none;
  std::string playbook, path;              // whose it is
  std::string channel, template_;          // touches
  bool contact = false;                    // a touch that costs attention
  std::string name;                        // outcome, person, role, tag, playbook, benefit
  core::ThingRef ref;
  core::Reason why = core::Reason::none;
  base::Instant until = base::kNever;      // a task's due, a block's first free minute
  std::string text, place;                 // the sentence, and file:line of the step
};

class Witness {
 public:
  Witness(base::Language language) : language_(language) {}
  void hear(const view::Batch& batch);
  void dispatched(const channel::Dispatch& dispatch);   // what a touch is, where the plan does not tell
  void zone(base::Zone zone) { context_.zone = zone; }

  const std::vector<Happening>& happenings() const { return happenings_; }
  const Happening* last_touch(const std::string& channel, const std::string& template_) const;   // sent; nullptr: none

 private:
  struct Ear;
  using RefKey = std::tuple<std::uint32_t, std::uint32_t, std::uint16_t>;
  static RefKey key(const core::ThingRef& ref) { return {ref.journey, ref.site, ref.occurrence}; }
  struct Touch {
    std::string channel, template_;
    bool contact = false;
  };
  base::Language language_;
  std::shared_ptr<const core::Roster> roster_;
  daemon::WordsContext context_;
  std::vector<Happening> happenings_;
  std::map<RefKey, Touch> touches_;
  std::set<std::uint64_t> desks_;          // by view::customer_key: branches, which have tasks of their own
  std::map<std::pair<std::uint32_t, std::uint32_t>, bool> armed_;   // runs that have not begun
};

}  // namespace playmaker::rehearsal
