// Whatever was refused, held back or skipped names its clause with file and line, what that read, and from when on it lets through.
#include "daemon/words/ground.hpp"

#include <catch2/catch.hpp>

#include "dsl/compile.hpp"
#include "runtime/core/decide.hpp"

using namespace playmaker;
using base::Language;

namespace {

constexpr const char* kText = R"(catalog shop {
  zone "Asia/Shanghai"
  currency CNY
  customer { aum money "资产" en "assets", staff bool "员工", opted bool, app bool "App 已开通", consent { marketing bool } }
  event joined "加入"  event left  event complained "投诉"  event settled
}
channel push "App 推送" {
  contact
  reachable when customer.app
}
template hello { channel push }
policy gentle {
  needs customer.consent.marketing before marketing
  ask at most 1 per 90 days
}
calendar days { weekend saturday, sunday }
playbook care "关怀" {
  version 1
  calendar days
  follow gentle
  ends after 20 days
  audience {
    enter on joined
    only customer.aum >= 10万元 and customer.opted
    except customer.staff
    again after 30 days
  }
  goal calm = settled since entry within 19 days
  exit gone on left
  pause touches on complained until settled
  wave hi on day 2 at 10:00 when customer.opted { send push hello }
  wave more on day 3 at 10:00 { send push hello }
}
)";

struct Bank {
  std::shared_ptr<const core::Roster> roster;
  core::Customer customer;
  core::Directory directory;
  core::World world;
  daemon::WordsContext context;
  base::Instant now = *base::parse_instant("2026-03-02T09:00:00+08:00");

  Bank() {
    const dsl::Compiled made = dsl::compile({{"care.play", kText}});
    REQUIRE(made.ok);
    core::Applied applied;
    applied.catalog = made.catalog;
    applied.plans = made.plans;
    applied.origins = made.origins;
    auto linked = core::link(nullptr, applied);
    REQUIRE(linked);
    roster = *linked;
    world.roster = roster.get();
    world.directory = &directory;
    context.roster = roster.get();
    context.zone = *base::find_zone("Asia/Shanghai");
    decide(core::CustomerAppeared{});
  }
  std::vector<core::Fact> decide(const core::Input& input) {
    core::Group group;
    group.facts = core::decide(world, customer, input, now);
    daemon::learn(context, group);
    return group.facts;
  }
  void set(const char* name, plan::Datum value) {
    decide(core::AttributesSet{plan::kNone, now, {{roster->dictionary->find(core::Names::attribute, name), std::move(value)}}});
  }
  void yes(const char* name, bool value = true) { set(name, {plan::Kind::boolean, value ? 1 : 0, {}, {}}); }
  void money(const char* name, std::int64_t yuan) { set(name, {plan::Kind::money, yuan * 100, {}, {}}); }
  std::vector<core::Fact> event(const char* name) {
    return decide(core::EventArrived{roster->dictionary->find(core::Names::event, name), now, 0, {}, false, {}});
  }
  // What is due until then, in order.
  std::vector<core::Fact> until(const char* at) {
    const base::Instant end = *base::parse_instant(at);
    std::vector<core::Fact> out;
    while (true) {
      const core::Timer* next = nullptr;
      for (const core::Timer& timer : customer.timers) {
        if (!timer.held && timer.due <= end && (next == nullptr || timer.due < next->due)) next = &timer;
      }
      if (next == nullptr) break;
      now = next->due;
      for (core::Fact& fact : decide(core::TimersDue{now, {next->timer}})) out.push_back(std::move(fact));
    }
    now = end;
    return out;
  }
  template <class F>
  std::string told(const std::vector<core::Fact>& facts, Language language) const {
    for (const core::Fact& fact : facts) {
      if (std::holds_alternative<F>(fact)) return daemon::words(fact, context, language);
    }
    return {};
  }
};

void enter(Bank& bank) {
  bank.yes("opted");
  bank.money("aum", 200'000);
  bank.event("joined");
}

}  // namespace

