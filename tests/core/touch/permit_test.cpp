#include <catch2/catch.hpp>

#include "tests/core/touch/one_customer.hpp"

namespace playmaker::core {
namespace {

using namespace touch_testing;
using plan::Period;
using plan::Purpose;

TEST_CASE("rule 9: 3 per 7 days slides, and names the count, the limit, the touch that won and the first free minute") {
  OneCustomer c;
  c.never_more_than(3, days(7));
  c.contact("sms", at("2026-03-02T10:00:00+08:00"));
  c.contact("push", at("2026-03-04T10:00:00+08:00"));
  const ThingRef last = c.contact("wecom", at("2026-03-06T10:00:00+08:00"));
  const Permit blocked = c.ask("sms", at("2026-03-07T10:00:00+08:00"));
  CHECK(blocked.why == Reason::capped);
  CHECK(blocked.rule == 0);
  CHECK(blocked.counted == 3);
  CHECK(blocked.limit == 3);
  CHECK(blocked.has_rival);
  CHECK(blocked.rival == last);
  CHECK(blocked.free == at("2026-03-09T10:00:00+08:00"));
  CHECK(c.ask("sms", at("2026-03-09T09:59:00+08:00")).why == Reason::capped);
  CHECK(c.ask("sms", at("2026-03-09T10:00:00+08:00")).allowed());
}

TEST_CASE("rule 9: a sliding cap also looks at slots that lie ahead") {
  OneCustomer c;
  c.never_more_than(2, days(7));
  c.contact("sms", at("2026-03-02T10:00:00+08:00"));
  c.contact("phone", at("2026-03-10T10:00:00+08:00"));   // a task's slot, reserved ahead
  // Together with the first and the second within less than seven days of each other: never; but these two are eight days apart.
  CHECK(c.ask("sms", at("2026-03-05T10:00:00+08:00")).allowed());
  c.contact("push", at("2026-03-12T10:00:00+08:00"));
  const Permit blocked = c.ask("sms", at("2026-03-06T10:00:00+08:00"));
  CHECK(blocked.why == Reason::capped);
  CHECK(blocked.free == at("2026-03-17T10:00:00+08:00"));
  CHECK(c.ask("sms", at("2026-03-05T10:00:00+08:00")).allowed());
}

TEST_CASE("rule 9: per day, per calendar week from Monday and per calendar month are the customer's") {
  OneCustomer c;
  SECTION("day") {
    c.never_more_than(1, Period::day);
    c.contact("sms", at("2026-03-02T23:30:00+08:00"));
    CHECK(c.ask("push", at("2026-03-02T23:59:00+08:00")).free == at("2026-03-03T00:00:00+08:00"));
    CHECK(c.ask("push", at("2026-03-03T00:00:00+08:00")).allowed());
  }
  SECTION("week") {
    c.never_more_than(1, Period::week);
    c.contact("sms", at("2026-03-02T00:00:00+08:00"));   // a Monday
    CHECK(c.ask("push", at("2026-03-08T23:59:00+08:00")).free == at("2026-03-09T00:00:00+08:00"));
    CHECK(c.ask("push", at("2026-03-01T23:59:00+08:00")).allowed());
  }
  SECTION("month, of one channel") {
    c.never_more_than(4, Period::month, {}, "sms");
    for (const char* day : {"2026-02-02", "2026-02-05", "2026-02-09", "2026-02-13"})
      c.contact("sms", at(std::string(day) + "T10:00:00+08:00"));
    CHECK(c.ask("push", at("2026-02-20T10:00:00+08:00")).allowed());
    const Permit blocked = c.ask("sms", at("2026-02-20T10:00:00+08:00"));
    CHECK(blocked.counted == 4);
    CHECK(blocked.free == at("2026-03-01T00:00:00+08:00"));
  }
  SECTION("a cap of none is for ever") {
    c.never_more_than(0, Period::day);
    CHECK(c.ask("sms", at("2026-03-02T10:00:00+08:00")).free == base::kNever);
  }
}

TEST_CASE("leave 20 hours between contacts holds in both directions, over the channels it names") {
  OneCustomer c;
  c.leave(hours(20), over({"sms", "push"}));
  const ThingRef before_it = c.contact("sms", at("2026-03-02T10:00:00+08:00"));
  const Permit after = c.ask("push", at("2026-03-02T11:00:00+08:00"));
  CHECK(after.why == Reason::gap);
  CHECK(after.rival == before_it);
  CHECK(after.free == at("2026-03-03T06:00:00+08:00"));
  CHECK(c.ask("wecom", at("2026-03-02T11:00:00+08:00")).allowed());
  c.contact("push", at("2026-03-04T01:00:00+08:00"));    // already reserved, ahead
  CHECK(c.ask("sms", at("2026-03-03T05:00:00+08:00")).free == at("2026-03-04T21:00:00+08:00"));
  CHECK(c.ask("sms", at("2026-03-03T06:00:00+08:00")).why == Reason::gap);
}

TEST_CASE("rule 11: quiet hours are half open and cross midnight") {
  OneCustomer c;
  c.quiet(21, 0, 8, 30);
  CHECK(c.ask("sms", at("2026-03-02T20:59:59+08:00")).allowed());
  const Permit evening = c.ask("sms", at("2026-03-02T21:00:00+08:00"));
  CHECK(evening.why == Reason::quiet);
  CHECK(evening.free == at("2026-03-03T08:30:00+08:00"));
  CHECK(c.ask("sms", at("2026-03-03T08:29:59+08:00")).why == Reason::quiet);
  CHECK(c.ask("sms", at("2026-03-03T08:30:00+08:00")).allowed());
  CHECK(c.ask("app_home", at("2026-03-02T23:00:00+08:00")).allowed());   // the customer comes to us: no contact
}

TEST_CASE("rule 11: quiet hours hold for exempt purposes too, which caps and distances neither count nor block") {
  OneCustomer c;
  c.quiet(21, 0, 8, 30);
  c.never_more_than(1, days(7));
  c.leave(hours(20));
  c.policy().exempt = {Purpose::service};
  c.contact("sms", at("2026-03-02T10:00:00+08:00"), Purpose::service);
  CHECK(c.ask("sms", at("2026-03-02T11:00:00+08:00")).allowed());
  c.contact("sms", at("2026-03-02T11:00:00+08:00"));
  CHECK(c.ask("sms", at("2026-03-02T12:00:00+08:00")).why == Reason::capped);
  CHECK(c.ask("sms", at("2026-03-02T12:00:00+08:00"), Purpose::service).allowed());
  CHECK(c.ask("sms", at("2026-03-02T22:00:00+08:00"), Purpose::service).why == Reason::quiet);
}

TEST_CASE("rule 13: a quiet window that ends at a missing time ends with the gap, at a repeated time the first time") {
  OneCustomer c;
  c.catalog.catalog.zone = "America/New_York";
  c.quiet(21, 0, 2, 30);
  // 2026-03-08 02:00 becomes 03:00; 2026-11-01 02:00 becomes 01:00.
  CHECK(c.ask("sms", at("2026-03-08T01:59:00-05:00")).free == at("2026-03-08T03:00:00-04:00"));
  CHECK(c.ask("sms", at("2026-11-01T01:45:00-04:00")).free == at("2026-11-01T02:30:00-05:00"));
  OneCustomer d;
  d.catalog.catalog.zone = "America/New_York";
  d.quiet(21, 0, 1, 30);
  CHECK(d.ask("sms", at("2026-11-01T01:15:00-04:00")).free == at("2026-11-01T01:30:00-04:00"));
  CHECK(d.ask("sms", at("2026-11-01T01:15:00-05:00")).allowed());
}

TEST_CASE("rule 11: all day on holidays, for the channels named, and make-up days are none") {
  OneCustomer c;
  base::Calendar cn = base::parse_calendar("date,kind,name\n2026-05-01,off,labour\n2026-05-09,work,make-up\n", 0b1100000).value();
  c.catalog.catalog.calendars.push_back({"cn_bank", cn, {}, {}});
  c.policy().quiet.push_back({0, 0, over({"phone"}), "cn_bank", {}});
  const Permit blocked = c.ask("phone", at("2026-05-01T10:00:00+08:00"));   // Friday, and the weekend after it
  CHECK(blocked.why == Reason::quiet);
  CHECK(blocked.free == at("2026-05-04T00:00:00+08:00"));
  CHECK(c.ask("sms", at("2026-05-01T10:00:00+08:00")).allowed());
  CHECK(c.ask("phone", at("2026-05-09T10:00:00+08:00")).allowed());         // a Saturday that is worked
}

TEST_CASE("rule 22: an unknown consent is a no, by purpose or by channel") {
  OneCustomer c;
  c.needs("consent.marketing", before(Purpose::marketing));
  c.needs("consent.sms", over({"sms"}));
  const Instant noon = at("2026-03-02T12:00:00+08:00");
  Permit answer = c.ask("sms", noon);
  CHECK(answer.why == Reason::no_consent);
  CHECK(answer.rule == 0);
  CHECK(answer.free == base::kNever);
  c.set("consent.marketing", true);
  answer = c.ask("sms", noon);
  CHECK(answer.why == Reason::no_consent);
  CHECK(answer.rule == 1);
  CHECK(c.ask("push", noon).allowed());
  c.set("consent.sms", true);
  CHECK(c.ask("sms", noon).allowed());
  c.set("consent.marketing", false);
  CHECK(c.ask("push", noon).why == Reason::no_consent);
  CHECK(c.ask("push", noon, Purpose::service).allowed());
}

TEST_CASE("silence: while a condition holds, and for a time after an event") {
  OneCustomer c;
  plan::Silence by_hand;
  by_hand.while_ = c.catalog.attr("do_not_contact", plan::Kind::boolean);
  plan::Silence after_complaint;
  after_complaint.after_event = "complaint_opened";
  after_complaint.length = days(7);
  after_complaint.reach = before(Purpose::marketing);
  c.policy().silences = {by_hand, after_complaint};
  c.quiet(21, 0, 8, 30);
  const Instant complaint = at("2026-03-02T22:15:30+08:00");
  c.customer.events.push_back({c.roster().dictionary->find(Names::event, "complaint_opened"), complaint, {}});
  Permit answer = c.ask("sms", at("2026-03-05T10:00:00+08:00"));
  CHECK(answer.why == Reason::silenced);
  CHECK(answer.rule == 1);
  CHECK(answer.free == at("2026-03-10T08:30:00+08:00"));    // over at 22:15:30, then the night is quiet
  CHECK(c.ask("sms", at("2026-03-05T10:00:00+08:00"), Purpose::service).allowed());
  c.set("do_not_contact", true);
  answer = c.ask("sms", at("2026-03-05T10:00:00+08:00"), Purpose::service);
  CHECK(answer.why == Reason::silenced);
  CHECK(answer.rule == 0);
  CHECK(answer.free == base::kNever);
  CHECK(answer.cause.part == by_hand.while_);
  REQUIRE(answer.cause.read.size() == 1);
  CHECK(answer.cause.read[0].value.number == 1);
}

TEST_CASE("rule 35: held out of touches, of all, and by the bank") {
  OneCustomer c;
  const Instant noon = at("2026-03-02T12:00:00+08:00");
  c.journey.hold_out = HoldOut::touches;
  CHECK(c.ask("sms", noon).why == Reason::held_out);
  c.journey.hold_out = HoldOut::all;
  CHECK(c.ask("sms", noon).why == Reason::held_out);
  c.journey.hold_out = HoldOut::bank;
  CHECK(c.ask("sms", noon).why == Reason::bank_held_out);
  OneCustomer d;
  d.policy().hold_out = 1'000'000;
  CHECK(d.ask("sms", noon).why == Reason::bank_held_out);
}

TEST_CASE("rule 20: a pause of the journey, the customer, the playbook, the channel or everything stops touches at once") {
  const Instant noon = at("2026-03-02T12:00:00+08:00");
  OneCustomer c;
  CHECK(c.ask("sms", noon).allowed());
  SECTION("the customer") {
    PauseSpan span;
    span.from = noon - base::kHour;
    c.customer.pauses.push_back(span);
    CHECK(c.ask("sms", noon).why == Reason::paused);
    c.customer.pauses.front().to = noon;
    CHECK(c.ask("sms", noon).allowed());
  }
  SECTION("the journey") {
    c.journey.paused_all = true;
    CHECK(c.ask("sms", noon).why == Reason::paused);
  }
  SECTION("the channel") {
    WidePause pause;
    pause.channel = c.channel("sms");
    pause.touches_only = true;
    pause.from = noon;
    pause.to = noon + base::kHour;
    c.pauses.push_back(pause);
    CHECK(c.ask("sms", noon).why == Reason::paused);
    CHECK(c.ask("push", noon).allowed());
    CHECK(c.ask("sms", noon + base::kHour).allowed());
  }
  SECTION("everything") {
    WidePause pause;
    pause.all = true;
    pause.from = noon;
    c.pauses.push_back(pause);
    CHECK(c.ask("push", noon).why == Reason::paused);
  }
}

TEST_CASE("a channel reaches only whom its condition lets it reach") {
  OneCustomer c;
  c.catalog.catalog.channels[2].reachable = c.catalog.attr("wecom_bound", plan::Kind::boolean);
  const Instant noon = at("2026-03-02T12:00:00+08:00");
  CHECK(c.ask("wecom", noon).why == Reason::unreachable);
  c.set("wecom_bound", true);
  CHECK(c.ask("wecom", noon).allowed());
}

TEST_CASE("a touch does not stand in its own way") {
  OneCustomer c;
  c.never_more_than(1, days(7));
  const ThingRef own = c.contact("sms", at("2026-03-02T10:00:00+08:00"));
  CHECK(c.ask("sms", at("2026-03-02T10:20:00+08:00"), Purpose::marketing, own).allowed());
  CHECK(c.ask("sms", at("2026-03-02T10:20:00+08:00")).why == Reason::capped);
}

TEST_CASE("the order of the checks: hold-out, pause, silence, consent, reachability, then times") {
  OneCustomer c;
  c.policy().silences.push_back({c.catalog.attr("do_not_contact", plan::Kind::boolean), {}, {}, {}, {}});
  c.needs("consent.marketing", before(Purpose::marketing));
  c.catalog.catalog.channels[2].reachable = c.catalog.attr("wecom_bound", plan::Kind::boolean);
  c.quiet(21, 0, 8, 30);
  c.never_more_than(0, Period::day);
  const Instant night = at("2026-03-02T22:00:00+08:00");
  c.set("do_not_contact", true);
  c.journey.hold_out = HoldOut::touches;
  WidePause pause;
  pause.all = true;
  pause.from = Instant{0};
  c.pauses.push_back(pause);
  CHECK(c.ask("wecom", night).why == Reason::held_out);
  c.journey.hold_out = HoldOut::none;
  CHECK(c.ask("wecom", night).why == Reason::paused);
  c.pauses.clear();
  CHECK(c.ask("wecom", night).why == Reason::silenced);
  c.set("do_not_contact", false);
  CHECK(c.ask("wecom", night).why == Reason::no_consent);
  c.set("consent.marketing", true);
  CHECK(c.ask("wecom", night).why == Reason::unreachable);
  c.set("wecom_bound", true);
  CHECK(c.ask("wecom", night).why == Reason::quiet);
  CHECK(c.ask("wecom", at("2026-03-02T12:00:00+08:00")).why == Reason::capped);
}

}  // namespace
}  // namespace playmaker::core
