#include "tests/dsl/compile/compiling.hpp"
#include "tests/main/here.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace playmaker::compiling {

std::string folder() { return std::string(kSourceDir) + "/tests/dsl/compile/cases"; }

std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

namespace {

dsl::Loader from(const std::string& root) {
  return [root](const std::string& path) -> std::optional<std::string> {
    const std::ifstream in(root + "/" + path, std::ios::binary);
    if (!in) return std::nullopt;
    return slurp(root + "/" + path);
  };
}

}  // namespace

dsl::Compiled compile_case(const std::string& name, const dsl::Options& options) {
  return dsl::compile({{name, slurp(folder() + "/" + name)}}, from(folder()), options);
}

dsl::Compiled compile_text(const std::string& text, const dsl::Options& options) {
  return dsl::compile({{"text.play", text}}, from(folder()), options);
}

dsl::Compiled compile_body(const std::string& body, const dsl::Options& options) {
  return compile_text(
      "use \"shared/bank.play\"\nplaybook p { calendar cn  follow quiet_bank  ends after 90 days\n audience { enter on account_opened  "
      "again never }\n" +
          body + "\n}\n",
      options);
}

std::string issues_of(const dsl::Compiled& made) { return source::render(made.issues, made.sources, base::Language::en); }

const plan::Plan& only_plan(const dsl::Compiled& made) {
  if (made.plans.size() != 1) throw std::runtime_error("no plan:\n" + issues_of(made));
  return *made.plans.front();
}

dsl::Compiled compile_file(const std::string& path, const dsl::Options& options) {
  return dsl::compile({{path, slurp(std::string(kSourceDir) + "/" + path)}}, from(kSourceDir), options);
}

}  // namespace playmaker::compiling
