#include "runtime/channel/fakes.hpp"

namespace playmaker::channel {

namespace {

bool is_receipt(core::DeliveryOutcome outcome) {
  using core::DeliveryOutcome;
  return outcome == DeliveryOutcome::delivered || outcome == DeliveryOutcome::read || outcome == DeliveryOutcome::opened ||
         outcome == DeliveryOutcome::answered;
}

}  // namespace

core::DeliveryReported report_of(const Dispatch& dispatch, core::DeliveryOutcome outcome, base::Instant at) {
  core::DeliveryReported report;
  report.touch = dispatch.ref;
  report.attempt = is_receipt(outcome) ? std::uint16_t{0} : dispatch.attempt;
  report.outcome = outcome;
  report.at = at;
  return report;
}

void Instant::send(const Dispatch& dispatch, Reports& reports) {
  for (const core::DeliveryOutcome outcome : {core::DeliveryOutcome::accepted, core::DeliveryOutcome::delivered}) {
    reports.report(dispatch.customer, report_of(dispatch, outcome, dispatch.at));
  }
}

Recorded::Line Recorded::next(const std::string& template_) {
  std::deque<Line>* lines = &any_;
  if (const auto own = by_template_.find(template_); own != by_template_.end() && !own->second.empty()) lines = &own->second;
  if (lines->empty()) return {{core::DeliveryOutcome::accepted}, {}, 0, 0};
  Line line = std::move(lines->front());
  lines->pop_front();
  return line;
}

void Recorded::send(const Dispatch& dispatch, Reports& reports) {
  sent_.push_back(dispatch);
  const Line line = next(dispatch.template_);
  for (const core::DeliveryOutcome outcome : line.says) {
    core::DeliveryReported report = report_of(dispatch, outcome, dispatch.at + line.after);
    report.provider = line.provider;
    report.retry_after_ms = line.retry_after;
    reports.report(dispatch.customer, std::move(report));
  }
}

}  // namespace playmaker::channel
