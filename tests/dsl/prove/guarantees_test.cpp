// contacts: what is guaranteed is proved, or left open with the runs that may break it.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/dsl/compile/compiling.hpp"

using namespace playmaker;

namespace {

// "proven 1": and the bound; "open": with suspects; "unbounded": with none.
std::string of(const std::string& promise, const std::string& body, const std::string& policy = "quiet_bank",
               const std::string& audience = "enter every day at 06:00 where customer.vip  again never",
               const std::string& ends = "90 days") {
  const dsl::Compiled made = compiling::compile_text(
      "use \"shared/bank.play\"\n"
      "policy patient { blocked wait up to 48 hours then skip }\n"
      "policy strict { never more than 1 contact per 7 days  leave 20 hours between contacts }\n"
      "policy kind { exempt service }\ntemplate polite { channel sms purpose service }\n"
      "template survey { channel push answers { score int } }\n"
      "channel again_sms { contact reports read within 10 minutes on unknown resend }\ntemplate twice { channel again_sms }\n"
      "playbook p { calendar cn  follow " +
      policy + "  ends after " + ends + "\n audience { " + audience + " }\n guarantee never more than " + promise + "\n" + body + "\n}");
  if (!made.ok || made.promises.size() != 1) return compiling::issues_of(made);
  const prove::Promise& one = made.promises[0];
  if (one.verdict == prove::Verdict::proven) return "proven " + std::to_string(one.most);
  return one.suspects.empty() ? "unbounded" : "open";
}

}  // namespace

TEST_CASE("guarantee: fewer contacts than promised, whenever they fall") {
  CHECK(of("1 contact per 7 days", "send sms hello") == "proven 1");
  CHECK(of("2 contacts per 7 days", "send sms hello send push hello") == "proven 2");
  CHECK(of("1 contact per 7 days", "tag \"x\"") == "proven 0");
  CHECK(of("1 sms per 7 days", "send sms hello send push hello") == "proven 1");
  CHECK(of("1 contact per 7 days over push", "send sms hello send push hello send sms hello") == "proven 1");
  CHECK(of("1 contact per 7 days", "must task t by phone { assign manager due 1 day }") == "proven 1");
  CHECK(of("1 contact per 7 days", "must task t { assign manager due 1 day } send sms hello") == "proven 1");
  CHECK(of("1 contact per 7 days", "send sms hello send sms polite", "kind") == "proven 1");
}

TEST_CASE("guarantee: time keeps contacts apart") {
  CHECK(of("1 contact per 7 days", "wave a on day 1 at 10:00 { send sms hello } wave b on day 8 at 10:00 { send sms hello }") == "open");
  CHECK(of("1 contact per 7 days", "wave a on day 2 at 10:00 { send sms hello } wave b on day 9 at 10:00 { send sms hello }") ==
        "proven 1");
  CHECK(of("1 contact per 7 days", "wave a on day 2 at 10:00 { send sms hello } wave b on day 9 at 09:30 { send sms hello }") == "open");
  CHECK(of("1 contact per 7 days", "wave a on day 2 at 10:00 { send sms hello } wave b on day 9 at 10:00 { send sms hello }", "patient") ==
        "open");
  CHECK(of("1 contact per 7 days", "wave a on day 2 at 10:00 { send sms hello } wave b on day 11 at 10:00 { send sms hello }", "patient") ==
        "proven 1");
  CHECK(of("1 contact per 7 days", "send sms hello wait 7 days send sms hello") == "proven 1");
  CHECK(of("1 contact per 7 days", "send sms hello wait 6 days send sms hello") == "open");
  CHECK(of("1 contact per 7 days", "send sms hello wait for deposit up to 9 days else { send sms hello }") == "proven 1");
  CHECK(of("1 contact per 7 days", "send sms hello wait for deposit up to 9 days send sms hello") == "open");
  CHECK(of("1 contact per 7 days", "wave a on friday at 10:00 up to 4 times { send sms hello }") == "proven 1");
  CHECK(of("1 contact per 7 days", "wave a on friday at 10:00 up to 4 times { send sms hello }", "patient") == "open");
  CHECK(of("1 contact per 5 days", "wave a on friday at 10:00 up to 4 times { send sms hello }", "patient") == "proven 1");
}

