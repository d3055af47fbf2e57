// Each law beside its texts: five that keep it, five that break it.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/dsl/compile/compiling.hpp"

using namespace playmaker;

namespace {

enum class Frame { body, file, house };                 // within a playbook, beside one, in a small house with offers and secrets

struct Law {
  const char* name;                                     // of its certificate
  std::vector<std::string> codes;                       // any of these says that it is broken
  std::vector<std::string> kept, broken;
  Frame frame = Frame::body;
};

// A playbook `p` with these steps, in a house that has what offers, benefits and personal fields need.
std::string house(const std::string& body) {
  return "catalog bank { zone \"Asia/Shanghai\" currency CNY\n"
         " customer { risk level of [\"C1\", \"C2\"] optional, assessed date, vip bool, kind text, note text personal, born date optional "
         "personal,\n  years = today - (born otherwise today), holdings list of { product text, amount money } at most 10 }\n"
         " product { risk level of [\"R1\", \"R2\"] } product cash { risk \"R1\" on sale 2026-01-01 to 2026-12-31 } product salary { risk "
         "none }\n"
         " suitability customer.risk covers product.risk valid 12 months since customer.assessed\n"
         " event came { } event told { words text } event kept { words text personal } }\n"
         "calendar cn { weekend saturday, sunday open 09:00 to 17:30 }\nchannel sms { contact } channel lobby { pull }\n"
         "template hello { channel sms } template words { channel sms with { words text } }\n"
         "template own { channel sms uses customer.note with { words text } } template told { channel sms with { words text personal } }\n"
         "template card { channel lobby answers { yes bool } }\npolicy plain { default at 09:30 }\nrole head { who pool heads least busy  "
         "final }\n"
         "benefit cup { stock 100 value 10元 } benefit mug { stock 100 value 25元 }\n"
         "playbook p { calendar cn follow plain ends after 30 days\n" +
         body + "\n}\n";
}
const char* const kEnters = " audience { enter on came again never } ";
dsl::Compiled compile(Frame frame, const std::string& text) {
  if (frame == Frame::file) return compiling::compile_text("use \"shared/bank.play\"\n" + text);
  if (frame == Frame::body) return compiling::compile_body(text);
  std::string whole = house(text.find("audience") == std::string::npos ? kEnters + text : text);
  whole.insert(whole.find(" event came"), " pool heads\n");
  return compiling::compile_text(whole);
}
// A playbook whose benefits cost as its steps say, for 100 customers and a budget of 1,000元.
std::string priced(const std::string& steps, const std::string& budget = "1000元") {
  return "budget " + budget + " on benefits audience { enter on came again never at most 100 customers } " + steps;
}

// A playbook that begins on a hand-off, or on a deposit, does its steps and is over.
std::string once_more(const std::string& name, const std::string& on, const std::string& again, const std::string& steps) {
  return "playbook " + name + " { ends after 20 days audience { enter on " + on + " again " + again + " } " + steps + " }\n";
}
// A playbook whose tables lead to tables: twice as many ways with each.
std::string tables(int levels) {
  std::string out = "decide d0 by customer.vip { true -> t1  false -> t1 } ";
  for (int i = 1; i < levels; ++i) {
    const std::string own = std::to_string(i), next = std::to_string(i + 1);
    out += "track t" + own + " { decide d" + own + " by customer.vip { true -> t" + next + "  false -> t" + next + " } } ";
  }
  return out + "track t" + std::to_string(levels) + " { emit visit with { amount: \"1\" } }";
}
// A journey with these moments.
std::string moments(const std::string& text) {
  return "playbook p { ends after 20 days audience { enter on account_opened again never }\n" + text + " }\n";
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

const std::vector<Law>& laws() {
  static const std::vector<Law> kLaws = {
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
      {"reach",
       {"condition_never", "stage_never", "stage_circle", "day_never"},
       {"when customer.products > 3 and customer.products < 5 { tag \"x\" }", "stage s on days 80 to 90 { tag \"x\" }",
        "stage a { tag \"x\" } stage b after a { tag \"y\" }", "wave w on day 90 { send sms hello }",
        "when customer.tier == \"gold\" or customer.tier == \"mass\" { tag \"x\" }"},
       {"when customer.products > 5 and customer.products < 3 { tag \"x\" }", "stage s on days 100 to 120 { tag \"x\" }",
        "stage a after b { tag \"x\" } stage b after a { tag \"y\" }", "wave w on day 95 { send sms hello }",
        "when customer.tier == \"gold\" and customer.tier == \"mass\" { tag \"x\" }"}},
      {"watch",
       {"breakpoint_never"},
       {"breakpoint b from deposit to visit stalls after 80 days { }", "breakpoint b from deposit to deposit stalls after 5 days { }",
        "breakpoint b from entry to visit stalls after 9 days { }",
        "breakpoint b from deposit lookback 9 days to visit stalls after 95 days { }",
        "breakpoint b from deposit to visit stalls after 2 months { }"},
       {"breakpoint b from deposit to visit stalls after 95 days { }", "breakpoint b from deposit to visit stalls after 4 months { }",
        "breakpoint b from entry to visit stalls after 200 days { }", "breakpoint b from deposit to visit stalls after 3000 hours { }",
        "breakpoint b from visit to deposit stalls after 1 year { }"}},
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
        "audience { enter on came only suitable(cash) again never } send sms hello offering cash"},
       {"send sms hello offering cash", "when customer.vip { send sms hello offering cash }",
        "when suitable(cash) or customer.vip { send sms hello offering cash }",
        "when suitable(cash) { tag \"yes\" } else { send sms hello offering cash }",
        "define fits = suitable(cash) decide d by fits { true -> a  false -> b } track a { tag \"a\" } track b { send sms hello offering "
        "cash }",
        "when suitable(cash) { tag \"yes\" } send sms hello offering cash", "must task t { assign head due 1 day offering cash }",
        "place card on lobby for 2 days offering cash"},
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
       {"reserve_left", "reserve_open"},
       {"reserve coffee for 3 days grant coffee", "reserve coffee for 3 days wait 1 day release coffee",
        "reserve coffee for 3 days when customer.vip { grant coffee } else { release coffee }",
        "reserve coffee for 3 days wait for deposit up to 2 days else { release coffee finish as none } grant coffee",
        "when customer.vip { reserve coffee for 3 days wait 1 day grant coffee }",
        "reserve coffee for 3 days reserve coffee for 3 days grant coffee release coffee",
        "when customer.vip { reserve coffee for 3 days } else { reserve coffee for 3 days } grant coffee"},
       {"reserve coffee for 3 days", "reserve coffee for 3 days when customer.vip { grant coffee }",
        "reserve coffee for 3 days wait for deposit up to 2 days else { finish as none } grant coffee",
        "grant coffee reserve coffee for 3 days", "wave a on day 2 { reserve coffee for 3 days } wave b on day 3 { release coffee }",
        "reserve coffee for 3 days when customer.vip { release coffee } else { finish as none }",
        "reserve coffee for 3 days reserve coffee for 3 days grant coffee",
        "reserve coffee for 3 days when customer.vip { reserve coffee for 3 days } grant coffee"}},
      {"budget",
       {"budget_short", "budget_open", "benefit_circle"},
       {priced("grant cup"), priced("when customer.vip { grant cup } else { grant mug }", "2500元"),
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
      {"ends",
       {"never_ends"},
       {"playbook p { audience { enter on account_opened again never } ends after 3 days }",
        "playbook p { audience { enter on account_opened again never } goal g = customer.vip within 3 days }",
        "playbook p { audience { enter on account_opened again never } finish as done }",
        "playbook p { audience { enter on account_opened again never } when customer.vip { finish as a } else { finish as b } }",
        "playbook p { audience { enter on account_opened again never } wait 3 days finish as done }"},
       {"playbook p { audience { enter on account_opened again never } tag \"x\" }",
        "playbook p { audience { enter on account_opened again never } goal g = customer.vip }",
        "playbook p { audience { enter on account_opened again never } goal g = customer.vip within 3 days keep going }",
        "playbook p { audience { enter on account_opened again never } when customer.vip { finish as a } }",
        "playbook p { audience { enter on account_opened again never } exit e on deposit }"},
       Frame::file},
      {"hand_offs",
       {"hand_off_unresolved_yet", "hand_off_deaf"},
       {"exit e on deposit on e { tag \"x\" }", "exit e on deposit on e { notify head via push brief }", "send sms hello", "tag \"x\"",
        "must task t { assign head due 1 day }"},
       {"exit e on deposit on e { hand off to elsewhere }", "hand off to elsewhere else { tag \"x\" }", "hand off to p",
        "exit e on deposit on e { hand off to p }", "when customer.vip { hand off to nowhere }"}},
      {"policy",
       {"follow_missing"},
       {"playbook p { ends after 9 days audience { enter on account_opened again never } tag \"x\" }",
        "playbook p { ends after 9 days follow quiet_bank audience { enter on account_opened again never } send sms hello }",
        "playbook p { calendar cn ends after 9 days audience { enter on account_opened again never } must task t { assign head due 1 day } "
        "}",
        "playbook p { ends after 9 days audience { enter on account_opened again never } grant coffee }",
        "playbook p { ends after 9 days audience { enter on account_opened again never } notify head via push brief }"},
       {"playbook p { ends after 9 days audience { enter on account_opened again never } send sms hello }",
        "playbook p { ends after 9 days audience { enter on account_opened again never } wave w on day 2 { send sms hello } }",
        "playbook p { ends after 9 days audience { enter on account_opened again never } stage s { send push hello } }",
        "playbook p { ends after 9 days audience { enter on account_opened again never } when customer.vip { send sms hello } }",
        "playbook p { ends after 9 days audience { enter on account_opened again never } moment m { on deposit again never send sms hello "
        "} }"},
       Frame::file},
      {"rest",
       {"circle_endless", "circle_open"},
       {once_more("a", "hand_off", "after 30 days", "wait 2 hours hand off to b finish as on") +
            once_more("b", "hand_off", "after 1 hour", "wait 2 hours hand off to a finish as on"),
        once_more("a", "hand_off", "never", "wait 2 hours hand off to b finish as on") +
            once_more("b", "hand_off", "after 1 hour", "wait 2 hours hand off to a finish as on"),
        once_more("a", "hand_off", "after 1 hour", "hand off to b finish as on") +
            once_more("b", "hand_off", "after 1 hour", "hand off to a finish as on"),
        once_more("a", "hand_off", "after 1 hour", "wait 1 day hand off to b finish as on") +
            once_more("b", "hand_off", "after 1 hour", "hand off to a finish as on"),
        once_more("a", "deposit", "after 1 hour", "wait 2 hours emit deposit with { amount: 1元 }"),
        moments("moment m { on visit again after 1 hour emit deposit with { amount: 1元 } }\n"
                "moment n { on deposit again after 1 hour emit visit with { amount: \"1\" } }"),
        moments("moment m { on deposit again after 10 minutes wait for call_logged up to 3 days else { finish as silent } "
                "emit visit with { amount: \"1\" } }\nmoment n { on visit again after 10 minutes emit deposit with { amount: 1元 } }"),
        moments("moment m { on deposit again per event.amount emit deposit with { amount: 9元 } }"),
        moments("moment m { on deposit again after 10 minutes wait 15 minutes emit deposit with { amount: 9元 } }"),
        moments("moment m { on deposit again after 1 day overlap queue emit deposit with { amount: 9元 } }"),
        once_more("a", "deposit", "after 30 days", tables(6)),
        moments("moment m { on deposit again after 1 minutes emit visit with { amount: \"1\" } }")},
       {once_more("a", "hand_off", "after 1 hour", "wait 2 hours hand off to b finish as on") +
            once_more("b", "hand_off", "after 1 hour", "wait 2 hours hand off to a finish as on"),
        once_more("a", "hand_off", "after 1 hour", "when customer.vip { wait 2 hours hand off to b } finish as on") +
            once_more("b", "hand_off", "after 1 hour", "wait 2 hours hand off to a finish as on"),
        once_more("a", "deposit", "after 1 hour", "wait 2 hours emit deposit with { amount: 1元 } finish as on"),
        moments("moment m { on visit again after 10 minutes wait 15 minutes emit deposit with { amount: 1元 } }\n"
                "moment n { on deposit again after 10 minutes wait 15 minutes emit visit with { amount: \"1\" } }"),
        moments("moment m { on deposit again after 5 minutes overlap queue emit deposit with { amount: 9元 } }"),
        moments("moment m { on deposit again per event.amount emit deposit with { amount: event.amount + 1元 } }"),
        moments("moment m { on deposit again per event.amount when customer.vip { emit deposit with { amount: customer.aum } } }"),
        once_more("a", "deposit", "after 30 days", tables(18)),
        once_more("a", "hand_off", "after 1 hour", "goal g = customer.vip within 2 hours on missed { hand off to b }") +
            once_more("b", "hand_off", "after 1 hour", "wait 2 hours hand off to a finish as on")},
       Frame::file},
      {"hand_offs",
       {"payload_differs"},
       {once_more("a", "hand_off", "never", "tag \"a\"") + once_more("b", "deposit", "never", "hand off to a with { source: \"b\" }"),
        once_more("a", "hand_off", "never", "tag \"a\"") + once_more("b", "deposit", "never", "hand off to a with { source: \"b\" }") +
            once_more("c", "visit", "never", "hand off to a with { source: customer.tier }"),
        once_more("a", "hand_off", "never", "tag \"a\"") + once_more("b", "deposit", "never", "hand off to a with { sum: customer.aum }") +
            once_more("c", "visit", "never", "hand off to a with { sum: customer.aum }"),
        once_more("a", "hand_off", "never", "tag \"a\"") + once_more("d", "hand_off", "never", "tag \"d\"") +
            once_more("b", "deposit", "never", "hand off to a with { x: 1 } hand off to d with { x: true }"),
        once_more("a", "hand_off", "never", "tag \"a\"") +
            once_more("b", "deposit", "never", "when customer.vip { hand off to a with { x: 1 } } else { hand off to a }")},
       {once_more("a", "hand_off", "never", "tag \"a\"") + once_more("b", "deposit", "never", "hand off to a with { sum: customer.aum }") +
            once_more("c", "visit", "never", "hand off to a with { sum: customer.products }"),
        once_more("a", "hand_off", "never", "tag \"a\"") + once_more("b", "deposit", "never", "hand off to a with { x: 1 }") +
            once_more("c", "visit", "never", "hand off to a with { x: \"1\" }"),
        once_more("a", "hand_off", "never", "tag \"a\"") +
            once_more("b", "deposit", "never", "when customer.vip { hand off to a with { x: 1 } } else { hand off to a with { x: true } }"),
        once_more("a", "hand_off", "never", "tag \"a\"") + once_more("b", "deposit", "never", "hand off to a with { day: today }") +
            once_more("c", "visit", "never", "hand off to a with { day: now }"),
        once_more("a", "hand_off", "never", "tag \"a\"") + once_more("b", "deposit", "never", "hand off to a with { y: 10% }") +
            once_more("c", "visit", "never", "hand off to a with { y: 10 }")},
       Frame::file},
  };
  return kLaws;
}

}  // namespace

TEST_CASE("laws: the texts that keep each one pass, those that break it are told so") {
  for (const Law& law : laws()) {
    CHECK(law.kept.size() >= 5);
    CHECK(law.broken.size() >= 5);
    const auto says = [&](const std::string& text) {
      const dsl::Compiled made = compile(law.frame, text);
      return std::any_of(made.issues.list().begin(), made.issues.list().end(), [&](const source::Issue& issue) {
        return std::find(law.codes.begin(), law.codes.end(), source::code_name(issue.code)) != law.codes.end();
      });
    };
    for (const std::string& text : law.kept) {
      const dsl::Compiled made = compile(law.frame, text);
      INFO(law.name << ": " << text << "\n" << compiling::issues_of(made));
      CHECK(made.ok);
      CHECK_FALSE(says(text));
      for (const prove::Certificate& each : made.certificates) CHECK((each.law != law.name || each.verdict == prove::Verdict::proven));
    }
    for (const std::string& text : law.broken) {
      INFO(law.name << ": " << text << "\n" << compiling::issues_of(compile(law.frame, text)));
      CHECK(says(text));
    }
  }
}
