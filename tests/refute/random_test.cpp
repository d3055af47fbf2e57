// Small playbooks made up from a seed: what is proved of them no life breaks, and what is called refuted the engine reached. Every life of
// a small grid is tried: minutes of entry, events on some days, what becomes of a touch, how tasks end, and, where a list is dealt out,
// who claims it, declines it or lets the time pass.
#include <catch2/catch.hpp>

#include <cstdlib>

#include "daemon/refute/promises.hpp"
#include "dsl/source/render.hpp"
#include "tests/refute/making.hpp"

using namespace playmaker;
using core::DeliveryOutcome;
using refute_tests::Making;

namespace {

// One life of the grid, numbered.
std::vector<refute::Contacted> life(const core::Roster& roster, const core::LinkedPlan& plan, int number, bool& entered) {
  const auto digit = [&](int n) {
    const int out = number % n;
    number /= n;
    return out;
  };
  // Who is on the list, and what becomes of the lead.
  enum class Lead : std::uint8_t { claimed, declined, late, back_and_forth, never };
  std::uint32_t list = plan::kNone;
  for (const char* name : {"list.names", "list.callers"}) {
    const auto& entries = plan.plan->audience.entries;
    const auto reads = [&](const plan::Entry& entry) {
      return entry.kind == plan::EntryKind::list && "list." + plan.plan->unit.texts[entry.list] == name;
    };
    if (std::ranges::any_of(entries, reads)) list = roster.dictionary->find(core::Names::attribute, name);
  }
  const Lead lead = list == plan::kNone ? Lead::never : static_cast<Lead>(digit(5));
  static constexpr int kEntries[] = {5, 9 * 60 + 59, 18 * 60 + 1};
  static constexpr DeliveryOutcome kSays[] = {DeliveryOutcome::accepted, DeliveryOutcome::failed_permanent, DeliveryOutcome::read,
                                              DeliveryOutcome::unknown};
  const DeliveryOutcome says = kSays[digit(4)];
  const int entry = kEntries[digit(3)], deposits = digit(4), visits = digit(3), closing = digit(2), answering = digit(2);
  const base::Date day = base::date_of(2026, 3, 2 + digit(5));
  const base::Instant start = base::start_of_day(roster.zone, day);
  refute::Life out(roster, start - base::kMinute, refute_tests::answering(says));
  out.give(core::CustomerAppeared{}, start - base::kMinute);
  out.give(refute_tests::profile(roster, true, start - base::kMinute), start - base::kMinute);
  const auto event = [&](const char* name, base::Instant at) {
    core::EventArrived arrived;
    arrived.event = roster.dictionary->find(core::Names::event, name);
    if (arrived.event == plan::kNone) return;
    arrived.at = at;
    if (std::string_view(name) == "later") arrived.fields = {{plan::Kind::instant, (at + 26 * base::kHour).ms, {}, {}}};
    out.give(arrived, at);
  };
  const auto& entries = plan.plan->audience.entries;
  const bool swept = std::ranges::any_of(entries, [](const plan::Entry& each) { return each.kind == plan::EntryKind::sweep; });
  static constexpr int kDeposits[][4] = {{-1, -1, -1, -1}, {1, 9, 14, 20}, {0, 2, 4, 6}, {3, 5, 8, 16}};
  static constexpr int kVisits[][2] = {{-1, -1}, {4, 10}, {7, 12}};
  for (int i = 0; i < 40; ++i) {
    const base::Instant noon = start + i * base::kDay + 12 * base::kHour;
    if (i == 0 || i % 13 == 0) event("opened", start + i * base::kDay + entry * base::kMinute);
    if (list != plan::kNone) {
      const base::Instant named = std::max(out.now(), start + i * base::kDay + entry * base::kMinute);
      if (i % 13 == 0) out.give(refute_tests::listed(list, true, named), named);
      if (i % 13 == (lead == Lead::back_and_forth ? 4 : 12)) out.give(refute_tests::listed(list, false, named), named);
      if (lead == Lead::back_and_forth && i % 13 == 5) out.give(refute_tests::listed(list, true, named), named);
      const bool replies = lead != Lead::never && (lead != Lead::late || i % 13 >= 6);
      const bool claims = lead != Lead::declined || i % 2 == 1;
      if (replies) {
        for (const core::QuestionReplied& reply : refute_tests::lead_replies(out.customer(), claims))
          out.give(reply, std::max(out.now(), named + base::kHour));
      }
    }
    const base::Date today = day + i;
    if (swept && base::weekday(today) == base::Weekday::monday)
      out.give(core::SweepDue{plan.number, 0, today}, std::max(out.now(), start + i * base::kDay + 20 * base::kHour));
    for (const int at : kDeposits[deposits]) {
      if (at == i) event("later", std::max(out.now(), noon - 4 * base::kHour));
      if (at == i) event("deposit", std::max(out.now(), noon - 3 * base::kHour));
    }
    for (const int at : kVisits[visits]) {
      if (at == i) event("visit", std::max(out.now(), noon));
    }
    if (answering == 1) {
      for (const core::DeliveryReported& answer : refute_tests::answers(out.customer())) out.give(answer, std::max(out.now(), noon));
    }
    if (closing == 1) {
      for (const core::Journey& journey : std::vector<core::Journey>(out.customer().journeys)) {
        for (const core::Task& task : journey.tasks) {
          if (task.phase == core::TaskPhase::open)
            out.give(core::TaskReported{{journey.journey, task.site, task.occurrence}, "", "x", {}},
                     std::max(out.now(), noon + base::kHour));
        }
      }
    }
  }
  out.advance(start + 90 * base::kDay);
  entered = entered || out.entered() > 0;
  return out.contacts();
}

}  // namespace