TEST_CASE("guarantee: what excludes each other counts once") {
  CHECK(of("1 contact per 7 days", "when customer.vip { send sms hello } else { send push hello }") == "proven 1");
  CHECK(of("1 contact per 7 days", "when customer.vip { send sms hello } send push hello") == "open");
  CHECK(of("1 contact per 7 days", "send push hello else sms hello") == "proven 1");
  CHECK(of("1 contact per 7 days", "send push hello delivered within 20 minutes else sms hello") == "open");
  CHECK(of("1 contact per 7 days",
           "decide d by customer.vip { true -> a  false -> b } track a { send sms hello } track b { send push hello }") == "proven 1");
  CHECK(of("1 contact per 7 days", "goal g = customer.vip within 30 days  on g { send sms hello } on missed { send sms hello }") ==
        "proven 1");
}

TEST_CASE("guarantee: guards on tasks order what follows") {
  const std::string task = "must task t { assign manager due 1 day } ";
  CHECK(of("1 contact per 7 days",
           task + "wave a on day 2 unless t.closed { send sms hello } breakpoint b from t.closed to deposit stalls after 8 days { send sms "
                  "hello }") == "proven 1");
  CHECK(of("1 contact per 7 days",
           task + "wave a on day 2 { send sms hello } breakpoint b from t.closed to deposit stalls after 9 days { send sms hello }") ==
        "proven 1");
  CHECK(of("1 contact per 7 days",
           task + "wave a on day 4 { send sms hello } breakpoint b from t.closed to deposit stalls after 8 days { send sms hello }") ==
        "open");
}

TEST_CASE("guarantee: what repeats is counted as often as it fits, or said to have no bound") {
  const std::string moment = "moment m { on deposit  expires after 1 day  send sms hello  again ";
  CHECK(of("1 contact per 7 days", moment + "never }") == "proven 1");
  CHECK(of("1 contact per 7 days", moment + "after 8 days }") == "proven 1");
  CHECK(of("1 contact per 7 days", moment + "after 5 days }") == "open");
  CHECK(of("2 contacts per 7 days", moment + "after 5 days }") == "proven 2");
  CHECK(of("1 contact per 7 days", moment + "after 1 minutes }") == "unbounded");
  CHECK(of("1 contact per 7 days", "send sms hello", "quiet_bank", "enter on account_opened  again after 3 days since exit", "3 days") ==
        "open");
  CHECK(of("1 contact per 7 days", "send sms hello", "quiet_bank", "enter on account_opened  again after 9 days since exit", "3 days") ==
        "proven 1");
  CHECK(of("2 contacts per 7 days", "breakpoint b from deposit to visit stalls after 2 days up to 2 times { send sms hello }") ==
        "proven 2");
}

TEST_CASE("guarantee: the policy's own guards are a proof, named as such") {
  CHECK(of("1 contact per 7 days", "send sms hello send sms hello", "strict") == "proven 1");
  CHECK(of("1 contact per 20 hours", "send sms hello send sms hello send push hello", "strict") == "proven 1");
  CHECK(of("1 contact per 30 days", "send sms hello wait 9 days send sms hello", "strict") == "open");
  CHECK(of("1 contact per 30 days", "send sms hello send sms hello", "strict") == "proven 1");   // the second may not wait so long
}

TEST_CASE("guarantee: repeats, hand-overs, questions, experiments and work for a branch are followed") {
  CHECK(of("1 contact per 7 days", "repeat r every 7 days up to 4 times { send sms hello }") == "proven 1");
  CHECK(of("1 contact per 7 days", "repeat r every week on monday at 10:00 up to 9 times { send sms hello }") == "proven 1");
  CHECK(of("1 contact per 20 days", "repeat r every month on the 5th up to 3 times { send sms hello }") == "proven 1");
  CHECK(of("1 contact per 7 days", "repeat r every 5 days up to 4 times { send sms hello }") == "open");
  CHECK(of("2 contacts per 7 days", "repeat r every 5 days up to 4 times { send sms hello }") == "proven 2");
  CHECK(of("1 contact per 7 days", "repeat r every 7 days up to 4 times { send sms hello }", "patient") == "open");
  CHECK(of("1 contact per 5 days", "repeat r every 7 days up to 4 times { send sms hello }", "patient") == "proven 1");
  CHECK(of("1 contact per 7 days", "hand over to head accept within 2 days else { send sms hello }") == "proven 1");
  CHECK(of("1 contact per 7 days", "hand over to head accept within 2 days else { send sms hello } send push hello") == "open");
  CHECK(of("1 contact per 7 days", "hand over to head accept within 2 days else keep send sms hello") == "proven 1");
  CHECK(of("1 contact per 7 days", "task for branch b { assign head due 3 days } send sms hello") == "proven 1");
  CHECK(of("1 contact per 7 days",
           "experiment e { arm a 50% { send sms hello } arm b 50% { send push hello } measure deposit within 9 days }") == "proven 1");
  CHECK(of("2 contacts per 7 days", "ask survey via push answer within 3 days { send sms hello } else { send sms hello }") == "proven 2");
  CHECK(of("1 contact per 7 days", "ask survey via push answer within 3 days { send sms hello } else { tag \"silent\" }") == "open");
  CHECK(of("1 contact per 7 days", "invite salon via sms hello") == "proven 1");
}

