// `playmaker test`: what it says of stories that end otherwise, of texts that are wrong, and how it ends.
#include <catch2/catch.hpp>

#include "tests/daemon/cli/cli_run.hpp"

using namespace playmaker;
namespace {

constexpr const char* kShop = R"(catalog shop {
  zone "Asia/Shanghai"
  currency CNY
  import nightly expected at 05:00
  customer { vip bool, aum money from nightly fresh 36 hours, opened date, manager person optional, branch branch optional, consent { sms bool } }
  person { name text personal }
  branch { head person }
  event joined alias 加入  event left  event bought { amount money }  event asked { at instant }
  list hot { leads  expires 2026-12-31 }
}
benefit mug { stock 10 }
calendar days { weekend saturday, sunday  open 09:00 to 17:30 }
channel sms alias 短信 { contact reports delivered within 10 minutes, read within 1 hour }
channel push { contact reports delivered within 10 minutes }
template hello { channel sms }
template again { channel push }
policy gentle { quiet from 21:00 to 08:30  never more than 1 contact per day  needs customer.consent.sms before sms  blocked wait up to 48 hours then skip }
role clerk { who customer.manager  final }
role boss { who customer.branch.head  final }
playbook welcome {
  calendar days  follow gentle  ends after 20 days
  audience { enter on joined  enter from list hot dealt by branch to clerk claim within 2 days else back  again after 30 days  hold out 50% from touches }
  goal buys = bought since entry within 10 days
  exit gone on left
  stage first due 5 days {
    wave hi on day 1 at 10:00 { send sms hello read within 1 hour else push again }
    must task call { assign clerk  done on bought  done by report  due 2 working days  escalate after 1 working day to clerk }
  }
  on buys { tag "buyer"  grant mug }
  review weekly every week on monday at 09:00 {
    show tasks by outcome
    when rate(call.done) < 60% { task for branch mend { assign boss  due 5 days } }
  }
}
)";

struct Shop : tests::Folder {
  Shop() { write("shop.play", kShop); }
  std::string story(const std::string& body, const std::string& head = "use \"shop.play\"\nperson ann { name: \"Ann\" }\n") const {
    return write("a.story", head + body);
  }
};
const std::string kGiven =
    "  starts 2026-03-02\n  given customer { vip: true, aum: 5元, opened: day 0, manager: ann, consent { sms: true } }\n";

}  // namespace

TEST_CASE("test: a story that ends as it expects says so in a line and exits 0") {
  const Shop shop;
  const std::string path = shop.story("story fine {\n" + kGiven + R"(  given sms hello read after 10 minutes
  on day 1 at 09:00 { event joined  expect journey welcome  expect task call open due day 3 at 17:30  expect task call assigned ann }
  on day 1 at 10:00 expect sms hello
  on day 1 at 10:10 expect sms hello read
  on day 2 at 12:00 { task call done  expect task call done }
  on day 3 at 12:00 { event bought { amount: 10元 }  expect goal buys  expect tag "buyer"  expect journey welcome ended as buys }
  expect 1 contact
  expect no push again
  expect no stall
})");
  const tests::Ran ran = tests::cli({"--lang", "en", "test", path});
  INFO(ran.out << ran.err);
  CHECK(ran.exit == 0);
  CHECK(ran.out == path + ": 1 stories, as expected\n");
  const tests::Ran json = tests::cli({"--lang", "en", "test", path, "--json"});
  const auto said = daemon::parse_json(json.out);
  REQUIRE(said);
  CHECK(tests::whole(*said, {"expectations"}) == 12);
  CHECK(*daemon::text_of(daemon::member(*said, "story")) == "fine");
}

TEST_CASE("test: a story that ends otherwise shows what was expected and what happened near it, and exits 1") {
  const Shop shop;
  const std::string path = shop.story("story wrong {\n" + kGiven + R"(  on day 1 at 09:00 event joined
  on day 1 at 11:00 expect sms hello
  on day 2 expect nothing
  on day 4 at 12:00 task call reched
})");
  CHECK(tests::cli({"test", path}).exit == 3);     // `reched` is no outcome
  const std::string other = shop.story("story wrong {\n" + kGiven + R"(  on day 1 at 09:00 event joined
  on day 1 at 11:00 expect sms hello
  on day 2 expect nothing
  on day 8 at 12:00 task call done
  expect 3 contacts
})");
  const tests::Ran ran = tests::cli({"--lang", "en", "test", other});
  INFO(ran.out << ran.err);
  CHECK(ran.exit == 1);
  CHECK(ran.out.find("failed  wrong\n  " + other + ":7:21: this did not happen\n  - expect sms hello\n  + day 1 09:00 (Mon 2026-03-02)") !=
        std::string::npos);
  // Unread within an hour, so a push follows on the next day: one contact a day.
  CHECK(ran.out.find(":8:12: this happened\n  - expect nothing\n  + day 2 08:30 (Tue 2026-03-03)") != std::string::npos);
  CHECK(ran.out.find(":10:3: this happened 2 times\n") != std::string::npos);
  const tests::Ran zh = tests::cli({"--lang", "zh", "test", other});
  CHECK(zh.out.find("此事没有发生") != std::string::npos);
  CHECK(zh.out.find("第 1 天 10:00(周一 2026-03-02)") != std::string::npos);
}

