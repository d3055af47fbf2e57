// Each law beside its texts: five that keep it, five that break it.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/dsl/compile/compiling.hpp"

using namespace playmaker;

namespace {

struct Law {
  const char* name;
  std::vector<std::string> codes;                       // any of these says that it is broken
  std::vector<std::string> kept, broken;
};

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
  };
  return kLaws;
}

}  // namespace

TEST_CASE("laws: the texts that keep each one pass, those that break it are told so") {
  for (const Law& law : laws()) {
    CHECK(law.kept.size() >= 5);
    CHECK(law.broken.size() >= 5);
    const auto says = [&](const std::string& text) {
      const dsl::Compiled made = compiling::compile_body(text);
      return std::any_of(made.issues.list().begin(), made.issues.list().end(), [&](const source::Issue& issue) {
        return std::find(law.codes.begin(), law.codes.end(), source::code_name(issue.code)) != law.codes.end();
      });
    };
    for (const std::string& text : law.kept) {
      const dsl::Compiled made = compiling::compile_body(text);
      INFO(law.name << ": " << text << "\n" << compiling::issues_of(made));
      CHECK(made.ok);
      CHECK_FALSE(says(text));
    }
    for (const std::string& text : law.broken) {
      INFO(law.name << ": " << text << "\n" << compiling::issues_of(compiling::compile_body(text)));
      CHECK(says(text));
    }
  }
}
