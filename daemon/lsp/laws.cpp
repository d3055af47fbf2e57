#include "daemon/lsp/laws.hpp"

#include <algorithm>

#include "dsl/source/said.hpp"

namespace playmaker::lsp {
namespace {

std::string list_of(const std::vector<source::Words>& words, base::Language language) {
  std::string out;
  for (const source::Words& each : words) out += "\n- " + source::said(each, language);
  return out;
}

std::string told(const prove::Promise& promise, base::Language language) {
  if (promise.verdict != prove::Verdict::proven) return {};   // its issue says more
  const std::string most = std::to_string(promise.most);
  const source::Words words{"**guarantee**: proven, at most " + most, "**承诺**：已证明，最多 " + most + " 次"};
  return words.in(language) + "\n" + list_of(promise.assumes, language);
}

std::string told(const std::vector<prove::Certificate>& certificates, std::uint32_t playbook, base::Language language) {
  std::size_t proven = 0;
  std::vector<source::Words> open;
  for (const prove::Certificate& each : certificates) {
    if (each.playbook != playbook) continue;
    if (each.verdict == prove::Verdict::proven) ++proven;
    else open.push_back(each.says);
  }
  const std::string count = std::to_string(proven);
  source::Words words{"**laws**: " + count + " proven", "**规则**：" + count + " 条已证明"};
  if (!open.empty()) {
    words.en += ", not decided:";
    words.zh += "，无法判定：";
  }
  return words.in(language) + (open.empty() ? "" : "\n") + list_of(open, language);
}

}  // namespace

std::string laws_at(const dsl::Compiled& made, std::uint32_t offset, const Declaration* named, base::Language language) {
  for (const prove::Promise& promise : made.promises) {
    if (promise.span.file == 0 && promise.span.begin <= offset && offset <= promise.span.end) return told(promise, language);
  }
  if (named == nullptr || named->sort != Sort::playbook) return {};
  for (std::uint32_t i = 0; i < made.plans.size(); ++i) {
    if (made.plans[i]->name == named->name) return told(made.certificates, i, language);
  }
  return {};
}

}  // namespace playmaker::lsp