TEST_CASE("test: a touch that never came is shown with what became of the wave that was to send it, not with what came first") {
  const Shop shop;
  std::string busy;                          // much happens before and after
  for (int minute = 1; minute < 12; ++minute) busy += "  on day 1 at 09:" + std::to_string(10 + minute) + " event left\n";
  const std::string path = shop.story("story gone_before {\n" + kGiven + "  on day 1 at 09:00 event joined\n" + busy +
                                      "  on day 3 at 10:00 event bought { amount: 3元 }\n  expect sms hello\n}\n");
  const tests::Ran ran = tests::cli({"--lang", "en", "test", path});
  INFO(ran.out << ran.err);
  CHECK(ran.exit == 1);
  CHECK(ran.out.find("this did not happen\n  - expect sms hello\n") != std::string::npos);
  CHECK(ran.out.find("wave first.hi is cancelled") != std::string::npos);
}

TEST_CASE("test: what is given, held out, missing and done too late has its effect") {
  const Shop shop;
  const std::string path = shop.story(
      "story held_out {\n  starts 2026-03-02\n  given customer { vip: true, aum: 5元, opened: day 0, manager: ann, consent { sms: true } } "
      "held out\n"
      "  on day 1 at 09:00 event joined\n  on day 1 { expect no touch  expect sms hello blocked by held_out  expect task call }\n}\n"
      "story no_consent {\n  starts 2026-03-02\n  given customer { vip: true, aum: 5元, opened: day 0, manager: ann, consent { sms: "
      "unknown } }\n"
      "  on day 1 at 09:00 event 加入\n  on day 1 at 10:00 expect sms hello skipped by no_consent\n}\n"
      "story at_the_quiet_edge {\n" +
      kGiven +
      "  on day 1 at 20:59 event joined\n  on day 1 at 20:59 expect sms hello\n}\n"
      "story in_quiet_hours {\n" +
      kGiven +
      "  on day 1 at 21:00 event joined\n  on day 1 at 21:00 expect sms hello blocked by quiet until day 2 at 08:30\n  on day 2 at 08:30 "
      "expect sms hello\n}\n"
      "story leaves {\n" +
      kGiven +
      "  on day 1 at 09:00 event joined\n  on day 1 at 09:30 { event left  expect exit gone  expect task call cancelled }\n  expect no "
      "touch\n}\n");
  const tests::Ran ran = tests::cli({"--lang", "en", "test", path});
  INFO(ran.out << ran.err);
  CHECK(ran.exit == 0);
  CHECK(tests::cli({"test", path, "--only", "leaves"}).exit == 0);
  CHECK(tests::cli({"test", path, "--only", "nobody"}).exit == 1);
}

TEST_CASE("test: wrong texts exit 3, with the place; what cannot be done at that time is a failure") {
  const Shop shop;
  const tests::Ran wrong =
      tests::cli({"--lang", "en", "test", shop.story("story a {\n" + kGiven + "  on day 1 at 09:00 event joind\n  expect touch\n}")});
  CHECK(wrong.exit == 3);
  CHECK(wrong.err.find("error[E0200]: no event is called `joind`") != std::string::npos);
  CHECK(wrong.err.find("did you mean `joined`?") != std::string::npos);
  CHECK(tests::cli({"test", shop.path + "/none.story"}).exit == 1);
  const tests::Ran late =
      tests::cli({"--lang", "en", "test", shop.story("story a {\n" + kGiven + "  on day 1 at 09:00 task call done\n  expect nothing\n}")});
  CHECK(late.exit == 1);
  CHECK(late.out.find("the task `call` is not open then") != std::string::npos);
  const tests::Ran value =
      tests::cli({"--lang", "en", "test",
                  shop.story("story a {\n" + kGiven + "  on day 1 at 09:00 event bought { amount: true }\n  expect nothing\n}")});
  CHECK(value.exit == 1);
  CHECK(value.out.find("amount must be an amount") != std::string::npos);
  shop.write("broken.play", "playbook {");
  CHECK(tests::cli({"test", shop.story("story a {\n" + kGiven + "  expect nothing\n}", "use \"broken.play\"\n")}).exit == 3);
}

