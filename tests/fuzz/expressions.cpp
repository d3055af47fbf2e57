#include "tests/fuzz/expressions.hpp"

#include <string>

#include "dsl/eval/check.hpp"
#include "dsl/eval/evaluate.hpp"
#include "dsl/read/read.hpp"
#include "runtime/base/text.hpp"
#include "tests/fuzz/targets.hpp"

namespace playmaker::fuzz {

void evaluate(std::string_view bytes) {
  source::Sources sources;
  source::Issues issues;
  const syntax::File file = read::read_expression(sources.add("<expression>", std::string(bytes)), issues);
  expect(syntax::exists(file.root), "a tree comes of any text");
  if (issues.has_errors()) return;
  const syntax::NodeId expression = file.tree.child_at(file.root, 0);
  expect(syntax::exists(expression), "what is read without an issue is an expression");
  eval::Environment environment;
  environment.names["x"] = eval::dyn();
  environment.names["words"] = eval::parse_type("list(string)");
  eval::Bindings bindings;
  bindings["x"] = cel::integer(7);
  bindings["words"] = cel::list({cel::text("one"), cel::text("two")});
  const eval::TypeRef type = eval::check(file.tree, expression, environment, issues);
  expect((type == nullptr) == issues.has_errors(), "an expression has a type or an issue");
  const cel::Value value = eval::evaluate(file.tree, expression, {}, bindings);
  expect(base::first_bad_utf8(cel::written(value)) == base::kValidUtf8, "a value is written in UTF-8");
  expect(value.weight() <= cel::kWeightMax, "a value holds only so much");
}

}  // namespace playmaker::fuzz
