// One number a place in all versions of a playbook.
#include <catch2/catch.hpp>

#include "tests/core/plan_builder.hpp"

namespace playmaker::core::testing {
namespace {

std::string numbered(const LinkedPlan& linked) {
  std::string out;
  for (const plan::Site& site : linked.plan->sites) {
    out += (out.empty() ? "" : " ") + (site.kind == plan::SiteKind::gone ? "-" : site.path.empty() ? "." : site.path);
  }
  return out;
}

plan::Plan version(std::uint32_t number, const std::vector<std::string>& stages,
                   const std::vector<std::pair<std::string, std::string>>& moved = {}) {
  PlanBuilder p("main");
  p.plan.version = number;
  for (const auto& [from, to] : moved) p.plan.upgrade.moved.push_back({plan::SiteKind::stage, p.text(from), p.text(to)});
  for (const std::string& name : stages) {
    p.stage(name, {}, [&](Steps& s) {
      s.task(p.task("do", {}, s.parent()));
      s.tag(name);
    });
  }
  return p.plan;
}

TEST_CASE("a place keeps its number in every version; what is new gets one that no version has used") {
  const plan::Catalog catalog = CatalogBuilder().catalog;
  auto roster = roster_of(catalog, {version(1, {"a", "b"})});
  CHECK(numbered(*roster->plans[0]) == ". a a.do a.step_1 b b.do b.step_1");
  roster = roster_of(catalog, {version(2, {"n", "b"})}, roster.get());
  CHECK(numbered(*roster->plans[1]) == ". - - - b b.do b.step_1 n n.do n.step_1");
  CHECK(numbered(*roster->plans[0]) == ". a a.do a.step_1 b b.do b.step_1");
  roster = roster_of(catalog, {version(3, {"c", "d", "n"}, {{"b", "c"}})}, roster.get());
  CHECK(numbered(*roster->plans[2]) == ". - - - c c.do c.step_1 n n.do n.step_1 d d.do d.step_1");
  // What was there once has its number again; a roll-back is the plan that it was.
  roster = roster_of(catalog, {version(4, {"a", "c"})}, roster.get());
  CHECK(numbered(*roster->plans[3]) == ". a a.do a.step_1 c c.do c.step_1");
  roster = roster_of(catalog, {version(2, {"n", "b"})}, roster.get());
  CHECK(roster->plans.size() == 4);
  CHECK(roster->plans[1]->live);
  for (const auto& each : roster->plans) CHECK(plan::verify(*each->plan).empty());
}

TEST_CASE("an entry has the number of the entry that says the same, wherever it stands; one that is rewritten is another one") {
  const auto of = [](std::uint32_t number, const std::vector<std::int64_t>& lines) {
    PlanBuilder p("main");
    p.plan.version = number;
    for (const std::int64_t line : lines) p.enter_when(p.at_least(p.attr("aum"), p.number(line)));
    return p.plan;
  };
  CatalogBuilder c;
  c.attribute("aum", plan::Kind::integer);
  const auto sites = [](const LinkedPlan& linked) {
    std::string out;
    for (std::size_t i = 0; i < linked.entry_since.size(); ++i)
      out += std::to_string(linked.plan->audience.entries[i].site) + '@' + std::to_string(linked.entry_since[i]) + ' ';
    return out;
  };
  auto roster = roster_of(c.catalog, {of(1, {10, 20, 10})});
  CHECK(sites(*roster->plans[0]) == "1@0 2@0 3@0 ");
  roster = roster_of(c.catalog, {of(2, {20, 30, 10, 10})}, roster.get());
  CHECK(sites(*roster->plans[1]) == "2@0 4@2 1@0 3@0 ");
  roster = roster_of(c.catalog, {of(3, {20, 10})}, roster.get());
  CHECK(sites(*roster->plans[2]) == "2@0 1@0 ");
  roster = roster_of(c.catalog, {of(2, {20, 30, 10, 10})}, roster.get());
  CHECK(sites(*roster->plans[1]) == "2@0 4@4 1@0 3@4 ");
  for (const auto& each : roster->plans) CHECK(plan::verify(*each->plan).empty());
}

TEST_CASE("a name that moved and a new thing of the old name are two places") {
  const plan::Catalog catalog = CatalogBuilder().catalog;
  auto roster = roster_of(catalog, {version(1, {"a"})});
  roster = roster_of(catalog, {version(2, {"a2"}, {{"a", "a2"}})}, roster.get());
  CHECK(numbered(*roster->plans[1]) == ". a2 a2.do a2.step_1");
  roster = roster_of(catalog, {version(3, {"a", "a2"})}, roster.get());
  const std::string both = numbered(*roster->plans[2]);
  CHECK(both.find("a2 a2.do a2.step_1") != std::string::npos);
  CHECK(roster->plans[2]->plan->sites.size() == 7);
}

TEST_CASE("what was renamed twice has one number, whichever of its names `moved` tells of; what were two places are never one") {
  const plan::Catalog catalog = CatalogBuilder().catalog;
  auto roster = roster_of(catalog, {version(1, {"b", "n"})});
  SECTION("each version told of it") {
    roster = roster_of(catalog, {version(2, {"beta", "n"}, {{"b", "beta"}})}, roster.get());
    const auto told = GENERATE(std::vector<std::pair<std::string, std::string>>{{"b", "gamma"}, {"beta", "gamma"}},
                               std::vector<std::pair<std::string, std::string>>{{"beta", "gamma"}, {"b", "gamma"}},
                               std::vector<std::pair<std::string, std::string>>{{"b", "gamma"}},
                               std::vector<std::pair<std::string, std::string>>{{"beta", "gamma"}});
    roster = roster_of(catalog, {version(3, {"n", "gamma"}, told)}, roster.get());
    CHECK(numbered(*roster->plans[2]) == ". gamma gamma.do gamma.step_1 n n.do n.step_1");
  }
  SECTION("the second did not, and has a place of its own: that of the live version goes on") {
    roster = roster_of(catalog, {version(2, {"beta", "n"})}, roster.get());
    roster = roster_of(catalog, {version(3, {"n", "gamma"}, {{"b", "gamma"}, {"beta", "gamma"}})}, roster.get());
    CHECK(numbered(*roster->plans[2]) == ". - - - n n.do n.step_1 gamma gamma.do gamma.step_1");
  }
  for (const auto& each : roster->plans) CHECK(plan::verify(*each->plan).empty());
}

}  // namespace
}  // namespace playmaker::core::testing
