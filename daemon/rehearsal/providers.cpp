#include "daemon/rehearsal/providers.hpp"

#include <algorithm>

namespace playmaker::rehearsal {

using core::DeliveryOutcome;
using story::Word;

void Providers::send(const channel::Dispatch& dispatch, channel::Reports& reports) {
  told_(dispatch);
  // The last line that speaks of this template wins, and one that names it goes before one that names only the channel.
  const story::Report* says = nullptr;
  for (const story::Report& each : says_) {
    if (each.channel.text != dispatch.channel) continue;
    if (each.template_.written() ? each.template_.text == dispatch.template_ : says == nullptr || !says->template_.written()) says = &each;
  }
  const auto report = [&](DeliveryOutcome outcome) {
    reports.report(dispatch.customer, channel::report_of(dispatch, outcome, dispatch.at));
  };
  const Word word = says == nullptr ? Word::delivered : says->says;
  if (word == Word::failed) return report(DeliveryOutcome::failed_permanent);
  if (word == Word::unknown) return report(DeliveryOutcome::unknown);
  report(DeliveryOutcome::accepted);
  if (word == Word::accepted) return;
  report(DeliveryOutcome::delivered);
  if (word != Word::read && word != Word::opened) return;
  const DeliveryOutcome outcome = word == Word::read ? DeliveryOutcome::read : DeliveryOutcome::opened;
  const base::Instant at = dispatch.at + says->after_ms;
  later_.push_back({at, dispatch.customer, channel::report_of(dispatch, outcome, at), &reports});
}

base::Instant Providers::next() const {
  base::Instant at = base::kNever;
  for (const Later& each : later_) at = std::min(at, each.at);
  return at;
}

void Providers::say_due(base::Instant now) {
  std::vector<Later> due;
  const auto rest = std::stable_partition(later_.begin(), later_.end(), [&](const Later& each) { return each.at > now; });
  due.assign(std::make_move_iterator(rest), std::make_move_iterator(later_.end()));
  later_.erase(rest, later_.end());
  for (Later& each : due) each.to->report(each.customer, std::move(each.report));
}

}  // namespace playmaker::rehearsal
