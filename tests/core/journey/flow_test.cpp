// What comes again, is set aside, begins once an item, comes during itself, and waits for consent.
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/core/journey/story.hpp"

namespace playmaker::core::testing {
namespace {

struct Flow {
  Story s;
  PlanBuilder& p;
  Flow() : p(s.playbook("flow")) {
    for (const char* name : {"joined", "left", "moved"}) s.catalog.event(name);
    s.catalog.attribute("done", plan::Kind::boolean);
    p.enter_on("joined");
    p.exit_on("left", p.on("left"));
  }
  std::uint32_t repeat(std::string_view name, plan::Repeat made, pl::SiteIndex parent = 0) {
    const std::size_t at = p.plan.repeats.size();
    made.site = p.site(plan::SiteKind::repeat, parent, name, at);
    made.block = p.block(made.site, [&](Steps& b) { b.tag(name); });
    p.plan.repeats.push_back(made);
    return static_cast<std::uint32_t>(at);
  }
  void steps(const std::function<void(Steps&)>& write) { p.plan.block = p.block(0, write); }
  static void arm(Steps& b, std::uint32_t repeat) { b.op(plan::OpKind::repeat, repeat, kNone, plan::SiteKind::branch); }
  void reserve(Steps& b, std::string_view benefit, const plan::Length& hold) {
    p.plan.reserves.push_back({kNone, p.text(benefit), hold});
    b.op(plan::OpKind::reserve, static_cast<std::uint32_t>(p.plan.reserves.size() - 1), kNone, plan::SiteKind::reserve);
    p.plan.reserves.back().site = static_cast<std::uint32_t>(p.plan.sites.size() - 1);
  }
  void release(Steps& b, std::string_view benefit) {
    p.plan.releases.push_back({kNone, p.text(benefit)});
    b.op(plan::OpKind::release, static_cast<std::uint32_t>(p.plan.releases.size() - 1), kNone, plan::SiteKind::release);
    p.plan.releases.back().site = static_cast<std::uint32_t>(p.plan.sites.size() - 1);
  }
};

plan::Repeat weekly(std::uint32_t times) {
  plan::Repeat made;
  made.every = days(7);
  made.day = plan::RepeatDay::weekday;
  made.number = 0;
  made.at_minute = 9 * 60 + 30;
  made.times = times;
  return made;
}

TEST_CASE("a repeat comes on each such weekday after it was armed, so many times, and the steps go on at once") {
  Flow t;
  const auto letter = t.repeat("letter", weekly(3));
  t.steps([&](Steps& b) {
    Flow::arm(b, letter);
    b.tag("on");
  });
  t.s.on("03-02 08:00").event("joined");   // a Monday: the first one after it is the next
  CHECK(t.s.told("tagged") == "03-02 08:00 tagged on\n");
  t.s.until("04-30 10:00");
  CHECK(t.s.told("letter") ==
        "03-09 09:30 letter #2 armed\n03-09 09:30 tagged letter\n03-09 09:30 letter completed\n"
        "03-16 09:30 letter #3 armed\n03-16 09:30 tagged letter\n03-16 09:30 letter #2 completed\n"
        "03-23 09:30 tagged letter\n03-23 09:30 letter #3 completed\n");
}

TEST_CASE("rule 14: a repeat by months is anchored to its first date and clamped to the month's end") {
  Flow t;
  plan::Repeat made;
  made.every = months(1);
  made.at_minute = 10 * 60;
  made.times = 3;
  const auto bill = t.repeat("bill", made);
  t.steps([&](Steps& b) { Flow::arm(b, bill); });
  t.s.on("01-31 08:00").event("joined").until("06-30 10:00");
  CHECK(t.s.told("tagged") == "02-28 10:00 tagged bill\n03-31 10:00 tagged bill\n04-30 10:00 tagged bill\n");
}

TEST_CASE("a repeat on the last day, on the 15th, and every second week") {
  Flow t;
  plan::Repeat last;
  last.every = months(1);
  last.day = plan::RepeatDay::last_day;
  last.at_minute = 600;
  last.times = 2;
  plan::Repeat mid = last;
  mid.day = plan::RepeatDay::month_day;
  mid.number = 15;
  plan::Repeat second = weekly(2);
  second.every = days(14);
  const auto a = t.repeat("end", last), b = t.repeat("mid", mid), c = t.repeat("second", second);
  t.steps([&](Steps& steps) {
    for (const auto each : {a, b, c}) Flow::arm(steps, each);
  });
  t.s.on("02-16 08:00").event("joined").until("04-20 10:00");
  CHECK(t.s.told("tagged") ==
        "02-23 09:30 tagged second\n02-28 10:00 tagged end\n03-09 09:30 tagged second\n03-15 10:00 tagged mid\n03-31 10:00 tagged end\n"
        "04-15 10:00 tagged mid\n");
}

TEST_CASE("a repeat ends when its `until` holds at its own time, and with the journey") {
  Flow t;
  plan::Repeat made = weekly(9);
  made.until = t.p.attr("done", plan::Kind::boolean);
  const auto letter = t.repeat("letter", made);
  t.steps([&](Steps& b) { Flow::arm(b, letter); });
  t.s.on("03-02 08:00").event("joined").until("03-10 08:00");
  SECTION("until") {
    t.s.set("done", Story::yes()).until("05-01 08:00");
    CHECK(t.s.told("tagged") == "03-09 09:30 tagged letter\n");
    CHECK(t.s.journey("flow") != nullptr);
  }
  SECTION("the journey") {
    t.s.told();
    t.s.event("left").until("05-01 08:00");
    CHECK(t.s.told("tagged").empty());
  }
}

TEST_CASE("a repeat does not make up for what a pause swallowed: the next regular time follows, and only what came counts") {
  Flow t;
  const auto letter = t.repeat("letter", weekly(2));
  t.steps([&](Steps& b) { Flow::arm(b, letter); });
  t.s.on("03-02 08:00").event("joined").act(Act::pause_all).on("03-18 08:00").act(Act::resume).until("05-01 08:00");
  const std::string told = t.s.told("tagged");
  CHECK(std::count(told.begin(), told.end(), '\n') == 2);
  CHECK(told.find("03-09") == std::string::npos);
}

TEST_CASE("a stage of a repeat only is complete when its last occurrence is over") {
  Flow t;
  t.p.stage("letters", {}, [&](Steps& b) { Flow::arm(b, t.repeat("letter", weekly(2), b.parent())); });
  t.s.on("03-02 08:00").event("joined").until("03-15 08:00");
  CHECK(t.s.told("letters completed").empty());
  t.s.until("03-17 08:00");
  CHECK(t.s.told("letters completed") == "03-16 09:30 letters completed\n");
}

struct Coupon : Flow {
  explicit Coupon(const std::function<void(Coupon&, Steps&)>& write) {
    plan::Benefit& coupon = s.catalog.benefit("coupon");
    coupon.customer_at_most = 1;
    coupon.customer_per = days(30);
    s.catalog.event("yes");
    s.catalog.event("no");
    p.moment("taken", [&](plan::Moment& m) { m.on = {p.on("yes")}; }, [](Steps& b) { b.grant("coupon"); });
    p.moment("refused", [&](plan::Moment& m) { m.on = {p.on("no")}; }, [&](Steps& b) { release(b, "coupon"); });
    steps([&](Steps& b) { write(*this, b); });
  }
};
void reserve_week(Coupon& t, Steps& b) { t.reserve(b, "coupon", days(7)); }

TEST_CASE("rule 29: a grant takes what is reserved, with the code of the reservation, and asks for nothing more") {
  Coupon t(reserve_week);
  t.s.on("03-02 10:00").event("joined").answer(true, "R-1");
  CHECK(t.s.count(ReservationHeld::kCode) == 1);
  CHECK(t.s.count(ResourceSettled::kCode) == 0);
  t.s.told();
  t.s.on("03-05 10:00").event("yes");
  CHECK(t.s.told("coupon") == "03-05 10:00 coupon granted R-1\n");
  CHECK(t.s.count(ResourceAsked::kCode) == 1);
  t.s.until("03-20 10:00");
  CHECK(t.s.told("voided").empty());
}

TEST_CASE("rule 29: a release, the end of its time and the end of the journey give a reservation back") {
  Coupon t(reserve_week);
  t.s.on("03-02 10:00").event("joined").answer(true, "R-1");
  SECTION("release") {
    t.s.on("03-05 10:00").event("no");
    CHECK(t.s.told("voided") == "03-05 10:00 voided\n");
    t.s.until("03-20 10:00");
    CHECK(t.s.told("voided").empty());
  }
  SECTION("its time") {
    t.s.until("03-10 10:00");
    CHECK(t.s.told("voided") == "03-09 10:00 voided\n");
    t.s.event("yes");                      // nothing is reserved any more: it is asked for anew
    CHECK(t.s.told("asked") == "03-10 10:00 asked for a benefit\n");
  }
  SECTION("the journey") {
    t.s.on("03-04 10:00").event("left");
    CHECK(t.s.told("voided") == "03-04 10:00 voided\n");
  }
}

TEST_CASE("rule 29: what is called for before the ledger has answered is done with the answer") {
  Coupon t(reserve_week);
  t.s.on("03-02 10:00").event("joined");
  SECTION("a grant") {
    t.s.event("yes").answer(true, "R-2");
    CHECK(t.s.told("granted") == "03-02 10:00 coupon granted R-2\n");
    CHECK(t.s.count(ResourceAsked::kCode) == 1);
  }
  SECTION("a release") {
    t.s.event("no").answer(true, "R-2");
    CHECK(t.s.told("voided") == "03-02 10:00 voided\n");
  }
  SECTION("the end of the journey") {
    t.s.event("left").answer(true, "R-2");
    CHECK(t.s.told("voided") == "03-02 10:00 voided\n");
  }
  SECTION("denied") {
    t.s.answer(false);
    CHECK(t.s.told("denied") == "03-02 10:00 coupon denied: full\n");
    t.s.on("03-03 10:00").event("yes");
    CHECK(t.s.told("asked") == "03-03 10:00 asked for a benefit\n");
  }
}

TEST_CASE("for each: a run for every item that fits, each with its own key and distance") {
  Flow t;
  t.s.catalog.attribute("ripe", plan::Kind::list);
  t.s.catalog.catalog.imports.push_back({"nightly", -1, {}});
  const auto item = [&] { return t.p.node(plan::NodeOp::variable, plan::Kind::integer, plan::kItemVariable); };
  const auto renew = t.p.task("renew", [&](plan::Task& k) { k.by_report = true; });
  t.p.moment(
      "ripe",
      [&](plan::Moment& m) {
        m.on = {t.p.on_import("nightly")};
        m.each.list = t.p.attr("ripe", plan::Kind::list);
        m.each.where = t.p.at_least(item(), t.p.number(10));
        m.again = {plan::AgainKind::per, days(30), item()};
      },
      [&](Steps& b) {
        b.task(renew);
        b.when(t.p.at_least(item(), t.p.number(20)), [&] { b.tag("large"); });
      });
  const plan::Datum list{plan::Kind::list, 0, {}, {Story::number(5), Story::number(12), Story::number(25)}};
  t.s.on("03-02 10:00").event("joined").set("ripe", list).import("nightly");
  CHECK(t.s.told("ripe started") == "03-02 10:00 ripe started\n");
  CHECK(t.s.count(ItemKept::kCode) == 2);
  CHECK(t.s.count(Tagged::kCode) == 1);
  CHECK(t.s.count(TaskOpened::kCode) == 2);
  t.s.on("03-03 10:00").import("nightly");
  CHECK(t.s.count(ItemKept::kCode) == 2);
  CHECK(t.s.count(MomentDropped::kCode) == 2);
}

struct Again : Flow {
  explicit Again(plan::Overlap overlap) {
    const auto talk = p.task("talk", [&](plan::Task& k) { k.by_report = true; });
    p.moment(
        "moved",
        [&](plan::Moment& m) {
          m.on = {p.on("moved")};
          m.again = {plan::AgainKind::after, days(0), kNone};
          m.expires_after = days(5);
          m.overlap = overlap;
        },
        [&](Steps& b) { b.task(talk); });
    s.on("03-02 10:00").event("joined").event("moved").on("03-04 10:00").event("moved");
  }
};

TEST_CASE("overlap merge: the one under way goes on, with a new time to expire") {
  Again t(plan::Overlap::merge);
  CHECK(t.s.count(MomentMerged::kCode) == 1);
  t.s.until("03-08 10:00");
  CHECK(t.s.told("moved expired").empty());
  t.s.until("03-10 10:00");
  CHECK(t.s.told("moved expired") == "03-09 10:00 moved expired: expired\n");
}

TEST_CASE("overlap queue: it begins when the one under way is over, unless that is too late") {
  Again t(plan::Overlap::queue);
  CHECK(t.s.count(MomentQueued::kCode) == 1);
  t.s.told();
  SECTION("in time") {
    t.s.on("03-05 10:00").report("talk");
    CHECK(t.s.told("started") == "03-05 10:00 moved #2 started\n");
  }
  SECTION("too late") {
    t.s.until("03-06 10:00").told();
    t.s.event("left");
    CHECK(t.s.told("started").empty());
  }
}

struct Consent {
  Story s;
  PlanBuilder& p;
  explicit Consent(plan::ConsentLost rule, bool second = false) : p(s.playbook("letters")) {
    s.catalog.event("joined");
    s.catalog.channel("sms");
    s.catalog.message("offer");
    s.catalog.attribute("consent", plan::Kind::boolean);
    plan::Policy& policy = s.catalog.policy("standard");
    policy.blocked_wait = hours(48);
    plan::Reach reach;
    reach.channels = {"sms"};
    policy.needs.push_back({s.catalog.attr("consent", plan::Kind::boolean), "consent", reach, {}});
    if (second) {
      s.catalog.attribute("mail", plan::Kind::boolean);
      policy.needs.push_back({s.catalog.attr("mail", plan::Kind::boolean), "mail", reach, {}});
    }
    p.plan.policy = p.text("standard");
    p.plan.consent_lost = rule;
    p.enter_on("joined");
    p.plan.block = p.block(0, [&](Steps& b) {
      b.wait(days(3));
      b.send("sms", "offer");
    });
    if (second) s.on("03-02 09:00").set("mail", Story::yes());
    s.on("03-02 10:00").set("consent", Story::yes()).event("joined");
  }
};

TEST_CASE("rule 22: on consent lost exit ends the journey; an unknown consent at entry loses nothing") {
  Consent t({plan::ConsentLostKind::exit, {}});
  t.s.on("03-03 10:00").set("consent", Story::yes(false));
  CHECK(t.s.told("ended") == "03-03 10:00 letters ended consent_lost: exit\n");
  t.s.on("03-04 10:00").event("joined");
  t.s.set("consent", Story::yes());
  CHECK(t.s.told("ended").empty());
}

TEST_CASE("rule 22: on consent lost hold: touches wait for it, go on when it is back, and are skipped when the time is over") {
  Consent t({plan::ConsentLostKind::hold, days(5)});
  t.s.on("03-03 10:00").set("consent", Story::yes(false)).until("03-05 11:00");
  CHECK(t.s.told("sms") == "");
  CHECK(t.s.count(PauseBegan::kCode) == 1);
  CHECK(t.s.count(TouchSending::kCode) == 0);
  SECTION("back in time") {
    t.s.on("03-06 10:00").set("consent", Story::yes()).until("03-06 11:00");
    CHECK(t.s.count(TouchSending::kCode) == 1);
    CHECK(t.s.count(PauseEnded::kCode) == 1);
  }
  SECTION("too late") {
    t.s.until("03-08 11:00");
    CHECK(t.s.count(TouchSending::kCode) == 0);
    const std::string all = t.s.told();
    INFO(all);
    CHECK(all.find("03-08 10:00") != std::string::npos);
  }
}

TEST_CASE("rule 22: a need that a policy gets later, wherever it is written, was never seen to hold and cannot be lost") {
  const bool first = GENERATE(true, false);
  INFO((first ? "before the others" : "behind the others"));
  Consent t({plan::ConsentLostKind::exit, {}});
  t.s.catalog.attribute("new_consent", plan::Kind::boolean);
  auto& needs = t.s.catalog.catalog.policies.front().needs;
  plan::Need made{t.s.catalog.attr("new_consent", plan::Kind::boolean), "new_consent", {{"sms"}, {}}, {}};
  needs.insert(first ? needs.begin() : needs.end(), made);
  t.s.apply();
  t.s.on("03-03 10:00").event("joined");
  CHECK(t.s.told("ended").empty());
  t.s.on("03-03 11:00").set("new_consent", Story::yes()).set("new_consent", Story::yes(false));
  CHECK(t.s.told("ended") == "03-03 11:00 letters ended consent_lost: exit\n");
}

TEST_CASE("rule 22: with two needs lost, one of them back leaves the touches waiting for the other") {
  Consent t({plan::ConsentLostKind::hold, days(10)}, true);
  t.s.on("03-03 10:00").set("consent", Story::yes(false)).set("mail", Story::yes(false));
  t.s.on("03-04 10:00").set("mail", Story::yes()).until("03-06 11:00");
  CHECK(t.s.count(PauseEnded::kCode) == 0);
  t.s.on("03-06 12:00").set("consent", Story::yes()).until("03-06 13:00");
  CHECK(t.s.count(PauseEnded::kCode) == 1);
  CHECK(t.s.count(TouchSending::kCode) == 1);
}

TEST_CASE("rule 22: without a word about it nothing is remembered of consent") {
  Consent t({});
  t.s.on("03-03 10:00").set("consent", Story::yes(false)).until("03-06 11:00");
  CHECK(t.s.count(ConsentChanged::kCode) == 0);
  CHECK(t.s.count(TouchSending::kCode) == 0);
}

}  // namespace
}  // namespace playmaker::core::testing
