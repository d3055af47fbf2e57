#include "daemon/cli/waive.hpp"

#include <algorithm>
#include <ostream>

#include "daemon/json.hpp"

namespace playmaker::cli {

const Said kWaiveWords{"PLAYBOOK=REASON: put up with its broken guarantee; the reason is recorded and shows in `playbooks list`",
                       "剧本=理由:容忍其被打破的承诺;理由会留痕,并显示在 `playbooks list`"};

base::Result<std::vector<refute::Waiver>> waivers_of(const std::vector<std::string>& written) {
  std::vector<refute::Waiver> out;
  for (const std::string& each : written) {
    auto one = refute::waiver_of(each);
    if (!one) {
      return std::unexpected(base::Failure{base::FailureKind::invalid, "waiver_invalid",
                                           "`--waive " + each + "`: write PLAYBOOK=REASON, and give a reason",
                                           "`--waive " + each + "`:请写 剧本=理由,理由不可为空"});
    }
    out.push_back(std::move(*one));
  }
  return out;
}

void tell_idle(const Session& session, const std::vector<refute::Waiver>& waivers, const dsl::Compiled& made,
               const refute::Refuted& refuted) {
  for (const refute::Waiver& each : waivers) {
    const auto plan = std::ranges::find_if(made.plans, [&](const auto& one) { return one->name == each.playbook; });
    const auto at = static_cast<std::size_t>(plan - made.plans.begin());
    if (plan != made.plans.end() && !refuted.waived[at].empty()) continue;
    const std::string en = plan == made.plans.end() ? "there is no playbook " + each.playbook + " in the files given"
                                                    : "no guarantee of " + each.playbook + " is broken, there is nothing to waive";
    const std::string zh =
        plan == made.plans.end() ? "所给文件中没有剧本 " + each.playbook : "剧本 " + each.playbook + " 的承诺未被打破,无可豁免";
    if (session.json) {
      daemon::JsonWriter line;
      line.begin_object().field("severity", "warning").field("code", "waiver_idle").field("message", session.zh() ? zh : en);
      session.err << line.end_object().text() << '\n';
    } else {
      session.err << "playmaker: --waive: " << (session.zh() ? zh : en) << " (waiver_idle)\n";
    }
  }
}

}  // namespace playmaker::cli
