// Whatever a shipped playbook says counts in its text hash, and whatever it only shows does not. Changes are made mechanically from the
// text's own tokens and tree; a text that no longer binds has no hash and says nothing.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <utility>

#include "dsl/read/lexer/lexer.hpp"
#include "tests/whole/shipped.hpp"

using namespace playmaker;
using read::TokenKind;
using syntax::Kind;

namespace {

struct Text {
  explicit Text(std::string name) : name(std::move(name)), words(whole::shipped_text(this->name)) {
    source::Issues issues;
    tokens = read::lex(sources.add(this->name + ".play", words), issues);
    const dsl::Compiled made = whole::compile_shipped(this->name, words, dsl::Until::bind);
    REQUIRE(made.ok);
    plain = made.files[0].text_hash;
    file = made.files[0].file;
  }
  std::string at(source::Span span) const { return words.substr(span.begin, span.end - span.begin); }
  std::string with(source::Span span, const std::string& other) const {
    return words.substr(0, span.begin) + other + words.substr(span.end);
  }
  std::optional<std::string> hash_of(const std::string& text) const {
    const dsl::Compiled made = whole::compile_shipped(name, text, dsl::Until::bind);
    return made.ok ? std::optional(made.files[0].text_hash) : std::nullopt;
  }

  std::string name, words, plain;
  source::Sources sources;
  read::Tokens tokens;
  std::shared_ptr<const syntax::File> file;
};

// What stands in labels: words for people.
std::vector<source::Span> shown_of(const Text& text) {
  std::vector<source::Span> out;
  const syntax::Tree& tree = text.file->tree;
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    const Kind kind = tree.kind(syntax::NodeId{i});
    if (kind == Kind::labels || kind == Kind::label || kind == Kind::label_en || kind == Kind::label_zh) {
      if (tree.span(syntax::NodeId{i}).end > tree.span(syntax::NodeId{i}).begin) out.push_back(tree.span(syntax::NodeId{i}));
    }
  }
  return out;
}
bool within(const std::vector<source::Span>& all, source::Span span) {
  return std::any_of(all.begin(), all.end(), [&](source::Span one) { return one.begin <= span.begin && span.end <= one.end; });
}

struct Tally {
  const Text& text;
  std::size_t changed = 0, unbound = 0;
  std::string same = {};                       // what was changed and did not count
  void look(const std::string& altered, const std::string& what, std::uint32_t at) {
    const auto hash = text.hash_of(altered);
    if (!hash) ++unbound;
    else if (*hash != text.plain) ++changed;
    else same += "[" + what + " at line " + std::to_string(1 + std::count(text.words.begin(), text.words.begin() + at, '\n')) + "] ";
  }
};

// Another word of the same kind, so that many an altered text still binds.
const std::map<std::string, std::string>& swaps() {
  static const std::map<std::string, std::string> kSwaps = {{"sms", "push"},
                                                            {"push", "sms"},
                                                            {"app_login", "deposit"},
                                                            {"deposit", "app_login"},
                                                            {"first_deposit", "deposit"},
                                                            {"account_opened", "account_closed"},
                                                            {"account_closed", "account_opened"},
                                                            {"meeting_held", "kyc_completed"},
                                                            {"kyc_completed", "meeting_held"},
                                                            {"call_logged", "meeting_held"},
                                                            {"order_placed", "deposit"},
                                                            {"days", "hours"},
                                                            {"day", "hours"},
                                                            {"before", "after"},
                                                            {"after", "before"},
                                                            {"must", "optional"},
                                                            {"optional", "must"},
                                                            {"when", "unless"},
                                                            {"unless", "when"},
                                                            {"relationship_manager", "branch_manager"},
                                                            {"branch_manager", "relationship_manager"},
                                                            {"wealth_advisor", "branch_manager"},
                                                            {"and", "or"},
                                                            {"or", "and"},
                                                            {"aum", "peak_aum"},
                                                            {"peak_aum", "aum"},
                                                            {"touches", "all"},
                                                            {"all", "touches"},
                                                            {"only", "except"},
                                                            {"except", "only"},
                                                            {"done", "closed"},
                                                            {"closed", "done"},
                                                            {"skip", "run"},
                                                            {"read", "delivered"},
                                                            {"phone", "meet"},
                                                            {"meet", "phone"},
                                                            {"coffee", "points_200"},
                                                            {"points_200", "coffee"},
                                                            {"never", "after 3 days"},
                                                            {"month", "week"},
                                                            {"months", "weeks"},
                                                            {"otherwise", "+"},
                                                            {"uplift", "churn_recovery"},
                                                            {"churn_recovery", "first_meeting"},
                                                            {"service", "regulatory"},
                                                            {"advise", "renew"},
                                                            {"notify", "tag"},
                                                            {"first_purchase", "deposit"},
                                                            {"habits", "fund"},
                                                            {"tier", "kind"},
                                                            {"sum", "avg"}};
  return kSwaps;
}

}  // namespace

TEST_CASE("shipped: each literal counts in the text hash") {
  for (const char* name : whole::kShipped) {
    const Text text(name);
    const auto shown = shown_of(text);
    Tally tally{text};
    bool used = false;                         // `use "…"` names a file: another one no longer binds, or holds the same
    for (const read::Token& token : text.tokens.list) {
      const std::string word = text.at(token.span);
      const bool path = std::exchange(used, word == "use");
      if (word.empty() || path || within(shown, token.span)) continue;
      std::string other = word;
      if (word[0] >= '0' && word[0] <= '9') other[0] = other[0] == '1' ? '2' : '1';
      else if (token.kind == TokenKind::text) other.insert(other.size() - 1, "x");
      else continue;
      tally.look(text.with(token.span, other), word, token.span.begin);
    }
    INFO(name << ": changed " << tally.changed << ", no longer bound " << tally.unbound);
    CHECK(tally.same == "");
    CHECK(tally.changed > 12);
  }
}

