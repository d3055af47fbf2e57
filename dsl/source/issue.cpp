#include "dsl/source/issue.hpp"

#include <algorithm>
#include <tuple>

#include "dsl/source/said.hpp"
#include "runtime/base/limits.hpp"
#include "runtime/base/typeset.hpp"

namespace playmaker::source {
namespace {

struct Row {
  std::string_view name;
  std::string_view code;
  Severity severity;
  std::string_view en;
  std::string_view zh;
};

constexpr Row kRows[] = {
#define ISSUE(name, code, severity, en, zh) {#name, #code, Severity::severity, en, zh},
#include "dsl/source/issue_codes.def"
#undef ISSUE
};

// Of those that were given none where they were found.
void give_usual_help(Issue& issue) {
  if (!issue.helps.empty()) return;
  switch (issue.code) {
#define HELP(name, en, zh) \
  case Code::name: issue.helps.push_back({en, zh}); return;
#include "dsl/source/usual_help.def"
#undef HELP
    default: return;
  }
}

// Where Han words were put into a pattern that leaves room for Latin ones.
std::string without_gaps(std::string_view text) {
  if (base::first_bad_utf8(text) != base::kValidUtf8) return std::string(text);
  std::string out;
  char32_t before = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = base::decode(text, at);
    if (c == U'`' || c == U'"') quoted = !quoted;
    std::size_t ahead = at;
    const bool gap = !quoted && c == U' ' && base::is_han(before) && ahead < text.size() && base::is_han(base::decode(text, ahead));
    if (!gap) out += text.substr(from, at - from);
    before = c;
  }
  return out;
}

const Row& row(Code code) { return kRows[static_cast<std::size_t>(code)]; }

}  // namespace

std::string_view code_text(Code code) { return row(code).code; }
std::string_view code_name(Code code) { return row(code).name; }
Severity severity_of(Code code) { return row(code).severity; }
std::string_view message_template(Code code, base::Language language) {
  return language == base::Language::zh ? row(code).zh : row(code).en;
}

std::string message(const Issue& issue, base::Language language) {
  const std::string& own = issue.pattern.in(language);
  const std::string_view pattern = own.empty() ? message_template(issue.code, language) : std::string_view(own);
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool is_arg =
        pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 1] >= '0' && pattern[i + 1] <= '9' && pattern[i + 2] == '}';
    if (!is_arg) {
      out += pattern[i];
      continue;
    }
    const auto index = static_cast<std::size_t>(pattern[i + 1] - '0');
    if (index < issue.args.size()) out += issue.args[index].in(language);
    i += 2;
  }
  return language == base::Language::zh ? base::typeset(without_gaps(out)) : out;
}

std::string said(const Words& words, base::Language language) {
  return language == base::Language::zh ? base::typeset(words.zh) : words.en;
}

void Issues::add(Issue issue) {
  if (severity_of(issue.code) == Severity::error) ++errors_;
  if (list_.size() >= base::kIssuesMax) {
    ++dropped_;
    return;
  }
  give_usual_help(issue);
  list_.push_back(std::move(issue));
}

void Issues::forget(Span span) {
  std::erase_if(list_, [&](const Issue& issue) {
    if (issue.span != span) return false;
    if (severity_of(issue.code) == Severity::error) --errors_;
    return true;
  });
}

void Issues::revise(const std::function<bool(Issue&)>& visit) {
  std::erase_if(list_, [&](Issue& issue) {
    if (visit(issue)) return false;
    if (severity_of(issue.code) == Severity::error) --errors_;
    return true;
  });
}

// At most kIssuesMax: each is put behind those that are not after it, which is stable.
void Issues::sort() {
  const auto before = [](const Issue& a, const Issue& b) {
    return std::tuple(a.span.file, a.span.begin, a.code) < std::tuple(b.span.file, b.span.begin, b.code);
  };
  for (auto next = list_.begin(); next != list_.end(); ++next)
    std::rotate(std::upper_bound(list_.begin(), next, *next, before), next, next + 1);
}

}  // namespace playmaker::source
