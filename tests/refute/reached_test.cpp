// Ways in which contacts come nearer to each other than a text seems to say. Each is lived through by the engine's core, which makes more
// contacts than are promised; so the promise must not be called proven.
#include <catch2/catch.hpp>

#include "daemon/refute/promises.hpp"
#include "dsl/source/render.hpp"
#include "tests/refute/bank.hpp"
#include "tests/refute/tiny_house.hpp"

using namespace playmaker;
using core::DeliveryOutcome;

namespace {

// `what`: an event; "+flag" and "-flag" set a field; "zone X" moves. Day 1 is Monday 2026-03-02. `own_*`: when an event that comes late
// was.
struct Happens {
  int day = 1, hour = 0, minute = 0;
  std::string what;
  int own_day = 0, own_hour = 0;
};

struct Reached {
  const char* name;
  const char* promise;
  const char* policy;
  const char* audience;
  const char* ends;
  const char* body;
  std::vector<Happens> life;
};

const std::vector<Reached>& all() {
  static const std::vector<Reached> kAll = {
      {"a stage whose must-task is not needed is over at once",
       "1 contact per 2 days",
       "pol",
       "enter on start again never",
       "60 days",
       "stage s { must task t unless customer.flag { assign rm done on one due 30 days } }\n"
       "stage n after s due 20 days { must task u { assign rm done on two due 40 days } wait 10 days send wecom a }\n"
       "wave w on day 11 at 10:00 unless t.closed { send wecom b }",
       {{1, 0, 1, "+flag"}, {1, 10, 0, "start"}}},
      {"a stage is over when the branch with its must-task is passed by",
       "1 contact per 2 days",
       "pol",
       "enter on start again never",
       "60 days",
       "stage s { when not customer.flag { must task t { assign rm done on one due 30 days } } tag \"x\" }\n"
       "stage n after s due 20 days { must task u { assign rm done on two due 40 days } wait 10 days send wecom a }\n"
       "wave w on day 11 at 10:00 unless t.closed { send wecom b }",
       {{1, 0, 1, "+flag"}, {1, 10, 0, "start"}}},
      {"what follows a task goes on when it is not needed",
       "1 contact per 2 days",
       "pol",
       "enter on start again never",
       "60 days",
       "must task t unless customer.flag { assign rm done on one due 30 days }\n"
       "wave w after t at 10:00 { wait 10 days send wecom a }\n"
       "wave x on day 11 at 10:00 unless t.closed { send wecom b }",
       {{1, 0, 1, "+flag"}, {1, 10, 0, "start"}}},
      {"what follows a task goes on when its stage is over before it opens",
       "1 contact per 2 days",
       "pol",
       "enter on start again never",
       "60 days",
       "must task first { assign rm done on one due 30 days }\n"
       "stage s due 2 days { must task t after first { assign rm done on two due 30 days } }\n"
       "wave w after t at 10:00 { wait 8 days send wecom a }\n"
       "wave x on day 11 at 10:00 unless t.closed { send wecom b }",
       {{1, 10, 0, "start"}}},
      {"an entry that comes late is let in by its own time",
       "1 contact per 7 days",
       "pol",
       "enter on early again after 10 days",
       "9 days",
       "wave w on day 8 at 10:00 { send wecom a }",
       {{1, 9, 0, "early"}, {11, 9, 30, "early", 6, 9}}},
      {"an entry that comes when its journey would be over begins all the same",
       "1 contact per 4 days",
       "pol",
       "enter on early again after 10 days",
       "3 days",
       "send wecom a",
       {{12, 9, 0, "early", 1, 9}, {12, 10, 0, "early"}}},
      {"a goal that was missed before the entry came is missed then",
       "1 contact per 7 days",
       "pol",
       "enter on early again never",
       "60 days",
       "goal g = customer.flag within 2 days keep going\non missed { send wecom b }\nwave w on day 15 at 10:00 { send wecom a }",
       {{15, 9, 0, "early", 1, 9}}},
      {"a consent that is lost ends the journey",
       "1 contact per 7 days",
       "asks",
       "enter on start again after 1 day since exit",
       "30 days",
       "on consent lost exit\nwave w on day 1 at 09:00 { send wecom a }",
       {{1, 8, 0, "start"}, {1, 12, 0, "-consent"}, {1, 13, 0, "+consent"}, {3, 8, 0, "start"}}},
      {"a last block waits once for each of its legs",
       "2 contacts per 1 day over wecom",
       "slow",
       "enter on start again after 5 days since exit",
       "60 days",
       "exit lost on bye\nexit other on one\non lost { send push p else sms s else wecom a }\non other { send wecom a }\n"
       "wave w on day 1 at 09:00 { send wecom b }\nwave x on day 1 at 10:00 { send push p }\nwave y on day 4 at 09:50 { send sms s }",
       {{1, 8, 0, "start"}, {7, 10, 30, "bye"}, {13, 7, 58, "start"}, {13, 9, 30, "one"}}},
      {"what a finish lets out waits once for each of its legs",
       "2 contacts per 1 day over wecom",
       "slow",
       "enter on start again after 5 days since exit",
       "60 days",
       "exit other on one\non other { send wecom a }\n"
       "moment m { on bye again never send push p else sms s else wecom a finish as gone }\n"
       "wave w on day 1 at 09:00 { send wecom b }\nwave x on day 1 at 10:00 { send push p }\nwave y on day 4 at 09:50 { send sms s }",
       {{1, 8, 0, "start"}, {7, 10, 30, "bye"}, {13, 7, 58, "start"}, {13, 9, 30, "one"}}},
      {"a person's slot stays where it was found when the journey is over",
       "1 contact per 1 day over phone, wecom",
       "calls",
       "enter on start again after 5 days since exit",
       "60 days",
       "exit gone on bye\nwhen customer.flag { must task t by phone { assign rm due 2 days } } else { send wecom a }",
       {{1, 0, 1, "+flag"},
        {1, 9, 0, "start"},
        {1, 9, 10, "bye"},
        {7, 9, 0, "start"},
        {7, 9, 10, "bye"},
        {21, 8, 0, "-flag"},
        {21, 9, 5, "start"}}},
      {"two tables that lead to one track choose each for itself",
       "1 contact per 1 day",
       "pol",
       "enter on start again never",
       "60 days",
       "decide d by customer.tier { \"gold\" -> t  * -> o }\nwait 5 days\ndecide e by customer.tier { \"gold\" -> t  * -> o }\n"
       "track t { when customer.flag { send wecom a } else { wait 5 days send wecom b } }\ntrack o { tag \"o\" }",
       {{1, 10, 0, "start"}, {3, 10, 0, "+flag"}}},
      {"a task in a track that two tables lead to opens twice",
       "1 contact per 2 days",
       "pol",
       "enter on start again never",
       "60 days",
       "wave x on day 2 at 10:00 { send wecom b }\n"
       "decide d by customer.tier { \"gold\" -> t  * -> o }\nwait 5 days\ndecide e by customer.flag { true -> t  false -> o }\n"
       "track t { must task k { assign rm done on one due 30 days } }\ntrack o { tag \"o\" }\n"
       "stage z { must task q { assign rm done on two due 50 days } wave w after k { send wecom a } }",
       {{1, 10, 0, "start"}, {2, 9, 0, "one"}}},
      {"a task in a track that a moment leads to opens with each of them",
       "1 contact per 5 days",
       "pol",
       "enter on start again never",
       "60 days",
       "moment m { on one again after 1 day expires after 20 days decide d by customer.tier { \"gold\" -> t  * -> o } }\n"
       "track t { must task k { assign rm done on two due 30 days } }\ntrack o { tag \"o\" }\n"
       "wave x on day 9 at 10:00 unless k.closed { send wecom a }\n"
       "breakpoint stalled from k.done to cleared stalls after 7 days { send wecom b }",
       {{1, 8, 0, "start"}, {1, 9, 0, "one"}, {2, 9, 0, "two"}, {3, 9, 0, "one"}}},
      {"a task of a moment is closed by what came late",
       "1 contact per 5 days",
       "pol",
       "enter on start again never",
       "90 days",
       "moment m { on one again after 1 day expires after 10 days overlap drop must task t { assign rm done on worked due 30 days } }\n"
       "breakpoint stalled from t.done in any moment to cleared stalls after 10 days up to 2 times { send wecom a }",
       {{1, 8, 0, "start"},
        {1, 9, 0, "one"},
        {1, 10, 0, "worked"},
        {2, 11, 0, "one"},
        {11, 11, 0, "cleared", 2, 12},
        {11, 12, 0, "worked", 3, 9}}},
      {"a task that reached nobody is closed at that event's own time",
       "1 contact per 5 days",
       "pol",
       "enter on start again never",
       "60 days",
       "must task t { assign rm done on one due 30 days attempts up to 1 times every 1 hours on worked as unreached }\n"
       "wave x on day 9 at 10:00 unless t.closed { send wecom a }\nwave w 10 days after t.closed at 10:00 { send wecom b }",
       {{1, 8, 0, "start"}, {10, 12, 0, "worked", 2, 9}}},
      {"a task that looks back is closed before it opened",
       "1 contact per 2 days",
       "pol",
       "enter on start again never",
       "60 days",
       "must task t { assign rm done on one lookback 8 days due 30 days }\n"
       "wave w 10 days after t.closed at 10:00 { send wecom b }\nwave x on day 6 at 10:00 { send wecom a }",
       {{1, 8, 0, "one"}, {6, 8, 0, "start"}, {6, 9, 0, "two"}}},
      {"a sweep's day is another one in the customer's zone",
       "1 contact per 60 hours",
       "pol",
       "enter every week on monday at 20:00 again never",
       "20 days",
       "wave x on day 2 at 10:00 { send wecom a }\nwave y on friday at 10:00 { send wecom b }",
       {{1, 0, 1, "zone Pacific/Auckland"}, {1, 20, 0, "sweep"}}},
  };
  return kAll;
}

std::string text_of(const Reached& each) {
  return std::string(refute_tests::kTinyHouse) + "playbook p { calendar cn  follow " + each.policy + "  ends after " + each.ends +
         "\n  audience { " + each.audience + " }\n  guarantee never more than " + each.promise + "\n" + each.body + "\n}\n";
}

std::vector<refute::Contacted> lived(const core::Roster& roster, const core::LinkedPlan& plan, const Reached& each) {
  const base::Instant start = base::start_of_day(roster.zone, base::date_of(2026, 3, 2));
  const auto at = [&](int day, int hour, int minute) {
    return start + (day - 1) * base::kDay + hour * base::kHour + minute * base::kMinute;
  };
  const auto number = [&](core::Names kind, const std::string& name) { return roster.dictionary->find(kind, name); };
  const auto says = [](const plan::Plan& of, std::uint32_t site) {
    for (const plan::Send& send : of.sends) {
      for (const plan::Leg& leg : send.legs) {
        if (leg.site == site && of.unit.texts[leg.channel] != "wecom" && send.legs.size() > 1) return DeliveryOutcome::failed_permanent;
      }
    }
    return DeliveryOutcome::accepted;
  };
  refute::Life life(roster, start - base::kMinute, says);
  life.give(core::CustomerAppeared{}, start - base::kMinute);
  const auto set = [&](const std::string& field, const plan::Datum& value, base::Instant when) {
    core::AttributesSet news;
    news.at = when;
    news.values.push_back({number(core::Names::attribute, field), value});
    life.give(news, when);
  };
  const auto flag = [&](const std::string& field, bool on, base::Instant when) { set(field, {plan::Kind::boolean, on, {}, {}}, when); };
  flag("consent", true, start - base::kMinute);
  flag("flag", false, start - base::kMinute);
  set("tier", {plan::Kind::one_of, number(core::Names::symbol, "gold"), {}, {}}, start - base::kMinute);
  for (const Happens& happens : each.life) {
    const base::Instant now = at(happens.day, happens.hour, happens.minute);
    if (happens.what.front() == '+' || happens.what.front() == '-') {
      flag(happens.what.substr(1), happens.what.front() == '+', now);
    } else if (happens.what.starts_with("zone ")) {
      set("zone", {plan::Kind::text, 0, happens.what.substr(5), {}}, now);
    } else if (happens.what == "sweep") {
      life.give(core::SweepDue{plan.number, 0, base::date_of(2026, 3, 2)}, now);
    } else {
      core::EventArrived arrived;
      arrived.event = number(core::Names::event, happens.what);
      arrived.at = happens.own_day > 0 ? at(happens.own_day, happens.own_hour, 0) : now;
      life.give(arrived, now);
    }
  }
  life.advance(at(40, 0, 0));
  return life.contacts();
}

}  // namespace

TEST_CASE("refute: what the engine reaches is proven by nobody") {
  for (const Reached& each : all()) {
    const std::string text = text_of(each);
    INFO(each.name << "\n" << text.substr(text.find("playbook p")));
    const dsl::Compiled made = refute_tests::compile(text);
    INFO(source::render(made.issues, made.sources, base::Language::en));
    REQUIRE(made.ok);
    REQUIRE(made.promises.size() == 1);
    const prove::Promise& promise = made.promises[0];
    const auto roster = refute_tests::linked(made);
    REQUIRE(roster.has_value());
    const core::LinkedPlan& plan = *(*roster)->plans[(*roster)->live.front()];
    const auto window = refute::fullest(**roster, plan, promise.cap, lived(**roster, plan, each));
    for (const refute::Contacted& contact : window)
      UNSCOPED_INFO(base::format_minute(contact.at, (*roster)->zone) << " " << plan.plan->sites[contact.touch.site].path);
    CHECK(window.size() > promise.cap.at_most);
    CHECK(promise.verdict != prove::Verdict::proven);
  }
}
