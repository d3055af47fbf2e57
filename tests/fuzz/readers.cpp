#include "tests/fuzz/readers.hpp"

#include <fstream>
#include <iterator>
#include <string>

#include "dsl/compile.hpp"
#include "dsl/read/read.hpp"
#include "dsl/read/yaml/yaml.hpp"
#include "dsl/source/render.hpp"
#include "runtime/base/limits.hpp"
#include "tests/fuzz/targets.hpp"
#include "tests/main/here.hpp"

namespace playmaker::fuzz {
namespace {

void expect_nested(const syntax::Tree& tree, syntax::NodeId node, std::size_t depth) {
  expect(depth < 20 * base::kNestingMax, "a tree is only so deep");
  for (const syntax::NodeId child : tree.children(node)) {
    expect(tree[child].begin >= tree[node].begin && tree[child].end <= tree[node].end, "a node lies within its parent");
    expect_nested(tree, child, depth + 1);
  }
}

syntax::File read_as(std::string_view path, std::string_view bytes, syntax::File (*read)(const source::Source&, source::Issues&)) {
  source::Sources sources;
  source::Issues issues;
  const source::Source& source = sources.add(std::string(path), std::string(bytes));
  const syntax::File file = read(source, issues);
  expect(syntax::exists(file.root), "a tree comes of any text");
  expect(file.tree.span(file.root).end <= bytes.size(), "the tree lies within the file");
  expect_shown(issues, sources);
  return file;
}

const std::string& bank() {
  static const std::string kBank = [] {
    std::ifstream in(std::string(kSourceDir) + "/tests/dsl/compile/cases/shared/bank.play", std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  }();
  expect(!kBank.empty(), "the small bank is there");
  return kBank;
}

}  // namespace

void expect_shown(const source::Issues& issues, const source::Sources& sources) {
  expect(issues.list().size() <= base::kIssuesMax, "issues are bounded");
  for (const base::Language language : {base::Language::en, base::Language::zh}) {
    const std::string said = source::render(issues, sources, language);
    expect(issues.empty() || !said.empty(), "an issue can be shown");
    expect(base::first_bad_utf8(said) == base::kValidUtf8 || issues.list().front().code == source::Code::bad_utf8,
           "what is shown is UTF-8");
  }
}

void read_text(std::string_view bytes) {
  const syntax::File file = read_as("a.play", bytes, read::read);
  expect_nested(file.tree, file.root, 0);
}
// The keys of a block are read in the order of the text spelling, so a node's parts may stand before it: no nesting here.
void read_yaml(std::string_view bytes) {
  read_as("a.yaml", bytes, [](const auto& source, auto& issues) { return read::read_yaml_playbook(source, issues); });
}

void compile(std::string_view bytes) {
  const std::string path = bytes.starts_with("# yaml") ? "a.yaml" : "a.play";
  const dsl::Compiled made = dsl::compile({{path, std::string(bytes)}}, [](const std::string& wanted) -> std::optional<std::string> {
    if (wanted != "shared/bank.play") return std::nullopt;
    return bank();
  });
  expect(made.ok == !made.issues.has_errors(), "only an error refuses a text");
  expect_shown(made.issues, made.sources);
  for (const source::Issue& issue : made.issues.list()) expect(issue.code != source::Code::plan_unsound, "no text makes an unsound plan");
  for (const auto& plan : made.plans) {
    expect(plan::verify(*plan).empty(), "a plan that is handed out is sound");
    const std::string stored = plan::encode(*plan);
    const auto again = plan::decode_plan(stored);
    expect(again.has_value() && plan::encode(again.value()) == stored, "a plan survives being written and read");
  }
}

}  // namespace playmaker::fuzz
