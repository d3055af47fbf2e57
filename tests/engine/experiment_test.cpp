// Experiments and invitations, from the text to the disk.
#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "tests/engine/dialogue_bank.hpp"

using namespace playmaker::engine_tests;
namespace core = playmaker::core;

namespace {

std::string letters(const std::string& shares, const std::string& stop = "") {
  return entered("p", "experiment letters {\n" + shares + "\n measure bought within 14 days\n" + stop + " }\n tag \"after\"",
                 "after 1 day since exit");
}
const std::string kTwoArms = "arm long 40% { tag \"long\" } arm short 40% { tag \"short\" } control 20%";

std::string name(int number) { return "c" + std::to_string(number); }

std::string arm_of(TextBank& bank, const std::string& id) {
  const auto taken = bank.facts<core::ArmTaken>(id);
  return taken.empty() ? "" : taken.back().arm;
}

const ArmCounts& counts(TextBank& bank, std::string_view arm) {
  for (const Trial& trial : bank.engine().trials().all()) {
    for (const ArmCounts& each : trial.arms) {
      if (each.arm == arm) return each;
    }
  }
  throw std::runtime_error("no such arm");
}

}  // namespace

TEST_CASE("rule 23: every customer takes one arm by a hash, in about the shares written, and the same one whenever it is asked") {
  const auto deal = [](const std::string& shares) {
    TextBank bank(letters(shares));
    std::map<std::string, std::string> arms;
    for (int i = 0; i < 400; ++i) bank.happens(name(i), "opened", "03-02 10:00");
    for (int i = 0; i < 400; ++i) arms[name(i)] = arm_of(bank, name(i));
    return arms;
  };
  const auto first = deal(kTwoArms), again = deal(kTwoArms);
  CHECK(first == again);
  std::map<std::string, int> sizes;
  for (const auto& [id, arm] : first) ++sizes[arm];
  CHECK(std::abs(sizes["long"] - 160) < 40);
  CHECK(std::abs(sizes["short"] - 160) < 40);
  CHECK(std::abs(sizes["control"] - 80) < 32);
  // Both arms grow at the control's cost: nobody leaves an arm.
  const auto grown = deal("arm long 45% { tag \"long\" } arm short 50% { tag \"short\" } control 5%");
  for (const auto& [id, arm] : first) {
    INFO(id);
    if (arm != "control") CHECK(grown.at(id) == arm);
  }
}

TEST_CASE("an arm runs its own steps and goes on behind the experiment; what it is measured by is counted once, in time, for it") {
  TextBank bank(letters(kTwoArms));
  for (int i = 0; i < 30; ++i) bank.happens(name(i), "opened", "03-02 10:00");
  for (int i = 0; i < 30; ++i) {
    const std::string arm = arm_of(bank, name(i));
    CHECK(bank.tags(name(i)) == (arm == "control" ? std::vector<std::string>{"after"} : std::vector<std::string>{arm, "after"}));
  }
  for (int i = 0; i < 10; ++i) bank.happens(name(i), "bought", "03-05 10:00");
  for (int i = 0; i < 10; ++i) bank.happens(name(i), "bought", "03-06 10:00");
  bank.to("03-16 09:59");
  std::uint64_t measured = 0, reached = 0;
  const auto add = [&] {
    measured = reached = 0;
    for (const Trial& trial : bank.engine().trials().all()) {
      for (const ArmCounts& arm : trial.arms) measured += arm.measured, reached += arm.reached;
    }
  };
  add();
  CHECK(measured == 10);
  CHECK(reached == 10);
  bank.to("03-16 10:00");
  for (int i = 10; i < 30; ++i) bank.happens(name(i), "bought", "03-17 10:00");   // too late for all of them
  add();
  CHECK(measured == 30);
  CHECK(reached == 10);
  CHECK(bank.refolds());
  add();
  CHECK(measured == 30);
}

TEST_CASE("an experiment stops when its figures are sure, not before so many were measured, and then everybody gets the best arm") {
  TextBank bank(letters(kTwoArms, "stop when sure 95% after 60 customers"));
  for (int i = 0; i < 150; ++i) bank.happens(name(i), "opened", "03-02 10:00");
  int bought = 0;
  for (int i = 0; i < 150 && bought < 40; ++i) {
    if (arm_of(bank, name(i)) != "short") continue;
    bank.happens(name(i), "bought", "03-05 10:00");
    ++bought;
  }
  CHECK(bank.engine().decided().empty());                    // forty measured, all of one arm
  bank.to("03-16 10:00");
  REQUIRE(bank.engine().decided().size() == 1);
  CHECK(bank.engine().decided()[0].arm == "short");
  CHECK(bank.refolds());
  REQUIRE(bank.engine().decided().size() == 1);
  const std::uint64_t taken = counts(bank, "short").taken;
  for (int i = 200; i < 230; ++i) {
    bank.happens(name(i), "opened", "03-17 10:00");
    CHECK(arm_of(bank, name(i)) == "short");
  }
  CHECK(counts(bank, "short").taken == taken);               // they are in no figures
}

