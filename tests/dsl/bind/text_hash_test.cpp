// The text hash: equal for twins, for other labels, comments, aliases and order of clauses; another for every literal, name and clause.
#include <catch2/catch.hpp>

#include <set>

#include "dsl/read/lexer/lexer.hpp"
#include "tests/dsl/compile/compiling.hpp"
#include "tests/main/here.hpp"

using namespace playmaker;

namespace {

std::string hash_of(const std::string& text) {
  const dsl::Compiled made = compiling::compile_text(text, {dsl::Until::bind, {}, false, {}});
  INFO(compiling::issues_of(made));
  REQUIRE(made.ok);
  return made.files[0].text_hash;
}

const std::string kHead = "use \"shared/bank.play\"\n";

std::string hash_of_file(const std::string& path) {
  const dsl::Compiled made = compiling::compile_file(path, {dsl::Until::bind, {}, false, {}});
  INFO(compiling::issues_of(made));
  REQUIRE(made.ok);
  return made.files[0].text_hash;
}

}  // namespace

TEST_CASE("text hash: a text and its YAML twin are equal") {
  for (const std::string name :
       {"first_meeting", "new_customer_100", "uplift", "churn_recovery", "near_threshold", "allocation", "inbound_call", "prospects"}) {
    INFO(name);
    CHECK(hash_of_file("playbooks/" + name + ".play") == hash_of_file("playbooks/" + name + ".yaml"));
  }
  CHECK(hash_of_file("playbooks/first_meeting.play") == hash_of_file("playbooks/first_meeting.zh.play"));
}

TEST_CASE("text hash: labels, comments, aliases, layout and order of clauses do not count") {
  const std::string plain = hash_of(kHead +
                                    "playbook p { ends after 9 days audience { enter on account_opened only customer.aum > 5万元 again "
                                    "never } exit a on deposit wave w on day 1 { send sms hello tag \"x\" } }");
  CHECK(
      plain ==
      hash_of(kHead +
              "# a comment\nplaybook p \"标签\" en \"Label\" alias 别名 {\n\n ends after 9 days audience \"人\" { enter on account_opened "
              "only customer.aum > 5万元 again never } exit a \"甲\" on deposit wave w \"波\" on day 1 { send sms hello tag \"x\" } }"));
  CHECK(plain == hash_of(kHead + "playbook p { exit a on deposit audience { again never enter on 开户 only customer.资产 > 5万元 } wave w "
                                 "on day 1 { send 短信 hello tag \"x\" } ends after 9 days }"));
  CHECK(plain == hash_of(kHead + "playbook p { ends after 9 days audience { enter on account_opened only customer.aum > 5.00万元 again "
                                 "never } exit a on deposit wave w on day 1 { send sms hello tag \"x\" } }"));
}

TEST_CASE("text hash: the order of steps counts") {
  const auto with = [](const std::string& steps) {
    return hash_of(kHead + "playbook p { ends after 9 days audience { enter on account_opened again never } " + steps + " }");
  };
  CHECK(with("send sms hello send push hello") != with("send push hello send sms hello"));
  CHECK(with("send sms hello else push hello") != with("send push hello else sms hello"));
}

namespace {

const std::string& whole() {
  static const std::string text = compiling::slurp(std::string(kSourceDir) + "/tests/dsl/lower/golden/journey.play");
  return text;
}

// Hashes an altered text. What no longer binds says nothing and is not counted.
struct Tally {
  std::string plain = hash_of(whole());
  std::size_t changed = 0;
  std::string same;
  void look(const std::string& altered, std::string_view what) {
    const dsl::Compiled made = compiling::compile_text(altered, {dsl::Until::bind, {}, false, {}});
    if (!made.ok) return;
    if (made.files[0].text_hash != plain) ++changed;
    else same += "[" + std::string(what) + "] ";
  }
};

}  // namespace

TEST_CASE("text hash: each literal makes another") {
  source::Sources sources;
  source::Issues issues;
  const read::Tokens tokens = read::lex(sources.add("journey.play", whole()), issues);
  Tally tally;
  std::string previous;
  for (const read::Token& token : tokens.list) {
    const std::string word = whole().substr(token.span.begin, token.span.end - token.span.begin);
    // A text after a name, a text or `en` is a label.
    const bool label = token.kind == read::TokenKind::text &&
                       (previous == "en" ||
                        (!previous.empty() && (previous.back() == '"' || (std::isalnum(static_cast<unsigned char>(previous.back())) != 0 &&
                                                                          previous != "owner" && previous != "tag"))) ||
                        previous == "audience");
    previous = word;
    if (word.empty() || label) continue;
    std::string other = word;
    if (word[0] >= '0' && word[0] <= '9') {
      other[0] = other[0] == '1' ? '2' : '1';
      tally.look(whole().substr(0, token.span.begin) + other + whole().substr(token.span.end), word);
    } else if (token.kind == read::TokenKind::text) {
      other.insert(other.size() - 1, "x");
      tally.look(whole().substr(0, token.span.begin) + other + whole().substr(token.span.end), word);
    }
  }
  CHECK(tally.same == "");
  CHECK(tally.changed > 60);
}

TEST_CASE("text hash: each name makes another, wherever it stands") {
  source::Sources sources;
  source::Issues issues;
  const read::Tokens tokens = read::lex(sources.add("journey.play", whole()), issues);
  std::set<std::string> names;
  for (const read::Token& token : tokens.list) {
    if (token.kind == read::TokenKind::word) names.insert(whole().substr(token.span.begin, token.span.end - token.span.begin));
  }
  Tally tally;
  for (const std::string& name : names) {   // everywhere at once, so that it still binds
    std::string altered;
    std::uint32_t at = 0;
    for (const read::Token& token : tokens.list) {
      altered += whole().substr(at, token.span.begin - at);
      const std::string word = whole().substr(token.span.begin, token.span.end - token.span.begin);
      altered += token.kind == read::TokenKind::word && word == name ? name + "_other" : word;
      at = token.span.end;
    }
    tally.look(altered + whole().substr(at), name);
  }
  CHECK(tally.same == "");
  CHECK(tally.changed > 30);
}

TEST_CASE("text hash: each clause, step and part makes another when it is left out") {
  const dsl::Compiled made = compiling::compile_text(whole());
  const syntax::Tree& tree = made.files[0].file->tree;
  Tally tally;
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    const syntax::NodeId node{i};
    const syntax::Kind kind = tree.kind(node);
    if (kind == syntax::Kind::labels || kind == syntax::Kind::label || kind == syntax::Kind::label_en || kind == syntax::Kind::use)
      continue;
    const source::Span span = tree.span(node);
    tally.look(whole().substr(0, span.begin) + " " + whole().substr(span.end), syntax::to_string(kind));
  }
  CHECK(tally.same == "");
  CHECK(tally.changed > 100);
}
