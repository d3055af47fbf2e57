// What the shipped playbooks promise, and what becomes of it when they promise less than they can keep.
#include <catch2/catch.hpp>

#include "daemon/refute/promises.hpp"
#include "dsl/source/render.hpp"
#include "tests/main/here.hpp"
#include "tests/main/reworded.hpp"
#include "tests/refute/verdict.hpp"

using namespace playmaker;

namespace {

// The shipped text, promising `contacts` instead of what it says.
dsl::Compiled first_meeting(int contacts) {
  const auto promise = [](int most) { return " never more than " + std::to_string(most) + " contacts per 7 days over sms, push, wecom"; };
  const std::string text = reworded(refute_tests::load_shipped("playbooks/first_meeting.play").value_or(""), promise(3), promise(contacts));
  return dsl::compile({{"playbooks/first_meeting.play", text}}, refute_tests::load_shipped);
}

}  // namespace

TEST_CASE("first_meeting: three contacts in seven days are proved") {
  const dsl::Compiled made = first_meeting(3);
  INFO(source::render(made.issues, made.sources, base::Language::en));
  REQUIRE(made.ok);
  REQUIRE(made.promises.size() == 1);
  CHECK(made.promises[0].verdict == prove::Verdict::proven);
  CHECK(made.promises[0].most == 3);
}

TEST_CASE("first_meeting: two contacts in seven days are refuted by a dated run that names its lines") {
  dsl::Compiled made = first_meeting(2);
  REQUIRE(made.ok);
  REQUIRE(made.promises.size() == 1);
  CHECK(made.promises[0].verdict == prove::Verdict::open);
  CHECK(made.promises[0].most == 3);
  CHECK_FALSE(refute::refute(made).kept);
  CHECK_FALSE(made.ok);
  const std::string said = source::render(made.issues, made.sources, base::Language::en);
  INFO(said);
  CHECK(said.find("error[E0417]: a customer can be contacted 3 times in 7 days; the guarantee is 2") != std::string::npos);
  // A make-up Saturday: the call's own slot keeps the third message back to the next Saturday, just inside the window.
  for (const char* line : {"promised here", "send wecom fm_invite read within 2 hours else sms fm_invite_sms", "Sat 2026-02-28 10:00",
                           "Sun 2026-03-01 08:30", "since the one before was not read", "send wecom fm_plan_ready", "Sat 2026-03-07 09:30",
                           "after the first", "for example: entered Sat 2026-02-28 09:30", "`meet.kyc` over Sun 2026-03-01", "promise 3",
                           "fall back only on failure: `send wecom fm_invite else sms fm_invite_sms`"})
    CHECK(said.find(line) != std::string::npos);
  CHECK(said.find("W0440") == std::string::npos);
}

TEST_CASE("days of the month keep their distance from a monthly entry") {
  const auto of = [](const std::string& entry, const std::string& day) {
    dsl::Compiled made =
        dsl::compile({{"playbooks/near.play",
                       "use \"shared/catalog.play\"\nuse \"shared/contact.play\"\n"
                       "template gap_told { channel wecom, push }\n"
                       "playbook near { calendar cn_bank  follow retail_standard  ends after 45 days\n"
                       "audience { enter " +
                           entry +
                           " where customer.aum > 0元  again after 90 days }\n"
                           "guarantee never more than 2 contacts per 7 days over sms, push, wecom\n"
                           "wave tell on day 1 at 10:00 { send wecom gap_told else push gap_told }\n"
                           "wave again on the " +
                           day +
                           " at 19:30 { send push gap_told }\n"
                           "breakpoint idle from deposit to order_placed stalls after 14 days { send push gap_told } }\n"}},
                     refute_tests::load_shipped);
    if (made.promises.size() != 1) return source::render(made.issues, made.sources, base::Language::en);
    if (made.promises[0].verdict == prove::Verdict::proven) return std::string("proven");
    return std::string(refute::refute(made).kept ? "open" : "refuted");
  };
  CHECK(of("every month on the 10th at 08:30", "20th") == "proven");
}

TEST_CASE("first_meeting: a broken guarantee is waived with a reason, said as a warning, and only for the playbook named") {
  const auto waiver = refute::waiver_of("first_meeting=two weeks until the new texts are ready");
  REQUIRE(waiver.has_value());
  CHECK_FALSE(refute::waiver_of("first_meeting").has_value());
  CHECK_FALSE(refute::waiver_of("first_meeting= ").has_value());
  CHECK_FALSE(refute::waiver_of("=because").has_value());

  dsl::Compiled made = first_meeting(2);
  const refute::Refuted refuted = refute::refute(made, {*waiver});
  CHECK(refuted.kept);
  CHECK(made.ok);
  REQUIRE(refuted.waived.size() == 1);
  CHECK(refuted.waived[0] == "two weeks until the new texts are ready");
  const std::string said = source::render(made.issues, made.sources, base::Language::en);
  INFO(said);
  CHECK(said.find("warning[W0556]: this guarantee is broken (3 contacts), and waived: two weeks until the new texts are ready") !=
        std::string::npos);
  CHECK(said.find("E0417") == std::string::npos);
  CHECK(source::render(made.issues, made.sources, base::Language::zh).find("获准豁免") != std::string::npos);

  dsl::Compiled other = first_meeting(2);
  CHECK_FALSE(refute::refute(other, {{"uplift", "not this one"}}).kept);
  dsl::Compiled kept = first_meeting(3);
  CHECK(refute::refute(kept, {*waiver}).waived == std::vector<std::string>{""});   // there is nothing to waive
}
