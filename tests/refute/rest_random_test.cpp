// Playbooks made up from a seed that begin each other by hand-offs, events and by who is in which journey: what is proved to come to rest
// does in a life of ten days, and what is called endless goes round and round. Rounds last minutes or a day, never hours between them, so
// that the number of journeys tells the one from the other.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>

#include "dsl/source/render.hpp"
#include "tests/refute/making.hpp"

using namespace playmaker;

namespace {

constexpr int kDays = 10;
constexpr std::size_t kFewest = kDays * 24;            // of journeys, where a round takes an hour at most
constexpr std::size_t kMost = kDays * 12;              // where each circle takes a day or more

class Circling {
 public:
  explicit Circling(std::uint64_t seed) : chance_(seed) {}

  std::string text() {
    std::string out;
    const int count = 1 + below(3);
    names_ = {"a", "b", "c"};
    names_.resize(static_cast<std::size_t>(count));
    for (const std::string& name : names_) out += playbook(name);
    return out;
  }

 private:
  int below(int n) { return static_cast<int>(chance_.below(static_cast<std::uint64_t>(n))); }
  std::string pick(const std::vector<std::string>& from) { return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))]; }

  std::string door() {
    const std::string in = "customer in journey(" + pick(names_) + ")";
    switch (below(6)) {
      case 0: return "enter on opened  enter on hand_off";
      case 1: return "enter when " + in + "  enter on hand_off";
      case 2: return "enter when not (" + in + ")";
      case 3: return "enter when not (" + in + ") and customer.vip  enter on opened";
      case 4: return "enter when " + in + " and not (customer in journey(" + pick(names_) + "))  enter on opened";
      default: return "enter on visit  enter on hand_off";
    }
  }
  std::string step() {
    switch (below(6)) {
      case 0: return "hand off to " + pick(names_) + " else { tag \"x\" } ";
      case 1: return "emit visit ";
      case 2: return "when customer.vip { hand off to " + pick(names_) + " else { tag \"x\" } } ";
      default: return "tag \"x\" ";
    }
  }
  std::string playbook(const std::string& name) {
    std::string body = below(3) == 0 ? "exit " + name + "_out when customer in journey(" + pick(names_) + ")\n" : "";
    if (below(4) == 0) body += "moment m { on visit  again after 20 minutes  " + step() + pick({"", "finish as cut "}) + "}\n";
    body += pick({"", "wait 30 minutes ", "wait 10 minutes "}) + step() + pick({"", "wait 15 minutes ", "finish as on"});
    return "playbook " + name + " { calendar cn follow free ends after " + pick({"40 minutes", "25 minutes", "2 days"}) + " audience { " +
           door() + "  again " + pick({"after 5 minutes", "after 20 minutes", "after 5 minutes since exit", "after 1 day", "never"}) +
           " }\n" + body + "\n}\n";
  }

  base::Prng chance_;
  std::vector<std::string> names_;
};

// How many journeys ten days bring after these events, or after a playbook that is entered by hand.
std::size_t journeys(const core::Roster& roster, const std::vector<const char*>& events, std::uint32_t entered = plan::kNone) {
  const base::Instant start = base::start_of_day(roster.zone, base::date_of(2026, 3, 4)) + 10 * base::kHour;
  refute::Life life(roster, start - base::kMinute, refute_tests::answering(core::DeliveryOutcome::accepted));
  life.give(core::CustomerAppeared{}, start - base::kMinute);
  life.give(refute_tests::profile(roster, true, start - base::kMinute), start - base::kMinute);
  for (const char* name : events) {
    core::EventArrived arrived;
    arrived.event = roster.dictionary->find(core::Names::event, name);
    arrived.at = start;
    if (arrived.event != plan::kNone) life.give(arrived, start);
  }
  if (entered != plan::kNone) life.give(core::EntryAsked{entered, "check"}, start);
  for (int hour = 1; hour <= kDays * 24 && !life.overrun() && life.entered() < 2 * kFewest; ++hour)
    life.advance(start + hour * base::kHour);
  return life.overrun() ? 2 * kFewest : life.entered();
}

// The most of a few lives.
std::size_t most_journeys(const dsl::Compiled& made) {
  const auto roster = refute_tests::linked(made);
  REQUIRE(roster.has_value());
  std::size_t most = 0;
  for (const std::vector<const char*>& events : std::vector<std::vector<const char*>>{{}, {"opened"}, {"visit"}, {"opened", "visit"}})
    most = std::max(most, journeys(**roster, events));
  for (const std::uint32_t plan : (*roster)->live) most = std::max(most, journeys(**roster, {}, plan));
  return most;
}

}  // namespace

TEST_CASE("circles of random playbooks: what is proved to come to rest does, what is called endless goes round") {
  const int count = std::getenv("PLAYMAKER_LIGHT") != nullptr ? 100 : 1'500;
  int rests = 0, endless = 0, open = 0;
  for (int seed = 1; seed <= count; ++seed) {
    const std::string text = Circling(static_cast<std::uint64_t>(seed)).text();
    const dsl::Compiled made = refute_tests::compile(refute_tests::whole(text));
    INFO("seed " << seed << "\n" << text << source::render(made.issues, made.sources, base::Language::en));
    bool told_endless = false, told_open = false, other = false;
    for (const source::Issue& issue : made.issues.list()) {
      told_endless = told_endless || issue.code == source::Code::circle_endless;
      told_open = told_open || issue.code == source::Code::circle_open;
      other = other || (source::severity_of(issue.code) == source::Severity::error && issue.code != source::Code::circle_endless);
    }
    if (other) continue;                       // nobody there takes hand-offs, or a condition contradicts itself
    dsl::Options until;
    until.until = dsl::Until::lower;
    const dsl::Compiled lowered = dsl::compile({{"p.play", refute_tests::whole(text)}}, {}, until);
    REQUIRE(lowered.ok);
    if (told_endless) {
      ++endless;
      CHECK(most_journeys(lowered) >= kFewest);
    } else if (told_open) {
      ++open;
    } else {
      ++rests;
      CHECK(most_journeys(lowered) <= kMost);
    }
  }
  CAPTURE(rests, endless, open);
  CHECK(rests > count / 4);
  CHECK(endless > count / 200);
}
