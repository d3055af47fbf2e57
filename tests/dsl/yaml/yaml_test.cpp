// The YAML spelling gives the tree of the text spelling, and refuses what reads differently than it looks.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "dsl/read/read.hpp"
#include "dsl/read/yaml/yaml.hpp"
#include "dsl/source/render.hpp"
#include "runtime/base/limits.hpp"
#include "tests/main/here.hpp"

using namespace playmaker;

namespace {

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE(in);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

struct Read {
  source::Sources sources;
  source::Issues issues;
  syntax::File file{syntax::Tree(0), syntax::kNoNode, {}};

  Read(const std::string& path, std::string text) {
    const source::Source& one = sources.add(path, std::move(text));
    file = path.ends_with(".yaml") ? read::read_yaml_playbook(one, issues) : read::read(one, issues);
  }
  std::string messages() const {
    std::string out;
    for (const auto& issue : issues.list()) out += source::render(issue, sources, base::Language::en);
    return out;
  }
};

// The tree as text, clauses in any order: each node's children dumped and, where order is free, sorted.
std::string canonical(const syntax::Tree& tree, syntax::NodeId node) {
  std::vector<std::string> children;
  for (const syntax::NodeId child : tree.children(node)) {
    if (tree.kind(child) != syntax::Kind::labels)
      children.push_back(canonical(tree, child));   // labels are for people: no part of the text hash
  }
  const syntax::Kind kind = tree[node].kind;
  const bool free_order = kind == syntax::Kind::playbook || kind == syntax::Kind::task || kind == syntax::Kind::audience ||
                          kind == syntax::Kind::stage || kind == syntax::Kind::moment || kind == syntax::Kind::review ||
                          kind == syntax::Kind::wave || kind == syntax::Kind::breakpoint;
  if (free_order) std::sort(children.begin(), children.end());
  std::string out = std::string(syntax::to_string(kind)) + "(" + std::string(tree.text(node)) + ":" + std::to_string(tree.number(node));
  for (const std::string& child : children) out += " " + child;
  return out + ")";
}

std::string first_difference(const std::string& a, const std::string& b) {
  std::size_t at = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
  const std::size_t from = at > 120 ? at - 120 : 0;
  return a.substr(from, 300) + "\n  ---- against ----\n" + b.substr(from, 300);
}

void require_code(const std::string& text, source::Code code, std::uint32_t line) {
  const Read read("a.yaml", text);
  INFO(text << "\n" << read.messages());
  const auto& list = read.issues.list();
  const auto found = std::find_if(list.begin(), list.end(), [&](const source::Issue& issue) { return issue.code == code; });
  REQUIRE(found != list.end());
  CHECK(read.sources[0].position(found->span.begin).line == line);
}

}  // namespace

TEST_CASE("each shipped playbook's twin gives the same tree") {
  for (const char* name :
       {"first_meeting", "new_customer_100", "uplift", "churn_recovery", "near_threshold", "allocation", "inbound_call", "prospects"}) {
    const std::string stem = std::string(kSourceDir) + "/playbooks/" + name;
    const Read play(stem + ".play", file_text(stem + ".play")), yaml(stem + ".yaml", file_text(stem + ".yaml"));
    INFO(name << "\n" << play.messages() << yaml.messages());
    REQUIRE(play.issues.empty());
    REQUIRE(yaml.issues.empty());
    const std::string a = canonical(play.file.tree, play.file.root), b = canonical(yaml.file.tree, yaml.file.root);
    INFO(first_difference(a, b));
    CHECK(a == b);
  }
}

TEST_CASE("the design's own twins are read") {
  const std::string folder = std::string(kSourceDir) + "/../shared/design/examples/";
  if (!std::filesystem::exists(folder)) {
    WARN("skipped: no shared data");
    return;
  }
  for (const char* name : {"first_meeting", "churn_recovery"}) {
    const Read play(folder + name + ".play", file_text(folder + name + ".play")),
        yaml(folder + name + ".yaml", file_text(folder + name + ".yaml"));
    INFO(name << "\n" << yaml.messages());
    REQUIRE(yaml.issues.empty());
    const std::string a = canonical(play.file.tree, play.file.root), b = canonical(yaml.file.tree, yaml.file.root);
    INFO(first_difference(a, b));
    CHECK(a == b);
  }
}

TEST_CASE("lists dealt out and sweeps of working days are spelt in YAML too") {
  const Read play("a.play", R"play(playbook p {
  audience {
    enter from list leads dealt by branch to manager claim within 2 working days else back
    enter from list names
    enter every 2 working days at 09:00 after import nightly latest 10:00 else run where customer.vip
    again never
  }
}
)play");
  const Read yaml("a.yaml", R"yaml(playbook: p
audience:
  enter:
    - { list: leads dealt by branch to manager claim within 2 working days else back }
    - { list: names }
    - { every: 2 working days at 09:00, after: import nightly latest 10:00 else run, where: customer.vip }
  again: never
)yaml");
  INFO(play.messages() << yaml.messages());
  REQUIRE(play.issues.empty());
  REQUIRE(yaml.issues.empty());
  CHECK(canonical(play.file.tree, play.file.root) == canonical(yaml.file.tree, yaml.file.root));
}

