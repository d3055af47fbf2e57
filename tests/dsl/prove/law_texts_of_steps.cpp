// What one playbook does: tasks, tables, touches, offers, benefits, secrets.
#include "tests/dsl/prove/law_texts.hpp"

namespace playmaker::law_texts {
namespace {

// A playbook whose benefits cost as its steps say, for 100 customers and a budget of 1,000元.
std::string priced(const std::string& steps, const std::string& budget = "1000元") {
  return "budget " + budget + " on benefits audience { enter on came again never at most 100 customers } " + steps;
}

// A decision at the top and one in each track lead to the next track; the last one does this.
std::string chain_of_decides(int tracks, const std::string& last) {
  const auto decides = [](int to) {
    const std::string number = std::to_string(to);
    return "decide d" + number + " by customer.vip { * -> t" + number + " } ";
  };
  std::string out = decides(0);
  for (int i = 0; i < tracks; ++i) out += "track t" + std::to_string(i) + " { " + (i + 1 < tracks ? decides(i + 1) : last) + " } ";
  return out;
}

}  // namespace

std::vector<Law> of_steps() {
  const std::string ended = "must task t { assign manager done on deposit due 3 days } ";
  const std::string worded = "must task t { assign manager done on deposit done by report due 3 days } ";
  const std::string called = "must task t { assign manager done on call_logged where event.outcome == \"reached\" as reached due 3 days } ";
  return {
      {"must",
       {"task_unassigned", "task_without_due", "escalation_missing", "escalation_open", "escalation_circle"},
       {"must task t { assign manager due 1 day }", "must task t { assign head due 2 working days }", "optional task t { assign manager }",
        "must task t { assign manager due 1 day escalate after 1 day to head }",
        "must task t by phone { assign head due 4 working hours }"},
       {"must task t { due 1 day }", "must task t { assign manager }", "stage s { must task t { assign head } }",
        "wave w on day 1 { must task t { due 1 day } }", "moment m { on deposit again never must task t { assign manager } }"}},
      {"decide",
       {"decide_gap", "decide_shadow"},
       {"decide d by customer.vip { true -> t  false -> t } track t { tag \"x\" }",
        "decide d by customer.tier { \"mass\" -> t  * -> t } track t { tag \"x\" }",
        "decide d by customer.products { <= 3 -> t  4 to 9 -> t  >= 10 -> t } track t { tag \"x\" }",
        "decide d by customer.risk { unknown -> t  \"C1\" -> t  >= \"C2\" -> t } track t { tag \"x\" }",
        "decide d by customer.tier, customer.vip { \"gold\", true -> t  *, * -> t } track t { tag \"x\" }"},
       {"decide d by customer.vip { true -> t } track t { tag \"x\" }", "decide d by customer.tier { \"mass\" -> t } track t { tag \"x\" }",
        "decide d by customer.products { <= 3 -> t  5 to 9 -> t  >= 10 -> t } track t { tag \"x\" }",
        "decide d by customer.risk { \"C1\" -> t  >= \"C2\" -> t } track t { tag \"x\" }",
        "decide d by customer.vip { * -> t  true -> t } track t { tag \"x\" }"}},
      {"watch",
       {"breakpoint_never", "breakpoint_again"},
       {"breakpoint b from deposit to visit stalls after 80 days { }", "breakpoint b from deposit to deposit stalls after 5 days { }",
        "breakpoint b from entry to visit stalls after 9 days { }",
        "breakpoint b from deposit lookback 9 days to visit stalls after 95 days { }",
        "breakpoint b from deposit to visit stalls after 2 months { }",
        ended + "breakpoint b from t.done to visit stalls after 5 days { } goal g = deposit since entry within 20 days keep going",
        ended + "breakpoint b from t.closed to visit stalls after 5 days { } goal g = deposit since entry within 20 days",
        worded + "breakpoint b from t.done to visit stalls after 5 days { } goal g = deposit since entry within 20 days",
        ended + "breakpoint b from t.done to visit stalls after 5 days { } goal g = deposit since entry and customer.vip within 20 days",
        ended + "breakpoint b from t.done to visit stalls after 5 days { } exit e on deposit where event.amount > 5元",
        ended + "breakpoint b from t.done to visit stalls after 5 days { } goal g = deposit since entry pause all on booked until visit",
        called + "breakpoint b from t.reached to visit stalls after 5 days { } exit e on call_logged where event.outcome == \"no_answer\"",
        "must task t { assign manager done on visit due 3 days } goal g = deposit since entry or t.closed keep going "
        "breakpoint b from t.done to deposit stalls after 5 days { }"},
       {"breakpoint b from deposit to visit stalls after 95 days { }", "breakpoint b from deposit to visit stalls after 4 months { }",
        "breakpoint b from entry to visit stalls after 200 days { }", "breakpoint b from deposit to visit stalls after 3000 hours { }",
        "breakpoint b from visit to deposit stalls after 1 year { }",
        ended + "breakpoint b from t.done to visit stalls after 5 days { } goal g = deposit since entry within 20 days",
        ended + "breakpoint b from t.done to deposit stalls after 5 days { } goal g = customer.vip or deposit since entry",
        ended + "breakpoint b from deposit to visit stalls after 5 days { } exit e on deposit",
        worded + "breakpoint b from t.done to visit stalls after 5 days { } goal g = t.done",
        ended + "breakpoint b from t.closed to visit stalls after 5 days { } exit e on t.closed",
        called + "breakpoint b from t.reached to visit stalls after 5 days { } exit e on call_logged where event.outcome == \"reached\"",
        ended + "breakpoint b from t.done to deposit stalls after 5 days { }"}},
      {"quiet",
       {"touch_quiet"},
       {"wave w on day 2 at 20:00 { send sms hello }", "wave w on day 1 at 22:00 { tag \"x\" }",
        "wave w on day 2 at 08:30 { send push hello }", "wave w on day 2 { send sms hello }",
        "wave w on friday at 12:00 { send sms hello }"},
       {"wave w on day 2 at 23:00 { send sms hello }", "wave w on day 3 at 21:00 { send push hello }",
        "wave w on friday at 06:00 { send sms hello }", "wave w on the 15th at 08:29 { send sms hello }",
        "wave w on day 2 at 02:00 { tag \"x\" send sms hello }"}},
      {"fallback",
       {"report_too_late", "report_never"},
       {"send push hello delivered within 10 minutes else sms hello", "send push hello opened within 2 hours else sms hello",
        "send push hello else sms hello", "send sms hello delivered within 1 hour else push hello",
        "send push hello opened within 61 minutes else sms hello"},
       {"send push hello opened within 10 minutes else sms hello", "send sms hello read within 2 hours else push hello",
        "send push hello delivered within 5 minutes else sms hello", "send sms hello opened within 1 day else push hello",
        "send sms hello delivered within 9 minutes else push hello"}},
      {"suitable",
       {"offer_untested"},
       {"when suitable(cash) { send sms hello offering cash }", "wave w on day 2 when suitable(cash) { send sms hello offering cash }",
        "send sms hello offering salary", "when not suitable(cash) { tag \"no\" } else { send sms hello offering cash }",
        "define fits = suitable(cash) decide d by fits { true -> a  false -> b } track a { send sms hello offering cash } track b { tag "
        "\"b\" }",
        "when suitable(cash) { wave w on day 2 { place card on lobby for 2 days offering cash { send sms hello offering cash } } }",
        "must task t when suitable(cash) { assign head due 1 day offering cash }",
        "wait until suitable(cash) up to 3 days else { finish as never } send sms hello offering cash",
        "audience { enter on came only suitable(cash) again never } send sms hello offering cash",
        "moment m { on told where suitable(cash) again never send sms hello offering cash }",
        "goal g = suitable(cash) within 9 days on g { send sms hello offering cash }",
        "exit e when suitable(cash) on e { send sms hello offering cash }"},
       {"send sms hello offering cash", "when customer.vip { send sms hello offering cash }",
        "when suitable(cash) or customer.vip { send sms hello offering cash }",
        "when suitable(cash) { tag \"yes\" } else { send sms hello offering cash }",
        "define fits = suitable(cash) decide d by fits { true -> a  false -> b } track a { tag \"a\" } track b { send sms hello offering "
        "cash }",
        "when suitable(cash) { tag \"yes\" } send sms hello offering cash", "must task t { assign head due 1 day offering cash }",
        "place card on lobby for 2 days offering cash",
        "moment m { on told where suitable(cash) on came again never send sms hello offering cash }",
        "goal g = suitable(cash) within 9 days on missed { send sms hello offering cash }"},
       Frame::house},
      {"grants",
       {"grant_missing"},
       {"grant coffee send push gift with { code: coffee.code }", "when coffee.code is known { send push gift with { code: coffee.code } }",
        "when customer.vip { grant coffee } else { grant coffee } send push gift with { code: coffee.code }",
        "send push gift with { code: coffee.code otherwise \"x\" }",
        "wave a on day 2 { grant coffee } wave b on day 3 { send push gift with { code: coffee.code } }"},
       {"send push gift with { code: coffee.code }", "send push gift with { code: coffee.code } grant coffee",
        "when customer.vip { grant coffee } send push gift with { code: coffee.code }",
        "wait for deposit up to 3 days else { grant coffee } send push gift with { code: coffee.code }",
        "when customer.vip { send push gift with { code: coffee.code } }"}},
      {"reserves",
       {"reserve_left", "reserve_open", "reserve_short"},
       {"reserve coffee for 3 days grant coffee", "reserve coffee for 3 days wait 1 day release coffee",
        "reserve coffee for 3 days when customer.vip { grant coffee } else { release coffee }",
        "reserve coffee for 3 days wait for deposit up to 2 days else { release coffee finish as none } grant coffee",
        "when customer.vip { reserve coffee for 3 days wait 1 day grant coffee }",
        "reserve coffee for 10 days wait for deposit up to 10 days grant coffee",
        "reserve coffee for 3 days wait for deposit up to 10 days else { release coffee finish as none } grant coffee",
        "reserve coffee for 3 days wait 2 days when customer.vip { wait 1 day } grant coffee",
        "reserve coffee for 3 days reserve coffee for 3 days grant coffee release coffee",
        "when customer.vip { reserve coffee for 3 days } else { reserve coffee for 3 days } grant coffee"},
       {"reserve coffee for 3 days wait 10 days grant coffee",
        "reserve coffee for 3 days wait for deposit up to 10 days when customer.vip { release coffee } else { grant coffee }",
        "reserve coffee for 3 days wait 2 days when customer.vip { wait for deposit up to 2 days } grant coffee",
        "reserve coffee for 3 days", "reserve coffee for 3 days when customer.vip { grant coffee }",
        "reserve coffee for 3 days wait for deposit up to 2 days else { finish as none } grant coffee",
        "grant coffee reserve coffee for 3 days", "wave a on day 2 { reserve coffee for 3 days } wave b on day 3 { release coffee }",
        "reserve coffee for 3 days when customer.vip { release coffee } else { finish as none }",
        "reserve coffee for 3 days reserve coffee for 3 days grant coffee",
        "reserve coffee for 3 days when customer.vip { reserve coffee for 3 days } grant coffee"}},
      {"budget",
       {"budget_short", "budget_open", "benefit_circle"},
       {priced("grant cup"), priced("grant cup finish as x"), priced("when customer.vip { grant cup } else { grant mug }", "2500元"),
        priced("grant cup grant mug", "3500元"), priced("wave w on friday up to 3 times { grant cup }", "3000元"),
        priced("repeat r every 7 days up to 3 times { grant cup }", "3000元"),
        priced("moment m { on told again after 16 days grant cup }", "2000元"),
        priced("pause all on told until came timers elapse moment m { on told again after 16 days grant cup }", "2000元"),
        priced("pause touches on told until came moment m { on told again after 16 days grant cup }", "2000元"),
        "budget 1元 on benefits audience { enter on came again never } grant cup"},
       {priced("grant mug"), priced("grant cup grant mug"), priced("when customer.vip { grant cup } else { grant mug }"),
        priced("wave w on friday up to 3 times { grant cup }", "2999元"),
        priced("repeat r every 7 days up to 3 times { grant cup }", "2999元"),
        priced("pause all on told until came moment m { on told again after 16 days grant cup }", "2000元"),
        priced(chain_of_decides(45, "grant mug")),
        priced("repeat a every 1 day up to 1000 times { repeat b every 1 day up to 1000 times { repeat c every 1 day up to 1000 times { "
               "repeat d every 1 day up to 1000 times { repeat e every 1 day up to 1000 times { repeat f every 1 day up to 1000 times { "
               "grant mug } } } } } }"),
        priced("moment m { for each h in customer.holdings on told again after 1 day per h.product grant cup }", "9999元"),
        priced("breakpoint b from came to told stalls after 2 days up to 4 times { grant cup }", "3999元")},
       Frame::house},
      {"personal",
       {"personal_undeclared", "personal_leaves"},
       {"send sms own with { words: customer.note }", "send sms told with { words: customer.note }",
        "emit kept with { words: customer.note }", "when customer.note == \"x\" { set customer.kind = \"x\" }",
        "send sms words with { words: customer.kind }", "set customer.note = customer.note + \".\"",
        "emit told with { words: customer.kind }"},
       {"send sms words with { words: customer.note }", "send sms words with { words: customer.note + \"!\" }",
        "emit told with { words: customer.note }", "set customer.kind = customer.note",
        "send sms words with { words: customer.vip ? customer.note : \"\" }",
        "send sms words with { words: string(customer.born otherwise today) }",
        "moment m { on came again after 2 days per customer.note send sms hello }"},
       Frame::house},
  };
}

}  // namespace playmaker::law_texts
