#include <catch2/catch.hpp>

#include "runtime/base/layout.hpp"
#include "runtime/core/group.hpp"
#include "tests/core/facts.hpp"

namespace playmaker::core {
namespace {

Group sample() {
  Group group;
  group.customer = 300;
  group.at = base::Instant{1'767'000'000'123};
  group.previous = 0x1234'5678'9abc'def0ULL;
  EventArrived event;
  event.event = 4;
  event.at = group.at;
  event.fields = {{plan::Kind::text, 0, "约访", {}}, {plan::Kind::list, 0, {}, {{plan::Kind::integer, -7, {}, {}}}}};
  group.input = event;
  group.facts = testing::Facts(TaskOpened{{1, 2, 3}, 9, base::kNever, base::Instant{INT64_MIN}, true},
                               JourneyEnded{1, Reason::goal, "won", 3}, TimerSet{1, group.at, TimerKind::wait_over, 1, 2, 0, 0, group.at})
                    .list();
  return group;
}

auto read_back(const Group& group) {
  std::string bytes;
  append_group(bytes, group);
  std::size_t at = 0;
  return read_group(bytes, at);
}

TEST_CASE("group: comes back from its bytes, one after another") {
  std::string bytes;
  append_group(bytes, sample());
  append_group(bytes, sample());
  std::size_t at = 0;
  for (int i = 0; i < 2; ++i) {
    const auto group = read_group(bytes, at);
    REQUIRE(group);
    CHECK(group->customer == 300);
    CHECK(group->previous == sample().previous);
    CHECK(std::get<EventArrived>(group->input).fields == std::get<EventArrived>(sample().input).fields);
    REQUIRE(group->facts.size() == 3);
    CHECK(std::get<TaskOpened>(group->facts[0]).due == base::kNever);
    CHECK(std::get<JourneyEnded>(group->facts[1]).outcome == "won");
  }
  CHECK(at == bytes.size());
  CHECK_FALSE(read_group(bytes, at));
}

TEST_CASE("group: every input and every fact has its own code, its name, and comes back") {
  const testing::Every all = testing::every();
  for (std::size_t i = 0; i < all.inputs.size(); ++i) {
    INFO(all.input_codes[i]);
    const auto again = read_back(testing::group_of(all.inputs[i]));
    REQUIRE(again);
    CHECK(code_of(again->input) == all.input_codes[i]);
    CHECK(all.input_codes[i] < 64);
    CHECK_FALSE(code_name(all.input_codes[i]).empty());
  }
  for (std::size_t i = 0; i < all.facts.size(); ++i) {
    INFO(all.fact_codes[i]);
    const auto again = read_back(testing::group_of(all.facts[i]));
    REQUIRE(again);
    REQUIRE(again->facts.size() == 1);
    CHECK(code_of(again->facts[0]) == all.fact_codes[i]);
    CHECK(all.fact_codes[i] >= 64);
  }
  CHECK(code_name(TaskOpened::kCode) == "TaskOpened");
  CHECK(code_name(EventArrived::kCode) == "EventArrived");
  CHECK(code_name(9'999).empty());
}

TEST_CASE("group: a shorter record of an older release leaves new fields at their defaults") {
  base::Writer body, record, out;
  body.uint(1);
  body.sint(0);
  body.word(0);
  body.uint(CustomerAppeared::kCode);
  body.text("");
  record.uint(5);                          // TimerHeld's first field only
  body.uint(TimerHeld::kCode);
  body.text(record.bytes());
  out.text(body.bytes());
  std::size_t at = 0;
  const auto group = read_group(out.bytes(), at);
  REQUIRE(group);
  CHECK(std::get<TimerHeld>(group->facts[0]).timer == 5);
  CHECK(std::get<TimerHeld>(group->facts[0]).kind == TimerKind::recheck);
}

TEST_CASE("group: an unknown code is refused by name, damage never reads past the end") {
  base::Writer body, out;
  body.uint(1);
  body.sint(0);
  body.word(0);
  body.uint(250);
  body.text("");
  out.text(body.bytes());
  std::size_t at = 0;
  const auto unknown = read_group(out.bytes(), at);
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == "group_unreadable");
  CHECK(unknown.error().message.find("250") != std::string::npos);
  CHECK(at == 0);

  std::string bytes;
  append_group(bytes, sample());
  for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
    std::size_t from = 0;
    CHECK_FALSE(read_group(std::string_view(bytes).substr(0, cut), from));
  }
  for (std::size_t place = 0; place < bytes.size(); ++place) {
    std::string damaged = bytes;
    damaged[place] = static_cast<char>(damaged[place] ^ 0x41);
    std::size_t from = 0;
    const auto group = read_group(damaged, from);   // may be read as something else; must stay within its bytes
    CHECK(from <= damaged.size());
    CHECK((group || group.error().code == "group_unreadable"));
  }
}

}  // namespace
}  // namespace playmaker::core
