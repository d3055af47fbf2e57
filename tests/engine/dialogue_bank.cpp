#include "tests/engine/dialogue_bank.hpp"

namespace playmaker::engine_tests {

Apply compiled(const std::string& playbooks) {
  const dsl::Compiled made = dsl::compile({{"text.play", kTextBank + playbooks}});
  if (!made.ok) throw std::runtime_error(source::render(made.issues, made.sources, base::Language::en));
  Apply apply;
  apply.applied.catalog = made.catalog;
  apply.applied.plans = made.plans;
  apply.applied.origins = made.origins;
  apply.sources.push_back({"text.play", kTextBank + playbooks});
  apply.actor = "test";
  return apply;
}

std::string entered(const std::string& name, const std::string& body, const std::string& again) {
  return "playbook " + name + " { ends after 60 days  follow rules\n audience { enter on opened  again " + again + " }\n" + body + "\n}\n";
}

TextBank::TextBank(const std::string& playbooks, sim::VirtualRun::Setup setup) {
  setup.start = on("03-02 09:00");
  setup.options.salt = 7;
  run = must(sim::VirtualRun::begin(std::move(setup)));
  const Reply applied = must(run->give(compiled(playbooks)));
  if (applied.failure) throw std::runtime_error(applied.failure->code + ": " + applied.failure->message);
}

void TextBank::customer(const std::string& id, RawRecord values) {
  const Reply reply = must(run->give(rows(RowKind::customers, {{id, std::move(values)}})));
  if (reply.failure || reply.items.at(0).status != ItemStatus::accepted) throw std::runtime_error("the customer was refused");
}

void TextBank::happens(const std::string& id, const std::string& name, std::string_view when) {
  const ItemResult result = must(run->event(event(id, name, on(when), std::to_string(++events))));
  if (result.status != ItemStatus::accepted) throw std::runtime_error(result.message);
}

ItemResult TextBank::answers(const std::string& id, const std::string& template_, RawRecord values, std::string_view when) {
  Receipts receipts;
  RawReceipt receipt;
  receipt.touch = newest(id, template_);
  receipt.outcome = core::DeliveryOutcome::answered;
  receipt.at = on(when);
  receipt.answers = std::move(values);
  receipts.receipts.push_back(std::move(receipt));
  return must(run->give(std::move(receipts), on(when))).items.at(0);
}

std::string TextBank::newest(const std::string& id, const std::string& template_) {
  const Surrogate who = *engine().find(id);
  std::string found;
  for (const core::Journey& journey : engine().customer(who)->journeys) {
    const plan::Plan& plan = *engine().roster()->plans[journey.plan]->plan;
    for (const core::Touch& touch : journey.touches) {
      const plan::Leg& leg = plan.sends[touch.send].legs[touch.leg];
      if (plan.unit.texts[leg.template_] == template_)
        found = engine().sealed(base::SealedKind::touch, who, {journey.journey, touch.site, touch.occurrence});
    }
  }
  if (found.empty()) throw std::runtime_error("no touch of " + template_);
  return found;
}

std::string TextBank::shown(const std::string& id) {
  std::string out;
  for (const Shown& each : engine().shown(*engine().find(id), plan::kNone)) out += (out.empty() ? "" : " ") + each.template_;
  return out;
}

bool TextBank::refolds() {
  must(run->engine().flush());
  const std::string before = state_of(engine());
  must(run->restart());
  const bool same = state_of(engine()) == before;
  must(run->engine().write_snapshot());
  must(run->restart());
  return same && findings_of(run->journal()).empty();
}

}  // namespace playmaker::engine_tests
