// The laws in their order, and a certificate of each for each playbook.
#include "dsl/prove/prove.hpp"

#include <algorithm>
#include <functional>

#include "dsl/prove/cycles.hpp"
#include "dsl/prove/deeds.hpp"
#include "dsl/prove/lifetime.hpp"
#include "dsl/prove/money.hpp"
#include "dsl/prove/policy_name.hpp"
#include "dsl/prove/worst.hpp"

namespace playmaker::prove {
namespace {

using source::Issue;
using source::Issues;
using source::Words;

struct Law {
  std::string_view key;
  Words says;
  std::function<void(const Whole&, const lower::Lowered&, Issues&)> prove;
  std::function<std::vector<Words>(const Whole&, const lower::Lowered&)> assumes;
};

using Assumed = std::vector<Words>;

std::string name_of(const lower::Lowered& lowered, plan::TextIndex text) {
  return text == plan::kNone ? std::string() : lowered.plan.unit.texts[text];
}
// The policy and the calendar are late: another version asks for another proof.
void add_policy(const Whole& whole, const lower::Lowered& lowered, Assumed& out) {
  if (const std::string name = name_of(lowered, lowered.plan.policy); !name.empty())
    out.push_back({"the policy `" + name + "` as it stands", policy_zh(whole.catalog.catalog, name) + "的现行规定"});
}
void add_calendar(const lower::Lowered& lowered, Assumed& out) {
  if (const std::string name = name_of(lowered, lowered.plan.calendar); !name.empty())
    out.push_back({"the calendar `" + name + "` as it stands", "日历 `" + name + "` 的现行数据"});
}
Assumed nothing(const Whole&, const lower::Lowered&) { return {}; }
Assumed policy(const Whole& whole, const lower::Lowered& lowered) {
  Assumed out;
  add_policy(whole, lowered, out);
  return out;
}
Assumed calendar(const Whole&, const lower::Lowered& lowered) {
  Assumed out;
  add_calendar(lowered, out);
  return out;
}
// Of how many conditions the answer is only what was found; their texts stand in the catalog too.
Assumed in_part(const Whole& whole, const lower::Lowered& lowered) {
  const plan::Catalog& catalog = whole.catalog.catalog;
  const std::size_t all = whole.catalog.tests.size() + lowered.tests.size();
  const std::size_t partly =
      conditions_in_part(catalog, catalog.unit, whole.catalog.tests) + conditions_in_part(catalog, lowered.plan.unit, lowered.tests);
  if (partly == 0) return {};
  const std::string some = std::to_string(partly), many = std::to_string(all);
  return {{some + " of " + many + " conditions were looked into in part: they compare what does not vary freely",
           many + " 个条件中有 " + some + " 个只查看了一部分:其中的值并非各自独立"}};
}
Assumed no_pause(const Whole&, const lower::Lowered& lowered) {
  Assumed out{{"no pause lasts without end", "暂停终会结束"}};
  if (const auto day = last_day(lowered.plan)) {
    const std::string last = std::to_string(*day);
    out.push_back({"a journey that is never paused ends on day " + last + " at the latest", "未被暂停的旅程最迟在第 " + last + " 天结束"});
  }
  add_calendar(lowered, out);
  return out;
}
Assumed one(const char* en, const char* zh) { return {Words(en, zh)}; }

// What a customer can cost at worst, and what is left to the guard at run time.
Assumed benefits(const Whole& whole, const lower::Lowered& lowered) {
  const plan::Plan& plan = lowered.plan;
  if (plan.grants.empty()) return {};
  Assumed out;
  const WorstCase found = worst_case(whole.catalog.catalog, plan);
  if (found.worst) {
    const Words sum = money_words(found.worst->sum, whole.catalog.catalog.currency);
    out.push_back({"a journey takes at most " + sum.en, "每段旅程最多使用 " + sum.zh});
    if (lifetime(plan)) out.push_back({"nobody pauses it by hand", "无人手动暂停旅程"});
  }
  if (plan.budget > 0 && plan.audience.at_most == 0)
    out.push_back(
        {"without `at most N customers` the budget is guarded when a benefit is granted", "未写 `at most N customers`:预算在发放时守护"});
  out.push_back({"the values and limits of benefits as they stand", "权益的现行价值与限额"});
  return out;
}

const std::vector<Law>& laws() {
  static const std::vector<Law> kLaws = {
      {"must",
       {"Every must-task has somebody to do it, a due time, and an escalation that ends", "每项必做任务都有承办人、期限和有终点的升级"},
       [](const Whole& whole, const lower::Lowered& each, Issues& issues) { prove_must(whole.catalog.catalog, each, issues); },
       [](const Whole&, const lower::Lowered&) { return one("roles as they stand", "角色的现行定义"); }},
      {"decide",
       {"Every decision table covers every case, and no row is hidden by those above it", "决策表覆盖全部情形,且没有被遮蔽的行"},
       [](const Whole& whole, const lower::Lowered& each, Issues& issues) { prove_decides(whole.catalog.catalog, each, issues); },
       nothing},
      {"policy",
       {"Whoever sends to customers follows a policy", "向客户发送的剧本都遵循规范"},
       [](const Whole& whole, const lower::Lowered& each, Issues& issues) { prove_policies(whole.catalog.catalog, each, issues); },
       policy},
      {"quiet",
       {"No message is due only at quiet times", "没有只能落在免扰时段的触达"},
       [](const Whole& whole, const lower::Lowered& each, Issues& issues) { prove_quiet(whole.catalog.catalog, each, issues); },
       policy},
      {"grants",
       {"What a message prints was granted before", "触达中引用的权益均已先行发放"},
       [](const Whole& whole, const lower::Lowered& each, Issues& issues) { prove_grants(whole.catalog.catalog, each, issues); },
       nothing},
      {"reserves",
       {"What is reserved is granted or released on every way", "预留的权益在每条路径上都被发放或释放"},
       [](const Whole&, const lower::Lowered& each, Issues& issues) { prove_reserves(each, issues); },
       nothing},
      {"budget",
       {"The worst case of all customers fits the budget", "全部客户的最坏情形不超出预算"},
       [](const Whole& whole, const lower::Lowered& each, Issues& issues) { prove_budget(whole.catalog.catalog, each, issues); },
       benefits},
      {"suitable",
       {"A product is offered only where `suitable` was tested", "只在判断过适当性之后推荐产品"},
       [](const Whole& whole, const lower::Lowered& each, Issues& issues) { prove_suitable(whole.catalog.catalog, each, issues); },
       [](const Whole&, const lower::Lowered& each) {
         const bool any = std::ranges::any_of(each.plan.sends, [](const plan::Send& send) { return send.offering != plan::kNone; });
         return any ? one("it is tested once more when the message is sent", "发送时会再次判断") : Assumed{};
       }},
      {"personal",
       {"What is personal goes only where that is declared", "个人信息只进入声明过的地方"},
       [](const Whole& whole, const lower::Lowered& each, Issues& issues) { prove_personal(whole.catalog.catalog, each, issues); },
       [](const Whole&, const lower::Lowered&) { return one("the catalog marks what is personal", "目录已标记个人信息字段"); }},
      {"waiting",
       {"Nothing waits for itself", "没有循环等待"},
       [](const Whole&, const lower::Lowered& each, Issues& issues) { prove_waiting(each, issues); },
       nothing},
      {"stages",
       {"Every stage can start", "每个阶段都可开始"},
       [](const Whole&, const lower::Lowered& each, Issues& issues) { prove_stages(each, issues); },
       nothing},
      {"days",
       {"Days lie within their stage and within the journey", "各日期均在所属阶段与旅程之内"},
       [](const Whole&, const lower::Lowered& each, Issues& issues) { prove_days(each, issues); },
       nothing},
      {"watch",
       {"Every breakpoint can catch somebody", "每个断点都可能捕获客户"},
       [](const Whole&, const lower::Lowered& each, Issues& issues) { prove_breakpoints(each, issues); },
       nothing},
      {"ends",
       {"Every journey ends, whatever happens", "任何情况下旅程都会结束"},
       [](const Whole&, const lower::Lowered& each, Issues& issues) { prove_ends(each, issues); },
       no_pause},
      {"rest",
       {"What playbooks begin in each other by `emit`, by hand-offs and by being entered or ended comes to rest",
        "剧本之间由发出事件、移交、进入与结束引发的连锁终会停止"},
       nullptr,
       nothing},
      {"conditions",
       {"No condition was found that is always or never true", "未发现恒真或恒假的条件"},
       [](const Whole& whole, const lower::Lowered& each, Issues& issues) {
         prove_conditions(whole.catalog.catalog, each.plan.unit, each.tests, issues);
       },
       in_part},
      {"hand_offs",
       {"Hand-offs lead to playbooks that take them", "移交均有可接收的剧本"},
       [](const Whole& whole, const lower::Lowered& each, Issues& issues) { prove_hand_offs(whole, each, issues); },
       [](const Whole&, const lower::Lowered& each) {
         return each.plan.hand_offs.empty() ? Assumed{} : one("the playbooks named stay in force", "所指剧本持续生效");
       }},
      {"use",
       {"Nothing is written in vain", "没有写了却用不到的内容"},
       [](const Whole& whole, const lower::Lowered& each, Issues& issues) {
         prove_use(each, issues);
         prove_expiry(each, issues);
         prove_over(each, issues);
         prove_cuts(whole.catalog.catalog, each, issues);
       },
       nothing},
      {"calendars", {"Calendars reach as far as the journey counts working time", "日历覆盖旅程所需的工作日计算"}, nullptr, calendar},
  };
  return kLaws;
}

void find(Certificate& certificate, const Issues& issues) {
  for (const Issue& issue : issues.list()) {
    const bool error = source::severity_of(issue.code) == source::Severity::error;
    if (error) certificate.verdict = Verdict::refuted;
    else if (certificate.verdict == Verdict::proven) certificate.verdict = Verdict::open;
    certificate.findings.push_back(issue);
  }
}
// Its own circles; one that comes to rest says why.
void find_circles(Certificate& certificate, const plan::Plan& plan, const std::vector<Circle>& circles) {
  Issues own;
  for (const Circle& circle : circles) {
    if (!circle.playbooks.contains(certificate.playbook)) continue;
    if (circle.issue) own.add(*circle.issue);
    else certificate.assumes.push_back(circle.rests);
  }
  find(certificate, own);
  if (certificate.verdict != Verdict::proven) certificate.assumes.clear();
  else if (begins_others(plan))
    certificate.assumes.push_back({"of the playbooks checked together; when it is applied, of those that are live too",
                                   "就一同检查的剧本而言;上线时还包括正在运行的剧本"});
}
void add_all(Issues& to, const Issues& from) {
  for (const Issue& issue : from.list()) to.add(issue);
}

}  // namespace

Proved prove(const Whole& whole, source::Issues& issues) {
  Proved out;
  // What is shared is proved once, and stands in the certificate of each.
  Issues conditions, empties, calendars;
  const plan::Catalog& catalog = whole.catalog.catalog;
  prove_conditions(catalog, catalog.unit, whole.catalog.tests, conditions);
  prove_benefits(whole, empties);
  prove_calendars(whole, calendars);
  const std::vector<Circle> circles = circles_of(whole);
  for (const Circle& circle : circles) {
    if (circle.issue) issues.add(*circle.issue);
  }
  for (std::uint32_t i = 0; i < whole.playbooks.size(); ++i) {
    for (const Law& law : laws()) {
      Issues own;
      if (law.prove) law.prove(whole, whole.playbooks[i], own);
      add_all(issues, own);
      Certificate certificate;
      certificate.playbook = i;
      certificate.law = law.key;
      certificate.says = law.says;
      find(certificate, own);
      if (law.key == "conditions") find(certificate, conditions);
      if (law.key == "budget") find(certificate, empties);
      if (law.key == "calendars") find(certificate, calendars);
      if (law.key == "rest") find_circles(certificate, whole.playbooks[i].plan, circles);
      else if (certificate.verdict == Verdict::proven) certificate.assumes = law.assumes(whole, whole.playbooks[i]);
      if (law.key == "conditions" && certificate.verdict == Verdict::proven && certificate.assumes.empty())
        certificate.says = {"No condition is always or never true", "没有恒真或恒假的条件"};
      out.certificates.push_back(std::move(certificate));
    }
  }
  add_all(issues, conditions);
  add_all(issues, empties);
  add_all(issues, calendars);
  for (std::uint32_t i = 0; i < whole.playbooks.size(); ++i)
    prove_guarantees(whole.catalog.catalog, whole.playbooks[i], i, out.promises, issues);
  return out;
}

}  // namespace playmaker::prove
