// benefit: with `at most N customers` the worst case of all of them fits the budget. Without that number the budget is only guarded when
// a benefit is granted, and no law.
#include <algorithm>

#include "dsl/prove/lifetime.hpp"
#include "dsl/prove/money.hpp"
#include "dsl/prove/prove.hpp"
#include "dsl/prove/worst.hpp"

namespace playmaker::prove {

void prove_budget(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues) {
  const plan::Plan& plan = lowered.plan;
  if (plan.budget <= 0 || plan.audience.at_most == 0) return;
  const WorstCase found = worst_case(catalog, plan);
  const std::string customers = std::to_string(plan.audience.at_most);
  const source::Words budget = money_words(plan.budget, catalog.currency);
  if (!found.worst) {
    source::Issue issue(source::Code::budget_open, lowered.spans[0]);
    issue.arg(plan.name).note(lowered.spans[found.unbounded], {"this can grant too often to count", "此处可能发放太多次"});
    if (const plan::SiteIndex pause = puts_off(plan); pause != plan::kNone)
      issue.note(lowered.spans[pause], {"the journey lasts longer by each such pause: `timers elapse` would not let it",
                                        "每次暂停都会延长旅程;写 `timers elapse` 则不延长"});
    issue.help({"write `again after …` here, or limit the benefit: `each customer at most 2 per 30 days`",
                "请在此写 `again after …`,或限制权益:`each customer at most 2 per 30 days`"});
    issues.add(std::move(issue));
    return;
  }
  const std::int64_t one = found.worst->sum;
  if (one <= plan.budget / plan.audience.at_most) return;
  source::Issue issue(source::Code::budget_short, lowered.spans[0]);
  issue.arg(customers).arg(money_words(one, catalog.currency)).arg(budget);
  for (const Worst::Part& part : found.worst->parts) {
    const source::Words each = money_words(part.value, catalog.currency);
    const std::string times = std::to_string(part.times);
    if (part.times == 1) issue.note(lowered.spans[part.site], {each.en + ", once", each.zh + ",一次"});
    else issue.note(lowered.spans[part.site], {each.en + ", up to " + times + " times", each.zh + ",最多 " + times + " 次"});
    if (issue.notes.size() >= 4) break;
  }
  const std::string fits = std::to_string(plan.budget / std::max<std::int64_t>(one, 1));
  issue.help({"the budget is enough for `at most " + fits + " customers`", "预算足够 `at most " + fits + " customers`"});
  issues.add(std::move(issue));
}

}  // namespace playmaker::prove