TEST_CASE("guarantees of random playbooks: proved ones are never broken, refuted ones are reached") {
  const bool light = std::getenv("PLAYMAKER_LIGHT") != nullptr;
  const int playbooks = light ? 60 : 1'000, lives = light ? 12 : 24;
  int proven = 0, refuted = 0, open = 0, dealt = 0, dealt_and_entered = 0, entered_otherwise = 0;
  for (int seed = 1; seed <= playbooks; ++seed) {
    const std::string text = Making(static_cast<std::uint64_t>(seed)).text();
    INFO("seed " << seed << "\n" << text.substr(text.find("playbook p")));
    dsl::Compiled made = refute_tests::compile(text);
    if (!made.ok) {
      INFO(source::render(made.issues, made.sources, base::Language::en));
      FAIL("does not compile");
    }
    const auto roster = refute_tests::linked(made);
    REQUIRE(roster.has_value());
    const core::LinkedPlan& plan = *(*roster)->plans[(*roster)->live.front()];
    const prove::Promise& promise = made.promises.at(0);
    const plan::Cap& cap = promise.cap;
    if (promise.verdict == prove::Verdict::open) {
      const auto broken = refute::replay(**roster, plan, promise, {light ? 40 : 240, {}}).broken;
      if (broken) {
        ++refuted;
        CHECK(broken->contacts.size() > cap.at_most);
      } else {
        ++open;
      }
      continue;
    }
    ++proven;
    const bool by_list_only = text.find("enter from list") != std::string::npos && text.find("enter on opened") == std::string::npos;
    bool entered = false;
    for (int i = 0; i < lives; ++i) {
      const auto window = refute::fullest(**roster, plan, cap, life(**roster, plan, i * 53 + seed, entered));
      if (window.size() > cap.at_most || window.size() > promise.most) {
        for (const refute::Contacted& each : window)
          UNSCOPED_INFO(base::format_minute(each.at, (*roster)->zone) << " " << plan.plan->sites[each.touch.site].path);
        FAIL("life " << i * 53 + seed << " makes " << window.size() << ", proved at most " << promise.most);
      }
    }
    dealt += by_list_only ? 1 : 0;
    dealt_and_entered += by_list_only && entered ? 1 : 0;
    if (text.find("enter every week") != std::string::npos || text.find("enter on hand_off") != std::string::npos) {
      CHECK(entered);
      ++entered_otherwise;
    }
  }
  CAPTURE(proven, refuted, open, dealt, dealt_and_entered);
  CHECK(entered_otherwise > playbooks / 20);
  CHECK(dealt > playbooks / 20);
  CHECK(dealt_and_entered == dealt);   // somebody claims in some life of each
  CHECK(proven > playbooks / 4);
  CHECK(refuted > playbooks / 8);
  CHECK(open < playbooks / 3);
}
