#pragma once
// What is wrong with a text: a stable code, words in both languages, the place, further places, what to do. Never an exception.
//
//   issues.add(Issue(Code::word_unknown, span).arg("evnt").help({"did you mean `event`?", "是否想写 `event`?"}).fix(span, "event"));
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dsl/source/span.hpp"
#include "runtime/base/text.hpp"

namespace playmaker::source {

enum class Code : std::uint16_t {
#define ISSUE(name, code, severity, en, zh) name,
#include "dsl/source/issue_codes.def"
#undef ISSUE
};
constexpr std::size_t kCodeCount = 0
#define ISSUE(name, code, severity, en, zh) +1
#include "dsl/source/issue_codes.def"
#undef ISSUE
    ;

enum class Severity : std::uint8_t { error, warning };

std::string_view code_text(Code code);                             // "E0417"
std::string_view code_name(Code code);                             // "word_unknown"
Severity severity_of(Code code);
std::string_view message_template(Code code, base::Language language);  // with {0}, {1}, ...

// The same thing said in both languages. A plain string (a name, a number) is the same in both.
struct Words {
  std::string en;
  std::string zh;
  Words() = default;
  Words(const char* both) : en(both), zh(both) {}
  Words(std::string both) : en(both), zh(std::move(both)) {}
  Words(std::string_view both) : en(both), zh(both) {}
  Words(std::string english, std::string chinese) : en(std::move(english)), zh(std::move(chinese)) {}
  const std::string& in(base::Language language) const { return language == base::Language::zh ? zh : en; }
};

struct Note {
  std::optional<Span> span;  // absent: a sentence about no place
  Words words;
};

struct Fix {  // machine-applicable: replacing `span` by `replacement` mends this issue
  Span span;
  std::string replacement;
};

struct Issue {
  Issue(Code code, Span span) : code(code), span(span) {}

  Issue& arg(Words words) & {
    args.push_back(std::move(words));
    return *this;
  }
  Issue&& arg(Words words) && {
    args.push_back(std::move(words));
    return std::move(*this);
  }
  Issue& here(Words words) & {
    label = std::move(words);
    return *this;
  }
  Issue&& here(Words words) && {
    label = std::move(words);
    return std::move(*this);
  }
  Issue& note(Span place, Words words) & {
    notes.push_back({place, std::move(words)});
    return *this;
  }
  Issue&& note(Span place, Words words) && {
    notes.push_back({place, std::move(words)});
    return std::move(*this);
  }
  Issue& note(Words words) & {
    notes.push_back({std::nullopt, std::move(words)});
    return *this;
  }
  Issue&& note(Words words) && {
    notes.push_back({std::nullopt, std::move(words)});
    return std::move(*this);
  }
  Issue& help(Words words) & {
    helps.push_back(std::move(words));
    return *this;
  }
  Issue&& help(Words words) && {
    helps.push_back(std::move(words));
    return std::move(*this);
  }
  Issue& fix(Span place, std::string text) & {
    repair = Fix{place, std::move(text)};
    return *this;
  }
  Issue&& fix(Span place, std::string text) && {
    repair = Fix{place, std::move(text)};
    return std::move(*this);
  }

  Code code;
  Span span;
  std::vector<Words> args;
  Words pattern;             // the code's template in the keywords of the text it is about; empty: as it is
  Words label;               // beside the caret; may be empty
  std::vector<Note> notes;
  std::vector<Words> helps;
  std::optional<Fix> repair;
};

std::string message(const Issue& issue, base::Language language);  // the template with its args

// All issues of one compilation, at most kIssuesMax; the rest are counted.
class Issues {
 public:
  void add(Issue issue);
  const std::vector<Issue>& list() const { return list_; }
  bool empty() const { return list_.empty(); }
  std::size_t errors() const { return errors_; }     // counted, also those beyond the limit
  std::size_t dropped() const { return dropped_; }
  bool has_errors() const { return errors_ > 0; }
  void forget(Span span);                            // the issues at exactly this place: another one explains them
  // Visits every issue; those for which the visitor says false are forgotten.
  void revise(const std::function<bool(Issue&)>& visit);
  void sort();                                       // by file, place, code; stable

 private:
  std::vector<Issue> list_;
  std::size_t errors_ = 0;
  std::size_t dropped_ = 0;
};

}  // namespace playmaker::source