TEST_CASE("what comes again, is set aside, and begins once an item is spelt in YAML too") {
  const Read play("a.play", R"play(playbook p {
  budget 1_000元 on benefits
  on consent lost hold 5 days
  target rich 30 per quarter by branch
  param line = 50万元 vary by branch within 30万元 to 80万元
  stage s on days 1 to 90 {
    repeat letter "信" every week on monday at 09:30 up to 8 times until customer.vip { send sms hello }
    reserve cup for 7 days
    release cup
    include chat as again(hello, 2 days)
  }
  moment m { on import nightly  for each h in customer.holdings where h.amount > 3元  again never  overlap queue  tag "x" }
}
)play");
  const Read yaml("a.yaml", R"yaml(playbook: p
budget: 1_000元 on benefits
on_consent_lost: hold 5 days
target: { rich: 30 per quarter by branch }
param:
  line: { is: 50万元, vary: by branch within 30万元 to 80万元 }
stages:
  - stage: s
    days: 1 to 90
    steps:
      - { repeat: letter, label: 信, every: "week on monday at 09:30", up_to: 8 times, until: customer.vip, steps: [ { send: [sms hello] } ] }
      - { reserve: cup for 7 days }
      - { release: cup }
      - { include: "chat as again(hello, 2 days)" }
moments:
  - moment: m
    import: nightly
    for_each: "h in customer.holdings where h.amount > 3元"
    again: never
    overlap: queue
    steps: [ { tag: x } ]
)yaml");
  INFO(play.messages() << yaml.messages());
  REQUIRE(play.issues.empty());
  REQUIRE(yaml.issues.empty());
  const std::string a = canonical(play.file.tree, play.file.root), b = canonical(yaml.file.tree, yaml.file.root);
  INFO(first_difference(a, b));
  CHECK(a == b);
}

TEST_CASE("what reads differently than it looks is refused at its place") {
  using source::Code;
  require_code("playbook: p\nversion: 1\nversion: 2\n", Code::yaml_repeat, 3);
  require_code("playbook: p\nowner: &a x\n", Code::yaml_feature, 2);
  require_code("playbook: p\nowner: !!str x\n", Code::yaml_feature, 2);
  require_code("playbook: p\n---\nplaybook: q\n", Code::yaml_feature, 1);
  require_code("playbook: p\naudience:\n\tagain: never\n", Code::yaml_feature, 3);
  require_code("playbook: p\nowner: no\n", Code::yaml_bare_word, 2);
  require_code("playbook: p\non: x\n", Code::yaml_bare_word, 2);
  require_code("playbook: p\nprioritty: 5\n", Code::yaml_key_unknown, 2);
  require_code("playbook: p\nstages:\n  - stage: s\n    stepps: []\n", Code::yaml_key_unknown, 4);
  require_code("playbook: p\nstages:\n  - stage: s\n    steps:\n      - sned: [sms t]\n", Code::yaml_key_unknown, 5);
  require_code("playbook: p\nstages: {}\n", Code::yaml_shape, 2);
  require_code("playbook: p\nversion: 3 pause all on app_login until deposit\n", Code::yaml_trailing, 2);
  require_code(
      "playbook: p\nstages:\n  - stage: s\n    steps:\n      - { must_task: t, due: 2 days } \n      - { must_task: u, due: 2 days } must "
      "task x { due 1 day }\n",
      Code::yaml_syntax, 6);
  require_code("playbook: p\nstages:\n  - stage: s\n    steps:\n      - must_task: t\n        due: \"2 days } must task x { due 1 day\"\n",
               Code::yaml_trailing, 6);
  require_code("playbook: p\naudience:\n  again: after 12 months hold out 50% from all\n", Code::yaml_trailing, 3);
  require_code("playbook: [a\n", Code::yaml_syntax, 1);
  require_code("just words\n", Code::yaml_shape, 1);
}

TEST_CASE("a slip inside a phrase is marked inside the phrase, counted in characters") {
  const Read read("a.yaml", "playbook: 首面\nlabel: 首面经营\nends: aftr 12 months\n");
  REQUIRE(!read.issues.empty());
  const source::Position at = read.sources[0].position(read.issues.list().front().span.begin);
  INFO(read.messages());
  CHECK(at.line == 3);
  CHECK(at.column == 7);
}

TEST_CASE("a quoted scalar's escapes do not shift places") {
  const Read read("a.yaml", "playbook: p\ndefine:\n  d: \"customer.tier == \\\"gold\\\" annd true\"\n");
  REQUIRE(!read.issues.empty());
  INFO(read.messages());
  const source::Position at = read.sources[0].position(read.issues.list().front().span.begin);
  CHECK(at.line == 3);
  CHECK(at.column == 33);
}

TEST_CASE("no YAML crashes or hangs the reader") {
  const std::string seed = file_text(std::string(kSourceDir) + "/playbooks/uplift.yaml");
  const std::size_t step = std::getenv("PLAYMAKER_LIGHT") ? 97 : 31;
  for (std::size_t at = 0; at < seed.size(); at += step) {
    for (const char* slip : {"", "\"", "{", "]", ":", "\xff", "\t", "- "}) {
      std::string text = seed;
      text.replace(at, 1, slip);
      const Read read("a.yaml", text);
      CHECK(read.issues.list().size() <= base::kIssuesMax);
    }
  }
  Read deep("a.yaml", "playbook: " + std::string(100'000, '['));
  CHECK(deep.issues.has_errors());
  Read nested("a.yaml", [] {
    std::string text;
    for (int i = 0; i < 3'000; ++i) text += "- ";
    return text;
  }());
  CHECK(nested.issues.has_errors());
  Read wide("a.yaml", "playbook: " + std::string(10u << 20, 'x'));
  CHECK(wide.issues.has_errors());
}
