#include "tests/whole/shipped.hpp"
#include "tests/main/here.hpp"

#include <fstream>
#include <iterator>
#include <map>

namespace playmaker::whole {
namespace {

std::optional<std::string> load(const std::string& path) {
  static std::map<std::string, std::optional<std::string>> kept;
  const auto found = kept.find(path);
  if (found != kept.end()) return found->second;
  std::ifstream in(std::string(kSourceDir) + "/" + path, std::ios::binary);
  std::optional<std::string> text;
  if (in) text = std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  return kept[path] = text;
}

std::string path_of(const std::string& name) { return "playbooks/" + name + ".play"; }

}  // namespace

std::string shipped_text(const std::string& name) { return load(path_of(name)).value_or(std::string()); }

dsl::Compiled compile_shipped(const std::string& name, const std::string& text, dsl::Until until) {
  return compile_beside(name + ".play", text, until);
}
dsl::Compiled compile_beside(const std::string& file, const std::string& text, dsl::Until until) {
  dsl::Options options;
  options.until = until;
  return dsl::compile({{"playbooks/" + file, text}}, load, options);
}

namespace {

template <class Names>
dsl::Compiled compile_these(const Names& names) {
  std::vector<dsl::Input> texts;
  for (const char* name : names) texts.push_back({path_of(name), shipped_text(name)});
  return dsl::compile(texts, load);
}

}  // namespace

dsl::Compiled compile_all_shipped() { return compile_these(kShipped); }
dsl::Compiled compile_demo() { return compile_these(kDemo); }

}  // namespace playmaker::whole
