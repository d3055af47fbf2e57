// How playbooks end, whom they follow, and what they begin in each other.
#include "tests/dsl/prove/law_texts.hpp"

namespace playmaker::law_texts {
namespace {

// A playbook that begins on a hand-off, or on a deposit, does its steps and is over.
std::string once_more(const std::string& name, const std::string& on, const std::string& again, const std::string& steps) {
  return "playbook " + name + " { ends after 20 days audience { enter on " + on + " again " + again + " } " + steps + " }\n";
}
// One that is entered when this becomes true.
std::string meant(const std::string& name, const std::string& when, const std::string& again, const std::string& ends,
                  const std::string& steps) {
  return "playbook " + name + " { ends after " + ends + " audience { enter when " + when + " again " + again + " } " + steps + " }\n";
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
}  // namespace

std::vector<Law> of_playbooks() {
  return {
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
        moments("moment m { on deposit again after 1 minutes emit visit with { amount: \"1\" } }"),
        meant("a", "not (customer in journey(a))", "after 1 hour since exit", "2 hours", "tag \"a\""),
        meant("a", "not (customer in journey(a))", "after 3 hours", "2 hours", "tag \"a\""),
        meant("a", "not (customer in journey(b))", "after 1 day", "2 hours", "tag \"a\"") +
            meant("b", "not (customer in journey(a))", "after 1 hour", "2 hours", "tag \"b\""),
        meant("a", "customer in journey(b)", "after 1 hour", "2 hours", "tag \"a\"") +
            meant("b", "customer in journey(a)", "after 1 hour", "2 hours", "tag \"b\""),
        meant("a", "customer in journey(b)", "after 1 hour", "2 hours", "emit visit with { amount: \"1\" }") +
            once_more("b", "deposit", "after 1 hour", "tag \"b\""),
        meant("a", "not (customer in journey(b))", "after 1 hour", "2 hours", "wait for deposit up to 1 hour finish as paid") +
            meant("b", "not (customer in journey(a))", "after 2 days", "2 hours", "tag \"b\"")},
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
            once_more("b", "hand_off", "after 1 hour", "wait 2 hours hand off to a finish as on"),
        once_more("a", "hand_off", "after 20 minutes", "wait 30 minutes hand off to a finish as on"),
        once_more("a", "deposit", "after 1 hour", "exit e when customer.vip wait 2 hours emit deposit with { amount: 1元 } finish as on"),
        meant("a", "not (customer in journey(a))", "after 1 hour", "2 hours", "tag \"a\""),
        meant("a", "not (customer in journey(b))", "after 1 hour", "2 hours", "tag \"a\"") +
            meant("b", "not (customer in journey(a))", "after 1 hour", "2 hours", "tag \"b\""),
        meant("a", "not (customer in journey(b))", "after 1 hour", "90 minutes", "tag \"a\"") +
            meant("b", "customer in journey(a)", "after 1 hour", "10 days", "wait 3 hours finish as on"),
        meant("a", "not (customer in journey(a)) and customer.vip", "after 1 hour", "2 hours", "tag \"a\""),
        meant("a", "(not (customer in journey(a))) for 2 hours", "after 3 hours", "2 hours", "tag \"a\""),
        meant("a", "not (customer in journey(b))", "after 1 hour", "20 days", "goal g = customer.vip") +
            meant("b", "customer in journey(a)", "after 1 hour", "2 hours", "tag \"b\""),
        meant("a", "customer.vip within 3 days of deposit", "after 1 hour", "2 hours",
              "wait 90 minutes emit deposit with { amount: 1元 } finish as on")},
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
}

}  // namespace playmaker::law_texts
