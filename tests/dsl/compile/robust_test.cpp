// No text crashes the compiler: whole texts with tokens left out, doubled, swapped, and pieces of other texts put in. From fixed seeds.
#include <catch2/catch.hpp>

#include "dsl/read/lexer/lexer.hpp"
#include "runtime/base/hash.hpp"
#include "tests/dsl/compile/compiling.hpp"
#include "tests/main/here.hpp"

using namespace playmaker;

namespace {

std::vector<std::string> words_of(const std::string& text) {
  source::Sources sources;
  source::Issues issues;
  const read::Tokens tokens = read::lex(sources.add("text.play", text), issues);
  std::vector<std::string> out;
  out.reserve(tokens.list.size());
  for (const read::Token& token : tokens.list) out.push_back(text.substr(token.span.begin, token.span.end - token.span.begin));
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += word + " ";
  return out;
}

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(base::mix64(++state_) % n); }

 private:
  std::uint64_t state_;
};

void shake(std::vector<std::string>& words, const std::vector<std::string>& other, Chance& chance) {
  for (std::size_t n = 1 + chance.below(4); n > 0 && words.size() > 4; --n) {
    const std::size_t at = chance.below(words.size());
    switch (chance.below(5)) {
      case 0: words.erase(words.begin() + static_cast<std::ptrdiff_t>(at)); break;
      case 1: words.insert(words.begin() + static_cast<std::ptrdiff_t>(at), words[at]); break;
      case 2: std::swap(words[at], words[chance.below(words.size())]); break;
      case 3: words[at] = other[chance.below(other.size())]; break;
      default: words[at] = words[chance.below(words.size())]; break;
    }
  }
}

}  // namespace

TEST_CASE("compile: no text crashes it") {
  const std::string journey = compiling::slurp(std::string(kSourceDir) + "/tests/dsl/lower/golden/journey.play");
  const std::string bank = compiling::slurp(compiling::folder() + "/shared/bank.play");
  const std::vector<std::string> playbook = words_of(journey), shared = words_of(bank);
  std::size_t sound = 0;
  for (std::uint64_t seed = 0; seed < 1'200; ++seed) {
    Chance chance(seed * 1'000);
    const bool shake_shared = seed % 3 == 0;
    std::vector<std::string> words = shake_shared ? shared : playbook;
    shake(words, shake_shared ? playbook : shared, chance);
    const std::string text = joined(words);
    INFO("seed " << seed);
    const dsl::Compiled made =
        shake_shared
            ? dsl::compile({{"journey.play", journey}},
                           [&](const std::string& path) { return path == "shared/bank.play" ? std::optional(text) : std::nullopt; })
            : compiling::compile_text(text);
    CHECK(made.ok == !made.issues.has_errors());
    for (const source::Issue& issue : made.issues.list()) CHECK(issue.code != source::Code::plan_unsound);
    sound += made.ok ? 1 : 0;
    for (const auto& plan : made.plans) CHECK(plan::verify(*plan).empty());
  }
  CHECK(sound > 5);
  CHECK(sound < 1'000);
}

TEST_CASE("compile: a policy over a customer of whom no catalog tells anything") {
  const std::string shared = "channel sms { contact }\npolicy p { needs customer.consent.sms before sms }\n";
  const dsl::Compiled made =
      compiling::compile_text(shared + "playbook a { follow p ends after 9 days audience { enter on opened again never } tag \"x\" }\n");
  CHECK(compiling::issues_of(made).find("E0209") != std::string::npos);
  CHECK(made.plans.empty());
}

TEST_CASE("compile: mistakes beyond those that are told are mistakes") {
  std::string text = "use \"shared/bank.play\"\n";
  const std::string head = " { calendar cn follow quiet_bank ends after 9 days audience { enter on account_opened again never }\n";
  text += "playbook first" + head;
  for (int i = 0; i < 150; ++i) text += "wait 999 years\n";
  text += "}\nplaybook second" + head + "send nowhere nothing\n}\n";
  const dsl::Compiled made = compiling::compile_text(text);
  CHECK(!made.ok);
  CHECK(made.issues.dropped() > 0);
  CHECK(made.plans.empty());
}

TEST_CASE("compile: what an event brings or a benefit gives is never computed") {
  const auto of = [](const std::string& text) {
    return compiling::issues_of(compiling::compile_text("use \"shared/bank.play\"\n" + text));
  };
  CHECK(of("benefit b { stock 3 gives { code = customer.note } }").find("E0616") != std::string::npos);
  CHECK(of("template t { channel sms with { code = customer.note } }").find("E0616") != std::string::npos);
}

// Beyond the depth of a tree the statement is left out, so that nothing after the reader meets a node without its parts.
TEST_CASE("compile: an expression at the bound of depth is read or refused") {
  const std::string head =
      "use \"shared/bank.play\"\nplaybook p { calendar cn follow quiet_bank ends after 9 days\n"
      "audience { enter on account_opened again never }\n";
  const auto chain = [](const std::string& word, std::size_t times, const std::string& last) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += word;
    return out + last;
  };
  const std::string flag = "(customer.note == \"x\")";
  for (const std::size_t times : {390U, 480U, 492U, 493U, 494U, 495U, 496U, 497U, 498U, 499U, 500U, 501U, 900U, 10'000U}) {
    INFO(times);
    for (const std::string& test :
         {chain("not ", times, flag), chain("1 + ", times, "size(customer.note) == 2"), chain(flag + " and ", times, flag),
          "size(customer.note) == " + chain("-", times, "1"), chain("!", times, flag)}) {
      const dsl::Compiled made = compiling::compile_text(head + "when " + test + " { tag \"x\" }\n}\n");
      INFO(test.substr(0, 20) << "\n" << compiling::issues_of(made).substr(0, 2'000));
      CHECK(made.issues.errors() <= 1);
      CHECK((made.ok || times > 390));
      CHECK((!made.ok || times < 500));
    }
  }
}

TEST_CASE("compile: defines that double at every level are refused at once") {
  std::string text =
      "use \"shared/bank.play\"\nplaybook p { calendar cn follow quiet_bank ends after 9 days\n"
      "audience { enter on account_opened again never }\n";
  for (int i = 0; i < 90; ++i)
    text += "define d" + std::to_string(i) + " = d" + std::to_string(i + 1) + " and d" + std::to_string(i + 1) + "\n";
  const dsl::Compiled made = compiling::compile_text(text + "define d90 = true\nwhen d0 { tag \"x\" }\n}\n");
  INFO(compiling::issues_of(made).substr(0, 2'000));
  REQUIRE(made.issues.errors() == 1);
  CHECK(made.issues.list().front().code == source::Code::too_large);
}
