// Tangled playbooks made up from a seed, and lives made up as well: events that come on time or up to 20 days late, fields that change,
// consent that is lost and given again, channels that fail, customers in another zone. What is proved of them no life breaks.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <map>

#include "daemon/refute/promises.hpp"
#include "tests/refute/bank.hpp"
#include "tests/refute/tangled.hpp"

using namespace playmaker;
using core::DeliveryOutcome;

namespace {

class Living {
 public:
  Living(const core::Roster& roster, const core::LinkedPlan& plan, std::uint64_t seed) : roster_(roster), plan_(plan), chance_(seed) {}

  std::vector<refute::Contacted> contacts() {
    const base::Instant start = base::start_of_day(roster_.zone, base::date_of(2026, 3, 2 + below(7)));
    const int fails = below(3);   // channels that fail for certain: none, push, push and sms
    const auto says = [fails](const plan::Plan& of, std::uint32_t site) {
      for (const plan::Send& send : of.sends) {
        for (const plan::Leg& leg : send.legs) {
          const std::string& channel = of.unit.texts[leg.channel];
          if (leg.site == site && ((fails > 0 && channel == "push") || (fails > 1 && channel == "sms")))
            return DeliveryOutcome::failed_permanent;
        }
      }
      return DeliveryOutcome::accepted;
    };
    refute::Life life(roster_, start - base::kMinute, says);
    life.give(core::CustomerAppeared{}, start - base::kMinute);
    set(life, "consent", {plan::Kind::boolean, 1, {}, {}});
    set(life, "flag", {plan::Kind::boolean, below(2), {}, {}});
    set(life, "tier", {plan::Kind::one_of, number(core::Names::symbol, below(3) == 0 ? "mass" : "gold"), {}, {}});
    if (below(4) == 0) set(life, "zone", {plan::Kind::text, 0, below(2) == 0 ? "Pacific/Auckland" : "America/New_York", {}});
    const int often = 1 + below(3);
    for (int day = 0; day < 36 && !life.overrun(); ++day) {
      base::Instant at = start + day * base::kDay;
      sweep(life, at);
      if (day == 0) at = enter(life, at);
      for (int i = 0; i < 2; ++i) {
        at = at + (1 + below(700)) * base::kMinute;
        if (below(often) == 0) happens(life, std::max(at, life.now()), start);
      }
    }
    life.advance(std::max(life.now(), start + 80 * base::kDay));
    return life.overrun() ? std::vector<refute::Contacted>{} : life.contacts();
  }

 private:
  int below(int n) { return static_cast<int>(chance_.below(static_cast<std::uint64_t>(n))); }
  std::uint32_t number(core::Names kind, const std::string& name) const { return roster_.dictionary->find(kind, name); }

  void set(refute::Life& life, const std::string& field, const plan::Datum& value) {
    core::AttributesSet news;
    news.at = life.now();
    news.values.push_back({number(core::Names::attribute, field), value});
    life.give(news, life.now());
  }

  void event(refute::Life& life, const std::string& name, base::Instant now, base::Instant own) {
    core::EventArrived arrived;
    arrived.event = number(core::Names::event, name);
    arrived.at = own;
    life.give(arrived, now);
  }

  base::Instant enter(refute::Life& life, base::Instant midnight) {
    const base::Instant at = midnight + (below(2) == 0 ? 8 : 15) * base::kHour;
    event(life, below(2) == 0 ? "start" : "early", at, at);
    return at;
  }

  void sweep(refute::Life& life, base::Instant midnight) {
    const auto& entries = plan_.plan->audience.entries;
    const base::Date day = base::local_date(roster_.zone, midnight);
    if (entries.empty() || entries[0].kind != plan::EntryKind::sweep || base::weekday(day) != base::Weekday::monday) return;
    const base::Instant at = midnight + 20 * base::kHour;
    life.give(core::SweepDue{plan_.number, 0, day}, std::max(at, life.now()));
  }

