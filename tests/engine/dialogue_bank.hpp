#pragma once
// A bank of texts: playbooks as people write them, compiled and run by the production engine, from their words to what is on disk.
#include "dsl/compile.hpp"
#include "dsl/source/render.hpp"
#include "tests/engine/bank.hpp"

namespace playmaker::engine_tests {

// What every text here shares. The bank speaks at any hour.
inline const std::string kTextBank = R"(
catalog bank {
  zone "Asia/Shanghai"
  currency CNY
  customer {
    branch branch optional
    risk level of ["C1", "C2", "C3"] optional
    assessed_on date optional
    vip bool
  }
  person { name text personal }
  branch { head person optional }
  product { risk level of ["R1", "R2", "R3"] }
  product cash  { risk "R1"  on sale 2026-01-01 to 2026-12-31 }
  product funds { risk "R3"  on sale 2026-03-10 to 2026-12-31 }
  product salary { risk none }
  suitability customer.risk covers product.risk valid 12 months since customer.assessed_on
  pool managers
  event opened
  event came
  event bought
  event closed_account
  activity salon { starts 2026-03-20 at 15:00  seats 2 per branch  sign up by 2026-03-14 }
}
channel push { contact }
channel sms { contact }
channel desk { pull  places 2 }
template hello { channel push, sms }
template offer { channel push, sms, desk answers { choice one of ["yes", "no"] } }
template survey { channel push purpose service answers { score int, again bool optional } }
template invite { channel push }
template low { channel desk }
template high { channel desk }
policy rules { default at 09:30  blocked wait up to 2 hours then skip  ask at most 1 per 90 days }
role manager { who pool managers in turn  final }
)";

inline Apply compiled(const std::string& playbooks) {
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

// One playbook whose steps are given, entered by `opened`.
inline std::string entered(const std::string& name, const std::string& body, const std::string& again = "never") {
  return "playbook " + name + " { ends after 60 days  follow rules\n audience { enter on opened  again " + again + " }\n" + body + "\n}\n";
}

struct TextBank {
  std::unique_ptr<sim::VirtualRun> run;
  std::uint64_t events = 0;

  explicit TextBank(const std::string& playbooks, sim::VirtualRun::Setup setup = {}) {
    setup.start = on("03-02 09:00");
    setup.options.salt = 7;
    run = must(sim::VirtualRun::begin(std::move(setup)));
    const Reply applied = must(run->give(compiled(playbooks)));
    if (applied.failure) throw std::runtime_error(applied.failure->code + ": " + applied.failure->message);
  }
  Engine& engine() { return run->engine(); }
  void to(std::string_view when) { must(run->advance_to(on(when))); }
  void customer(const std::string& id, RawRecord values) {
    const Reply reply = must(run->give(rows(RowKind::customers, {{id, std::move(values)}})));
    if (reply.failure || reply.items.at(0).status != ItemStatus::accepted) throw std::runtime_error("the customer was refused");
  }
  void happens(const std::string& id, const std::string& name, std::string_view when) {
    const ItemResult result = must(run->event(event(id, name, on(when), std::to_string(++events))));
    if (result.status != ItemStatus::accepted) throw std::runtime_error(result.message);
  }
  // The answer to the newest touch over that template.
  ItemResult answers(const std::string& id, const std::string& template_, RawRecord values, std::string_view when) {
    Receipts receipts;
    RawReceipt receipt;
    receipt.touch = newest(id, template_);
    receipt.outcome = core::DeliveryOutcome::answered;
    receipt.at = on(when);
    receipt.answers = std::move(values);
    receipts.receipts.push_back(std::move(receipt));
    return must(run->give(std::move(receipts), on(when))).items.at(0);
  }
  std::string newest(const std::string& id, const std::string& template_) {
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
  const std::vector<std::string>& tags(const std::string& id) { return engine().customer(*engine().find(id))->tags; }
  std::string shown(const std::string& id) {
    std::string out;
    for (const Shown& each : engine().shown(*engine().find(id), plan::kNone)) out += (out.empty() ? "" : " ") + each.template_;
    return out;
  }
  template <class Fact>
  std::vector<Fact> facts(const std::string& id) {
    std::vector<Fact> found;
    for (const WhyGroup& group : must(engine().why(*engine().find(id), 10'000))) {
      for (auto fact = group.group.facts.rbegin(); fact != group.group.facts.rend(); ++fact) {
        if (const auto* one = std::get_if<Fact>(&*fact)) found.insert(found.begin(), *one);
      }
    }
    return found;
  }
  std::size_t sent(const std::string& id) { return facts<core::TouchSending>(id).size(); }
  // State is the fold of the journal, also of a snapshot and its tail.
  bool refolds() {
    must(run->engine().flush());
    const std::string before = state_of(engine());
    must(run->restart());
    const bool same = state_of(engine()) == before;
    must(run->engine().write_snapshot());
    must(run->restart());
    return same && findings_of(run->journal()).empty();
  }
};

}  // namespace playmaker::engine_tests
