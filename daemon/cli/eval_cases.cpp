#include "daemon/cli/eval_cases.hpp"

#include <cmath>

#include "daemon/cli/eval_values.hpp"
#include "dsl/eval/check.hpp"
#include "dsl/eval/evaluate.hpp"
#include "dsl/read/read.hpp"
#include "runtime/cel/operators.hpp"

namespace playmaker::cli {

using cel::Value;
using daemon::member;
using engine::RawList;
using engine::RawRecord;
using engine::RawValue;

namespace {

std::string text_at(const RawValue& object, std::string_view name) {
  const std::string* text = daemon::text_of(member(object, name));
  return text == nullptr ? std::string() : *text;
}
bool truth_at(const RawValue& object, std::string_view name) {
  const RawValue* found = member(object, name);
  const bool* truth = found == nullptr ? nullptr : std::get_if<bool>(&found->value);
  return truth != nullptr && *truth;
}
const RawList& list_at(const RawValue& object, std::string_view name) {
  static const RawList kNone;
  const RawValue* found = member(object, name);
  const auto* list = found == nullptr ? nullptr : std::get_if<RawList>(&found->value);
  return list == nullptr ? kNone : *list;
}

// The same value, of the same kind all the way down; a NaN is what it is.
bool identical(const Value& a, const Value& b) {
  if (a.kind != b.kind || a.items().size() != b.items().size()) return false;
  if (a.kind == cel::Kind::decimal && std::isnan(a.as_double())) return std::isnan(b.as_double());
  for (std::size_t i = 0; i < a.items().size(); ++i) {
    if (!identical(a.items()[i], b.items()[i])) return false;
  }
  return !a.items().empty() || cel::equal(a, b);
}

bool declare(eval::Environment& environment, const RawValue& one) {
  const std::string name = text_at(one, "name");
  if (const eval::TypeRef type = eval::parse_type(text_at(one, "type"))) {
    environment.names[name] = type;
    return true;
  }
  for (const RawValue& written : list_at(one, "overloads")) {
    eval::Overload overload;
    overload.method = truth_at(written, "method");
    for (const RawValue& param : list_at(written, "params")) {
      const std::string* text = daemon::text_of(&param);
      overload.params.push_back(text == nullptr ? nullptr : eval::parse_type(*text));
      if (overload.params.back() == nullptr) return false;
    }
    overload.result = eval::parse_type(text_at(written, "result"));
    if (overload.result == nullptr) return false;
    environment.functions[name].push_back(std::move(overload));
  }
  return environment.functions.contains(name);
}

CaseResult run_case(const RawValue& one) {
  CaseResult out;
  out.name = text_at(one, "file") + "/" + text_at(one, "section") + "/" + text_at(one, "name");
  const RawValue* want = member(one, "want");
  const RawValue nothing;
  if (want == nullptr) want = &nothing;
  const RawValue* value = member(*want, "value");
  const bool error_wanted = member(*want, "error") != nullptr || member(*want, "any_error") != nullptr;
  const auto stopped = [&](std::string why) {
    out.outcome = error_wanted ? Outcome::passed : Outcome::refused;
    out.found = std::move(why);
    return out;
  };

  eval::Environment environment;
  environment.container = text_at(one, "container");
  for (const RawValue& declared : list_at(one, "env")) {
    if (!declare(environment, declared)) return stopped("the declaration of " + text_at(declared, "name"));
  }
  eval::Bindings bindings;
  if (const RawValue* bind = member(one, "bind"); bind != nullptr && daemon::is_object(*bind)) {
    for (const engine::RawField& field : std::get<RawRecord>(bind->value)) {
      bindings[field.name] = typed_value(field.value);
      environment.names.try_emplace(field.name, eval::dyn());
    }
  }
  const source::Source source(0, out.name, text_at(one, "expr"));
  source::Issues issues;
  const syntax::File file = read::read_expression(source, issues);
  const auto told = [&] { return source::message(issues.list().front(), base::Language::en); };
  if (issues.has_errors()) return stopped(told());
  const syntax::NodeId expression = file.tree.child_at(file.root, 0);
  if (!truth_at(one, "disable_check")) {
    const eval::TypeRef type = eval::check(file.tree, expression, environment, issues);
    if (type == nullptr) return stopped(told());
    if (const std::string wanted = text_at(*want, "type"); !wanted.empty()) {
      const eval::TypeRef like = eval::parse_type(wanted);
      if (like == nullptr || !eval::same(*type, *like)) {
        out.found = eval::to_text(*type);
        return out;
      }
      if (truth_at(one, "check_only")) {
        out.outcome = Outcome::passed;
        return out;
      }
    }
  }
  const Value found = eval::evaluate(file.tree, expression, environment.container, bindings);
  out.found = found.is_error() ? std::string(cel::fault_name(found.fault())) + " " + std::string(found.text()) : cel::written(found);
  const bool right = error_wanted       ? found.is_error()
                     : value != nullptr ? identical(found, typed_value(*value))
                                        : !found.is_error() && !text_at(*want, "type").empty();
  out.outcome = right ? Outcome::passed : Outcome::failed;
  return out;
}

}  // namespace

base::Result<std::vector<CaseResult>> run_cases(std::string_view lines) {
  std::vector<CaseResult> out;
  for (std::size_t number = 1; !lines.empty(); ++number) {
    const std::size_t end = lines.find('\n');
    const std::string_view line = lines.substr(0, end);
    lines = end == std::string_view::npos ? std::string_view() : lines.substr(end + 1);
    if (line.empty() || line == "\r") continue;
    const auto one = daemon::parse_json(line);
    if (!one)
      return base::invalid(one.error().code, "line " + std::to_string(number) + ": " + one.error().message,
                           "第 " + std::to_string(number) + " 行:" + one.error().zh);
    if (member(*one, "expr") == nullptr)
      return base::invalid("case_invalid", "line " + std::to_string(number) + ": a case needs `expr` and `want`",
                           "第 " + std::to_string(number) + " 行:用例需要 `expr` 与 `want`");
    out.push_back(run_case(*one));
  }
  return out;
}

}  // namespace playmaker::cli
