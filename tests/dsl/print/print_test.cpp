// The one true layout: what it does to a text, that it does nothing more to its own answer, and that nothing of the text is lost.
#include "dsl/print/print.hpp"

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/dsl/read/reading_of.hpp"
#include "tests/main/here.hpp"

namespace playmaker::tests {
namespace {

std::string formatted(const std::string& text, std::optional<base::Language> language = std::nullopt) {
  const source::Source source(0, "a.play", text);
  const print::Printed printed = print::format(source, language);
  return printed.ok ? printed.text : "not printed";
}

}  // namespace

TEST_CASE("print: every text of the house comes out the same twice, in both languages and back") {
  namespace fs = std::filesystem;
  std::size_t count = 0;
  for (const char* folder : {"playbooks", "tests", "examples", "../shared/design/examples", "../../shared/design/examples"}) {
    const fs::path root = fs::path(kSourceDir) / folder;
    if (!fs::exists(root)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (entry.path().extension() != ".play") continue;
      const std::string text = text_of_file(entry.path().string());
      if (!ReadingOf(text).issues.empty()) continue;   // an example of a slip
      INFO(entry.path());
      const std::string once = formatted(text);
      CHECK(once != "not printed");
      CHECK(formatted(once) == once);
      const std::string chinese = formatted(text, base::Language::zh);
      CHECK(chinese != "not printed");
      CHECK(formatted(chinese) == chinese);
      const std::string english = formatted(chinese, base::Language::en);
      CHECK(english != "not printed");
      ++count;
    }
  }
  CHECK(count > 50);
}

TEST_CASE("print: a text comes back from YAML as it went, and YAML comes out the same twice") {
  namespace fs = std::filesystem;
  std::size_t count = 0;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(kSourceDir) / "playbooks")) {
    const std::string path = entry.path().string();
    if (!path.ends_with(".play") && !path.ends_with(".yaml")) continue;
    INFO(path);
    for (const base::Language language : {base::Language::en, base::Language::zh}) {
      const print::Printed yaml = print::to_yaml(source::Source(0, path, text_of_file(path)), language);
      REQUIRE(yaml.ok);   // it has read its own answer, and found the same tree with as many comments
      const print::Printed again = print::format(source::Source(0, "again.yaml", yaml.text));
      CHECK(again.text == yaml.text);
      const print::Printed play = print::to_play(source::Source(0, "again.yaml", yaml.text), language);
      CHECK(play.ok);
      CHECK(print::to_yaml(source::Source(0, "again.play", play.text)).text == yaml.text);
    }
    ++count;
  }
  CHECK(count > 8);
}

TEST_CASE("print: a table goes on across a block that is open in the midst of it, and below a line that has no such column") {
  const std::string text =
      "catalog c {\n"
      "  event opened      alias 开户  \"开户\"\n"
      "  event call_logged alias 电话  \"电话\" {\n"
      "    outcome one of [\"a\", \"b\"]\n"
      "  }\n"
      "  event born                    \"生日\"\n"
      "  event visit   \"拜访\"\n"   // no column of theirs
      "}\n";
  CHECK(formatted(text) ==
        "catalog c {\n"
        "  event opened      alias 开户  \"开户\"\n"
        "  event call_logged alias 电话  \"电话\" {\n"
        "    outcome one of [\"a\", \"b\"]\n"
        "  }\n"
        "  event born                    \"生日\"\n"
        "  event visit \"拜访\"\n"
        "}\n");
}

TEST_CASE("print: a table goes on below an empty line or a comment where its first word does, and nothing else does") {
  const std::string text =
      "template a          \"x\"  { channel push }\n"
      "\n"
      "# the others\n"
      "template longer_one \"xyz\"  { channel sms }\n"
      "\n"
      "role head           \"h\" { final }\n";
  CHECK(formatted(text) ==
        "template a          \"x\" { channel push }\n"
        "\n"
        "# the others\n"
        "template longer_one \"xyz\" { channel sms }\n"
        "\n"
        "role head \"h\" { final }\n");
}

TEST_CASE("print: what stands below something else by chance makes no column, and no phrase is torn for it") {
  const std::string text =
      "catalog c {\n  customer {\n"
      "    tier one of [\"a\"]           from night  \"层级\"\n"
      "    aum  money from night fresh 36 hours\n"
      "  }\n}\n";
  CHECK(formatted(text) ==
        "catalog c {\n  customer {\n"
        "    tier one of [\"a\"] from night \"层级\"\n"
        "    aum  money from night fresh 36 hours\n"
        "  }\n}\n");
}

TEST_CASE("print: a line that is too wide keeps its author's breaks, but for one within a phrase") {
  const std::string event = " where event.amount >= 1_000_000元 and event.amount < 2_000_000元";
  const std::string head = "  breakpoint slow from deposit" + event;
  CHECK(formatted("playbook p {\n" + head + "\n      to order_placed" + event + " stalls\n      after 3 days {\n    tag \"x\"\n  }\n}\n") ==
        "playbook p {\n" + head + "\n      to order_placed" + event + " stalls after 3 days {\n    tag \"x\"\n  }\n}\n");
  CHECK(formatted("benefit b {\n  stock 5 each\n  customer at most 1 per 30 days  value\n 3元\n}\n") ==
        "benefit b {\n  stock 5\n  each customer at most 1 per 30 days\n  value 3元\n}\n");
}

