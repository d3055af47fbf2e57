// How hard the playbooks lean on a policy: the worst case of each cap if it were not there, and who adds what.
#include <catch2/catch.hpp>

#include <algorithm>
#include <regex>

#include "tests/dsl/compile/compiling.hpp"
#include "tests/main/here.hpp"

using namespace playmaker;

namespace {

std::vector<prove::Pressure> weigh(const std::string& policy, const std::string& playbooks) {
  dsl::Options options;
  options.pressure = true;
  const dsl::Compiled made = compiling::compile_text("use \"shared/bank.play\"\npolicy own { " + policy + " }\n" + playbooks, options);
  INFO(compiling::issues_of(made));
  REQUIRE(made.ok);
  for (const prove::Pressure& each : made.pressure) CHECK((each.policy == "own" || each.policy == "quiet_bank"));
  std::vector<prove::Pressure> out;
  for (const prove::Pressure& each : made.pressure) {
    if (each.policy == "own") out.push_back(each);
  }
  return out;
}
std::string playbook(const std::string& name, const std::string& body) {
  return "playbook " + name + " { calendar cn follow own ends after 60 days audience { enter on account_opened again never } " + body +
         " }\n";
}

}  // namespace

TEST_CASE("pressure: for each cap the worst case of one window, the playbook that adds most first, and what adds up") {
  const auto found = weigh("never more than 1 contact per 7 days  never more than 2 sms per calendar month",
                           playbook("few", "send push hello") +
                               playbook("many",
                                        "wave a on day 2 { send sms hello } wave b on day 4 { send sms hello } wave c on day 6 { send "
                                        "push hello } wave d on day 20 { send sms hello }"));
  REQUIRE(found.size() == 2);
  CHECK(found[0].at_most == 1);
  CHECK(found[0].place.line == 2);
  REQUIRE(found[0].shares.size() == 2);
  CHECK(found[0].shares[0].playbook == "many");
  CHECK(found[0].shares[0].most == 3);
  CHECK(found[0].shares[0].bounded);
  CHECK(found[0].shares[0].sites.size() == 3);
  CHECK(found[0].shares[1].playbook == "few");
  CHECK(found[0].shares[1].most == 1);
  REQUIRE(found[1].shares.size() == 1);                  // only one of them sends sms
  CHECK(found[1].shares[0].most == 3);
}

TEST_CASE("pressure: what excludes each other counts once; what has no bound is said; distances of the same policy still hold") {
  CHECK(weigh("never more than 1 contact per 7 days", playbook("p", "when customer.vip { send sms hello } else { send push hello }"))[0]
            .shares[0]
            .most == 1);
  const auto open =
      weigh("never more than 1 contact per 7 days", playbook("p", "moment m { on deposit again after 1 minutes send sms hello }"));
  REQUIRE(open[0].shares.size() == 1);
  CHECK_FALSE(open[0].shares[0].bounded);
  const std::string close = playbook("p", "send sms hello wait 1 hour send push hello");
  CHECK(weigh("never more than 1 contact per day", close)[0].shares[0].most == 2);
  CHECK(weigh("never more than 1 contact per day  leave 3 days between contacts", close)[0].shares[0].most == 1);
  CHECK(weigh("never more than 1 contact per day", playbook("p", "tag \"x\""))[0].shares.empty());
}

TEST_CASE("pressure: only what can add something is named, with why there is no bound, and why a place stands there twice") {
  // A moment without a bound that makes no contact of the cap's kind adds nothing: no row.
  const std::string calls = "moment m { on deposit again after 1 minutes task t { assign manager due 1 day } }";
  CHECK(weigh("never more than 1 sms per 7 days", playbook("p", calls))[0].shares.empty());
  const auto open =
      weigh("never more than 1 contact per 7 days", playbook("p", "moment m { on deposit again after 1 minutes send sms hello }"));
  REQUIRE(open[0].shares.size() == 1);
  REQUIRE(open[0].shares[0].open.size() == 1);
  CHECK(open[0].shares[0].open[0].path == "m");
  CHECK(open[0].shares[0].open[0].why.en.starts_with("this can happen too often to count"));
  const auto twice = weigh("never more than 1 contact per 7 days",
                           playbook("p", "moment m { on deposit again after 4 days expires after 1 day send sms hello }"));
  REQUIRE(twice[0].shares.size() == 1);
  CHECK(twice[0].shares[0].bounded);
  CHECK(twice[0].shares[0].open.empty());
  REQUIRE(twice[0].shares[0].again.size() == 1);
  CHECK(twice[0].shares[0].again[0].by == plan::SiteKind::moment);
}

TEST_CASE("pressure: whoever is moved from one version to another has contacts of both, unless the policy holds them back") {
  const auto together = [](const std::string& before, const std::string& after, const std::string& policy = "") {
    const auto made = [&](const std::string& body) {
      return compiling::compile_text("use \"shared/bank.play\"\npolicy own { " + policy + " }\n" +
                                     playbook("p", "guarantee never more than 1 contact per 7 days " + body));
    };
    const dsl::Compiled first = made(before), then = made(after);
    INFO(compiling::issues_of(first) << compiling::issues_of(then));
    REQUIRE((first.ok && then.ok));
    return prove::most_across(*then.catalog, *first.plans.at(0), *then.plans.at(0), then.promises.at(0).cap);
  };
  CHECK(together("wave a on day 2 { send sms hello }", "wave b on day 9 { send sms hello }") == 2);
  CHECK(together("wave a on day 2 { send sms hello } wave c on day 20 { send sms hello }", "tag \"x\"") == 1);
  // What is armed keeps its time in a move: the newer version's own distances prove nothing of it.
  CHECK(together("tag \"x\"", "wave a on day 2 { send sms hello } wave c on day 20 { send sms hello }") == 2);
  CHECK(together("wave a on day 2 { send sms hello }", "wave b on day 9 { send sms hello }", "never more than 1 contact per 7 days") == 1);
  CHECK(together("send sms hello", "moment m { on deposit again after 1 minutes send sms hello }") == UINT32_MAX);
}

TEST_CASE("pressure: where very many come together it is enough to say so") {
  // Each further contact of the worst case is dearer to find than the one before.
  const std::string shipped = compiling::slurp(std::string(kSourceDir) + "/playbooks/uplift.play");
  const std::string text = std::regex_replace(shipped, std::regex("expires +after [0-9]+ days"), "expires after 999 days",
                                              std::regex_constants::format_first_only);
  REQUIRE(text != shipped);
  dsl::Options options;
  options.pressure = true;
  const dsl::Compiled made = dsl::compile(
      {{"uplift.play", text}},
      [](const std::string& path) { return std::optional(compiling::slurp(std::string(kSourceDir) + "/playbooks/" + path)); }, options);
  std::uint32_t most = 0;
  for (const prove::Pressure& each : made.pressure) {
    for (const prove::Pressure::Share& share : each.shares) {
      CHECK((share.most < 40 || !share.bounded));
      most = std::max(most, share.most);
    }
  }
  CHECK(most >= 40);
}

TEST_CASE("pressure: many moments that last are weighed in time, and what is cut is said to have no bound") {
  std::string body;
  for (const char* name : {"a", "b", "c", "d", "e", "f"})
    body += "moment " + std::string(name) +
            " { on deposit expires after 59 days again after 3 days wait 1 day send sms hello wait 1 day send push hello } ";
  const auto found = weigh("never more than 1 contact per 30 days", playbook("p", body));
  REQUIRE(found[0].shares.size() == 1);
  CHECK(found[0].shares[0].most >= 12);
  CHECK_FALSE(found[0].shares[0].bounded);
}
