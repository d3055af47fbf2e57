// The leads of the shipped catalog lived through: by its working days, roles and consents, from loading to claiming, calling and giving
// back.
#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

#include "dsl/compile.hpp"
#include "dsl/source/render.hpp"
#include "runtime/core/evaluate/evaluate.hpp"
#include "tests/engine/bank.hpp"
#include "tests/main/here.hpp"

using namespace playmaker;
using namespace playmaker::engine_tests;

namespace {

constexpr std::string_view kText = R"(
use "shared/catalog.play"
use "shared/contact.play"
use "shared/templates.play"
playbook prospects "潜客专案" {
  version 1  calendar cn_bank  follow retail_standard  priority 40
  audience "潜客名单" {
    enter  from list prospects_2026q4 dealt by branch to relationship_manager claim within 2 working days else next
    again  never
    at most 30_000 customers
  }
  goal opened "开户" = account_opened since entry within 60 days
  exit returned "名单收回" on lead_withdrawn
  stage reach "首呼" due 5 working days {
    must task first_call "首次外呼" by phone {
      assign relationship_manager
      done   on call_logged where event.outcome in ["reached", "accepted"]
      due    3 working days
    }
  }
}
)";

std::optional<std::string> slurp(const std::string& path) {
  const std::ifstream in(path, std::ios::binary);
  std::stringstream out;
  out << in.rdbuf();
  return in ? std::optional(out.str()) : std::nullopt;
}

struct Prospects {
  std::unique_ptr<sim::VirtualRun> run;
  Prospects() {
    sim::VirtualRun::Setup setup;
    setup.start = on("03-06 15:00");           // a Friday
    setup.options.salt = 7;
    run = must(sim::VirtualRun::begin(std::move(setup)));
    const dsl::Compiled made = dsl::compile({{"prospects.play", std::string(kText)}},
                                            [](const std::string& path) { return slurp(std::string(kSourceDir) + "/playbooks/" + path); });
    if (!made.ok) throw std::runtime_error(source::render(made.issues, made.sources, base::Language::en));
    Apply apply;
    apply.applied.catalog = made.catalog;
    apply.applied.plans = made.plans;
    apply.applied.origins = made.origins;
    apply.sources.push_back({"prospects.play", std::string(kText)});
    apply.actor = "test";
    give(std::move(apply));
    give(rows(RowKind::people, {{"m1", {}}, {"m2", {}}, {"duty", {}}, {"head", {}}}));
    give(rows(RowKind::branches, {{"b1", {{"head", {std::string("head")}}, {"duty_manager", {std::string("duty")}}}}}));
    for (const auto& [id, manager] : {std::pair{"old1", "m1"}, {"old2", "m2"}})
      give(rows(RowKind::customers, {{id, {{"manager", {std::string(manager)}}, {"branch", {std::string("b1")}}}}}));
    Import leads = rows(RowKind::customers, {});
    for (const char* id : {"x1", "x2", "x3"}) leads.rows.push_back({id, {{"branch", {std::string("b1")}}}});
    leads.list = "prospects_2026q4";
    give(std::move(leads));
  }
  void give(Command command) {
    const Reply reply = must(run->give(std::move(command)));
    if (reply.failure) throw std::runtime_error(reply.failure->message);
    for (const ItemResult& item : reply.items)
      if (item.status == ItemStatus::refused) throw std::runtime_error(item.message);
  }
  const core::Customer& customer(std::string_view id) { return *run->engine().customer(*run->engine().find(id)); }
  const core::Lead& lead(std::string_view id) { return customer(id).leads.at(0); }
  std::string had(std::string_view id) {
    std::string out;
    for (const std::uint32_t person : lead(id).had) out += run->engine().roster()->dictionary->name(core::Names::person, person) + " ";
    return out;
  }
  void claim(std::string_view id) {
    const core::ThingRef ref{0, customer(id).open_questions.at(0).question, 0};
    give(QuestionAnswer{run->engine().sealed(base::SealedKind::question, *run->engine().find(id), ref), "claimed", "test", {}, {}});
  }
  void to(std::string_view when) { must(run->advance_to(on(when))); }
};

}  // namespace

TEST_CASE(
    "prospects: claims run by working days, then the next, then the branch's duty manager, then anyone; after ten days it goes back") {
  Prospects bank;
  CHECK(bank.had("x1") == "m1 ");
  CHECK(bank.had("x2") == "m2 ");
  CHECK(bank.had("x3") == "m1 ");
  bank.to("03-10 17:29");
  CHECK(bank.had("x1") == "m1 ");
  bank.to("03-10 17:30");                      // the close of the second working day
  CHECK(bank.had("x1") == "m1 m2 ");
  bank.to("03-12 17:30");
  CHECK(bank.had("x1") == "m1 m2 duty ");
  must(bank.run->restart());
  bank.to("03-16 17:30");
  CHECK(bank.lead("x1").phase == core::LeadPhase::stands);
  bank.to("03-20 17:30");
  CHECK(bank.lead("x1").phase == core::LeadPhase::returned);
  CHECK(bank.customer("x1").journeys.empty());
}

TEST_CASE("prospects: claimed, called, and kept; not called within ten working days, withdrawn, and the journey takes its exit") {
  Prospects bank;
  bank.to("03-09 10:00");
  bank.claim("x2");
  bank.claim("x3");
  REQUIRE(bank.customer("x2").journeys.size() == 1);
  const core::Task& call = bank.customer("x2").journeys.front().tasks.at(0);
  CHECK(call.assignee == bank.lead("x2").person);
  CHECK(bank.customer("x2").contacts.size() == 1);       // the call's slot: the list brought the consents
  CHECK(must(bank.run->event(event("x2", "call_logged", on("03-11 10:00"), "e1", {{"outcome", {std::string("accepted")}}}))).status ==
        ItemStatus::accepted);
  bank.to("03-23 17:29");
  CHECK(bank.customer("x3").journeys.size() == 1);
  bank.to("03-23 17:30");
  CHECK(bank.lead("x3").phase == core::LeadPhase::returned);
  CHECK(bank.customer("x3").journeys.empty());
  CHECK(bank.customer("x2").journeys.size() == 1);
  CHECK(bank.lead("x2").phase == core::LeadPhase::claimed);
}