TEST_CASE("shipped: each name counts in the text hash, alone and wherever it stands") {
  for (const char* name : whole::kShipped) {
    const Text text(name);
    Tally tally{text};
    std::set<std::string> names;
    for (const read::Token& token : text.tokens.list) {
      if (token.kind != TokenKind::word) continue;
      const std::string word = text.at(token.span);
      names.insert(word);
      const auto swap = swaps().find(word);
      if (swap != swaps().end()) tally.look(text.with(token.span, swap->second), word + " -> " + swap->second, token.span.begin);
    }
    for (std::uint32_t i = 0; i < text.file->tree.size(); ++i) {  // a fragment is its steps: what it calls what it takes is its own affair
      const syntax::NodeId node{i};
      if (text.file->tree.kind(node) == Kind::fragment_param) names.erase(std::string(text.file->tree.name(node)));
    }
    for (const std::string& each : names) {  // everywhere at once, so that what refers to it follows
      std::string altered;
      std::uint32_t at = 0, first = 0;
      for (const read::Token& token : text.tokens.list) {
        const bool it = token.kind == TokenKind::word && text.at(token.span) == each;
        if (it && first == 0) first = token.span.begin;
        altered += text.words.substr(at, token.span.end - at) + (it ? "_other" : "");
        at = token.span.end;
      }
      tally.look(altered + text.words.substr(at), each, first);
    }
    INFO(name << ": changed " << tally.changed << ", no longer bound " << tally.unbound);
    CHECK(tally.same == "");
    CHECK(tally.changed > 25);
  }
}

TEST_CASE("shipped: each clause, step and part counts in the text hash") {
  for (const char* name : whole::kShipped) {
    const Text text(name);
    const auto shown = shown_of(text);
    const syntax::Tree& tree = text.file->tree;
    Tally tally{text};
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
      const syntax::NodeId node{i};
      const source::Span span = tree.span(node);
      if (tree.kind(node) == Kind::use || tree.kind(node) == Kind::file || span.begin == span.end || within(shown, span)) continue;
      if (seen.insert({span.begin, span.end}).second)
        tally.look(text.with(span, " "), std::string(syntax::to_string(tree.kind(node))), span.begin);
    }
    INFO(name << ": changed " << tally.changed << ", no longer bound " << tally.unbound);
    CHECK(tally.same == "");
    CHECK(tally.changed > 20);
  }
}

TEST_CASE("shipped: labels, comments, layout and the order of clauses do not count") {
  for (const char* name : whole::kShipped) {
    const Text text(name);
    INFO(name);
    const syntax::Tree& tree = text.file->tree;
    // Every label another one, at once and one by one.
    std::string relabelled = text.words;
    std::size_t labels = 0;
    std::vector<source::Span> shown;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
      const Kind kind = tree.kind(syntax::NodeId{i});
      if (kind == Kind::label || kind == Kind::label_en) shown.push_back(tree.span(syntax::NodeId{i}));
    }
    std::sort(shown.begin(), shown.end(), [](source::Span a, source::Span b) { return a.begin > b.begin; });
    for (const source::Span span : shown) {
      const std::size_t quote = relabelled.rfind('"', span.end - 1);
      relabelled.insert(quote, "·");
      ++labels;
      std::string one = text.words;
      CHECK(text.hash_of(one.insert(text.words.rfind('"', span.end - 1), "·")) == text.plain);
    }
    CHECK(labels > 8);
    CHECK(text.hash_of(relabelled) == text.plain);

    // A comment behind every line, each word on a line of its own, nothing but tokens.
    std::string commented, tall;
    for (const char c : text.words) commented += c == '\n' ? std::string(" # said here\n") : std::string(1, c);
    CHECK(text.hash_of(commented) == text.plain);
    std::uint32_t end = 0;
    for (const read::Token& token : text.tokens.list) {
      tall += (token.span.begin > end ? "\n" : "") + text.at(token.span);
      end = token.span.end;
    }
    CHECK(text.hash_of(tall) == text.plain);

    // Neighbours change places: the clauses of the playbook, of its audience and of its tasks.
    std::size_t swapped = 0;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
      const syntax::NodeId node{i};
      if (tree.kind(node) != Kind::playbook && tree.kind(node) != Kind::audience && tree.kind(node) != Kind::task) continue;
      std::vector<source::Span> clauses;
      for (const syntax::NodeId clause : tree.children(node)) {
        const Kind kind = tree.kind(clause);
        // The steps of a playbook happen in their order.
        if (kind != Kind::name && kind != Kind::labels && !syntax::is_step(kind) && tree.span(clause).begin < tree.span(clause).end)
          clauses.push_back(tree.span(clause));
      }
      std::sort(clauses.begin(), clauses.end(), [](source::Span a, source::Span b) { return a.begin < b.begin; });
      for (std::size_t k = 1; k < clauses.size(); ++k) {
        const source::Span a = clauses[k - 1], b = clauses[k];
        if (b.begin < a.end) continue;
        const std::string between = text.words.substr(a.end, b.begin - a.end);
        const auto hash = text.hash_of(text.words.substr(0, a.begin) + text.at(b) + between + text.at(a) + text.words.substr(b.end));
        if (!hash) continue;  // what stood before the braces cannot stand after them
        INFO(text.at(a).substr(0, 40) << " <-> " << text.at(b).substr(0, 40));
        CHECK(*hash == text.plain);
        ++swapped;
      }
    }
    CHECK(swapped > 15);
  }
}
