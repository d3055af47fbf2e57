// reach, for stages: each can start. None does whose days lie beyond the journey's end. Circles are told in waiting.cpp, guards that are
// closed for ever where conditions are judged.
#include "dsl/prove/lifetime.hpp"
#include "dsl/prove/prove.hpp"

namespace playmaker::prove {
namespace {

using source::Code;
using source::Issue;

class Stages {
 public:
  Stages(const lower::Lowered& lowered, source::Issues& issues) : lowered_(lowered), plan_(lowered.plan), issues_(issues) {}

  void run() {
    for (const plan::Stage& stage : plan_.stages) within_time(stage);
  }

 private:
  void within_time(const plan::Stage& stage) {
    const std::optional<std::int64_t> end = last_day(plan_);
    if (!end || stage.from_day <= *end) return;
    issues_.add(Issue(Code::stage_never, lowered_.spans[stage.site])
                    .arg(plan_.sites[stage.site].path)
                    .help({"the journey ends on day " + std::to_string(*end) + " at the latest",
                           "旅程最迟在第 " + std::to_string(*end) + " 天结束"}));
  }

  const lower::Lowered& lowered_;
  const plan::Plan& plan_;
  source::Issues& issues_;
};

}  // namespace

void prove_stages(const lower::Lowered& lowered, source::Issues& issues) { Stages(lowered, issues).run(); }

}  // namespace playmaker::prove
