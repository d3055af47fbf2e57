// What the YAML spelling refuses: once for each cause.
#include <catch2/catch.hpp>
#include <string>

#include "dsl/compile.hpp"
#include "dsl/source/render.hpp"
#include "tests/dsl/compile/compiling.hpp"
#include "tests/dsl/yaml/slip.hpp"

using namespace playmaker;
using yaml_tests::compile_yaml;
using yaml_tests::only;

namespace {

const std::string kHead =
    "use: shared/bank.play\nplaybook: p\ncalendar: cn\nfollow: quiet_bank\nends: after 90 days\n"
    "audience: { enter: { event: account_opened }, again: never }\n";

}  // namespace

TEST_CASE("YAML: a language without a keyword table is refused at its name, and only that") {
  CHECK(only("playbook: p\nlanguage: fr\n") == "2:11 E0500");
  CHECK(compile_yaml("language: en\n" + kHead).ok);
}

TEST_CASE("YAML: a key of another block is unknown in this one, at its place") {
  const auto step = [](const std::string& text) { return kHead + "stages:\n  - stage: s\n    steps:\n      - " + text + "\n"; };
  CHECK(only(kHead + "fragment: { f: [] }\n") == "7:1 E0055");
  CHECK(compile_yaml(kHead + "guarantee: never more than 2 contacts per 7 days\n").ok);
  CHECK(only(kHead + "reviews: []\nexperiments: []\n") == "8:1 E0055");
  CHECK(only(step("{ invite: salon, via: sms hello }")) == "10:26 E0055");
  CHECK(only(step("{ include: f }")) == "10:20 E0200");
  CHECK(only(kHead + "stages:\n  - stage: s\n    checklist: [a]\n    steps: []\n") == "9:5 E0055");
  CHECK(only(step("{ sned: [sms hello] }")) == "10:11 E0055");
}

TEST_CASE("YAML: a character that YAML has not is refused before its reader makes another of it") {
  CHECK(only(std::string("playbook: p\nowner: 2\0x\n", 23)) == "2:9 E0051");
  CHECK(only("playbook: p\nowner: \"a\\\xe4\xb8\xad\"\n") == "2:11 E0050");
}

TEST_CASE("YAML: a single `=` in an expression is told as in the other spelling") {
  CHECK(only(kHead + "exit:\n  gone:\n    event: account_closed\n    where: event.name = \"declined\"\n") == "10:23 E0103");
}

TEST_CASE("YAML: one cause, one message") {
  CHECK(only(kHead + "stages:\n  - stage: s\n    steps:\n      - wave: w\n        on: day 1\n        steps: [ { send: [sms hello] } ]\n") ==
        "11:9 E0052");
  CHECK(only(kHead + "exit:\n  gone: { on: account_closed }\n") == "8:11 E0052");
  CHECK(only(kHead + "exit:\n  gone:\n    on: account_closed\nowner: x\n") == "9:5 E0052");
  CHECK(only(kHead + "exit: { gone: { where: customer.vip } }\n") == "7:15 E0056");
  CHECK(only("<<: *base\n" + kHead) == "1:1 E0051");
  CHECK(only(kHead + "exit:\n\tgone: { event: account_closed }\n\tlost: { event: account_closed }\n") == "8:1 E0051");
  CHECK(only(kHead + "stages:\n  - { stage: s, steps: [ { wave: w, time: day 1 at 25:30, steps: [ { send: [sms hello] } ] } ] }\n")
            .ends_with("E0008"));
  CHECK(only(kHead +
             "stages:\n  - { stage: s, steps: [ { wave: w, time: day 1 at 10:00, at: \"11:00\", steps: [ { send: [sms hello] } ] } ] }\n")
            .ends_with("E0208"));
}

TEST_CASE("YAML: a slip is told once, where it is, and never as a brace that is missing") {
  const std::string head =
      "use: shared/bank.play\nplaybook: p\ncalendar: cn\nfollow: quiet_bank\nends: after 90 days\n"
      "audience:\n  enter: { event: account_opened }\n";
  CHECK(only(head + "  again: no\nsteps:\n  - wave: w\n    time: day 1\n    steps: [{ tag: x }]\n") == "8:10 E0052");
  CHECK(only(head + "  again: nevr\nsteps:\n  - wave: w\n    time: day 1\n    steps: [{ tag: x }]\n") == "8:10 E0102");
  CHECK(only(head + "  again: \"no\"\nsteps:\n  - wave: w\n    time: day 1\n    steps: [{ tag: x }]\n") == "8:11 E0100");
}
