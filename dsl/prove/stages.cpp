// reach, for stages: each can start. A stage waits for the stages it names, so a circle never starts; nor does one whose days lie
// beyond the journey's end, or whose guard is closed for ever (that guard is told where conditions are judged).
#include <algorithm>

#include "dsl/prove/fold.hpp"
#include "dsl/prove/prove.hpp"

namespace playmaker::prove {
namespace {

using source::Code;
using source::Issue;

class Stages {
 public:
  Stages(const lower::Lowered& lowered, source::Issues& issues)
      : lowered_(lowered),
        plan_(lowered.plan),
        issues_(issues),
        colour_(plan_.stages.size(), Colour::white) {}

  void run() {
    for (std::uint32_t i = 0; i < plan_.stages.size(); ++i) visit(i);
    for (const plan::Stage& stage : plan_.stages) within_time(stage);
  }

 private:
  enum class Colour : std::uint8_t { white, grey, black };
  const std::string& path(std::uint32_t stage) const { return plan_.sites[plan_.stages[stage].site].path; }

  void visit(std::uint32_t stage) {
    if (colour_[stage] == Colour::black) return;
    if (colour_[stage] == Colour::grey) {
      std::string circle;
      for (auto at = std::find(way_.begin(), way_.end(), stage); at != way_.end(); ++at) circle += path(*at) + " > ";
      issues_.add(Issue(Code::stage_circle, lowered_.spans[plan_.stages[stage].site]).arg(path(stage)).arg(circle + path(stage)));
      return;
    }
    colour_[stage] = Colour::grey;
    way_.push_back(stage);
    for (const std::uint32_t before : plan_.stages[stage].after) visit(before);
    way_.pop_back();
    colour_[stage] = Colour::black;
  }

  void within_time(const plan::Stage& stage) {
    const plan::Length& end = plan_.ends_after;
    if (end.unit != plan::LengthUnit::days && end.unit != plan::LengthUnit::months) return;
    const std::int64_t last_day = end.unit == plan::LengthUnit::days ? end.amount + 1 : end.amount * 31 + 1;
    if (stage.from_day <= last_day) return;
    issues_.add(Issue(Code::stage_never, lowered_.spans[stage.site])
                    .arg(plan_.sites[stage.site].path)
                    .help({"the journey ends on day " + std::to_string(last_day) + " at the latest",
                           "旅程最迟在第 " + std::to_string(last_day) + " 天结束"}));
  }

  const lower::Lowered& lowered_;
  const plan::Plan& plan_;
  source::Issues& issues_;
  std::vector<Colour> colour_;
  std::vector<std::uint32_t> way_;
};

}  // namespace

void prove_stages(const lower::Lowered& lowered, source::Issues& issues) { Stages(lowered, issues).run(); }

}  // namespace playmaker::prove