TEST_CASE("words: a refused entry names its clause, the part that decided and what it read") {
  Bank bank;
  bank.yes("opted");
  bank.money("aum", 3'000);
  const auto refused = bank.event("joined");
  CHECK(bank.told<core::EntryRefused>(refused, Language::en) ==
        "did not enter care version 1 by an event: the audience's `only` did not hold, by the rule only assets ≥ CNY 100,000 and opted "
        "(care.play:24), namely assets ≥ CNY 100,000; it read assets: CNY 3,000");
  CHECK(bank.told<core::EntryRefused>(refused, Language::zh) ==
        "未能由事件进入剧本“关怀”（care 第 1 版）：不符合受众条件，依据规则：仅限 资产 ≥ 10万元 且 opted（care.play:24），关键在于：资产 ≥ "
        "10万元；当时 资产为 3,000元");
  bank.money("aum", 200'000);
  bank.yes("staff");
  const auto staff = bank.event("joined");
  CHECK(bank.told<core::EntryRefused>(staff, Language::en)
            .ends_with("the audience's `except` held, by the rule except staff (care.play:25); it read staff: yes"));
}

TEST_CASE("words: an entry that comes too soon says from when on it may") {
  Bank bank;
  enter(bank);
  bank.now = *base::parse_instant("2026-03-04T09:00:00+08:00");
  CHECK(bank.told<core::EntryRefused>(bank.event("joined"), Language::en)
            .ends_with("the customer is already in this playbook; since 2026-03-02 09:00"));
  bank.event("left");
  const auto again = bank.event("joined");
  CHECK(bank.told<core::EntryRefused>(again, Language::en)
            .ends_with("the audience's `again` does not allow it yet, by the rule again 30 days after the last start (care.play:26); since "
                       "2026-03-02 "
                       "09:00; allowed from 2026-04-01 09:00"));
  CHECK(bank.told<core::EntryRefused>(again, Language::zh).find("最早 2026-04-01 09:00 可再次") != std::string::npos);
}

TEST_CASE("words: a touch that a pause, a consent or its channel keeps back names the clause, and a skipped wave its condition") {
  Bank bank;
  enter(bank);
  SECTION("no consent") {
    const std::string told = bank.told<core::TouchBlocked>(bank.until("2026-03-03T11:00:00+08:00"), Language::en);
    CHECK(told.find("by the rule needs customer.consent.marketing before marketing (care.play:13); it read consent to marketing: not "
                    "known") != std::string::npos);
  }
  SECTION("the channel does not reach") {
    bank.yes("consent.marketing");
    bank.yes("app", false);
    const auto facts = bank.until("2026-03-03T11:00:00+08:00");
    CHECK(bank.told<core::TouchBlocked>(facts, Language::en).find("by the rule push reachable when app (care.play:7); it read app: no") !=
          std::string::npos);
    CHECK(bank.told<core::TouchBlocked>(facts, Language::zh).find("依据规则：App 推送可触达：App 已开通（care.play:7）") !=
          std::string::npos);
  }
  SECTION("paused by the playbook") {
    bank.yes("consent.marketing");
    bank.yes("app");
    const auto began = bank.event("complained");
    CHECK(bank.told<core::PauseBegan>(began, Language::en) ==
          "touches of care are paused, by the rule pause touches on \"complained\" until \"settled\" (care.play:30)");
    const auto facts = bank.until("2026-03-03T11:00:00+08:00");
    CHECK(bank.told<core::TouchBlocked>(facts, Language::en)
              .find("paused, by the rule pause touches on \"complained\" until \"settled\" (care.play:30); since 2026-03-02 09:00") !=
          std::string::npos);
  }
  SECTION("paused by hand") {
    bank.yes("consent.marketing");
    bank.yes("app");
    bank.decide(core::OperatorActed{core::Act::pause_touches, plan::kNone, "ann", "asked to wait"});
    CHECK(bank.told<core::TouchBlocked>(bank.until("2026-03-03T11:00:00+08:00"), Language::en)
              .find("by the rule a pause of this customer by hand; since 2026-03-02 09:00, by ann") != std::string::npos);
  }
  SECTION("a wave whose condition does not hold") {
    bank.yes("opted", false);
    CHECK(bank.told<core::RunEnded>(bank.until("2026-03-03T11:00:00+08:00"), Language::en) ==
          "wave hi is skipped: its condition did not hold, by the rule when opted (care.play:31); it read opted: no");
  }
}
