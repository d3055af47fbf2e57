// Small playbooks made up from a seed, and every order of what can happen to them within small bounds: at each of a few moments nothing,
// an event, a task done or only closed, a question answered; touches taken, read or refused; whatever the attribute says. What is proved of
// them no order breaks.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <map>
#include <set>

#include "daemon/refute/promises.hpp"
#include "dsl/source/render.hpp"
#include "tests/refute/making.hpp"

using namespace playmaker;
using core::DeliveryOutcome;

namespace {

class Orders {
 public:
  Orders(const core::Roster& roster, const core::LinkedPlan& plan, const plan::Cap& cap, std::size_t moments)
      : roster_(roster),
        plan_(plan),
        cap_(cap),
        moments_(moments) {
    for (const char* name : {"deposit", "visit", "opened", "later"}) {
      const bool used =
          std::ranges::any_of(plan.plan->unit.events, [&](plan::TextIndex text) { return plan.plan->unit.texts[text] == name; });
      if (used) events_.push_back(roster.dictionary->find(core::Names::event, name));
    }
    for (const plan::Send& send : plan.plan->sends) falls_back_ = falls_back_ || send.legs.size() > 1;
    reads_ = std::ranges::any_of(plan.plan->unit.attributes,
                                 [&](const plan::AttributeName& each) { return plan.plan->unit.texts[each.name] == "vip"; });
  }

  // The fullest window of all orders, and how many there were.
  std::vector<refute::Contacted> fullest() {
    static constexpr DeliveryOutcome kSays[] = {DeliveryOutcome::accepted, DeliveryOutcome::failed_permanent, DeliveryOutcome::read};
    for (int says = 0; says < (falls_back_ ? 3 : 1); ++says) {
      for (int vip = 0; vip < (reads_ ? 2 : 1); ++vip) {
        for (const int entry : {9 * 60 + 59, 18 * 60 + 1}) begin(kSays[says], vip == 0, entry);
      }
    }
    return best_;
  }
  std::size_t lives() const { return lives_; }

 private:
  void begin(DeliveryOutcome says, bool vip, int entry) {
    const base::Instant start = base::start_of_day(roster_.zone, base::date_of(2026, 3, 4));
    refute::Life life(roster_, start - base::kMinute, refute_tests::answering(says));
    life.give(core::CustomerAppeared{}, start - base::kMinute);
    life.give(refute_tests::profile(roster_, vip, start - base::kMinute), start - base::kMinute);
    start_ = start + entry * base::kMinute;
    const auto& entries = plan_.plan->audience.entries;
    if (std::ranges::any_of(entries, [](const plan::Entry& each) { return each.kind == plan::EntryKind::sweep; }))
      life.give(core::SweepDue{plan_.number, 0, base::local_date(roster_.zone, start_)}, start_);
    happens(life, roster_.dictionary->find(core::Names::event, "opened"), start_);
    go_on(life, 0);
  }

  void happens(refute::Life& life, std::uint32_t event, base::Instant at) const {
    core::EventArrived arrived;
    arrived.event = event;
    arrived.at = at;
    if (event == roster_.dictionary->find(core::Names::event, "later"))
      arrived.fields = {{plan::Kind::instant, (at + 26 * base::kHour).ms, {}, {}}};
    life.give(arrived, at);
  }

