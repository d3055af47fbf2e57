#include "daemon/refute/promises.hpp"

#include <algorithm>

#include "runtime/base/hash.hpp"

namespace playmaker::refute {

using base::Language;
using source::Words;

namespace {

std::string day_name(base::Date day, Language language) {
  static constexpr std::string_view kEn[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  static constexpr std::string_view kZh[] = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
  const auto at = static_cast<std::size_t>(base::weekday(day));
  return std::string(language == Language::zh ? kZh[at] : kEn[at]);
}

Words when(const core::Roster& roster, base::Instant at) {
  const base::Date day = base::local_date(roster.zone, at);
  const std::string minute = base::format_minute(at, roster.zone);
  return {day_name(day, Language::en) + " " + minute, day_name(day, Language::zh) + " " + minute};
}

Words length_words(const plan::Cap& cap) {
  const auto of = [](std::int64_t count, const char* en, const char* zh) {
    return Words{std::to_string(count) + " " + en + (count == 1 ? "" : "s"), std::to_string(count) + " " + zh};
  };
  switch (cap.sliding.unit) {
    case plan::LengthUnit::days:
    case plan::LengthUnit::working_days: return of(cap.sliding.amount, "day", "天");
    case plan::LengthUnit::months: return of(cap.sliding.amount, "month", "个月");
    case plan::LengthUnit::millis:
    case plan::LengthUnit::working_millis: return base::format_length(cap.sliding.amount);
    case plan::LengthUnit::none: break;
  }
  switch (cap.period) {
    case plan::Period::day: return {"a day", "一天"};
    case plan::Period::week: return {"a calendar week", "一个自然周"};
    case plan::Period::month: return {"a calendar month", "一个自然月"};
    case plan::Period::quarter: return {"a quarter", "一个季度"};
    case plan::Period::year: return {"a year", "一年"};
  }
  return {};
}

// "6 days 23 hours 30 minutes", "6 天 23 小时 30 分钟". Contacts fall on whole minutes.
Words apart_words(base::Millis length) {
  struct Unit {
    base::Millis ms;
    const char *en, *zh;
  };
  constexpr Unit kUnits[] = {{base::kDay, "day", "天"}, {base::kHour, "hour", "小时"}, {base::kMinute, "minute", "分钟"}};
  Words out;
  for (const Unit& unit : kUnits) {
    const std::int64_t count = length / unit.ms;
    length %= unit.ms;
    if (count == 0) continue;
    out.en += (out.en.empty() ? "" : " ") + std::to_string(count) + " " + unit.en + (count == 1 ? "" : "s");
    out.zh += (out.zh.empty() ? "" : " ") + std::to_string(count) + " " + unit.zh;
  }
  return out;
}

// The leg before it had a report to wait for, and it did not come.
bool after_unread(const plan::Plan& plan, std::uint32_t site) {
  for (const plan::Send& send : plan.sends) {
    for (std::size_t i = 1; i < send.legs.size(); ++i) {
      if (send.legs[i].site == site) return send.legs[i - 1].report != plan::kNone;
    }
  }
  return false;
}

source::Issue told(const core::Roster& roster, const core::LinkedPlan& linked, const prove::Promise& promise, const Broken& broken) {
  const plan::Plan& plan = *linked.plan;
  const plan::Cap& cap = promise.cap;
  const std::string count = std::to_string(broken.contacts.size());
  source::Issue issue(source::Code::guarantee_broken, promise.span);
  issue.arg(count).arg(length_words(cap)).arg(std::to_string(cap.at_most)).here({"promised here", "此处承诺"});
  const plan::Send* falls_back = nullptr;
  for (std::size_t i = 0; i < broken.contacts.size(); ++i) {
    const Contacted& each = broken.contacts[i];
    Words words = when(roster, each.at);
    if (after_unread(plan, each.touch.site)) {
      words.en += ", since the one before was not read";
      words.zh += ",因为前一条未读";
      for (const plan::Send& send : plan.sends) {
        if (std::ranges::any_of(send.legs, [&](const plan::Leg& leg) { return leg.site == each.touch.site; })) falls_back = &send;
      }
    }
    if (const Words apart = apart_words(each.at - broken.contacts.front().at); !apart.en.empty()) {
      words.en += ", " + apart.en + " after the first";
      words.zh += ",距第一次 " + apart.zh;
    }
    const std::uint32_t site = each.touch.site;
    if (site < promise.sites.size()) issue.note(promise.sites[site], words);
    else issue.note(words);
  }
  const Words entered = when(roster, broken.entered);
  Words example{"for example: entered " + entered.en, "例如:" + entered.zh + " 进入"};
  for (const Broken::Step& step : broken.steps) {
    const Words at = when(roster, step.at);
    if (step.task != plan::kNone) {
      const std::string path = plan.sites[plan.tasks[step.task].site].path;
      example.en += ", `" + path + "` over " + at.en;
      example.zh += ",`" + path + "` 于 " + at.zh + " 结束";
    } else {
      const std::string name = plan.unit.texts[plan.unit.events[step.event]];
      example.en += ", `" + name + "` " + at.en;
      example.zh += ",`" + name + "` 发生于 " + at.zh;
    }
  }
  issue.note(example);
  issue.help({"promise " + count, "承诺 " + count + " 次"});
  if (falls_back != nullptr) {
    std::string legs;
    for (const plan::Leg& leg : falls_back->legs)
      legs += (legs.empty() ? "send " : " else ") + plan.unit.texts[leg.channel] + " " + plan.unit.texts[leg.template_];
    issue.help({"or fall back only on failure: `" + legs + "`", "或只在失败时改走下一渠道:`" + legs + "`"});
  } else {
    issue.help(
        {"or let the policy keep contacts apart: `leave 5 days between contacts`", "或让规范拉开接触间隔:`leave 5 days between contacts`"});
  }
  return issue;
}

// The doubt stays, and whoever reads it is told that it is not for want of trying.
void say_not_seen(source::Issues& issues, source::Span promise) {
  issues.revise([&](source::Issue& issue) {
    if (issue.code == source::Code::guarantee_open && issue.span == promise)
      issue.note({"the engine lived through such runs on one day after the other, and was not seen to make them",
                  "引擎已逐日试行这类情形,未曾出现"});
    return true;
  });
}

// What all of its texts mean; their calendars' days stand in the catalog only.
std::string meaning_of(const dsl::Compiled& made) {
  std::string out = base::hex(base::sha256(plan::encode(*made.catalog)));
  for (const dsl::CompiledFile& file : made.files) out += ' ' + file.text_hash;
  return out + ' ';
}

}  // namespace

std::optional<Waiver> waiver_of(const std::string& written) {
  const std::size_t equals = written.find('=');
  if (equals == std::string::npos || equals == 0) return std::nullopt;
  Waiver out{written.substr(0, equals), written.substr(equals + 1)};
  if (out.reason.find_first_not_of(" \t") == std::string::npos) return std::nullopt;
  return out;
}

const std::optional<Broken>* Memory::find(const std::string& key) const {
  const auto known = found_.find(key);
  return known == found_.end() ? nullptr : &known->second;
}
void Memory::keep(const std::string& key, std::optional<Broken> found) {
  constexpr std::size_t kKeptMost = 300;
  if (found_.size() >= kKeptMost) found_.clear();
  found_.insert_or_assign(key, std::move(found));
}

Refuted refute(dsl::Compiled& made, const std::vector<Waiver>& waivers, const Effort& effort, Memory* memory) {
  Refuted out;
  out.waived.resize(made.plans.size());
  const bool any = std::ranges::any_of(made.promises, [](const prove::Promise& each) { return !each.suspects.empty(); });
  if (!any || made.catalog == nullptr) return out;
  const std::string meaning = memory == nullptr ? std::string() : meaning_of(made);
  for (std::size_t i = 0; i < made.promises.size(); ++i) {
    const prove::Promise& promise = made.promises[i];
    if (promise.suspects.empty() || promise.playbook >= made.plans.size()) continue;
    core::Applied applied;
    applied.catalog = made.catalog;
    applied.plans = {made.plans[promise.playbook]};
    applied.origins = {made.origins[promise.playbook]};
    const auto roster = core::link(nullptr, applied);
    if (!roster) continue;
    const core::LinkedPlan& plan = *(*roster)->plans[(*roster)->live.front()];
    const std::string key = meaning + std::to_string(i);
    const std::optional<Broken>* known = memory == nullptr ? nullptr : memory->find(key);
    if (known == nullptr && effort.runs <= 0) {
      out.untried = true;
      continue;
    }
    Replayed replayed = known != nullptr ? Replayed{*known, false} : replay(**roster, plan, promise, effort);
    if (replayed.given_up) {
      out.untried = true;
      continue;
    }
    if (known == nullptr && memory != nullptr) memory->keep(key, replayed.broken);
    const std::optional<Broken>& broken = replayed.broken;
    if (!broken) {
      say_not_seen(made.issues, promise.span);
      continue;
    }
    source::Issue issue = told(**roster, plan, promise, *broken);
    made.issues.forget(promise.span);
    const auto waiver = std::ranges::find(waivers, plan.plan->name, &Waiver::playbook);
    if (waiver == waivers.end()) {
      made.issues.add(std::move(issue));
      out.kept = false;
      continue;
    }
    out.waived[promise.playbook] = waiver->reason;
    issue.code = source::Code::guarantee_waived;
    issue.args = {std::to_string(broken->contacts.size()), waiver->reason};
    issue.helps.clear();
    made.issues.add(std::move(issue));
  }
  if (!out.kept) made.ok = false;
  made.issues.sort();
  return out;
}

}  // namespace playmaker::refute