TEST_CASE("print: a text of comments alone, an empty one, and a form feed in a comment are laid out and converted") {
  CHECK(formatted("# one\n\n\n#two  \n") == "# one\n\n#two\n");
  CHECK(formatted("").empty());
  CHECK(formatted("# one\n", base::Language::zh) == "语言 中文\n# one\n");
  CHECK(formatted("语言 中文\n# one\n", base::Language::en) == "# one\n");
  const auto yaml = [](const std::string& text, base::Language language) {
    const print::Printed printed = print::to_yaml(source::Source(0, text.contains(':') ? "a.yaml" : "a.play", text), language);
    return printed.ok ? printed.text : "not printed";
  };
  const auto play = [](const std::string& text) {
    const print::Printed printed = print::to_play(source::Source(0, "a.yaml", text));
    return printed.ok ? printed.text : "not printed";
  };
  CHECK(yaml("# one\n// two\n", base::Language::en) == "# one\n# two\n");
  CHECK(yaml("# one\n", base::Language::zh) == "语言: 中文\n# one\n");
  CHECK(yaml("", base::Language::en).empty());
  CHECK(play("# one\n") == "# one\n");
  CHECK(play("语言: 中文\n# one\n") == "# one\n");
  CHECK(formatted("# a\fb\nplaybook p {}\n") == "# a\fb\nplaybook p {}\n");
  CHECK(yaml("# a\fb\nplaybook p {}\n", base::Language::en) == "# a b\nplaybook: p\n");   // YAML has no such sign
}

TEST_CASE("print: what has no key of its own is a phrase of the language") {
  const std::string text =
      "playbook p {\n  on consent lost skip\n  wait 3 days\n  ask nps via wecom answer within 2 days { tag \"x\" }\n"
      "  task for branch brief \"宣导\" zh \"又\" { assign head }\n}\n";
  const print::Printed yaml = print::to_yaml(source::Source(0, "a.play", text));
  CHECK(yaml.text ==
        "playbook: p\nsteps:\n  - wait: 3 days\n  - ask: nps via wecom\n    answer_within: 2 days\n    then:\n      - tag: x\n"
        "  - task for branch brief \"宣导\" zh \"又\" { assign head }\nalso:\n  - on consent lost skip\n");
}

TEST_CASE("print: in YAML, what is short stands on one line") {
  const std::string text =
      "fragment say(t: template) { send sms t }\n"
      "playbook p {\n  audience { enter on hand_off  enter every day at 06:00 where x > 1  enter when v within 3 days of e }\n"
      "  exit gone on left where a.b == \"c, d\"\n"
      "  decide d by a, bb { \"x\", * -> one  *, true -> two }\n"
      "  experiment e { arm a 50% { include say(t1) }  control 50%  measure bought within 3 days }\n"
      "  repeat r every week up to 3 times until z { place t on desk for 2 hours { } else { hand over to r2 accept within 1 day else keep "
      "} }\n}\n";
  const print::Printed yaml = print::to_yaml(source::Source(0, "a.play", text));
  REQUIRE(yaml.ok);
  CHECK(yaml.text == R"(fragments:
  - fragment: say
    takes: { t: template }
    steps:
      - send: sms t
playbook: p
audience:
  enter:
    - event: hand_off
    - { every: day at 06:00, where: x > 1 }
    - { when: v, within: 3 days of e }
exit:
  gone: { event: left, where: 'a.b == "c, d"' }
steps:
  - decide: d
    by: [a, bb]
    rows:
      - ['"x"', '*',    one]
      - ['*',   'true', two]
  - experiment: e
    arms:
      - arm: a
        share: 50%
        steps:
          - include: say(t1)
    control: 50%
    measure: bought within 3 days
  - repeat: r
    every: week
    up_to: 3 times
    until: z
    steps:
      - place: t on desk
        for: 2 hours
        then: []
        else:
          - hand_over: r2
            accept: within 1 day
            else: keep
)");
}

TEST_CASE("print: a closing by report keeps its outcome in YAML; a clause written twice stays a slip that can be shown") {
  for (const char* text :
       {"playbook p {\n  must task call { assign m  closed by report as moved }\n}\n", "playbook p {\n  priority 50\n  priority 60\n}\n"}) {
    const print::Printed yaml = print::to_yaml(source::Source(0, "a.play", text));
    INFO(yaml.text);
    REQUIRE(yaml.ok);
    CHECK(ReadingOf(print::to_play(source::Source(0, "a.yaml", yaml.text)).text).dump() == ReadingOf(text).dump());
  }
}

TEST_CASE("print: two playbooks in one text keep their order in YAML") {
  const std::string text = "playbook a {\n  version 1\n}\nplaybook b {\n  version 2\n}\n";
  const print::Printed yaml = print::to_yaml(source::Source(0, "a.play", text));
  REQUIRE(yaml.ok);
  CHECK(print::format(source::Source(0, "a.yaml", yaml.text)).text == yaml.text);
  CHECK(ReadingOf(print::to_play(source::Source(0, "a.yaml", yaml.text)).text).dump() == ReadingOf(text).dump());
}

TEST_CASE("print: the layout") {
  CHECK(formatted("playbook   p {version 3\n\n\n\nowner “零售部”;priority 70 }") ==
        "playbook p {\n  version 3\n\n  owner \"零售部\"\n  priority 70\n}\n");
  CHECK(formatted("playbook p { version 3  priority 70 }") == "playbook p { version 3  priority 70 }\n");
  CHECK(formatted("customer {\n a      text,\n bbb    int\n}") == "customer {\n  a    text\n  bbb  int\n}\n");
  CHECK(formatted("playbook p { # why\n version 3 # three\n# last\n}") == "playbook p {  # why\n  version 3  # three\n  # last\n}\n");
  CHECK(formatted("playbook p { exit a when f( x,-1 )==- y and not (b or c) }") ==
        "playbook p { exit a when f(x, -1) == -y and not (b or c) }\n");
}

}  // namespace playmaker::tests
