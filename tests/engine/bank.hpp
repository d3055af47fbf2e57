#pragma once
// A small bank for tests of the engine: a catalog, a few playbooks made by hand, and a run under a virtual clock that starts on Monday
// 2026-03-02 at 09:00 in Shanghai.
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "runtime/base/hash.hpp"
#include "runtime/engine/disk/fsck.hpp"
#include "runtime/engine/ledger.hpp"
#include "runtime/sim/virtual_run.hpp"
#include "tests/core/plan_builder.hpp"

namespace playmaker::engine_tests {

using namespace playmaker::engine;
using namespace playmaker::core::testing;
using base::Instant;

Instant at(std::string_view text);
// "03-02 09:30" of 2026 in Shanghai.
Instant on(std::string_view text);

// What a run must never fail at.
template <class T>
T must(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().code + ": " + result.error().message);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

plan::Catalog bank_catalog();

// A welcome: a call to be made within a day, a message on day 2, watched from opening to the first deposit.
plan::Plan welcome(bool by_report = true);

// Every day at 08:30, after the nightly import: those with much money.
plan::Plan daily(std::int32_t latest_minute = 10 * 60);

// Things that are scarce: a coffee of a stock of 5, a journey for at most 3 customers, a task for the next adviser of a pool.
plan::Plan coffee();
plan::Plan seats();
plan::Plan advice();

Apply apply_of(const plan::Catalog& catalog, const std::vector<plan::Plan>& plans);

RawEvent event(std::string customer, std::string name, Instant when, std::string id = {}, RawRecord fields = {});
Import rows(RowKind kind, std::vector<RawRow> rows, std::string import = {});

// A customer's whole history, oldest first. What a group holds is dear to take apart in every file that looks at one.
void each_group(Engine& engine, std::string_view id, const std::function<void(const WhyGroup&)>& see);
void each_fact(Engine& engine, std::string_view id, const std::function<void(const core::Fact&)>& see);
std::size_t groups_of(Engine& engine, std::string_view id);

struct Bank {
  std::unique_ptr<sim::VirtualRun> run;

  explicit Bank(sim::VirtualRun::Setup setup = {});   // runs all of the plans above
  Bank(sim::VirtualRun::Setup setup, const std::vector<plan::Plan>& plans);
  Engine& engine() { return run->engine(); }
  void to(std::string_view when) { must(run->advance_to(on(when))); }
  Reply give(Command command);
  Reply give(Command command, std::string_view when);
  ItemResult happens(std::string customer, std::string name, std::string_view when, std::string id = {}, RawRecord fields = {});
  const core::Customer& customer(std::string_view id);
  // The number of facts of a kind in a customer's whole history.
  template <class Fact>
  std::vector<Fact> facts(std::string_view id) {
    std::vector<Fact> found;
    each_fact(engine(), id, [&](const core::Fact& fact) {
      if (const auto* one = std::get_if<Fact>(&fact)) found.push_back(*one);
    });
    return found;
  }
};

// All that the journal folds to, in digests: equal before a crash and after it.
std::string state_of(const Engine& engine);

std::string findings_of(journal::Journal& journal);

}  // namespace playmaker::engine_tests