  void happens(refute::Life& life, base::Instant at, base::Instant start) {
    static const std::vector<std::string> kEvents = {"early", "worked", "cleared", "start", "one", "two", "one", "worked", "bye", "start"};
    switch (below(7)) {
      case 0: return flip(life, "flag", at);
      case 1: return below(3) == 0 ? flip(life, "consent", at) : close(life, at);
      case 2: return close(life, at);
      default: break;
    }
    const std::string& what = kEvents[static_cast<std::size_t>(below(static_cast<int>(kEvents.size())))];
    const bool late = (what == "early" || what == "worked" || what == "cleared") && below(2) == 0;
    const base::Instant own = late ? at - below(20 * 24 * 60) * base::kMinute : at;
    event(life, what, at, std::max(own, start - base::kDay));
  }

  void flip(refute::Life& life, const std::string& field, base::Instant at) {
    life.advance(at);
    const std::uint32_t attribute = number(core::Names::attribute, field);
    const auto& fields = life.customer().attributes;
    const bool on = attribute < fields.size() && fields[attribute].number != 0;
    set(life, field, {plan::Kind::boolean, on ? 0 : 1, {}, {}});
  }

  // A person's word on the first task that is open.
  void close(refute::Life& life, base::Instant at) {
    life.advance(at);
    for (const core::Journey& journey : life.customer().journeys) {
      for (const core::Task& task : journey.tasks) {
        if (task.phase != core::TaskPhase::open) continue;
        return life.give(core::TaskReported{{journey.journey, task.site, task.occurrence}, "", "x", {}}, at);
      }
    }
  }

  const core::Roster& roster_;
  const core::LinkedPlan& plan_;
  base::Prng chance_;
};

}  // namespace

TEST_CASE("guarantees of tangled playbooks: no life breaks what is proved") {
  const bool light = std::getenv("PLAYMAKER_LIGHT") != nullptr;
  const bool soak = std::getenv("PLAYMAKER_SOAK") != nullptr;
  const int playbooks = light ? 100 : soak ? 20'000 : 1'500, lives = light ? 10 : 30;
  // What hangs together so is among what is proved and lived.
  std::map<std::string, int> seen;
  for (const char* each : {"unless customer.flag ", "enter on early", "again after", "consent lost exit", "else sms s else", "decide ",
                           "attempts", "lookback", "by phone", "in any moment", "on missed", "every week", "stage ", " after k"})
    seen[each] = 0;
  int compiled = 0, proven = 0;
  for (int seed = 1; seed <= playbooks; ++seed) {
    const std::string text = refute_tests::Tangled(static_cast<std::uint64_t>(seed)).text();
    const dsl::Compiled made = refute_tests::compile(text);
    if (!made.ok) continue;   // what can never be is refused
    ++compiled;
    const prove::Promise& promise = made.promises.at(0);
    if (promise.verdict != prove::Verdict::proven) continue;
    ++proven;
    for (auto& [each, times] : seen) times += text.find(each, text.find("playbook p")) != std::string::npos ? 1 : 0;
    const auto roster = refute_tests::linked(made);
    REQUIRE(roster.has_value());
    const core::LinkedPlan& plan = *(*roster)->plans[(*roster)->live.front()];
    for (int i = 0; i < lives; ++i) {
      const auto number = static_cast<std::uint64_t>(seed) * 1'000 + static_cast<std::uint64_t>(i);
      const auto window = refute::fullest(**roster, plan, promise.cap, Living(**roster, plan, number).contacts());
      if (window.size() <= promise.cap.at_most && window.size() <= promise.most) continue;
      for (const refute::Contacted& each : window)
        UNSCOPED_INFO(base::format_minute(each.at, (*roster)->zone) << " " << plan.plan->sites[each.touch.site].path);
      FAIL("seed " << seed << ", life " << i << " makes " << window.size() << ", proved at most " << promise.most << "\n"
                   << text.substr(text.find("playbook p")));
    }
  }
  for (const auto& [each, times] : seen) {
    INFO(each << times);
    CHECK(times >= (light ? 0 : 5));
  }
  CAPTURE(compiled, proven);
  CHECK(compiled > playbooks * 3 / 4);
  CHECK(proven > playbooks / 5);
}
