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

Apply compiled(const std::string& playbooks);

// One playbook whose steps are given, entered by `opened`.
std::string entered(const std::string& name, const std::string& body, const std::string& again = "never");

struct TextBank {
  std::unique_ptr<sim::VirtualRun> run;
  std::uint64_t events = 0;

  explicit TextBank(const std::string& playbooks, sim::VirtualRun::Setup setup = {});
  Engine& engine() { return run->engine(); }
  void to(std::string_view when) { must(run->advance_to(on(when))); }
  void customer(const std::string& id, RawRecord values);
  void happens(const std::string& id, const std::string& name, std::string_view when);
  // The answer to the newest touch over that template.
  ItemResult answers(const std::string& id, const std::string& template_, RawRecord values, std::string_view when);
  std::string newest(const std::string& id, const std::string& template_);
  const std::vector<std::string>& tags(const std::string& id) { return engine().customer(*engine().find(id))->tags; }
  std::string shown(const std::string& id);
  template <class Fact>
  std::vector<Fact> facts(const std::string& id) {
    std::vector<Fact> found;
    each_fact(engine(), id, [&](const core::Fact& fact) {
      if (const auto* one = std::get_if<Fact>(&fact)) found.push_back(*one);
    });
    return found;
  }
  std::size_t sent(const std::string& id) { return facts<core::TouchSending>(id).size(); }
  // State is the fold of the journal, also of a snapshot and its tail.
  bool refolds();
};

}  // namespace playmaker::engine_tests
