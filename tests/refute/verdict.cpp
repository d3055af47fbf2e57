#include "tests/refute/verdict.hpp"

#include <fstream>
#include <iterator>

#include "daemon/refute/promises.hpp"
#include "dsl/source/render.hpp"
#include "tests/main/here.hpp"

namespace playmaker::refute_tests {

std::string verdict_of(dsl::Compiled made) {
  if (made.promises.size() != 1) return source::render(made.issues, made.sources, base::Language::en);
  if (made.promises[0].verdict == prove::Verdict::proven) return "proven";
  if (refute::refute(made).kept) return "open";
  for (const source::Issue& issue : made.issues.list()) {
    if (issue.code == source::Code::guarantee_broken) return "refuted " + issue.args[0].en;
  }
  return "?";
}

std::optional<std::string> load_shipped(const std::string& path) {
  std::ifstream in(std::string(kSourceDir) + "/" + path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

}  // namespace playmaker::refute_tests
