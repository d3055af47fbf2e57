#pragma once
// What a story may expect, heard from the engine's commits: one happening for each decision that people would notice, with its sentence.
// One thread.
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "daemon/words/words.hpp"
#include "dsl/story/story.hpp"
#include "runtime/channel/port.hpp"
#include "runtime/view/batch.hpp"

namespace playmaker::rehearsal {

enum class Whose : std::uint8_t { own, other /* stands by in the story */, desk /* a branch's, such as its task */, house };
struct Part {                              // who a customer of the engine is in the story
  Whose whose = Whose::own;
  std::string name;                        // the declared customer that another one is like
  std::string branch;                      // that the customer or desk belongs to
};

struct Happening {
  base::Instant at;
  bool told = false;                       // else only for the difference: nothing can be expected of it
  std::uint64_t customer = 0;              // view::customer_key
  Part part;                               // known once the story is played (settle)
  story::Subject subject = story::Subject::nothing;
  story::Word state = story::Word::none;
  std::string playbook, path;              // whose it is
  std::string channel, template_;          // touches; template_ of answers too
  bool contact = false;                    // a touch that costs attention
  std::string name;                        // outcome, person, role, tag, playbook, benefit, arm, activity, event
  std::string role;                        // leads: dealt among
  std::string answer;                      // questions
  std::vector<core::Said> said;            // answers of the customer
  std::vector<core::ReviewFigure> figures; // reviews
  core::ThingRef ref;                      // leads: occurrence is the lead's number
  core::Reason why = core::Reason::none;
  base::Instant until = base::kNever;      // a task's due, a block's first free minute, until when a lead is to be claimed
  std::string text, place;                 // the sentence, and file:line of the step
};

class Witness {
 public:
  Witness(base::Language language) : language_(language) {}
  void hear(const view::Batch& batch);
  void dispatched(const channel::Dispatch& dispatch);   // what a touch is, where the plan does not tell
  void zone(base::Zone zone) { zone_ = zone; }
  void settle(const std::function<Part(std::uint64_t customer)>& part_of);   // once, when everything was heard

  const std::vector<Happening>& happenings() const { return happenings_; }
  const core::Roster* roster() const { return roster_.get(); }
  // Of that customer, sent; nullptr: none.
  const Happening* last_touch(std::uint64_t customer, const std::string& channel, const std::string& template_) const;

 private:
  struct Ear;
  // Of one customer, since numbers of journeys, questions and the like are its own.
  struct Memory {
    using RefKey = std::tuple<std::uint32_t, std::uint32_t, std::uint16_t>;
    struct Touch {
      std::string channel, template_;
      bool contact = false;
    };
    daemon::WordsContext context;
    std::map<RefKey, Touch> touches;
    std::map<std::pair<std::uint32_t, std::uint32_t>, bool> armed;        // runs that have not begun
    std::map<std::uint32_t, std::string> questions;                       // whose role they were put to
    std::map<std::uint32_t, std::string> reserves;                        // by ask: the benefit
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> seats; // by journey and step: the activity
  };
  static Memory::RefKey key(const core::ThingRef& ref) { return {ref.journey, ref.site, ref.occurrence}; }
  Memory& memory(std::uint64_t customer);
  void hear(const view::HeldReview& held);
  base::Language language_;
  base::Zone zone_;
  std::shared_ptr<const core::Roster> roster_;
  std::vector<Happening> happenings_;
  std::map<std::uint64_t, Memory> memories_;
};

}  // namespace playmaker::rehearsal