TEST_CASE("guarantee: what stays open says why, and of what") {
  const auto said = [](const std::string& body) {
    return compiling::issues_of(compiling::compile_body("guarantee never more than 1 contact per 7 days\n" + body));
  };
  const auto has = [](const std::string& text, const char* words) { return text.find(words) != std::string::npos; };
  CHECK(has(said("send sms hello wait 2 days send push hello"), "1 promised, 2 not ruled out"));
  CHECK(has(said("moment m { on deposit again after 1 minutes send sms hello }"), "too often to count"));
  CHECK(has(said("moment m { for each h in customer.holdings on deposit again after 9 days per h.product send sms hello }"),
            "the items of a list run side by side"));
  CHECK(has(said("moment m { on deposit again after 2 days overlap merge send sms hello }"), "too often to count"));
}

TEST_CASE("guarantee: items without a key, what merges and what queues come one after another") {
  const auto moment = [](const std::string& clauses) {
    return "moment m { on deposit  expires after 1 day  " + clauses + " send sms hello }";
  };
  CHECK(of("1 contact per 7 days", moment("again never overlap queue")) == "proven 1");
  CHECK(of("1 contact per 7 days", moment("again after 9 days overlap queue")) == "proven 1");
  CHECK(of("1 contact per 7 days", moment("again after 5 days overlap queue")) == "open");
  CHECK(of("2 contacts per 7 days", moment("again after 5 days overlap queue")) == "proven 2");
  CHECK(of("1 contact per 7 days", moment("again never overlap merge")) == "proven 1");
  // As long as it merges it is under way, and a message may wait as long as the policy says.
  CHECK(of("1 contact per 7 days", moment("again after 8 days overlap merge"), "patient") == "open");
  CHECK(of("1 contact per 7 days", moment("again after 9 days overlap merge"), "patient") == "proven 1");
  CHECK(of("1 contact per 7 days", moment("again after 5 days overlap merge")) == "open");
  CHECK(of("1 contact per 7 days", moment("for each h in customer.holdings again never")) == "proven 1");
  CHECK(of("1 contact per 7 days", moment("for each h in customer.holdings again after 9 days")) == "proven 1");
  CHECK(of("1 contact per 7 days", moment("for each h in customer.holdings again after 9 days overlap queue")) == "proven 1");
}

TEST_CASE("guarantee: keys of a few values run side by side, each at its own distance") {
  const std::string moment = "moment m { on deposit  expires after 1 day  again ";
  CHECK(of("2 contacts per 7 days", moment + "after 9 days per customer.vip  send sms hello }") == "open");
  CHECK(of("3 contacts per 7 days", moment + "after 9 days per customer.vip  send sms hello }") == "proven 3");
  CHECK(of("4 contacts per 7 days", moment + "per customer.tier  send sms hello }") == "proven 4");   // three tiers, and none known
  CHECK(of("9 contacts per 7 days", moment + "per event.amount  send sms hello }") == "unbounded");
}

TEST_CASE("certificates: every law has one a playbook, and says what it assumes") {
  dsl::Options options;
  options.known = {{"new_customer_100", true}};
  const dsl::Compiled made = compiling::compile_file("playbooks/first_meeting.play", options);
  REQUIRE(made.ok);
  std::size_t assuming = 0;
  for (const prove::Certificate& each : made.certificates) {
    INFO(each.law);
    CHECK(each.verdict == prove::Verdict::proven);
    CHECK(each.findings.empty());
    CHECK(each.says.en != each.says.zh);
    assuming += each.assumes.empty() ? 0 : 1;
  }
  CHECK(made.certificates.size() == 19);
  CHECK(assuming >= 5);
}

