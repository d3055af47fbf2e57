// What issues know about their own mending, done: only what is sure, and never for the worse.
#include <catch2/catch.hpp>

#include <filesystem>

#include "dsl/mend.hpp"
#include "tests/dsl/compile/compiling.hpp"

using namespace playmaker;

namespace {

const std::string kHead = "use \"shared/bank.play\"\nplaybook p { calendar cn  follow quiet_bank  ends after 90 days\n";
const std::string kAudience = " audience { enter on account_opened  again never }\n";

dsl::Mended mend(const std::string& text) {
  return dsl::mend({{"text.play", text}}, [](const std::string& path) -> std::optional<std::string> {
    std::string found = compiling::slurp(compiling::folder() + "/" + path);
    return found.empty() ? std::nullopt : std::optional(found);
  });
}
std::string body(const dsl::Mended& mended) {
  std::string text = mended.inputs[0].text;
  return text.starts_with(kHead) ? text.substr(kHead.size()) : text;
}

}  // namespace

TEST_CASE("mend: a sound text stays as it is") {
  const std::string text = kHead + kAudience + "}\n";
  const dsl::Mended out = mend(text);
  CHECK(out.made.ok);
  CHECK(out.inputs[0].text == text);
  CHECK(out.fixes == std::vector<std::size_t>{0});
}

TEST_CASE("mend: misspelt names and words, a comparison, all in one go") {
  const dsl::Mended out = mend(kHead + " audience { enter on acount_opened  agian never  only customer.tier = \"gold\" }\n" +
                               " exit lost on account_closd\n}\n");
  INFO(compiling::issues_of(out.made));
  CHECK(out.made.ok);
  CHECK(body(out) ==
        " audience { enter on account_opened  again never  only customer.tier == \"gold\" }\n exit lost on account_closed\n}\n");
  CHECK(out.fixes == std::vector<std::size_t>{4});
}

TEST_CASE("mend: where two are as near, or a number differs, nobody is certain") {
  const std::string templates = " template w1 { channel sms }\n template w2 { channel sms }\n";
  const dsl::Mended two =
      mend("use \"shared/bank.play\"\n" + templates + kHead.substr(kHead.find("playbook")) + kAudience + "send sms w3\n}\n");
  CHECK_FALSE(two.made.ok);
  CHECK(two.fixes == std::vector<std::size_t>{0});
  CHECK(compiling::issues_of(two.made).find("did you mean `w1`?") != std::string::npos);
  const dsl::Mended digit = mend(kHead + " audience { enter on account_opened2  again never }\n}\n");
  CHECK_FALSE(digit.made.ok);
  CHECK(digit.fixes == std::vector<std::size_t>{0});
}

TEST_CASE("mend: what may be unknown gets its default only where there is one sure one") {
  const dsl::Mended out = mend(kHead + " audience { enter on account_opened  again never  only customer.balance >= 1万元 }\n}\n");
  CHECK_FALSE(out.made.ok);   // known or defaulted: the designer must say which
  CHECK(out.fixes == std::vector<std::size_t>{0});
}

TEST_CASE("mend: what the files share is not touched") {
  const std::string shared = "catalog c { zone \"Asia/Shangha\" currency CNY }\n";
  const dsl::Mended out = dsl::mend({{"a.play", "use \"b.play\"\n"}}, [&](const std::string&) { return std::optional(shared); });
  CHECK(out.inputs.size() == 1);
  CHECK(out.inputs[0].text == "use \"b.play\"\n");
}

TEST_CASE("mend: no text of the cases gets more errors, and mending twice changes nothing") {
  std::size_t fixed = 0;
  for (const auto& entry : std::filesystem::directory_iterator(compiling::folder())) {
    if (entry.path().extension() != ".play" || entry.path().filename() == "fail_too_large.play") continue;
    const std::string text = compiling::slurp(entry.path().string());
    INFO(entry.path().filename().string());
    const dsl::Mended once = mend(text);
    CHECK(once.made.issues.errors() <= compiling::compile_case(entry.path().filename().string()).issues.errors());
    if (once.fixes[0] == 0) continue;
    fixed += once.fixes[0];
    CHECK(once.inputs[0].text != text);
    CHECK(mend(once.inputs[0].text).inputs[0].text == once.inputs[0].text);
  }
  CHECK(fixed >= 10);
}