TEST_CASE("figures that are even decide nothing, however often one looks") {
  TextBank bank(letters("arm long 50% { tag \"long\" } arm short 50% { tag \"short\" }", "stop when sure 95% after 20 customers"));
  for (int i = 0; i < 200; ++i) bank.happens(name(i), "opened", "03-02 10:00");
  for (int i = 0; i < 200; i += 2) bank.happens(name(i), "bought", "03-05 10:00");
  bank.to("03-16 10:00");
  CHECK(bank.engine().decided().empty());
  CHECK(certainty({"a", 100, 100, 50}, {"b", 100, 100, 50}) == 0);
  CHECK(certainty({"a", 100, 100, 80}, {"b", 100, 100, 40}) > 0.999);
}

TEST_CASE("who is held out takes an arm's tasks and is in no figures") {
  TextBank bank(
      "playbook p { ends after 60 days  follow rules\n audience { enter on opened  again never  hold out 100% from touches }\n"
      " experiment letters { arm one 100% { send push hello  tag \"one\" } measure bought within 3 days } }\n");
  bank.customer("c", {});
  bank.happens("c", "opened", "03-02 10:00");
  CHECK(bank.tags("c") == std::vector<std::string>{"one"});
  CHECK(bank.sent("c") == 0);
  CHECK(bank.engine().trials().all().empty());
  bank.happens("c", "bought", "03-03 10:00");
  CHECK(bank.facts<core::ArmMeasured>("c").empty());
}

namespace {

const std::string kInvites = entered("p", R"(
  invite salon via push invite
  wait for salon.attended up to 30 days else { tag "missed" }
  tag "over")");

void guests(TextBank& bank, int count, const char* branch) {
  must(bank.run->give(rows(RowKind::branches, {{branch, {}}})));
  for (int i = 0; i < count; ++i) bank.customer(branch + std::to_string(i), {{"branch", raw(branch)}});
}

}  // namespace

TEST_CASE("invite: as many are invited as there are seats, a branch each; who cannot have one is not written to") {
  TextBank bank(kInvites);
  guests(bank, 3, "north");
  guests(bank, 1, "south");
  for (const char* id : {"north0", "north1", "north2", "south0"}) bank.happens(id, "opened", "03-02 10:00");
  CHECK(bank.sent("north0") == 1);
  CHECK(bank.sent("north1") == 1);
  CHECK(bank.sent("north2") == 0);
  CHECK(bank.sent("south0") == 1);
  const auto dropped = bank.facts<core::InvitationDropped>("north2");
  REQUIRE(dropped.size() == 1);
  CHECK(dropped[0].why == core::Reason::full);
  bank.happens("north0", "salon.signed_up", "03-03 10:00");
  bank.happens("north0", "salon.attended", "03-20 16:00");
  CHECK(bank.tags("north0") == std::vector<std::string>{"over"});
  bank.to("04-01 10:00");
  CHECK(bank.tags("north1") == std::vector<std::string>{"missed", "over"});
  CHECK(bank.refolds());
}

TEST_CASE("invite: a seat comes back when the sign-up closes without its guest, and nobody is invited any more then") {
  TextBank bank(kInvites);
  guests(bank, 4, "north");
  bank.happens("north0", "opened", "03-02 10:00");
  bank.happens("north1", "opened", "03-02 10:00");
  bank.happens("north0", "salon.signed_up", "03-04 10:00");
  bank.to("03-14 23:59");
  CHECK(bank.facts<core::SeatReturned>("north1").empty());
  bank.to("03-15 00:00");
  REQUIRE(bank.facts<core::SeatReturned>("north1").size() == 1);
  CHECK_FALSE(bank.facts<core::SeatReturned>("north1")[0].used);
  CHECK(bank.facts<core::SeatReturned>("north0")[0].used);
  bank.happens("north2", "opened", "03-15 09:00");
  REQUIRE(bank.facts<core::InvitationDropped>("north2").size() == 1);
  CHECK(bank.facts<core::InvitationDropped>("north2")[0].why == core::Reason::sign_up_over);
  CHECK(bank.sent("north2") == 0);
}