TEST_CASE("test: a list arrives, its leads are claimed, declined and given back; others stand by") {
  const Shop shop;
  const std::string head =
      "use \"shop.play\"\nperson ann { name: \"Ann\" }\nperson bob { name: \"Bob\" }\nbranch east { head: bob }\n"
      "customer old { vip: true, aum: 5元, opened: day 0, manager: bob, branch: east, consent { sms: true } }\n"
      "customer fresh { vip: true, aum: 5元, opened: day 0, branch: east, consent { sms: true } }\n";
  const std::string path = shop.story(R"(story dealt {
  starts 2026-03-02
  given customer fresh
  given others { old, 2 like old }
  on day 1 at 09:00 { list hot { customer, 2 like fresh }
                      expect 3 leads dealt  expect 3 leads at east dealt to clerk  expect lead of customer dealt to bob until day 3 at 09:00 }
  on day 1 at 10:00 { claim lead by bob  expect lead held by bob  expect customer { manager: bob }  expect journey welcome entered }
  on day 1 at 11:00 { decline lead of fresh by bob  expect 1 lead of fresh returned by unclaimed }
  on day 3 at 09:00 expect 1 lead of fresh returned by unclaimed
  on day 4 expect 1 lead held
  expect 1 journey welcome entered
}
story bought {
  starts 2026-03-02
  given customer old
  given stock mug 0
  on day 1 at 09:00 event joined
  on day 2 at 09:00 { event bought { amount: 10元 }  expect grant mug refused by full }
  on day 8 at 09:00 { expect review weekly at east with { call.done: 100% }  expect no review weekly opens mend }
}
)",
                                      head);
  const tests::Ran ran = tests::cli({"--lang", "en", "test", path});
  INFO(ran.out << ran.err);
  CHECK(ran.exit == 0);
}

TEST_CASE("test: who has which lead, what is known of the customer and what a review counted are told where it is otherwise") {
  const Shop shop;
  const std::string path = shop.story("story a {\n" + kGiven + R"(  given others { like_me }
  on day 1 at 09:00 list hot { customer, like_me }
  on day 1 at 09:00 expect lead dealt to bob
  on day 1 at 10:00 { claim lead of like_me  claim lead of like_me }
  on day 1 at 11:00 answer clerk accepted
  on day 1 expect customer { vip: false  manager: bob  aum: 5元 }
  on day 8 at 09:00 expect review weekly with { call.done: 50% }
  expect no incident nonsense
})",
                                      "use \"shop.play\"\nperson ann { name: \"Ann\" }\nperson bob { name: \"Bob\" }\n"
                                      "customer like_me { vip: true, aum: 5元, opened: day 0, manager: ann, consent { sms: true } }\n");
  const tests::Ran ran = tests::cli({"--lang", "en", "test", path});
  INFO(ran.out << ran.err);
  CHECK(ran.exit == 1);
  CHECK(ran.out.find("this did not happen\n  - expect lead dealt to bob\n  + day 1 09:00 (Mon 2026-03-02)") != std::string::npos);
  CHECK(ran.out.find("like like_me: lead 1 of list hot was dealt to ann") != std::string::npos);
  CHECK(ran.out.find("no lead is to be claimed then\n  - claim lead of like_me\n") != std::string::npos);
  CHECK(ran.out.find("`clerk` is asked nothing then") != std::string::npos);
  CHECK(ran.out.find("vip is true; manager is ann\n") != std::string::npos);
  CHECK(ran.out.find("- expect review weekly with { call.done: 50% }\n") != std::string::npos);
  CHECK(ran.out.find("the review weekly was held") != std::string::npos);
  CHECK(ran.out.find("there is no incident `nonsense`") != std::string::npos);
  const tests::Ran zh = tests::cli({"--lang", "zh", "test", path});
  CHECK(zh.out.find("vip 为 true") != std::string::npos);
  CHECK(zh.out.find("manager 为 ann") != std::string::npos);
  CHECK(zh.out.find("此时没有待认领的线索") != std::string::npos);
}
