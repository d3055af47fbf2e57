// The demo's hundred days, with fewer customers. Everything the four playbooks can do happens, and the journal, read a second way, tells
// the same story as the daemon's answers.
#include <catch2/catch.hpp>

#include <cstdlib>

#include "daemon/cli/offline.hpp"
#include "daemon/json.hpp"
#include "tests/whole/bank_run.hpp"
#include "tests/whole/refold.hpp"
#include "tests/whole/shipped.hpp"

using namespace playmaker;
using whole::Counts;

namespace {

// Light runs (under sanitizers) compare, but are too short for everything to happen.
bool light() { return std::getenv("PLAYMAKER_LIGHT") != nullptr; }

std::string text(const engine::RawValue& row, const char* key) {
  const std::string* found = daemon::text_of(daemon::member(row, key));
  return found == nullptr ? std::string() : *found;
}

// Numbers of an object, by their path.
void flatten(const engine::RawValue& value, const std::string& path, Counts& out) {
  if (const auto* record = std::get_if<engine::RawRecord>(&value.value)) {
    for (const engine::RawField& field : *record) flatten(field.value, path + "/" + field.name, out);
  } else if (const auto* number = std::get_if<std::int64_t>(&value.value)) {
    out[path] = *number;
  }
}

// Rows that differ, as lines; empty when the two agree.
std::string differences(const Counts& daemon, const Counts& journal) {
  std::string out;
  const auto line = [&](const std::string& name) {
    const auto told = daemon.find(name), folded = journal.find(name);
    out += name + ": the daemon says " + (told == daemon.end() ? "nothing" : std::to_string(told->second)) + ", the journal " +
           (folded == journal.end() ? "nothing" : std::to_string(folded->second)) + "\n";
  };
  for (const auto& [name, count] : daemon) {
    const auto other = journal.find(name);
    if (other == journal.end() || other->second != count) line(name);
  }
  for (const auto& [name, count] : journal) {
    if (!daemon.contains(name)) line(name);
  }
  return out;
}

std::int64_t at(const Counts& counts, const std::string& name) {
  const auto found = counts.find(name);
  return found == counts.end() ? 0 : found->second;
}

// What of the playbooks never happened, as lines.
std::string never(const Counts& counts) {
  std::string out;
  const auto want = [&](const std::string& name) {
    if (at(counts, name) == 0) out += name + " never\n";
  };
  const dsl::Compiled made = whole::compile_demo();
  for (const auto& plan : made.plans) {
    want(plan->name + "/entered");
    for (const plan::Wave& wave : plan->waves) want(plan->name + "/waves/" + plan->sites[wave.site].path + "/reached");
    for (const plan::Task& task : plan->tasks) {
      // What a review has done about bad figures waits for bad figures.
      std::uint32_t around = plan->sites[task.site].parent;
      while (around < plan->sites.size() && plan->sites[around].kind != plan::SiteKind::review) around = plan->sites[around].parent;
      if (around < plan->sites.size()) continue;
      want(plan->name + "/tasks/" + plan->sites[task.site].path + "/opened");
    }
    for (const plan::Breakpoint& watch : plan->breakpoints) {
      for (const char* what : {"/armed", "/tripped", "/cleared", "/recovered"})
        want(plan->name + "/breakpoints/" + plan->sites[watch.site].path + what);
    }
  }
  // The reasons that these policies, hold-outs, channels and pauses can give.
  for (const char* reason : {"capped", "gap", "quiet", "no_consent", "silenced", "unreachable", "held_out", "bank_held_out", "paused"}) {
    std::int64_t count = 0;
    for (const char* name : whole::kDemo) count += at(counts, std::string(name) + "/blocked/" + reason);
    if (count == 0) out += std::string("blocked ") + reason + " never\n";
  }
  return out;
}

}  // namespace

TEST_CASE("demo: a hundred days happen in full, and the journal refolds to the daemon's figures") {
  whole::BankRun run(light() ? 300 : 1'500, light() ? 25 : 100);
  REQUIRE(run.live() == "");

  Counts figures, tasks, stalls;
  for (const engine::RawValue& book : run.items("/v1/figures")) flatten(book, text(book, "playbook"), figures);
  for (const engine::RawValue& task : run.items("/v1/tasks"))
    ++tasks[text(task, "playbook") + "/" + text(task, "task") + "/" + text(task, "status") + "/" + text(task, "how")];
  for (const engine::RawValue& stall : run.items("/v1/stalls"))
    ++stalls[text(stall, "playbook") + "/" + text(stall, "breakpoint") + "/" + text(stall, "status")];
  run.stop();

  std::shared_ptr<const core::Roster> roster;
  {
    const auto offline = cli::Offline::open(run.data());
    REQUIRE(offline);
    roster = (*offline)->engine().roster();
  }
  whole::Refold journal(*roster);
  REQUIRE(whole::refold(run.data(), journal) == "");

  CHECK(figures.size() > 100);
  CHECK(differences(figures, journal.figures()) == "");
  CHECK(differences(tasks, journal.tasks()) == "");
  CHECK(differences(stalls, journal.stalls()) == "");
  if (!light()) CHECK(never(journal.figures()) == "");
}
