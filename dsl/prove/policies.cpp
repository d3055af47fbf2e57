// guard: whoever sends to customers follows a policy. Without one there are no quiet hours, no caps and no consent, and nothing would say
// so (SEMANTICS, rule 11: never unenforced). Where the house has none at all it is a warning: there is none to name yet.
#include "dsl/prove/prove.hpp"

namespace playmaker::prove {

void prove_policies(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues) {
  const plan::Plan& plan = lowered.plan;
  if (plan.policy != plan::kNone || plan.sends.empty()) return;
  const bool any = !catalog.policies.empty();
  source::Issue issue(any ? source::Code::follow_missing : source::Code::policy_none, lowered.spans[0]);
  issue.arg(plan.name);
  issue.note(lowered.spans[plan.sends.front().site], {"the first it sends", "首次发送"});
  std::string names;
  for (const plan::Policy& policy : catalog.policies) names += (names.empty() ? "`follow " : "`, `follow ") + policy.name;
  if (any) issue.help({"write in it: " + names + "`", "请在剧本中写:" + names + "`"});
  else
    issue.help({"declare one, `policy NAME { quiet from 21:00 to 08:30 … }`, and write `follow NAME`",
                "请声明 `policy 名称 { quiet from 21:00 to 08:30 … }`,并在剧本中写 `follow 名称`"});
  issues.add(std::move(issue));
}

}  // namespace playmaker::prove
