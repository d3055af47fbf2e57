// Reviews as happenings.
#include "daemon/rehearsal/witness.hpp"

namespace playmaker::rehearsal {

using story::Subject;
using story::Word;

// A review is nobody's: one happening for itself, and one for each branch that it alerts or gives a task.
void Witness::hear(const view::HeldReview& held) {
  const core::ReviewHeld& review = held.review;
  const bool zh = language_ == base::Language::zh;
  const auto branch = [&](std::uint32_t number) {
    const core::Dictionary& names = *roster_->dictionary;
    return number < names.size(core::Names::branch) ? names.name(core::Names::branch, number) : std::string();
  };
  Happening out;
  out.at = held.at;
  out.told = true;
  out.part.whose = Whose::house;
  out.subject = Subject::review;
  out.playbook = roster_->dictionary->name(core::Names::playbook, review.playbook);
  out.path = review.review;
  out.figures = review.figures;
  out.text = zh ? "回检 " + review.review + " 已举行" : "the review " + review.review + " was held";
  std::string figures;
  for (const core::ReviewFigure& figure : review.figures) {
    const std::int64_t of = figure.ended + figure.late;
    if (of == 0) continue;
    const std::string at = branch(figure.branch);
    figures += (figures.empty() ? ""
                : zh            ? "、"
                                : ", ") +
               figure.rate + " " + (at.empty() ? "" : at + " ") + std::to_string(figure.happened) + "/" + std::to_string(of);
  }
  if (!figures.empty()) out.text += (zh ? ":" : ": ") + figures;
  happenings_.push_back(out);
  for (const core::ReviewAct& act : review.acts) {
    Happening more = out;
    more.state = act.alert ? Word::alerts : Word::opens;
    more.name = act.what;
    more.part.branch = branch(act.branch);
    const std::string what = act.alert ? (zh ? " 预警 " : " alerts ") : (zh ? " 开出任务 " : " opens the task ");
    more.text = (zh ? "回检 " : "the review ") + review.review + what + act.what + (zh ? ",机构 " : " at ") + more.part.branch;
    happenings_.push_back(std::move(more));
  }
}

}  // namespace playmaker::rehearsal
