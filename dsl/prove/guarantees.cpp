// contacts: what a playbook guarantees holds in every run. In order: there are not that many contacts, ever or in one window; the policy
// lets no more through; no window can hold more. What stays open is handed on with the runs that may break it.
#include <algorithm>
#include <map>

#include "dsl/prove/contacts/search.hpp"
#include "dsl/prove/contacts/why.hpp"
#include "dsl/prove/guarded.hpp"
#include "dsl/prove/policy_name.hpp"
#include "dsl/prove/prove.hpp"
#include "runtime/plan/find.hpp"

namespace playmaker::prove {
namespace {

using source::Words;

class Guarantees {
 public:
  Guarantees(const plan::Catalog& catalog, const lower::Lowered& lowered, std::uint32_t playbook, source::Issues& issues)
      : lowered_(lowered),
        plan_(lowered.plan),
        issues_(issues),
        playbook_(playbook) {
    counted_.catalog = &catalog;
    if (plan_.policy != plan::kNone) counted_.policy = plan::find(catalog.policies, plan_.unit.texts[plan_.policy]);
    if (plan_.calendar != plan::kNone) calendar_ = plan::find(catalog.calendars, plan_.unit.texts[plan_.calendar]);
  }

  Promise judge(std::uint32_t index) {
    const plan::Cap& cap = lowered_.guarantees[index].cap;
    const Lengths lengths(calendar_ == nullptr ? nullptr : &calendar_->days);
    counted_.cap = &cap;
    counted_.window = window_of(cap, lengths);
    Promise out;
    out.playbook = playbook_;
    out.cap = cap;
    out.span = lowered_.guarantees[index].span;
    out.promised = cap.at_most;
    out.window_minutes = counted_.window;
    const Model model = model_of(plan_, counted_, lengths);
    if (model.open.empty()) {
      out.most = static_cast<std::uint32_t>(model.contacts.size());
      if (out.most <= cap.at_most) return proven(out, model.in_time ? by_time() : by_count());
    }
    const Minute let = let_through(counted_.policy, cap, counted_.window, lengths);
    if (let < out.most) out.most = static_cast<std::uint32_t>(std::min<Minute>(let, UINT32_MAX));
    if (let <= cap.at_most) return proven(out, by_policy());
    const Searched searched = search(model, cap.at_most, counted_.window);
    if (searched.complete && searched.suspects.empty() && model.open.empty()) {
      out.most = std::min(out.most, cap.at_most);
      return proven(out, by_time());
    }
    out.suspects = searched.suspects;
    out.sites = lowered_.spans;
    say_open(out, model);
    return out;
  }

 private:
  Promise proven(Promise& out, std::vector<Words> assumes) const {
    out.verdict = Verdict::proven;
    out.assumes = std::move(assumes);
    if (plan_.upgrade.how != plan::UpgradeKind::keep)
      out.assumes.push_back(
          {"no journey is moved here inside a window: one that is had contacts under its older version too, and "
           "`plan` says how many there can be together",
           "窗口内没有旅程迁移到此版本:迁移来的旅程在旧版本下也有过接触,`plan` 会说明合计最多几次"});
    return out;
  }

  static std::vector<Words> by_count() {
    return {{"the playbook makes no more contacts than that with a customer, whenever they fall",
             "无论何时发生,此剧本对一位客户的接触总数都不超过承诺"}};
  }
  std::vector<Words> by_policy() const {
    const std::string name = counted_.policy->name;
    return {{"the policy `" + name + "`, as it stands, lets no more through", policy_zh(*counted_.policy) + "的现行规定不会放行更多"},
            {"a reported failure stays one", "已回报的失败不再改口"},
            {"another version of the policy asks for another proof", "规范换了版本就需要重新证明"}};
  }
  std::vector<Words> by_time() const {
    std::vector<Words> out = {{"nobody pauses or ends it by hand, and no outage is longer than a touch may wait",
                               "没有人工暂停或结束,也没有超过触达等待时间的停机"},
                              {"a definite failure is reported within a day, and stays one", "确定的失败在一天内回报,且不再改口"},
                              {"times are counted by the minute: a touch leaves in the minute in which it is let through",
                               "时间以分钟计:触达在放行的那一分钟发出"},
                              {"no clock is put forward or back inside a window", "窗口内没有时钟调整"},
                              {"customers come in through the playbook's own entries", "客户经由剧本自己的入口进入"}};
    if (zoned(*counted_.catalog)) out.push_back({"nobody moves to another time zone inside a window", "窗口内没有客户更换时区"});
    if (counted_.policy != nullptr)
      out.push_back({"the policy `" + counted_.policy->name + "` as it stands", policy_zh(*counted_.policy) + "的现行规定"});
    if (calendar_ != nullptr) {
      const std::string name = calendar_->name;
      const std::string years = calendar_->days.exceptions.empty()
                                    ? ""
                                    : " " + std::to_string(calendar_->days.first_year) + "–" + std::to_string(calendar_->days.last_year);
      out.push_back({"the calendar `" + name + "`" + years, "日历 `" + name + "`" + years});
    }
    return out;
  }

  void say_open(const Promise& promise, const Model& model) {
    source::Issue issue(source::Code::guarantee_open, promise.span);
    const std::string promised = std::to_string(promise.promised), most = std::to_string(promise.most);
    if (promise.most == UINT32_MAX) issue.arg({promised + " promised, no bound known", "承诺 " + promised + " 次,上限未知"});
    else issue.arg({promised + " promised, " + most + " not ruled out", "承诺 " + promised + " 次,未能排除 " + most + " 次"});
    for (const Model::Open& each : model.open) {
      issue.note(lowered_.spans[each.site], words_of(each.why));
      if (issue.notes.size() >= 3) break;
    }
    if (model.open.empty() && promise.suspects.empty())
      issue.note({"there are too many ways in which contacts can fall together to try them all", "接触重叠的方式过多,无法逐一尝试"});
    if (!promise.suspects.empty()) {
      if (model.open.empty())
        issue.note({"these may fall together, and it is not proved that they cannot", "以下接触可能重叠,未能证明不会"});
      std::map<std::uint32_t, std::size_t> times;   // by site: a wave may be in it more than once
      for (const Suspect::Made& made : promise.suspects.front().made) ++times[made.site];
      for (const auto& [site, many] : times) {
        const std::string often = std::to_string(many);
        issue.note(lowered_.spans[site], many == 1 ? Words("a contact", "一次接触") : Words(often + " contacts", often + " 次接触"));
        if (issue.notes.size() >= 8) break;
      }
    }
    issues_.add(std::move(issue));
  }

  const lower::Lowered& lowered_;
  const plan::Plan& plan_;
  source::Issues& issues_;
  std::uint32_t playbook_;
  Counted counted_;
  const plan::NamedCalendar* calendar_ = nullptr;
};

}  // namespace

void prove_guarantees(const plan::Catalog& catalog, const lower::Lowered& lowered, std::uint32_t playbook, std::vector<Promise>& promises,
                      source::Issues& issues) {
  for (std::uint32_t i = 0; i < lowered.guarantees.size(); ++i) promises.push_back(Guarantees(catalog, lowered, playbook, issues).judge(i));
}

}  // namespace playmaker::prove
