// A role's capacity: whoever has a day's share is passed over where people are picked, and what is beyond it is said.
#include <catch2/catch.hpp>

#include "tests/engine/bank.hpp"

using namespace playmaker::engine_tests;
namespace core = playmaker::core;
namespace plan = playmaker::plan;

namespace {

struct Pool {
  std::unique_ptr<playmaker::sim::VirtualRun> run;
  int customers = 0;
  Pool(std::uint32_t capacity, plan::PoolOrder order) {
    playmaker::sim::VirtualRun::Setup setup;
    setup.start = on("03-02 09:00");
    setup.options.salt = 7;
    run = must(playmaker::sim::VirtualRun::begin(std::move(setup)));
    plan::Catalog catalog = bank_catalog();
    for (plan::Role& role : catalog.roles) {
      role.capacity_per_day = capacity;
      role.order = order;
    }
    must(run->give(apply_of(catalog, {advice(), welcome()})));
    must(run->give(rows(RowKind::people, {{"m1", {}}, {"m2", {}}})));
    must(run->give(rows(RowKind::pools, {{"advisers", {{"people", {std::string("m1,m2")}}}}})));
  }
  // Who the next task goes to.
  std::string next() {
    const std::string id = "c" + std::to_string(++customers);
    must(run->event(event(id, "asked_adviser", run->engine().now())));
    const core::Customer& customer = *run->engine().customer(*run->engine().find(id));
    const std::uint32_t person = customer.journeys.front().tasks.front().assignee;
    return person == plan::kNone ? "nobody" : run->engine().roster()->dictionary->name(core::Names::person, person);
  }
  std::vector<std::string> incidents() {
    std::vector<std::string> found;
    for (const HouseTrouble& trouble : run->engine().troubles()) found.push_back(trouble.code + " " + trouble.place + " " + trouble.sample);
    return found;
  }
  void to(std::string_view when) { must(run->advance_to(on(when))); }
};

}  // namespace

TEST_CASE("capacity: the pool passes over whoever has a day's share; if all have, one more goes to the least loaded, with an incident") {
  for (const plan::PoolOrder order : {plan::PoolOrder::least_busy, plan::PoolOrder::in_turn}) {
    Pool pool(2, order);
    CHECK(pool.next() == "m1");
    CHECK(pool.next() == "m2");
    CHECK(pool.next() == "m1");
    CHECK(pool.next() == "m2");
    CHECK(pool.incidents().empty());
    must(pool.run->restart());
    CHECK(pool.next() == "m1");
    CHECK(pool.incidents() == std::vector<std::string>{"capacity_exceeded adviser m1"});
    pool.to("03-03 00:00");
    CHECK(pool.next() == "m2");
    CHECK(pool.incidents().size() == 1);
  }
}

TEST_CASE("capacity: who is found by a path keeps the customer, and what is beyond the day's share is said once") {
  Pool bank(1, plan::PoolOrder::least_busy);
  for (const char* id : {"w1", "w2", "w3"}) {
    must(bank.run->give(rows(RowKind::customers, {{id, {{"manager", {std::string("m1")}}}}})));
    must(bank.run->event(event(id, "opened", bank.run->engine().now())));
    CHECK(bank.run->engine().customer(*bank.run->engine().find(id))->journeys.front().tasks.front().assignee != plan::kNone);
  }
  CHECK(bank.incidents() == std::vector<std::string>{"capacity_exceeded manager m1"});
}
