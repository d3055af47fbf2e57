// What speaks with customers, in both spellings: the same tree, the same plan.
#include <catch2/catch.hpp>
#include <string>

#include "dsl/compile.hpp"
#include "tests/dsl/compile/compiling.hpp"

using namespace playmaker;

namespace {

const std::string kShared =
    "channel lobby { pull places 2 }\n"
    "template survey { channel push answers { score int } }\n"
    "template banner { channel lobby with { words text } answers { choice one of [\"yes\", \"no\"] } }\n";

dsl::Compiled compile_with(const std::string& path, const std::string& text) {
  return dsl::compile({{path, text}}, [](const std::string& used) -> std::optional<std::string> {
    if (used == "extra.play") return "use \"shared/bank.play\"\n" + kShared;
    if (used != "shared/bank.play") return std::nullopt;
    return compiling::slurp(compiling::folder() + "/shared/bank.play");
  });
}

}  // namespace

TEST_CASE("YAML: ask, place, invite and experiment are the same tree as their .play spelling") {
  const dsl::Compiled play = compile_with("a.play", R"(use "extra.play"
playbook p {
  calendar cn  follow quiet_bank
  ends after 90 days
  audience { enter on account_opened  again never }
  stage s {
    ask survey via push answer within 3 days { when answer.score <= 6 { tag "low" } } else { tag "silent" }
    when suitable(cash) {
      place banner on lobby for 7 days priority 40 with { words: "hi" } offering cash { tag "seen" } else { tag "unseen" }
    }
    invite salon via push hello
    experiment letters "信函" {
      arm long  45% { send push hello }
      arm short 45% { send sms hello offering cash }
      control 10%
      measure deposit within 14 days
      stop when sure 95% after 1000 customers
    }
  }
}
)");
  const dsl::Compiled yaml = compile_with("a.yaml", R"(use: extra.play
playbook: p
calendar: cn
follow: quiet_bank
ends: after 90 days
audience: { enter: { event: account_opened }, again: never }
stages:
  - stage: s
    steps:
      - ask: survey via push
        answer_within: 3 days
        then: [ { when: answer.score <= 6, then: [ { tag: low } ] } ]
        else: [ { tag: silent } ]
      - when: suitable(cash)
        then:
          - place: banner on lobby
            for: 7 days
            priority: 40
            with: { words: '"hi"' }
            offering: cash
            then: [ { tag: seen } ]
            else: [ { tag: unseen } ]
      - invite: salon via push hello
      - experiment: letters
        label: 信函
        arms:
          - { arm: long, share: 45%, steps: [ { send: [ push hello ] } ] }
          - { arm: short, share: 45%, steps: [ { send: [ sms hello ], offering: cash } ] }
        control: 10%
        measure: deposit within 14 days
        stop: when sure 95% after 1000 customers
)");
  INFO(compiling::issues_of(play) << compiling::issues_of(yaml));
  CHECK(play.issues.errors() == yaml.issues.errors());
  REQUIRE_FALSE(play.files[0].text_hash.empty());
  CHECK(play.files[0].text_hash == yaml.files[0].text_hash);
}
