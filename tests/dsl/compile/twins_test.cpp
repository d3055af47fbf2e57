// The same playbook given twice, in other words: one and the same where both texts have one hash, declared twice where they have not.
#include <catch2/catch.hpp>

#include "tests/dsl/compile/compiling.hpp"
#include "tests/main/reworded.hpp"

using namespace playmaker;

namespace {

const std::string kHead = "use \"shared/bank.play\"\n";
const std::string kPlay = kHead +
                          "playbook p \"甲\" { follow quiet_bank  ends after 9 days  audience { enter on account_opened  again never }  "
                          "wave w on day 1 { send sms hello } }\n";
const std::string kYaml =
    "use: [shared/bank.play]\nplaybook: p\nfollow: quiet_bank\nends: after 9 days\naudience: { enter: { event: account_opened }, again: "
    "never }\n"
    "waves:\n  - { wave: w, time: day 1, steps: [{ send: sms hello }] }\n";

dsl::Compiled both(const std::string& first, const std::string& second) {
  return dsl::compile({{"a.play", first}, {second.starts_with("use: ") ? "a.yaml" : "b.play", second}},
                      [](const std::string& path) { return std::optional(compiling::slurp(compiling::folder() + "/" + path)); });
}

}  // namespace

TEST_CASE("twins: a playbook in two spellings, given together, is one playbook") {
  const dsl::Compiled made = both(kPlay, kYaml);
  INFO(compiling::issues_of(made));
  REQUIRE(made.ok);
  CHECK(made.plans.size() == 1);
  CHECK(made.files[0].text_hash == made.files[1].text_hash);
}

TEST_CASE("twins: what says something else is declared twice") {
  const dsl::Compiled made = both(kPlay, reworded(kYaml, "day 1", "day 2"));
  REQUIRE_FALSE(made.ok);
  CHECK(made.issues.list().front().code == source::Code::name_taken);
}
