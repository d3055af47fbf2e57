#include "daemon/cli/waive.hpp"

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

}  // namespace playmaker::cli
