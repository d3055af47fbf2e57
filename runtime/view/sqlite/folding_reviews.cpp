// Reviews: what journeys are told apart by, and each time a review was held.
#include "runtime/view/sqlite/folding.hpp"

namespace playmaker::view::sqlite {
namespace {

std::string words_of(const core::Dictionary& dictionary, const plan::Datum& value) {
  switch (value.kind) {
    case plan::Kind::boolean: return value.number != 0 ? "true" : "false";
    case plan::Kind::one_of:
    case plan::Kind::level_of: return dictionary.name(core::Names::symbol, static_cast<std::uint32_t>(value.number));
    case plan::Kind::integer: return std::to_string(value.number);
    default: return value.text;
  }
}

}  // namespace

void Folding::put(const At& at, const core::DimensionNoted& fact) {
  const core::LinkedPlan* linked = plan_of(at.key, fact.journey);
  if (linked == nullptr || fact.dimension >= linked->plan->dimensions.size()) return;
  const plan::Dimension& dimension = linked->plan->dimensions[fact.dimension];
  run(noted_new_, at.key, fact.journey, linked->plan->unit.texts[dimension.name], words_of(*roster_->dictionary, fact.value));
}

void Folding::fold(const core::Roster& roster, const HeldReview& held) {
  const core::ReviewHeld& review = held.review;
  const std::string playbook = roster.dictionary->name(core::Names::playbook, review.playbook);
  run(review_new_, playbook, review.review, review.due.ms, review.plan, review.since.ms, held.at.ms, review.missed);
  std::uint32_t number = 0;
  for (const core::ReviewFigure& figure : review.figures) {
    const Nullable branch{figure.branch, figure.branch != plan::kNone};
    run(review_rate_, playbook, review.review, review.due.ms, number++, figure.rate, branch, figure.ended, figure.happened, figure.late);
  }
  number = 0;
  for (const core::ReviewAct& act : review.acts)
    run(review_act_, playbook, review.review, review.due.ms, number++, act.branch, act.alert ? 1 : 0, act.what);
}

}  // namespace playmaker::view::sqlite