  // Each choice is a life of its own from here on.
  void go_on(const refute::Life& life, std::size_t moment) {
    static constexpr base::Millis kMoments[] = {26 * base::kHour, 50 * base::kHour, 4 * base::kDay, 7 * base::kDay + 2 * base::kHour,
                                                9 * base::kDay};
    refute::Life nothing(life);
    if (moment >= moments_ || moment >= std::size(kMoments)) {
      ++lives_;
      nothing.advance(start_ + 60 * base::kDay);
      auto window = refute::fullest(roster_, plan_, cap_, nothing.contacts());
      if (!nothing.overrun() && window.size() > best_.size()) best_ = std::move(window);
      return;
    }
    const base::Instant at = start_ + kMoments[moment];
    nothing.advance(at);
    for (const std::uint32_t event : events_) {
      refute::Life with(nothing);
      happens(with, event, at);
      go_on(with, moment + 1);
    }
    for (const core::DeliveryReported& answer : refute_tests::answers(nothing.customer())) {
      refute::Life with(nothing);
      with.give(answer, at);
      go_on(with, moment + 1);
    }
    std::set<std::uint32_t> tried;
    for (const core::Journey& journey : nothing.customer().journeys) {
      for (const core::Task& task : journey.tasks) {
        if (task.phase != core::TaskPhase::open || !tried.insert(task.site).second) continue;
        refute::Life with(nothing);
        with.give(core::TaskReported{{journey.journey, task.site, task.occurrence}, "", "x", {}}, at);
        go_on(with, moment + 1);
      }
    }
    go_on(nothing, moment + 1);
  }

  const core::Roster& roster_;
  const core::LinkedPlan& plan_;
  const plan::Cap& cap_;
  std::size_t moments_;
  std::vector<std::uint32_t> events_;
  bool falls_back_ = false, reads_ = false;
  base::Instant start_;
  std::vector<refute::Contacted> best_;
  std::size_t lives_ = 0;
};

}  // namespace

TEST_CASE("guarantees of random playbooks: no order of what can happen breaks what is proved") {
  const bool light = std::getenv("PLAYMAKER_LIGHT") != nullptr, soak = std::getenv("PLAYMAKER_SOAK") != nullptr;
  const std::size_t moments = light ? 2 : soak ? 5 : 4;
  const int playbooks = light ? 100 : 1'000;
  // What the bound claims to know: each is among what is proved and lived.
  std::map<std::string, int> seen;
  for (const char* each :
       {"repeat ",   "experiment ",  "ask survey",    "place banner",  "invite ",   "include ",      "task for branch", "for each",
        "hand over", "hand off",     "overlap merge", "overlap queue", "stage ",    "decide ",       "goal ",           "exit ",
        "pause ",    "consent lost", "breakpoint ",   "wave ",         "must task", "per h.product", "attempts ",       "call back "})
    seen[each] = 0;
  std::size_t proven = 0, lives = 0;
  for (int seed = 1; seed <= playbooks; ++seed) {
    const std::string text = refute_tests::Making(static_cast<std::uint64_t>(seed)).text();
    const dsl::Compiled made = refute_tests::compile(text);
    if (!made.ok || made.promises.at(0).verdict != prove::Verdict::proven) continue;
    ++proven;
    for (auto& [each, times] : seen) times += text.find(each, text.find("playbook p")) != std::string::npos ? 1 : 0;
    const auto roster = refute_tests::linked(made);
    REQUIRE(roster.has_value());
    const core::LinkedPlan& plan = *(*roster)->plans[(*roster)->live.front()];
    const prove::Promise& promise = made.promises[0];
    Orders orders(**roster, plan, promise.cap, moments);
    const auto window = orders.fullest();
    lives += orders.lives();
    if (window.size() <= promise.cap.at_most && window.size() <= promise.most) continue;
    for (const refute::Contacted& each : window)
      UNSCOPED_INFO(base::format_minute(each.at, (*roster)->zone) << " " << plan.plan->sites[each.touch.site].path);
    FAIL("seed " << seed << " makes " << window.size() << ", proved at most " << promise.most << "\n"
                 << text.substr(text.find("playbook p")));
  }
  for (const auto& [each, times] : seen) {
    INFO(each << times);
    CHECK(times >= (light ? 0 : 5));
  }
  CAPTURE(proven, lives);
  CHECK(proven > static_cast<std::size_t>(playbooks) / 4);
  CHECK(lives > proven * 8);
}
