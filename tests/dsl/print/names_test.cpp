// Names that a text declares stay as they are in every language, whatever word of the tables they equal.
#include <catch2/catch.hpp>

#include "dsl/print/print.hpp"
#include "dsl/read/chinese.hpp"
#include "tests/dsl/read/reading_of.hpp"

namespace playmaker::tests {
namespace {

std::string said(const std::string& text, base::Language language) {
  const print::Printed printed = print::format(source::Source(0, "a.play", text), language);
  return printed.ok ? printed.text : "not printed";
}
bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// How often the name stands there by itself, in back-quotes or without.
std::size_t times(const std::string& text, const std::string& name) {
  const auto continues = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_' || c >= 0x80; };
  std::size_t out = 0;
  for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !continues(static_cast<unsigned char>(text[at - 1]))) &&
        (end == text.size() || !continues(static_cast<unsigned char>(text[end]))))
      ++out;
  }
  return out;
}

// NAME as everything that a text can declare, and as what it may then name.
std::string declared(const std::string& name) {
  std::string text = R"(catalog c {
  customer { NAME int }
  event NAME { NAME text }
  channel NAME { }
  template NAME { channel NAME  answers { NAME int } }
}
fragment NAME(NAME: template) { send sms NAME }
playbook NAME {
  param NAME = 3 days
  define NAME = customer.NAME
  audience { enter on NAME where event.NAME == "x" }
  stage NAME {
    task NAME { done on NAME where event.NAME == "y" }
    ask NAME via NAME answer within 3 days {
      when answer.NAME >= 6 and customer.NAME > NAME { tag "t" }
    }
    send NAME NAME with { NAME: event.NAME }
  }
}
)";
  for (std::size_t at = text.find("NAME"); at != std::string::npos; at = text.find("NAME", at + name.size())) text.replace(at, 4, name);
  return text;
}

}  // namespace

TEST_CASE("print: a declared name never changes, whatever word of the tables it equals") {
  std::vector<std::string> words;
  for (const read::ChineseWord& row : read::chinese_words()) {
    words.emplace_back(row.spelling);
    if (row.words.size() == 1) words.emplace_back(row.english);
  }
  for (const base::Language language : {base::Language::en, base::Language::zh})
    for (const std::string_view name : read::known_names(language)) words.emplace_back(name);
  const std::size_t kNamed = times(declared("NAME"), "NAME");
  std::size_t tried = 0;
  for (const std::string& word : words) {
    const std::string text = declared("`" + word + "`");
    INFO(word);
    const ReadingOf read(text);
    REQUIRE(read.issues.empty());
    const std::string chinese = said(text, base::Language::zh);
    REQUIRE(chinese != "not printed");
    CHECK(times(chinese, word) >= kNamed);   // a keyword of the text may equal it, too
    const std::string back = said(chinese, base::Language::en);
    const ReadingOf again(back);
    REQUIRE(again.issues.empty());
    CHECK(times(back, word) >= kNamed);
    ++tried;
  }
  CHECK(tried > 300);
}

TEST_CASE("print: a declared name stays in Chinese YAML too, and what the language itself calls so does not") {
  const std::string text = R"(playbook p {
  goal opened = customer.vip within 3 days
  task t { evidence photo "p" }
  on opened { tag "x" }
  on missed { tag "y" }
}
)";
  const print::Printed yaml = print::to_yaml(source::Source(0, "a.play", text), base::Language::zh);
  REQUIRE(yaml.ok);
  INFO(yaml.text);
  CHECK(times(yaml.text, "opened") == 2);
  CHECK(has(yaml.text, "错过:"));
  CHECK(has(yaml.text, "照片"));
}

TEST_CASE("print: what the language itself calls so is said in its words, by place") {
  const std::string chinese = said(R"(fragment f(t: template, m: money, e: event) { send sms t }
playbook p {
  param score = 3
  stage s {
    task call { done on call_logged  evidence photo "p" }
    when answer.score > score and count(score over last 3 days) > 0 and s.call.done { tag "t" }
    when customer.closed and time since entry > 3 days { tag "u" }
    when xs.exists(x, x.done) { tag "v" }
  }
  on missed { tag "w" }
}
)",
                                   base::Language::zh);
  INFO(chinese);
  for (const char* part : {"t: 模板", "m: 金额", "e: 事件", "答复.score > score", "计数(score", "s.call.完成", "客户.closed", "距今 入组",
                           "x.done", "照片 \"p\"", "错过 {"})
    CHECK(has(chinese, part));
  const std::string english = said(chinese, base::Language::en);
  for (const char* part : {"t: template", "m: money", "answer.score > score", "s.call.done", "time since entry", "on missed {"})
    CHECK(has(english, part));
}

}  // namespace playmaker::tests
