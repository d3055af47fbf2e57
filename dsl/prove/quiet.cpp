// quiet: no touch whose only time is quiet. A wave's first touch is due at the wave's time; where that is quiet, and the policy waits
// for less than the quiet lasts, it is skipped at every customer.
#include <algorithm>

#include "dsl/prove/lifetime.hpp"
#include "dsl/prove/prove.hpp"
#include "runtime/plan/find.hpp"
#include "runtime/plan/speech.hpp"

namespace playmaker::prove {
namespace {

constexpr std::int32_t kDayMinutes = 24 * 60;

class Quiet {
 public:
  Quiet(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues)
      : catalog_(catalog),
        lowered_(lowered),
        plan_(lowered.plan),
        issues_(issues) {}

  void run() {
    if (plan_.policy == plan::kNone) return;
    policy_ = plan::find(catalog_.policies, plan_.unit.texts[plan_.policy]);
    if (policy_ == nullptr) return;
    for (const plan::Wave& wave : plan_.waves) judge(wave);
  }

 private:
  // The minute of the day at which the wave is due for certain; -1: none.
  std::int32_t minute_of(const plan::Timing& timing) const {
    if (timing.kind == plan::TimingKind::none || timing.kind == plan::TimingKind::after || timing.kind == plan::TimingKind::before)
      return -1;
    return timing.at_minute >= 0 ? timing.at_minute : policy_->default_minute;
  }
  // The send that is run at the wave's own time.
  const plan::Send* first_send(plan::OpIndex at) const {
    for (;; ++at) {
      switch (plan_.ops[at].kind) {
        case plan::OpKind::send: return &plan_.sends[plan_.ops[at].a];
        case plan::OpKind::ask: return &plan_.sends[plan_.questions[plan_.ops[at].a].send];
        case plan::OpKind::tag:
        case plan::OpKind::set:
        case plan::OpKind::emit:
        case plan::OpKind::open_task:
        case plan::OpKind::notify: continue;
        default: return nullptr;
      }
    }
  }
  bool speaks_of(const plan::Reach& reach, const plan::Leg& leg) const {
    const std::string& channel = plan_.unit.texts[leg.channel];
    const plan::Template* text = plan::find(catalog_.templates, plan_.unit.texts[leg.template_]);
    const plan::Channel* way = plan::find(catalog_.channels, channel);
    return text != nullptr && plan::speaks_of(reach, {channel, text->purpose, way != nullptr && way->contact});
  }
  // How long from that minute on the leg is held; 0: it is free.
  std::int32_t held(const plan::Leg& leg, std::int32_t minute) const {
    for (std::int32_t passed = 0; passed <= kDayMinutes; ++passed) {
      const std::int32_t now = (minute + passed) % kDayMinutes;
      const bool quiet = std::any_of(policy_->quiet.begin(), policy_->quiet.end(), [&](const plan::QuietHours& each) {
        if (!each.holidays_of.empty() || !speaks_of(each.reach, leg)) return false;
        return each.from_minute < each.to_minute ? each.from_minute <= now && now < each.to_minute
                                                 : now >= each.from_minute || now < each.to_minute;
      });
      if (!quiet) return passed;
    }
    return kDayMinutes;
  }

  void judge(const plan::Wave& wave) {
    const std::int32_t minute = minute_of(wave.timing);
    if (minute < 0) return;
    const plan::Send* send = first_send(wave.block);
    if (send == nullptr) return;
    const std::optional<base::Millis> waits = policy_->blocked_wait.written() ? longest(policy_->blocked_wait) : base::Millis{0};
    if (!waits) return;
    for (const plan::Leg& leg : send->legs) {
      const std::int32_t minutes = held(leg, minute % kDayMinutes);
      if (minutes == 0 || minutes * base::kMinute <= *waits) return;
      // A time that is past on the day of entry is due at once: later the same day it may be free.
      const bool first_day = wave.timing.kind == plan::TimingKind::day && wave.timing.number == 1;
      if ((first_day || wave.timing.kind == plan::TimingKind::date) && minute + minutes < kDayMinutes) return;
    }
    issues_.add(source::Issue(source::Code::touch_quiet, lowered_.spans[send->site])
                    .arg(base::format_time({minute}))
                    .arg(policy_->name)
                    .help({"send it at another time, or let the policy wait: `blocked wait up to 12 hours then skip`",
                           "请换一个时刻,或让规范等待:`blocked wait up to 12 hours then skip`"}));
  }

  const plan::Catalog& catalog_;
  const lower::Lowered& lowered_;
  const plan::Plan& plan_;
  source::Issues& issues_;
  const plan::Policy* policy_ = nullptr;
};

}  // namespace

void prove_quiet(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues) {
  Quiet(catalog, lowered, issues).run();
}

}  // namespace playmaker::prove
