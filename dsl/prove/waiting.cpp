// reach, for what waits: stages, waves and tasks start after each other, and none of them after itself. A thing also waits for the stage
// or wave it stands in, and whatever comes after a stage for that stage's end: for its must-tasks, unless a time ends it.
#include <algorithm>

#include "dsl/prove/prove.hpp"

namespace playmaker::prove {
namespace {

using plan::kNone;
using source::Code;
using source::Issue;

class Waiting {
 public:
  Waiting(const lower::Lowered& lowered, source::Issues& issues)
      : lowered_(lowered),
        plan_(lowered.plan),
        issues_(issues),
        colour_(plan_.sites.size(), Colour::white),
        waits_(plan_.sites.size()) {}

  void run() {
    for (const plan::Stage& stage : plan_.stages) {
      for (const std::uint32_t before : stage.after) after_stage(stage.site, before);
    }
    for (const plan::Wave& wave : plan_.waves) after(wave.site, wave.after_task, wave.after_stage, wave.after_wave);
    for (const plan::Task& task : plan_.tasks) after(task.site, task.after_task, task.after_stage, task.after_wave);
    for (std::vector<plan::SiteIndex>& each : waits_) {   // two reasons to wait for one thing are one
      std::sort(each.begin(), each.end());
      each.erase(std::unique(each.begin(), each.end()), each.end());
    }
    for (plan::SiteIndex site = 0; site < plan_.sites.size(); ++site) visit(site);
  }

 private:
  enum class Colour : std::uint8_t { white, grey, black };

  void after(plan::SiteIndex site, std::uint32_t task, std::uint32_t stage, std::uint32_t wave) {
    if (task != kNone) waits_[site].push_back(plan_.tasks[task].site);
    if (wave != kNone) waits_[site].push_back(plan_.waves[wave].site);
    if (stage != kNone) after_stage(site, stage);
    for (plan::SiteIndex around = plan_.sites[site].parent; around != kNone; around = plan_.sites[around].parent) {
      if (stage != kNone && around == plan_.stages[stage].site) waits_[around].push_back(site);   // it ends with what it holds
      const plan::SiteKind kind = plan_.sites[around].kind;
      if (kind == plan::SiteKind::stage || kind == plan::SiteKind::wave) waits_[site].push_back(around);
    }
  }
  void after_stage(plan::SiteIndex site, std::uint32_t before) {
    const plan::Stage& stage = plan_.stages[before];
    waits_[site].push_back(stage.site);
    if (stage.to_day > 0 || stage.due.written() || stage.when != kNone || stage.unless != kNone) return;
    for (const std::uint32_t task : stage.tasks) {
      const plan::Task& own = plan_.tasks[task];
      if (own.must && own.when == kNone && own.unless == kNone) waits_[site].push_back(own.site);
    }
  }

  void visit(plan::SiteIndex site) {
    if (colour_[site] == Colour::black) return;
    if (colour_[site] == Colour::grey) return report(site);
    colour_[site] = Colour::grey;
    way_.push_back(site);
    for (const plan::SiteIndex before : waits_[site]) visit(before);
    way_.pop_back();
    colour_[site] = Colour::black;
  }

  void report(plan::SiteIndex site) {
    std::string circle;
    for (auto at = std::find(way_.begin(), way_.end(), site); at != way_.end(); ++at) circle += plan_.sites[*at].path + " > ";
    source::Words what{"the stage", "阶段"};
    if (plan_.sites[site].kind == plan::SiteKind::wave) what = {"the wave", "波次"};
    if (plan_.sites[site].kind == plan::SiteKind::task) what = {"the task", "任务"};
    issues_.add(Issue(Code::stage_circle, lowered_.spans[site])
                    .arg(plan_.sites[site].path)
                    .arg(circle + plan_.sites[site].path)
                    .arg(std::move(what)));
  }

  const lower::Lowered& lowered_;
  const plan::Plan& plan_;
  source::Issues& issues_;
  std::vector<Colour> colour_;
  std::vector<std::vector<plan::SiteIndex>> waits_;   // by site: what must have started, or ended, before it
  std::vector<plan::SiteIndex> way_;
};

}  // namespace

void prove_waiting(const lower::Lowered& lowered, source::Issues& issues) { Waiting(lowered, issues).run(); }

}  // namespace playmaker::prove
