// No fact, input or reason is without a sentence, in either language.
#include <catch2/catch.hpp>

#include <cctype>
#include <fstream>
#include <iterator>
#include <set>

#include "daemon/words/words.hpp"
#include "tests/core/facts.hpp"
#include "tests/main/here.hpp"

using namespace playmaker;
using base::Language;

namespace {

bool has_han(const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    if (base::is_han(base::decode(text, at))) return true;
  }
  return false;
}

std::string read(const std::string& path) {
  std::ifstream in(std::string(kSourceDir) + "/" + path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Every `name = number` of an enum in a header.
std::vector<std::pair<std::string, int>> values_of(const std::string& path, const std::string& enumeration) {
  const std::string text = read(path);
  const std::size_t begin = text.find("enum class " + enumeration);
  REQUIRE(begin != std::string::npos);
  const std::string body = text.substr(begin, text.find("};", begin) - begin);
  std::vector<std::pair<std::string, int>> out;
  for (std::size_t at = body.find(" = "); at != std::string::npos; at = body.find(" = ", at + 1)) {
    const std::size_t begin_of_name = body.find_last_of(" {,\n", at - 1) + 1;
    if (std::isdigit(static_cast<unsigned char>(body[at + 3])) != 0)
      out.emplace_back(body.substr(begin_of_name, at - begin_of_name), std::stoi(body.substr(at + 3)));
  }
  return out;
}

template <class Value>
void all_told(const std::string& path, const std::string& enumeration) {
  const auto values = values_of(path, enumeration);
  CHECK(values.size() >= 3);
  std::set<std::string> en, zh;
  for (const auto& [name, number] : values) {
    if (enumeration == "Reason" && number == 0) continue;
    INFO(enumeration << "::" << name);
    const auto value = static_cast<Value>(number);
    CHECK_FALSE(daemon::words(value, Language::en).empty());
    CHECK_FALSE(has_han(daemon::words(value, Language::en)));
    CHECK(has_han(daemon::words(value, Language::zh)));
    CHECK(en.insert(daemon::words(value, Language::en)).second);
    CHECK(zh.insert(daemon::words(value, Language::zh)).second);
    if constexpr (requires { daemon::code_of(value); }) CHECK(daemon::code_of(value) == name);
  }
}

}  // namespace

TEST_CASE("words: every fact and every input has a sentence in both languages") {
  const daemon::WordsContext nothing;
  const auto told = [&](const auto& one) {
    const std::string en = daemon::words(one, nothing, Language::en), zh = daemon::words(one, nothing, Language::zh);
    INFO(en << " / " << zh);
    CHECK_FALSE(en.empty());
    CHECK_FALSE(has_han(en));
    CHECK(has_han(zh));
    CHECK(en.find('{') == std::string::npos);
    CHECK(zh.find('{') == std::string::npos);
  };
  const core::testing::Every every = core::testing::every();
  for (const core::Fact& fact : every.facts) told(fact);
  for (const core::Input& input : every.inputs) told(input);
}

TEST_CASE("words: every reason, phase and outcome is told, each in its own words") {
  all_told<core::Reason>("runtime/core/reason.hpp", "Reason");
  all_told<core::TouchPhase>("runtime/core/fact.hpp", "TouchPhase");
  all_told<core::TaskPhase>("runtime/core/state.hpp", "TaskPhase");
  all_told<core::TaskEnd>("runtime/core/fact.hpp", "TaskEnd");
  all_told<core::StallPhase>("runtime/core/state.hpp", "StallPhase");
  all_told<core::HoldOut>("runtime/core/fact.hpp", "HoldOut");
  all_told<core::EntryVia>("runtime/core/fact.hpp", "EntryVia");
}

TEST_CASE("words: a length as it was written") {
  CHECK(daemon::words(plan::Length{plan::LengthUnit::days, 7}, Language::en) == "7 days");
  CHECK(daemon::words(plan::Length{plan::LengthUnit::days, 1}, Language::en) == "1 day");
  CHECK(daemon::words(plan::Length{plan::LengthUnit::millis, 20 * base::kHour}, Language::en) == "20 hours");
  CHECK(daemon::words(plan::Length{plan::LengthUnit::millis, 90 * base::kMinute}, Language::zh) == "90 分钟");
  CHECK(daemon::words(plan::Length{plan::LengthUnit::working_days, 3}, Language::zh) == "3 个工作日");
  CHECK(daemon::words(plan::Length{plan::LengthUnit::working_millis, 4 * base::kHour}, Language::en) == "4 working hours");
  CHECK(daemon::words(plan::Length{plan::LengthUnit::months, 12}, Language::en) == "1 year");
}

// One customer, two playbooks over one cap: what `why` must name for a blocked touch.
TEST_CASE("words: a blocked touch names the rule with file and line, the operands, the touch that won and the first free minute") {
  auto catalog = std::make_shared<plan::Catalog>();
  plan::Policy policy;
  policy.name = "retail_standard";
  plan::Cap cap;
  cap.at_most = 3;
  cap.sliding = {plan::LengthUnit::days, 7};
  cap.place = {"shared/contact.play", 16, 3};
  policy.caps = {plan::Cap{}, cap};
  catalog->policies.push_back(policy);

  const auto book = [&](std::uint32_t number, const char* name, const char* path, const char* label, std::uint32_t line) {
    auto compiled = std::make_shared<plan::Plan>();
    compiled->name = name;
    compiled->unit.texts = {"retail_standard"};
    compiled->policy = 0;
    compiled->sites = {{plan::SiteKind::playbook, plan::kNone, plan::kNone, ""}, {plan::SiteKind::leg, 0, 0, path}};
    auto origin = std::make_shared<plan::Origin>();
    origin->sites = {{}, {{std::string(name) + ".play", line, 5}, {label, ""}}};
    auto linked = std::make_shared<core::LinkedPlan>();
    linked->number = number;
    linked->plan = compiled;
    linked->origin = origin;
    linked->unit.unit = &compiled->unit;
    linked->unit.texts[static_cast<std::size_t>(core::Names::policy)] = {0};
    return linked;
  };
  core::Roster roster;
  auto dictionary = std::make_shared<core::Dictionary>();
  dictionary->add(core::Names::policy, "retail_standard");
  roster.dictionary = dictionary;
  roster.catalog = catalog;
  roster.policies = {&catalog->policies[0]};
  roster.policy_version = 5;
  roster.plans = {book(0, "new_customer_100", "arrive.hello.send_1", "欢迎", 26), book(1, "uplift", "rise.offer.send_1", "提升", 40)};

  daemon::WordsContext context;
  context.roster = &roster;
  context.zone = *base::find_zone("Asia/Shanghai");
  core::JourneyEntered first, second;
  first.journey = 1;
  first.plan = 0;
  second.journey = 2;
  second.plan = 1;
  daemon::learn(context, core::testing::group_of(core::testing::Facts(first, second)));

  core::TouchBlocked blocked;
  blocked.touch = {1, 1, 0};
  blocked.why = core::Reason::capped;
  blocked.waits = true;
  blocked.until = *base::parse_instant("2026-03-09T10:01:00+08:00");
  blocked.rule = 1;
  blocked.counted = 3;
  blocked.limit = 3;
  blocked.has_rival = true;
  blocked.rival = {2, 1, 0};
  blocked.policy_version = 5;
  CHECK(daemon::words(core::Fact(blocked), context, Language::en) ==
        "touch arrive.hello.send_1 was held back: the contact cap is used up, by the rule at most 3 contacts per 7 days "
        "(shared/contact.play:16): 3 counted, limit 3; "
        "rise.offer.send_1 of uplift came first (uplift.play:40); first free minute 2026-03-09 10:01, it waits");
  CHECK(daemon::words(core::Fact(blocked), context, Language::zh) ==
        "触达“欢迎”（arrive.hello.send_1）被拦下：触达次数已到上限，依据规则：7 天内至多 3 次触达（shared/contact.play:16），已计 3 "
        "次，上限 3；uplift 的“提升”（rise.offer.send_1）占先（uplift.play:40）；"
        "最早可用时间 2026-03-09 10:01，等待中");

  // A second touch of that kind: Han stands beside Han without a space.
  blocked.rival.occurrence = 1;
  CHECK(daemon::words(core::Fact(blocked), context, Language::zh).find("第 2 次占先") != std::string::npos);
  blocked.rival.occurrence = 0;

  // The end of a run names only the run; its start said where it stands.
  core::RunStarted started;
  started.journey = 1;
  started.run = 7;
  started.site = 1;
  daemon::learn(context, core::testing::group_of(core::Fact(started)));
  core::RunEnded skipped;
  skipped.journey = 1;
  skipped.run = 7;
  CHECK(daemon::place_of(core::Fact(skipped), context).site == 1);
  skipped.run = 8;
  CHECK(daemon::place_of(core::Fact(skipped), context).site == plan::kNone);

  // Decided under an older version of the policy: told as it stood then.
  plan::Catalog older = *catalog;
  older.policies[0].caps[1].at_most = 2;
  older.policies[0].caps[1].place.line = 14;
  context.catalog_of = [&](std::uint64_t version) { return version == 4 ? &older : nullptr; };
  blocked.policy_version = 4;
  CHECK(daemon::words(core::Fact(blocked), context, Language::en).find("at most 2 contacts per 7 days (shared/contact.play:14)") !=
        std::string::npos);
}