TEST_CASE("guarantee: a version that takes over journeys says that their past is not its own") {
  const auto assumed = [](const std::string& clause) {
    const dsl::Compiled made = compiling::compile_body(clause + "guarantee never more than 1 contact per 7 days\nsend sms hello");
    INFO(compiling::issues_of(made));
    REQUIRE(made.promises.size() == 1);
    CHECK(made.promises[0].verdict == prove::Verdict::proven);
    return std::ranges::any_of(made.promises[0].assumes,
                               [](const source::Words& each) { return each.en.find("older version") != std::string::npos; });
  };
  CHECK_FALSE(assumed(""));
  CHECK(assumed("upgrade now\n"));
}

TEST_CASE("guarantee: what can come again is counted in time, and says so") {
  const auto by_hand = [](const std::string& again, const std::string& body) {
    const dsl::Compiled made = compiling::compile_text(
        "use \"shared/bank.play\"\nplaybook p { calendar cn  follow quiet_bank  ends after 30 days\n audience { enter on "
        "deposit  again " +
        again + " }\n guarantee never more than 1 contact per 7 days\n" + body + "\n}");
    INFO(compiling::issues_of(made));
    REQUIRE(made.promises.size() == 1);
    CHECK(made.promises[0].verdict == prove::Verdict::proven);
    return std::ranges::any_of(made.promises[0].assumes,
                               [](const source::Words& each) { return each.en.find("nobody pauses") != std::string::npos; });
  };
  CHECK_FALSE(by_hand("never", "send sms hello"));
  CHECK(by_hand("after 60 days", "send sms hello"));
  CHECK_FALSE(by_hand("never", "moment m { on visit  again never  send sms hello }"));
  CHECK(by_hand("never", "moment m { on visit  again after 9 days  expires after 1 day  send sms hello }"));
}

TEST_CASE("guarantee: a sweep's weekday is the bank's: another where customers have zones of their own, or an import is waited for") {
  const auto judged = [](const std::string& zone, const std::string& entry) {
    const dsl::Compiled made = compiling::compile_text(
        "catalog c { zone \"Asia/Shanghai\" currency CNY customer { vip bool " + zone +
        " } import night }\nchannel sms { contact }\ntemplate hello { channel sms }\npolicy plain { default at 09:30 }\n"
        "playbook p { follow plain  ends after 20 days\n audience { enter " +
        entry +
        "  again never }\n guarantee never more than 1 contact per 60 hours\n"
        "wave x on day 2 at 10:00 { send sms hello } wave y on friday at 10:00 { send sms hello } }");
    INFO(compiling::issues_of(made));
    REQUIRE(made.promises.size() == 1);
    return made.promises[0];
  };
  const std::string monday = "every week on monday at 20:00";
  CHECK(judged("", monday).verdict == prove::Verdict::proven);
  CHECK(judged("zone text optional", monday).verdict == prove::Verdict::open);
  CHECK(judged("", monday + " after import night").verdict == prove::Verdict::open);
  CHECK(judged("branch branch } branch { zone text optional", monday).verdict == prove::Verdict::open);
}

TEST_CASE("guarantee: what is sent just before `finish` goes out in its window, also when the journey is over") {
  const std::string again = "enter every day at 06:00 where customer.vip  again after 2 days since exit";
  CHECK(of("1 contact per 2 hours", "send sms hello finish as told", "patient", again, "1 day") == "open");
  CHECK(of("1 contact per 2 hours", "send sms hello wait 1 minute finish as told", "patient", again, "1 day") == "proven 1");
}

TEST_CASE("guarantee: where customers have zones of their own, it is said that nobody moves") {
  const auto stays = [](const std::string& zone) {
    const dsl::Compiled made =
        compiling::compile_text("catalog c { zone \"Asia/Shanghai\" currency CNY customer { vip bool " + zone +
                                " } }\nchannel sms { contact }\ntemplate hello { channel sms }\npolicy plain { default at 09:30 }\n"
                                "playbook p { follow plain  ends after 20 days\n audience { enter when customer.vip  again never }\n"
                                " guarantee never more than 1 contact per 3 days\n"
                                "wave x on day 2 at 10:00 { send sms hello } wave y on day 9 at 10:00 { send sms hello } }");
    INFO(compiling::issues_of(made));
    REQUIRE(made.promises.size() == 1);
    CHECK(made.promises[0].verdict == prove::Verdict::proven);
    return std::ranges::any_of(made.promises[0].assumes,
                               [](const source::Words& each) { return each.en.find("another time zone") != std::string::npos; });
  };
  CHECK(stays("zone text optional"));
  CHECK_FALSE(stays(""));
}
